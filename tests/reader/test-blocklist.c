/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "report-server.h"

/* T-L4 and T-V1, the client's side: nothing that is not signed, whole and newer gets in, and nobody learns from the requests what is
 * read. */

#define NOON G_GINT64_CONSTANT (1796040000)   /* 2026-11-30 12:00 UTC */

static const char *const first_list[] = { "https://img.example/1.jpg", "https://img.example/2.jpg", NULL };
static const char *const second_list[] = { "https://img.example/2.jpg", "https://img.example/3.jpg", NULL };

typedef struct
{
  char         *folder;    /* (owned) */
  ReportServer *server;    /* (owned) */
  JaridaReader *reader;    /* (owned) (nullable) */
  guint         n_judged;
} Fixture;

static void
judged_cb (JaridaReader *reader,
           Fixture      *self)
{
  self->n_judged++;
}

static void
open_it (Fixture *self)
{
  self->reader = open_reader (self->folder, "");
  self->reader->clock = NOON;
  self->reader->dice = 0.9;
  jarida_reader_set_report_service (self->reader, self->server->base);
  g_signal_connect (self->reader, "pictures-judged", G_CALLBACK (judged_cb), self);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-blocklist-XXXXXX", NULL);
  self->server = report_server_new (self->folder);
  report_server_publish (self->server, 1, first_list, NOON - 60);
  open_it (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self->reader);
  report_server_free (self->server);
  g_free (self->folder);
}

