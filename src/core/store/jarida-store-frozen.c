/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-schema.h"
#include "jarida-store-error.h"
#include "jarida-store-private.h"

/* A shelf that can only be read: its folder cannot be written, or the disk has no room for the files that writing needs. All that
 * is kept is shown; whatever would change it is refused at once. */

gboolean
jarida_store_may_freeze (const GError *error)
{
  return g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_READ_ONLY)
         || g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
}

JaridaSnapshot *
jarida_store_open_frozen (JaridaStore  *self,
                          gsize         limit,
                          GError      **error)
{
  g_autofree char *library = g_build_filename (self->folder, "library.db", NULL);
  const gboolean full = g_error_matches (*error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  GError *local_error = NULL;
  JaridaSnapshot *snapshot = NULL;

  self->frozen = TRUE;
  self->shelf = jarida_shelf_open_frozen (self->folder, &local_error);
  if (self->shelf != NULL)
    self->headlines = jarida_connection_open (library, JARIDA_CONNECTION_FROZEN, 0, &local_error);
  if (self->headlines != NULL && jarida_schema_make_readable (self->headlines, &local_error))
    snapshot = jarida_snapshot_new (self->shelf, self->side_file, limit, &local_error);
  if (snapshot != NULL)
    {
      self->notice = full ? "frozen-full" : "frozen-read-only";
      g_clear_error (error);
      return snapshot;
    }
  local_error = jarida_store_error_from_db (local_error);
  /* What cannot be read either says more than that it cannot be written; but a shelf that is not there yet says nothing. */
  if (g_error_matches (local_error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_BROKEN)
      || g_error_matches (local_error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_TOO_NEW))
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  g_clear_error (&local_error);
  return NULL;
}

gboolean
jarida_store_can_keep (JaridaStore  *self,
                       GError      **error)
{
  if (self->closed)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else if (self->frozen)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN, "the shelf can only be read");
  return !self->closed && !self->frozen;
}

/* What writing needs at least: the files of two logs and their indices. */
#define ROOM_BYTES (256 * 1024)

/* Whether a file of that size can be written, before what can be read is let go of. */
static gboolean
has_room (JaridaStore  *self,
          GError      **error)
{
  g_autofree char *path = g_build_filename (self->folder, "room", NULL);
  g_autofree char *zeros = g_malloc0 (ROOM_BYTES);
  int file = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  gssize n = -1;
  int number;

  if (file < 0)
    return jarida_store_fail_errno (path, errno, error);
  for (gssize written = 0; written < ROOM_BYTES; written += n)
    {
      n = write (file, zeros + written, ROOM_BYTES - (gsize) written);
      if (n <= 0)
        break;
    }
  number = n > 0 ? 0 : n < 0 ? errno : ENOSPC;
  close (file);
  g_unlink (path);
  return number == 0 || jarida_store_fail_errno (path, number, error);
}

gboolean
jarida_store_thaw (JaridaStore  *self,
                   GError      **error)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);
  g_return_val_if_fail (!self->closed, FALSE);

  if (!self->frozen)
    return TRUE;
  if (!has_room (self, error))
    return FALSE;

  /* Whoever asks meanwhile, in the last answers, is told that it is closed. */
  self->closed = TRUE;
  jarida_store_close_all (self);
  self->closed = FALSE;
  self->frozen = FALSE;
  self->notice = NULL;
  if (!jarida_store_open_all (self, error))
    {
      /* It cannot even be read any more. */
      jarida_store_close (self);
      return FALSE;
    }
  if (!self->frozen)
    return TRUE;
  g_set_error (error, JARIDA_STORE_ERROR,
               g_str_equal (self->notice, "frozen-full") ? JARIDA_STORE_ERROR_FULL : JARIDA_STORE_ERROR_READ_ONLY,
               "%s still cannot be written", self->folder);
  return FALSE;
}

gboolean
jarida_store_get_frozen (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  return self->frozen;
}
