/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-list-updater.h"

#include "jarida-list-update.h"
#include "jarida-reports-private.h"
#include "jarida-service.h"

/* When the list is asked for, and what is in use. How one update goes is in jarida-list-update.c. */

#define LONGEST_SLEEP 3600
#define MAX_ROOTS 8

struct _JaridaListUpdater
{
  JaridaReader     *reader;        /* Borrowed */
  char             *path;          /* (owned) */
  char             *service;       /* (owned) "" none */
  JaridaListFile   *file;          /* (owned) in use, and what the next update goes on from */
  JaridaAssetRules *rules;         /* (owned) (nullable) of the file */
  GArray           *roots;         /* (owned) JaridaNoteKey */
  GCancellable     *cancellable;   /* (owned) */
  GPtrArray        *waiting;       /* (owned) GTask: for an update */
  GPtrArray        *loading;       /* (owned) GTask: for the kept list */
  gboolean          loaded;        /* the file has been looked for */
  gboolean          busy;
  gboolean          online;
  guint             failures;
  gint64            next;          /* 0: not before the start has been left to chance */
  guint             timer;
};

static void plan (JaridaListUpdater *self);

/* The roots are a file that comes with the program, and not a setting: whoever could add one could hide any picture. A service on
 * this machine is a developer's, who may bring his own. */
static void
read_roots (JaridaListUpdater *self)
{
  const char *own = _jarida_service_is_loopback (self->service) ? g_getenv ("JARIDA_LIST_ROOTS") : NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_array_set_size (self->roots, 0);
  if (!g_file_get_contents (own != NULL ? own : JARIDA_PKGDATADIR "/list-roots", &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && self->roots->len < MAX_ROOTS; i++)
    {
      JaridaNoteKey key;

      if (lines[i][0] != '#' && jarida_note_key_parse (g_strstrip (lines[i]), &key))
        g_array_append_val (self->roots, key);
    }
}

/* What is in use. */

/* Takes @file. */
static void
use (JaridaListUpdater *self,
     JaridaListFile    *file)
{
  gboolean other;

  /* The service was taken away while this was on its way. */
  if (self->service[0] == '\0')
    {
      jarida_list_file_free (file);
      file = jarida_list_file_new ();
    }
  other = memcmp (jarida_block_list_get_state (file->list), jarida_block_list_get_state (self->file->list), 32) != 0
          || file->time != self->file->time || file->rules != self->file->rules;
  jarida_list_file_free (self->file);
  self->file = file;
  g_clear_pointer (&self->rules, jarida_asset_rules_unref);
  if (file->rules != NULL)
    self->rules = jarida_asset_rules_parse (file->rules, NULL);
  if (other)
    _jarida_reports_set_list (self->reader->reports, file->list, self->rules);
}

static void
end_tasks (GPtrArray    **tasks,
           const GError  *error)
{
  g_autoptr(GPtrArray) waiting = g_steal_pointer (tasks);

  *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    if (error != NULL)
      g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
    else
      g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
}

/* Asking. */

static void
updated_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  JaridaReader *reader = JARIDA_READER (object);
  JaridaListUpdater *self = user_data;
  g_autoptr(GError) error = NULL;
  JaridaListFile *file = _jarida_list_update_finish (reader, result, &error);

  if (g_cancellable_is_cancelled (reader->closing))
    {
      g_clear_pointer (&file, jarida_list_file_free);
      return;
    }
  self->busy = FALSE;
  if (file != NULL)
    use (self, file);
  if (error != NULL)
    g_debug ("The block list stays as it is: %s", error->message);
  self->failures = file != NULL ? 0 : self->failures + 1;
  self->next = _jarida_reader_now (reader)
               + jarida_list_next_delay (FALSE, self->file->min_wait, self->failures, _jarida_reader_random (reader));
  end_tasks (&self->waiting, error);
  plan (self);
}

static void
start_update (JaridaListUpdater *self)
{
  read_roots (self);
  self->busy = TRUE;
  _jarida_list_update_async (self->reader, self->service, self->path, self->file, (const JaridaNoteKey *) self->roots->data,
                             self->roots->len, self->cancellable, updated_cb, self);
}

