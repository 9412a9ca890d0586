/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-pdq.h"

#include <string.h>

/* A flat scan: at a hundred thousand hashes it takes a fifth of a millisecond where the processor counts bits itself. Which of the
 * two it is, is asked at run time by hand: what compilers offer for it (ifunc) runs before the sanitizers and not everywhere. */

#define N_WORDS (JARIDA_PDQ_BYTES / 8)

static inline __attribute__ ((always_inline)) int
count_different (const guint64 *a,
                 const guint8  *b)
{
  int n = 0;

  for (int i = 0; i < N_WORDS; i++)
    {
      guint64 word;

      memcpy (&word, b + 8 * i, 8);
      n += __builtin_popcountll (a[i] ^ word);
    }

  return n;
}

static inline __attribute__ ((always_inline)) gssize
scan (const guint8  *hashes,
      gsize          n,
      const guint64 *needle,
      int            max_distance)
{
  for (gsize i = 0; i < n; i++)
    if (count_different (needle, hashes + i * JARIDA_PDQ_BYTES) <= max_distance)
      return (gssize) i;

  return -1;
}

static gssize
scan_anywhere (const guint8  *hashes,
               gsize          n,
               const guint64 *needle,
               int            max_distance)
{
  return scan (hashes, n, needle, max_distance);
}

#if defined (__x86_64__) || defined (__i386__)
__attribute__ ((target ("popcnt"))) static gssize
scan_with_popcnt (const guint8  *hashes,
                  gsize          n,
                  const guint64 *needle,
                  int            max_distance)
{
  return scan (hashes, n, needle, max_distance);
}

static gboolean
has_popcnt (void)
{
  __builtin_cpu_init ();
  return __builtin_cpu_supports ("popcnt");
}
#else
# define scan_with_popcnt scan_anywhere
# define has_popcnt() FALSE
#endif

int
jarida_pdq_distance (const guint8 *a,
                     const guint8 *b)
{
  guint64 words[N_WORDS];

  memcpy (words, a, sizeof words);
  return count_different (words, b);
}

gssize
jarida_pdq_find (const guint8 *hashes,
                 gsize         n,
                 const guint8 *needle,
                 int           max_distance)
{
  guint64 words[N_WORDS];

  g_return_val_if_fail (hashes != NULL || n == 0, -1);
  g_return_val_if_fail (needle != NULL, -1);

  memcpy (words, needle, sizeof words);
  return has_popcnt () ? scan_with_popcnt (hashes, n, words, max_distance)
                       : scan_anywhere (hashes, n, words, max_distance);
}
