/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image.h"

#include <string.h>

#define ANY -1

typedef struct
{
  const char *name;
  const char *data;
  gsize       size;
  int         error;     /* JaridaImageError, or ANY for none */
  int         width;
  int         height;
} Row;

#define ROW(name, bytes, error, width, height) { name, bytes, sizeof bytes - 1, error, width, height }
#define GOOD(name, bytes, width, height) ROW (name, bytes, ANY, width, height)
#define BAD(name, bytes, error) ROW (name, bytes, JARIDA_IMAGE_ERROR_##error, 0, 0)

#define PNG_HEAD "\x89PNG\r\n\x1a\n"
#define PNG(width, height) PNG_HEAD "\0\0\0\rIHDR" width height "\x08\2\0\0\0\0\0\0\0"
#define GIF(screen) "GIF89a" screen "\0\0\0"
#define GIF_FRAME(where) "\x2c" where "\0\2\2\x44\1\0"
#define SMALL_FRAME GIF_FRAME ("\0\0\0\0\2\0\1\0")
#define SOF(marker) "\xff" marker "\0\x11\x08\1\x02\3\x04\3\1\x11\0\2\x11\1\3\x11\1"
#define FTYP "\0\0\0\x14" "ftypavif\0\0\0\0mif1"
#define ISPE(width, height) "\0\0\0\x14" "ispe\0\0\0\0" width height

/* An AVIF with an alpha plane: item 1 is the picture with property 2, item 2 has property 1. */
#define AVIF(first, second) FTYP "\0\0\0\x6a" "meta\0\0\0\0" "\0\0\0\x0e" "pitm\0\0\0\0\0\1" \
  "\0\0\0\x50" "iprp" "\0\0\0\x30" "ipco" first second \
  "\0\0\0\x18" "ipma\0\0\0\0\0\0\0\2\0\1\1\2\0\2\1\1"

