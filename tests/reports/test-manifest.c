/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "lists.h"
#include "jarida-list-manifest.h"

#define NOW G_GINT64_CONSTANT (1795798800)      /* 2026-11-27T17:00:00Z */
#define DAY (24 * 3600)

typedef struct
{
  JaridaNoteSigner   *signer;       /* blocklist-a */
  JaridaNoteSigner   *other;        /* blocklist-b */
  JaridaListKeys      keys;         /* both */
  JaridaListRatchet   ratchet;
  JaridaListManifest *manifest;     /* seq 4711, two deltas */
} Desk;

static JaridaListFileRef
make_ref (const char *path,
          guint64     size)
{
  JaridaListFileRef ref = { .path = g_strdup (path), .size = size };

  memset (ref.sha256, 0x5a, sizeof ref.sha256);

  return ref;
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  memset (desk, 0, sizeof *desk);
  desk->signer = jarida_note_signer_generate ("blocklist-a");
  desk->other = jarida_note_signer_generate ("blocklist-b");
  desk->keys.serial = 3;
  desk->keys.n_keys = 2;
  desk->keys.keys[0] = (JaridaListKey) { *jarida_note_signer_get_key (desk->signer), NOW - 30 * DAY, NOW + 60 * DAY };
  desk->keys.keys[1] = (JaridaListKey) { *jarida_note_signer_get_key (desk->other), NOW - 30 * DAY, NOW + 60 * DAY };
  desk->manifest = jarida_list_manifest_new ();
  desk->manifest->seq = 4711;
  desk->manifest->time = NOW - 600;
  desk->manifest->expires = NOW + 14 * DAY;
  desk->manifest->full = make_ref ("full/4711-5a5a5a5a5a5a5a5a.pbl", 61234);
  desk->manifest->n_deltas = 2;
  desk->manifest->deltas[0] = (JaridaListDelta) { 4710, make_ref ("delta/4710-5a5a5a5a5a5a5a5a.pbl", 212) };
  desk->manifest->deltas[1] = (JaridaListDelta) { 4709, make_ref ("delta/4709-5a5a5a5a5a5a5a5a.pbl", 1834) };
  desk->manifest->rules = make_ref ("rules/17-5a.json", 5120);
  desk->manifest->keys = make_ref ("keys/3.note", 420);
  desk->manifest->log_index = 18234;
  desk->manifest->log_root = g_strdup ("AAAA");
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  jarida_list_manifest_free (desk->manifest);
  jarida_note_signer_free (desk->signer);
  jarida_note_signer_free (desk->other);
}

static JaridaListManifest *
open_signed (Desk              *desk,
             JaridaNoteSigner  *signer,
             gint64             now,
             GError           **error)
{
  g_autofree char *body = jarida_list_manifest_format (desk->manifest);
  g_autofree char *note = jarida_signed_note_sign (body, &signer, 1);

  return jarida_list_manifest_open (note, strlen (note), &desk->keys, &desk->ratchet, now, error);
}

static void
test_written_and_read (Desk          *desk,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaListManifest) read = open_signed (desk, desk->signer, NOW, &error);
  g_autofree char *body = jarida_list_manifest_format (desk->manifest);
  g_autofree char *again = NULL;
  g_autofree char *note = jarida_signed_note_sign (body, &desk->other, 1);
  g_auto(JaridaListFileRef) keys = { 0 };

  g_assert_no_error (error);
  again = jarida_list_manifest_format (read);
  g_assert_cmpstr (again, ==, body);
  g_assert_cmpuint (read->signed_by, ==, desk->keys.keys[0].key.id);
  g_assert_true (g_str_has_prefix (body, "pressreader-blocklist/1\nseq 4711\ntime 2026-11-27T16:50:00Z\nexpires 2026-12-11T17:00:00Z\n"
                                   "min_wait 3600\nfull full/4711-5a5a5a5a5a5a5a5a.pbl 61234 5a5a"));
  g_assert_true (jarida_list_manifest_peek_keys (note, strlen (note), &keys));
  g_assert_cmpstr (keys.path, ==, "keys/3.note");
}

static void
expect_refused (Desk             *desk,
                JaridaNoteSigner *signer,
                gint64            now,
                GQuark            domain,
                int               code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (open_signed (desk, signer, now, &error));
  g_assert_error (error, domain, code);
}

/* T-L4: an old manifest, with every signature right. */
static void
test_rolled_back (Desk          *desk,
                  gconstpointer  data)
{
  g_autoptr(JaridaListManifest) read = open_signed (desk, desk->signer, NOW, NULL);
  g_autoptr(JaridaListManifest) same = NULL;
  g_autoptr(JaridaListManifest) by_other = NULL;

  jarida_list_ratchet_advance (&desk->ratchet, &desk->keys, read);
  same = open_signed (desk, desk->signer, NOW, NULL);
  g_assert_nonnull (same);
  desk->manifest->seq = 4710;
  desk->manifest->deltas[0].from = 4708;
  desk->manifest->deltas[1].from = 4707;
  expect_refused (desk, desk->signer, NOW, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_ROLLED_BACK);
  /* Another key counts for itself. */
  by_other = open_signed (desk, desk->other, NOW, NULL);
  g_assert_nonnull (by_other);
}

