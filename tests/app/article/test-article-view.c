/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <time.h>

#include "stage.h"

/* The article view in a real window, without a mouse: what a person does is done through the same doors. */

static void
test_open (void)
{
  Stage stage;

  stage_open (&stage, "<h2>Un titre</h2><p>" WORDS "</p>", FALSE);
  g_assert_cmpint (jarida_height_map_get_total (stage.view->heights), >, 60);
  g_assert_false (jarida_article_view_page_down (stage.view));
  g_assert_false (jarida_article_view_page_up (stage.view));
  g_assert_true (jarida_article_view_get_document (stage.view) == stage.document);
  jarida_article_view_set_document (stage.view, NULL);
  stage_wait_for_frame (&stage);
  g_assert_cmpuint (g_hash_table_size (stage.view->proxies), ==, 0);
  g_assert_null (jarida_article_view_get_document (stage.view));
  stage_close (&stage);
}

static void
test_empty (void)
{
  Stage stage;

  stage_open (&stage, "", FALSE);
  stage_wait_for_frame (&stage);
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.copy", NULL);
  g_assert_false (jarida_article_view_page_down (stage.view));
  stage_close (&stage);
}

/* However long the article: only what is near the window is laid out. */
static void
test_only_near (void)
{
  g_autofree char *html = stage_make_long_html (300);
  Stage stage;

  stage_open (&stage, html, FALSE);
  g_assert_cmpuint (g_hash_table_size (stage.view->shown), <, 40);
  for (int i = 0; i < 40; i++)
    {
      gtk_adjustment_set_value (stage_get_vertical (&stage), gtk_adjustment_get_upper (stage_get_vertical (&stage)) * (i * 7 % 40) / 40);
      stage_wait_for_frame (&stage);
      g_assert_cmpuint (g_hash_table_size (stage.view->shown), <, 60);
      g_assert_cmpuint (g_hash_table_size (stage.view->proxies), <, 60);
    }
  stage_close (&stage);
}

/* The heights that were guesses become exact while the text stands still, pixel by pixel. */
static void
test_refining_moves_nothing (void)
{
  g_autofree char *html = stage_make_long_html (240);
  /* Letters so narrow that the guess at their lines is far off. */
  g_autofree char *narrow = g_strnfill (3000, 'i');
  g_autofree char *whole = NULL;
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;
  double value;
  Stage stage;

  for (int i = 3; i < 3000; i += 4)
    narrow[i] = ' ';
  whole = g_strconcat (html, "<p>", narrow, "</p>", html, html, NULL);
  stage_open (&stage, whole, FALSE);
  gtk_adjustment_set_value (stage_get_vertical (&stage), gtk_adjustment_get_upper (stage_get_vertical (&stage)) * 0.7);
  stage_wait_for_frame (&stage);
  g_assert_cmpuint (stage.view->refine_id, !=, 0);
  before = stage_take_picture (&stage);
  value = gtk_adjustment_get_value (stage_get_vertical (&stage));
  WAIT_UNTIL (stage.view->refine_id == 0);
  stage_wait_for_frame (&stage);
  after = stage_take_picture (&stage);
  g_assert_true (g_bytes_equal (before, after));
  /* The guesses were not all right, so the number changed though the page did not. */
  g_assert_cmpfloat (gtk_adjustment_get_value (stage_get_vertical (&stage)), !=, value);
  for (guint i = 0; i < stage.document->blocks->len; i++)
    g_assert_true (jarida_height_map_is_exact (stage.view->heights, i));
  stage_close (&stage);
}

/* Where a place of the text stands in the window. */
static double
get_line_y (Stage                *stage,
            const JaridaPosition *position)
{
  JaridaShownBlock *shown = _jarida_article_view_show_block (stage->view, position->block);

  return _jarida_article_view_get_block_y (stage->view, position->block) +
         jarida_block_layout_caret (shown->layout, position).y;
}

