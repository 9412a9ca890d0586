/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What goes through the two pipes between the reader and jarida-image-helper. Both are of one build on one
 * machine, so the numbers are in its own order. A request is the struct and @size bytes of the encoded picture; an
 * answer is the struct and @size bytes: pixels row by row, or for a refusal the decoder's words in UTF-8. The reader believes
 * nothing an answer says before it has checked it: the helper has read a stranger's picture. */

#define JARIDA_IMAGE_WIRE_MAGIC 0x4a494d31u   /* JIM1 */

typedef struct
{
  guint32 magic;
  guint32 number;       /* comes back in the answer */
  guint32 format;       /* JaridaImageFormat */
  guint32 max_width;    /* 0: no bound */
  guint32 max_height;
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
  guint32 size;
} JaridaImageAnswer;

G_END_DECLS
