/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-backup-private.h"

/* What making a backup and making a shelf of one have in common: how far it is, whether it shall stop, and what went wrong. */

G_DEFINE_QUARK (jarida-backup-error-quark, jarida_backup_error)

void
jarida_backup_facts_clear (JaridaBackupFacts *self)
{
  g_clear_pointer (&self->settings, g_strfreev);
}

gboolean
jarida_backup_course_step (JaridaBackupCourse  *self,
                           GError             **error)
{
  guint percent;

  self->n_done++;
  if (g_cancellable_set_error_if_cancelled (self->watch->cancellable, error))
    return FALSE;
  if (self->n_all == 0)
    return TRUE;
  percent = (guint) MIN (self->n_done * 100 / self->n_all, 100);
  if (percent != self->percent && self->watch->tell != NULL)
    self->watch->tell (percent, self->watch->user_data);
  self->percent = percent;
  return TRUE;
}

static gboolean
is_cancelled_cb (gpointer data)
{
  JaridaBackupCourse *self = data;

  return g_cancellable_is_cancelled (self->watch->cancellable);
}

void
jarida_backup_course_follow (JaridaBackupCourse *self,
                             JaridaConnection   *connection)
{
  jarida_connection_set_stop (connection, is_cancelled_cb, self);
}

void
jarida_backup_course_answer (JaridaBackupCourse  *self,
                             GError             **error)
{
  if (error == NULL || !g_error_matches (*error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_STOPPED))
    return;
  g_clear_error (error);
  if (!g_cancellable_set_error_if_cancelled (self->watch->cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
}

void
jarida_backup_blame (GError **error)
{
  if (error == NULL || *error == NULL || (*error)->domain != JARIDA_DB_ERROR)
    return;
  if ((*error)->code == JARIDA_DB_ERROR_FULL || (*error)->code == JARIDA_DB_ERROR_READ_ONLY
      || (*error)->code == JARIDA_DB_ERROR_STOPPED)
    return;
  (*error)->domain = JARIDA_BACKUP_ERROR;
  (*error)->code = JARIDA_BACKUP_ERROR_DAMAGED;
}

/* A file, or a folder with the names in it. */
gboolean
jarida_backup_sync_path (const char *path)
{
  const int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;
  int number;

  if (file < 0)
    return FALSE;
  done = fsync (file) == 0;
  number = errno;
  close (file);
  errno = number;
  return done;
}

gboolean
jarida_backup_is_same_file (const char *a,
                            const char *b)
{
  GStatBuf first, second;

  return g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

gboolean
jarida_backup_fail_place (int      number,
                          GError **error)
{
  if (number == ENOSPC || number == EDQUOT)
    g_set_error_literal (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FULL, g_strerror (number));
  else
    g_set_error_literal (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_PLACE, g_strerror (number));
  return FALSE;
}