static void
update (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  update_and_wait (self->reader, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (update_and_wait (self->reader, &error));
  g_assert_nonnull (error);
  g_test_message ("refused: %s", error->message);
}

static void
assert_first (Fixture *self)
{
  g_assert_cmpint (judge (self->reader, first_list[0]), ==, JARIDA_PICTURE_HIDDEN_BY_READERS);
  g_assert_cmpint (judge (self->reader, first_list[1]), ==, JARIDA_PICTURE_HIDDEN_BY_READERS);
  g_assert_cmpint (judge (self->reader, second_list[1]), ==, JARIDA_PICTURE_SHOWN);
  g_assert_cmpuint (jarida_reader_count_listed (self->reader), ==, N_OTHERS + 2);
}

static void
assert_second (Fixture *self)
{
  g_assert_cmpint (judge (self->reader, first_list[0]), ==, JARIDA_PICTURE_SHOWN);
  g_assert_cmpint (judge (self->reader, second_list[0]), ==, JARIDA_PICTURE_HIDDEN_BY_READERS);
  g_assert_cmpint (judge (self->reader, second_list[1]), ==, JARIDA_PICTURE_HIDDEN_BY_READERS);
}

static void
test_whole_then_change (Fixture       *self,
                        gconstpointer  data)
{
  update (self);
  assert_first (self);
  g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/full/"), ==, 1);
  g_assert_cmpint (jarida_reader_get_list_time (self->reader), ==, NOON - 60);
  g_assert_cmpuint (self->n_judged, >=, 1);

  self->reader->clock += 3600;
  report_server_publish (self->server, 2, second_list, NOON + 3000);
  update (self);
  assert_second (self);
  g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/full/"), ==, 1);
  g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/delta/"), ==, 1);
  /* The note of keys is the one that is here. */
  g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/keys/"), ==, 1);

  /* Nothing new is one small request. */
  {
    const guint n = self->server->requests->len;

    update (self);
    g_assert_cmpuint (self->server->requests->len, ==, n + 1);
  }
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
assert_not_loaded (Fixture    *self,
                   const char *address)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_load_picture_async (self->reader, address, 100, 100, FALSE, NULL, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (jarida_reader_load_picture_finish (self->reader, result, &error));
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_HIDDEN);
}

/* The next session has it before it has asked anybody. */
static void
test_next_session (Fixture       *self,
                   gconstpointer  data)
{
  guint n;

  update (self);
  close_reader (self->reader);
  n = self->server->requests->len;
  open_it (self);
  /* Not even in the first moment, while the list is being read. */
  assert_not_loaded (self, first_list[0]);
  g_assert_cmpuint (jarida_reader_count_listed (self->reader), >, 0);
  assert_first (self);
  g_assert_cmpuint (self->server->requests->len, ==, n);
  /* Without a service there is no list. */
  jarida_reader_set_report_service (self->reader, "");
  g_assert_cmpint (judge (self->reader, first_list[0]), ==, JARIDA_PICTURE_SHOWN);
  g_assert_cmpint (jarida_reader_get_list_time (self->reader), ==, 0);
}

static void
test_old (Fixture       *self,
          gconstpointer  data)
{
  update (self);
  g_assert_false (jarida_reader_get_list_old (self->reader));
  self->reader->clock += JARIDA_LIST_OLD_AFTER + 3600;
  g_assert_true (jarida_reader_get_list_old (self->reader));
  assert_first (self);
}

/* T-L4 */

static JaridaListManifest *
manifest_of (ReportServer *server)
{
  g_autoptr(JaridaListKeys) keys = NULL;
  JaridaListManifest *manifest;
  JaridaListRatchet ratchet = { 0 };
  g_autoptr(GError) error = NULL;
  GBytes *bytes = g_hash_table_lookup (server->files, "keys/1.note");
  g_autofree char *note = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  keys = jarida_list_keys_open (note, strlen (note), jarida_note_signer_get_key (server->root), 1, &error);
  g_assert_no_error (error);
  manifest = jarida_list_manifest_open (server->manifest, strlen (server->manifest), keys, &ratchet, NOON, &error);
  g_assert_no_error (error);
  return manifest;
}

static void
damage_file (ReportServer *server,
             const char   *path,
             gboolean      cut)
{
  GBytes *bytes = g_hash_table_lookup (server->files, path);
  gsize size = g_bytes_get_size (bytes);
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  copy[size / 2] ^= 1;
  g_hash_table_replace (server->files, g_strdup (path), g_bytes_new_take (copy, cut ? size - 5 : size));
}

/* A change that is damaged, cut off, missing: the whole list, once. When that is damaged too, what is here stays. */
static void
test_damaged_files (Fixture       *self,
                    gconstpointer  data)
{
  const char *delta = "delta/1-0000000000000000.pbl";
  const char *full = "full/2-0000000000000000.pbl";
  g_autoptr(GBytes) good_full = NULL;

  update (self);
  report_server_publish (self->server, 2, second_list, NOON);
  good_full = g_bytes_ref (g_hash_table_lookup (self->server->files, full));
  for (guint i = 0; i < 3; i++)
    {
      const guint n_full = report_server_count (self->server, "GET /v1/list/full/");

      if (i < 2)
        damage_file (self->server, delta, i == 1);
      else
        g_hash_table_remove (self->server->files, delta);
      damage_file (self->server, full, i == 1);
      assert_refused (self);
      assert_first (self);
      g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/full/"), ==, n_full + 1);
    }
  g_hash_table_replace (self->server->files, g_strdup (full), g_steal_pointer (&good_full));
  update (self);
  assert_second (self);
}

static void
test_bad_manifests (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(JaridaListManifest) manifest = NULL;
  g_autoptr(JaridaNoteSigner) stranger = jarida_note_signer_generate ("test-list");
  g_autofree char *old = NULL, *good = NULL;

  update (self);
  old = g_strdup (self->server->manifest);
  report_server_publish (self->server, 2, second_list, NOON);
  manifest = manifest_of (self->server);
  good = g_strdup (self->server->manifest);

  /* Somebody else's signature under our name. */
  report_server_sign (self->server, manifest, stranger);
  assert_refused (self);
  /* One bit. */
  g_free (self->server->manifest);
  self->server->manifest = g_strdup (good);
  self->server->manifest[strlen ("pressreader-blocklist/1\nseq ")] = '3';
  assert_refused (self);
  /* Cut off; a page. */
  self->server->manifest[40] = '\0';
  assert_refused (self);
  g_free (self->server->manifest);
  self->server->manifest = g_strdup ("<html><body>Wi-Fi de la gare</body></html>");
  assert_refused (self);
  /* Out of its time. */
  manifest->time = NOON - 40 * 86400;
  manifest->expires = NOON - 20 * 86400;
  report_server_sign (self->server, manifest, self->server->signer);
  assert_refused (self);
  assert_first (self);

  /* And back again, after the newer one. */
  g_free (self->server->manifest);
  self->server->manifest = g_strdup (good);
  update (self);
  assert_second (self);
  g_free (self->server->manifest);
  self->server->manifest = g_strdup (old);
  assert_refused (self);
  assert_second (self);
  /* Also in the next session: the ratchet is kept with the list. */
  close_reader (self->reader);
  open_it (self);
  assert_refused (self);
  assert_second (self);
}

/* Roots that this program does not have, and a service that is not on this machine, whose user may set what he likes. */
static void
test_roots (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *other = g_build_filename (self->folder, "other-roots", NULL);
  g_autoptr(JaridaNoteSigner) stranger = jarida_note_signer_generate ("test-root");
  g_autofree char *text = jarida_note_key_to_text (jarida_note_signer_get_key (stranger));

  g_assert_true (g_file_set_contents (other, text, -1, NULL));
  g_setenv ("JARIDA_LIST_ROOTS", other, TRUE);
  assert_refused (self);
  g_unsetenv ("JARIDA_LIST_ROOTS");
  assert_refused (self);
  g_assert_cmpuint (jarida_reader_count_listed (self->reader), ==, 0);
  g_setenv ("JARIDA_LIST_ROOTS", self->server->roots_file, TRUE);
  update (self);
  assert_first (self);
}

/* The service gives out 48 changes at most, and this list is the first one: from far behind the whole list is taken. */
static void
test_gap (Fixture       *self,
          gconstpointer  data)
{
  update (self);
  report_server_publish (self->server, 5, first_list, NOON);
  report_server_publish (self->server, 6, second_list, NOON);
  update (self);
  assert_second (self);
  g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/full/6-"), ==, 1);
  g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/delta/"), ==, 0);
}

/* Another service of the same roots' owner, whose list happens to have the same number. */
static ReportServer *
open_other (Fixture *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "other", NULL);
  g_autofree char *both = g_build_filename (self->folder, "both-roots", NULL);
  g_autofree char *first = jarida_note_key_to_text (jarida_note_signer_get_key (self->server->root));
  g_autofree char *second = NULL, *text = NULL;
  ReportServer *other;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  other = report_server_new (folder);
  second = jarida_note_key_to_text (jarida_note_signer_get_key (other->root));
  text = g_strdup_printf ("%s\n%s\n", first, second);
  g_assert_true (g_file_set_contents (both, text, -1, NULL));
  g_setenv ("JARIDA_LIST_ROOTS", both, TRUE);
  report_server_publish (other, 1, second_list, NOON - 30);
  return other;
}

