/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pangocairo.h>

#include "jarida-block-layout.h"

/* Pages as the press writes them, laid out whole, narrow and wide: whatever they hold, no block is without height, no
 * text stands outside its column, every point of a block is a place in its text, and no guess is wild over a page. */

#define MAX_PAGES 60
#define MAX_BLOCKS 250
#define MAX_BYTES (600 * 1024)

static guint n_pages, n_blocks;

static void
check_block (const JaridaColumn *column,
             guint               index)
{
  g_autoptr(JaridaBlockLayout) layout = jarida_block_layout_new (column, index);

  n_blocks++;
  g_assert_cmpint (layout->height, >, 0);
  for (guint i = 0; i < layout->runs->len; i++)
    {
      const JaridaRunLayout *run = g_ptr_array_index (layout->runs, i);

      if (layout->content_width > 0)
        continue;
      g_assert_cmpfloat (run->x, >=, -1);
      g_assert_cmpfloat (run->x + run->width, <=, column->width + 1);
      g_assert_cmpfloat (run->y + run->height, <=, layout->height + 1);
    }
  for (int y = 0; y < layout->height; y += 37)
    {
      JaridaPosition place = jarida_block_layout_hit (layout, column->width / 3, y);
      const JaridaRun *run;

      g_assert_cmpuint (place.block, ==, index);
      if (layout->runs->len == 0)
        continue;
      run = g_ptr_array_index (layout->block->runs, place.run);
      g_assert_cmpuint (place.byte, <=, run->length);
      g_assert_true (place.byte == run->length || (run->text[place.byte] & 0xC0) != 0x80);
      jarida_block_layout_caret (layout, &place);
    }
}

static void
check_page (JaridaTypographer *typographer,
            const char        *html,
            gsize              length)
{
  static const int widths[] = { 300, 620 };
  g_autoptr(JaridaDocument) document = jarida_document_new (html, length, "http://sample.example/", NULL,
                                                            JARIDA_DIRECTION_AUTO, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      JaridaColumn column = { typographer, document, NULL, widths[i] };
      double guessed = 0, exact = 0;
      guint n_shown = MIN (document->blocks->len, MAX_BLOCKS);

      for (guint block = 0; block < n_shown; block++)
        {
          g_autoptr(JaridaBlockLayout) layout = jarida_block_layout_new (&column, block);

          guessed += jarida_block_layout_estimate (&column, block);
          exact += layout->height;
          check_block (&column, block);
        }
      if (n_shown > 20)
        {
          g_test_message ("%d px: guessed %.2f of what it is", column.width, guessed / exact);
          g_assert_cmpfloat (guessed, >, exact * 0.6);
          g_assert_cmpfloat (guessed, <, exact * 1.7);
        }
    }
  n_pages++;
}

static void
walk_folder (JaridaTypographer *typographer,
             const char        *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && n_pages < MAX_PAGES && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *html = NULL;
      gsize length;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        walk_folder (typographer, child);
      else if ((g_str_has_suffix (name, ".html") || g_str_has_suffix (name, ".htm")) &&
               g_file_get_contents (child, &html, &length, NULL) && length < MAX_BYTES)
        check_page (typographer, html, length);
    }
}

static void
test_pages (void)
{
  static const char * const folders[] = { "extract-segments", "extract-readability", "robust-xml" };
  const char *shared = g_getenv ("JARIDA_SHARED");
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(JaridaArticleStyle) style = jarida_article_style_new ();
  g_autoptr(JaridaTypographer) typographer = jarida_typographer_new (context, style);

  g_object_unref (context);
  for (gsize i = 0; shared != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (shared, "corpora", folders[i], NULL);

      n_pages = 0;
      walk_folder (typographer, path);
    }
  if (n_blocks == 0)
    g_test_skip ("the test material of JARIDA_SHARED is not here");
  else
    g_test_message ("%u blocks laid out", n_blocks);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/corpora", test_pages);
  return g_test_run ();
}
