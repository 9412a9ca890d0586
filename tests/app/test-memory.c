/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "jarida-memory.h"
#include "journey.h"

#define N_BLOCKS 20000
#define BLOCK_BYTES 1000

#if defined (HAVE_MALLOC_TRIM) && !SANITIZED
static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return (gsize) g_ascii_strtoull (words[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}
#endif

/* What is free, but lies below what is not, goes back to the system; the moment is over once. */
static void
test_trim (void)
{
#if defined (HAVE_MALLOC_TRIM) && !SANITIZED
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  gsize full;

  for (guint i = 0; i < N_BLOCKS; i++)
    g_ptr_array_add (blocks, g_malloc0 (BLOCK_BYTES));
  for (guint i = 0; i + 1 < N_BLOCKS; i++)
    g_free (blocks->pdata[i]);
  full = get_resident ();
  jarida_memory_trim_soon ();
  jarida_memory_trim_soon ();
  WAIT_UNTIL (get_resident () + N_BLOCKS * BLOCK_BYTES / 2 < full);
  g_test_message ("%.1f MB are %.1f MB then", (double) full / 1e6, (double) get_resident () / 1e6);
  g_free (blocks->pdata[N_BLOCKS - 1]);
#else
  g_test_skip ("This allocator gives nothing back.");
#endif
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/memory/trim", test_trim);
  return g_test_run ();
}