/* The list is that of the service that is set, and the other's until that has come and been checked. */
static void
test_other_service (Fixture       *self,
                    gconstpointer  data)
{
  const char *full = "full/1-0000000000000000.pbl";
  g_autoptr(ReportServer) other = open_other (self);
  g_autoptr(GBytes) good = g_bytes_ref (g_hash_table_lookup (other->files, full));
  guint n;

  update (self);
  assert_first (self);
  jarida_reader_set_report_service (self->reader, other->base);
  damage_file (other, full, FALSE);
  assert_refused (self);
  assert_first (self);
  /* Also in the next session, which begins with the file. */
  close_reader (self->reader);
  open_it (self);
  jarida_reader_set_report_service (self->reader, other->base);
  g_hash_table_replace (other->files, g_strdup (full), g_steal_pointer (&good));
  update (self);
  assert_second (self);
  g_assert_cmpint (jarida_reader_get_list_time (self->reader), ==, NOON - 30);
  for (guint i = 0; i < other->heads->len; i++)
    g_assert_null (strstr (g_ptr_array_index (other->heads, i), "If-None-Match"));

  /* And back. */
  jarida_reader_set_report_service (self->reader, self->server->base);
  update (self);
  assert_first (self);
  g_assert_cmpuint (report_server_count (self->server, "GET /v1/list/full/"), ==, 2);
  /* Whose it is, is kept with it. */
  close_reader (self->reader);
  open_it (self);
  n = self->server->requests->len;
  update (self);
  assert_first (self);
  g_assert_cmpuint (self->server->requests->len, ==, n + 1);
}

/* T-V1: a thousand pictures are looked at, others in each session, some of them on the list. */
static char *
record_session (Fixture    *self,
                const char *folder,
                guint       first,
                guint      *out_n_hidden)
{
  Fixture session = { .folder = g_build_filename (self->folder, folder, NULL), .server = self->server };
  const guint from = self->server->heads->len;
  g_autoptr(GString) all = g_string_new (NULL);

  g_clear_pointer (&self->server->list, jarida_block_list_unref);
  report_server_publish (self->server, 1, first_list, NOON - 60);
  open_it (&session);
  *out_n_hidden = 0;
  for (guint round = 0; round < 2; round++)
    {
      update (&session);
      for (guint i = 0; i < 500; i++)
        {
          g_autofree char *address = g_strdup_printf ("https://img.example/%u.jpg", first + round * 500 + i);

          *out_n_hidden += judge (session.reader, address) != JARIDA_PICTURE_SHOWN;
        }
      session.reader->clock += 3600;
      if (round == 0)
        report_server_publish (self->server, 2, second_list, NOON);
    }
  update (&session);
  close_reader (session.reader);
  for (guint i = from; i < self->server->heads->len; i++)
    g_string_append (all, g_ptr_array_index (self->server->heads, i));
  g_free (session.folder);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_same_requests (Fixture       *self,
                    gconstpointer  data)
{
  guint n_first, n_second;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  first = record_session (self, "a", 1, &n_first);
  second = record_session (self, "b", 100001, &n_second);
  g_assert_cmpuint (n_first, >, 0);
  g_assert_cmpuint (n_second, ==, 0);
  g_assert_cmpstr (first, !=, "");
  g_assert_cmpstr (first, ==, second);
  g_assert_null (strstr (first, "img.example"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reader/blocklist/whole-then-change", test_whole_then_change);
  ADD ("/reader/blocklist/next-session", test_next_session);
  ADD ("/reader/blocklist/old", test_old);
  ADD ("/reader/blocklist/T-L4/damaged-files", test_damaged_files);
  ADD ("/reader/blocklist/T-L4/bad-manifests", test_bad_manifests);
  ADD ("/reader/blocklist/T-L4/gap", test_gap);
  ADD ("/reader/blocklist/roots", test_roots);
  ADD ("/reader/blocklist/other-service", test_other_service);
  ADD ("/reader/blocklist/T-V1/same-requests", test_same_requests);
#undef ADD
  return g_test_run ();
}
