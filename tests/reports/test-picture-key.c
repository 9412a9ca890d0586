/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-picture-key.h"

typedef struct
{
  const char *path;
  const char *address;
  const char *expected;     /* NULL: not an address of a picture */
} CanonicalCase;

static const CanonicalCase canonical_cases[] = {
  { "as-it-is", "https://img.journal.example/a/b.jpg", "https://img.journal.example/a/b.jpg" },
  { "scheme", "http://img.journal.example/a.jpg", "https://img.journal.example/a.jpg" },
  { "upper-case", "HTTP://IMG.Journal.EXAMPLE/A.jpg", "https://img.journal.example/A.jpg" },
  { "host-of-www-stays", "https://www.journal.example/a.jpg", "https://www.journal.example/a.jpg" },
  { "userinfo", "https://user:word@journal.example/a.jpg", "https://journal.example/a.jpg" },
  { "final-dot", "https://journal.example./a.jpg", "https://journal.example/a.jpg" },
  { "two-final-dots", "https://journal.example../a.jpg", NULL },
  { "idn", "https://صحيفة.example/a.jpg", "https://xn--ogbhx3c3b.example/a.jpg" },
  { "idn-french", "https://Détroit.example/a.jpg", "https://xn--dtroit-bva.example/a.jpg" },
  { "port/usual", "https://journal.example:443/a.jpg", "https://journal.example/a.jpg" },
  { "port/usual-of-http", "http://journal.example:80/a.jpg", "https://journal.example/a.jpg" },
  { "port/443-of-http", "http://journal.example:443/a.jpg", "https://journal.example/a.jpg" },
  { "port/other", "http://journal.example:8080/a.jpg", "https://journal.example:8080/a.jpg" },
  { "port/80-of-https", "https://journal.example:80/a.jpg", "https://journal.example:80/a.jpg" },
  { "octets/unreserved", "https://journal.example/%7Eann/%61%2D%2e%5f.jpg", "https://journal.example/~ann/a-._.jpg" },
  { "octets/upper-case", "https://journal.example/a%2fb%c3%a9.jpg", "https://journal.example/a%2Fb%C3%A9.jpg" },
  { "octets/raw", "https://journal.example/é d.jpg", "https://journal.example/%C3%A9%20d.jpg" },
  { "octets/lone-percent", "https://journal.example/100%.jpg", "https://journal.example/100%25.jpg" },
  { "octets/twice", "https://journal.example/%%34%31.jpg", "https://journal.example/%2541.jpg" },
  { "octets/percent", "https://journal.example/%2541.jpg", "https://journal.example/%2541.jpg" },
  { "octets/zero", "https://journal.example/a%00.jpg", "https://journal.example/a%00.jpg" },
  { "dots", "https://journal.example/a/./b/../c.jpg", "https://journal.example/a/c.jpg" },
  { "dots-encoded", "https://journal.example/a/%2E%2e/c.jpg", "https://journal.example/c.jpg" },
  { "dots-over-the-top", "https://journal.example/../../c.jpg", "https://journal.example/c.jpg" },
  { "backslashes", "https:\\\\journal.example\\a\\b.jpg", "https://journal.example/a/b.jpg" },
  { "empty-segments-stay", "https://journal.example//a//b.jpg", "https://journal.example//a//b.jpg" },
  { "no-path", "https://journal.example", "https://journal.example/" },
  { "slash-stays", "https://journal.example/a/", "https://journal.example/a/" },
  { "fragment", "https://journal.example/a.jpg#x?utm_source=y", "https://journal.example/a.jpg" },
  { "query/stays", "https://journal.example/a?b=2&a=1&b=1", "https://journal.example/a?b=2&a=1&b=1" },
  { "query/ignored", "https://journal.example/a?utm_source=rss&id=5&fbclid=x&xtor=RSS-1", "https://journal.example/a?id=5" },
  { "query/ignored-any-case", "https://journal.example/a?UTM_Source=rss&GCLID=1", "https://journal.example/a" },
  { "query/ignored-encoded", "https://journal.example/a?utm%5Fsource=rss&w=3", "https://journal.example/a?w=3" },
  { "query/bare-name", "https://journal.example/a?gclid&v", "https://journal.example/a?v" },
  { "query/almost", "https://journal.example/a?gclid2=1&utmsource=1&xutm_a=1", "https://journal.example/a?gclid2=1&utmsource=1&xutm_a=1" },
  { "query/size-stays", "https://journal.example/a?width=640&quality=80", "https://journal.example/a?width=640&quality=80" },
  { "query/empty", "https://journal.example/a?", "https://journal.example/a" },
  { "query/ampersands", "https://journal.example/a?&&b=1&", "https://journal.example/a?b=1" },
  { "query/octets", "https://journal.example/a?u=%68ttps%3a//x", "https://journal.example/a?u=https%3A//x" },
  { "query/second-mark", "https://journal.example/a?b?c=1", "https://journal.example/a?b?c=1" },
  { "ipv4", "http://0x7f.1/a.jpg", "https://127.0.0.1/a.jpg" },
  { "ipv6", "http://[2001:DB8::1]:443/a.jpg", "https://[2001:db8::1]/a.jpg" },
  { "refused/data", "data:image/png;base64,iVBORw0KGgo=", NULL },
  { "refused/blob", "blob:https://journal.example/1234", NULL },
  { "refused/file", "file:///etc/passwd", NULL },
  { "refused/relative", "/a.jpg", NULL },
  { "refused/empty", "", NULL },
  { "refused/no-host", "https:///", NULL },
  { "refused/only-dots", "https://./a.jpg", NULL },
};

