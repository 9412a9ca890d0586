/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "brigades.h"
#include "jarida-hidden-set.h"
#include "jarida-list-manifest.h"
#include "jarida-pdq.h"
#include "lists.h"

/* The figures of MODERATION 3 that need no server: brigades and honest people against the rule, the block list, the hashes.
 * Prints rows for bench.py. The argument: how many look-ups T-L7 makes. */

#define NOW G_GINT64_CONSTANT (1795798800)
#define N_HONEST 500000
#define N_KEYS 100000
#define N_RUNS 9

static void
print_row (const char *what,
           double      ours,
           const char *unit,
           double      budget,
           gboolean    at_least)
{
  printf ("{\"what\": \"%s\", \"floor\": null, \"ours\": %.4g, \"unit\": \"%s\", \"budget\": %g, \"at_least\": %s}\n",
          what, ours, unit, budget, at_least ? "true" : "false");
  fflush (stdout);
}

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
rss_mb (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  malloc_trim (0);
  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);

  return pages * 4096 / 1e6;
}

static void
measure_rule (void)
{
  HonestShares shares;

  for (guint i = 0; brigades[i].id != NULL; i++)
    {
      g_autofree char *what = g_strdup_printf ("%s %s: score", brigades[i].id, brigades[i].what);

      print_row (what, simulate_brigade (&brigades[i]) / 1000.0, "people", brigades[i].most / 1000.0, FALSE);
    }
  simulate_honest (N_HONEST, 20261129, &shares);
  print_row ("T-A5 500,000 pictures, honest people: hidden by two", shares.by_two, "pictures", 0, FALSE);
  print_row ("T-A5 hidden at the third", 100 * shares.at_three, "%", 60, TRUE);
  print_row ("T-A5 hidden by the fourth", 100 * shares.by_four, "%", 90, TRUE);
  print_row ("T-A5 hidden by the fifth", 100 * shares.by_five, "%", 98, TRUE);
}

/* T-L1: as a client does it, from the bytes of manifest and list to the first look-up. */
static void
measure_list (void)
{
  g_autoptr(JaridaNoteSigner) signer = jarida_note_signer_generate ("blocklist");
  JaridaListKeys keys = { .serial = 1, .n_keys = 1 };
  g_autoptr(JaridaListManifest) manifest = jarida_list_manifest_new ();
  g_autoptr(JaridaBlockList) made = make_list (7, N_KEYS, 0, 1);
  g_autoptr(GBytes) bytes = jarida_block_list_encode (made);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *body = NULL;
  g_autofree char *note = NULL;
  g_autoptr(JaridaBlockList) kept = NULL;
  double least = G_MAXDOUBLE, before;

  keys.keys[0] = (JaridaListKey) { *jarida_note_signer_get_key (signer), NOW - 86400, NOW + 86400 };
  manifest->seq = 7;
  manifest->time = NOW;
  manifest->expires = NOW + 86400;
  manifest->full.path = g_strdup ("full/7.pbl");
  manifest->full.size = g_bytes_get_size (bytes);
  for (guint i = 0; i < 32; i++)
    manifest->full.sha256[i] = (guint8) (g_ascii_xdigit_value (digest[2 * i]) * 16 + g_ascii_xdigit_value (digest[2 * i + 1]));
  body = jarida_list_manifest_format (manifest);
  note = jarida_signed_note_sign (body, &signer, 1);
  before = rss_mb ();
  for (guint i = 0; i < N_RUNS; i++)
    {
      JaridaListRatchet ratchet = { 0 };
      double begin = cpu_ms ();
      g_autoptr(JaridaListManifest) opened = jarida_list_manifest_open (note, strlen (note), &keys, &ratchet, NOW, NULL);

      g_assert_true (jarida_list_file_ref_check (&opened->full, bytes, NULL));
      g_clear_pointer (&kept, jarida_block_list_unref);
      kept = jarida_block_list_parse (bytes, NULL);
      g_assert_cmpuint (jarida_block_list_lookup (kept, make_key (1, 5)), !=, 0);
      least = MIN (least, cpu_ms () - begin);
    }
  print_row ("T-L1 list of 100,000 keys: check, apply, look up", least, "ms CPU", 100, FALSE);
  print_row ("T-L1 its memory", rss_mb () - before, "MB", 2, FALSE);
  print_row ("list of 100,000 keys and 20,000 exceptions, file", g_bytes_get_size (bytes) / 1e3, "KB", 610, FALSE);
}

