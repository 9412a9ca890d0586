/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-date.h"
#include "jarida-page.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#if defined __SANITIZE_ADDRESS__
#define SLOWER 12
#define MEASURE_MEMORY FALSE
#else
#define SLOWER 1
#define MEASURE_MEMORY TRUE
#endif

static JaridaPage *
read_html (const char *html,
           const char *address)
{
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));

  return jarida_page_read (bytes, address, "text/html; charset=utf-8");
}

static char *
lines_of (JaridaPage *page)
{
  g_autoptr(JaridaDocument) document = jarida_document_new (page->content, -1, page->base, page->language, page->direction, NULL);

  return jarida_document_to_lines (document);
}

/* Whole pages, invented. */
static const struct
{
  const char      *file;
  const char      *title, *byline, *site, *language, *date, *image;
  JaridaDirection  direction;
  const char      *with[4];
  const char      *without[5];
} pages[] = {
  { "page-fr.html", "Le pont de Salines rouvre à la circulation", "Nadia Ferhat", "Le Courrier des Sables", "fr-MA",
    "2026-10-12T", "https://www.paper.example/photos/pont.jpg", JARIDA_DIRECTION_LTR,
    { "Fermé depuis le mois de mars", "Nous avons travaillé de nuit", "Les travaux, conduits par la province" },
    { "Partager", "Les plus lus", "Tous droits", "chantier sans fin", "La gare" } },
  { "page-ar.html", "عودة القطار الليلي بعد غياب طويل", "سلمى بناني", "صحيفة الواحة", "ar", "2026-04-24T", NULL,
    JARIDA_DIRECTION_RTL, { "عاد القطار الليلي إلى السكة", "وقال مدير الشركة", "ستمئة كيلومتر" },
    { "الرئيسية", "جميع الحقوق", "محطات تنتظر" } },
  { "page-en.html", "Night ferry returns to the harbour", "Ines Calder, Omar Reyes", "The Harbour Post", "en",
    "2026-10-12T07:30:00Z", "https://cdn.paper.example/en/pictures/ferry.jpg", JARIDA_DIRECTION_LTR,
    { "The night ferry came back", "The deck at dawn", "Monday\t22:00", "we are late" }, { "a comment that", "Home" } },
};

static void
test_page (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = g_build_filename (TEST_DATA, pages[i].file, NULL);
  g_autofree char *html = NULL, *lines = NULL, *date = NULL;
  g_autoptr(JaridaPage) page = NULL;

  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  page = read_html (html, "https://www.paper.example/article/7");
  lines = lines_of (page);
  date = jarida_date_to_iso8601 (page->published);
  g_assert_cmpstr (page->title, ==, pages[i].title);
  g_assert_cmpstr (page->byline, ==, pages[i].byline);
  g_assert_cmpstr (page->site, ==, pages[i].site);
  g_assert_cmpstr (page->language, ==, pages[i].language);
  g_assert_cmpstr (page->image, ==, pages[i].image);
  g_assert_true (g_str_has_prefix (date, pages[i].date));
  g_assert_cmpint (page->direction, ==, pages[i].direction);
  for (guint n = 0; n < G_N_ELEMENTS (pages[i].with) && pages[i].with[n] != NULL; n++)
    g_assert_nonnull (strstr (lines, pages[i].with[n]));
  for (guint n = 0; n < G_N_ELEMENTS (pages[i].without) && pages[i].without[n] != NULL; n++)
    g_assert_null (strstr (lines, pages[i].without[n]));
}