static void
test_keeps_position (void)
{
  g_autofree char *html = stage_make_long_html (160);
  JaridaPosition place, now;
  double y;
  Stage stage;

  stage_open (&stage, html, FALSE);
  WAIT_UNTIL (stage.view->refine_id == 0);
  gtk_adjustment_set_value (stage_get_vertical (&stage), 4444);
  /* A picture at the top is kept by its part above the window, not by a line. */
  while (!stage.view->place.in_text)
    gtk_adjustment_set_value (stage_get_vertical (&stage), gtk_adjustment_get_value (stage_get_vertical (&stage)) + 100);
  stage_wait_for_frame (&stage);
  jarida_article_view_get_position (stage.view, &place);
  g_assert_cmpuint (place.block, >, 10);
  y = get_line_y (&stage, &place);
  for (int i = 0; i < 6; i++)
    {
      static const double zooms[] = { 1.5, 0.8, 2.0, 1.0, 1.22, 1.0 };
      static const int columns[] = { 40, 64, 90, 30, 50, 64 };

      g_object_set (stage.view, "zoom", zooms[i], "column-characters", columns[i], NULL);
      stage_wait_for_frame (&stage);
      jarida_article_view_get_position (stage.view, &now);
      g_assert_cmpint (jarida_position_compare (&now, &place), ==, 0);
      g_assert_cmpfloat_with_epsilon (get_line_y (&stage, &place), y, 1.01);
    }
  /* Kept elsewhere and come back to. */
  jarida_article_view_set_document (stage.view, NULL);
  jarida_article_view_set_document (stage.view, stage.document);
  jarida_article_view_set_position (stage.view, &place);
  stage_wait_for_frame (&stage);
  g_assert_cmpfloat_with_epsilon (get_line_y (&stage, &place), 0, 25);
  stage_close (&stage);
}

static void
text_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  char **out_text = user_data;

  *out_text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  if (*out_text == NULL)
    *out_text = g_strdup ("");
}

static char *
read_clipboard (GdkClipboard *clipboard)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  WAIT_UNTIL (text != NULL);
  return text;
}

static void
point_at (Stage          *stage,
          JaridaPosition  position,
          double         *x,
          double         *y)
{
  JaridaShownBlock *shown = _jarida_article_view_show_block (stage->view, position.block);
  JaridaRect caret = jarida_block_layout_caret (shown->layout, &position);

  *x = stage->view->column_x + caret.x + 1;
  *y = _jarida_article_view_get_block_y (stage->view, position.block) + caret.y + caret.height / 2;
}

static void
test_select_and_copy (void)
{
  g_autofree char *text = NULL, *primary = NULL, *word = NULL, *block = NULL;
  GdkContentFormats *formats;
  GdkClipboard *clipboard;
  double x, y;
  Stage stage;

  stage_open (&stage, "<p>Alpha beta gamma.</p><ul><li>un</li><li>deux</li></ul><p dir=rtl>كتاب جديد</p>", FALSE);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (stage.view));
  point_at (&stage, (JaridaPosition) { 0, 0, 6 }, &x, &y);
  _jarida_article_view_press (stage.view, x, y, 1, FALSE);
  point_at (&stage, (JaridaPosition) { 2, 0, 4 }, &x, &y);
  _jarida_article_view_drag (stage.view, x, y);
  g_assert_true (_jarida_article_view_has_selection (stage.view));
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.copy", NULL);
  text = read_clipboard (clipboard);
  g_assert_nonnull (strstr (text, "beta gamma."));
  g_assert_null (strstr (text, "Alpha"));
  g_assert_nonnull (strstr (text, "deux"));
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));

  _jarida_article_view_offer_primary (stage.view);
  primary = read_clipboard (gtk_widget_get_primary_clipboard (GTK_WIDGET (stage.view)));
  g_assert_cmpstr (primary, ==, text);

  /* Two clicks: the word. Three: the block. With Shift: as far as there. */
  point_at (&stage, (JaridaPosition) { 0, 0, 8 }, &x, &y);
  _jarida_article_view_press (stage.view, x, y, 2, FALSE);
  _jarida_article_view_copy (stage.view);
  word = read_clipboard (clipboard);
  g_assert_cmpstr (word, ==, "beta");
  _jarida_article_view_press (stage.view, x, y, 3, FALSE);
  _jarida_article_view_copy (stage.view);
  block = read_clipboard (clipboard);
  g_assert_cmpstr (g_strchomp (block), ==, "Alpha beta gamma.");
  _jarida_article_view_press (stage.view, x, y, 1, FALSE);
  point_at (&stage, (JaridaPosition) { 3, 0, 9 }, &x, &y);
  _jarida_article_view_press (stage.view, x, y, 1, TRUE);
  g_assert_cmpuint (stage.view->selection.from.block, ==, 0);
  g_assert_cmpuint (stage.view->selection.to.block, ==, 3);
  stage_close (&stage);
}

