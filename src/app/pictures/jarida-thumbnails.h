/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_THUMBNAILS (jarida_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (JaridaThumbnails, jarida_thumbnails, JARIDA, THUMBNAILS, GObject)

/* Small pictures for rows, as textures: asks the reader, keeps the last few. Main thread. Property: "enabled" (boolean):
 * when pictures are switched off nothing is asked and nothing is shown. Signal: "judged": others may be hidden than before. */
JaridaThumbnails *jarida_thumbnails_new         (JaridaReader        *reader) G_GNUC_WARN_UNUSED_RESULT;
gboolean          jarida_thumbnails_get_enabled (JaridaThumbnails    *self);
void              jarida_thumbnails_set_enabled (JaridaThumbnails    *self,
                                                 gboolean             enabled);
/* Whether pictures are wanted, and of that newspaper: of one whose pictures are off or blurred none is shown small. From memory. */
gboolean          jarida_thumbnails_wants       (JaridaThumbnails    *self,
                                                 gint64               source_id);
/* Whether the picture is not to be shown; from memory. */
gboolean          jarida_thumbnails_is_hidden   (JaridaThumbnails    *self,
                                                 const char          *address);
/* What is at hand, or NULL. (transfer none) */
GdkTexture       *jarida_thumbnails_peek        (JaridaThumbnails    *self,
                                                 const char          *address);
/* @video: it is of a video, see jarida_reader_note_video_picture(). */
void              jarida_thumbnails_load_async  (JaridaThumbnails    *self,
                                                 const char          *address,
                                                 gboolean             video,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
GdkTexture       *jarida_thumbnails_load_finish (JaridaThumbnails    *self,
                                                 GAsyncResult        *result,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
