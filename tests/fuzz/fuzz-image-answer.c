/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "jarida-image-wire.h"

#define PIECE(value) (char) ((value) & 0xff), (char) ((value) >> 8 & 0xff), (char) ((value) >> 16 & 0xff), (char) ((guint) (value) >> 24)

/* 2 × 1 RGB pixels and two hashes, in the order of a little-endian machine; elsewhere it is one more input. */
static const char sound[] = {
  PIECE (JARIDA_IMAGE_WIRE_MAGIC), PIECE (7), PIECE (0), PIECE (2), PIECE (1), PIECE (8), PIECE (0), PIECE (200), PIECE (100),
  PIECE (2), PIECE (8 + 2 * 34), 1, 2, 3, 4, 5, 6, 0, 0, [11 * 4 + 8 + 32] = 50, 0, [11 * 4 + 8 + 34 + 32] = 100, 7,
};

const FuzzSeed fuzz_seeds[] = {
  { sound, sizeof sound },
  { NULL }
};

/* What an answer that is believed promises, whatever a helper taken over by a picture wrote. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const JaridaImageQuestion question = {
    .magic = JARIDA_IMAGE_WIRE_MAGIC, .number = 7, .max_width = 300, .max_height = 300, .flags = JARIDA_DECODE_HASH,
  };
  JaridaImageQuestion plain = question;
  JaridaImageAnswer answer;
  g_autofree guint8 *body = NULL;
  gsize pixels_size;

  if (size < sizeof answer)
    return 0;
  memcpy (&answer, data, sizeof answer);
  plain.flags = 0;
  if (!jarida_image_answer_is_sound (&answer, &question))
    {
      g_assert_false (jarida_image_answer_is_sound (&answer, &plain));
      return 0;
    }

  g_assert_cmpuint (answer.size, <=, 300 * (4 * 300 + 16) + JARIDA_PDQ_MAX_CROPS * sizeof (JaridaPdq));
  g_assert_true (jarida_image_answer_is_sound (&answer, &plain) == (answer.n_hashes == 0));
  if (size - sizeof answer != answer.size)
    return 0;
  /* A block without a byte to spare, so that a sanitizer sees one step too far. */
  body = g_memdup2 (data + sizeof answer, answer.size);
  if (!jarida_image_answer_is_body_sound (&answer, body) || answer.verdict != JARIDA_IMAGE_ANSWER_OK)
    return 0;

  pixels_size = jarida_image_answer_get_pixels_size (&answer);
  for (guint i = 0; i < answer.n_hashes; i++)
    {
      JaridaPdq pdq;

      memcpy (&pdq, body + pixels_size + i * sizeof pdq, sizeof pdq);
      g_assert_cmpuint (pdq.crop, >=, i);
      g_assert_cmpuint (pdq.crop, <, JARIDA_PDQ_MAX_CROPS);
      g_assert_cmpuint (pdq.quality, <=, 100);
    }

  return 0;
}
