/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "jarida-image.h"

#define BYTES(text) { text, sizeof text - 1 }

const FuzzSeed fuzz_seeds[] = {
  BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0\x37\x6e\xf9\x24"),
  BYTES ("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x11\x08\0\x20\0\x30\3\1\x11\0\2\x11\1\3\x11\1\xff\xda"),
  BYTES ("GIF89a\x10\0\x10\0\x80\0\0\0\0\0\xff\xff\xff\x21\xf9\4\0\0\0\0\0\x2c\0\0\0\0\x10\0\x10\0\0\2\2\x44\1\0\x3b"),
  BYTES ("RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0\x30\1\0\x9d\1\x2a\x10\0\x10\0\0\0\0\0"),
  BYTES ("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x0f\xc0\3\0\7\x10\xfd\x8f\xfe\7\x22\xa2\xff\1\0"),
  BYTES ("RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\2\0\0\0\x0f\0\0\x0f\0\0ANIM\6\0\0\0\0\0\0\0\0\0ANMF\x10\0\0\0\0\0\0\0\0\0\x0f\0\0\x0f\0\0\0\0\0\0"),
  BYTES ("\0\0\0\x18" "ftypavif\0\0\0\0avifmif1\0\0\0\x5f" "meta\0\0\0\0\0\0\0\x0epitm\0\0\0\0\0\1"
         "\0\0\0\x45" "iprp\0\0\0\x28ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x10\0\0\0\x10\0\0\0\x0cpixi\0\0\0\0"
         "\0\0\0\x15" "ipma\0\0\0\0\0\0\0\1\0\1\2\1\2"),
  { NULL }
};

/* What passes is within the budget, and what is refused says why. Read from a block without a byte to spare, so
 * that a sanitizer sees one step too far. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autoptr(GError) error = NULL;
  JaridaImageInfo info = { 0 };
  gboolean passed = jarida_image_sniff (exact, size, &info, &error);

  g_assert_true (passed == (error == NULL));
  if (!passed)
    return 0;
  g_assert_nonnull (jarida_image_format_get_name (info.format));
  g_assert_cmpint (info.width, >, 0);
  g_assert_cmpint (info.height, >, 0);
  g_assert_cmpint (info.width, <=, 16384);
  g_assert_cmpint (info.height, <=, 16384);
  g_assert_cmpint (info.width, <=, 24 * 1000 * 1000 / info.height);

  return 0;
}
