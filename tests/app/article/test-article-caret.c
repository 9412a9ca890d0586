/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stage.h"

/* Selecting without a mouse: F7 and the arrows. */

#define ARABIC "تستيقظ المدينة ببطء تحت ضباب خفيف ينزل من التلال ويغطي أسطح الحي القديم، ويرفع التجار ستائر محلاتهم ويركض الأطفال نحو المدرسة. "

static void
assert_at (Stage *stage,
           guint  block,
           guint  run,
           guint  byte)
{
  g_assert_cmpuint (stage->view->caret.block, ==, block);
  g_assert_cmpuint (stage->view->caret.run, ==, run);
  g_assert_cmpuint (stage->view->caret.byte, ==, byte);
}

static void
move (Stage           *stage,
      JaridaCaretStep  step,
      int              direction,
      gboolean         extend,
      int              times)
{
  while (times-- > 0)
    g_assert_true (_jarida_article_view_move_caret (stage->view, step, direction, extend));
}

static char *
dup_selected (Stage *stage)
{
  return jarida_document_to_text (stage->document, &stage->view->selection.from, &stage->view->selection.to);
}

/* Without F7 the arrows scroll, and there is nothing to be seen. */
static void
test_off (void)
{
  g_autoptr(GBytes) without = NULL, with = NULL, after = NULL;
  Stage stage;

  stage_open (&stage, "<p>Alpha beta.</p>", FALSE);
  g_assert_false (_jarida_article_view_move_caret (stage.view, JARIDA_CARET_CHARACTER, 1, FALSE));
  stage_wait_for_frame (&stage);
  without = stage_take_picture (&stage);
  _jarida_article_view_toggle_caret (stage.view);
  move (&stage, JARIDA_CARET_CHARACTER, 1, FALSE, 1);
  stage_wait_for_frame (&stage);
  with = stage_take_picture (&stage);
  g_assert_false (g_bytes_equal (without, with));
  _jarida_article_view_toggle_caret (stage.view);
  stage_wait_for_frame (&stage);
  after = stage_take_picture (&stage);
  g_assert_true (g_bytes_equal (without, after));
  g_assert_false (_jarida_article_view_move_caret (stage.view, JARIDA_CARET_LINE, 1, FALSE));
  stage_close (&stage);
}

static void
test_select (void)
{
  g_autofree char *word = NULL, *both = NULL;
  Stage stage;

  stage_open (&stage, "<p>Alpha beta gamma.</p><figure><img src=http://p.example/1.png></figure><p>Deux</p>", TRUE);
  _jarida_article_view_toggle_caret (stage.view);
  assert_at (&stage, 0, 0, 0);
  move (&stage, JARIDA_CARET_WORD, 1, FALSE, 1);
  assert_at (&stage, 0, 0, 5);
  move (&stage, JARIDA_CARET_CHARACTER, 1, FALSE, 1);
  move (&stage, JARIDA_CARET_WORD, 1, TRUE, 1);
  word = dup_selected (&stage);
  g_assert_cmpstr (word, ==, "beta");
  move (&stage, JARIDA_CARET_EDGE, 1, FALSE, 1);
  assert_at (&stage, 0, 0, 17);
  g_assert_false (_jarida_article_view_has_selection (stage.view));
  /* A picture without words is passed. */
  move (&stage, JARIDA_CARET_CHARACTER, 1, TRUE, 1);
  assert_at (&stage, 2, 0, 0);
  move (&stage, JARIDA_CARET_WORD, 1, TRUE, 1);
  assert_at (&stage, 2, 0, 4);
  both = dup_selected (&stage);
  g_assert_nonnull (strstr (both, "Deux"));
  g_assert_null (strstr (both, "gamma"));
  /* The end is an end. */
  move (&stage, JARIDA_CARET_CHARACTER, 1, FALSE, 3);
  assert_at (&stage, 2, 0, 4);
  move (&stage, JARIDA_CARET_LINE, -1, FALSE, 1);
  g_assert_cmpuint (stage.view->caret.block, ==, 0);
  stage_close (&stage);
}