/* T-L4: a stolen key can count to the end; the key after it begins anew. */
static void
test_counted_to_the_end (Desk          *desk,
                         gconstpointer  data)
{
  g_autoptr(JaridaListManifest) read = NULL;
  g_autoptr(JaridaListManifest) next = NULL;

  desk->manifest->seq = G_MAXUINT32;
  read = open_signed (desk, desk->signer, NOW, NULL);
  g_assert_nonnull (read);
  jarida_list_ratchet_advance (&desk->ratchet, &desk->keys, read);
  desk->manifest->seq = 4712;
  expect_refused (desk, desk->signer, NOW, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_ROLLED_BACK);
  next = open_signed (desk, desk->other, NOW, NULL);
  g_assert_nonnull (next);
  /* When the roots name it no longer, it is forgotten. */
  desk->keys.keys[0] = desk->keys.keys[1];
  desk->keys.n_keys = 1;
  jarida_list_ratchet_advance (&desk->ratchet, &desk->keys, next);
  g_assert_cmpuint (desk->ratchet.n_entries, ==, 1);
  g_assert_cmpuint (desk->ratchet.entries[0].seq, ==, 4712);
}

static void
test_frozen (Desk          *desk,
             gconstpointer  data)
{
  g_autoptr(JaridaListManifest) last_moment = open_signed (desk, desk->signer, NOW + 14 * DAY, NULL);

  g_assert_nonnull (last_moment);
  expect_refused (desk, desk->signer, NOW + 14 * DAY + 1, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_FROZEN);
}

static void
test_wrong_key (Desk          *desk,
                gconstpointer  data)
{
  g_autoptr(JaridaNoteSigner) stranger = jarida_note_signer_generate ("blocklist-a");
  g_autoptr(JaridaListManifest) slack = NULL;

  expect_refused (desk, stranger, NOW, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_UNKNOWN_KEY);
  /* Two days are a wrong clock. */
  desk->keys.keys[0].from = NOW - 700;
  slack = open_signed (desk, desk->signer, NOW - 2 * DAY, NULL);
  g_assert_nonnull (slack);
  expect_refused (desk, desk->signer, NOW - 3 * DAY, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_KEY_EXPIRED);
  desk->keys.keys[0].from = NOW - 500;
  expect_refused (desk, desk->signer, NOW, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_KEY_EXPIRED);
  desk->keys.keys[0] = (JaridaListKey) { desk->keys.keys[0].key, NOW - 90 * DAY, NOW - 601 };
  expect_refused (desk, desk->signer, NOW, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_KEY_EXPIRED);
  /* Telling an older time does not make an old key good. */
  desk->manifest->time = NOW - 10 * DAY;
  desk->keys.keys[0].until = NOW - 5 * DAY;
  expect_refused (desk, desk->signer, NOW, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_KEY_EXPIRED);
}

static void
test_plan (Desk          *desk,
           gconstpointer  data)
{
  guint plan[JARIDA_LIST_MAX_CHAIN];

  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, 4711, plan), ==, 0);
  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, 4710, plan), ==, 1);
  g_assert_cmpuint (plan[0], ==, 0);
  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, 4709, plan), ==, 2);
  g_assert_cmpuint (plan[0], ==, 1);
  g_assert_cmpuint (plan[1], ==, 0);
  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, 4708, plan), ==, -1);
  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, 0, plan), ==, -1);
  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, 4712, plan), ==, -1);
  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, G_MAXUINT32, plan), ==, -1);
  desk->manifest->full.size = 2000;
  g_assert_cmpint (jarida_list_manifest_plan (desk->manifest, 4709, plan), ==, -1);
}

