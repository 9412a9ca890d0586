/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

/* Pages around the window in which pictures are asked for, and in which they are kept. */
#define WANT_PAGES 1
#define KEEP_PAGES 3
#define PICTURE_HEIGHT 620
/* After an article is opened what is missing may still give way. */
#define SETTLING_USEC (700 * 1000)

void
_jarida_article_view_set_picture_source (JaridaArticleView         *self,
                                         const JaridaPictureSource *source)
{
  jarida_article_pictures_set_source (self->pictures, source);
  g_hash_table_remove_all (self->verdicts);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Still on its way: until it is known whether it comes, nothing is written in its place. */
gboolean
_jarida_article_view_awaits (JaridaArticleView *self,
                             const char        *address)
{
  return address != NULL && jarida_article_pictures_get_source (self->pictures) != NULL &&
         jarida_article_pictures_get_state (self->pictures, address) != JARIDA_PICTURE_MISSING;
}

/* Walks the blocks near the window; their heights are known or guessed, none is laid out for this. */
void
_jarida_article_view_want_pictures (JaridaArticleView *self)
{
  g_autoptr(GHashTable) near = NULL;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double page = gtk_widget_get_height (GTK_WIDGET (self)), value = _jarida_article_view_get_value (self);
  guint n_blocks = jarida_height_map_get_length (self->heights);
  int max_width = self->column_width * scale;
  int max_height = (int) (PICTURE_HEIGHT * self->style->zoom * scale);

  if (jarida_article_pictures_get_source (self->pictures) == NULL)
    return;
  near = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = jarida_height_map_find (self->heights, value - KEEP_PAGES * page); i < n_blocks; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (self->document->blocks, i);
      double y = jarida_height_map_get_y (self->heights, i) - value;

      if (y > (1 + KEEP_PAGES) * page)
        break;
      if (block->figure == NULL || block->figure->address == NULL ||
          _jarida_article_view_get_hidden (self, block->figure->address) != NULL)
        continue;
      g_hash_table_add (near, block->figure->address);
      if (y < (1 + WANT_PAGES) * page && y + jarida_height_map_get_height (self->heights, i) > -WANT_PAGES * page)
        jarida_article_pictures_want (self->pictures, block->figure->address, max_width, max_height,
                                      !self->load_pictures);
    }
  jarida_article_pictures_keep_only (self->pictures, near);
}

/* The size is remembered for as long as the article is open: a picture that comes back takes its room at once. One that
 * does not exist gives its room up. */
static gboolean
learn_size (JaridaArticleView *self,
            const char        *address)
{
  JaridaPictureSize natural = jarida_article_pictures_get_natural (self->pictures, address);
  const JaridaPictureSize *known = g_hash_table_lookup (self->picture_sizes, address);

  if (jarida_article_pictures_get_state (self->pictures, address) == JARIDA_PICTURE_MISSING)
    natural = (JaridaPictureSize) { -1, -1 };
  if (natural.width == 0 || natural.height == 0 ||
      (known != NULL && known->width == natural.width && known->height == natural.height))
    return FALSE;
  g_hash_table_insert (self->picture_sizes, g_strdup (address), g_memdup2 (&natural, sizeof natural));
  return TRUE;
}

/* What is in sight for a while does not shrink under the eyes of the person, only when it comes back. */
static gboolean
may_shrink (JaridaArticleView *self,
            guint              index)
{
  double y = _jarida_article_view_get_block_y (self, index);

  return g_get_monotonic_time () - self->opened_at < SETTLING_USEC || y >= gtk_widget_get_height (GTK_WIDGET (self)) ||
         y + jarida_height_map_get_height (self->heights, index) <= 0;
}

void
_jarida_article_view_picture_changed_cb (JaridaArticlePictures *pictures,
                                         const char            *address,
                                         JaridaArticleView     *self)
{
  gboolean missing = jarida_article_pictures_get_state (pictures, address) == JARIDA_PICTURE_MISSING;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  _jarida_article_view_tell_trouble (self, address);
  /* Some are known only when their bytes are there: it may be one that is not to be shown. */
  if (missing && _jarida_article_view_judge_picture (self, address))
    return;
  if (self->document == NULL || self->heights == NULL || !learn_size (self, address))
    return;
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (self->document->blocks, i);

      if (block->figure != NULL && g_strcmp0 (block->figure->address, address) == 0 &&
          (!missing || may_shrink (self, i)))
        _jarida_article_view_remeasure (self, i);
    }
}

