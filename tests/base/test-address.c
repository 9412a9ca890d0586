/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-address.h"

typedef struct
{
  const char *path;
  const char *reference;
  const char *base;
  const char *expected;    /* NULL: refused */
} AddressCase;

#define BASE "https://journal.example/maroc/page?x=1#y"

static const AddressCase resolve_cases[] = {
  { "absolute", "http://journal.example/a", BASE, "http://journal.example/a" },
  { "relative", "b/c", BASE, "https://journal.example/maroc/b/c" },
  { "rooted", "/b", BASE, "https://journal.example/b" },
  { "other-host", "//cdn.example/b.jpg", BASE, "https://cdn.example/b.jpg" },
  { "dots", "../../../b/./c/..", BASE, "https://journal.example/b/" },
  { "dots-in-percent", "%2e%2E/b", BASE, "https://journal.example/b" },
  { "query", "?z", BASE, "https://journal.example/maroc/page?z" },
  { "fragment", "#z", BASE, "https://journal.example/maroc/page?x=1#z" },
  { "empty", "", BASE, "https://journal.example/maroc/page?x=1" },
  { "no-base", "http://a.example", NULL, "http://a.example/" },
  { "no-base-relative", "b", NULL, NULL },
  { "spaces", " /un fichier .jpg\n", BASE, "https://journal.example/un%20fichier%20.jpg" },
  { "arabic-path", "/أخبار?ق=1", BASE, "https://journal.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?%D9%82=1" },
  { "encoded-stays", "/%D8%A3", BASE, "https://journal.example/%D8%A3" },
  { "idn", "http://مثال.إختبار/", NULL, "http://xn--mgbh0fb.xn--kgbechtv/" },
  { "backslashes", "\\\\evil.example\\x", BASE, "https://evil.example/x" },
  { "userinfo", "https://user:secret@a.example/", NULL, "https://a.example/" },
  { "upper-case", "HTTP://A.EXAMPLE/B", NULL, "http://a.example/B" },
  { "usual-port", "https://a.example:443/", NULL, "https://a.example/" },
  { "other-port", "https://a.example:80/", NULL, "https://a.example:80/" },
  { "tabs-inside", "ht\ntp://a.exa\tmple/", NULL, "http://a.example/" },
  { "ipv4-forms", "http://0x7f.1/", NULL, "http://127.0.0.1/" },
  { "ipv6", "http://[2001:DB8:0:0:0:0:0:1]:8080/", NULL, "http://[2001:db8::1]:8080/" },
  { "refused/javascript", "javascript:alert(1)", BASE, NULL },
  { "refused/javascript-with-tab", "java\tscript:alert(1)", BASE, NULL },
  { "refused/data", "data:text/html,x", BASE, NULL },
  { "refused/file", "file:///etc/passwd", BASE, NULL },
  { "refused/mailto", "mailto:a@b.example", BASE, NULL },
  { "refused/no-host", "http://", NULL, NULL },
  { "refused/port", "http://a.example:99999/", NULL, NULL },
  { "refused/port-letters", "http://a.example:b/", NULL, NULL },
  { "refused/host-with-space", "http://a b/", NULL, NULL },
  { "refused/host-with-zero", "http://a%00b/", NULL, NULL },
  { "refused/ipv4-too-large", "http://256.1.1.1/", NULL, NULL },
  { "refused/base-of-another-kind", "x", "file:///etc/", NULL },
};

static const AddressCase canonical_cases[] = {
  { "https", "http://www.journal.example/a/", NULL, "https://journal.example/a" },
  { "fragment", "https://journal.example/a#b", NULL, "https://journal.example/a" },
  { "tracking", "https://journal.example/a?utm_source=rss&id=5&fbclid=x", NULL, "https://journal.example/a?id=5" },
  { "tracking-only", "https://journal.example/a?utm_source=rss&amp=", NULL, "https://journal.example/a?amp=" },
  { "order-stays", "https://journal.example/a?b=2&a=1", NULL, "https://journal.example/a?b=2&a=1" },
  { "root", "http://journal.example/", NULL, "https://journal.example" },
  { "root-and-query", "http://journal.example/?p=12&utm_medium=x", NULL, "https://journal.example?p=12" },
  { "host-dot", "http://journal.example./a", NULL, "https://journal.example/a" },
  { "www-alone", "http://www.example/a", NULL, "https://www.example/a" },
  { "refused", "not an address", NULL, NULL },
};