/* Each step is another place of the text, hyphens or not, and all of it is passed from one end to the other. */
static void
test_every_letter (void)
{
  guint last = 0, n = 0;
  const JaridaRun *run;
  Stage stage;

  stage_open (&stage, "<p>" WORDS WORDS "L’administration municipale prépare une réunion extraordinaire.</p>", FALSE);
  run = g_ptr_array_index (((JaridaBlock *) g_ptr_array_index (stage.document->blocks, 0))->runs, 0);
  _jarida_article_view_toggle_caret (stage.view);
  while (last < run->length)
    {
      move (&stage, JARIDA_CARET_CHARACTER, 1, FALSE, 1);
      g_assert_cmpuint (stage.view->caret.byte, >, last);
      last = stage.view->caret.byte;
      n++;
    }
  g_assert_cmpuint (n, ==, (guint) g_utf8_strlen (run->text, run->length));
  while (n-- > 0)
    move (&stage, JARIDA_CARET_CHARACTER, -1, FALSE, 1);
  assert_at (&stage, 0, 0, 0);
  stage_close (&stage);
}

/* What the view does when the key comes to it; FALSE: it is left to others. */
static gboolean
press (Stage      *stage,
       const char *key)
{
  g_autoptr(GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (stage->view));
  g_autoptr(GObject) controller = NULL;

  g_assert_nonnull (trigger);
  for (guint i = 0; (controller = g_list_model_get_item (controllers, i)) != NULL; i++)
    {
      g_autoptr(GtkShortcut) shortcut = NULL;

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && (shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j)); j++)
        {
          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger) &&
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                            GTK_WIDGET (stage->view), gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
          g_clear_object (&shortcut);
        }
      g_clear_object (&controller);
    }
  return FALSE;
}

/* Every key of the manual, as it is bound. */
static void
test_keys (void)
{
  g_autofree char *text = NULL, *word = NULL;
  Stage stage;

  stage_open (&stage, "<p>Alpha beta gamma.</p><p>Deux</p>", FALSE);
  g_assert_false (press (&stage, "<Shift>Right"));
  g_assert_false (press (&stage, "<Ctrl>Right"));
  g_assert_true (press (&stage, "F7"));
  g_assert_true (press (&stage, "Right"));
  assert_at (&stage, 0, 0, 1);
  g_assert_true (press (&stage, "<Ctrl>Right"));
  assert_at (&stage, 0, 0, 5);
  g_assert_true (press (&stage, "End"));
  assert_at (&stage, 0, 0, 17);
  g_assert_true (press (&stage, "<Ctrl><Shift>Left"));
  word = dup_selected (&stage);
  g_assert_cmpstr (word, ==, "gamma.");
  g_assert_true (press (&stage, "<Ctrl>Left"));
  assert_at (&stage, 0, 0, 6);
  g_assert_true (press (&stage, "Home"));
  assert_at (&stage, 0, 0, 0);
  g_assert_true (press (&stage, "<Shift>End"));
  g_assert_true (press (&stage, "<Shift>Left"));
  text = dup_selected (&stage);
  g_assert_cmpstr (text, ==, "Alpha beta gamma");
  g_assert_true (press (&stage, "<Shift>Down"));
  g_assert_cmpuint (stage.view->caret.block, ==, 1);
  g_assert_true (press (&stage, "<Shift>Up"));
  g_assert_true (press (&stage, "<Shift>Home"));
  g_assert_false (_jarida_article_view_has_selection (stage.view));
  g_assert_true (press (&stage, "Down"));
  assert_at (&stage, 1, 0, 0);
  g_assert_true (press (&stage, "F7"));
  g_assert_false (press (&stage, "<Shift>Right"));
  stage_close (&stage);
}

static double
get_caret_y (Stage *stage)
{
  return jarida_block_layout_caret (_jarida_article_view_show_block (stage->view, stage->view->caret.block)->layout,
                                    &stage->view->caret).y;
}

