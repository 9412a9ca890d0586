/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "jarida-image.h"

G_BEGIN_DECLS

/* In the helper only. */

/* Loads the code of every decoder that is wanted; afterwards no file is needed any more. */
void       jarida_image_decode_prepare (void);

typedef struct
{
  int       full_width;    /* before scaling, upright */
  int       full_height;
  JaridaPdq hashes[JARIDA_PDQ_MAX_CROPS];
  guint     n_hashes;
} JaridaImageFacts;

/* The first frame, upright, within the bounds (0: none). Errors: #JaridaImageError. */
GdkPixbuf *jarida_image_decode         (JaridaImageFormat   format,
                                        const guint8       *data,
                                        gsize               size,
                                        int                 max_width,
                                        int                 max_height,
                                        JaridaDecodeFlags   flags,
                                        JaridaImageFacts   *out_facts,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
