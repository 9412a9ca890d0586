/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image-wire.h"

#include <string.h>

#include "jarida-image-header.h"

#define MAX_WORDS 1024

static gboolean
is_within (guint32 size,
           guint32 bound)
{
  return size > 0 && size <= JARIDA_IMAGE_MAX_EDGE && (bound == 0 || size <= bound);
}

gsize
jarida_image_answer_get_pixels_size (const JaridaImageAnswer *answer)
{
  return (gsize) answer->stride * answer->height;
}

gboolean
jarida_image_answer_is_sound (const JaridaImageAnswer   *answer,
                              const JaridaImageQuestion *question)
{
  guint32 row;

  if (answer->magic != JARIDA_IMAGE_WIRE_MAGIC || answer->number != question->number)
    return FALSE;
  if (answer->verdict != JARIDA_IMAGE_ANSWER_OK)
    return answer->verdict <= JARIDA_IMAGE_ANSWER_BROKEN && answer->size <= MAX_WORDS && answer->n_hashes == 0;

  row = answer->width * (answer->has_alpha != 0 ? 4 : 3);
  return is_within (answer->width, question->max_width) && is_within (answer->height, question->max_height)
         && is_within (answer->full_width, 0) && is_within (answer->full_height, 0)
         && (guint64) answer->width * answer->height <= JARIDA_IMAGE_MAX_PIXELS
         && answer->stride >= row && answer->stride < row + 16
         && answer->n_hashes <= ((question->flags & JARIDA_DECODE_HASH) != 0 ? JARIDA_PDQ_MAX_CROPS : 0)
         && answer->size == jarida_image_answer_get_pixels_size (answer) + answer->n_hashes * sizeof (JaridaPdq);
}

gboolean
jarida_image_answer_is_body_sound (const JaridaImageAnswer *answer,
                                   const guint8            *body)
{
  int last_crop = -1;

  if (answer->verdict != JARIDA_IMAGE_ANSWER_OK)
    return TRUE;

  body += jarida_image_answer_get_pixels_size (answer);
  for (guint i = 0; i < answer->n_hashes; i++)
    {
      JaridaPdq pdq;

      memcpy (&pdq, body + i * sizeof pdq, sizeof pdq);
      if (pdq.crop >= JARIDA_PDQ_MAX_CROPS || pdq.crop <= last_crop
          || pdq.quality < JARIDA_PDQ_MIN_QUALITY || pdq.quality > 100)
        return FALSE;
      last_crop = pdq.crop;
    }

  return TRUE;
}
