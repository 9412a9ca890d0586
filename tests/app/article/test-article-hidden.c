/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stage.h"

/* The words to report a picture by, and what stands in the place of one that is hidden. */

#define STREET "http://sample.example/rue.jpg"
#define SENTENCE "Image masquée : violence. Signalée par plusieurs personnes."
#define FIGURE "<figure><img src=/rue.jpg alt='Une rue'><figcaption>La rue, hier.</figcaption></figure>"

static void
hide (Stage      *stage,
      const char *address,
      const char *sentence)
{
  if (sentence != NULL)
    g_hash_table_insert (stage->hidden, g_strdup (address), g_strdup (sentence));
  else
    g_hash_table_remove (stage->hidden, address);
  _jarida_article_view_judge_again (stage->view);
}

static JaridaPictureState
get_state (Stage      *stage,
           const char *address)
{
  return jarida_article_pictures_get_state (stage->view->pictures, address);
}

/* As the pointer does it. */
static void
click (Stage  *stage,
       double  x,
       double  y)
{
  JaridaArticleStop stop;

  g_assert_true (_jarida_article_view_find_stop (stage->view, x, y, &stop));
  _jarida_article_view_activate_stop (stage->view, &stop);
}

static JaridaRect
find_rect (Stage          *stage,
           guint           block,
           JaridaStopKind  kind)
{
  const JaridaArticleStop stop = { { block, 0, 0 }, { block, 0, 0 }, -1, kind };
  g_autoptr(GArray) rects = _jarida_article_view_stop_rects (stage->view, &stop);

  g_assert_cmpuint (rects->len, ==, 1);
  return g_array_index (rects, JaridaRect, 0);
}

static void
click_on (Stage          *stage,
          guint           block,
          JaridaStopKind  kind)
{
  JaridaRect rect = find_rect (stage, block, kind);

  click (stage, rect.x + rect.width / 2, rect.y + rect.height / 2);
}

static void
test_report (void)
{
  Stage stage;

  stage_open (&stage, FIGURE "<figure><img src=/seul.jpg></figure>", TRUE);
  stage_wait_for_frame (&stage);
  click_on (&stage, 0, JARIDA_STOP_REPORT);
  gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 1));
  g_assert_cmpstr (stage.heard->str, ==,
                   "report " STREET " La rue, hier.\nreport http://sample.example/seul.jpg -\n");
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 0), "Report the image: La rue, hier.");
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 1), "Report the image");
  stage_close (&stage);
}

/* At the end of the line a caption begins: on the left of an Arabic one. */
static void
test_sides (void)
{
  JaridaRect rect;
  Stage stage;

  stage_open (&stage, FIGURE "<figure dir=rtl><img src=/b.jpg><figcaption>شارع في المدينة</figcaption></figure>", FALSE);
  rect = find_rect (&stage, 0, JARIDA_STOP_REPORT);
  g_assert_cmpfloat (rect.x, >, gtk_widget_get_width (GTK_WIDGET (stage.view)) / 2);
  rect = find_rect (&stage, 1, JARIDA_STOP_REPORT);
  g_assert_cmpfloat (rect.x, <, gtk_widget_get_width (GTK_WIDGET (stage.view)) / 2);
  stage_close (&stage);
}

