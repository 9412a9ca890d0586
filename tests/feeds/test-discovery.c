/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-discovery.h"

#define PAGE "https://phare.test/fr/index.html"

static const struct
{
  const char *name;
  const char *text;
  const char *feeds;     /* with spaces between them */
  const char *icon;
} rows[] = {
  { "link", "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"الفجر\" href=\"/feed/?a=1&amp;b=2\">",
    "https://phare.test/feed/?a=1&b=2", "https://phare.test/favicon.ico" },
  { "case-and-quotes", "<LINK TYPE=application/atom+xml REL='ALTERNATE home' HREF=atom.xml>", "https://phare.test/fr/atom.xml",
    "https://phare.test/favicon.ico" },
  { "base", "<base href=\"https://cdn.test/x/\"><link rel=alternate type=application/feed+json href=f.json>",
    "https://cdn.test/x/f.json", "https://phare.test/favicon.ico" },
  { "stylesheet-is-none", "<link rel=\"alternate stylesheet\" type=\"text/css\" href=\"/rss.css\">", "", "https://phare.test/favicon.ico" },
  { "comments-after", "<link rel=alternate type=application/rss+xml href=/comments/feed/><link rel=alternate "
    "type=application/rss+xml href=/feed/>", "https://phare.test/feed/ https://phare.test/comments/feed/",
    "https://phare.test/favicon.ico" },
  { "anchors-after-links", "<a href=\"/rss.xml\">RSS</a><a href=\"/feedback\">F</a><a href=\"#rss\">x</a>"
    "<link rel=alternate type=application/rss+xml href=/f>", "https://phare.test/f https://phare.test/rss.xml",
    "https://phare.test/favicon.ico" },
  { "once", "<a href=/rss/>a</a><a href=/rss/>b</a>", "https://phare.test/rss/", "https://phare.test/favicon.ico" },
  { "not-in-comment-or-script", "<!-- <link rel=alternate type=application/rss+xml href=/a> --><script>'<a href=\"/rss\">'</script>",
    "", "https://phare.test/favicon.ico" },
  { "icon-largest", "<link rel=\"shortcut icon\" href=a.ico><link rel=icon sizes=16x16 href=b.png><link rel=icon sizes=192x192"
    " href=c.png><link rel=mask-icon href=d.svg>", "", "https://phare.test/fr/c.png" },
  { "feed-scheme", "<a href=\"feed://phare.test/x\">x</a>", "http://phare.test/x https://phare.test/x", NULL },
  { "javascript", "<link rel=alternate type=application/rss+xml href=\"javascript:x\"><link rel=icon href=\"data:x\">", "",
    "https://phare.test/favicon.ico" },
};

static void
test_page (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_memdup2 (rows[i].text, strlen (rows[i].text)), strlen (rows[i].text));
  g_autoptr(JaridaDiscovery) discovery = jarida_discovery_read (bytes, PAGE, "text/html; charset=utf-8");
  g_autoptr(GString) feeds = g_string_new (NULL);

  for (guint j = 0; j < discovery->feeds->len; j++)
    g_string_append_printf (feeds, "%s%s", j > 0 ? " " : "",
                            ((JaridaFeedLink *) g_ptr_array_index (discovery->feeds, j))->address);
  if (rows[i].icon == NULL)   /* either scheme will do */
    {
      g_assert_nonnull (strstr (rows[i].feeds, feeds->str));
      return;
    }
  g_assert_cmpstr (feeds->str, ==, rows[i].feeds);
  g_assert_cmpstr (discovery->icon, ==, rows[i].icon);
}

static void
test_titles (void)
{
  const char *text = "<title> Le Phare &mdash; Tunis\n</title><link rel=alternate type=application/rss+xml href=/f title=\"A &amp; B\">"
                     "<a href=/rss><img src=x> Le <b>flux</b></a>";
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(JaridaDiscovery) discovery = jarida_discovery_read (bytes, PAGE, NULL);

  g_assert_cmpstr (discovery->title, ==, "Le Phare — Tunis");
  g_assert_cmpuint (discovery->feeds->len, ==, 2);
  g_assert_cmpstr (((JaridaFeedLink *) g_ptr_array_index (discovery->feeds, 0))->title, ==, "A & B");
  g_assert_cmpstr (((JaridaFeedLink *) g_ptr_array_index (discovery->feeds, 0))->type, ==, "application/rss+xml");
  g_assert_cmpstr (((JaridaFeedLink *) g_ptr_array_index (discovery->feeds, 1))->title, ==, "Le flux");
}

static void
test_guesses (void)
{
  g_auto(GStrv) guesses = jarida_discovery_guesses ("https://phare.test/blog");
  g_auto(GStrv) none = jarida_discovery_guesses ("ftp://phare.test/");

  g_assert_cmpstr (guesses[0], ==, "https://phare.test/blog/feed");
  g_assert_true (g_strv_contains ((const char *const *) guesses, "https://phare.test/feed"));
  g_assert_true (g_strv_contains ((const char *const *) guesses, "https://phare.test/rss.xml"));
  for (guint i = 0; guesses[i] != NULL; i++)
    g_assert_false (g_strv_contains ((const char *const *) guesses + i + 1, guesses[i]));
  g_assert_cmpuint (g_strv_length (guesses), <=, 20);
  g_assert_nonnull (none);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/feeds/discovery/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_page);
    }
  g_test_add_func ("/feeds/discovery/titles", test_titles);
  g_test_add_func ("/feeds/discovery/guesses", test_guesses);

  return g_test_run ();
}