/* Asked for again, from the web too: the person pointed at it. FALSE when it is there or on its way. */
gboolean
_jarida_article_view_retry_picture (JaridaArticleView *self,
                                    const char        *address)
{
  const JaridaPictureSource *source = jarida_article_pictures_get_source (self->pictures);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (source == NULL || jarida_article_pictures_get_state (self->pictures, address) != JARIDA_PICTURE_MISSING)
    return FALSE;
  if (source->retry != NULL)
    source->retry (source->object, address);
  jarida_article_pictures_forget (self->pictures, address);
  jarida_article_pictures_want (self->pictures, address, self->column_width * scale,
                                (int) (PICTURE_HEIGHT * self->style->zoom * scale), FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

void
jarida_article_view_set_blurred (JaridaArticleView *self,
                                 gboolean           blurred)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  jarida_article_pictures_set_veiled (self->pictures, blurred);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
jarida_article_view_get_blurred (JaridaArticleView *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_VIEW (self), FALSE);

  return jarida_article_pictures_get_veiled (self->pictures);
}

gboolean
_jarida_article_view_unveil_picture (JaridaArticleView *self,
                                     const char        *address)
{
  if (address == NULL || !jarida_article_pictures_is_veiled (self->pictures, address) ||
      jarida_article_pictures_get_state (self->pictures, address) != JARIDA_PICTURE_READY)
    return FALSE;
  jarida_article_pictures_unveil (self->pictures, address);
  _jarida_article_view_tell_trouble (self, address);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static const JaridaFigure *
get_figure (JaridaArticleView *self)
{
  if (self->document == NULL || self->menu_picture < 0 || self->menu_picture >= (int) self->document->blocks->len)
    return NULL;
  return ((JaridaBlock *) g_ptr_array_index (self->document->blocks, self->menu_picture))->figure;
}

void
_jarida_article_view_copy_picture (JaridaArticleView *self)
{
  const JaridaFigure *figure = get_figure (self);
  GdkTexture *texture;

  if (figure == NULL || figure->address == NULL)
    return;
  texture = jarida_article_pictures_get_texture (self->pictures, figure->address);
  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
}

/* A picture on its way from the web or the disk to the person's file. */
typedef struct
{
  JaridaArticleView   *view;         /* (owned) */
  GCancellable        *cancellable;  /* (owned) */
  JaridaPictureSource  source;
  GObject             *object;       /* (owned) of the source */
  char                *address;      /* (owned) */
  GFile               *file;         /* (owned) (nullable) until it is chosen */
} JaridaPictureSave;

static void
save_free (JaridaPictureSave *save)
{
  g_object_unref (save->view);
  g_object_unref (save->cancellable);
  g_object_unref (save->object);
  g_clear_object (&save->file);
  g_free (save->address);
  g_free (save);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPictureSave, save_free)

static void
report (JaridaPictureSave *save,
        GError            *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (save->view, "failed", error);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JaridaPictureSave) save = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    report (save, error);
}

static void
bytes_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(JaridaPictureSave) save = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = save->source.load_bytes_finish (object, result, &error);
  GFile *file = save->file;
  GCancellable *cancellable = save->cancellable;

  if (bytes == NULL)
    {
      report (save, error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
                                       saved_cb, g_steal_pointer (&save));
}

static void
save_to (JaridaPictureSave *save,
         GFile             *file)
{
  save->file = g_object_ref (file);
  save->source.load_bytes_async (save->object, save->address, save->cancellable, bytes_loaded_cb, save);
}

#if JARIDA_MODERN
static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(JaridaPictureSave) save = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    save_to (g_steal_pointer (&save), file);
}

static void
choose_file (JaridaPictureSave *save,
             const char        *name)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save Picture"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (save->view))), save->cancellable,
                        file_chosen_cb, save);
}
#else
static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(JaridaPictureSave) save = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      save_to (g_steal_pointer (&save), file);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_file (JaridaPictureSave *save,
             const char        *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (save->view));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Picture"), GTK_WINDOW (root),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), save);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
#endif

/* The last part of the address, as far as it can be a file's name. */
static char *
suggest_name (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *base = uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : NULL;

  if (base == NULL || *base == '.' || *base == '/' || *base == '\0' || !g_utf8_validate (base, -1, NULL))
    return g_strdup (C_("the name of a file", "picture"));
  return g_steal_pointer (&base);
}

void
_jarida_article_view_save_picture (JaridaArticleView *self)
{
  const JaridaPictureSource *source = jarida_article_pictures_get_source (self->pictures);
  const JaridaFigure *figure = get_figure (self);
  g_autofree char *name = NULL;
  JaridaPictureSave *save;

  if (source == NULL || figure == NULL || figure->address == NULL)
    return;
  if (self->saving == NULL)
    self->saving = g_cancellable_new ();
  save = g_new0 (JaridaPictureSave, 1);
  save->view = g_object_ref (self);
  save->cancellable = g_object_ref (self->saving);
  save->source = *source;
  save->object = g_object_ref (source->object);
  save->address = g_strdup (figure->address);
  name = suggest_name (figure->address);
  choose_file (save, name);
}
