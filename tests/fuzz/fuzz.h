/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a fuzz target consists of: the function that libFuzzer calls, and a few inputs to start from. */
typedef struct
{
  const char *data;
  gsize       size;      /* 0: the length of the string */
} FuzzSeed;

extern const FuzzSeed fuzz_seeds[];     /* ends with NULL */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS
