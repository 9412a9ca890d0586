/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-image.h"

G_BEGIN_DECLS

/* Small decoded pictures in memory, so that a list that is scrolled back does not decode again. Least recently used leave first. */
typedef struct _JaridaPixelCache JaridaPixelCache;

JaridaPixelCache *jarida_pixel_cache_new    (gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_pixel_cache_free   (JaridaPixelCache *self);
/* (transfer none) (nullable) */
JaridaPixels     *jarida_pixel_cache_lookup (JaridaPixelCache *self, const char *key);
void              jarida_pixel_cache_insert (JaridaPixelCache *self, const char *key, JaridaPixels *pixels);

G_END_DECLS
