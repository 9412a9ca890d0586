/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image-header.h"

#include <string.h>

/* PNG (RFC 2083): the signature, then IHDR and nothing else may come first. */

gboolean
jarida_image_is_png (JaridaImageSpan span)
{
  return span.size >= 8 && memcmp (span.data, "\x89PNG\r\n\x1a\n", 8) == 0;
}

gboolean
jarida_image_read_png (JaridaImageSpan    span,
                       JaridaImageHeader *header)
{
  if (span.size < 33 || jarida_image_get_be32 (span.data + 8) != 13 || memcmp (span.data + 12, "IHDR", 4) != 0)
    return FALSE;

  header->width = jarida_image_get_be32 (span.data + 16);
  header->height = jarida_image_get_be32 (span.data + 20);
  return TRUE;
}

/* JPEG (ITU-T T.81): walk the segments to the start of a frame. The thumbnail inside Exif has one too, but it is inside
 * a segment that is stepped over. */

gboolean
jarida_image_is_jpeg (JaridaImageSpan span)
{
  return span.size >= 3 && memcmp (span.data, "\xff\xd8\xff", 3) == 0;
}

static gboolean
is_start_of_frame (guint8 marker)
{
  /* C4, C8 and CC are tables and reserved. */
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

gboolean
jarida_image_read_jpeg (JaridaImageSpan    span,
                        JaridaImageHeader *header)
{
  gsize at = 2;

  while (at + 4 <= span.size)
    {
      guint8 marker = span.data[at + 1];
      gsize length;

      /* Some cameras leave rubbish between segments; decoders look for the next marker, so does this. */
      if (span.data[at] != 0xff || marker == 0xff || marker == 0x00)
        {
          at++;
          continue;
        }
      /* The scan begins, or the end came, without a frame. */
      if (marker == 0xda || marker == 0xd9)
        return FALSE;
      /* Restart markers and TEM stand alone. */
      if ((marker >= 0xd0 && marker <= 0xd8) || marker == 0x01)
        {
          at += 2;
          continue;
        }

      length = jarida_image_get_be16 (span.data + at + 2);
      if (is_start_of_frame (marker))
        {
          if (length < 8 || at + 9 > span.size)
            return FALSE;
          header->height = jarida_image_get_be16 (span.data + at + 5);
          header->width = jarida_image_get_be16 (span.data + at + 7);
          return TRUE;
        }
      at += 2 + MAX (length, 2);
    }

  return FALSE;
}

/* GIF89a: the screen, then blocks; a frame may stick out of the screen, and decoders differ on what then. */

gboolean
jarida_image_is_gif (JaridaImageSpan span)
{
  return span.size >= 6 && (memcmp (span.data, "GIF87a", 6) == 0 || memcmp (span.data, "GIF89a", 6) == 0);
}

static gsize
color_table_size (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* Past the sub-blocks that begin at @at, the empty one included. */
static gsize
skip_sub_blocks (JaridaImageSpan span,
                 gsize           at)
{
  while (at < span.size && span.data[at] != 0)
    at += 1 + (gsize) span.data[at];

  return at + 1;
}

typedef struct
{
  JaridaImageSpan span;
  gsize           at;
} GifWalk;

/* Goes past the next frame and what stands before it; returns where its descriptor is, or NULL at the end. */
static const guint8 *
next_gif_frame (GifWalk *walk)
{
  JaridaImageSpan span = walk->span;

  if (walk->at == 0)
    walk->at = 13 + color_table_size (span.data[10]);
  while (walk->at + 2 <= span.size && span.data[walk->at] == 0x21)
    walk->at = skip_sub_blocks (span, walk->at + 2);
  if (walk->at + 11 <= span.size && span.data[walk->at] == 0x2c)
    {
      const guint8 *frame = span.data + walk->at;

      walk->at = skip_sub_blocks (span, walk->at + 11 + color_table_size (frame[9]));
      return frame;
    }

  return NULL;
}

gboolean
jarida_image_read_gif (JaridaImageSpan    span,
                       JaridaImageHeader *header)
{
  GifWalk walk = { span, 0 };
  const guint8 *frame;

  if (span.size < 13)
    return FALSE;

  header->width = jarida_image_get_le16 (span.data + 6);
  header->height = jarida_image_get_le16 (span.data + 8);
  header->n_frames = 0;
  while ((frame = next_gif_frame (&walk)) != NULL)
    {
      header->width = MAX (header->width, jarida_image_get_le16 (frame + 1) + jarida_image_get_le16 (frame + 5));
      header->height = MAX (header->height, jarida_image_get_le16 (frame + 3) + jarida_image_get_le16 (frame + 7));
      header->n_frames++;
    }

  return header->n_frames > 0;
}

gsize
jarida_image_get_gif_frame_end (JaridaImageSpan span)
{
  GifWalk walk = { span, 0 };

  return span.size >= 13 && next_gif_frame (&walk) != NULL ? MIN (walk.at, span.size) : span.size;
}

/* WebP: a RIFF of chunks. An extended file states a canvas, and the frame inside must agree with it. */

gboolean
jarida_image_is_webp (JaridaImageSpan span)
{
  return span.size >= 12 && memcmp (span.data, "RIFF", 4) == 0 && memcmp (span.data + 8, "WEBP", 4) == 0;
}

/* The size of a lossy or lossless bit stream; FALSE when @chunk is neither or broken. */
static gboolean
read_webp_frame (const char        *name,
                 JaridaImageSpan    chunk,
                 JaridaImageHeader *header)
{
  if (memcmp (name, "VP8 ", 4) == 0 && chunk.size >= 10 && memcmp (chunk.data + 3, "\x9d\x01\x2a", 3) == 0)
    {
      header->width = jarida_image_get_le16 (chunk.data + 6) & 0x3fff;
      header->height = jarida_image_get_le16 (chunk.data + 8) & 0x3fff;
      return TRUE;
    }
  if (memcmp (name, "VP8L", 4) == 0 && chunk.size >= 5 && chunk.data[0] == 0x2f)
    {
      guint bits = jarida_image_get_le32 (chunk.data + 1);

      header->width = (bits & 0x3fff) + 1;
      header->height = (bits >> 14 & 0x3fff) + 1;
      return TRUE;
    }

  return FALSE;
}

gboolean
jarida_image_read_webp (JaridaImageSpan    span,
                        JaridaImageHeader *header)
{
  gboolean extended = FALSE;
  guint n_animated = 0;

  for (gsize at = 12; at + 8 <= span.size;)
    {
      const char *name = (const char *) span.data + at;
      gsize length = jarida_image_get_le32 (span.data + at + 4);
      JaridaImageSpan chunk = { span.data + at + 8, MIN (length, span.size - at - 8) };
      JaridaImageHeader frame = { 0, 0, 1 };

      if (at == 12 && memcmp (name, "VP8X", 4) == 0 && chunk.size >= 10)
        {
          extended = TRUE;
          header->width = jarida_image_get_le24 (chunk.data + 4) + 1;
          header->height = jarida_image_get_le24 (chunk.data + 7) + 1;
        }
      else if (memcmp (name, "ANMF", 4) == 0)
        n_animated++;
      else if (read_webp_frame (name, chunk, &frame))
        {
          if (extended && (frame.width != header->width || frame.height != header->height))
            return FALSE;
          *header = frame;
          return TRUE;
        }
      if (!extended)
        return FALSE;
      at += 8 + length + (length & 1);
    }

  header->n_frames = n_animated;
  return n_animated > 0;
}