/* In a text of many lines: End stays in its line, as often as it is pressed, and from there no line is passed over. */
static void
check_edges (const char *html)
{
  Stage stage;
  const JaridaRun *run;
  double y, last = -1;
  int n_down = 0, n_up = 0;

  stage_open (&stage, html, FALSE);
  run = g_ptr_array_index (((JaridaBlock *) g_ptr_array_index (stage.document->blocks, 0))->runs, 0);
  _jarida_article_view_toggle_caret (stage.view);
  for (;;)
    {
      y = get_caret_y (&stage);
      g_assert_cmpfloat (y, >, last);
      last = y;
      move (&stage, JARIDA_CARET_EDGE, 1, FALSE, 2);
      g_assert_cmpfloat (get_caret_y (&stage), ==, y);
      if (stage.view->caret.byte == run->length)
        break;
      move (&stage, JARIDA_CARET_EDGE, -1, FALSE, 1);
      g_assert_cmpfloat (get_caret_y (&stage), ==, y);
      move (&stage, JARIDA_CARET_EDGE, 1, FALSE, 1);
      move (&stage, JARIDA_CARET_LINE, 1, FALSE, 1);
      n_down++;
    }
  g_assert_cmpint (n_down, >, 3);
  for (; stage.view->caret.byte > 0 && n_up <= n_down; n_up++)
    {
      move (&stage, JARIDA_CARET_EDGE, 1, FALSE, 1);
      y = get_caret_y (&stage);
      move (&stage, JARIDA_CARET_LINE, -1, FALSE, 1);
      if (get_caret_y (&stage) == y)
        break;
    }
  g_assert_cmpint (n_up, ==, n_down);
  stage_close (&stage);
}

static void
test_edges (void)
{
  check_edges ("<p>" WORDS WORDS WORDS WORDS "</p>");
  check_edges ("<p dir=rtl>" ARABIC ARABIC ARABIC ARABIC "</p>");
}

/* In Arabic the text goes on to the left. */
static void
test_right_to_left (void)
{
  Stage stage;

  stage_open (&stage, "<p dir=rtl>كتاب جديد</p><p>Deux</p>", FALSE);
  _jarida_article_view_toggle_caret (stage.view);
  assert_at (&stage, 0, 0, 0);
  move (&stage, JARIDA_CARET_CHARACTER, -1, FALSE, 1);
  assert_at (&stage, 0, 0, 2);
  move (&stage, JARIDA_CARET_WORD, -1, FALSE, 1);
  assert_at (&stage, 0, 0, 8);
  move (&stage, JARIDA_CARET_EDGE, 1, FALSE, 1);
  assert_at (&stage, 0, 0, 17);
  move (&stage, JARIDA_CARET_CHARACTER, -1, FALSE, 1);
  assert_at (&stage, 1, 0, 0);
  stage_close (&stage);
}

/* Down through lines, a table and a long article: it gets to the end, and the window follows. */
static void
test_lines (void)
{
  g_autofree char *text = stage_make_long_html (12);
  g_autofree char *html = g_strconcat (text, "<table><tr><td>a<td>b<tr><td>c<td>d</table><p>Fin</p>", NULL);
  JaridaPosition before = { 0, 0, 0 };
  guint last;
  Stage stage;

  stage_open (&stage, html, FALSE);
  last = stage.document->blocks->len - 1;
  _jarida_article_view_toggle_caret (stage.view);
  for (int i = 0; i < 1000 && stage.view->caret.block < last; i++)
    {
      move (&stage, JARIDA_CARET_LINE, 1, FALSE, 1);
      g_assert_cmpint (jarida_position_compare (&stage.view->caret, &before), >, 0);
      before = stage.view->caret;
      stage_wait_for_frame (&stage);
      g_assert_nonnull (g_hash_table_lookup (stage.view->shown, GUINT_TO_POINTER (before.block)));
    }
  g_assert_cmpuint (stage.view->caret.block, ==, last);
  g_assert_cmpfloat (gtk_adjustment_get_value (stage_get_vertical (&stage)), >, 0);
  for (int i = 0; i < 1000 && stage.view->caret.block > 0; i++)
    move (&stage, JARIDA_CARET_LINE, -1, FALSE, 1);
  g_assert_cmpuint (stage.view->caret.block, ==, 0);
  stage_close (&stage);
}

static JaridaArticleProxy *
get_proxy (Stage *stage,
           guint  block)
{
  GPtrArray *proxies = g_hash_table_lookup (stage->view->proxies, GUINT_TO_POINTER (block));

  g_assert_nonnull (proxies);
  return g_ptr_array_index (proxies, 0);
}

static void
assert_selected (Stage *stage,
                 guint  block,
                 guint  from,
                 guint  to)
{
  guint has_from, has_to;

  jarida_article_proxy_get_selection (get_proxy (stage, block), &has_from, &has_to);
  g_assert_cmpuint (has_from, ==, from);
  g_assert_cmpuint (has_to, ==, to);
}

