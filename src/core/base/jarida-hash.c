/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-hash.h"

/* SipHash-2-4 by Jean-Philippe Aumasson and Daniel J. Bernstein (https://www.aumasson.jp/siphash/siphash.pdf).
 * The key is fixed for ever, because the sums are stored: it only has to differ from everyone else's. */
#define KEY_0 G_GUINT64_CONSTANT (0x6a61726964612e31)
#define KEY_1 G_GUINT64_CONSTANT (0x2e68617368206b31)

typedef struct
{
  guint64 v0, v1, v2, v3;
} Sip;

static inline guint64
rotate (guint64 value,
        int     bits)
{
  return (value << bits) | (value >> (64 - bits));
}

static inline void
sip_rounds (Sip *sip,
            int  n_rounds)
{
  for (int i = 0; i < n_rounds; i++)
    {
      sip->v0 += sip->v1; sip->v1 = rotate (sip->v1, 13); sip->v1 ^= sip->v0; sip->v0 = rotate (sip->v0, 32);
      sip->v2 += sip->v3; sip->v3 = rotate (sip->v3, 16); sip->v3 ^= sip->v2;
      sip->v0 += sip->v3; sip->v3 = rotate (sip->v3, 21); sip->v3 ^= sip->v0;
      sip->v2 += sip->v1; sip->v1 = rotate (sip->v1, 17); sip->v1 ^= sip->v2; sip->v2 = rotate (sip->v2, 32);
    }
}

static inline guint64
read_little_endian (const guint8 *bytes,
                    gsize         size)
{
  guint64 word = 0;

  for (gsize i = 0; i < size; i++)
    word |= (guint64) bytes[i] << (8 * i);
  return word;
}

static inline void
sip_add (Sip     *sip,
         guint64  word)
{
  sip->v3 ^= word;
  sip_rounds (sip, 2);
  sip->v0 ^= word;
}

static guint64
sip_hash (const guint8 *bytes,
          gsize         size,
          guint64       key_0,
          guint64       key_1)
{
  Sip sip = {
    key_0 ^ G_GUINT64_CONSTANT (0x736f6d6570736575), key_1 ^ G_GUINT64_CONSTANT (0x646f72616e646f6d),
    key_0 ^ G_GUINT64_CONSTANT (0x6c7967656e657261), key_1 ^ G_GUINT64_CONSTANT (0x7465646279746573),
  };
  gsize i;

  for (i = 0; i + 8 <= size; i += 8)
    sip_add (&sip, read_little_endian (bytes + i, 8));
  sip_add (&sip, read_little_endian (bytes + i, size - i) | (guint64) size << 56);
  sip.v2 ^= 0xff;
  sip_rounds (&sip, 4);
  return sip.v0 ^ sip.v1 ^ sip.v2 ^ sip.v3;
}

guint64
jarida_hash_bytes (gconstpointer data,
                   gsize         size)
{
  g_return_val_if_fail (data != NULL || size == 0, 0);

  return sip_hash (data, size, KEY_0, KEY_1);
}

guint64
jarida_hash_bytes_with_key (gconstpointer data,
                            gsize         size,
                            guint64       key_0,
                            guint64       key_1)
{
  g_return_val_if_fail (data != NULL || size == 0, 0);

  return sip_hash (data, size, key_0, key_1);
}

guint64
jarida_hash_string (const char *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return jarida_hash_bytes (text, strlen (text));
}
