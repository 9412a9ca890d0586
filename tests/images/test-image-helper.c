/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "picture-samples.h"

/* The helper as a process: what it may not do, how it dies, who comes after it, and what hostile pictures do to it. */

/* (element-type int) of our children now. */
static GArray *
list_children (void)
{
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", name, "children", NULL);
      g_autofree char *text = NULL;
      g_auto(GStrv) words = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      words = g_strsplit (g_strstrip (text), " ", -1);
      for (gsize i = 0; words[i] != NULL && *words[i] != '\0'; i++)
        g_array_append_vals (pids, &(int) { atoi (words[i]) }, 1);
    }

  return pids;
}

static guint
count_children (void)
{
  g_autoptr(GArray) pids = list_children ();

  return pids->len;
}

/* The helper of the case before takes a moment to end, and would be counted. */
static JaridaImageDecoder *
decoder_new (guint timeout,
             guint idle)
{
  WAIT_UNTIL (count_children () == 0);
  return g_object_new (JARIDA_TYPE_IMAGE_DECODER, "timeout", timeout, "idle", idle, NULL);
}

static int
only_child (void)
{
  g_autoptr(GArray) pids = list_children ();

  g_assert_cmpuint (pids->len, ==, 1);
  return g_array_index (pids, int, 0);
}

/* The most memory a process has had, in kilobytes. */
static guint
peak_memory (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;
  const char *peak;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  peak = strstr (text, "VmHWM:");
  return peak != NULL ? (guint) g_ascii_strtoull (peak + 6 + strspn (peak + 6, " \t"), NULL, 10) : 0;
}

static void
test_sandbox (void)
{
#ifdef HAVE_SECCOMP
  static const char *const forbidden[] = {
    "open EPERM", "create EPERM", "unlink EPERM", "readlink EPERM", "socket EPERM", "socketpair EPERM", "execve EPERM",
    "fork EPERM", "kill EPERM", "ptrace EPERM", "memory-to-run EPERM", "memory done",
  };
  /* Limits that are stricter already must not keep it from starting. */
  const char *const argv[] = {
    "/bin/sh", "-c", "ulimit -t 60; exec \"$0\" --sandbox-trial", g_getenv ("JARIDA_IMAGE_HELPER"), NULL,
  };
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  lines = g_strsplit (g_strstrip (output), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (forbidden));
  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    g_assert_cmpstr (lines[i], ==, forbidden[i]);
#else
  g_test_skip ("built without libseccomp");
#endif
}

static void
test_one_is_kept (void)
{
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (10000, 10000);
  g_autoptr(GBytes) bytes = sample_encode ("png", 64, 64, FALSE);
  g_autoptr(JaridaPixels) first = sample_decode (decoder, bytes, 0, 0, NULL);
  int pid = only_child ();
  g_autoptr(JaridaPixels) second = sample_decode (decoder, bytes, 0, 0, NULL);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpint (only_child (), ==, pid);
}

static void
test_idle_ends_it (void)
{
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (10000, 50);
  g_autoptr(GBytes) bytes = sample_encode ("png", 64, 64, FALSE);
  g_autoptr(JaridaPixels) first = sample_decode (decoder, bytes, 0, 0, NULL);

  g_assert_cmpuint (count_children (), ==, 1);
  WAIT_UNTIL (count_children () == 0);
  g_autoptr(JaridaPixels) second = sample_decode (decoder, bytes, 0, 0, NULL);
  g_assert_nonnull (second);
}