static void
test_proxies (void)
{
  static const GtkAccessibleRole order[] = {
    GTK_ACCESSIBLE_ROLE_HEADING, GTK_ACCESSIBLE_ROLE_IMG, GTK_ACCESSIBLE_ROLE_CAPTION, GTK_ACCESSIBLE_ROLE_BUTTON,
    GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_LINK, GTK_ACCESSIBLE_ROLE_TABLE,
  };
  GtkWidget *child, *heading;
  Stage stage;

  stage_open (&stage, "<h2>Le titre</h2><figure><img src=/a.jpg alt='Une rue'><figcaption>Légende</figcaption></figure>"
                      "<ul><li>Voir <a href='/x'>la <b>suite</b></a></li></ul><table><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>", FALSE);
  child = gtk_widget_get_first_child (GTK_WIDGET (stage.view));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_assert_nonnull (child);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (child), order[i]);
      child = gtk_widget_get_next_sibling (child);
    }
  heading = stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_HEADING, 0);
  stage_assert_name (heading, "Le titre");
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 0), "Une rue");
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_CAPTION, 0), "Légende");
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_LINK, 0), "la suite");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (stage.view), GTK_ACCESSIBLE_ROLE_DOCUMENT);
  stage_wait_for_frame (&stage);
  g_assert_cmpint (gtk_widget_get_width (heading), >, 100);
  stage_close (&stage);
}

static void
test_links (void)
{
  Stage stage;

  stage_open (&stage, "<p><a href='/un'>un</a> <a href='#la'>là</a></p><p id='la'>ici</p><figure><img src=/a.jpg alt='Une rue'></figure>", FALSE);
  gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_LINK, 0));
  gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_LINK, 1));
  gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 0));
  g_assert_cmpstr (stage.heard->str, ==,
                   "link http://sample.example/un\npicture http://sample.example/a.jpg Une rue\n");
  stage_close (&stage);
}

static void
test_menu (void)
{
  GdkClipboard *clipboard;
  g_autofree char *address = NULL;
  double x, y;
  Stage stage;

  stage_open (&stage, "<p><a href='/un'>un lien</a></p><figure><img src=/a.jpg alt='Une rue'></figure>", TRUE);
  WAIT_UNTIL (jarida_article_pictures_get_state (stage.view->pictures, "http://sample.example/a.jpg") == JARIDA_PICTURE_READY);
  stage_wait_for_frame (&stage);
  point_at (&stage, (JaridaPosition) { 0, 0, 2 }, &x, &y);
  _jarida_article_view_open_menu (stage.view, x, y);
  WAIT_UNTIL (gtk_widget_get_mapped (stage.view->menu));
  g_assert_cmpint (g_menu_model_get_n_items (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (stage.view->menu))), ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.copy-link", NULL);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (stage.view));
  address = read_clipboard (clipboard);
  g_assert_cmpstr (address, ==, "http://sample.example/un");
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.open-link", NULL);
  g_assert_cmpstr (stage.heard->str, ==, "link http://sample.example/un\n");

  _jarida_article_view_open_menu (stage.view, x, y + 100);
  g_assert_cmpint (stage.view->menu_picture, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.copy-picture", NULL);
  g_assert_true (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  /* An article that leaves closes the menu that was opened on it. */
  jarida_article_view_set_document (stage.view, NULL);
  WAIT_UNTIL (!gtk_widget_get_mapped (stage.view->menu));
  stage_close (&stage);
}

static void
test_anchor_jumps (void)
{
  g_autofree char *html = stage_make_long_html (200);
  g_autofree char *whole = g_strconcat ("<p><a href='#fin'>à la fin</a></p>", html, "<h2 id='fin'>Fin</h2>", html, NULL);
  Stage stage;

  stage_open (&stage, whole, FALSE);
  gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_LINK, 0));
  stage_wait_for_frame (&stage);
  g_assert_cmpuint (stage.heard->len, ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (stage_get_vertical (&stage)), >, 5000);
  stage_close (&stage);
}