/* T-L7 */
static void
measure_look_ups (guint64 n)
{
  g_autoptr(JaridaBlockList) list = make_list (7, N_KEYS, 0, 1);
  guint64 state = 88172645463325252u;
  guint n_hits = 0;
  double begin = cpu_ms ();
  g_autofree char *what = g_strdup_printf ("T-L7 %g look-ups of other keys: hits", (double) n);

  for (guint64 i = 0; i < n; i++)
    {
      guint64 mixed;

      /* splitmix64 */
      state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      mixed = (state ^ state >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      mixed = (mixed ^ mixed >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
      n_hits += jarida_block_list_lookup (list, (mixed ^ mixed >> 31) >> 16) != 0;
    }
  print_row (what, n_hits, "hits", 3, FALSE);
  print_row ("one look-up", (cpu_ms () - begin) * 1e3 / (double) n, "µs", 0.5, FALSE);
}

/* T-L2: a day of 288 chances to publish and 24 looks of a client. */

#define N_LISTED 10000
#define N_LISTED_FAMILIES 3000
#define N_ADDED 200
#define N_REMOVED 60
#define N_NEW_FAMILIES 50
#define N_SLOTS 288

typedef struct
{
  guint            n_keys;       /* added so far */
  guint            n_removed;
  guint            n_families;
  JaridaBlockList *list;         /* (owned) */
  GPtrArray       *deltas;       /* (owned) (element-type GBytes) the newest last */
} Publisher;

static JaridaBlockList *
build (const Publisher *self,
       guint32          seq)
{
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();

  for (guint i = self->n_removed; i < N_LISTED + self->n_keys; i++)
    jarida_block_list_builder_add_key (builder, make_key (3, i), 0x11);
  for (guint i = 0; i < N_LISTED_FAMILIES + self->n_families; i++)
    {
      guint64 hashes[8 * JARIDA_PDQ_BYTES / 8];

      for (guint k = 0; k < G_N_ELEMENTS (hashes); k++)
        hashes[k] = make_key (4 + i, k) << 16 | make_key (5 + i, k) >> 32;
      jarida_block_list_builder_add_family (builder, i + 1, 31, 0x22, (const guint8 *) hashes, 8);
    }

  return jarida_block_list_builder_end (builder, seq, NULL);
}

static char *
write_manifest (const Publisher *self,
                guint            n_deltas,
                gsize            full_size)
{
  static JaridaNoteSigner *signer;
  g_autoptr(JaridaListManifest) manifest = jarida_list_manifest_new ();
  g_autofree char *body = NULL;
  guint32 seq = jarida_block_list_get_seq (self->list);

  if (signer == NULL)
    signer = jarida_note_signer_generate ("blocklist-2026b");
  manifest->seq = seq;
  manifest->time = NOW;
  manifest->expires = NOW + 86400;
  manifest->full.path = g_strdup_printf ("full/%u-0123456789abcdef.pbl", seq);
  manifest->full.size = full_size;
  for (guint i = 0; i < MIN (n_deltas, self->deltas->len); i++)
    {
      GBytes *delta = g_ptr_array_index (self->deltas, self->deltas->len - 1 - i);
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, delta);
      JaridaListDelta *line = &manifest->deltas[manifest->n_deltas++];

      line->from = seq - 1 - i;
      line->file.path = g_strdup_printf ("delta/%u-%.16s.pbl", line->from, digest);
      line->file.size = g_bytes_get_size (delta);
      for (guint k = 0; k < 32; k++)
        line->file.sha256[k] = (guint8) (g_ascii_xdigit_value (digest[2 * k]) * 16 + g_ascii_xdigit_value (digest[2 * k + 1]));
    }
  body = jarida_list_manifest_format (manifest);

  return jarida_signed_note_sign (body, &signer, 1);
}

static gsize
packed_size (const char *text)
{
  g_autoptr(GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, gzip);

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
publish (Publisher *self)
{
  JaridaBlockList *next = build (self, jarida_block_list_get_seq (self->list) + 1);

  g_ptr_array_add (self->deltas, jarida_block_list_encode_change (self->list, next));
  jarida_block_list_unref (self->list);
  self->list = next;
}

static void
measure_day (void)
{
  Publisher publisher = { .deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref) };
  guint slots[N_ADDED + N_REMOVED + N_NEW_FAMILIES];
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(JaridaBlockList) client = NULL;
  g_autoptr(GBytes) whole = NULL;
  gsize files = 0, manifests = 0;

  publisher.list = build (&publisher, 1000);
  client = jarida_block_list_ref (publisher.list);
  whole = jarida_block_list_encode (client);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    slots[i] = (guint) g_rand_int_range (random, 0, N_SLOTS);
  for (guint slot = 0; slot < N_SLOTS; slot++)
    {
      guint n_changes = 0;

      for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
        {
          if (slots[i] != slot)
            continue;
          n_changes++;
          publisher.n_keys += i < N_ADDED;
          publisher.n_removed += i >= N_ADDED && i < N_ADDED + N_REMOVED;
          publisher.n_families += i >= N_ADDED + N_REMOVED;
        }
      if (n_changes > 0)
        publish (&publisher);
      if (slot % 12 != 11)
        continue;
      if (jarida_block_list_get_seq (client) != jarida_block_list_get_seq (publisher.list))
        {
          g_autofree char *manifest = write_manifest (&publisher, JARIDA_LIST_LISTED_DELTAS, g_bytes_get_size (whole));

          manifests += packed_size (manifest);
        }
      while (jarida_block_list_get_seq (client) != jarida_block_list_get_seq (publisher.list))
        {
          guint behind = jarida_block_list_get_seq (publisher.list) - jarida_block_list_get_seq (client);
          GBytes *delta = g_ptr_array_index (publisher.deltas, publisher.deltas->len - behind);
          JaridaBlockList *next = jarida_block_list_apply (client, delta, NULL);

          g_assert_nonnull (next);
          jarida_block_list_unref (client);
          client = next;
          files += g_bytes_get_size (delta);
        }
    }
  g_assert_cmpmem (jarida_block_list_get_state (client), 32, jarida_block_list_get_state (publisher.list), 32);
  print_row ("T-L2 a day of 260 keys and 50 families, one look an hour: files", files / 1e3, "KB", 64, FALSE);
  print_row ("T-L2 with 24 manifests, compressed", (files + manifests) / 1e3, "KB", 64, FALSE);
  print_row ("first list, 10,000 keys and 3,000 families of 8", g_bytes_get_size (whole) / 1e3, "KB", 855, FALSE);
  jarida_block_list_unref (publisher.list);
  g_ptr_array_unref (publisher.deltas);
}

/* T-P7, through all that judges a picture. */
static void
measure_judging (void)
{
  g_autoptr(JaridaHiddenSet) set = jarida_hidden_set_new ();
  Publisher many = { .n_families = 20000 - N_LISTED_FAMILIES };
  g_autoptr(JaridaBlockList) list = build (&many, 1);
  guint64 hashes[8 * JARIDA_PDQ_BYTES / 8];
  JaridaPicture picture = { "https://img.journal.example/a.jpg", NULL, (const guint8 *) hashes, 8 };
  JaridaVerdict verdict;
  double least = G_MAXDOUBLE, begin;

  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++)
    hashes[i] = make_key (1000077, i) << 16 | make_key (1000078, i) >> 32;
  jarida_hidden_set_set_list (set, list, NULL);
  for (guint i = 0; i < N_RUNS; i++)
    {
      begin = cpu_ms ();
      jarida_hidden_set_judge (set, &picture, &verdict);
      least = MIN (least, cpu_ms () - begin);
      g_assert_cmpint (verdict.kind, ==, JARIDA_VERDICT_SHOWN);
    }
  print_row ("T-P7 8 crops judged against 160,000 listed hashes", least, "ms", 5, FALSE);
  picture.n_hashes = 0;
  begin = cpu_ms ();
  for (guint i = 0; i < 100000; i++)
    jarida_hidden_set_judge (set, &picture, &verdict);
  print_row ("an address judged before download", (cpu_ms () - begin) / 100, "µs", 20, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  measure_rule ();
  measure_list ();
  measure_day ();
  measure_judging ();
  measure_look_ups (argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 100000000);

  return 0;
}
