/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "stage.h"

/* Words looked for in an article: where they are found, what is seen of them, the way back. */

static void
find (Stage      *stage,
      const char *words)
{
  jarida_article_view_find (stage->view, words);
  WAIT_UNTIL (jarida_article_find_is_done (stage->view->find));
  stage_wait_for_frame (stage);
}

static void
step (Stage *stage,
      int    direction)
{
  jarida_article_view_find_step (stage->view, direction);
  stage_wait_for_frame (stage);
}

static int
get_current (Stage *stage)
{
  return jarida_article_find_get_current (stage->view->find);
}

static guint
get_n_found (Stage *stage)
{
  return jarida_article_find_get_n_found (stage->view->find);
}

/* The rectangle of the current place in the window. */
static JaridaRect
get_place (Stage *stage)
{
  const JaridaRange *range = jarida_article_find_get_range (stage->view->find, get_current (stage));
  JaridaShownBlock *shown = g_hash_table_lookup (stage->view->shown, GUINT_TO_POINTER (range->from.block));
  g_autoptr(GArray) rects = NULL;
  JaridaRect rect;

  g_assert_nonnull (shown);
  rects = jarida_block_layout_rects (shown->layout, &range->from, &range->to);
  g_assert_cmpuint (rects->len, >, 0);
  rect = g_array_index (rects, JaridaRect, 0);
  rect.x += stage->view->column_x;
  rect.y += _jarida_article_view_get_block_y (stage->view, range->from.block);
  return rect;
}

static void
assert_in_sight (Stage *stage)
{
  JaridaRect rect = get_place (stage);
  int width = gtk_widget_get_width (GTK_WIDGET (stage->view)), height = gtk_widget_get_height (GTK_WIDGET (stage->view));

  g_assert_cmpfloat (rect.x, >=, 0);
  g_assert_cmpfloat (rect.x + rect.width, <=, width);
  /* At the ends of the article it may stand nearer to the edge than one would like. */
  g_assert_cmpfloat (rect.y, >=, 0);
  g_assert_cmpfloat (rect.y + rect.height, <=, height);
}

static guint32
get_pixel (GBytes *picture,
           Stage  *stage,
           double  x,
           double  y)
{
  const guint32 *pixels = g_bytes_get_data (picture, NULL);

  return pixels[(int) y * gtk_widget_get_width (GTK_WIDGET (stage->view)) + (int) x];
}

static void
test_steps (void)
{
  g_autofree char *html = stage_make_long_html (120);
  Stage stage;

  stage_open (&stage, html, FALSE);
  find (&stage, "titre");
  g_assert_cmpuint (get_n_found (&stage), ==, 12);
  g_assert_cmpint (get_current (&stage), ==, 0);
  assert_in_sight (&stage);
  for (int i = 1; i < 12; i++)
    {
      step (&stage, 1);
      g_assert_cmpint (get_current (&stage), ==, i);
      assert_in_sight (&stage);
    }
  /* Around the end, and back over the beginning. */
  step (&stage, 1);
  g_assert_cmpint (get_current (&stage), ==, 0);
  assert_in_sight (&stage);
  step (&stage, -1);
  g_assert_cmpint (get_current (&stage), ==, 11);
  assert_in_sight (&stage);
  stage_close (&stage);
}

/* What is typed letter by letter is looked for from where the person reads, and does not run away from there. */
static void
test_typing (void)
{
  g_autofree char *html = stage_make_long_html (120);
  JaridaPosition place;
  guint first;
  Stage stage;

  stage_open (&stage, html, FALSE);
  WAIT_UNTIL (stage.view->refine_id == 0);
  gtk_adjustment_set_value (stage_get_vertical (&stage), gtk_adjustment_get_upper (stage_get_vertical (&stage)) / 2);
  stage_wait_for_frame (&stage);
  jarida_article_view_get_position (stage.view, &place);
  find (&stage, "t");
  first = get_current (&stage);
  g_assert_cmpint (jarida_position_compare (&jarida_article_find_get_range (stage.view->find, first)->from, &place), >=, 0);
  g_assert_cmpint (jarida_position_compare (&jarida_article_find_get_range (stage.view->find, first - 1)->from, &place), <, 0);
  find (&stage, "ti");
  find (&stage, "titre");
  g_assert_cmpint (get_current (&stage), >, 0);
  assert_in_sight (&stage);
  first = get_current (&stage);
  /* Words that are nowhere lead back; what is left when they are taken back is found again. */
  find (&stage, "titrexyz");
  g_assert_cmpint (get_current (&stage), ==, -1);
  g_assert_cmpint (jarida_position_compare (&stage.view->place.position, &place), ==, 0);
  find (&stage, "titre");
  g_assert_cmpint (get_current (&stage), ==, first);
  /* Only the end is left to look at: the first of all is next. */
  find (&stage, "0. la ville");
  g_assert_cmpint (get_current (&stage), >=, 0);
  stage_close (&stage);
}