/* Tab comes by every link and picture of the article, also those far below the window, and leaves it in the end. */
static void
test_tab_walk (void)
{
  g_autofree char *html = stage_make_long_html (100);
  int n_stops = 0, n_pictures = 0;
  Stage stage;

  stage_open (&stage, html, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (stage.view));
  while (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_FORWARD))
    {
      JaridaArticleProxy *proxy = _jarida_article_view_get_focused (stage.view);
      g_autoptr(GArray) rects = NULL;
      JaridaRect rect;

      g_assert_nonnull (proxy);
      g_assert_true (gtk_widget_has_focus (GTK_WIDGET (proxy)));
      n_stops++;
      n_pictures += jarida_article_proxy_get_stop (proxy)->kind == JARIDA_STOP_PICTURE;
      g_assert_cmpint (n_stops, <, 100);
      rects = _jarida_article_view_stop_rects (stage.view, jarida_article_proxy_get_stop (proxy));
      rect = g_array_index (rects, JaridaRect, 0);
      g_assert_cmpfloat (rect.y, >=, 0);
      g_assert_cmpfloat (rect.y + rect.height, <=, gtk_widget_get_height (GTK_WIDGET (stage.view)));
    }
  /* Ten links, four pictures, and to report each of them. */
  g_assert_cmpint (n_stops, ==, 18);
  g_assert_cmpint (n_pictures, ==, 4);
  for (int i = 0; i < 17; i++)
    g_assert_true (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_BACKWARD));
  g_assert_cmpstr (stage.view->hovered_link, ==, "http://sample.example/9");
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (stage.view)));
  stage_close (&stage);
}

/* A table wider than the column is a stop for the keyboard, before the links in it; there the arrows move it alone. A bar to
 * drag says where one is in it. */
static void
test_sideways (void)
{
  static const char * const directions[] = { "ltr", "rtl" };

  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      JaridaBlockLayout *table, *code;
      JaridaArticleStop stop;
      double start;
      Stage stage;

      g_string_append_printf (html, "<p>Avant</p><table dir=%s><tr><th><a href='/un'>un</a>", directions[i]);
      for (int row = 0; row < 2; row++, g_string_append (html, "</tr><tr><td>x"))
        for (int column = 0; column < 20; column++)
          g_string_append_printf (html, "<td>1234567%d", column);
      g_string_append (html, "</tr></table><pre>abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij "
                             "abcdefghij abcdefghij abcdefghij abcdefghij</pre><p><a href='/deux'>deux</a></p>"
                             "<table><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>");
      stage_open (&stage, html->str, FALSE);
      table = _jarida_article_view_show_block (stage.view, 1)->layout;
      code = _jarida_article_view_show_block (stage.view, 2)->layout;
      start = table->offset;
      g_assert_cmpfloat (start, ==, i == 0 ? 0 : table->content_width - table->viewport.width);
      gtk_widget_grab_focus (GTK_WIDGET (stage.view));
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_FORWARD));
      g_assert_true (_jarida_article_view_get_focused_stop (stage.view, &stop));
      g_assert_cmpint (stop.kind, ==, JARIDA_STOP_WHOLE);
      g_assert_cmpuint (stop.from.block, ==, 1);
      g_assert_true (_jarida_article_view_step_sideways (stage.view, i == 0 ? 1 : -1));
      g_assert_cmpfloat (table->offset, !=, start);
      g_assert_cmpfloat (code->offset, ==, 0);
      /* The link in the table, the code, the link below it; the small table is none. */
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_FORWARD));
      g_assert_cmpstr (stage.view->hovered_link, ==, "http://sample.example/un");
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_FORWARD));
      g_assert_true (_jarida_article_view_get_focused_stop (stage.view, &stop));
      g_assert_cmpuint (stop.from.block, ==, 2);
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_FORWARD));
      g_assert_cmpstr (stage.view->hovered_link, ==, "http://sample.example/deux");
      g_assert_false (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_FORWARD));
      for (int back = 0; back < 3; back++)
        g_assert_true (gtk_widget_child_focus (GTK_WIDGET (stage.view), GTK_DIR_TAB_BACKWARD));
      g_assert_true (_jarida_article_view_get_focused_stop (stage.view, &stop));
      g_assert_cmpuint (stop.from.block, ==, 1);
      /* The bar: from one end to the other. */
      {
        double y = _jarida_article_view_get_block_y (stage.view, 1) + table->viewport.y + table->viewport.height + 5;

        g_assert_false (_jarida_article_view_grab_bar (stage.view, stage.view->column_x + 5, y - 30));
        g_assert_true (_jarida_article_view_grab_bar (stage.view, stage.view->column_x + 5, y));
        _jarida_article_view_drag_bar (stage.view, 10000);
        g_assert_cmpfloat (table->offset, ==, floor (table->content_width - table->viewport.width));
        _jarida_article_view_drag_bar (stage.view, -10000);
        g_assert_cmpfloat (table->offset, ==, 0);
      }
      stage_wait_for_frame (&stage);
      stage_close (&stage);
    }
}

