/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-view-private.h"
#include "jarida-paper.h"

/* The article on paper. Its pictures are asked for first, since their sizes decide where pages end; those that do not come are printed
 * as their words. What is hidden on the screen is not printed. */

#define MARGIN_MM 20
#define PICTURE_WIDTH 1210     /* twice the column in pixels: 150 to the inch */
#define MANY_PICTURES 16       /* more are printed coarser: they are all in memory until the last page */

typedef struct
{
  /* Input */
  JaridaDocument      *document;       /* (owned) */
  JaridaArticleStyle  *style;          /* (owned) */
  GtkWindow           *parent;         /* (owned) (nullable) */
  char                *file;           /* (owned) (nullable) */
  char                *foot;           /* (owned) (nullable) */
  JaridaPictureSource  source;

  /* Under way */
  GObject             *source_object;  /* (owned) (nullable) */
  guint                n_awaited;
  GHashTable          *pictures;       /* (owned) address -> cairo_surface_t */
  GHashTable          *sizes;          /* (owned) address -> JaridaPictureSize */
  JaridaPaper         *paper;          /* (owned) (nullable) */
} JaridaPrintJob;

static void
job_free (JaridaPrintJob *job)
{
  jarida_document_unref (job->document);
  jarida_article_style_free (job->style);
  g_clear_object (&job->parent);
  g_clear_object (&job->source_object);
  g_free (job->file);
  g_free (job->foot);
  g_hash_table_unref (job->pictures);
  g_hash_table_unref (job->sizes);
  g_clear_pointer (&job->paper, jarida_paper_free);
  g_free (job);
}

/* ---- Pages ---- */

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                GTask             *task)
{
  JaridaPrintJob *job = g_task_get_task_data (task);
  PangoContext *pango = gtk_print_context_create_pango_context (context);

  g_clear_pointer (&job->paper, jarida_paper_free);
  job->paper = jarida_paper_new (pango, job->style, job->document, job->sizes, gtk_print_context_get_width (context),
                                 gtk_print_context_get_height (context), job->foot);
  g_object_unref (pango);
}

/* Called again and again, with the window alive in between. */
static gboolean
paginate_cb (GtkPrintOperation *operation,
             GtkPrintContext   *context,
             GTask             *task)
{
  JaridaPrintJob *job = g_task_get_task_data (task);

  if (!jarida_paper_advance (job->paper))
    return FALSE;
  gtk_print_operation_set_n_pages (operation, MAX ((int) jarida_paper_get_n_pages (job->paper), 1));
  return TRUE;
}

static cairo_surface_t *
get_picture (const char *address,
             gpointer    user_data)
{
  return g_hash_table_lookup (user_data, address);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              GTask             *task)
{
  JaridaPrintJob *job = g_task_get_task_data (task);

  if (page < (int) jarida_paper_get_n_pages (job->paper))
    jarida_paper_draw (job->paper, page, gtk_print_context_get_cairo_context (context), get_picture, job->pictures);
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         GTask                   *task)
{
  g_autoptr(GTask) kept = task;
  GError *error = NULL;

  g_signal_handlers_disconnect_by_data (operation, task);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      g_task_return_error (kept, error);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_CANCEL)
    g_task_return_new_error (kept, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Printing was cancelled");
  else
    g_task_return_boolean (kept, TRUE);
  g_object_unref (operation);
}

static const char *
get_title (JaridaDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->kind == JARIDA_BLOCK_TITLE && block->runs->len > 0)
        return ((const JaridaRun *) g_ptr_array_index (block->runs, 0))->text;
    }
  return "Jarida";
}

static GtkPageSetup *
make_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  return setup;
}

static void
run (GTask *task)
{
  JaridaPrintJob *job = g_task_get_task_data (task);
  /* One reference is done_cb()'s, which may be called while it runs. */
  g_autoptr(GtkPrintOperation) operation = g_object_ref (gtk_print_operation_new ());
  g_autoptr(GtkPageSetup) setup = make_page_setup ();
  GtkPrintOperationResult result;
  g_autoptr(GError) error = NULL;

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, get_title (job->document));
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  if (job->file != NULL)
    gtk_print_operation_set_export_filename (operation, job->file);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), task);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), task);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), task);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), task);
  result = gtk_print_operation_run (operation, job->file != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    job->parent, &error);
  /* Where it could not even begin, nobody says that it is done. */
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && g_signal_handler_find (operation, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, task) != 0)
    done_cb (operation, result, task);
}

