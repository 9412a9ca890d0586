/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-image.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_IMAGE_PROCESS (jarida_image_process_get_type ())
G_DECLARE_FINAL_TYPE (JaridaImageProcess, jarida_image_process, JARIDA, IMAGE_PROCESS, GObject)

/* One running helper. %JARIDA_IMAGE_ERROR_HELPER when it cannot be started. */
JaridaImageProcess *jarida_image_process_new        (GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Not busy, and not known to be dead. */
gboolean            jarida_image_process_is_free    (JaridaImageProcess   *self);
gboolean            jarida_image_process_is_dead    (JaridaImageProcess   *self);
void                jarida_image_process_ask_async  (JaridaImageProcess   *self,
                                                     JaridaImageFormat     format,
                                                     GBytes               *bytes,
                                                     int                   max_width,
                                                     int                   max_height,
                                                     JaridaDecodeFlags     flags,
                                                     guint                 timeout_milliseconds,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* %JARIDA_IMAGE_ERROR_HELPER when it died, %JARIDA_IMAGE_ERROR_BROKEN when the picture is bad or took too long. */
JaridaPixels       *jarida_image_process_ask_finish (JaridaImageProcess   *self,
                                                     GAsyncResult         *result,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