/* With a screen reader on, the whole article is there for it, and the arrows go from block to block. */
static void
test_read_aloud (void)
{
  g_autofree char *html = stage_make_long_html (60);
  guint n_blocks, block = 0;
  Stage stage;

  stage_open (&stage, html, FALSE);
  n_blocks = stage.document->blocks->len;
  g_assert_cmpuint (g_hash_table_size (stage.view->proxies), <, n_blocks);
  _jarida_article_view_set_reads_aloud (stage.view, TRUE);
  WAIT_UNTIL (g_hash_table_size (stage.view->proxies) == n_blocks);
  gtk_widget_grab_focus (GTK_WIDGET (stage.view));
  while (_jarida_article_view_step_block (stage.view, 1))
    {
      JaridaArticleProxy *proxy = _jarida_article_view_get_focused (stage.view);

      g_assert_nonnull (proxy);
      g_assert_cmpuint (jarida_article_proxy_get_block (proxy), ==, block++);
      g_assert_cmpfloat (_jarida_article_view_get_block_y (stage.view, block - 1), <, gtk_widget_get_height (GTK_WIDGET (stage.view)));
    }
  g_assert_cmpuint (block, ==, n_blocks);
  g_assert_true (_jarida_article_view_step_block (stage.view, -1));
  _jarida_article_view_set_reads_aloud (stage.view, FALSE);
  WAIT_UNTIL (stage.view->proxies_id == 0);
  g_assert_cmpuint (g_hash_table_size (stage.view->proxies), <, n_blocks);
  stage_close (&stage);
}

static void
test_pictures (void)
{
  g_autofree char *html = stage_make_long_html (150);
  g_autofree char *whole = g_strconcat ("<figure><img src=/first.jpg></figure><figure><img src=/missing.jpg alt=rien></figure>",
                                        html, NULL);
  JaridaPosition place;
  double y;
  Stage stage;

  stage_open (&stage, whole, TRUE);
  WAIT_UNTIL (jarida_article_pictures_get_state (stage.view->pictures, "http://sample.example/first.jpg") == JARIDA_PICTURE_READY);
  WAIT_UNTIL (jarida_article_pictures_get_state (stage.view->pictures, "http://sample.example/missing.jpg") == JARIDA_PICTURE_MISSING);
  /* Where there is none, little room is left for saying so; pointing at it asks once more. */
  g_assert_cmpint (jarida_height_map_get_height (stage.view->heights, 1), <, 180);
  {
    int before = stage_n_asked;

    /* Why it is missing stands in its place, and is said with what can be done about it. */
    g_assert_cmpstr (jarida_article_pictures_get_trouble (stage.view->pictures, "http://sample.example/missing.jpg"), ==,
                     "There is no such picture.");
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 1)),
                                         GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                         "There is no such picture. Press Enter to try again.");
    g_assert_null (jarida_article_pictures_get_trouble (stage.view->pictures, "http://sample.example/first.jpg"));

    gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 1));
    g_assert_cmpint (stage_n_asked, ==, before + 1);
    g_assert_cmpuint (stage.heard->len, ==, 0);
    stage_n_asked = before;
  }
  /* Of eight only those near the window were asked for. */
  g_assert_cmpint (stage_n_asked, <=, 3);
  g_assert_nonnull (jarida_article_pictures_get_texture (stage.view->pictures, "http://sample.example/first.jpg"));

  WAIT_UNTIL (stage.view->refine_id == 0);
  gtk_adjustment_set_value (stage_get_vertical (&stage), gtk_adjustment_get_upper (stage_get_vertical (&stage)) / 2);
  stage_wait_for_frame (&stage);
  g_assert_cmpint (jarida_article_pictures_get_state (stage.view->pictures, "http://sample.example/first.jpg"), ==,
                   JARIDA_PICTURE_ABSENT);
  /* A picture above the window whose size is learnt late does not move what is read. */
  jarida_article_view_get_position (stage.view, &place);
  y = get_line_y (&stage, &place);
  g_hash_table_insert (stage.view->picture_sizes, g_strdup ("http://sample.example/first.jpg"),
                       g_memdup2 (&(JaridaPictureSize) { 800, 100 }, sizeof (JaridaPictureSize)));
  _jarida_article_view_remeasure (stage.view, 0);
  g_assert_cmpfloat_with_epsilon (get_line_y (&stage, &place), y, 0.01);

  /* What is still under way when the article leaves is cancelled and does nothing. */
  stage_n_asked = 0;
  gtk_adjustment_set_value (stage_get_vertical (&stage), gtk_adjustment_get_upper (stage_get_vertical (&stage)));
  g_assert_cmpint (stage_n_asked, >, 0);
  jarida_article_view_set_document (stage.view, NULL);
  WAIT_UNTIL (stage_n_cancelled > 0);
  stage_close (&stage);
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 int        *count)
{
  (*count)++;
}