static void
test_hide (void)
{
  JaridaArticleProxy *focused;
  int height;
  Stage stage;

  stage_open (&stage, FIGURE "<p>Texte</p>", TRUE);
  WAIT_UNTIL (get_state (&stage, STREET) == JARIDA_PICTURE_READY);
  stage_wait_for_frame (&stage);
  height = jarida_height_map_get_height (stage.view->heights, 0);
  gtk_widget_grab_focus (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 0));
  hide (&stage, STREET, SENTENCE);
  stage_wait_for_frame (&stage);

  /* Nothing moves, nothing of it stays in memory, nothing is asked for. */
  g_assert_cmpint (jarida_height_map_get_height (stage.view->heights, 0), ==, height);
  g_assert_cmpint (get_state (&stage, STREET), ==, JARIDA_PICTURE_ABSENT);
  g_assert_cmpint (stage_n_asked, ==, 1);

  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 0), SENTENCE);
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 0), "Show anyway");
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 1), "Why?");
  g_assert_null (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 2));
  /* The keyboard is still on the picture, on what can be read about it. */
  focused = _jarida_article_view_get_focused (stage.view);
  g_assert_nonnull (focused);
  g_assert_cmpstr (jarida_article_proxy_get_words (focused), ==, SENTENCE);

  click_on (&stage, 0, JARIDA_STOP_REVEAL);
  click_on (&stage, 0, JARIDA_STOP_WHY);
  click_on (&stage, 0, JARIDA_STOP_PICTURE);
  gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 0));
  /* Beside the words a click does nothing: asking why tells the service. */
  g_assert_cmpstr (stage.heard->str, ==, "reveal " STREET "\nwhy " STREET "\nreveal " STREET "\n");

  hide (&stage, STREET, NULL);
  WAIT_UNTIL (get_state (&stage, STREET) == JARIDA_PICTURE_READY);
  g_assert_cmpint (jarida_height_map_get_height (stage.view->heights, 0), ==, height);
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 0), "Une rue");
  stage_close (&stage);
}

/* Above the window, where it is read on. */
static void
test_hide_above (void)
{
  GString *html = g_string_new ("<figure><img src=/rue.jpg></figure>");
  double value;
  Stage stage;

  for (int i = 0; i < 60; i++)
    g_string_append_printf (html, "<p>%d. Une phrase assez longue pour remplir sa ligne et le début de la suivante.</p>", i);
  stage_open (&stage, html->str, TRUE);
  WAIT_UNTIL (get_state (&stage, STREET) == JARIDA_PICTURE_READY && stage.view->refine_id == 0);
  gtk_adjustment_set_value (stage_get_vertical (&stage), 900);
  stage_wait_for_frame (&stage);
  value = gtk_adjustment_get_value (stage_get_vertical (&stage));
  hide (&stage, STREET, SENTENCE);
  stage_wait_for_frame (&stage);
  g_assert_cmpfloat (gtk_adjustment_get_value (stage_get_vertical (&stage)), ==, value);
  stage_close (&stage);
  g_string_free (html, TRUE);
}

/* Recognised by its bytes: only the attempt to show it tells. It is not taken for one that does not exist. */
static void
test_found_out_late (void)
{
  const char *address = "http://sample.example/missing.jpg";
  g_autoptr(JaridaDocument) document = NULL;
  Stage stage;

  stage_open (&stage, "", TRUE);
  document = jarida_document_new ("<figure><img src=/missing.jpg alt=rien width=800 height=600></figure>", -1,
                                  "http://sample.example/", "fr", JARIDA_DIRECTION_AUTO, NULL);
  jarida_article_view_set_document (stage.view, document);
  g_assert_null (_jarida_article_view_get_hidden (stage.view, address));
  g_hash_table_insert (stage.hidden, g_strdup (address), g_strdup (SENTENCE));
  WAIT_UNTIL (_jarida_article_view_get_hidden (stage.view, address) != NULL);
  stage_wait_for_frame (&stage);
  g_assert_cmpint (jarida_height_map_get_height (stage.view->heights, 0), >, 300);
  stage_assert_name (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 0), SENTENCE);
  stage_close (&stage);
}

/* A face has no room for a sentence: a click on it asks why, and who listens has the words all the same. */
static void
test_small (void)
{
  JaridaArticleStop stop;
  JaridaRect rect;
  Stage stage;

  stage_open (&stage, "<figure><img src=/rue.jpg width=60 height=60></figure>", TRUE);
  hide (&stage, STREET, SENTENCE);
  rect = find_rect (&stage, 0, JARIDA_STOP_PICTURE);
  g_assert_cmpfloat (rect.width, ==, 60);
  for (double x = rect.x + 1; x < rect.x + rect.width; x += 3)
    {
      g_assert_true (_jarida_article_view_find_stop (stage.view, x, rect.y + rect.height / 2, &stop));
      g_assert_cmpint (stop.kind, ==, JARIDA_STOP_PICTURE);
    }
  click_on (&stage, 0, JARIDA_STOP_PICTURE);
  g_assert_cmpstr (stage.heard->str, ==, "why " STREET "\n");
  gtk_widget_activate (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_BUTTON, 0));
  g_assert_cmpstr (stage.heard->str, ==, "why " STREET "\nreveal " STREET "\n");
  stage_close (&stage);
}