static void
test_returns (void)
{
  g_autofree char *html = stage_make_long_html (120);
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;
  Stage stage;

  stage_open (&stage, html, FALSE);
  WAIT_UNTIL (stage.view->refine_id == 0);
  gtk_adjustment_set_value (stage_get_vertical (&stage), 2345);
  stage_wait_for_frame (&stage);
  before = stage_take_picture (&stage);
  find (&stage, "titre 99");
  step (&stage, 1);
  assert_in_sight (&stage);
  g_assert_cmpfloat (gtk_adjustment_get_value (stage_get_vertical (&stage)), >, 4000);
  jarida_article_view_stop_finding (stage.view, TRUE);
  stage_wait_for_frame (&stage);
  after = stage_take_picture (&stage);
  g_assert_true (g_bytes_equal (before, after));
  /* Or one stays, with what was found selected. */
  find (&stage, "titre 99");
  jarida_article_view_stop_finding (stage.view, FALSE);
  stage_wait_for_frame (&stage);
  {
    g_autofree char *words = jarida_article_view_dup_selected_words (stage.view);

    g_assert_cmpstr (words, ==, "Titre 99");
    g_assert_cmpfloat (gtk_adjustment_get_value (stage_get_vertical (&stage)), >, 4000);
  }
  stage_close (&stage);
}

/* The marks are painted behind the words, the current one stronger; nothing is laid out for them. */
static void
test_marks (void)
{
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) during = NULL;
  g_autoptr(GBytes) after = NULL;
  JaridaShownBlock *shown;
  JaridaRect first, second;
  Stage stage;

  stage_open (&stage, "<p>Une maison, deux maisons, trois châteaux.</p>", FALSE);
  WAIT_UNTIL (stage.view->refine_id == 0);
  before = stage_take_picture (&stage);
  shown = g_hash_table_lookup (stage.view->shown, GUINT_TO_POINTER (0));
  find (&stage, "maison");
  g_assert_true (g_hash_table_lookup (stage.view->shown, GUINT_TO_POINTER (0)) == shown);
  during = stage_take_picture (&stage);
  first = get_place (&stage);
  step (&stage, 1);
  second = get_place (&stage);
  g_assert_cmpfloat (second.x, >, first.x + first.width);
  /* Just above the letters there is only ground. */
  g_assert_cmphex (get_pixel (before, &stage, first.x + 8, first.y + 3), ==, get_pixel (before, &stage, second.x + 8, second.y + 3));
  g_assert_cmphex (get_pixel (during, &stage, second.x + 8, second.y + 3), !=, get_pixel (before, &stage, second.x + 8, second.y + 3));
  g_assert_cmphex (get_pixel (during, &stage, first.x + 8, first.y + 3), !=, get_pixel (during, &stage, second.x + 8, second.y + 3));
  jarida_article_view_stop_finding (stage.view, TRUE);
  stage_wait_for_frame (&stage);
  after = stage_take_picture (&stage);
  g_assert_true (g_bytes_equal (before, after));
  stage_close (&stage);
}

/* A place at the far end of a wide table is scrolled to sideways, in both directions of reading. */
static void
test_sideways (void)
{
  static const char * const directions[] = { "ltr", "rtl" };

  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      JaridaShownBlock *shown;
      JaridaRect rect;
      double offset;
      Stage stage;

      g_string_append_printf (html, "<p dir=%s>%s</p><table dir=%s><tr>", directions[i], i == 0 ? "avant" : "قبل", directions[i]);
      for (int column = 0; column < 30; column++)
        g_string_append_printf (html, "<th>%s%d", i == 0 ? "colonne" : "عمود ", column);
      g_string_append (html, "</tr><tr>");
      for (int column = 0; column < 30; column++)
        g_string_append (html, "<td>1234567");
      g_string_append (html, "</tr></table>");
      stage_open (&stage, html->str, FALSE);
      shown = g_hash_table_lookup (stage.view->shown, GUINT_TO_POINTER (1));
      g_assert_cmpfloat (shown->layout->content_width, >, shown->layout->viewport.width);
      offset = shown->layout->offset;
      find (&stage, i == 0 ? "colonne25" : "عمود ٢٥");
      g_assert_cmpuint (get_n_found (&stage), ==, 1);
      rect = get_place (&stage);
      rect.x -= stage.view->column_x;
      g_assert_cmpfloat (shown->layout->offset, !=, offset);
      g_assert_cmpfloat (rect.x, >=, shown->layout->viewport.x);
      g_assert_cmpfloat (rect.x + rect.width, <=, shown->layout->viewport.x + shown->layout->viewport.width);
      find (&stage, i == 0 ? "colonne0" : "عمود 0");
      g_assert_cmpfloat_with_epsilon (shown->layout->offset, offset, 60);
      stage_close (&stage);
    }
}