static void
test_properties (void)
{
  int count = 0;
  double zoom;
  Stage stage;

  stage_open (&stage, "<p>" WORDS "</p>", FALSE);
  g_signal_connect (stage.view, "notify", G_CALLBACK (count_notify_cb), &count);
  g_object_set (stage.view, "zoom", 1.0, "palette", "system", "body-font", "Noto Serif", "hyphenate", TRUE, NULL);
  g_assert_cmpint (count, ==, 0);
  g_object_set (stage.view, "zoom", 1.5, "palette", "sepia", "body-font", "Cantarell", "justify", TRUE, NULL);
  g_assert_cmpint (count, ==, 4);
  _jarida_article_view_step_zoom (stage.view, 1);
  g_object_get (stage.view, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, >, 1.5);
  _jarida_article_view_step_zoom (stage.view, -1);
  _jarida_article_view_step_zoom (stage.view, -1);
  g_object_get (stage.view, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, <, 1.5);
  _jarida_article_view_step_zoom (stage.view, 0);
  g_object_get (stage.view, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, ==, 1.0);
  stage_wait_for_frame (&stage);
  stage_close (&stage);
}

static double
get_cpu_ms (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return spent.tv_sec * 1e3 + spent.tv_nsec / 1e6;
}

/* The budgets of DESIGN.md, five times over: a slow machine may be slow, a wrong order of growth is found. */
static void
test_budget (void)
{
  g_autofree char *html = stage_make_long_html (1500);
  double start, open = G_MAXDOUBLE, frames = 0;
  Stage stage;

  stage_open (&stage, html, FALSE);
  for (int i = 0; i < 5; i++)
    {
      jarida_article_view_set_document (stage.view, NULL);
      stage_wait_for_frame (&stage);
      start = get_cpu_ms ();
      jarida_article_view_set_document (stage.view, stage.document);
      gtk_widget_queue_draw (GTK_WIDGET (stage.view));
      WAIT_UNTIL (stage.view->heights != NULL && g_hash_table_size (stage.view->proxies) > 0);
      open = MIN (open, get_cpu_ms () - start);
    }
  start = get_cpu_ms ();
  for (int i = 0; i < 60; i++)
    {
      gtk_adjustment_set_value (stage_get_vertical (&stage), gtk_adjustment_get_value (stage_get_vertical (&stage)) + 40);
      stage_wait_for_frame (&stage);
    }
  frames = (get_cpu_ms () - start) / 60;
  g_test_message ("%u words: open %.1f ms CPU, a scrolled frame %.1f ms CPU", stage.document->n_words, open, frames);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat (open, <, 5 * 8);
  g_assert_cmpfloat (frames, <, 5 * 6);
#endif
  stage_close (&stage);
}

int
main (int   argc,
      char *argv[])
{
  stage_init (&argc, &argv);
  g_test_add_func ("/article/open", test_open);
  g_test_add_func ("/article/empty", test_empty);
  g_test_add_func ("/article/only-near", test_only_near);
  g_test_add_func ("/article/refining-moves-nothing", test_refining_moves_nothing);
  g_test_add_func ("/article/keeps-position", test_keeps_position);
  g_test_add_func ("/article/select-and-copy", test_select_and_copy);
  g_test_add_func ("/article/proxies", test_proxies);
  g_test_add_func ("/article/links", test_links);
  g_test_add_func ("/article/menu", test_menu);
  g_test_add_func ("/article/anchor-jumps", test_anchor_jumps);
  g_test_add_func ("/article/tab-walk", test_tab_walk);
  g_test_add_func ("/article/sideways", test_sideways);
  g_test_add_func ("/article/read-aloud", test_read_aloud);
  g_test_add_func ("/article/pictures", test_pictures);
  g_test_add_func ("/article/properties", test_properties);
  g_test_add_func ("/article/budget", test_budget);
  return g_test_run ();
}
