/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-fetcher.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_PICTURE_CACHE (jarida_picture_cache_get_type ())
G_DECLARE_FINAL_TYPE (JaridaPictureCache, jarida_picture_cache, JARIDA, PICTURE_CACHE, GObject)

typedef enum
{
  JARIDA_PICTURE_CACHED_ONLY = 1 << 0,   /* G_IO_ERROR_NOT_FOUND when it is not kept: no request */
  JARIDA_PICTURE_KEEP        = 1 << 1,   /* nobody looks at it now: it is asked for after all else, and answered when it is on the disk */
} JaridaPictureFlags;

/* Pictures as they came, on disk, named by the SHA-256 of their address, within a limit of bytes: the least recently used leave first.
 * Two askers of one picture share one request. A broken write never leaves half a picture. Main thread; files are touched on others. */
JaridaPictureCache *jarida_picture_cache_new         (const char *folder, JaridaFetcher *fetcher) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_picture_cache_set_limit   (JaridaPictureCache *self, guint64 bytes);
guint64             jarida_picture_cache_get_limit   (JaridaPictureCache *self);
const char         *jarida_picture_cache_get_folder  (JaridaPictureCache *self);
guint64             jarida_picture_cache_get_size    (JaridaPictureCache *self);
void                jarida_picture_cache_load_async  (JaridaPictureCache *self, const char *address, JaridaPictureFlags flags,
                                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The encoded bytes. */
GBytes             *jarida_picture_cache_load_finish (JaridaPictureCache *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks anew at the next load, where an error would else be remembered for a while: of one picture, or of all (NULL) whose server could
 * not be reached. A pause that a server has asked for stays one. */
void                jarida_picture_cache_retry       (JaridaPictureCache *self, const char *address);

G_END_DECLS
