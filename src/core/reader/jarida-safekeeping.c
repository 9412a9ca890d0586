/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-safekeeping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jarida-reader-private.h"
#include "jarida-settings.h"

/* What goes along with the shelf: the key that signs its reports. Without it none of them could be taken back. */
static const char *const extra_files[] = { "reporter-key", NULL };

/* One backup, or one restoring, on a thread of its own. */
typedef struct
{
  char                      *folder;         /* (owned) */
  char                      *path;           /* (owned) */
  gboolean                   frozen;
  char                     **settings;       /* (owned) (nullable) as they are */
  GSettings                 *restored;       /* (owned) (nullable) those that are set when it is done */
  gint64                     now;
  GCancellable              *cancellable;    /* (owned) */
  GCancellable              *given;          /* (owned) (nullable) the caller's */
  gulong                     given_handler;
  JaridaSafekeepingProgress  progress;       /* (nullable) */
  gpointer                   progress_data;
  GMainContext              *context;        /* (owned) */
  GThread                   *thread;         /* (owned) (nullable) */
  JaridaBackupFacts          facts;
  char                      *staged;         /* (owned) (nullable) */
  char                      *aside;          /* (owned) (nullable) */
} Safekeeping;

static void
free_safekeeping (gpointer data)
{
  Safekeeping *self = data;

  if (self->given != NULL)
    g_cancellable_disconnect (self->given, self->given_handler);
  g_clear_object (&self->given);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->restored);
  g_strfreev (self->settings);
  g_main_context_unref (self->context);
  jarida_backup_facts_clear (&self->facts);
  /* Nobody has asked for it. */
  if (self->staged != NULL)
    jarida_restore_drop (self->staged);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->staged);
  g_free (self->aside);
  g_free (self);
}

/* How far it is, from the thread to whoever asked. */

typedef struct
{
  GTask *task;      /* (owned) */
  guint  percent;
} Word;

static gboolean
say_cb (gpointer data)
{
  Word *word = data;
  const Safekeeping *self = g_task_get_task_data (word->task);

  if (!g_task_get_completed (word->task) && !g_cancellable_is_cancelled (self->cancellable))
    self->progress (word->percent, self->progress_data);
  return G_SOURCE_REMOVE;
}

static void
free_word (gpointer data)
{
  Word *word = data;

  g_object_unref (word->task);
  g_free (word);
}

static void
tell (guint    percent,
      gpointer data)
{
  GTask *task = data;
  const Safekeeping *self = g_task_get_task_data (task);
  g_autoptr(GSource) source = NULL;
  Word *word;

  if (self->progress == NULL)
    return;
  word = g_new0 (Word, 1);
  word->task = g_object_ref (task);
  word->percent = percent;
  /* Not g_main_context_invoke(): where nobody happens to run the loop, it would call back on this thread. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, say_cb, word, free_word);
  g_source_attach (source, self->context);
}

static void
cancelled_cb (GCancellable *given,
              gpointer      data)
{
  g_cancellable_cancel (data);
}

static GTask *
new_task (gpointer                   source,
          const char                *folder,
          const char                *path,
          GCancellable              *cancellable,
          JaridaSafekeepingProgress  progress,
          gpointer                   progress_data,
          GAsyncReadyCallback        callback,
          gpointer                   user_data)
{
  GTask *task = g_task_new (source, NULL, callback, user_data);
  Safekeeping *self = g_new0 (Safekeeping, 1);

  self->folder = g_strdup (folder);
  self->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->progress = progress;
  self->progress_data = progress_data;
  if (cancellable != NULL)
    {
      self->given = g_object_ref (cancellable);
      self->given_handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self->cancellable, NULL);
    }
  g_task_set_task_data (task, self, free_safekeeping);
  return task;
}

/* Of a reader: one at a time, and it is waited for at its end. Takes @task. */

static void
start (JaridaReader *reader,
       GTask        *task,
       GThreadFunc   func)
{
  Safekeeping *self = g_task_get_task_data (task);

  if (reader->safekeeping != NULL || g_cancellable_is_cancelled (reader->closing))
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_BUSY, "one is under way");
      g_object_unref (task);
      return;
    }
  reader->safekeeping = task;
  self->thread = g_thread_new ("jarida-safe", func, task);
}

/* On the main thread, by the callback of the caller: the thread has nothing more to do. */
static Safekeeping *
finish (JaridaReader *reader,
        GAsyncResult *result)
{
  Safekeeping *self = g_task_get_task_data (G_TASK (result));

  if (reader->safekeeping == (gpointer) result)
    reader->safekeeping = NULL;
  g_clear_pointer (&self->thread, g_thread_join);
  return self;
}

void
_jarida_safekeeping_stop (JaridaReader *reader)
{
  GTask *task = reader->safekeeping;
  Safekeeping *self;

  if (task == NULL)
    return;
  self = g_task_get_task_data (task);
  g_cancellable_cancel (self->cancellable);
  reader->safekeeping = NULL;
  g_clear_pointer (&self->thread, g_thread_join);
}

