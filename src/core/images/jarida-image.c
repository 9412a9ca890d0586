/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image-header.h"

/* The door of the room: what kind of picture it is and how large, from the header alone, in a few microseconds. What
 * passes here may go to the decoder; a bomb announces its size like everyone else. */

/* An animation is shown one picture at a time, but somebody has to walk through all of them. */
#define MAX_ANIMATION_PIXELS (G_GUINT64_CONSTANT (10) * JARIDA_IMAGE_MAX_PIXELS)

G_DEFINE_QUARK (jarida-image-error-quark, jarida_image_error)

static gboolean
check_budget (const JaridaImageHeader  *header,
              GError                  **error)
{
  guint64 area = (guint64) header->width * header->height;

  if (header->width == 0 || header->height == 0)
    {
      g_set_error_literal (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_BROKEN, "The picture has no size");
      return FALSE;
    }
  if (header->width > JARIDA_IMAGE_MAX_EDGE || header->height > JARIDA_IMAGE_MAX_EDGE || area > JARIDA_IMAGE_MAX_PIXELS
      || area * header->n_frames > MAX_ANIMATION_PIXELS)
    {
      g_set_error (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_TOO_LARGE,
                   "The picture is too large: %u × %u, %u frames", header->width, header->height, header->n_frames);
      return FALSE;
    }

  return TRUE;
}

gboolean
jarida_image_sniff (const guint8     *data,
                    gsize             size,
                    JaridaImageInfo  *out_info,
                    GError          **error)
{
  static const struct
  {
    JaridaImageFormat format;
    gboolean (* is)   (JaridaImageSpan span);
    gboolean (* read) (JaridaImageSpan span, JaridaImageHeader *header);
  } formats[] = {
    { JARIDA_IMAGE_JPEG, jarida_image_is_jpeg, jarida_image_read_jpeg },
    { JARIDA_IMAGE_PNG, jarida_image_is_png, jarida_image_read_png },
    { JARIDA_IMAGE_WEBP, jarida_image_is_webp, jarida_image_read_webp },
    { JARIDA_IMAGE_GIF, jarida_image_is_gif, jarida_image_read_gif },
    { JARIDA_IMAGE_AVIF, jarida_image_is_avif, jarida_image_read_avif },
  };
  const JaridaImageSpan span = { data, size };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      JaridaImageHeader header = { 0, 0, 1 };

      if (!formats[i].is (span))
        continue;

      if (!formats[i].read (span, &header))
        {
          g_set_error (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_BROKEN, "The header of the %s picture is broken",
                       jarida_image_format_get_name (formats[i].format));
          return FALSE;
        }
      if (!check_budget (&header, error))
        return FALSE;

      if (out_info != NULL)
        *out_info = (JaridaImageInfo) { formats[i].format, (int) header.width, (int) header.height };
      return TRUE;
    }

  g_set_error_literal (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_UNKNOWN, "Not a picture of a known kind");
  return FALSE;
}

const char *
jarida_image_format_get_name (JaridaImageFormat format)
{
  switch (format)
    {
    case JARIDA_IMAGE_PNG:
      return "png";
    case JARIDA_IMAGE_JPEG:
      return "jpeg";
    case JARIDA_IMAGE_GIF:
      return "gif";
    case JARIDA_IMAGE_WEBP:
      return "webp";
    case JARIDA_IMAGE_AVIF:
      return "avif";
    default:
      g_return_val_if_reached (NULL);
    }
}