/* 48 steps are taken in a row; those beyond are not even read. */
static void
test_longest_chain (Desk          *desk,
                    gconstpointer  data)
{
  g_autofree char *body = NULL;
  g_autoptr(GString) longer = NULL;
  g_autofree char *note = NULL;
  g_autoptr(JaridaListManifest) read = NULL;
  g_autoptr(GError) error = NULL;
  guint plan[JARIDA_LIST_MAX_CHAIN];

  body = jarida_list_manifest_format (desk->manifest);
  longer = g_string_new (body);
  for (guint i = 4708; i > 4640; i--)
    g_string_append_printf (longer, "delta %u delta/%u-5a.pbl 10 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\n", i, i);
  note = jarida_signed_note_sign (longer->str, &desk->signer, 1);
  read = jarida_list_manifest_open (note, strlen (note), &desk->keys, &desk->ratchet, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (jarida_list_manifest_plan (read, 4711 - 48, plan), ==, 48);
  g_assert_cmpint (jarida_list_manifest_plan (read, 4711 - 49, plan), ==, -1);
}

static const char *const wrong_lines[] = {
  "seq 4711", "seq 0", "full full/a.pbl 1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a", "delta 4710 x",
  "delta 4709 a.pbl 1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 a.pbl 01 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 a.pbl 33554433 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 a.pbl 1 5A5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 ../a.pbl 1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 /a.pbl 1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 a//b.pbl 1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 https://b.example/a 1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "delta 4708 a%2fb 1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
  "time 2026-11-27T16:50:00Z", "min_wait -1", "min_wait 99999999999", "log 1", "log 1 a b", "",
};

static void
test_wrong_lines (Desk          *desk,
                  gconstpointer  data)
{
  g_autofree char *body = jarida_list_manifest_format (desk->manifest);

  for (guint i = 0; i < G_N_ELEMENTS (wrong_lines); i++)
    {
      g_autofree char *longer = g_strconcat (body, wrong_lines[i], "\n", NULL);
      g_autofree char *note = jarida_signed_note_sign (longer, &desk->signer, 1);
      g_autoptr(GError) error = NULL;

      g_assert_null (jarida_list_manifest_open (note, strlen (note), &desk->keys, &desk->ratchet, NOW, &error));
      g_assert_error (error, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_MALFORMED);
    }
}

static void
test_ratchet_text (void)
{
  static const char *const wrong[] = { "", "x", "3 1f", "3 1f2e3d4c", "3 1f2e3d4c:", "3 1f2e3d4c:4294967296", "3 1F2E3D4C:1", "3  ", "03" };
  JaridaListRatchet ratchet = { 3, 2, { { 0x1f2e3d4c, 4711 }, { 1, G_MAXUINT32 } } };
  JaridaListRatchet read;
  g_autofree char *text = jarida_list_ratchet_to_text (&ratchet);

  g_assert_cmpstr (text, ==, "3 1f2e3d4c:4711 00000001:4294967295");
  g_assert_true (jarida_list_ratchet_parse (text, &read));
  g_assert_cmpmem (&read, sizeof read, &ratchet, sizeof ratchet);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (jarida_list_ratchet_parse (wrong[i], &read));
}

static void
test_ref_check (void)
{
  g_auto(JaridaListFileRef) ref = { g_strdup ("full/1.pbl"), 3, { 0 } };
  g_autoptr(GBytes) abc = g_bytes_new_static ("abc", 3);
  g_autoptr(GBytes) abd = g_bytes_new_static ("abd", 3);
  g_autoptr(GBytes) longer = g_bytes_new_static ("abcd", 4);
  static const char digest[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  for (guint i = 0; i < 32; i++)
    ref.sha256[i] = (guint8) (g_ascii_xdigit_value (digest[2 * i]) * 16 + g_ascii_xdigit_value (digest[2 * i + 1]));
  g_assert_true (jarida_list_file_ref_check (&ref, abc, NULL));
  g_assert_false (jarida_list_file_ref_check (&ref, abd, NULL));
  g_assert_false (jarida_list_file_ref_check (&ref, longer, NULL));
}

static void
test_delays (void)
{
  g_assert_cmpint (jarida_list_next_delay (TRUE, 3600, 0, 0), ==, 0);
  g_assert_cmpint (jarida_list_next_delay (TRUE, 3600, 0, 0.999), ==, 59);
  g_assert_cmpint (jarida_list_next_delay (FALSE, 3600, 0, 0), ==, 2880);
  g_assert_cmpint (jarida_list_next_delay (FALSE, 3600, 0, 0.5), ==, 3600);
  g_assert_cmpint (jarida_list_next_delay (FALSE, 3600, 0, 1), ==, 4320);
  g_assert_cmpint (jarida_list_next_delay (FALSE, 1, 0, 0.5), ==, 300);
  g_assert_cmpint (jarida_list_next_delay (FALSE, 3600, 1, 0), ==, 900);
  g_assert_cmpint (jarida_list_next_delay (TRUE, 3600, 9, 0), ==, 86400);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Desk, NULL, set_up, test, tear_down)
  ADD ("/reports/manifest/written-and-read", test_written_and_read);
  ADD ("/reports/T-L4/rolled-back", test_rolled_back);
  ADD ("/reports/T-L4/counted-to-the-end", test_counted_to_the_end);
  ADD ("/reports/T-L4/frozen", test_frozen);
  ADD ("/reports/T-L4/wrong-key", test_wrong_key);
  ADD ("/reports/manifest/plan", test_plan);
  ADD ("/reports/manifest/longest-chain", test_longest_chain);
  ADD ("/reports/manifest/wrong-lines", test_wrong_lines);
#undef ADD
  g_test_add_func ("/reports/manifest/ratchet-text", test_ratchet_text);
  g_test_add_func ("/reports/manifest/file-check", test_ref_check);
  g_test_add_func ("/reports/manifest/delays", test_delays);
  return g_test_run ();
}
