/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-store-private.h"

/* Whether the last end was a clean one. A file says that the shelf is open, and goes when the last who had it open closes it: after a
 * kill, or when the power was cut, it is still there. What a kill leaves is whole by itself; a disk that lost its power may not be. */

static char *
get_mark (JaridaStore *self)
{
  return g_build_filename (self->folder, "open", NULL);
}

gboolean
jarida_store_note_open (JaridaStore *self)
{
  g_autofree char *path = get_mark (self);
  const int file = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (file >= 0)
    close (file);
  self->noted = TRUE;
  /* Beside another one it is there, and that is right. */
  return file >= 0 || !self->alone;
}

void
jarida_store_note_closed (JaridaStore *self)
{
  g_autofree char *path = get_mark (self);

  /* Whoever opens it meanwhile waits for the lock, and leaves word after that. */
  if (self->noted && self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    g_unlink (path);
  self->noted = FALSE;
}
