/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <string.h>

#include "jarida-key-folder.h"
#include "jarida-ledger.h"
#include "jarida-list-manifest.h"
#include "jarida-picture-key.h"
#include "jarida-review.h"
#include "service-fixture.h"

/* The published list, read as the app reads it. */

#define HOST "https://img1.gazette-detroit.example"
#define DAY (24 * 3600)

static void
set_up (ServiceFixture *self,
        gconstpointer   data)
{
  fixture_set_up (self);
  fixture_start (self);
  fixture_execute (self, "INSERT INTO image_host(host, newspaper) VALUES('img1.gazette-detroit.example', 'gazette');"
                   "INSERT INTO setting(name, value) VALUES('key_burst', '1000'), ('threshold', '700'), ('hides_per_newspaper', '1000'),"
                   " ('hides_per_hour', '1000')");
}

static void
tear_down (ServiceFixture *self,
           gconstpointer   data)
{
  fixture_tear_down (self);
}

static GBytes *
ask_file (ServiceFixture *self,
          const char     *name)
{
  g_autofree char *where = g_strdup_printf ("GET /v1/list/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", name);
  g_autoptr(GBytes) all = NULL;
  const char *data, *body;
  gsize size;

  /* Bytes may hold zeros: not through Answer. */
  all = fixture_talk (self, FALSE, where, strlen (where));
  data = g_bytes_get_data (all, &size);
  g_assert_cmpint (size, >, 12);
  g_assert_cmpmem (data, 12, "HTTP/1.1 200", 12);
  body = g_strstr_len (data, (gssize) size, "\r\n\r\n");
  g_assert_nonnull (body);
  return g_bytes_new_from_bytes (all, (gsize) (body + 4 - data), size - (gsize) (body + 4 - data));
}

static GBytes *
read_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* As from the folder, or (@from NULL) from the service. */
static JaridaListManifest *
open_manifest (ServiceFixture *self,
               const char     *from,
               GError        **error)
{
  g_autoptr(GBytes) roots = read_file (self->folder, "roots.pub");
  g_autofree char *roots_text = g_strndup (g_bytes_get_data (roots, NULL), g_bytes_get_size (roots));
  g_auto(GStrv) lines = g_strsplit (roots_text, "\n", -1);
  g_autoptr(GBytes) note = from != NULL ? read_file (from, "manifest") : ask_file (self, "manifest");
  g_autofree char *text = g_strndup (g_bytes_get_data (note, NULL), g_bytes_get_size (note));
  g_auto(JaridaListFileRef) keys_ref = { 0 };
  g_autoptr(GBytes) keys_note = NULL;
  g_autofree char *keys_text = NULL;
  g_autoptr(JaridaListKeys) keys = NULL;
  JaridaNoteKey root_keys[2];
  JaridaListRatchet ratchet = { 0 };

  g_assert_true (jarida_note_key_parse (lines[0], &root_keys[0]));
  g_assert_true (jarida_note_key_parse (lines[1], &root_keys[1]));
  g_assert_true (jarida_list_manifest_peek_keys (text, strlen (text), &keys_ref));
  keys_note = from != NULL ? read_file (from, keys_ref.path) : ask_file (self, keys_ref.path);
  keys_text = g_strndup (g_bytes_get_data (keys_note, NULL), g_bytes_get_size (keys_note));
  keys = jarida_list_keys_open (keys_text, strlen (keys_text), root_keys, 2, error);
  g_assert_nonnull (keys);
  return jarida_list_manifest_open (text, strlen (text), keys, &ratchet, fixture_now, error);
}

static JaridaBlockList *
get_full (ServiceFixture           *self,
          const char               *from,
          const JaridaListManifest *manifest)
{
  g_autoptr(GBytes) file = from != NULL ? read_file (from, manifest->full.path) : ask_file (self, manifest->full.path);
  g_autoptr(GError) error = NULL;
  JaridaBlockList *list;

  g_assert_true (jarida_list_file_ref_check (&manifest->full, file, &error));
  list = jarida_block_list_parse (file, &error);
  g_assert_no_error (error);
  return list;
}

