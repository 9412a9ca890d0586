/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-image.h"

G_BEGIN_DECLS

/* What goes through the two pipes between the reader and jarida-image-helper. Both are of one build on one
 * machine, so the numbers are in its own order. A request is the struct and @size bytes of the encoded picture; an
 * answer is the struct and @size bytes: pixels row by row and then its hashes, or for a refusal the decoder's words in UTF-8. The
 * reader believes nothing an answer says before it has checked it: the helper has read a stranger's picture. */

#define JARIDA_IMAGE_WIRE_MAGIC 0x4a494d32u   /* JIM2 */

typedef struct
{
  guint32 magic;
  guint32 number;       /* comes back in the answer */
  guint32 format;       /* JaridaImageFormat */
  guint32 max_width;    /* 0: no bound */
  guint32 max_height;
  guint32 flags;        /* JaridaDecodeFlags */
  guint32 size;
} JaridaImageQuestion;

typedef enum
{
  JARIDA_IMAGE_ANSWER_OK,
  JARIDA_IMAGE_ANSWER_TOO_LARGE,
  JARIDA_IMAGE_ANSWER_BROKEN,
} JaridaImageVerdict;

typedef struct
{
  guint32 magic;
  guint32 number;
  guint32 verdict;
  guint32 width;
  guint32 height;
  guint32 stride;
  guint32 has_alpha;
  guint32 full_width;
  guint32 full_height;
  guint32 n_hashes;     /* JaridaPdq, behind the pixels */
  guint32 size;
} JaridaImageAnswer;

/* Whether an answer can be believed: then the numbers are small, and the pixels are where they say. */
gboolean jarida_image_answer_is_sound        (const JaridaImageAnswer   *answer,
                                              const JaridaImageQuestion *question);
/* The same of what came behind it, @answer->size bytes. */
gboolean jarida_image_answer_is_body_sound   (const JaridaImageAnswer   *answer,
                                              const guint8              *body);
/* Where in the body the hashes begin. */
gsize    jarida_image_answer_get_pixels_size (const JaridaImageAnswer   *answer);

G_END_DECLS
