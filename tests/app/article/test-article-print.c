/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "stage.h"

/* From the view to a PDF, with GTK's own machinery, and to the dialog that asks which printer. */

#define PICTURE "http://pictures.example/rue.png"
#define HIDDEN "http://pictures.example/cachee.png"

typedef struct
{
  GError  *error;     /* (owned) (nullable) */
  gboolean done;
  gboolean printed;
} Outcome;

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->printed = jarida_article_view_print_finish (JARIDA_ARTICLE_VIEW (source), result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
holds (const char *bytes,
       gsize       length,
       const char *word)
{
  return memmem (bytes, length, word, strlen (word)) != NULL;
}

/* Made pages, the length of the file. */
static gsize
print_to_file (Stage   *stage,
               Outcome *outcome,
               gboolean expect_picture)
{
  g_autofree char *folder = g_dir_make_tmp ("jarida-print-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "article.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  jarida_article_view_print_async (stage->view, GTK_WINDOW (stage->window), file, "sample.example", NULL, printed_cb, outcome);
  WAIT_UNTIL (outcome->done);
  g_assert_no_error (outcome->error);
  g_assert_true (outcome->printed);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  g_assert_cmpint (holds (bytes, length, "/Subtype /Image"), ==, expect_picture);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return length;
}

/* Dark on the screen is white on paper; a picture that was never near the window is printed too. */
static void
test_pdf (void)
{
  g_autofree char *text = stage_make_long_html (20);
  g_autofree char *html = g_strconcat (text, "<figure><img src='" PICTURE "' alt='Une rue'></figure>", NULL);
  Outcome outcome = { 0 };
  Stage stage;

  stage_open (&stage, html, TRUE);
  g_object_set (stage.view, "palette", "dark", NULL);
  g_assert_cmpint (jarida_article_pictures_get_state (stage.view->pictures, PICTURE), ==, JARIDA_PICTURE_ABSENT);
  g_assert_cmpuint (print_to_file (&stage, &outcome, TRUE), >, 20000);
  stage_close (&stage);
}

/* What a person does not want to see does not come out of the printer. */
static void
test_hidden (void)
{
  Outcome outcome = { 0 };
  Stage stage;

  stage_open (&stage, "<p>" WORDS "</p>", TRUE);
  g_hash_table_insert (stage.hidden, g_strdup (HIDDEN), g_strdup ("You reported this picture."));
  g_clear_pointer (&stage.document, jarida_document_unref);
  stage.document = jarida_document_new ("<p>" WORDS "</p><img src='" HIDDEN "' alt='Une rue'>", -1, "http://sample.example/", "fr",
                                        JARIDA_DIRECTION_AUTO, NULL);
  jarida_article_view_set_document (stage.view, stage.document);
  print_to_file (&stage, &outcome, FALSE);
  stage_close (&stage);
}

static void
test_cannot (void)
{
  Outcome outcome = { 0 };
  Stage stage;

  stage_open (&stage, "<p>" WORDS "</p>", FALSE);
  jarida_article_view_print_async (stage.view, GTK_WINDOW (stage.window), "/nowhere/at/all.pdf", NULL, NULL, printed_cb, &outcome);
  WAIT_UNTIL (outcome.done);
  g_assert_false (outcome.printed);
  g_assert_nonnull (outcome.error);
  g_assert_false (g_error_matches (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_clear_error (&outcome.error);
  stage_close (&stage);
}

static GtkWidget *
find_dialog (Stage *stage)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static void
test_dialog (void)
{
  Outcome outcome = { 0 };
  Stage stage;

  stage_open (&stage, "<p>" WORDS "</p>", FALSE);
  jarida_article_view_print_async (stage.view, GTK_WINDOW (stage.window), NULL, NULL, NULL, printed_cb, &outcome);
  WAIT_UNTIL (find_dialog (&stage) != NULL);
  g_assert_false (outcome.done);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_dialog_response (GTK_DIALOG (find_dialog (&stage)), GTK_RESPONSE_CANCEL);
  G_GNUC_END_IGNORE_DEPRECATIONS
  WAIT_UNTIL (outcome.done);
  g_assert_false (outcome.printed);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  stage_close (&stage);
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/article/print/pdf", test_pdf);
  g_test_add_func ("/article/print/hidden", test_hidden);
  g_test_add_func ("/article/print/cannot", test_cannot);
  g_test_add_func ("/article/print/dialog", test_dialog);
  return g_test_run ();
}