static const AddressCase input_cases[] = {
  { "bare", " journal.example ", NULL, "https://journal.example/" },
  { "path", "journal.example/feed", NULL, "https://journal.example/feed" },
  { "whole", "http://journal.example/feed", NULL, "http://journal.example/feed" },
  { "feed-scheme", "feed://journal.example/rss", NULL, "https://journal.example/rss" },
  { "feed-and-https", "feed:https://journal.example/rss", NULL, "https://journal.example/rss" },
  { "port", "localhost:8080/rss", NULL, "https://localhost:8080/rss" },
  { "port-and-dots", "journal.example:8080", NULL, "https://journal.example:8080/" },
  { "refused/word", "hespress", NULL, NULL },
  { "refused/empty", "  ", NULL, NULL },
  { "refused/javascript", "javascript:alert(1)", NULL, NULL },
  { "refused/sentence", "what is new today", NULL, NULL },
};

static void
test_resolve (gconstpointer data)
{
  const AddressCase *row = data;
  g_autofree char *address = jarida_address_resolve (row->reference, row->base);
  g_autofree char *again = NULL;

  g_assert_cmpstr (address, ==, row->expected);
  if (address == NULL)
    return;
  again = jarida_address_resolve (address, NULL);
  g_assert_cmpstr (again, ==, address);
}

static void
test_canonical (gconstpointer data)
{
  const AddressCase *row = data;
  g_autofree char *address = jarida_address_canonical (row->reference);

  g_assert_cmpstr (address, ==, row->expected);
}

static void
test_input (gconstpointer data)
{
  const AddressCase *row = data;
  g_autofree char *address = jarida_address_from_input (row->reference);

  g_assert_cmpstr (address, ==, row->expected);
}

static void
test_link (void)
{
  g_autofree char *mail = jarida_address_resolve_link ("MailTo:redaction@journal.example?subject=a b", BASE);
  g_autofree char *nobody = jarida_address_resolve_link ("mailto:", BASE);
  g_autofree char *script = jarida_address_resolve_link (" javascript:x", BASE);
  g_autofree char *page = jarida_address_resolve_link ("b", BASE);

  g_assert_cmpstr (mail, ==, "MailTo:redaction@journal.example?subject=a%20b");
  g_assert_null (nobody);
  g_assert_null (script);
  g_assert_cmpstr (page, ==, "https://journal.example/maroc/b");
}

static void
test_host (void)
{
  g_autofree char *host = jarida_address_dup_host ("HTTP://WWW.Journal.example/a");
  g_autofree char *port = jarida_address_dup_host ("https://journal.example:8443/a");
  g_autofree char *site = jarida_address_dup_site_name ("https://www.journal.example:8443/a");
  g_autofree char *idn = jarida_address_dup_site_name ("https://xn--mgbh0fb.xn--kgbechtv/");
  g_autofree char *none = jarida_address_dup_host ("a b");
  static const char *const sites[][2] = {
    { "http://www.Journal.example/a", "journal.example" }, { "https://journal.example", "journal.example" },
    { "http://127.0.0.1:8080/fr", "127.0.0.1:8080" }, { "https://www.example/", "www.example" },
  };

  g_assert_cmpstr (host, ==, "www.journal.example:80");
  g_assert_cmpstr (port, ==, "journal.example:8443");
  g_assert_cmpstr (site, ==, "journal.example");
  g_assert_cmpstr (idn, ==, "مثال.إختبار");
  g_assert_null (none);
  for (gsize i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      g_autofree char *one = jarida_address_dup_site (sites[i][0]);

      g_assert_cmpstr (one, ==, sites[i][1]);
    }
}

static void
add (const char        *group,
     const AddressCase *rows,
     guint              n_rows,
     GTestDataFunc      function)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/address/%s/%s", group, rows[i].path);

      g_test_add_data_func (path, &rows[i], function);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("resolve", resolve_cases, G_N_ELEMENTS (resolve_cases), test_resolve);
  add ("canonical", canonical_cases, G_N_ELEMENTS (canonical_cases), test_canonical);
  add ("from-input", input_cases, G_N_ELEMENTS (input_cases), test_input);
  g_test_add_func ("/base/address/link", test_link);
  g_test_add_func ("/base/address/host", test_host);
  return g_test_run ();
}