/* Heads of pages: what each field comes from. */
static const struct
{
  const char *name;
  const char *html;
  const char *title, *byline, *date;
} heads[] = {
  { "title-element", "<title>Un titre de trois mots</title>", "Un titre de trois mots", NULL, NULL },
  { "title-and-site", "<title>Un titre de trois mots | Paper</title>", "Un titre de trois mots", NULL, NULL },
  { "title-is-heading", "<title>Paper : Un titre de trois mots !</title><h1>Un titre de trois mots</h1>", "Un titre de trois mots", NULL, NULL },
  { "title-with-dash", "<meta property=og:title content='Oran - Alger, trois trains par jour'>", "Oran - Alger, trois trains par jour", NULL, NULL },
  { "byline-words", "<span class=byline>Par Nadia Ferhat, 12 octobre 2026</span>", NULL, "Nadia Ferhat", "2026-10-12T00:00:00Z" },
  { "byline-label-only", "<span class=author>Auteur</span><a rel=author>Nadia Ferhat</a>", NULL, "Nadia Ferhat", NULL },
  { "byline-is-address", "<meta property='article:author' content='https://facebook.com/nadia'>", NULL, NULL, NULL },
  { "date-meta", "<meta property='article:published_time' content='2026-10-12T08:30:00+01:00'>", NULL, NULL, "2026-10-12T07:30:00Z" },
  { "date-microdata", "<span itemprop=datePublished content='2026-10-12'>hier</span>", NULL, NULL, "2026-10-12T00:00:00Z" },
  { "date-time-element", "<article><time datetime='2026-10-12T08:30Z'>lundi</time></article>", NULL, NULL, "2026-10-12T08:30:00Z" },
  { "date-day-first", "<html lang=fr><h1>Un titre</h1><p>Mis en ligne le 03/10/2026</p>", NULL, NULL, "2026-10-03T00:00:00Z" },
  { "date-month-first", "<html lang=en-US><h1>A title</h1><p>Posted 10/03/2026</p>", NULL, NULL, "2026-10-03T00:00:00Z" },
  { "date-not-of-aside", "<aside><time datetime='2020-01-01'>x</time></aside>", NULL, NULL, NULL },
  { "date-nonsense", "<meta name=date content='3026-10-12'>", NULL, NULL, NULL },
  { "data-broken", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\", </script><title>Un titre de trois mots</title>",
    "Un titre de trois mots", NULL, NULL },
  { "data-raw-line-ends", "<script type='application/ld+json'>\n{\"@type\":\"NewsArticle\",\"headline\":\"Un\ntitre\",\"author\":\"N. F.\"};</script>",
    "Un titre", "N. F.", NULL },
  { "data-wrong-types", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[1],\"author\":{\"name\":{}},"
    "\"datePublished\":7,\"image\":[[]],\"publisher\":[null]}</script>", NULL, NULL, NULL },
};

static void
test_head (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(JaridaPage) page = read_html (heads[i].html, "https://paper.example/a");
  g_autofree char *date = page->published != 0 ? jarida_date_to_iso8601 (page->published) : NULL;

  if (heads[i].title != NULL)
    g_assert_cmpstr (page->title, ==, heads[i].title);
  g_assert_cmpstr (page->byline, ==, heads[i].byline);
  g_assert_cmpstr (date, ==, heads[i].date);
}

static void
test_address_has_date (void)
{
  static const struct { const char *address, *date; } table[] = {
    { "https://paper.example/2026/10/12/titre", "2026-10-12T00:00:00Z" },
    { "https://paper.example/news/2026-3-7-titre.html", "2026-03-07T00:00:00Z" },
    { "https://paper.example/20261012/titre", "2026-10-12T00:00:00Z" },
    { "https://paper.example/2026/13/12/titre", NULL },
    { "https://paper.example/article-120261012", NULL },
    { "https://paper.example/19991", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(JaridaPage) page = read_html ("<p>x", table[i].address);
      g_autofree char *date = page->published != 0 ? jarida_date_to_iso8601 (page->published) : NULL;

      g_assert_cmpstr (date, ==, table[i].date);
    }
}

static void
test_nothing (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr(JaridaPage) page = jarida_page_read (bytes, NULL, NULL);

  g_assert_null (page->content);
  g_assert_null (page->title);
  g_assert_cmpint (page->published, ==, 0);
}

static void
test_language (void)
{
  static const struct { const char *html, *language; } table[] = {
    { "<html lang=' fr_MA'>", "fr-MA" },
    { "<html lang=''><meta property=og:locale content=ar_DZ>", "ar-DZ" },
    { "<html lang='ééééééééééééééééééééééééééééé'>", NULL },
    { "<meta http-equiv=content-language content='fr, ar'>", "fr" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(JaridaPage) page = read_html (table[i].html, "https://paper.example/a");

      g_assert_cmpstr (page->language, ==, table[i].language);
    }
}

/* A page that needs a script to show its text, but gives it to search engines. */
static void
test_body_of_data (void)
{
  g_autoptr(GString) html = g_string_new ("<script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\"");
  g_autoptr(JaridaPage) page = NULL;
  g_autofree char *lines = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (html, "Une phrase de l'article, entière.\\n");
  g_string_append (html, "\"}</script><div>Chargement…</div>");
  page = read_html (html->str, "https://paper.example/a");
  lines = lines_of (page);
  g_assert_true (g_str_has_prefix (lines, "Une phrase de l'article, entière.\nUne phrase"));
}

static void
test_windows_1256 (void)
{
  /* "خبر" as Arabic papers wrote it before UTF-8, declared in a meta element. */
  static const char html[] = "<meta charset=windows-1256><title>\xce\xc8\xd1</title>";
  g_autoptr(GBytes) bytes = g_bytes_new_static (html, strlen (html));
  g_autoptr(JaridaPage) page = jarida_page_read (bytes, "https://paper.example/a", "text/html");

  g_assert_cmpstr (page->title, ==, "خبر");
}

static const struct
{
  const char *name;
  const char *repeated;
  guint       n;
} bombs[] = {
  { "deep", "<div class=author>x, ", 190000 },
  { "divs", "<div class=content>x</div>", 150000 },
  { "inline-divs", "<div><span><b>x</b></span></div>", 120000 },
  { "lists-in-table", "<table><tr><td><ul><li>x</ul>", 130000 },
  { "lists-in-one-table", "<tr><td><ul><li>x</ul><div>y</div>", 110000 },
  { "headings", "<h1>x - y - z</h1>", 200000 },
  { "metas", "<meta name='a b c d e f g' content=x>", 100000 },
  { "authors", "<b class=author><i class=date>2026 ", 110000 },
  { "data", "<script type='application/ld+json'>[[[[{</script>", 80000 },
  { "paragraphs", "<p>Une phrase, longue, avec des virgules, assez.", 80000 },
  { "years", "2026 ", 750000 },
};

static void
test_bomb (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(JaridaPage) page = NULL;
  struct rusage usage;
  clock_t began;

  if (strstr (bombs[i].name, "one-table") != NULL)
    g_string_append (html, "<table>");
  for (guint n = 0; n < bombs[i].n; n++)
    g_string_append (html, bombs[i].repeated);
  began = clock ();
  page = read_html (html->str, "https://paper.example/a");
  g_test_message ("%.2f s", (double) (clock () - began) / CLOCKS_PER_SEC);
  g_assert_cmpfloat ((double) (clock () - began) / CLOCKS_PER_SEC, <, 2.0 * SLOWER);
  getrusage (RUSAGE_SELF, &usage);
  if (MEASURE_MEMORY)
    g_assert_cmpint (usage.ru_maxrss, <, 256 * 1024);
}

/* How well it does on other projects' pages: a floor under what was reached, not a goal. */

static gboolean
contains_folded (const char *text,
                 const char *segment)
{
  g_autofree char *plain = jarida_text_squeeze (segment);

  g_strdelimit (plain, "\n", ' ');

  return strstr (text, plain) != NULL;
}

static char *
fold_spaces (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, g_unichar_isspace (c) || c == 0x202f || c == 0x2028 ? ' ' : c);
    }

  {
    g_autofree char *spaced = g_string_free (out, FALSE);

    return jarida_text_squeeze (spaced);
  }
}