/* A mixed line: the Latin word in an Arabic one is marked where it stands, in one piece. */
static void
test_mixed_directions (void)
{
  const JaridaRange *range;
  Stage stage;

  stage_open (&stage, "<p dir=rtl>أعلنت شركة Renault في طنجة عن مصنع جديد</p>", FALSE);
  find (&stage, "RENAULT");
  g_assert_cmpuint (get_n_found (&stage), ==, 1);
  range = jarida_article_find_get_range (stage.view->find, 0);
  {
    g_autoptr(GArray) rects = jarida_block_layout_rects (_jarida_article_view_show_block (stage.view, 0)->layout, &range->from, &range->to);

    g_assert_cmpuint (rects->len, ==, 1);
    g_assert_cmpfloat (g_array_index (rects, JaridaRect, 0).width, >, 40);
  }
  stage_close (&stage);
}

/* One paragraph as long as a book, with a letter looked for that is everywhere: a frame costs what is seen of it. */
static void
test_everywhere (void)
{
  g_autoptr(GString) html = g_string_new ("<p>");
  clock_t start;
  Stage stage;

  for (int i = 0; i < 800; i++)
    g_string_append (html, WORDS);
  stage_open (&stage, html->str, FALSE);
  find (&stage, "e");
  g_assert_cmpuint (get_n_found (&stage), >, 15000);
  step (&stage, -1);
  assert_in_sight (&stage);
  /* The time of this process: what others do on the machine is not what a frame costs. */
  start = clock ();
  stage_wait_for_frame (&stage);
  g_test_message ("%u found, a frame %.1f ms", get_n_found (&stage), (clock () - start) * 1e3 / CLOCKS_PER_SEC);
  g_assert_cmpint (clock () - start, <, 2 * CLOCKS_PER_SEC);
  stage_close (&stage);
}

/* Another article: the same words are marked in it, and nothing moves. */
static void
test_other_document (void)
{
  g_autofree char *html = stage_make_long_html (60);
  g_autoptr(JaridaDocument) other = jarida_document_new (html, -1, "http://sample.example/", "fr", JARIDA_DIRECTION_AUTO, NULL);
  Stage stage;

  stage_open (&stage, "<p>Un titre</p>", FALSE);
  find (&stage, "titre");
  g_assert_cmpuint (get_n_found (&stage), ==, 1);
  jarida_article_view_set_document (stage.view, other);
  g_assert_cmpuint (get_n_found (&stage), ==, 0);
  WAIT_UNTIL (jarida_article_find_is_done (stage.view->find));
  stage_wait_for_frame (&stage);
  g_assert_cmpuint (get_n_found (&stage), ==, 6);
  g_assert_cmpint (get_current (&stage), ==, -1);
  g_assert_cmpfloat (gtk_adjustment_get_value (stage_get_vertical (&stage)), ==, 0);
  step (&stage, 1);
  g_assert_cmpint (get_current (&stage), ==, 0);
  assert_in_sight (&stage);
  jarida_article_view_set_document (stage.view, NULL);
  step (&stage, 1);
  jarida_article_view_find (stage.view, "autre");
  jarida_article_view_stop_finding (stage.view, TRUE);
  stage_close (&stage);
}

int
main (int   argc,
      char *argv[])
{
  stage_init (&argc, &argv);
  g_test_add_func ("/article/find/steps", test_steps);
  g_test_add_func ("/article/find/typing", test_typing);
  g_test_add_func ("/article/find/returns", test_returns);
  g_test_add_func ("/article/find/marks", test_marks);
  g_test_add_func ("/article/find/sideways", test_sideways);
  g_test_add_func ("/article/find/mixed-directions", test_mixed_directions);
  g_test_add_func ("/article/find/everywhere", test_everywhere);
  g_test_add_func ("/article/find/other-document", test_other_document);
  return g_test_run ();
}
