/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* Runs a fuzz target without libFuzzer: over the files given, or, as a test, over a bounded number of mutations of the
 * target's own seeds. The same number gives the same inputs, so a crash can be met again; -runs=N and -seed=N, as
 * libFuzzer has them, ask for others. It knows nothing of coverage: the real search is -Dfuzz=true. */

#define DEFAULT_RUNS 3000
#define MAX_SIZE (64 * 1024)

static guint64
get_number (int          argc,
            char       **argv,
            const char  *option,
            guint64      fallback)
{
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], option))
      return g_ascii_strtoull (argv[i] + strlen (option), NULL, 10);

  return fallback;
}

/* A copy of exact size, so that a sanitizer sees one byte too far. */
static void
run (const char *data,
     gsize       size)
{
  guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
  g_free (copy);
}

static int
run_files (int    argc,
           char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *data = NULL;
      g_autoptr(GError) error = NULL;
      gsize size;

      if (!g_file_get_contents (argv[i], &data, &size, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return 2;
        }
      run (data, size);
    }

  return 0;
}

static gsize
get_size (const FuzzSeed *seed)
{
  return seed->size > 0 ? seed->size : strlen (seed->data);
}

static void
insert_piece (GRand         *random,
              GString       *text,
              const FuzzSeed *from)
{
  gsize size = get_size (from);
  gsize start = g_rand_int_range (random, 0, size + 1);
  gsize length = g_rand_int_range (random, 0, MIN (size - start, 64) + 1);
  guint times = g_rand_int_range (random, 0, 8) == 0 ? g_rand_int_range (random, 1, 200) : 1;
  gsize at = g_rand_int_range (random, 0, text->len + 1);
  g_autoptr(GString) piece = g_string_new (NULL);

  while (times-- > 0)
    g_string_append_len (piece, from->data + start, length);
  if (text->len + piece->len < MAX_SIZE)
    g_string_insert_len (text, at, piece->str, piece->len);
}

static void
mutate (GRand          *random,
        GString        *text,
        const FuzzSeed *other)
{
  static const char marks[] = "<>&;/\"'=[]{}()!?-:.,#%\\ \n\t\r\0\x80\xc3\xe2\xff\xfe";
  gsize at = text->len > 0 ? g_rand_int_range (random, 0, text->len) : 0;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      if (text->len > 0)
        text->str[at] ^= 1 << g_rand_int_range (random, 0, 8);
      break;
    case 1:
      if (text->len > 0)
        text->str[at] = g_rand_int_range (random, 0, 256);
      break;
    case 2:
      g_string_insert_len (text, at, &marks[g_rand_int_range (random, 0, sizeof marks - 1)], 1);
      break;
    case 3:
      g_string_erase (text, at, g_rand_int_range (random, 0, MIN (text->len - at, 32) + 1));
      break;
    case 4:
      insert_piece (random, text, other);
      break;
    default:
      if (g_rand_int_range (random, 0, 10) == 0)
        g_string_truncate (text, at);
      break;
    }
}

static int
run_mutations (guint64 n_runs,
               guint64 first)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (first);
  guint n_seeds = 0;

  for (; fuzz_seeds[n_seeds].data != NULL; n_seeds++)
    run (fuzz_seeds[n_seeds].data, get_size (&fuzz_seeds[n_seeds]));
  run ("", 0);
  g_assert_cmpuint (n_seeds, >, 0);

  for (guint64 i = 0; i < n_runs; i++)
    {
      const FuzzSeed *seed = &fuzz_seeds[g_rand_int_range (random, 0, n_seeds)];
      g_autoptr(GString) text = g_string_new_len (seed->data, get_size (seed));

      for (guint n = g_rand_int_range (random, 1, 12); n > 0; n--)
        mutate (random, text, &fuzz_seeds[g_rand_int_range (random, 0, n_seeds)]);
      run (text->str, text->len);
    }
  printf ("%" G_GUINT64_FORMAT " inputs, no fault\n", n_runs + n_seeds + 1);

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc > 1 && *argv[1] != '-')
    return run_files (argc, argv);

  return run_mutations (get_number (argc, argv, "-runs=", DEFAULT_RUNS), get_number (argc, argv, "-seed=", 20261124));
}