static void
test_canonical (gconstpointer data)
{
  const CanonicalCase *row = data;
  g_autofree char *form = jarida_picture_canonical (row->address);
  g_autofree char *again = NULL;
  JaridaPictureKey key;

  g_assert_cmpstr (form, ==, row->expected);
  g_assert_true (jarida_picture_key_url (row->address, &key) == (row->expected != NULL));
  if (form == NULL)
    return;
  again = jarida_picture_canonical (form);
  g_assert_cmpstr (again, ==, form);
}

static void
test_too_long (void)
{
  g_autofree char *tail = g_strnfill (20000, 'a');
  g_autofree char *address = g_strconcat ("https://journal.example/", tail, NULL);

  g_assert_null (jarida_picture_canonical (address));
  g_assert_null (jarida_picture_canonical (NULL));
}

/* Whatever it is made of: no crash, and what comes out stays as it is when it goes in. */
static void
test_junk (void)
{
  static const char pieces[][12] = { "http", "https", ":", "/", "//", "\\", "%", "%2", "%2e", "%41", "%zz", "?", "&", "#", "@",
                                     "..", ".", "utm_a=1", "=", "é", "\xff", "[", "]", "::1", ":443", "xn--", "a", "\t", " " };
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 50000; i++)
    {
      g_autoptr(GString) address = g_string_new (i % 2 == 0 ? "https://a.example/" : i % 4 == 1 ? "https://" : "");
      g_autofree char *form = NULL;
      g_autofree char *again = NULL;

      for (gint n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append (address, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      form = jarida_picture_canonical (address->str);
      again = form != NULL ? jarida_picture_canonical (form) : NULL;
      g_assert_cmpstr (again, ==, form);
    }
}

static void
check_hex (const JaridaPictureKey *key,
           const char             *expected)
{
  g_autoptr(GString) hex = g_string_new (NULL);

  for (guint i = 0; i < sizeof key->bytes; i++)
    g_string_append_printf (hex, "%02x", key->bytes[i]);
  g_assert_cmpstr (hex->str, ==, expected);
}

/* They are stored and published: made once with sha256sum, as in
 * printf 'url1\0https://img.journal.example/a/b.jpg' | sha256sum */
static void
test_stable (void)
{
  JaridaPictureKey key;
  guint8 sha256[32];

  g_assert_true (jarida_picture_key_url ("http://img.journal.example:80/a/b.jpg#x", &key));
  check_hex (&key, "b7bee5167b7797b0af6e3a67002f3ebde72d32137ec5e68ffb79a53038c5c39e");
  g_assert_cmphex (jarida_picture_key_short (&key), ==, G_GUINT64_CONSTANT (0xb7bee5167b77));
  g_assert_true (jarida_picture_key_asset (jarida_asset_rules_get_default (),
    "https://img.lemde.fr/2026/11/20/0/0/5476/3651/1440/960/60/0/bfd2eb8_photo.jpg", &key));
  check_hex (&key, "227b9c7598a52bafac240fd6c63677d1aca85349077df3d9053dc3b843e13d9f");
  memset (sha256, 0xab, sizeof sha256);
  jarida_picture_key_content (sha256, &key);
  check_hex (&key, "8875ad6ae923a24d2466b474823e2338a7486ebfa652a131dab22e3d964dba9a");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (canonical_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reports/picture-key/canonical/", canonical_cases[i].path, NULL);

      g_test_add_data_func (path, &canonical_cases[i], test_canonical);
    }
  g_test_add_func ("/reports/picture-key/canonical/too-long", test_too_long);
  g_test_add_func ("/reports/picture-key/canonical/junk", test_junk);
  g_test_add_func ("/reports/picture-key/stable-for-ever", test_stable);
  return g_test_run ();
}
