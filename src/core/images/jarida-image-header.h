/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-image.h"

G_BEGIN_DECLS

/* One reader a format: by magic bytes, then the size the header states. None allocates, none reads past the span. */

#define JARIDA_IMAGE_MAX_EDGE   16384
#define JARIDA_IMAGE_MAX_PIXELS (24 * 1000 * 1000)

typedef struct
{
  const guint8 *data;
  gsize         size;
} JaridaImageSpan;

typedef struct
{
  guint width;
  guint height;
  guint n_frames;
} JaridaImageHeader;

gboolean jarida_image_is_png    (JaridaImageSpan span);
gboolean jarida_image_read_png  (JaridaImageSpan span, JaridaImageHeader *header);
gboolean jarida_image_is_jpeg   (JaridaImageSpan span);
gboolean jarida_image_read_jpeg (JaridaImageSpan span, JaridaImageHeader *header);
gboolean jarida_image_is_gif    (JaridaImageSpan span);
gboolean jarida_image_read_gif  (JaridaImageSpan span, JaridaImageHeader *header);
/* The size of the beginning that holds the first frame and nothing after it. */
gsize    jarida_image_get_gif_frame_end (JaridaImageSpan span);
gboolean jarida_image_is_webp   (JaridaImageSpan span);
gboolean jarida_image_read_webp (JaridaImageSpan span, JaridaImageHeader *header);
gboolean jarida_image_is_avif   (JaridaImageSpan span);
gboolean jarida_image_read_avif (JaridaImageSpan span, JaridaImageHeader *header);

static inline guint
jarida_image_get_be16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static inline guint
jarida_image_get_be32 (const guint8 *p)
{
  return (guint) p[0] << 24 | (guint) p[1] << 16 | (guint) p[2] << 8 | p[3];
}

static inline guint
jarida_image_get_le16 (const guint8 *p)
{
  return (guint) p[1] << 8 | p[0];
}

static inline guint
jarida_image_get_le24 (const guint8 *p)
{
  return (guint) p[2] << 16 | (guint) p[1] << 8 | p[0];
}

static inline guint
jarida_image_get_le32 (const guint8 *p)
{
  return (guint) p[3] << 24 | jarida_image_get_le24 (p);
}

G_END_DECLS
