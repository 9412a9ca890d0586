/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* The bytes of the picture at @address to pixels, unless they are hidden by what they are or look like. Errors: HIDDEN of
 * JARIDA_PICTURE_ERROR, and the decoder's. */
void          _jarida_picture_look_async  (JaridaReader         *reader,
                                           const char           *address,
                                           GBytes               *bytes,
                                           int                   max_width,
                                           int                   max_height,
                                           JaridaDecodeFlags     flags,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
JaridaPixels *_jarida_picture_look_finish (JaridaReader         *reader,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
