/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lists.h"

#include "jarida-hash.h"

guint64
make_key (guint32 seed,
          guint   i)
{
  guint32 numbers[2] = { seed, i };

  return jarida_hash_bytes (numbers, sizeof numbers) >> 16;
}

static void
make_hash (guint32 seed,
           guint   i,
           guint8  out_hash[32])
{
  for (guint k = 0; k < 4; k++)
    {
      guint32 numbers[3] = { seed, i, k };
      guint64 bits = jarida_hash_bytes (numbers, sizeof numbers);

      for (guint b = 0; b < 8; b++)
        out_hash[8 * k + b] = (guint8) (bits >> (8 * b));
    }
}

JaridaBlockList *
make_list (guint32 seq,
           guint   n_keys,
           guint   n_families,
           guint32 seed)
{
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();
  g_autoptr(GError) error = NULL;
  JaridaBlockList *list;

  for (guint i = 0; i < n_keys; i++)
    jarida_block_list_builder_add_key (builder, make_key (seed, i),
                                       JARIDA_LIST_MARK (1 + i % JARIDA_REASON_LAST, 1 + i % 2));
  for (guint i = 0; i < n_keys / 5; i++)
    jarida_block_list_builder_add_exception (builder, make_key (seed + 1000, i));
  for (guint i = 0; i < n_families; i++)
    {
      guint8 hashes[3 * 32];
      guint n = 1 + i % 3;

      for (guint k = 0; k < n; k++)
        make_hash (seed, 3 * i + k, hashes + 32 * k);
      jarida_block_list_builder_add_family (builder, 10 + i, 31 - i % 8,
                                            i % 4 == 3 ? 0 : JARIDA_LIST_MARK (JARIDA_REASON_SEXUAL, JARIDA_LIST_BY_MODERATOR), hashes, (guint8) n);
    }
  list = jarida_block_list_builder_end (builder, seq, &error);
  g_assert_no_error (error);

  return list;
}
