/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "jarida-hex.h"
#include "jarida-reporter-key.h"

#define BODY "{\"v\":1}"
#define PATH "/v1/reports/6f1c2c8e-6a0e-4d6e-9a51-0f6f0b6f9b10"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place         *place,
        gconstpointer  data)
{
  place->folder = g_dir_make_tmp ("jarida-key-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "reporter-key", NULL);
}

static void
tear_down (Place         *place,
           gconstpointer  data)
{
  g_remove (place->path);
  /* Nothing else was left behind. */
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->path);
}

static void
test_made_and_kept (Place         *place,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReporterKey) key = jarida_reporter_key_load (place->path, &error);
  g_autoptr(JaridaReporterKey) again = jarida_reporter_key_load (place->path, &error);
  g_autoptr(JaridaReporterKey) other = NULL;
  g_autoptr(JaridaReporterKey) last = NULL;
  GStatBuf st;

  g_assert_no_error (error);
  g_assert_cmpstr (jarida_reporter_key_get_public (key), ==, jarida_reporter_key_get_public (again));
  g_assert_cmpint (g_stat (place->path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);

  other = jarida_reporter_key_reset (place->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jarida_reporter_key_get_public (key), !=, jarida_reporter_key_get_public (other));
  last = jarida_reporter_key_load (place->path, &error);
  g_assert_cmpstr (jarida_reporter_key_get_public (last), ==, jarida_reporter_key_get_public (other));
}

static void
test_broken (Place         *place,
             gconstpointer  data)
{
  static const char *const texts[] = { "", "jarida-reporter-key/1\n", "jarida-reporter-key/1\nAAAA\n", "jarida-reporter-key/2\n"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", "jarida-reporter-key/1\n!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaReporterKey) key = NULL;

      g_assert_true (g_file_set_contents (place->path, texts[i], -1, NULL));
      g_assert_null (jarida_reporter_key_load (place->path, &error));
      g_assert_error (error, JARIDA_REPORTER_KEY_ERROR, JARIDA_REPORTER_KEY_ERROR_BROKEN);
      g_clear_error (&error);
      key = jarida_reporter_key_reset (place->path, &error);
      g_assert_no_error (error);
      g_assert_nonnull (key);
    }
}

static gpointer
load_in_thread (gpointer data)
{
  g_autoptr(GError) error = NULL;
  JaridaReporterKey *key = jarida_reporter_key_load (data, &error);

  g_assert_no_error (error);

  return key;
}

/* Several programs that start at once are one installation. */
static void
test_at_once (Place         *place,
              gconstpointer  data)
{
  GThread *threads[8];
  JaridaReporterKey *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("load", load_in_thread, place->path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      JaridaReporterKey *key = g_thread_join (threads[i]);

      if (first == NULL)
        {
          first = key;
          continue;
        }
      g_assert_cmpstr (jarida_reporter_key_get_public (key), ==, jarida_reporter_key_get_public (first));
      jarida_reporter_key_free (key);
    }
  jarida_reporter_key_free (first);
}

static void
test_no_folder (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (jarida_reporter_key_load ("/nowhere/at/all/reporter-key", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_signature (Place         *place,
                gconstpointer  data)
{
  g_autoptr(JaridaReporterKey) key = jarida_reporter_key_load (place->path, NULL);
  const char *public_key = jarida_reporter_key_get_public (key);
  g_autofree char *signature = jarida_reporter_key_sign (key, "PUT", PATH, BODY, strlen (BODY));
  g_autofree char *padded = g_strconcat (signature, "==", NULL);
  g_autofree char *of_nothing = jarida_reporter_key_sign (key, "DELETE", PATH, NULL, 0);
  guint8 bytes[32];

  g_assert_true (jarida_report_verify (public_key, signature, "PUT", PATH, BODY, strlen (BODY), bytes));
  g_assert_true (jarida_report_verify (public_key, of_nothing, "DELETE", PATH, "", 0, bytes));
  g_assert_false (jarida_report_verify (public_key, signature, "DELETE", PATH, BODY, strlen (BODY), bytes));
  g_assert_false (jarida_report_verify (public_key, signature, "PUT", PATH "x", BODY, strlen (BODY), bytes));
  g_assert_false (jarida_report_verify (public_key, signature, "PUT", PATH, BODY, strlen (BODY) - 1, bytes));
  g_assert_false (jarida_report_verify (public_key, padded, "PUT", PATH, BODY, strlen (BODY), bytes));
  g_assert_false (jarida_report_verify (public_key, "", "PUT", PATH, BODY, strlen (BODY), bytes));
  g_assert_false (jarida_report_verify (public_key, NULL, "PUT", PATH, BODY, strlen (BODY), bytes));
  g_assert_false (jarida_report_verify (NULL, signature, "PUT", PATH, BODY, strlen (BODY), bytes));
  /* One text for one signature: bytes over 0x7f that libsodium 1.0.18 takes for letters. */
  for (gsize i = 0; i < strlen (signature); i++)
    for (guint c = 1; c < 256; c++)
      {
        char letter = signature[i];

        signature[i] = (char) c;
        g_assert_true (jarida_report_verify (public_key, signature, "PUT", PATH, BODY, strlen (BODY), bytes) == ((char) c == letter));
        signature[i] = letter;
      }
  signature[10] = signature[10] == 'A' ? 'B' : 'A';
  g_assert_false (jarida_report_verify (public_key, signature, "PUT", PATH, BODY, strlen (BODY), bytes));
}

/* A seed of RFC 8032 (7.1, test 1) in our file: the public key is the one printed there. */
static void
test_known_key (Place         *place,
                gconstpointer  data)
{
  guint8 seed[32], expected[32];
  g_autofree char *encoded = NULL;
  g_autofree char *text = NULL;
  g_autofree char *public_key = NULL;
  g_autoptr(JaridaReporterKey) key = NULL;

  g_assert_true (jarida_hex_decode ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", seed, 32));
  g_assert_true (jarida_hex_decode ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", expected, 32));
  encoded = jarida_base64url_encode (seed, sizeof seed);
  text = g_strdup_printf ("jarida-reporter-key/1\n%s\n", encoded);
  g_assert_true (g_file_set_contents (place->path, text, -1, NULL));
  key = jarida_reporter_key_load (place->path, NULL);
  public_key = jarida_base64url_encode (expected, sizeof expected);
  g_assert_cmpstr (jarida_reporter_key_get_public (key), ==, public_key);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reports/reporter-key/made-and-kept", Place, NULL, set_up, test_made_and_kept, tear_down);
  g_test_add ("/reports/reporter-key/broken", Place, NULL, set_up, test_broken, tear_down);
  g_test_add ("/reports/reporter-key/at-once", Place, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/reports/reporter-key/signature", Place, NULL, set_up, test_signature, tear_down);
  g_test_add ("/reports/reporter-key/known-key", Place, NULL, set_up, test_known_key, tear_down);
  g_test_add_func ("/reports/reporter-key/no-folder", test_no_folder);
  return g_test_run ();
}
