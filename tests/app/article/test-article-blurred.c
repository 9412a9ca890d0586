/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-picture-veil.h"
#include "stage.h"

/* A newspaper's pictures that are seen blurred until they are asked for. */

#define STREET "http://sample.example/rue.jpg"
#define MARKET "http://sample.example/marche.jpg"
#define FIGURES "<figure><img src=/rue.jpg alt='Une rue'></figure><figure><img src=/marche.jpg alt='Un marché'></figure>"

/* A line of one pixel, and one dark half: neither can be made out. */
static void
test_veil (void)
{
  guchar pixels[40 * 20 * 4];
  guchar spots[10 * 5 * 4];
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GdkTexture) veil = NULL;

  memset (pixels, 0xff, sizeof pixels);
  for (int x = 0; x < 40; x++)
    memset (pixels + (9 * 40 + x) * 4, 0, 3);
  bytes = g_bytes_new (pixels, sizeof pixels);
  texture = gdk_memory_texture_new (40, 20, GDK_MEMORY_DEFAULT, bytes, 40 * 4);
  veil = jarida_picture_veil (texture);
  g_assert_cmpint (gdk_texture_get_width (veil), ==, 10);
  g_assert_cmpint (gdk_texture_get_height (veil), ==, 5);
  gdk_texture_download (veil, spots, 10 * 4);
  g_assert_cmpint (spots[0], ==, 0xff);
  /* One line of four. */
  g_assert_cmpint (spots[2 * 10 * 4], ==, 0xff * 3 / 4);
}

static void
test_sizes (void)
{
  static const int sizes[][4] = { { 1, 1, 1, 1 }, { 3, 900, 1, 10 }, { 900, 3, 10, 1 }, { 7, 5, 7, 5 }, { 640, 480, 10, 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const gsize size = (gsize) sizes[i][0] * (gsize) sizes[i][1] * 4;
      g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
      g_autoptr(GdkTexture) texture = gdk_memory_texture_new (sizes[i][0], sizes[i][1], GDK_MEMORY_DEFAULT, bytes, (gsize) sizes[i][0] * 4);
      g_autoptr(GdkTexture) veil = jarida_picture_veil (texture);

      g_assert_cmpint (gdk_texture_get_width (veil), ==, sizes[i][2]);
      g_assert_cmpint (gdk_texture_get_height (veil), ==, sizes[i][3]);
    }
}

static gboolean
is_blurred (Stage      *stage,
            const char *address)
{
  return gdk_texture_get_width (jarida_article_pictures_get_texture (stage->view->pictures, address)) <= 10;
}

static void
test_one_by_one (void)
{
  Stage stage;
  GtkWidget *street;

  stage_open (&stage, "<p>Texte</p>", TRUE);
  jarida_article_view_set_blurred (stage.view, TRUE);
  g_clear_pointer (&stage.document, jarida_document_unref);
  stage.document = jarida_document_new (FIGURES, -1, "http://sample.example/", "fr", JARIDA_DIRECTION_AUTO, NULL);
  jarida_article_view_set_document (stage.view, stage.document);
  WAIT_UNTIL (jarida_article_pictures_get_state (stage.view->pictures, STREET) == JARIDA_PICTURE_READY
              && jarida_article_pictures_get_state (stage.view->pictures, MARKET) == JARIDA_PICTURE_READY);
  stage_wait_for_frame (&stage);
  g_assert_true (is_blurred (&stage, STREET));
  g_assert_true (is_blurred (&stage, MARKET));

  street = stage_find_proxy (&stage, GTK_ACCESSIBLE_ROLE_IMG, 0);
  stage_assert_name (street, "Une rue");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (street), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Blurred. Press Enter to show it.");
  /* The first Enter shows the picture, the next one opens it. */
  gtk_widget_activate (street);
  g_assert_cmpstr (stage.heard->str, ==, "");
  g_assert_false (is_blurred (&stage, STREET));
  g_assert_true (is_blurred (&stage, MARKET));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (street), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, NULL);
  gtk_widget_activate (street);
  g_assert_nonnull (strstr (stage.heard->str, STREET));

  /* The same article set anew, when more of it has come: what was asked for stays in sight. */
  jarida_article_view_set_document (stage.view, stage.document);
  jarida_article_view_set_blurred (stage.view, TRUE);
  WAIT_UNTIL (jarida_article_pictures_get_state (stage.view->pictures, MARKET) == JARIDA_PICTURE_READY
              && jarida_article_pictures_get_state (stage.view->pictures, STREET) == JARIDA_PICTURE_READY);
  g_assert_false (is_blurred (&stage, STREET));
  g_assert_true (is_blurred (&stage, MARKET));
  stage_close (&stage);
}

int
main (int   argc,
      char *argv[])
{
  stage_init (&argc, &argv);
  g_test_add_func ("/article/blurred/veil", test_veil);
  g_test_add_func ("/article/blurred/sizes", test_sizes);
  g_test_add_func ("/article/blurred/one-by-one", test_one_by_one);
  return g_test_run ();
}
