/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "jarida-block-list.h"

#define BYTES(text) { text, sizeof text - 1 }
#define STATE "................................"
#define HASH "################################"

const FuzzSeed fuzz_seeds[] = {
  BYTES ("PBL1\0\0\0\5\0\0\0\0" "\1\0\0\0\2\0\0\0\x0a\1\0\0\0\0\1\0\xd0\x11\x22" "\3\0\0\0\1\0\0\0\x27\0\0\0\x9\x14\1" HASH "\x22"
         "\5\0\0\0\1\0\0\0\7\0\xff\xff\xff\xff\xff\xff" "\7\0\0\0\1\0\0\0\x27\0\0\0\x9\x14\1" HASH "\0" STATE),
  BYTES ("PBL1\0\0\0\6\0\0\0\5" "\1\0\0\0\1\0\0\0\x08\0\0\0\0\0\1\0\x11" "\2\0\0\0\1\0\0\0\7\0\0\0\0\0\1\5" "\3\0\0\0\1\0\0\0\x27\0\0\0\x8\x14\1" HASH "\x22"
         "\4\0\0\0\1\0\0\0\4\0\0\0\x9" "\6\0\0\0\1\0\0\0\7\0\xff\xff\xff\xff\xff\xff" "\x8\0\0\0\1\0\0\0\4\0\0\0\x9" STATE),
  BYTES ("PBL1\0\0\0\1\0\0\0\0" STATE),
  BYTES ("\1\0\0\0\0\0\1\x11\1\0\0\0\0\0\2\x12\2\0\0\0\0\0\1\0\3\0\0\0\5\1\2\x11"),
  { NULL },
};

/* A list is made of the input, eight bytes an entry: what is written is read, and what changes it leads there. */
static JaridaBlockList *
build (const guint8 *data,
       gsize         size,
       guint32       seq)
{
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();
  JaridaBlockList *list;

  for (; size >= 8; data += 8, size -= 8)
    {
      guint64 key = 0;
      guint8 hashes[96];

      for (guint i = 1; i < 7; i++)
        key = key << 8 | data[i];
      memset (hashes, data[5], sizeof hashes);
      if (data[0] % 3 == 0)
        jarida_block_list_builder_add_key (builder, key, data[7] | 1);
      else if (data[0] % 3 == 1)
        jarida_block_list_builder_add_exception (builder, key);
      else
        jarida_block_list_builder_add_family (builder, (guint32) key, data[6] % 32, data[7], hashes, 1 + data[7] % 3);
    }
  list = jarida_block_list_builder_end (builder, seq, NULL);
  g_assert_nonnull (list);

  return list;
}

static void
try_built (const guint8 *data,
           gsize         size)
{
  gsize half = size / 16 * 8;
  g_autoptr(JaridaBlockList) from = build (data, half, 5);
  g_autoptr(JaridaBlockList) to = build (data + half, size - half, 6);
  g_autoptr(GBytes) whole = jarida_block_list_encode (from);
  g_autoptr(GBytes) change = jarida_block_list_encode_change (from, to);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaBlockList) read = jarida_block_list_parse (whole, &error);
  g_autoptr(JaridaBlockList) reached = NULL;

  g_assert_no_error (error);
  reached = jarida_block_list_apply (read, change, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (jarida_block_list_get_state (reached), 32, jarida_block_list_get_state (to), 32);
}

static void
try_read (JaridaBlockList *list,
          GBytes          *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaBlockList) read = list != NULL ? jarida_block_list_apply (list, bytes, &error) : jarida_block_list_parse (bytes, &error);

  g_assert_true ((read == NULL) == (error != NULL));
  if (read != NULL && list == NULL)
    {
      g_autoptr(GBytes) again = jarida_block_list_encode (read);

      g_assert_nonnull (again);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const guint8 none[8];
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(JaridaBlockList) list = build (none, sizeof none, 5);

  try_read (NULL, bytes);
  try_read (list, bytes);
  try_built (data, size);

  return 0;
}