static const Row rows[] = {
  GOOD ("png", PNG ("\0\0\1\0", "\0\0\0\x20"), 256, 32),
  GOOD ("png at the edge", PNG ("\0\0\x40\0", "\0\0\0\1"), 16384, 1),
  BAD ("png over the edge", PNG ("\0\0\x40\1", "\0\0\0\1"), TOO_LARGE),
  GOOD ("png, 24 megapixels", PNG ("\0\0\x17\x70", "\0\0\x0f\xa0"), 6000, 4000),
  BAD ("png, one row more", PNG ("\0\0\x17\x70", "\0\0\x0f\xa1"), TOO_LARGE),
  BAD ("png, 30000 x 30000", PNG ("\0\0\x75\x30", "\0\0\x75\x30"), TOO_LARGE),
  BAD ("png, as large as it gets", PNG ("\xff\xff\xff\xff", "\xff\xff\xff\xff"), TOO_LARGE),
  BAD ("png without width", PNG ("\0\0\0\0", "\0\0\0\1"), BROKEN),
  BAD ("png, signature only", PNG_HEAD, BROKEN),
  BAD ("png, another chunk first", PNG_HEAD "\0\0\0\rtEXt\0\0\0\1\0\0\0\1\x08\2\0\0\0\0\0\0\0", BROKEN),

  GOOD ("jpeg", "\xff\xd8" SOF ("\xc0"), 772, 258),
  GOOD ("jpeg, progressive", "\xff\xd8" SOF ("\xc2"), 772, 258),
  GOOD ("jpeg, thumbnail stepped over", "\xff\xd8\xff\xe1\0\x0c\xff\xc0\0\x11\x08\0\1\0\1\3" SOF ("\xc0"), 772, 258),
  GOOD ("jpeg, fill bytes", "\xff\xd8\xff\xff\xff\xfe\0\3x" SOF ("\xc1"), 772, 258),
  GOOD ("jpeg, Huffman table is no frame", "\xff\xd8\xff\xc4\0\5xxx" SOF ("\xc0"), 772, 258),
  BAD ("jpeg, scan without a frame", "\xff\xd8\xff\xda\0\4xx" SOF ("\xc0"), BROKEN),
  BAD ("jpeg, cut before the size", "\xff\xd8\xff\xc0\0\x11\x08\1", BROKEN),
  BAD ("jpeg, start only", "\xff\xd8\xff", BROKEN),
  BAD ("jpeg without height", "\xff\xd8\xff\xc0\0\x11\x08\0\0\3\x04\3\1\x11\0", BROKEN),
  BAD ("jpeg, 65535 x 65535", "\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x11\0", TOO_LARGE),

  GOOD ("gif", GIF ("\2\0\1\0") SMALL_FRAME "\x3b", 2, 1),
  GOOD ("gif, comment first", GIF ("\2\0\1\0") "\x21\xfe\3abc\0" SMALL_FRAME, 2, 1),
  GOOD ("gif, frame sticks out", GIF ("\2\0\1\0") GIF_FRAME ("\1\0\0\0\4\0\3\0"), 5, 3),
  BAD ("gif without a frame", GIF ("\2\0\1\0") "\x3b", BROKEN),
  BAD ("gif, head only", "GIF89a\2\0\1", BROKEN),
  BAD ("gif, 65535 x 65535", GIF ("\xff\xff\xff\xff") SMALL_FRAME, TOO_LARGE),

  GOOD ("webp, lossy", "RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x30\1\0\x9d\1\x2a\x10\0\x20\0", 16, 32),
  GOOD ("webp, lossy, scaling bits", "RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x30\1\0\x9d\1\x2a\x10\x40\x20\x80", 16, 32),
  GOOD ("webp, lossless", "RIFF\x12\0\0\0WEBPVP8L\5\0\0\0\x2f\x0f\xc0\7\0", 16, 32),
  GOOD ("webp, extended", "RIFF\x28\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x1f\0\0VP8 \x0a\0\0\0\x30\1\0\x9d\1\x2a\x10\0\x20\0",
        16, 32),
  BAD ("webp, the frame is not the canvas",
       "RIFF\x28\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x1f\0\0VP8 \x0a\0\0\0\x30\1\0\x9d\1\x2a\xff\x3f\xff\x3f", BROKEN),
  BAD ("webp, 16383 x 16383", "RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x30\1\0\x9d\1\x2a\xff\x3f\xff\x3f", TOO_LARGE),
  BAD ("webp, canvas of 2^24", "RIFF\x28\0\0\0WEBPVP8X\x0a\0\0\0\2\0\0\0\xff\xff\xff\xff\xff\xff" "ANMF\0\0\0\0", TOO_LARGE),
  BAD ("webp, empty", "RIFF\4\0\0\0WEBP", BROKEN),
  BAD ("webp, chunk without end", "RIFF\4\0\0\0WEBPVP8X\xff\xff\xff\xff", BROKEN),

  GOOD ("avif", AVIF (ISPE ("\0\0\0\x10", "\0\0\0\x20"), ISPE ("\0\0\0\x20", "\0\0\0\x10")), 32, 16),
  BAD ("avif, a part over the budget", AVIF (ISPE ("\0\0\xff\xff", "\0\0\xff\xff"), ISPE ("\0\0\0\x20", "\0\0\0\x10")),
       TOO_LARGE),
  BAD ("avif, as large as it gets", AVIF (ISPE ("\xff\xff\xff\xff", "\xff\xff\xff\xff"), ISPE ("\0\0\0\1", "\0\0\0\1")),
       TOO_LARGE),
  BAD ("avif, no size", FTYP "\0\0\0\x0c" "meta\0\0\0\0", BROKEN),
  BAD ("avif, a box longer than the file", FTYP "\0\xff\0\0" "meta\0\0\0\0", BROKEN),
  BAD ("avif, a box shorter than its head", FTYP "\0\0\0\4" "meta\0\0\0\0", BROKEN),
  BAD ("video", "\0\0\0\x14" "ftypisom\0\0\0\0mp42", UNKNOWN),

  BAD ("nothing", "", UNKNOWN),
  BAD ("page", "<!doctype html><title>404</title>", UNKNOWN),
  BAD ("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", UNKNOWN),
  BAD ("bmp", "BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0", UNKNOWN),
  BAD ("icon", "\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0", UNKNOWN),
  BAD ("tiff", "II*\0\x08\0\0\0", UNKNOWN),
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* Exactly as long, so that a sanitizer sees one byte too many. */
      g_autofree guint8 *data = g_memdup2 (rows[i].data, rows[i].size);
      g_autoptr(GError) error = NULL;
      JaridaImageInfo info = { 0 };
      gboolean passed = jarida_image_sniff (data, rows[i].size, &info, &error);

      g_test_message ("%s: %s", rows[i].name, error != NULL ? error->message : "passed");
      if (rows[i].error == ANY)
        {
          g_assert_no_error (error);
          g_assert_true (passed);
          g_assert_cmpint (info.width, ==, rows[i].width);
          g_assert_cmpint (info.height, ==, rows[i].height);
        }
      else
        g_assert_error (error, JARIDA_IMAGE_ERROR, rows[i].error);
    }
}

/* Every beginning of every header is answered. */
static void
test_cut_anywhere (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize size = 0; size < rows[i].size; size++)
      {
        g_autofree guint8 *data = g_memdup2 (rows[i].data, size);

        jarida_image_sniff (data, size, NULL, NULL);
      }
}

/* Each frame is small, a thousand on a screen of a quarter of a megapixel are not. */
static void
test_animation (void)
{
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GError) error = NULL;

  g_byte_array_append (file, (const guint8 *) GIF ("\0\2\0\2"), 13);
  for (int i = 0; i < 900; i++)
    g_byte_array_append (file, (const guint8 *) SMALL_FRAME, sizeof SMALL_FRAME - 1);
  g_assert_true (jarida_image_sniff (file->data, file->len, NULL, NULL));
  for (int i = 0; i < 100; i++)
    g_byte_array_append (file, (const guint8 *) SMALL_FRAME, sizeof SMALL_FRAME - 1);
  g_assert_false (jarida_image_sniff (file->data, file->len, NULL, &error));
  g_assert_error (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/images/header/rows", test_rows);
  g_test_add_func ("/images/header/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/images/header/animation", test_animation);

  return g_test_run ();
}
