/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-image.h"

G_BEGIN_DECLS

/* @data: (transfer full), and so are @hashes (nullable). */
JaridaPixels *jarida_pixels_new (int        width,
                                 int        height,
                                 int        stride,
                                 gboolean   has_alpha,
                                 int        full_width,
                                 int        full_height,
                                 GBytes    *data,
                                 JaridaPdq *hashes,
                                 guint      n_hashes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
