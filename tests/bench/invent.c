/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "invent.h"

static const char * const latin[] = { "ba", "ri", "mo", "du", "la", "ne", "so", "ti", "ga", "che", "pou", "ver", "cal", "fin", "ron", "sel" };
static const char * const letters[] = { "با", "ري", "مو", "دو", "لا", "ني", "سو", "تي", "قا", "شي", "بو", "فر", "كل", "فن", "رن", "سل" };

void
invent_word (guint    rank,
             gboolean arabic,
             GString *out)
{
  /* Neighbours in rank are no neighbours in spelling. */
  guint32 number = (guint32) (rank + 1) * 2654435761u;
  const guint n = 2 + number % 3;

  for (guint i = 0; i < n; i++, number >>= 5)
    g_string_append (out, arabic ? letters[number % 16] : latin[number % 16]);
  /* Each once, whatever the syllables are. */
  for (guint rest = rank; rest > 0; rest /= 16)
    g_string_append (out, arabic ? letters[rest % 16] : latin[rest % 16]);
}

guint
invent_rank (GRand *random)
{
  return (guint) exp (g_rand_double (random) * log (INVENTED_WORDS)) - 1;
}
