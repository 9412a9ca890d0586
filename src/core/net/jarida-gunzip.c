/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-gunzip.h"

#include <string.h>

/* Takes "Content-Encoding: gzip" off a body, as servers really send it: sometimes plain after all, sometimes several
 * members in a row, sometimes with rubbish behind. Used in place of libsoup's decoder, which takes a gzip
 * stream that was cut off for a whole one (seen in 3.2.3): here that is G_IO_ERROR_PARTIAL_INPUT. */

/* More rubbish than this and the connection is not worth keeping. */
#define MAX_RUBBISH (64 * 1024)

typedef enum
{
  STATE_START,
  STATE_PLAIN,
  STATE_GZIP,
  STATE_END,     /* a member is over: another may follow, or rubbish */
  STATE_RUBBISH,
} State;

struct _JaridaGunzip
{
  GObject     parent_instance;

  GConverter *zlib;        /* (owned) */
  State       state;
  gsize       n_rubbish;
};

static void jarida_gunzip_converter_init (GConverterIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JaridaGunzip, jarida_gunzip, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER, jarida_gunzip_converter_init))

static GConverterResult
need_more (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "The compressed body is cut off");
  return G_CONVERTER_ERROR;
}

/* Between members: what comes next decides. */
static GConverterResult
choose (JaridaGunzip    *self,
        const guint8    *in,
        gsize            in_size,
        GConverterFlags  flags,
        GError         **error)
{
  if (in_size < 2 && (flags & G_CONVERTER_INPUT_AT_END) == 0)
    return need_more (error);

  if (in_size >= 2 && in[0] == 0x1f && in[1] == 0x8b)
    {
      g_converter_reset (self->zlib);
      self->state = STATE_GZIP;
    }
  else
    self->state = self->state == STATE_START ? STATE_PLAIN : STATE_RUBBISH;

  return G_CONVERTER_CONVERTED;
}

/* The rest is read and dropped, so that the connection can be used again. */
static GConverterResult
drop (JaridaGunzip    *self,
      gsize            in_size,
      GConverterFlags  flags,
      gsize           *n_read,
      GError         **error)
{
  *n_read = in_size;
  self->n_rubbish += in_size;
  if ((flags & G_CONVERTER_INPUT_AT_END) != 0 || self->n_rubbish > MAX_RUBBISH)
    return G_CONVERTER_FINISHED;

  return in_size > 0 ? G_CONVERTER_CONVERTED : need_more (error);
}

static GConverterResult
copy (const guint8    *in,
      gsize            in_size,
      guint8          *out,
      gsize            out_size,
      GConverterFlags  flags,
      gsize           *n_read,
      gsize           *n_written,
      GError         **error)
{
  gsize n = MIN (in_size, out_size);

  if (n > 0)
    memcpy (out, in, n);
  *n_read = *n_written = n;
  if (n == in_size && (flags & G_CONVERTER_INPUT_AT_END) != 0)
    return G_CONVERTER_FINISHED;

  return n > 0 ? G_CONVERTER_CONVERTED : need_more (error);
}

static GConverterResult
jarida_gunzip_convert (GConverter       *converter,
                       const void       *in,
                       gsize             in_size,
                       void             *out,
                       gsize             out_size,
                       GConverterFlags   flags,
                       gsize            *n_read,
                       gsize            *n_written,
                       GError          **error)
{
  JaridaGunzip *self = JARIDA_GUNZIP (converter);
  GConverterResult result;

  *n_read = *n_written = 0;
  if (self->state == STATE_START || self->state == STATE_END)
    {
      result = choose (self, in, in_size, flags, error);
      if (result != G_CONVERTER_CONVERTED)
        return result;
    }
  if (self->state == STATE_PLAIN)
    return copy (in, in_size, out, out_size, flags, n_read, n_written, error);
  if (self->state == STATE_RUBBISH)
    return drop (self, in_size, flags, n_read, error);

  result = g_converter_convert (self->zlib, in, in_size, out, out_size, flags, n_read, n_written, error);
  if (result == G_CONVERTER_FINISHED)
    {
      self->state = STATE_END;
      if (*n_read == in_size && (flags & G_CONVERTER_INPUT_AT_END) != 0)
        return G_CONVERTER_FINISHED;
      return G_CONVERTER_CONVERTED;
    }

  return result;
}

static void
jarida_gunzip_reset (GConverter *converter)
{
  JaridaGunzip *self = JARIDA_GUNZIP (converter);

  g_converter_reset (self->zlib);
  self->state = STATE_START;
  self->n_rubbish = 0;
}

static void
jarida_gunzip_converter_init (GConverterIface *iface)
{
  iface->convert = jarida_gunzip_convert;
  iface->reset = jarida_gunzip_reset;
}

static void
jarida_gunzip_finalize (GObject *object)
{
  g_object_unref (JARIDA_GUNZIP (object)->zlib);

  G_OBJECT_CLASS (jarida_gunzip_parent_class)->finalize (object);
}

static void
jarida_gunzip_class_init (JaridaGunzipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jarida_gunzip_finalize;
}

static void
jarida_gunzip_init (JaridaGunzip *self)
{
  self->zlib = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
}

GConverter *
jarida_gunzip_new (void)
{
  return g_object_new (JARIDA_TYPE_GUNZIP, NULL);
}