static gboolean
timer_cb (gpointer user_data)
{
  JaridaListUpdater *self = user_data;

  self->timer = 0;
  plan (self);
  return G_SOURCE_REMOVE;
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  JaridaListFile *file = jarida_list_file_load (task_data, NULL);

  /* None yet, or a damaged one: it is fetched anew. */
  g_task_return_pointer (task, file != NULL ? file : jarida_list_file_new (), (GDestroyNotify) jarida_list_file_free);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  JaridaReader *reader = JARIDA_READER (object);
  JaridaListUpdater *self = user_data;
  JaridaListFile *file = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (reader->closing))
    {
      g_clear_pointer (&file, jarida_list_file_free);
      return;
    }
  self->busy = FALSE;
  self->loaded = TRUE;
  if (file != NULL)
    use (self, file);
  self->next = _jarida_reader_now (reader) + jarida_list_next_delay (TRUE, 0, 0, _jarida_reader_random (reader));
  end_tasks (&self->loading, NULL);
  plan (self);
}

static void
start_load (JaridaListUpdater *self)
{
  g_autoptr(GTask) task = g_task_new (self->reader, self->cancellable, loaded_cb, self);

  self->busy = TRUE;
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, load_thread);
}

static void
plan (JaridaListUpdater *self)
{
  const gint64 now = _jarida_reader_now (self->reader);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->busy || self->service[0] == '\0' || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!self->loaded)
    {
      start_load (self);
      return;
    }
  if (self->waiting->len > 0 || (self->online && self->next <= now))
    {
      start_update (self);
      return;
    }
  /* A clock that was put back. */
  if (self->next > now + JARIDA_LIST_MAX_WAIT * 2)
    self->next = now + JARIDA_LIST_MIN_WAIT;
  if (self->online)
    self->timer = g_timeout_add_seconds ((guint) CLAMP (self->next - now, 1, LONGEST_SLEEP), timer_cb, self);
}

void
_jarida_list_updater_set_service (JaridaListUpdater *self,
                                  const char        *service)
{
  if (g_str_equal (self->service, service))
    return;
  g_free (self->service);
  self->service = g_strdup (service);
  self->failures = 0;
  self->loaded = FALSE;
  if (service[0] == '\0')
    {
      use (self, jarida_list_file_new ());
      end_tasks (&self->loading, NULL);
    }
  plan (self);
}

void
_jarida_list_updater_set_online (JaridaListUpdater *self,
                                 gboolean           online)
{
  if (self->online == online)
    return;
  self->online = online;
  plan (self);
}

JaridaBlockList *
_jarida_list_updater_get_list (JaridaListUpdater *self)
{
  return self->file->list;
}

JaridaAssetRules *
_jarida_list_updater_get_rules (JaridaListUpdater *self)
{
  return self->rules;
}

gint64
_jarida_list_updater_get_time (JaridaListUpdater *self)
{
  return self->file->time;
}

gboolean
_jarida_list_updater_is_ready (JaridaListUpdater *self)
{
  return self->loaded || self->service[0] == '\0';
}

void
_jarida_list_updater_load_async (JaridaListUpdater   *self,
                                 gboolean             update,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self->reader, cancellable, callback, user_data);

  g_task_set_source_tag (task, _jarida_list_updater_load_async);
  if (self->service[0] == '\0' && update)
    g_task_return_new_error (task, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_NO_SERVICE, "no service");
  else if (update)
    g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  else if (self->service[0] == '\0' || self->loaded)
    g_task_return_boolean (task, TRUE);
  else
    g_ptr_array_add (self->loading, g_steal_pointer (&task));
  plan (self);
}

JaridaListUpdater *
_jarida_list_updater_new (JaridaReader *reader,
                          const char   *path)
{
  JaridaListUpdater *self = g_new0 (JaridaListUpdater, 1);

  self->reader = reader;
  self->path = g_strdup (path);
  self->service = g_strdup ("");
  self->file = jarida_list_file_new ();
  self->roots = g_array_new (FALSE, FALSE, sizeof (JaridaNoteKey));
  self->cancellable = g_cancellable_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->loading = g_ptr_array_new_with_free_func (g_object_unref);
  self->online = TRUE;
  return self;
}

void
_jarida_list_updater_stop (JaridaListUpdater *self)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  end_tasks (&self->waiting, error);
  end_tasks (&self->loading, error);
}

void
_jarida_list_updater_free (JaridaListUpdater *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->rules, jarida_asset_rules_unref);
  jarida_list_file_free (self->file);
  g_array_unref (self->roots);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->loading);
  g_free (self->path);
  g_free (self->service);
  g_free (self);
}