static void
return_from_thread (GTask    *task,
                    gboolean  done,
                    GError   *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static gpointer
back_up_thread (gpointer data)
{
  GTask *task = data;
  Safekeeping *self = g_task_get_task_data (task);
  const JaridaBackupWatch watch = { tell, task, self->cancellable };
  const JaridaBackupExtras extras = { self->now, (const char *const *) self->settings, extra_files };
  GError *error = NULL;
  const gboolean done = jarida_backup_write (self->folder, self->frozen, self->path, &extras, &watch, &self->facts, &error);

  return_from_thread (task, done, error);
  return NULL;
}

void
jarida_reader_back_up_async (JaridaReader              *self,
                             const char                *path,
                             GSettings                 *settings,
                             GCancellable              *cancellable,
                             JaridaSafekeepingProgress  progress,
                             gpointer                   progress_data,
                             GAsyncReadyCallback        callback,
                             gpointer                   user_data)
{
  Safekeeping *work;
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (path != NULL);

  task = new_task (self, self->data_folder, path, cancellable, progress, progress_data, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_back_up_async);
  work = g_task_get_task_data (task);
  work->frozen = jarida_reader_get_frozen (self);
  work->now = _jarida_reader_now (self);
  work->settings = settings != NULL ? jarida_settings_print (settings) : NULL;
  start (self, task, back_up_thread);
}

static void
give_facts (Safekeeping       *self,
            JaridaBackupFacts *out_facts)
{
  *out_facts = self->facts;
  memset (&self->facts, 0, sizeof self->facts);
}

gboolean
jarida_reader_back_up_finish (JaridaReader       *self,
                              GAsyncResult       *result,
                              JaridaBackupFacts  *out_facts,
                              GError            **error)
{
  Safekeeping *work;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  work = finish (self, result);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  give_facts (work, out_facts);
  return TRUE;
}

static gpointer
stage_thread (gpointer data)
{
  GTask *task = data;
  Safekeeping *self = g_task_get_task_data (task);
  const JaridaBackupWatch watch = { tell, task, self->cancellable };
  GError *error = NULL;
  const gboolean done = jarida_restore_stage (self->folder, self->path, &watch, &self->staged, &self->facts, &error);

  return_from_thread (task, done, error);
  return NULL;
}

void
jarida_reader_prepare_restore_async (JaridaReader              *self,
                                     const char                *path,
                                     GCancellable              *cancellable,
                                     JaridaSafekeepingProgress  progress,
                                     gpointer                   progress_data,
                                     GAsyncReadyCallback        callback,
                                     gpointer                   user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (path != NULL);

  task = new_task (self, self->data_folder, path, cancellable, progress, progress_data, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_prepare_restore_async);
  start (self, task, stage_thread);
}

char *
jarida_reader_prepare_restore_finish (JaridaReader       *self,
                                      GAsyncResult       *result,
                                      JaridaBackupFacts  *out_facts,
                                      GError            **error)
{
  Safekeeping *work;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  work = finish (self, result);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  give_facts (work, out_facts);
  return g_steal_pointer (&work->staged);
}

/* Settings go with the shelf; those of before lie beside the shelf of before. */
static void
restore_settings (GSettings               *settings,
                  const JaridaBackupFacts *facts,
                  const char              *aside)
{
  g_auto(GStrv) before = NULL;

  if (settings == NULL)
    return;
  before = jarida_settings_print (settings);
  if (aside != NULL)
    {
      g_autofree char *path = g_build_filename (aside, "settings.txt", NULL);
      g_autoptr(GString) text = g_string_new (NULL);

      for (gsize i = 0; before[i] != NULL && before[i + 1] != NULL; i += 2)
        g_string_append_printf (text, "%s=%s\n", before[i], before[i + 1]);
      g_file_set_contents (path, text->str, (gssize) text->len, NULL);
    }
  if (facts->settings != NULL)
    jarida_settings_parse (settings, (const char *const *) facts->settings);
  g_settings_sync ();
}

/* For the page that says it; the sentence of the moment is soon gone. */
static void
note_restored (const char              *folder,
               const JaridaBackupFacts *facts,
               const char              *aside)
{
  const JaridaMishap mishap = {
    .when = g_get_real_time () / G_USEC_PER_SEC, .aside = (char *) aside, .made_at = facts->made_at, .n_articles = facts->n_articles,
  };

  jarida_mishap_write (&mishap, folder);
}

static gpointer
drop_thread (gpointer data)
{
  g_autofree char *staged = data;

  jarida_restore_drop (staged);
  return NULL;
}

void
jarida_safekeeping_drop (char *staged)
{
  g_return_if_fail (staged != NULL);

  g_thread_unref (g_thread_new ("jarida-drop", drop_thread, staged));
}

gboolean
jarida_safekeeping_replace (const char               *folder,
                            const char               *staged,
                            const JaridaBackupFacts  *facts,
                            GSettings                *settings,
                            char                    **out_aside,
                            GError                  **error)
{
  g_return_val_if_fail (folder != NULL && staged != NULL, FALSE);

  if (!jarida_restore_finish (folder, staged, g_get_real_time () / G_USEC_PER_SEC, out_aside, error))
    return FALSE;
  restore_settings (settings, facts, *out_aside);
  note_restored (folder, facts, *out_aside);
  return TRUE;
}

static void
restore_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Safekeeping *self = task_data;
  const JaridaBackupWatch watch = { tell, task, self->cancellable };
  GError *error = NULL;

  if (jarida_restore_run (self->folder, self->path, self->now, &watch, &self->aside, &self->facts, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
jarida_safekeeping_restore_async (const char                *folder,
                                  const char                *path,
                                  GSettings                 *settings,
                                  GCancellable              *cancellable,
                                  JaridaSafekeepingProgress  progress,
                                  gpointer                   progress_data,
                                  GAsyncReadyCallback        callback,
                                  gpointer                   user_data)
{
  g_autoptr(GTask) task = NULL;
  Safekeeping *work;

  g_return_if_fail (folder != NULL);
  g_return_if_fail (path != NULL);

  task = new_task (NULL, folder, path, cancellable, progress, progress_data, callback, user_data);
  g_task_set_source_tag (task, jarida_safekeeping_restore_async);
  work = g_task_get_task_data (task);
  work->now = g_get_real_time () / G_USEC_PER_SEC;
  work->restored = settings != NULL ? g_object_ref (settings) : NULL;
  g_task_run_in_thread (task, restore_thread);
}

gboolean
jarida_safekeeping_restore_finish (GAsyncResult       *result,
                                   char              **out_aside,
                                   JaridaBackupFacts  *out_facts,
                                   GError            **error)
{
  Safekeeping *work;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  work = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  restore_settings (work->restored, &work->facts, work->aside);
  note_restored (work->folder, &work->facts, work->aside);
  give_facts (work, out_facts);
  *out_aside = g_steal_pointer (&work->aside);
  return TRUE;
}

/* What happened. */

const JaridaMishap *
jarida_reader_get_mishap (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_mishap (self->store);
}

void
jarida_reader_forget_mishap (JaridaReader *self)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  jarida_store_forget_mishap (self->store);
}

gboolean
jarida_reader_get_damaged (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return jarida_store_get_damaged (self->store);
}

char *
jarida_mishap_title (const JaridaMishap *mishap)
{
  g_return_val_if_fail (mishap != NULL, NULL);

  if (mishap->made_at != 0)
    return g_strdup (_("A Backup Was Restored"));
  return mishap->library != NULL ? g_strdup (_("The Shelf Was Damaged")) : g_strdup (_("Texts Were Damaged"));
}

static char *
describe_restored (const JaridaMishap *mishap,
                   const char         *when,
                   const char         *made)
{
  g_autofree char *aside = mishap->aside != NULL ? g_filename_display_name (mishap->aside) : NULL;

  if (aside == NULL)
    /* Translators: two moments, such as “today at 14:05”. */
    return g_strdup_printf (_("%1$s: the backup of %2$s was put here."), when, made);
  return g_strdup_printf (_("%1$s: the backup of %2$s was put here. What was here before is in “%3$s”; delete it when you no longer need it."),
                          when, made, aside);
}

static char *
describe_damage (const JaridaMishap *mishap,
                 const char         *when)
{
  const char *file = mishap->library != NULL ? mishap->library : mishap->bodies;
  g_autofree char *name = g_filename_display_name (file);

  if (mishap->library == NULL)
    return g_strdup_printf (ngettext ("%1$s: a file with texts was found damaged. %2$u text could be read and is here; others are fetched again "
                                      "when you open their articles. The damaged file is kept: “%3$s”.",
                                      "%1$s: a file with texts was found damaged. %2$u texts could be read and are here; others are fetched again "
                                      "when you open their articles. The damaged file is kept: “%3$s”.", mishap->n_texts),
                            when, mishap->n_texts, name);
  return g_strdup_printf (ngettext ("%1$s: the file with your articles was found damaged. %2$u article could be read and is here, with what you "
                                    "did with it; what is missing comes again with the news, or from a backup. The damaged file is kept: “%3$s”.",
                                    "%1$s: the file with your articles was found damaged. %2$u articles could be read and are here, with what you "
                                    "did with them; what is missing comes again with the news, or from a backup. The damaged file is kept: “%3$s”.",
                                    mishap->n_articles),
                          when, mishap->n_articles, name);
}

char *
jarida_mishap_text (const JaridaMishap *mishap,
                    const char         *when,
                    const char         *made)
{
  g_return_val_if_fail (mishap != NULL && when != NULL, NULL);

  return mishap->made_at != 0 ? describe_restored (mishap, when, made) : describe_damage (mishap, when);
}
