/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "jarida-pdq.h"

G_BEGIN_DECLS

#define JARIDA_IMAGE_ERROR (jarida_image_error_quark ())
typedef enum
{
  JARIDA_IMAGE_ERROR_UNKNOWN,     /* not a picture of a kind that is allowed */
  JARIDA_IMAGE_ERROR_TOO_LARGE,   /* over the budget of pixels or edges: never decoded */
  JARIDA_IMAGE_ERROR_BROKEN,      /* the decoder refused it */
  JARIDA_IMAGE_ERROR_HELPER,      /* the helper is missing or died */
} JaridaImageError;
GQuark jarida_image_error_quark (void);

typedef enum
{
  JARIDA_IMAGE_PNG,
  JARIDA_IMAGE_JPEG,
  JARIDA_IMAGE_GIF,
  JARIDA_IMAGE_WEBP,
  JARIDA_IMAGE_AVIF,
} JaridaImageFormat;

typedef struct
{
  JaridaImageFormat format;
  int               width;
  int               height;
} JaridaImageInfo;

/* Reads the header only; refuses before any decoder sees the bytes (PLATFORM.md 7). Pure. */
gboolean jarida_image_sniff (const guint8 *data, gsize size, JaridaImageInfo *out_info, GError **error);
const char *jarida_image_format_get_name (JaridaImageFormat format);   /* "png", "jpeg"... */

typedef enum
{
  JARIDA_DECODE_NONE = 0,
  JARIDA_DECODE_HASH = 1 << 0,   /* the whole picture is decoded at full size and hashed before it is scaled */
} JaridaDecodeFlags;

/* Decoded pixels, rows of RGBA (not premultiplied) or RGB bytes. A value. */
typedef struct
{
  int        width;
  int        height;
  int        stride;
  gboolean   has_alpha;
  int        full_width;    /* before scaling, upright */
  int        full_height;
  GBytes    *data;          /* (owned) */
  JaridaPdq *hashes;        /* (owned) (nullable) its crop set, when asked for and there is enough in it */
  guint      n_hashes;
} JaridaPixels;

GType         jarida_pixels_get_type (void);
JaridaPixels *jarida_pixels_ref      (JaridaPixels *self);
void          jarida_pixels_unref    (JaridaPixels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPixels, jarida_pixels_unref)

#define JARIDA_TYPE_IMAGE_DECODER (jarida_image_decoder_get_type ())
G_DECLARE_FINAL_TYPE (JaridaImageDecoder, jarida_image_decoder, JARIDA, IMAGE_DECODER, GObject)

/* Decodes in a helper process that can neither open a file nor a socket. One helper is kept alive, restarted when it dies,
 * ended when idle. Never enlarges. EXIF orientation applied. Main thread. */
JaridaImageDecoder *jarida_image_decoder_new           (void) G_GNUC_WARN_UNUSED_RESULT;
/* Fits within @max_width x @max_height pixels; 0: no bound. */
void                jarida_image_decoder_decode_async  (JaridaImageDecoder *self, GBytes *bytes, int max_width, int max_height,
                                                        JaridaDecodeFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaPixels       *jarida_image_decoder_decode_finish (JaridaImageDecoder *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
