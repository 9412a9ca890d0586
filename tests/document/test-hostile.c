/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* What hostile pages may not do: keep anything active alive, crash, take long, take much. */

#define BASE "http://paper.example/"

#if defined __SANITIZE_ADDRESS__
#define SLOWER 12
#define MEASURE_MEMORY FALSE
#else
#define SLOWER 1
#define MEASURE_MEMORY TRUE
#endif

static JaridaDocument *
read_page (const char *html)
{
  return jarida_document_new (html, -1, BASE, NULL, JARIDA_DIRECTION_AUTO, NULL);
}

/* All that to_html() may ever write. */
static void
check_tag (const char *tag,
           gsize       length)
{
  static const char *const names[] = {
    "a", "b", "blockquote", "br", "code", "dd", "div", "dl", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "hr", "i", "img", "li", "mark", "ol", "p", "pre", "s", "small", "sub", "sup", "table", "td", "th", "tr", "u", "ul", NULL
  };
  static const char *const attributes[] = { "align", "alt", "dir", "height", "href", "id", "lang", "src", "type", "value",
                                            "width", NULL };
  g_autofree char *text = g_strndup (tag, length);
  g_autoptr(GRegex) regex = g_regex_new ("^/?([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)$", 0, 0, NULL);
  g_autoptr(GRegex) each = g_regex_new (" ([a-z]+)=\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL, attribute = NULL;
  g_autofree char *name = NULL, *rest = NULL;

  g_assert_true (g_regex_match (regex, text, 0, &match));
  name = g_match_info_fetch (match, 1);
  rest = g_match_info_fetch (match, 2);
  g_assert_true (g_strv_contains (names, name));
  for (g_regex_match (each, rest, 0, &attribute); g_match_info_matches (attribute); g_match_info_next (attribute, NULL))
    {
      g_autofree char *key = g_match_info_fetch (attribute, 1);
      g_autofree char *value = g_match_info_fetch (attribute, 2);

      g_assert_true (g_strv_contains (attributes, key));
      if (strcmp (key, "src") == 0 || strcmp (key, "href") == 0)
        g_assert_true (g_str_has_prefix (value, "http://") || g_str_has_prefix (value, "https://")
                       || (strcmp (key, "href") == 0 && (g_str_has_prefix (value, "mailto:") || *value == '#')));
    }
}

static void
check_inert (const char *html)
{
  g_autoptr(JaridaDocument) document = read_page (html);
  g_autofree char *written = jarida_document_to_html (document, NULL, NULL);
  g_autofree char *text = jarida_document_to_text (document, NULL, NULL);

  g_assert_true (g_utf8_validate (written, -1, NULL));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = strchr (written, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      const char *end = strchr (p, '>');

      g_assert_nonnull (end);
      check_tag (p + 1, end - p - 1);
    }
}

static char *
shared (const char *name)
{
  const char *folder = g_getenv ("JARIDA_SHARED");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "corpora", name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  g_test_skip ("JARIDA_SHARED has no such material");

  return NULL;
}

static void
test_attacks (gconstpointer data)
{
  g_autofree char *path = shared (data);
  g_autofree char *content = NULL;
  g_auto(GStrv) lines = NULL;
  guint n = 0;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr(JsonParser) parser = json_parser_new ();

      if (*lines[i] == '\0')
        continue;
      g_assert_true (json_parser_load_from_data (parser, lines[i], -1, NULL));
      check_inert (json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), "payload"));
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