/* ---- Pictures ---- */

static cairo_surface_t *
to_surface (GdkTexture *texture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture),
                                                         gdk_texture_get_height (texture));

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  gdk_texture_download (texture, cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

typedef struct
{
  GTask *task;       /* (owned) */
  char  *address;    /* (owned) */
} JaridaPrintPicture;

static void
picture_loaded_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  JaridaPrintPicture *picture = user_data;
  g_autoptr(GTask) task = g_steal_pointer (&picture->task);
  JaridaPrintJob *job = g_task_get_task_data (task);
  JaridaPictureSize natural = { -1, -1 };
  g_autoptr(GdkTexture) texture = job->source.load_finish (object, result, &natural, NULL);
  cairo_surface_t *surface = texture != NULL ? to_surface (texture) : NULL;

  if (surface == NULL)
    natural = (JaridaPictureSize) { -1, -1 };
  else
    g_hash_table_insert (job->pictures, g_strdup (picture->address), surface);
  g_hash_table_insert (job->sizes, g_steal_pointer (&picture->address), g_memdup2 (&natural, sizeof natural));
  g_free (picture);
  if (--job->n_awaited > 0)
    return;
  if (!g_task_return_error_if_cancelled (task))
    run (g_steal_pointer (&task));
}

/* Each once, but for those that are not to be shown. (transfer container) */
static GPtrArray *
list_pictures (JaridaArticleView *self,
               JaridaPrintJob    *job)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *addresses = g_ptr_array_new ();
  const JaridaPictureSize none = { -1, -1 };

  for (guint i = 0; i + job->document->n_foot < job->document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (job->document->blocks, i);
      char *address = block->figure != NULL ? block->figure->address : NULL;

      if (address == NULL || !g_hash_table_add (seen, address))
        continue;
      if (job->source_object == NULL || _jarida_article_view_get_hidden (self, address) != NULL
          || jarida_article_pictures_is_veiled (self->pictures, address))
        g_hash_table_insert (job->sizes, g_strdup (address), g_memdup2 (&none, sizeof none));
      else
        g_ptr_array_add (addresses, address);
    }
  return addresses;
}

static void
load_pictures (JaridaArticleView *self,
               GTask             *task)
{
  JaridaPrintJob *job = g_task_get_task_data (task);
  g_autoptr(GPtrArray) addresses = list_pictures (self, job);
  const int width = addresses->len > MANY_PICTURES ? PICTURE_WIDTH / 2 : PICTURE_WIDTH;

  job->n_awaited = addresses->len;
  if (addresses->len == 0)
    {
      run (g_object_ref (task));
      return;
    }
  for (guint i = 0; i < addresses->len; i++)
    {
      JaridaPrintPicture *picture = g_new0 (JaridaPrintPicture, 1);

      picture->task = g_object_ref (task);
      picture->address = g_strdup (g_ptr_array_index (addresses, i));
      job->source.load_async (job->source_object, picture->address, width, width, !self->load_pictures,
                              g_task_get_cancellable (task), picture_loaded_cb, picture);
    }
}

void
jarida_article_view_print_async (JaridaArticleView   *self,
                                 GtkWindow           *parent,
                                 const char          *file,
                                 const char          *foot,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  const JaridaPictureSource *source = jarida_article_pictures_get_source (self->pictures);
  JaridaPrintJob *job;

  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));
  g_return_if_fail (self->document != NULL);

  g_task_set_source_tag (task, jarida_article_view_print_async);
  job = g_new0 (JaridaPrintJob, 1);
  job->document = jarida_document_ref (self->document);
  job->style = jarida_article_style_copy (self->style);
  g_set_object (&job->parent, parent);
  job->file = g_strdup (file);
  job->foot = g_strdup (foot);
  if (source != NULL)
    {
      job->source = *source;
      job->source_object = g_object_ref (source->object);
    }
  job->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cairo_surface_destroy);
  job->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  load_pictures (self, task);
}

gboolean
jarida_article_view_print_finish (JaridaArticleView  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
