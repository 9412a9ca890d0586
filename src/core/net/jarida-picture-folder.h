/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files of the picture cache: FOLDER/ab/cdef… by the SHA-256 of the address, the time of change being the time of last
 * use. Blocking, from any thread, and safe beside another process at the same folder: a file is whole or not there. */

char    *jarida_picture_folder_dup_path (const char  *folder,
                                         const char  *address) G_GNUC_WARN_UNUSED_RESULT;
/* Bytes of the file; 0 when it is not kept. Does not mark it as used. */
guint64  jarida_picture_folder_measure  (const char  *folder,
                                         const char  *address);
/* Marks the file as used. %G_IO_ERROR_NOT_FOUND when it is not kept. */
GBytes  *jarida_picture_folder_read     (const char  *folder,
                                         const char  *address,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean jarida_picture_folder_write    (const char  *folder,
                                         const char  *address,
                                         GBytes      *bytes,
                                         GError     **error);
/* The bytes kept, after the least recently used have left when there were more than @limit (then to nine tenths of it)
 * and what broken writes left behind is gone. @out_n_gone (nullable): how many left. */
guint64  jarida_picture_folder_sweep    (const char  *folder,
                                         guint64      limit,
                                         guint       *out_n_gone);

G_END_DECLS
