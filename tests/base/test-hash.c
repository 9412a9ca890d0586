/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-hash.h"

/* The vectors of the paper, appendix A, and of the reference implementation: key 00 to 0f, message 00, 01, 02 … */
static void
test_vectors (void)
{
  static const guint64 expected[] = {
    G_GUINT64_CONSTANT (0x726fdb47dd0e0e31), G_GUINT64_CONSTANT (0x74f839c593dc67fd),
    G_GUINT64_CONSTANT (0x0d6c8009d9a94f5a), G_GUINT64_CONSTANT (0x85676696d7fb7e2d),
    G_GUINT64_CONSTANT (0xcf2794e0277187b7), G_GUINT64_CONSTANT (0x18765564cd99a68d),
    G_GUINT64_CONSTANT (0xcbc9466e58fee3ce), G_GUINT64_CONSTANT (0xab0200f58b01d137),
    G_GUINT64_CONSTANT (0x93f5f5799a932462),
  };
  guint8 message[15];

  for (guint i = 0; i < sizeof message; i++)
    message[i] = (guint8) i;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmphex (jarida_hash_bytes_with_key (message, i, G_GUINT64_CONSTANT (0x0706050403020100),
                                                 G_GUINT64_CONSTANT (0x0f0e0d0c0b0a0908)), ==, expected[i]);
  g_assert_cmphex (jarida_hash_bytes_with_key (message, 15, G_GUINT64_CONSTANT (0x0706050403020100),
                                               G_GUINT64_CONSTANT (0x0f0e0d0c0b0a0908)), ==,
                   G_GUINT64_CONSTANT (0xa129ca6149be45e5));
}

/* They are stored: if one of these changes, every shelf would take its own articles for new ones. */
static void
test_stable (void)
{
  g_assert_cmphex (jarida_hash_string (""), ==, G_GUINT64_CONSTANT (0xdebe2cd4d895676e));
  g_assert_cmphex (jarida_hash_string ("جريدة"), ==, G_GUINT64_CONSTANT (0x1255674ba7b73921));
  g_assert_cmphex (jarida_hash_bytes ("a\0b", 3), !=, jarida_hash_bytes ("a\0c", 3));
  g_assert_cmphex (jarida_hash_bytes (NULL, 0), ==, jarida_hash_string (""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/hash/siphash-vectors", test_vectors);
  g_test_add_func ("/base/hash/stable-for-ever", test_stable);
  return g_test_run ();
}
