/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image-decode.h"

#include <math.h>

#include "jarida-image-header.h"

/* gdk-pixbuf, held by the hand: the kind is told and not guessed (guessing reads the MIME database), the bytes come in small
 * pieces so that a size over the budget stops it before it has inflated anything, and JPEG is scaled while decoding. But
 * what is hashed is the full picture: half of what a hash may differ by would be spent on the scaling. */

#define PIECE (16 * 1024)

typedef struct
{
  JaridaImageFormat format;
  int               max_width;
  int               max_height;
  JaridaDecodeFlags flags;
  int               width;       /* as stored, before scaling and turning */
  int               height;
  int               n_rows;      /* of which something was decoded */
  gboolean          too_large;
} Decode;

void
jarida_image_decode_prepare (void)
{
  for (JaridaImageFormat format = JARIDA_IMAGE_PNG; format <= JARIDA_IMAGE_AVIF; format++)
    {
      /* A kind this machine has no decoder for is refused when it comes. */
      g_autoptr(GdkPixbufLoader) loader =
        gdk_pixbuf_loader_new_with_type (jarida_image_format_get_name (format), NULL);

      if (loader != NULL)
        gdk_pixbuf_loader_close (loader, NULL);
    }
}

/* How much smaller to be within the bounds; never more than 1. */
static double
fit (int width,
     int height,
     int max_width,
     int max_height)
{
  double scale = 1.0;

  if (max_width > 0)
    scale = MIN (scale, (double) max_width / width);
  if (max_height > 0)
    scale = MIN (scale, (double) max_height / height);

  return scale;
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Decode *decode = user_data;
  double scale;

  decode->width = width;
  decode->height = height;
  if (width <= 0 || height <= 0 || width > JARIDA_IMAGE_MAX_EDGE || height > JARIDA_IMAGE_MAX_EDGE
      || (gint64) width * height > JARIDA_IMAGE_MAX_PIXELS)
    {
      decode->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  /* Only the JPEG decoder skips work when asked for less. Whether Exif turns it is not known yet: enough for both ways. */
  scale = MAX (fit (width, height, decode->max_width, decode->max_height),
               fit (height, width, decode->max_width, decode->max_height));
  if (decode->format == JARIDA_IMAGE_JPEG && scale < 1.0 && (decode->flags & JARIDA_DECODE_HASH) == 0)
    gdk_pixbuf_loader_set_size (loader, (int) ceil (width * scale), (int) ceil (height * scale));
}

/* What is never decoded, because the file is cut short, shows grey and not what the memory held before. These two
 * decoders say that they have room before they fill it; the others say it afterwards, and are whole or nothing. */
static void
area_prepared_cb (GdkPixbufLoader *loader,
                  gpointer         user_data)
{
  const Decode *decode = user_data;
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (pixbuf != NULL && (decode->format == JARIDA_IMAGE_JPEG || decode->format == JARIDA_IMAGE_PNG))
    gdk_pixbuf_fill (pixbuf, 0x80808000);
}

static void
area_updated_cb (GdkPixbufLoader *loader,
                 int              x,
                 int              y,
                 int              width,
                 int              height,
                 gpointer         user_data)
{
  ((Decode *) user_data)->n_rows = MAX (((Decode *) user_data)->n_rows, y + height);
}

static gboolean
feed (GdkPixbufLoader  *loader,
      Decode           *decode,
      const guint8     *data,
      gsize             size,
      GError          **error)
{
  for (gsize at = 0; at < size && !decode->too_large; at += PIECE)
    if (!gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, size - at), error))
      return FALSE;

  return TRUE;
}

