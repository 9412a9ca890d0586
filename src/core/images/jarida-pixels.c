/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-pixels-private.h"

typedef struct
{
  JaridaPixels    value;       /* first, so that one pointer serves both */
  gatomicrefcount ref_count;
} Counted;

G_DEFINE_BOXED_TYPE (JaridaPixels, jarida_pixels, jarida_pixels_ref, jarida_pixels_unref)

JaridaPixels *
jarida_pixels_new (int        width,
                   int        height,
                   int        stride,
                   gboolean   has_alpha,
                   int        full_width,
                   int        full_height,
                   GBytes    *data,
                   JaridaPdq *hashes,
                   guint      n_hashes)
{
  Counted *self = g_new0 (Counted, 1);

  self->value = (JaridaPixels) { width, height, stride, has_alpha, full_width, full_height, data,
                                  hashes, n_hashes };
  g_atomic_ref_count_init (&self->ref_count);
  return &self->value;
}

JaridaPixels *
jarida_pixels_ref (JaridaPixels *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((Counted *) self)->ref_count);
  return self;
}

void
jarida_pixels_unref (JaridaPixels *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&((Counted *) self)->ref_count))
    return;

  g_bytes_unref (self->data);
  g_free (self->hashes);
  g_free (self);
}
