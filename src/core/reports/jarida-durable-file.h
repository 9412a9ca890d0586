/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A small file that is there whole or not at all, whatever happens: written beside its place, brought to the disk, given
 * its name, and the folder brought to the disk. */

typedef enum
{
  JARIDA_DURABLE_REPLACE,       /* what stood there is gone */
  JARIDA_DURABLE_KEEP,          /* what stands there stays: the error is %G_IO_ERROR_EXISTS */
} JaridaDurableMode;

/* @mode: of the file, 0600 or 0644. Blocks. */
gboolean  jarida_durable_file_write (const char *path, const void *data, gsize size, int mode, JaridaDurableMode how, GError **error);
/* At most @max_size bytes of a regular file; a symbolic link is not followed. Blocks. */
GBytes   *jarida_durable_file_read  (const char *path, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