/* Killed while idle, and killed under a picture: nobody notices. */
static void
test_killed (void)
{
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (10000, 10000);
  g_autoptr(GBytes) small = sample_encode ("png", 64, 64, FALSE);
  g_autoptr(GBytes) large = sample_encode ("jpeg", 4000, 4000, FALSE);
  g_autoptr(JaridaPixels) first = sample_decode (decoder, small, 0, 0, NULL);
  g_autoptr(JaridaPixels) second = NULL;
  g_autoptr(JaridaPixels) third = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  kill (only_child (), SIGKILL);
  second = sample_decode (decoder, small, 0, 0, &error);
  g_assert_no_error (error);

  jarida_image_decoder_decode_async (decoder, large, 0, 0, JARIDA_DECODE_HASH, NULL, keep_result_cb, &result);
  for (int i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
  kill (only_child (), SIGKILL);
  WAIT_UNTIL (result != NULL);
  third = jarida_image_decoder_decode_finish (decoder, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (third->width, ==, 4000);
}

static void
test_queue (void)
{
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (10000, 10000);
  g_autoptr(GBytes) bytes = sample_encode ("jpeg", 800, 600, FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[30] = { NULL };
  guint n_cancelled = 0;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    jarida_image_decoder_decode_async (decoder, bytes, 100, 100, JARIDA_DECODE_NONE,
                                       i % 3 == 2 ? cancellable : NULL, keep_result_cb,
                                       &results[i]);
  g_assert_cmpuint (count_children (), ==, 2);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaPixels) pixels = NULL;

      WAIT_UNTIL (results[i] != NULL);
      pixels = jarida_image_decoder_decode_finish (decoder, results[i], &error);
      if (pixels == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      n_cancelled += pixels == NULL;
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (n_cancelled, ==, 10);
}

/* Runs a decode with a shell script in the helper's place. */
static GError *
decode_with_script (const char *script,
                    guint       timeout)
{
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (timeout, 10000);
  g_autoptr(GBytes) bytes = sample_encode ("png", 64, 64, FALSE);
  g_autofree char *folder = g_dir_make_tmp ("jarida-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "helper", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  g_autofree char *old = g_strdup (g_getenv ("JARIDA_IMAGE_HELPER"));
  g_autoptr(JaridaPixels) pixels = NULL;
  GError *error = NULL;

  if (script != NULL)
    g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("JARIDA_IMAGE_HELPER", path, TRUE);
  pixels = sample_decode (decoder, bytes, 0, 0, &error);
  g_setenv ("JARIDA_IMAGE_HELPER", old, TRUE);
  g_assert_null (pixels);
  g_unlink (path);
  g_rmdir (folder);
  return error;
}

static void
test_bad_helpers (void)
{
  static const struct
  {
    const char       *script;
    JaridaImageError  code;
  } rows[] = {
    { NULL, JARIDA_IMAGE_ERROR_HELPER },                        /* is not there */
    { "exit 3", JARIDA_IMAGE_ERROR_HELPER },                    /* finds no sandbox */
    { "kill -SEGV $$", JARIDA_IMAGE_ERROR_HELPER },
    { "cat /dev/zero", JARIDA_IMAGE_ERROR_HELPER },             /* talks nonsense */
    { "exec cat", JARIDA_IMAGE_ERROR_HELPER },                  /* says what it is told */
    { "head -c 20 /dev/zero; sleep 5", JARIDA_IMAGE_ERROR_BROKEN },
    { "exec sleep 5", JARIDA_IMAGE_ERROR_BROKEN },             /* hangs */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = decode_with_script (rows[i].script, 300);

      g_test_message ("%s: %s", rows[i].script, error->message);
      g_assert_error (error, JARIDA_IMAGE_ERROR, (int) rows[i].code);
    }
}

/* Bytes turned over anywhere in every format: each ends, soon, and the helper outlives them all or is replaced. */
static void
test_damaged (void)
{
  static const char *const types[] = { "png", "jpeg", "webp", "avif", "gif" };
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (10000, 10000);
  g_autoptr(GRand) random = g_rand_new_with_seed (20201012);

  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr(GBytes) bytes = strcmp (types[t], "gif") == 0 ? sample_gif (90, 60, 2)
                                                              : sample_encode (types[t], 90, 60, FALSE);

      for (int i = 0; bytes != NULL && i < 60; i++)
        {
          gsize size = g_bytes_get_size (bytes);
          guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
          g_autoptr(GBytes) damaged = NULL;
          g_autoptr(JaridaPixels) pixels = NULL;
          gint64 began = g_get_monotonic_time ();

          for (int k = 0; k < 1 + i % 4; k++)
            copy[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int (random);
          damaged = g_bytes_new_take (copy, i % 5 == 4 ? size * (gsize) g_rand_int_range (random, 1, 100) / 100 : size);
          pixels = sample_decode (decoder, damaged, 0, 0, NULL);
          g_assert_cmpint (g_get_monotonic_time () - began, <, 8 * G_USEC_PER_SEC);
        }
    }
}

/* Other projects' worst pictures. */
static void
test_corpus (void)
{
  g_autofree char *root = g_build_filename (g_getenv ("JARIDA_SHARED"), "corpora", "robust-image", NULL);
  static const char *const folders[] = { "pillow", "pngsuite" };
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (10000, 10000);
  gint64 slowest = 0;
  guint n = 0;

  if (!g_file_test (root, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the material of other projects is not here");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (root, folders[i], NULL);
      g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autoptr(GBytes) bytes = NULL;
          g_autoptr(GError) error = NULL;
          g_autoptr(JaridaPixels) pixels = NULL;
          gint64 began = g_get_monotonic_time ();
          char *data;
          gsize size;

          if (!g_file_get_contents (path, &data, &size, NULL))
            continue;
          bytes = g_bytes_new_take (data, size);
          pixels = sample_decode (decoder, bytes, 0, 0, &error);
          slowest = MAX (slowest, g_get_monotonic_time () - began);
          n++;
          g_assert_true ((pixels == NULL) == (error != NULL));
          g_assert_false (g_error_matches (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_HELPER));
          /* Corrupt ones of the PngSuite begin with x; all others of it must decode. */
          if (i == 1 && g_str_has_suffix (name, ".png"))
            {
              g_test_message ("%s: %s", name, error != NULL ? error->message : "decoded");
              g_assert_true ((name[0] == 'x') == (pixels == NULL));
            }
        }
    }

  g_test_message ("%u pictures, slowest %.0f ms, helper's peak %u KB", n, (double) slowest / 1000,
                  peak_memory (only_child ()));
  g_assert_cmpint (slowest, <, 8 * G_USEC_PER_SEC);
  g_assert_cmpuint (peak_memory (only_child ()), <, 256 * 1024);
}

/* The largest that is allowed, in the formats that hold it whole: within time, and within 512 MB. */
static void
test_largest (void)
{
  static const char *const types[] = { "jpeg", "png" };
  g_autoptr(JaridaImageDecoder) decoder = decoder_new (20000, 10000);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(GBytes) bytes = sample_encode (types[i], 6000, 4000, FALSE);
      g_autoptr(GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      g_autoptr(JaridaPixels) pixels = sample_decode (decoder, bytes, 320, 320, &error);

      g_assert_no_error (error);
      g_assert_cmpint (pixels->width, ==, 320);
      g_assert_cmpint (pixels->full_width, ==, 6000);
      g_test_message ("%s, 24 megapixels to 320: %.0f ms, helper's peak %u KB", types[i],
                      (double) (g_get_monotonic_time () - began) / 1000, peak_memory (only_child ()));
      g_assert_cmpuint (peak_memory (only_child ()), <, 512 * 1024);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/images/helper/sandbox", test_sandbox);
  g_test_add_func ("/images/helper/one-is-kept", test_one_is_kept);
  g_test_add_func ("/images/helper/idle-ends-it", test_idle_ends_it);
  g_test_add_func ("/images/helper/killed", test_killed);
  g_test_add_func ("/images/helper/queue", test_queue);
  g_test_add_func ("/images/helper/bad-helpers", test_bad_helpers);
  g_test_add_func ("/images/helper/damaged", test_damaged);
  g_test_add_func ("/images/helper/corpus", test_corpus);
  g_test_add_func ("/images/helper/largest", test_largest);

  return g_test_run ();
}
