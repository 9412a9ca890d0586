/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-autostart.h"

#include <glib/gstdio.h>

#define GROUP G_KEY_FILE_DESKTOP_GROUP
#define GNOME_KEY "X-GNOME-Autostart-enabled"

typedef struct
{
  char     *file;        /* (owned) */
  char     *program;     /* (owned) */
  gboolean  on;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->file);
  g_free (job->program);
  g_free (job);
}

/* As the desktop entry specification has it: quoted, and a percent sign doubled. */
static char *
make_exec (const char *program)
{
  GString *exec = g_string_new ("\"");

  for (const char *p = program; *p != '\0'; p++)
    {
      if (strchr ("\"`$\\", *p) != NULL)
        g_string_append_c (exec, '\\');
      else if (*p == '%')
        g_string_append_c (exec, '%');
      g_string_append_c (exec, *p);
    }
  g_string_append (exec, "\" --gapplication-service");
  return g_string_free (exec, FALSE);
}

static gboolean
write_file (const Job  *job,
            GError    **error)
{
  g_autoptr(GKeyFile) entry = g_key_file_new ();
  g_autofree char *exec = make_exec (job->program);
  g_autofree char *folder = g_path_get_dirname (job->file);

  g_key_file_set_string (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE, G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "Jarida");
  g_key_file_set_string (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, exec);
  g_key_file_set_string (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, JARIDA_APP_ID);
  g_key_file_set_boolean (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_TERMINAL, FALSE);
  g_key_file_set_boolean (entry, GROUP, GNOME_KEY, TRUE);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      const int saved = errno;

      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (saved), g_strerror (saved));
      return FALSE;
    }
  return g_key_file_save_to_file (entry, job->file, error);
}

static void
set_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;

  if (job->on)
    write_file (job, &error);
  else if (g_unlink (job->file) != 0 && errno != ENOENT)
    {
      const int saved = errno;

      g_set_error_literal (&error, G_FILE_ERROR, g_file_error_from_errno (saved), g_strerror (saved));
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
look_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr(GKeyFile) entry = g_key_file_new ();
  g_autofree char *exec = NULL;
  g_autofree char *wanted = make_exec (job->program);

  if (!g_key_file_load_from_file (entry, job->file, G_KEY_FILE_NONE, NULL))
    {
      g_task_return_int (task, JARIDA_AUTOSTART_ABSENT);
      return;
    }
  if (g_key_file_get_boolean (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL)
      || (g_key_file_has_key (entry, GROUP, GNOME_KEY, NULL) && !g_key_file_get_boolean (entry, GROUP, GNOME_KEY, NULL)))
    {
      g_task_return_int (task, JARIDA_AUTOSTART_OFF);
      return;
    }
  exec = g_key_file_get_string (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, NULL);
  if (g_strcmp0 (exec, wanted) != 0)
    write_file (job, NULL);
  g_task_return_int (task, JARIDA_AUTOSTART_ON);
}

static GTask *
new_task (const char          *folder,
          const char          *program,
          gboolean             on,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->file = g_build_filename (folder, "autostart", JARIDA_APP_ID ".desktop", NULL);
  job->program = g_strdup (program);
  job->on = on;
  g_task_set_task_data (task, job, free_job);
  return task;
}

void
jarida_autostart_set_async (const char          *folder,
                            const char          *program,
                            gboolean             on,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (folder, program, on, cancellable, callback, user_data);

  g_task_set_source_tag (task, jarida_autostart_set_async);
  g_task_run_in_thread (task, set_thread);
}

gboolean
jarida_autostart_set_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
jarida_autostart_look_async (const char          *folder,
                             const char          *program,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (folder, program, TRUE, cancellable, callback, user_data);

  g_task_set_source_tag (task, jarida_autostart_look_async);
  g_task_run_in_thread (task, look_thread);
}

JaridaAutostart
jarida_autostart_look_finish (GAsyncResult *result)
{
  gssize found;

  g_return_val_if_fail (g_task_is_valid (result, NULL), JARIDA_AUTOSTART_ABSENT);

  found = g_task_propagate_int (G_TASK (result), NULL);
  return found >= 0 ? (JaridaAutostart) found : JARIDA_AUTOSTART_ABSENT;
}