/* Waits until what is published has the number @seq. */
static JaridaListManifest *
wait_for (ServiceFixture *self,
          guint           seq)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (TRUE)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { NULL, "GET", "/v1/list/manifest", NULL, NULL });
      JaridaListManifest *manifest = answer->status == 200 ? open_manifest (self, NULL, &error) : NULL;

      /* Two weeks went by in a moment: it was not signed again yet. */
      if (!g_error_matches (error, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_FROZEN))
        g_assert_no_error (error);
      if (manifest != NULL && manifest->seq >= seq)
        return manifest;
      g_clear_pointer (&manifest, jarida_list_manifest_free);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      jarida_service_do_rounds (self->service);
      g_usleep (2000);
    }
}

static guint64
get_key (const char *url)
{
  JaridaPictureKey key;

  g_assert_true (jarida_picture_key_url (url, &key));
  return jarida_picture_key_short (&key);
}

static void
hide_picture (ServiceFixture *self,
              guint           number)
{
  g_autofree char *url = g_strdup_printf (HOST "/p/%u.jpg", number);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *home = g_strdup_printf ("10.%u.%u.1", number % 200, i);

      g_assert_cmpuint (fixture_report (self, number * 10 + i, number * 10 + i, home, url, "violence"), ==, 201);
    }
}

static void
test_publish (ServiceFixture *self,
              gconstpointer   data)
{
  g_autoptr(JaridaListManifest) first = wait_for (self, 1);
  g_autoptr(JaridaListManifest) second = NULL;
  g_autoptr(JaridaBlockList) empty = get_full (self, NULL, first);
  g_autoptr(JaridaBlockList) list = NULL, applied = NULL;
  g_autoptr(GBytes) delta = NULL;
  g_autoptr(GError) error = NULL;
  guint plan[JARIDA_LIST_MAX_CHAIN];

  g_assert_cmpuint (jarida_block_list_count_keys (empty), ==, 0);
  hide_picture (self, 1);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM subject WHERE state = 1"), ==, 1);
  /* T-L3: not more often than every five minutes, and then at once. */
  fixture_now += 299;
  fixture_do_rounds (self);
  g_usleep (100000);
  g_assert_cmpint (fixture_query (self, "SELECT MAX(seq) FROM publication"), ==, 1);
  fixture_now += 1;
  second = wait_for (self, 2);
  list = get_full (self, NULL, second);
  g_assert_cmpuint (jarida_block_list_lookup (list, get_key (HOST "/p/1.jpg")), ==, JARIDA_LIST_MARK (JARIDA_REASON_VIOLENCE, JARIDA_LIST_BY_READERS));
  g_assert_cmpuint (jarida_block_list_lookup (list, get_key (HOST "/p/2.jpg")), ==, 0);
  /* The step from the first. */
  g_assert_cmpint (jarida_list_manifest_plan (second, 1, plan), ==, 1);
  delta = ask_file (self, second->deltas[plan[0]].file.path);
  applied = jarida_block_list_apply (empty, delta, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (jarida_block_list_get_state (applied), 32, jarida_block_list_get_state (list), 32);
}

/* A chain of steps, over a restart: the files are made again from the ledger. */
static void
test_chain (ServiceFixture *self,
            gconstpointer   data)
{
  g_autoptr(JaridaListManifest) first = wait_for (self, 1);
  g_autoptr(JaridaListManifest) last = NULL;
  g_autoptr(JaridaBlockList) list = get_full (self, NULL, first);
  g_autoptr(JaridaBlockList) full = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 1; i <= 5; i++)
    {
      hide_picture (self, i);
      fixture_now += 300;
      jarida_list_manifest_free (wait_for (self, i + 1));
      if (i == 3)
        {
          fixture_stop (self);
          fixture_start (self);
        }
    }
  last = wait_for (self, 6);
  full = get_full (self, NULL, last);
  g_assert_cmpuint (jarida_block_list_count_keys (full), ==, 5);
  /* So small a list is fetched whole; but the steps must lead there. */
  g_assert_cmpuint (last->n_deltas, ==, 5);
  for (guint i = last->n_deltas; i-- > 0;)
    {
      const JaridaListFileRef *ref = &last->deltas[i].file;
      g_autoptr(GBytes) file = ask_file (self, ref->path);
      JaridaBlockList *next;

      g_assert_true (jarida_list_file_ref_check (ref, file, &error));
      next = jarida_block_list_apply (list, file, &error);
      g_assert_no_error (error);
      jarida_block_list_unref (list);
      list = next;
    }
  g_assert_cmpmem (jarida_block_list_get_state (list), 32, jarida_block_list_get_state (full), 32);
}