/* Our own, for where there is no shared material. */
static void
test_own_attacks (void)
{
  static const char *const pages[] = {
    "<a href='java\nscript:alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>", "<a href='\1javascript:x'>y</a>",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<math><mtext><table><mglyph><style><img src=x onerror=y>",
    "<b style='background:url(javascript:x)' onclick=y>z</b>", "<base href='javascript:x'><a href='y'>z</a>",
    "<meta http-equiv=refresh content='0;url=javascript:x'>", "<form action='javascript:x'><button formaction=y>z</button></form>",
    "<p id='\"><script>alert(1)</script>'>x</p><a href='#\"><script>alert(1)</script>'>y</a>",
    "<p lang='\"><script>'>x</p>", "<img alt='\"><script>alert(1)</script>' src=a.jpg>", "<noscript><p title='</noscript><img src=x onerror=y>'>",
    "<xmp><script>alert(1)</script></xmp>", "<template><script>x</script><p>y</template>", "<frameset onload=x><frame src='javascript:y'>z",
    "<iframe srcdoc='<script>x</script>' src='data:text/html,y'></iframe>", "<a href='//evil.example\\@x'>y</a>",
    "<pre>\0<script>x</script></pre>", "<<script>script>alert(1)<</script>/script>", "<title><script>x</script></title><body>y",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    check_inert (pages[i]);
}

/* The HTML standard's own test pages: none may harm. */
static void
test_standard (void)
{
  g_autofree char *folder = shared ("html5lib/tree-construction");
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      char *p;

      if (!g_str_has_suffix (name, ".dat") || !g_file_get_contents (path, &content, NULL, NULL))
        continue;
      for (p = strstr (content, "#data\n"); p != NULL; p = strstr (p, "\n#data\n"))
        {
          char *start = strstr (p, "#data\n") + strlen ("#data\n"), *end = strstr (start - 1, "\n#errors");

          if (end == NULL)
            break;
          *end = '\0';
          check_inert (start <= end ? start : "");
          *end = '\n';
          p = end;
          n++;
        }
    }
  if (dir != NULL)
    g_assert_cmpuint (n, >, 700);
}

/* Bombs: a beginning once, and something many times. */
static const struct
{
  const char *name;
  const char *before;
  const char *repeated;
  guint       n;
  const char *survives;     /* (nullable) text that must still be read */
} bombs[] = {
  { "deep-div", "", "<div>", 400000, NULL },
  { "deep-div-text", "", "<div>x ", 400000, "x" },
  { "deep-inline", "", "<i a=1><font>", 200000, NULL },
  { "deep-tables", "", "<table><tr><td>x", 200000, "x" },
  { "list-in-description", "", "<li><dd>x", 300000, "x" },
  { "formatting-in-every-paragraph", "<p><b a=0><b a=1><b a=2><b a=3><b a=4><b a=5><b a=6><b a=7><b a=8><b a=9>"
    "<i a=0><i a=1><i a=2><i a=3><i a=4><i a=5><i a=6><i a=7><i a=8><i a=9>", "<p>x", 600000, "x" },
  { "misnested", "", "<b><p>x</b>", 300000, "x" },
  { "foster", "<table>", "<b>x</b>", 300000, "x" },
  { "attributes", "<p>x<a ", "a", 1, NULL },
  { "ends-without-beginning", "<span><span><span><span>x", "</p></b></i>", 300000, "x" },
  { "comments-unfinished", "x", "<!--", 900000, "x" },
  { "comments", "", "<!-- --><p>x", 300000, "x" },
  { "drawings-unfinished", "x", "<svg>", 700000, "x" },
  { "scripts-unfinished", "x", "<textarea>", 350000, "x" },
  { "entities", "", "&amp;&eacute;&#233;", 200000, "é" },
  { "one-word", "", "x", 3900000, "x" },
  { "one-space", "x", " ", 3900000, "x" },
  { "breaks", "x", "<br>", 900000, "x" },
  { "pictures", "", "<img src=a.jpg>", 250000, NULL },
  { "pictures-each-other", "<p>", "<img src=?", 1, NULL },
  { "cells", "<table><tr>", "<td>x", 700000, "x" },
  { "rows", "<table>", "<tr><td>x<td>y", 270000, "x" },
  { "spanning-rows", "<table>", "<tr><td rowspan=60000 colspan=40>x", 110000, "x" },
  { "captions", "", "<figure><figcaption>x", 150000, "x" },
  { "quotes", "", "<blockquote>x", 300000, "x" },
  { "lists", "", "<ul><li>x", 400000, "x" },
  { "links", "", "<a href=/y>x</a>", 200000, "x" },
  { "anchors", "", "<a id=n href=#n>x</a>", 180000, "x" },
  { "html-again", "", "<html a><body b>x", 200000, "x" },
  { "paragraphs", "", "<p>x", 900000, "x" },
  { "over-the-limit", "", "<p>some words to read</p>\n", 500000, "words" },
  { "srcset", "<img srcset='", "a.jpg 1w,", 400000, NULL },
  { "nul", "x", "\001", 3000000, "x" },
};

