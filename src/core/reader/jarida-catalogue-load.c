/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* The reader's catalogue of newspapers: read once, when it is first asked for, off the main thread. */

#include "jarida-reader-private.h"

typedef struct
{
  char *path;           /* (owned) */
  char *own_folder;     /* (owned) */
  char *passed_over;    /* (owned) (nullable) what of the person's own could not be read */
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_free (loading->path);
  g_free (loading->own_folder);
  g_free (loading->passed_over);
  g_free (loading);
}

void
jarida_reader_set_catalogue_path (JaridaReader *self,
                                  const char   *path)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  g_free (self->catalogue_path);
  self->catalogue_path = g_strdup (path);
}

static char *
dup_path (JaridaReader *self)
{
  const char *named = self->catalogue_path != NULL ? self->catalogue_path : g_getenv ("JARIDA_CATALOGUE");

  return g_strdup (named != NULL && *named != '\0' ? named : JARIDA_PKGDATADIR "/catalogue.json");
}

static void
load_thread (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Loading *loading = task_data;
  GError *error = NULL;
  JaridaCatalogue *catalogue = jarida_catalogue_load (loading->path, loading->own_folder, &loading->passed_over, &error);

  if (catalogue != NULL)
    g_task_return_pointer (inner, catalogue, (GDestroyNotify) jarida_catalogue_free);
  else
    g_task_return_error (inner, error);
}

/* Of two that were asked for at once the first stays: its entries may be held by somebody already. */
static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *self = g_task_get_source_object (task);
  const Loading *loading = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaCatalogue) catalogue = g_task_propagate_pointer (G_TASK (result), &error);

  if (catalogue == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->catalogue == NULL)
    {
      self->catalogue = g_steal_pointer (&catalogue);
      if (loading->passed_over != NULL)
        {
          error = g_error_new_literal (JARIDA_CATALOGUE_ERROR, JARIDA_CATALOGUE_ERROR_MALFORMED, loading->passed_over);
          _jarida_reader_fail (self, error);
        }
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * jarida_reader_load_catalogue_async:
 *
 * Reads the catalogue, or answers at once (in the next turn of the main loop) when it was read before. Errors: those of the file, and
 * %JARIDA_CATALOGUE_ERROR_MALFORMED.
 */
void
jarida_reader_load_catalogue_async (JaridaReader        *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) inner = NULL;
  Loading *loading;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_catalogue_async);
  if (self->catalogue != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  loading = g_new0 (Loading, 1);
  loading->path = dup_path (self);
  loading->own_folder = g_build_filename (self->data_folder, "catalogue.d", NULL);
  inner = g_task_new (NULL, NULL, loaded_cb, g_steal_pointer (&task));
  g_task_set_source_tag (inner, jarida_reader_load_catalogue_async);
  g_task_set_task_data (inner, loading, free_loading);
  g_task_run_in_thread (inner, load_thread);
}

const JaridaCatalogue *
jarida_reader_load_catalogue_finish (JaridaReader  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? self->catalogue : NULL;
}