/* What is over goes from the list; what a reviewer cleared becomes an exception. */
static void
test_lifted (ServiceFixture *self,
             gconstpointer   data)
{
  g_autoptr(JaridaListManifest) hidden = NULL, lifted = NULL;
  g_autoptr(JaridaBlockList) list = NULL;

  hide_picture (self, 1);
  fixture_now += 300;
  hidden = wait_for (self, 2);
  fixture_now += 14 * DAY + 1;
  fixture_do_rounds (self);
  lifted = wait_for (self, 3);
  list = get_full (self, NULL, lifted);
  g_assert_cmpuint (jarida_block_list_count_keys (list), ==, 0);
}

/* As jarida-moderate does it: by another connection than the service's. Now, on the version that is there. */
static void
review (ServiceFixture *self,
        JaridaAction    action)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine = jarida_sql_engine_open (self->database, &error);
  JaridaLedger *ledger = engine != NULL ? jarida_ledger_new (engine, &error) : NULL;
  const JaridaReviewAct act = { fixture_query (self, "SELECT id FROM subject"), fixture_query (self, "SELECT version FROM subject"), action,
                                action == JARIDA_ACTION_BLOCK ? JARIDA_REASON_VIOLENCE : 0,
                                action == JARIDA_ACTION_BLOCK ? JARIDA_REVIEW_BLOCK_DAYS : 0, "looked at", "amina" };
  g_autofree char *decision = NULL;
  JaridaReviewOutcome outcome;

  g_assert_no_error (error);
  jarida_review_act (ledger, &act, fixture_now, &outcome, &decision, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, JARIDA_REVIEW_DONE);
  jarida_ledger_free (ledger);
}

/* T-L3: a reviewer lifts what readers or (@data) another reviewer hid, in the very second after a publication, which is the worst one:
 * ten minutes later by the service's clock, at the latest, no reader is told to hide it. */
static void
test_cleared (ServiceFixture *self,
              gconstpointer   data)
{
  const gboolean blocked = GPOINTER_TO_INT (data);
  const guint8 hidden_as = JARIDA_LIST_MARK (JARIDA_REASON_VIOLENCE, blocked ? JARIDA_LIST_BY_MODERATOR : JARIDA_LIST_BY_READERS);
  g_autoptr(JaridaListManifest) hidden = NULL, lifted = NULL;
  g_autoptr(JaridaBlockList) before = NULL, after = NULL;
  gint64 decided;

  hide_picture (self, 1);
  if (blocked)
    review (self, JARIDA_ACTION_BLOCK);
  fixture_now += 300;
  hidden = wait_for (self, 2);
  before = get_full (self, NULL, hidden);
  g_assert_cmpuint (jarida_block_list_lookup (before, get_key (HOST "/p/1.jpg")), ==, hidden_as);
  g_assert_cmpint (hidden->time, ==, fixture_now);
  decided = fixture_now;
  review (self, JARIDA_ACTION_CLEAR);
  fixture_now = decided + 600;
  lifted = wait_for (self, 3);
  g_assert_cmpint (lifted->time - decided, <=, 600);
  after = get_full (self, NULL, lifted);
  g_assert_cmpuint (jarida_block_list_lookup (after, get_key (HOST "/p/1.jpg")), ==, 0);
  g_assert_true (jarida_block_list_is_exception (after, get_key (HOST "/p/1.jpg")));
}

