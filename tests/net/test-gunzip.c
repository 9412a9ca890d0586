/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-gunzip.h"

#include <string.h>

#define TEXT "La presse du Maghreb, la presse du Maghreb, la presse du Maghreb."

static GByteArray *
gzip (const char *text)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  guint8 out[1024];
  gsize n_read, n_written;

  g_assert_cmpint (g_converter_convert (compressor, text, strlen (text), out, sizeof out, G_CONVERTER_INPUT_AT_END,
                                        &n_read, &n_written, NULL), ==, G_CONVERTER_FINISHED);
  return g_byte_array_append (g_byte_array_new (), out, (guint) n_written);
}

/* Reads through the converter as the fetcher does, in small pieces. */
static char *
gunzip (const guint8  *data,
        gsize          size,
        gsize          piece,
        GError       **error)
{
  g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr(GConverter) converter = jarida_gunzip_new ();
  g_autoptr(GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[64];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, piece, NULL, error)) > 0)
    g_string_append_len (text, buffer, n);

  return n == 0 ? g_strdup (text->str) : NULL;
}

static void
test_whole (void)
{
  g_autoptr(GByteArray) member = gzip (TEXT);
  g_autoptr(GByteArray) two = gzip (TEXT);
  g_autoptr(GByteArray) rubbish = gzip (TEXT);
  const struct
  {
    const char   *name;
    const guint8 *data;
    gsize         size;
    const char   *text;
  } rows[] = {
    { "one member", member->data, member->len, TEXT },
    { "two members", g_byte_array_append (two, member->data, member->len)->data, two->len, TEXT TEXT },
    { "rubbish behind", g_byte_array_append (rubbish, (const guint8 *) "<!-- 0.2 s -->", 14)->data, rubbish->len, TEXT },
    { "plain after all", (const guint8 *) TEXT, strlen (TEXT), TEXT },
    { "plain, one byte", (const guint8 *) "x", 1, "x" },
    { "nothing", (const guint8 *) "", 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize piece = 1; piece <= 64; piece += 9)
      {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = gunzip (rows[i].data, rows[i].size, piece, &error);

        g_test_message ("%s", rows[i].name);
        g_assert_no_error (error);
        g_assert_cmpstr (text, ==, rows[i].text);
      }
}

static void
test_cut_anywhere (void)
{
  g_autoptr(GByteArray) member = gzip (TEXT);

  for (gsize size = 2; size < member->len; size++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = gunzip (member->data, size, 64, &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    }
}

static void
test_damaged (void)
{
  g_autoptr(GByteArray) member = gzip (TEXT);

  /* The check sum. */
  for (gsize at = member->len - 8; at < member->len - 4; at++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      member->data[at] ^= 1;
      text = gunzip (member->data, member->len, 64, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      member->data[at] ^= 1;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/gunzip/whole", test_whole);
  g_test_add_func ("/net/gunzip/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/net/gunzip/damaged", test_damaged);

  return g_test_run ();
}