/* The picture that has the keyboard; without one, the one most in sight. */
static void
test_key (void)
{
  Stage stage;

  stage_open (&stage, "<figure><img src=/rue.jpg width=600 height=200></figure><figure><img src=/b.jpg width=300 height=100></figure>", TRUE);
  g_assert_true (jarida_article_view_report_picture (stage.view));
  g_assert_cmpstr (stage.heard->str, ==, "report " STREET " -\n");
  g_string_truncate (stage.heard, 0);
  gtk_widget_grab_focus (stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 1));
  g_assert_true (jarida_article_view_report_picture (stage.view));
  g_assert_cmpstr (stage.heard->str, ==, "report http://sample.example/b.jpg -\n");
  g_string_truncate (stage.heard, 0);
  gtk_widget_grab_focus (GTK_WIDGET (stage.view));
  hide (&stage, STREET, SENTENCE);
  g_assert_true (jarida_article_view_report_picture (stage.view));
  g_assert_cmpstr (stage.heard->str, ==, "report http://sample.example/b.jpg -\n");
  hide (&stage, "http://sample.example/b.jpg", SENTENCE);
  g_assert_false (jarida_article_view_report_picture (stage.view));
  stage_close (&stage);
}

static gboolean
menu_has (Stage      *stage,
          const char *action)
{
  GMenuModel *menu = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (stage->view->menu));

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      for (int j = 0; j < g_menu_model_get_n_items (section); j++)
        {
          g_autofree char *name = NULL;

          if (g_menu_model_get_item_attribute (section, j, G_MENU_ATTRIBUTE_ACTION, "s", &name) && g_str_equal (name, action))
            return TRUE;
        }
    }
  return FALSE;
}

static void
open_menu (Stage *stage)
{
  JaridaRect rect = find_rect (stage, 0, JARIDA_STOP_PICTURE);

  _jarida_article_view_open_menu (stage->view, rect.x + 10, rect.y + 10);
}

static void
test_menu (void)
{
  Stage stage;

  stage_open (&stage, FIGURE, TRUE);
  open_menu (&stage);
  g_assert_true (menu_has (&stage, "article.report-picture"));
  g_assert_false (menu_has (&stage, "article.reveal-picture"));
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.report-picture", NULL);
  hide (&stage, STREET, SENTENCE);
  open_menu (&stage);
  /* What is not to be seen is not to be saved either. */
  g_assert_false (menu_has (&stage, "article.report-picture"));
  g_assert_false (menu_has (&stage, "article.save-picture"));
  g_assert_false (menu_has (&stage, "article.copy-picture"));
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.reveal-picture", NULL);
  gtk_widget_activate_action (GTK_WIDGET (stage.view), "article.explain-picture", NULL);
  g_assert_cmpstr (stage.heard->str, ==, "report " STREET " La rue, hier.\nreveal " STREET "\nwhy " STREET "\n");
  stage_close (&stage);
}

int
main (int   argc,
      char *argv[])
{
  stage_init (&argc, &argv);
  g_test_add_func ("/article/hidden/report", test_report);
  g_test_add_func ("/article/hidden/sides", test_sides);
  g_test_add_func ("/article/hidden/hide-and-show", test_hide);
  g_test_add_func ("/article/hidden/above-the-window", test_hide_above);
  g_test_add_func ("/article/hidden/found-out-late", test_found_out_late);
  g_test_add_func ("/article/hidden/small", test_small);
  g_test_add_func ("/article/hidden/key", test_key);
  g_test_add_func ("/article/hidden/menu", test_menu);
  return g_test_run ();
}
