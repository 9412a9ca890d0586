/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "jarida-block-layout.h"
#include "jarida-height-map.h"

/* The layout room without a display: the fonts of Pango's own cairo map. */

#define WIDTH 560

typedef struct
{
  JaridaDocument    *document;     /* (owned) */
  JaridaTypographer *typographer;  /* (owned) */
  JaridaColumn       column;
} Page;

static void
page_open (Page       *page,
           const char *html,
           const char *language,
           gboolean    hyphenate)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(JaridaArticleStyle) style = jarida_article_style_new ();

  style->hyphenate = hyphenate;
  page->document = jarida_document_new (html, -1, "http://sample.example/", language, JARIDA_DIRECTION_AUTO, NULL);
  page->typographer = jarida_typographer_new (context, style);
  g_object_unref (context);
  page->column = (JaridaColumn) { page->typographer, page->document, NULL, WIDTH };
}

static void
page_close (Page *page)
{
  jarida_document_unref (page->document);
  jarida_typographer_unref (page->typographer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_close)

static const JaridaRun *
get_run (const Page *page,
         guint       block,
         guint       run)
{
  return g_ptr_array_index (((JaridaBlock *) g_ptr_array_index (page->document->blocks, block))->runs, run);
}

#define FRENCH "L’administration municipale prépare une réunion extraordinaire consacrée aux investissements " \
               "hydrauliques, dont la modernisation représente vraisemblablement l’essentiel du programme " \
               "gouvernemental pour l’agriculture, l’industrie et l’environnement de la métropole casablancaise."
#define ARABIC "اجتمعت اللجنة للمرة الثالثة هذا الأسبوع للنظر في مقترح من شأنه أن يعيد تشكيل حي الميناء، وهي منطقة ظلت " \
               "مستودعاتها فارغة لأكثر من عقدين، بشراكة مع Casa Transport سنة 2026."

static const struct
{
  const char *name;
  const char *html;
} samples[] = {
  { "french", "<p>" FRENCH "</p>" },
  { "arabic", "<p>" ARABIC "</p>" },
  { "mixed", "<p>" FRENCH " الحكومة <b>grasse</b> <code>code</code> x<sup>2</sup> " FRENCH "</p>" },
  { "list", "<ul><li>" FRENCH "<ul><li>" ARABIC "</li></ul></li></ul>" },
  { "quote", "<blockquote><p>" FRENCH "</p></blockquote>" },
  { "heading", "<p>x</p><h2>Dans les marges de la ville, une bibliothèque qui refuse de fermer ses portes</h2>" },
  { "arabic heading", "<p dir=rtl>س</p><h2 dir=rtl>المشروع الكبير الذي ينتظره سكان المدينة منذ سنوات طويلة ولا يأتي أبدا</h2>" },
  { "table", "<table><tr><th>Région<th>2024</tr><tr><td>Casablanca-Settat<td>1 311</tr></table>" },
  { "code", "<pre>int main (void)\n{\n  return 0;\n}</pre>" },
};

/* The middle of each character's rectangle is that character: geometry in both directions agrees, hyphens or not. */
static void
check_round_trip (const Page *page,
                  guint       index)
{
  g_autoptr(JaridaBlockLayout) layout = jarida_block_layout_new (&page->column, index);

  for (guint run_index = 0; run_index < layout->runs->len; run_index++)
    {
      const JaridaRun *run = get_run (page, index, run_index);

      for (const char *at = run->text; *at != '\0'; at = g_utf8_next_char (at))
        {
          JaridaPosition from = { index, run_index, at - run->text };
          JaridaPosition to = { index, run_index, g_utf8_next_char (at) - run->text };
          g_autoptr(GArray) rects = jarida_block_layout_rects (layout, &from, &to);
          JaridaPosition found;
          JaridaRect rect;

          /* Spaces at the end of a line take no room; marks and ligatures share their letter's. */
          if (rects->len == 0 || !g_unichar_isalnum (g_utf8_get_char (at)))
            continue;
          rect = g_array_index (rects, JaridaRect, 0);
          if (rect.width < 2)
            continue;
          g_assert_true (jarida_block_layout_text_at (layout, rect.x + rect.width / 2, rect.y + rect.height / 2, &found));
          g_assert_cmpuint (found.run, ==, run_index);
          g_assert_cmpuint (found.byte, ==, from.byte);
        }
    }
}

static void
test_round_trip (gconstpointer data)
{
  g_auto(Page) page = { 0 };

  page_open (&page, samples[GPOINTER_TO_SIZE (data)].html, "fr", TRUE);
  for (guint i = 0; i < page.document->blocks->len; i++)
    check_round_trip (&page, i);
}

static void
test_hyphens_are_not_text (void)
{
  g_auto(Page) page = { 0 };
  g_autoptr(JaridaBlockLayout) layout = NULL;
  const JaridaRunLayout *run;

  page_open (&page, "<p>" FRENCH "</p>", "fr", TRUE);
  layout = jarida_block_layout_new (&page.column, 0);
  run = g_ptr_array_index (layout->runs, 0);
  if (run->hyphens == NULL)
    {
      g_test_skip ("no hyphenation dictionary for French");
      return;
    }
  g_assert_nonnull (strstr (pango_layout_get_text (run->layout), "\302\255"));
  g_assert_null (strstr (get_run (&page, 0, 0)->text, "\302\255"));
}

static void
test_hyphen_map (void)
{
  const char *text = "administration é";
  guint wanted[] = { 0, 2, 5, 5, 9, 16, 99 };
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(JaridaHyphenMap) map = NULL;

  g_array_append_vals (offsets, wanted, G_N_ELEMENTS (wanted));
  map = jarida_hyphen_map_new (text, offsets);
  /* 0 is an end, 5 was there, 16 is inside a letter, 99 outside. */
  g_assert_cmpstr (jarida_hyphen_map_get_text (map), ==, "ad\302\255min\302\255istr\302\255ation é");
  for (guint i = 0; i <= strlen (text); i++)
    g_assert_cmpuint (jarida_hyphen_map_to_clean (map, jarida_hyphen_map_to_display (map, i)), ==, i);
  g_assert_cmpuint (jarida_hyphen_map_to_clean (map, 2), ==, 2);
  g_assert_cmpuint (jarida_hyphen_map_to_clean (map, 3), ==, 2);
  g_assert_cmpuint (jarida_hyphen_map_to_clean (map, 4), ==, 2);
  g_assert_cmpuint (jarida_hyphen_map_to_display (NULL, 7), ==, 7);
}

/* Bold, code, raised signs, Arabic words and signs from a font nobody named may not push lines apart. */
static void
check_even_lines (const char *html)
{
  g_auto(Page) page = { 0 };
  g_autoptr(JaridaBlockLayout) layout = NULL;
  const JaridaRunLayout *run;
  JaridaBlockStyle style;
  int line;

  page_open (&page, html, "fr", FALSE);
  layout = jarida_block_layout_new (&page.column, 0);
  run = g_ptr_array_index (layout->runs, 0);
  style = jarida_typographer_get_block_style (page.typographer, layout->block, WIDTH);
  line = jarida_typographer_get_line_height (page.typographer, &style, JARIDA_DIRECTION_LTR);
  g_assert_cmpint (line, ==, 28);
  g_assert_cmpfloat_with_epsilon (run->height, line * pango_layout_get_line_count (run->layout), 1.01);
}

static void
test_even_lines (void)
{
  check_even_lines (samples[2].html);
  check_even_lines ("<p>" FRENCH " ☃ ♫ ➤ ⌘ " FRENCH "</p>");
}

/* Indents, bars and markers of an Arabic text stand where those of a French one do, seen in a mirror. */
static void
test_mirror (void)
{
  g_auto(Page) left = { 0 };
  g_auto(Page) right = { 0 };

  page_open (&left, "<blockquote><ul><li>abc</li></ul><p>abc</p></blockquote>", NULL, FALSE);
  page_open (&right, "<div dir=rtl><blockquote><ul><li>ابت</li></ul><p>ابت</p></blockquote></div>", NULL, FALSE);
  g_assert_cmpuint (left.document->blocks->len, ==, right.document->blocks->len);
  for (guint i = 0; i < left.document->blocks->len; i++)
    {
      g_autoptr(JaridaBlockLayout) a = jarida_block_layout_new (&left.column, i);
      g_autoptr(JaridaBlockLayout) b = jarida_block_layout_new (&right.column, i);
      const JaridaRunLayout *a_run = g_ptr_array_index (a->runs, 0), *b_run = g_ptr_array_index (b->runs, 0);

      g_assert_cmpfloat (a_run->x, ==, WIDTH - b_run->x - b_run->width);
      g_assert_cmpuint (a->decorations->len, ==, b->decorations->len);
      for (guint j = 0; j < a->decorations->len; j++)
        {
          JaridaRect a_bar = g_array_index (a->decorations, JaridaDecoration, j).rect;
          JaridaRect b_bar = g_array_index (b->decorations, JaridaDecoration, j).rect;

          g_assert_cmpfloat (a_bar.x, ==, WIDTH - b_bar.x - b_bar.width);
        }
      g_assert_cmpint (a->marker != NULL, ==, b->marker != NULL);
      if (a->marker != NULL)
        g_assert_cmpfloat (a->marker->x + a->marker->width, ==, WIDTH - b->marker->x);
    }
}

static void
test_link_at (void)
{
  g_auto(Page) page = { 0 };
  g_autoptr(JaridaBlockLayout) layout = NULL;
  g_autoptr(GArray) rects = NULL;
  JaridaRect rect;

  page_open (&page, "<p>avant <a href='/la'>le <b>lien</b></a> après</p>", "fr", TRUE);
  layout = jarida_block_layout_new (&page.column, 0);
  rects = jarida_block_layout_rects (layout, &(JaridaPosition) { 0, 0, 6 }, &(JaridaPosition) { 0, 0, 13 });
  g_assert_cmpuint (rects->len, >, 0);
  rect = g_array_index (rects, JaridaRect, 0);
  g_assert_cmpint (jarida_block_layout_link_at (layout, rect.x + 2, rect.y + rect.height / 2), ==, 0);
  g_assert_cmpint (jarida_block_layout_link_at (layout, rect.x - 12, rect.y + rect.height / 2), ==, -1);
  g_assert_cmpint (jarida_block_layout_link_at (layout, WIDTH - 2, rect.y + rect.height / 2), ==, -1);
  g_assert_cmpstr (g_ptr_array_index (page.document->links, 0), ==, "http://sample.example/la");
}

static void
test_word (void)
{
  static const struct { guint byte; const char *word; } rows[] = {
    { 0, "vingt" }, { 3, "vingt" }, { 5, " " }, { 6, "été" }, { 8, "été" }, { 11, "," }, { 13, "كتاب" },
  };
  g_auto(Page) page = { 0 };
  g_autoptr(JaridaBlockLayout) layout = NULL;

  page_open (&page, "<p>vingt été, كتاب</p>", "fr", TRUE);
  layout = jarida_block_layout_new (&page.column, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JaridaPosition from, to;
      g_autofree char *word = NULL;

      jarida_block_layout_word (layout, &(JaridaPosition) { 0, 0, rows[i].byte }, &from, &to);
      word = g_strndup (get_run (&page, 0, 0)->text + from.byte, to.byte - from.byte);
      g_assert_cmpstr (word, ==, rows[i].word);
    }
}

static void
test_table_scrolls (void)
{
  g_auto(Page) page = { 0 };
  g_autoptr(JaridaBlockLayout) layout = NULL;
  GString *html = g_string_new ("<table>");
  JaridaPosition first;

  for (int row = 0; row < 3; row++)
    {
      g_string_append (html, "<tr>");
      for (int i = 0; i < 30; i++)
        g_string_append_printf (html, "<td>cellule%d</td>", i);
    }
  page_open (&page, html->str, "fr", TRUE);
  g_string_free (html, TRUE);
  layout = jarida_block_layout_new (&page.column, 0);
  g_assert_cmpfloat (layout->content_width, >, WIDTH);
  g_assert_cmpfloat (layout->viewport.width, <=, WIDTH);
  g_assert_true (jarida_block_layout_text_at (layout, 20, layout->viewport.y + 12, &first));
  g_assert_cmpuint (first.run, ==, 0);
  g_assert_true (jarida_block_layout_set_offset (layout, 1e9));
  g_assert_false (jarida_block_layout_set_offset (layout, 1e9));
  g_assert_true (jarida_block_layout_text_at (layout, WIDTH - 20, layout->viewport.y + 12, &first));
  g_assert_cmpuint (first.run, ==, 29);
}

static void
test_picture_fits (void)
{
  static const struct { const char *html; int width, height; } rows[] = {
    { "<img src=a.png width=1120 height=560>", 560, 280 },
    { "<img src=a.png width=120 height=80>", 120, 80 },
    { "<img src=a.png width=500 height=5000>", 62, 620 },
    { "<img src=a.png>", 560, 373 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(Page) page = { 0 };
      g_autoptr(JaridaBlockLayout) layout = NULL;

      page_open (&page, rows[i].html, "fr", TRUE);
      layout = jarida_block_layout_new (&page.column, 0);
      g_assert_cmpint ((int) layout->picture.width, ==, rows[i].width);
      g_assert_cmpint ((int) layout->picture.height, ==, rows[i].height);
    }
}

/* The words to report a picture by: at the end of the first line of a long caption, below where they are too wide for that or the
 * picture stands in the middle, and never over the caption. */
static void
test_report_words (void)
{
  static const struct { const char *html, *words; int width; gboolean beside; } rows[] = {
    { "<figure><img src=a.png><figcaption>" FRENCH "</figcaption></figure>", "Signaler", WIDTH, TRUE },
    { "<figure dir=rtl><img src=a.png><figcaption>" ARABIC "</figcaption></figure>", "أبلغ", WIDTH, TRUE },
    { "<figure><img src=a.png><figcaption>" FRENCH "</figcaption></figure>", "أبلغ", WIDTH, TRUE },
    { "<figure><img src=a.png></figure>", "Signaler", WIDTH, TRUE },
    { "<figure><img src=a.png width=120 height=80><figcaption>" FRENCH "</figcaption></figure>", "Signaler", WIDTH, FALSE },
    { "<figure><img src=a.png><figcaption>" FRENCH "</figcaption></figure>", "Signaler", 120, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(Page) page = { 0 };
      g_autoptr(JaridaBlockLayout) layout = NULL;
      g_autoptr(JaridaBlockLayout) printed = NULL;
      const JaridaRunLayout *report, *caption;

      page_open (&page, rows[i].html, "fr", TRUE);
      page.column.width = rows[i].width;
      printed = jarida_block_layout_new (&page.column, 0);
      g_assert_null (printed->report);
      page.column.report_words = rows[i].words;
      layout = jarida_block_layout_new (&page.column, 0);
      report = layout->report;
      g_assert_nonnull (report);
      g_assert_cmpfloat (report->x, >=, 0);
      g_assert_cmpfloat (report->x + report->width, <=, rows[i].width);
      g_assert_cmpfloat (report->y, >=, layout->picture.y + layout->picture.height);
      g_assert_cmpfloat (report->y + report->height, <=, layout->height + 0.5);
      if (layout->runs->len == 0)
        continue;
      caption = g_ptr_array_index (layout->runs, 0);
      if (rows[i].beside)
        g_assert_true (report->x >= caption->x + caption->width || report->x + report->width <= caption->x);
      else
        g_assert_cmpfloat (report->y, >=, caption->y + caption->height);
    }
}

/* A guess that is far off would make the scroll bar jump when it is put right. */
static void
test_estimate (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_auto(Page) page = { 0 };

      page_open (&page, samples[i].html, "fr", TRUE);
      for (guint block = 0; block < page.document->blocks->len; block++)
        {
          g_autoptr(JaridaBlockLayout) layout = jarida_block_layout_new (&page.column, block);
          int estimate = jarida_block_layout_estimate (&page.column, block);

          g_assert_cmpint (estimate, >=, layout->height * 6 / 10);
          g_assert_cmpint (estimate, <=, layout->height * 16 / 10);
        }
    }
}

/* Columns from nothing to very wide: no crash, nothing outside, whatever the nesting. */
static void
test_any_width (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_auto(Page) page = { 0 };

      page_open (&page, samples[i].html, "fr", TRUE);
      for (int width = 1; width < 3000; width = width * 3 + 1)
        {
          page.column.width = width;
          for (guint block = 0; block < page.document->blocks->len; block++)
            {
              g_autoptr(JaridaBlockLayout) layout = jarida_block_layout_new (&page.column, block);

              g_assert_cmpint (layout->height, >, 0);
            }
        }
    }
}

static void
test_heights (void)
{
  g_autoptr(JaridaHeightMap) map = jarida_height_map_new (4);
  g_autoptr(JaridaHeightMap) empty = jarida_height_map_new (0);

  for (guint i = 0; i < 4; i++)
    jarida_height_map_set (map, i, (int) (i + 1) * 10, FALSE);
  g_assert_cmpint (jarida_height_map_get_total (map), ==, 100);
  g_assert_cmpuint (jarida_height_map_find (map, -5), ==, 0);
  g_assert_cmpuint (jarida_height_map_find (map, 0), ==, 0);
  g_assert_cmpuint (jarida_height_map_find (map, 9.9), ==, 0);
  g_assert_cmpuint (jarida_height_map_find (map, 10), ==, 1);
  g_assert_cmpuint (jarida_height_map_find (map, 59), ==, 2);
  g_assert_cmpuint (jarida_height_map_find (map, 1000), ==, 3);
  g_assert_false (jarida_height_map_set (map, 1, 20, TRUE));
  g_assert_true (jarida_height_map_is_exact (map, 1));
  g_assert_true (jarida_height_map_set (map, 0, 110, TRUE));
  g_assert_cmpint (jarida_height_map_get_y (map, 1), ==, 110);
  g_assert_cmpint (jarida_height_map_get_total (empty), ==, 0);
  g_assert_cmpuint (jarida_height_map_find (empty, 10), ==, 0);
}

/* Whatever happens to heights elsewhere, the same part of the same block stays at the top. */
static void
test_anchor (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(JaridaHeightMap) map = jarida_height_map_new (300);
  JaridaHeightAnchor anchor;
  double value;

  for (guint i = 0; i < 300; i++)
    jarida_height_map_set (map, i, g_rand_int_range (rand, 20, 400), FALSE);
  value = jarida_height_map_get_total (map) * 0.6;
  anchor = jarida_height_map_anchor (map, value);
  g_assert_cmpfloat_with_epsilon (jarida_height_map_resolve (map, &anchor), value, 1e-6);
  for (int i = 0; i < 2000; i++)
    {
      guint index = g_rand_int_range (rand, 0, 300);
      JaridaHeightAnchor again;

      jarida_height_map_set (map, index, g_rand_int_range (rand, 20, 400), TRUE);
      again = jarida_height_map_anchor (map, jarida_height_map_resolve (map, &anchor));
      g_assert_cmpuint (again.index, ==, anchor.index);
      g_assert_cmpfloat_with_epsilon (again.fraction, anchor.fraction, 1e-6);
    }
}

/* A face with a smaller x-height is set larger, so that the text looks as large; the measure follows the letters. */
static void
test_column (void)
{
  g_auto(Page) page = { 0 };

  page_open (&page, "<p>x</p>", "fr", TRUE);
  g_assert_cmpint (jarida_typographer_get_column (page.typographer, 2000), >, 500);
  g_assert_cmpint (jarida_typographer_get_column (page.typographer, 2000), <, 720);
  g_assert_cmpint (jarida_typographer_get_column (page.typographer, 360), ==, 328);
  g_assert_cmpint (jarida_typographer_get_column (page.typographer, 10), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/layout/round-trip/", samples[i].name, NULL), " ", '-');

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_round_trip);
    }
  g_test_add_func ("/layout/hyphens/map", test_hyphen_map);
  g_test_add_func ("/layout/hyphens/not-text", test_hyphens_are_not_text);
  g_test_add_func ("/layout/even-lines", test_even_lines);
  g_test_add_func ("/layout/mirror", test_mirror);
  g_test_add_func ("/layout/link-at", test_link_at);
  g_test_add_func ("/layout/word", test_word);
  g_test_add_func ("/layout/table-scrolls", test_table_scrolls);
  g_test_add_func ("/layout/picture-fits", test_picture_fits);
  g_test_add_func ("/layout/report-words", test_report_words);
  g_test_add_func ("/layout/estimate", test_estimate);
  g_test_add_func ("/layout/any-width", test_any_width);
  g_test_add_func ("/layout/heights", test_heights);
  g_test_add_func ("/layout/anchor", test_anchor);
  g_test_add_func ("/layout/column", test_column);
  return g_test_run ();
}