static void
test_bomb (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(GString) html = g_string_new (bombs[i].before);
  g_autoptr(JaridaDocument) document = NULL;
  g_autofree char *text = NULL, *written = NULL;
  struct rusage usage;
  clock_t began;

  for (guint n = 0; n < bombs[i].n; n++)
    g_string_append (html, bombs[i].repeated);
  if (strcmp (bombs[i].name, "attributes") == 0)
    for (guint n = 0; n < 500000; n++)
      g_string_append_printf (html, " b%u", n);
  began = clock ();
  document = read_page (html->str);
  text = jarida_document_to_text (document, NULL, NULL);
  written = jarida_document_to_html (document, NULL, NULL);
  /* What grows with the square takes minutes; a processor that others use too takes twice as long. */
  g_assert_cmpfloat ((double) (clock () - began) / CLOCKS_PER_SEC, <, 6.0 * SLOWER);
  if (bombs[i].survives != NULL)
    g_assert_nonnull (strstr (text, bombs[i].survives));
  getrusage (RUSAGE_SELF, &usage);
  /* The peak of the process: the page itself is in it, and all bombs before. */
  if (MEASURE_MEMORY)
    g_assert_cmpint (usage.ru_maxrss, <, 256 * 1024);
}

static double
time_words (guint n_words)
{
  g_autoptr(GString) html = g_string_new (NULL);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n_words; i++)
    {
      if (i % 60 == 0)
        g_string_append (html, i % 240 == 0 ? "<h2>Un titre</h2><p>" : "<p>");
      g_string_append (html, i % 20 == 7 ? "<a href='/x'>lien</a> " : i % 31 == 3 ? "« <b>gras</b> » " : "quelques ");
    }
  for (guint attempt = 0; attempt < 3; attempt++)
    {
      clock_t began = clock ();
      g_autoptr(JaridaDocument) document = read_page (html->str);

      best = MIN (best, (double) (clock () - began) / CLOCKS_PER_SEC);
      g_assert_cmpuint (document->n_words, >, n_words * 9 / 10);
    }

  return best;
}

static void
test_speed (void)
{
  double usual = time_words (600), tenth = time_words (10000), large = time_words (100000);

  g_test_message ("600 words %.2f ms, 10,000 words %.1f ms, 100,000 words %.1f ms", usual * 1000, tenth * 1000, large * 1000);
  g_assert_cmpfloat (usual, <, 0.008 * SLOWER);
  g_assert_cmpfloat (large, <, tenth * 20 + 0.02);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/own-attacks", test_own_attacks);
  g_test_add_data_func ("/hostile/attacks/dompurify", "sanitize-xss/dompurify.jsonl", test_attacks);
  g_test_add_data_func ("/hostile/attacks/bleach", "sanitize-xss/bleach.jsonl", test_attacks);
  g_test_add_func ("/hostile/standard", test_standard);
  g_test_add_func ("/hostile/speed", test_speed);
  for (guint i = 0; g_test_slow () && i < G_N_ELEMENTS (bombs); i++)
    {
      g_autofree char *path = g_strconcat ("/hostile/bomb/", bombs[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_bomb);
    }

  return g_test_run ();
}