/* A list that does not change is signed again each day: it must not look frozen. */
static void
test_signed_again (ServiceFixture *self,
                   gconstpointer   data)
{
  g_autoptr(JaridaListManifest) first = wait_for (self, 1);
  g_autoptr(JaridaListManifest) later = NULL;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  fixture_now += 30 * DAY;
  do
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      jarida_service_do_rounds (self->service);
      fixture_do_rounds (self);
      later = open_manifest (self, NULL, &error);
    }
  while (later == NULL);
  g_assert_cmpuint (later->seq, ==, 1);
  g_assert_cmpint (later->time, >, first->time);
  g_assert_cmpint (later->expires, >, fixture_now);
}

/* T-A9: a reader claims the bytes of somebody else's picture for a page of his own. */
static void
test_claimed_bytes (ServiceFixture *self,
                    gconstpointer   data)
{
  guint8 digest[32];
  JaridaPictureKey content;
  g_autoptr(JaridaListManifest) manifest = NULL;
  g_autoptr(JaridaBlockList) list = NULL;
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "the front page's picture", -1);

  for (guint i = 0; i < 32; i++)
    digest[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  jarida_picture_key_content (digest, &content);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
      g_autofree char *home = g_strdup_printf ("10.0.%u.1", i);
      g_autofree char *body = g_strdup_printf ("{\"v\":1,\"image\":{\"url\":\"" HOST "/p/mine.jpg\",\"sha256\":\"%s\",\"pdq\":{\"alg\":\"pdq1\","
                                               "\"hash\":\"%s\",\"quality\":100}},\"reason\":\"sexual\",\"good_faith\":true}", hex, hex);
      g_autofree char *headers = sign_headers (i, "PUT", path, body);
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { home, "PUT", path, headers, body });

      g_assert_cmpuint (answer->status, ==, 201);
    }
  fixture_now += 300;
  manifest = wait_for (self, 2);
  list = get_full (self, NULL, manifest);
  g_assert_cmpuint (jarida_block_list_lookup (list, get_key (HOST "/p/mine.jpg")), !=, 0);
  g_assert_cmpuint (jarida_block_list_count_keys (list), ==, 1);
  g_assert_cmpuint (jarida_block_list_lookup (list, jarida_picture_key_short (&content)), ==, 0);
  g_assert_cmpuint (jarida_block_list_match (list, digest, NULL), ==, 0);
}

static gint64
read_number (ServiceFixture *self,
             const char     *name)
{
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { NULL, "GET", "/metrics", NULL, NULL });
  g_autofree char *start = g_strdup_printf ("\n%s ", name);
  const char *at = strstr (answer->body, start);

  g_assert_nonnull (at);
  return g_ascii_strtoll (at + strlen (start), NULL, 10);
}

static gint64
count_key_alerts (ServiceFixture *self)
{
  fixture_do_rounds (self);
  return fixture_query (self, "SELECT COUNT(*) FROM alert WHERE kind = 'list-key'");
}

/* Two weeks before the list key runs out the operator is called, once a day, until there is another. */
static void
test_key_runs_out (ServiceFixture *self,
                   gconstpointer   data)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (read_number (self, "list_key_seconds"), >, 390 * DAY);
  fixture_now += read_number (self, "list_key_seconds") - 14 * DAY - 1;
  g_assert_cmpint (count_key_alerts (self), ==, 0);
  fixture_now += 1;
  g_assert_cmpint (count_key_alerts (self), ==, 1);
  g_assert_cmpint (read_number (self, "list_key_seconds"), ==, 14 * DAY);
  while (fixture_query (self, "SELECT COUNT(*) FROM alert WHERE sent_at IS NULL") > 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  fixture_now += DAY - 1;
  g_assert_cmpint (count_key_alerts (self), ==, 1);
  fixture_now += 1;
  g_assert_cmpint (count_key_alerts (self), ==, 2);

  fixture_stop (self);
  g_assert_true (jarida_key_folder_renew (self->folder, fixture_now, FALSE, &error));
  g_assert_no_error (error);
  fixture_start (self);
  fixture_now += 2 * DAY;
  g_assert_cmpint (count_key_alerts (self), ==, 2);
  g_assert_cmpint (read_number (self, "list_key_seconds"), >, 390 * DAY);
}