static guint
count_found (JsonArray  *segments,
             const char *text)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (segments); i++)
    {
      g_autofree char *segment = fold_spaces (json_array_get_string_element (segments, i));

      n += contains_folded (text, segment);
    }

  return n;
}

static void
test_segments (void)
{
  const char *shared = g_getenv ("JARIDA_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "corpora", "extract-segments", NULL) : NULL;
  g_autofree char *index = folder != NULL ? g_build_filename (folder, "segments.json", NULL) : NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObjectIter iter;
  JsonNode *node;
  const char *address;
  guint found = 0, missing = 0, extra = 0;
  double precision, recall;

  if (index == NULL || !json_parser_load_from_file (parser, index, NULL))
    {
      g_test_skip ("JARIDA_SHARED has no extract-segments");
      return;
    }
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &address, &node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autofree char *path = g_build_filename (folder, "html", json_object_get_string_member (object, "file"), NULL);
      JsonArray *with = json_object_get_array_member (object, "with");
      g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
      g_autoptr(GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
      g_autoptr(JaridaPage) page = NULL;
      g_autofree char *lines = NULL, *text = NULL;
      guint n;

      g_assert_nonnull (bytes);
      page = jarida_page_read (bytes, address, NULL);
      lines = lines_of (page);
      text = fold_spaces (lines);
      n = count_found (with, text);
      found += n;
      missing += json_array_get_length (with) - n;
      extra += count_found (json_object_get_array_member (object, "without"), text);
    }
  precision = (double) found / (found + extra);
  recall = (double) found / (found + missing);
  g_test_message ("precision %.3f recall %.3f F %.3f", precision, recall, 2 * precision * recall / (precision + recall));
  g_assert_cmpfloat (2 * precision * recall / (precision + recall), >, 0.90);
}

static void
add_indexed (const char    *folder,
             const char    *name,
             guint          i,
             GTestDataFunc  function)
{
  g_autofree char *path = g_strconcat (folder, name, NULL);

  g_test_add_data_func (path, GUINT_TO_POINTER (i), function);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    add_indexed ("/page/whole/", pages[i].file, i, test_page);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    add_indexed ("/page/head/", heads[i].name, i, test_head);
  g_test_add_func ("/page/date-of-address", test_address_has_date);
  g_test_add_func ("/page/language", test_language);
  g_test_add_func ("/page/nothing", test_nothing);
  g_test_add_func ("/page/body-of-data", test_body_of_data);
  g_test_add_func ("/page/windows-1256", test_windows_1256);
  g_test_add_func ("/page/segments", test_segments);
  for (guint i = 0; g_test_slow () && i < G_N_ELEMENTS (bombs); i++)
    add_indexed ("/page/bomb/", bombs[i].name, i, test_bomb);

  return g_test_run ();
}