/* The loader must be closed whatever happened; its errors after a refusal say nothing. */
static GdkPixbuf *
load (Decode        *decode,
      const guint8  *data,
      gsize          size,
      GError       **error)
{
  static const guint8 gif_end[] = { 0x3b };
  g_autoptr(GdkPixbufLoader) loader = NULL;
  g_autoptr(GError) local_error = NULL;
  GdkPixbuf *pixbuf;
  gboolean fed;

  loader = gdk_pixbuf_loader_new_with_type (jarida_image_format_get_name (decode->format), &local_error);
  if (loader == NULL)
    {
      g_set_error_literal (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_UNKNOWN, local_error->message);
      return NULL;
    }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), decode);
  g_signal_connect (loader, "area-prepared", G_CALLBACK (area_prepared_cb), decode);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated_cb), decode);
  fed = feed (loader, decode, data, size, &local_error);
  /* Only the first frame of an animation was given: this says that it is all. */
  if (fed && decode->format == JARIDA_IMAGE_GIF)
    fed = feed (loader, decode, gif_end, sizeof gif_end, &local_error);
  gdk_pixbuf_loader_close (loader, local_error == NULL ? &local_error : NULL);

  if (decode->too_large)
    {
      g_set_error (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_TOO_LARGE, "The picture is too large: %d × %d",
                   decode->width, decode->height);
      return NULL;
    }

  /* The upper half of a photograph is better than none, and browsers show it too. */
  if (local_error != NULL && fed && decode->format == JARIDA_IMAGE_JPEG && decode->n_rows > 0)
    g_clear_error (&local_error);
  pixbuf = local_error == NULL ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_BROKEN,
                           local_error != NULL ? local_error->message : "No picture inside");
      return NULL;
    }

  return g_object_ref (pixbuf);
}

/* Exif: 5 to 8 lie on their side. */
static gboolean
is_on_its_side (GdkPixbuf *pixbuf)
{
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");

  return orientation != NULL && orientation[0] >= '5' && orientation[0] <= '8';
}

/* Scaled first and turned then: there is less to turn. */
static GdkPixbuf *
scale_and_turn (GdkPixbuf *pixbuf,
                Decode    *decode)
{
  gboolean side = is_on_its_side (pixbuf);
  double scale = side ? fit (decode->height, decode->width, decode->max_width, decode->max_height)
                      : fit (decode->width, decode->height, decode->max_width, decode->max_height);
  int width = MAX (1, (int) lround (decode->width * scale));
  int height = MAX (1, (int) lround (decode->height * scale));
  g_autoptr(GdkPixbuf) scaled = NULL;

  if (gdk_pixbuf_get_width (pixbuf) > width || gdk_pixbuf_get_height (pixbuf) > height)
    scaled = gdk_pixbuf_scale_simple (pixbuf, width, height, GDK_INTERP_BILINEAR);
  else
    scaled = g_object_ref (pixbuf);
  if (scaled == NULL)
    return NULL;

  if (scaled != pixbuf && gdk_pixbuf_get_option (pixbuf, "orientation") != NULL)
    gdk_pixbuf_set_option (scaled, "orientation", gdk_pixbuf_get_option (pixbuf, "orientation"));

  return gdk_pixbuf_apply_embedded_orientation (scaled);
}

static gboolean
hash (GdkPixbuf        *pixbuf,
      JaridaImageFacts *facts)
{
  g_autoptr(GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  if (upright == NULL)
    return FALSE;

  facts->n_hashes = jarida_pdq_crop_set (gdk_pixbuf_read_pixels (upright), gdk_pixbuf_get_width (upright),
                                         gdk_pixbuf_get_height (upright), gdk_pixbuf_get_rowstride (upright),
                                         gdk_pixbuf_get_n_channels (upright), facts->hashes);
  return TRUE;
}

GdkPixbuf *
jarida_image_decode (JaridaImageFormat   format,
                     const guint8       *data,
                     gsize               size,
                     int                 max_width,
                     int                 max_height,
                     JaridaDecodeFlags   flags,
                     JaridaImageFacts   *out_facts,
                     GError            **error)
{
  Decode decode = { .format = format, .max_width = max_width, .max_height = max_height, .flags = flags };
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  GdkPixbuf *upright = NULL;
  gboolean side;

  if (format == JARIDA_IMAGE_GIF)
    size = jarida_image_get_gif_frame_end ((JaridaImageSpan) { data, size });

  pixbuf = load (&decode, data, size, error);
  if (pixbuf == NULL)
    return NULL;

  out_facts->n_hashes = 0;
  side = is_on_its_side (pixbuf);
  if ((flags & JARIDA_DECODE_HASH) == 0 || hash (pixbuf, out_facts))
    upright = scale_and_turn (pixbuf, &decode);
  if (upright == NULL)
    {
      g_set_error_literal (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_TOO_LARGE, "No memory for the picture");
      return NULL;
    }

  out_facts->full_width = side ? decode.height : decode.width;
  out_facts->full_height = side ? decode.width : decode.height;
  return upright;
}