/* What one hears of it before GTK 4.14, which is told of the text itself. */
static void
assert_said (Stage      *stage,
             const char *words)
{
#if !GTK_CHECK_VERSION (4, 14, 0)
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stage->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
#endif
}

/* A screen reader is told where the caret is, and what is selected. */
static void
test_told (void)
{
  Stage stage;

  stage_open (&stage, "<p>Alpha béta gamma.</p><p>Delta.</p><p>Omega.</p>", FALSE);
  _jarida_article_view_set_reads_aloud (stage.view, TRUE);
  WAIT_UNTIL (g_hash_table_size (stage.view->proxies) == stage.document->blocks->len);
  gtk_widget_grab_focus (GTK_WIDGET (stage.view));
  _jarida_article_view_toggle_caret (stage.view);
  assert_at (&stage, 0, 0, 0);
  assert_said (&stage, "Alpha béta gamma.");
  move (&stage, JARIDA_CARET_CHARACTER, 1, FALSE, 2);
  g_assert_cmpuint (jarida_article_proxy_get_caret (get_proxy (&stage, 0)), ==, 2);
  assert_said (&stage, "p");
  move (&stage, JARIDA_CARET_WORD, 1, FALSE, 2);
  g_assert_cmpuint (jarida_article_proxy_get_caret (get_proxy (&stage, 0)), ==, 10);
  move (&stage, JARIDA_CARET_CHARACTER, -1, TRUE, 4);
  g_assert_cmpuint (jarida_article_proxy_get_caret (get_proxy (&stage, 0)), ==, 6);
  assert_selected (&stage, 0, 6, 10);
  assert_said (&stage, "Selected: béta");
  /* Over a whole paragraph into the third, and back. */
  move (&stage, JARIDA_CARET_LINE, 1, FALSE, 1);
  assert_selected (&stage, 0, 0, 0);
  assert_said (&stage, "Delta.");
#if GTK_CHECK_VERSION (4, 14, 0)
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_proxy (&stage, 1))));
#endif
  _jarida_article_view_select_all (stage.view);
  assert_selected (&stage, 0, 0, 17);
  assert_selected (&stage, 1, 0, 6);
  assert_selected (&stage, 2, 0, 6);
  _jarida_article_view_toggle_caret (stage.view);
  assert_said (&stage, NULL);
  stage_close (&stage);
}

/* A place of the text is the same place of the words that are read: behind a marker, in a cell, after a line that is broken by hand. */
static void
test_same_place (void)
{
  Stage stage;

  stage_open (&stage, "<p>Un<br>été</p><ul><li>رمان</li></ul><table><tr><td>a</td><td></td><td>bé</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>",
              FALSE);
  _jarida_article_view_set_reads_aloud (stage.view, TRUE);
  WAIT_UNTIL (g_hash_table_size (stage.view->proxies) == stage.document->blocks->len);
  for (guint i = 0; i < stage.document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (stage.document->blocks, i);
      const char *words = jarida_article_proxy_get_words (get_proxy (&stage, i));

      for (guint j = 0; j < block->runs->len; j++)
        for (const char *text = ((JaridaRun *) g_ptr_array_index (block->runs, j))->text, *at = text; *at != '\0'; at = g_utf8_next_char (at))
          {
            const JaridaPosition place = { i, j, (guint) (at - text) };
            const gunichar c = g_utf8_get_char (at);

            g_assert_cmpuint (g_utf8_get_char (g_utf8_offset_to_pointer (words, jarida_article_proxy_count_before (block, &place))), ==,
                              c == 0x2028 ? '\n' : c);
          }
    }
  stage_close (&stage);
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/article/caret/off", test_off);
  g_test_add_func ("/article/caret/keys", test_keys);
  g_test_add_func ("/article/caret/select", test_select);
  g_test_add_func ("/article/caret/every-letter", test_every_letter);
  g_test_add_func ("/article/caret/edges", test_edges);
  g_test_add_func ("/article/caret/right-to-left", test_right_to_left);
  g_test_add_func ("/article/caret/lines", test_lines);
  g_test_add_func ("/article/caret/told", test_told);
  g_test_add_func ("/article/caret/same-place", test_same_place);
  return g_test_run ();
}