/* T-L6: the folder is enough, while the service is away. */
static void
test_folder (ServiceFixture *self,
             gconstpointer   data)
{
  g_autoptr(JaridaListManifest) over_http = NULL, from_folder = NULL;
  g_autoptr(JaridaBlockList) list = NULL;
  g_autoptr(GError) error = NULL;

  hide_picture (self, 1);
  fixture_now += 300;
  over_http = wait_for (self, 2);
  fixture_stop (self);
  fixture_now += DAY;
  from_folder = open_manifest (self, self->list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (from_folder->seq, ==, 2);
  list = get_full (self, self->list, from_folder);
  g_assert_cmpuint (jarida_block_list_count_keys (list), ==, 1);
  for (guint i = 0; i < from_folder->n_deltas; i++)
    {
      g_autoptr(GBytes) file = read_file (self->list, from_folder->deltas[i].file.path);

      g_assert_true (jarida_list_file_ref_check (&from_folder->deltas[i].file, file, &error));
    }
}

static void
test_headers (ServiceFixture *self,
              gconstpointer   data)
{
  g_autoptr(JaridaListManifest) manifest = wait_for (self, 1);
  g_autoptr(Answer) first = fixture_ask (self, &(Request) { NULL, "GET", "/v1/list/manifest", NULL, NULL });
  g_autofree char *tag = answer_get_header (first, "ETag");
  g_autofree char *cache = answer_get_header (first, "Cache-Control");
  g_autofree char *condition = g_strdup_printf ("If-None-Match: %s\r\n", tag);
  g_autoptr(Answer) again = fixture_ask (self, &(Request) { NULL, "GET", "/v1/list/manifest", condition, NULL });
  g_autofree char *path = g_strconcat ("/v1/list/", manifest->full.path, NULL);
  g_autoptr(Answer) full = fixture_ask (self, &(Request) { NULL, "GET", path, NULL, NULL });
  g_autofree char *full_cache = answer_get_header (full, "Cache-Control");
  g_autoptr(Answer) none = fixture_ask (self, &(Request) { NULL, "GET", "/v1/list/../list.key", NULL, NULL });

  g_assert_cmpstr (cache, ==, "public, max-age=300, stale-if-error=86400");
  g_assert_cmpuint (again->status, ==, 304);
  g_assert_cmpstr (again->body, ==, "");
  g_assert_cmpstr (full_cache, ==, "public, max-age=31536000, immutable");
  g_assert_cmpuint (none->status, ==, 404);
}

static void
test_statement (ServiceFixture *self,
                gconstpointer   data)
{
  g_autofree char *path = g_strdup_printf ("/v1/decisions/%012" G_GINT64_MODIFIER "x", get_key (HOST "/p/1.jpg"));
  g_autoptr(Answer) before = fixture_ask (self, &(Request) { NULL, "GET", path, NULL, NULL });
  g_autoptr(Answer) answer = NULL;

  g_assert_cmpuint (before->status, ==, 404);
  hide_picture (self, 1);
  answer = fixture_ask (self, &(Request) { NULL, "GET", path, NULL, NULL });
  g_test_message ("%s", answer->body);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "\"action\":\"hide\""));
  g_assert_nonnull (strstr (answer->body, "\"automated_decision\":true"));
  g_assert_nonnull (strstr (answer->body, "\"reason\":\"violence\""));
}

#define TEST(name, function) g_test_add ("/moderation/list/" name, ServiceFixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("l3-publish", test_publish);
  TEST ("chain", test_chain);
  TEST ("lifted", test_lifted);
  TEST ("l3-cleared", test_cleared);
  g_test_add ("/moderation/list/l3-unblocked", ServiceFixture, GINT_TO_POINTER (TRUE), set_up, test_cleared, tear_down);
  TEST ("signed-again", test_signed_again);
  TEST ("a9-claimed-bytes", test_claimed_bytes);
  TEST ("key-runs-out", test_key_runs_out);
  TEST ("l6-folder", test_folder);
  TEST ("headers", test_headers);
  TEST ("statement", test_statement);
  return g_test_run ();
}
