/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-server.h"

#include "jarida-picture-key.h"
#include "jarida-report-signature.h"

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

static void
note_request (ReportServer      *self,
              SoupServerMessage *message,
              const char        *path)
{
  const char *method = soup_server_message_get_method (message);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_ptr_array_add (lines, g_strdup_printf ("%s: %s", name, value));
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  g_ptr_array_add (self->requests, g_strdup_printf ("%s %s", method, path));
  all = g_strjoinv ("\n", (char **) lines->pdata);
  g_ptr_array_add (self->heads, g_strdup_printf ("%s %s\n%s\n", method, path, all));
}

static void
cut_off (SoupServerMessage *message,
         gboolean           half)
{
  static const char head[] = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":";
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  if (half)
    g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
is_signed (SoupServerMessage *message,
           const char        *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  guint8 key[JARIDA_REPORT_KEY_BYTES];

  return jarida_report_verify (soup_message_headers_get_one (headers, JARIDA_REPORT_KEY_HEADER),
                               soup_message_headers_get_one (headers, JARIDA_REPORT_SIGNATURE_HEADER),
                               soup_server_message_get_method (message), path, g_bytes_get_data (body, NULL),
                               g_bytes_get_size (body), key);
}

static guint
accept (ReportServer      *self,
        SoupServerMessage *message,
        const char        *id)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  const char *known = g_hash_table_lookup (self->accepted, id);

  if (known != NULL && !g_str_equal (known, text))
    self->n_different++;
  if (known != NULL)
    return 200;
  g_hash_table_insert (self->accepted, g_strdup (id), g_steal_pointer (&text));
  return 201;
}

static gboolean
unpause_cb (gpointer data)
{
  soup_server_message_unpause (data);
  return G_SOURCE_REMOVE;
}

static void
answer_report (ReportServer      *self,
               SoupServerMessage *message,
               const char        *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *id = path + strlen ("/v1/reports/");
  g_autofree char *seconds = g_strdup_printf ("%u", self->retry_after);
  guint answer = 201;

  if (self->script->len > 0)
    {
      answer = g_array_index (self->script, guint, 0);
      g_array_remove_index (self->script, 0);
    }
  if (!is_signed (message, path))
    self->n_unsigned++;
  /* What is cut off has arrived all the same. */
  if (answer == 201 || answer == ANSWER_HALF)
    {
      const gboolean withdrawal = g_str_equal (soup_server_message_get_method (message), "DELETE");
      guint status = withdrawal ? 204 : accept (self, message, id);

      if (withdrawal)
        g_hash_table_add (self->deleted, g_strdup (id));
      answer = answer == ANSWER_HALF ? answer : status;
    }
  if (answer == ANSWER_NOTHING || answer == ANSWER_HALF)
    {
      cut_off (message, answer == ANSWER_HALF);
      return;
    }
  if (answer == ANSWER_PAGE || answer == ANSWER_OTHER)
    {
      static const char page[] = "<!DOCTYPE html><title>Wi-Fi de la gare</title>";
      static const char other[] = "{\"id\":\"00000000-0000-4000-8000-000000000000\",\"state\":\"recorded\"}";
      const char *text = answer == ANSWER_PAGE ? page : other;

      soup_server_message_set_status (message, answer == ANSWER_PAGE ? 200 : 201, NULL);
      soup_server_message_set_response (message, answer == ANSWER_PAGE ? "text/html" : "application/json", SOUP_MEMORY_COPY, text,
                                        strlen (text));
      return;
    }
  soup_server_message_set_status (message, answer, NULL);
  if (self->retry_after > 0 && (answer == 429 || answer == 503))
    soup_message_headers_append (headers, "Retry-After", seconds);
  if (answer >= 400 && self->problem != NULL)
    soup_server_message_set_response (message, "application/problem+json", SOUP_MEMORY_COPY, self->problem, strlen (self->problem));
  else if (answer != 204)
    {
      char *receipt = g_strdup_printf ("{\"id\":\"%s\",\"state\":\"recorded\"}", id);

      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, receipt, strlen (receipt));
    }
  if (self->latency_ms > 0)
    {
      soup_server_message_pause (message);
      g_timeout_add_full (G_PRIORITY_DEFAULT, self->latency_ms, unpause_cb, g_object_ref (message), g_object_unref);
    }
}

static void
answer_list (ReportServer      *self,
             SoupServerMessage *message,
             const char        *name)
{
  GBytes *bytes = g_hash_table_lookup (self->files, name);

  if (g_str_equal (name, "manifest") && self->manifest != NULL)
    {
      g_autofree char *etag = g_strdup_printf ("\"%u\"", g_str_hash (self->manifest));
      const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

      soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", etag);
      soup_server_message_set_status (message, g_strcmp0 (known, etag) == 0 ? 304 : 200, NULL);
      if (g_strcmp0 (known, etag) != 0)
        soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, self->manifest, strlen (self->manifest));
    }
  else if (bytes != NULL)
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY, g_bytes_get_data (bytes, NULL),
                                        g_bytes_get_size (bytes));
    }
  else
    soup_server_message_set_status (message, 404, NULL);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  ReportServer *self = user_data;

  note_request (self, message, path);
  /* On a connection that is used again the library would send once more by itself. */
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Connection", "close");
  if (g_str_has_prefix (path, "/v1/reports/"))
    answer_report (self, message, path);
  else if (g_str_has_prefix (path, "/v1/list/"))
    answer_list (self, message, path + strlen ("/v1/list/"));
  else if (g_str_has_prefix (path, "/pictures/"))
    answer_list (self, message, path + 1);
  else
    soup_server_message_set_status (message, 404, NULL);
}

static void
make_keys (ReportServer *self,
           const char   *folder)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  self->root = jarida_note_signer_generate ("test-root");
  self->signer = jarida_note_signer_generate ("test-list");
  text = jarida_note_key_to_text (jarida_note_signer_get_key (self->root));
  self->roots_file = g_build_filename (folder, "roots", NULL);
  g_file_set_contents (self->roots_file, text, -1, &error);
  g_assert_no_error (error);
  g_setenv ("JARIDA_LIST_ROOTS", self->roots_file, TRUE);
}

ReportServer *
report_server_new (const char *folder)
{
  ReportServer *self = g_new0 (ReportServer, 1);
  g_autoptr(GError) error = NULL;
  g_autoslist(GUri) uris = NULL;

  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->script = g_array_new (FALSE, FALSE, sizeof (guint));
  make_keys (self, folder);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return self;
}

void
report_server_free (ReportServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->heads);
  g_hash_table_unref (self->accepted);
  g_hash_table_unref (self->deleted);
  g_hash_table_unref (self->files);
  g_array_unref (self->script);
  jarida_note_signer_free (self->root);
  jarida_note_signer_free (self->signer);
  g_clear_pointer (&self->list, jarida_block_list_unref);
  g_free (self->manifest);
  g_free (self->roots_file);
  g_free (self->base);
  g_free (self);
}

void
report_server_script (ReportServer *self,
                      guint         n,
                      const guint  *answers)
{
  g_array_append_vals (self->script, answers, n);
}

guint
report_server_count (ReportServer *self,
                     const char   *prefix)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (self->requests, i), prefix);
  return n;
}

/* Lists. */

static void
add_file (ReportServer      *self,
          JaridaListFileRef *ref,
          const char        *path,
          GBytes            *bytes)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size, length = sizeof ref->sha256;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, ref->sha256, &length);
  ref->path = g_strdup (path);
  ref->size = size;
  g_hash_table_replace (self->files, g_strdup (path), g_bytes_ref (bytes));
}

static void
add_keys (ReportServer       *self,
          JaridaListManifest *manifest,
          gint64              now)
{
  JaridaListKeys keys = { .serial = 1, .n_keys = 1 };
  g_autofree char *body = NULL;
  g_autofree char *note = NULL;
  g_autoptr(GBytes) bytes = NULL;

  keys.keys[0] = (JaridaListKey) { *jarida_note_signer_get_key (self->signer), 946684800, G_GINT64_CONSTANT (4102444800) };
  body = jarida_list_keys_format (&keys);
  note = jarida_signed_note_sign (body, &self->root, 1);
  bytes = g_bytes_new (note, strlen (note));
  add_file (self, &manifest->keys, "keys/1.note", bytes);
}

void
report_server_sign (ReportServer             *self,
                    const JaridaListManifest *manifest,
                    JaridaNoteSigner         *signer)
{
  g_autofree char *body = jarida_list_manifest_format (manifest);

  g_free (self->manifest);
  self->manifest = jarida_signed_note_sign (body, &signer, 1);
  g_assert_nonnull (self->manifest);
}

void
report_server_publish (ReportServer      *self,
                       guint32            seq,
                       const char *const *addresses,
                       gint64             now)
{
  g_autoptr(JaridaListManifest) manifest = jarida_list_manifest_new ();
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();
  g_autoptr(JaridaBlockList) list = NULL;
  g_autoptr(GBytes) whole = NULL;
  g_autofree char *path = g_strdup_printf ("full/%u-0000000000000000.pbl", seq);
  g_autoptr(GError) error = NULL;

  /* So many others that a change is worth taking. */
  for (guint64 i = 1; i <= N_OTHERS; i++)
    jarida_block_list_builder_add_key (builder, i * G_GUINT64_CONSTANT (0x9e3779b97f), JARIDA_LIST_MARK (1, 2));
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      JaridaPictureKey key;

      g_assert_true (jarida_picture_key_url (addresses[i], &key));
      jarida_block_list_builder_add_key (builder, jarida_picture_key_short (&key),
                                         JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
    }
  list = jarida_block_list_builder_end (builder, seq, &error);
  g_assert_no_error (error);
  manifest->seq = seq;
  manifest->time = now;
  manifest->expires = now + JARIDA_LIST_OLD_AFTER;
  manifest->min_wait = 3600;
  whole = jarida_block_list_encode (list);
  add_file (self, &manifest->full, path, whole);
  if (self->list != NULL)
    {
      g_autoptr(GBytes) change = jarida_block_list_encode_change (self->list, list);
      g_autofree char *name = g_strdup_printf ("delta/%u-0000000000000000.pbl", jarida_block_list_get_seq (self->list));

      manifest->n_deltas = 1;
      manifest->deltas[0].from = jarida_block_list_get_seq (self->list);
      add_file (self, &manifest->deltas[0].file, name, change);
    }
  add_keys (self, manifest, now);
  report_server_sign (self, manifest, self->signer);
  g_clear_pointer (&self->list, jarida_block_list_unref);
  self->list = g_steal_pointer (&list);
}

/* Calls that wait. */

static void
keep_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

char *
report_and_wait (JaridaReader  *reader,
                 const char    *address,
                 GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_report_picture_async (reader, address, "https://www.example/a", JARIDA_REASON_VIOLENCE, NULL, TRUE, NULL,
                                      keep_result_cb, &result);
  return jarida_reader_report_picture_finish (reader, wait_for (&result), error);
}

void
send_and_wait (JaridaReader *reader)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_send_reports_async (reader, NULL, keep_result_cb, &result);
  jarida_reader_send_reports_finish (reader, wait_for (&result), NULL);
}

gboolean
update_and_wait (JaridaReader  *reader,
                 GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_load_list_async (reader, TRUE, NULL, keep_result_cb, &result);
  return jarida_reader_load_list_finish (reader, wait_for (&result), error);
}

JaridaReader *
open_reader (const char *folder,
             const char *service)
{
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autoptr(GError) error = NULL;
  JaridaReader *reader = jarida_reader_open (folder, cache, &error);

  g_assert_no_error (error);
  jarida_fetcher_set_pause (reader->fetcher, 0);
  jarida_reader_set_report_service (reader, service);
  return reader;
}

void
close_reader (JaridaReader *reader)
{
  gpointer left = reader;
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_object_add_weak_pointer (G_OBJECT (reader), &left);
  jarida_reader_close (reader);
  g_object_unref (reader);
  /* A thread may still be reading a file for it. */
  while (left != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (300);
    }
}

JaridaPictureStanding
judge (JaridaReader *reader,
       const char   *address)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  jarida_reader_judge_picture (reader, address, &verdict);
  return verdict.standing;
}

JaridaReportEntry *
newest_report (JaridaReader *reader)
{
  return g_list_model_get_item (jarida_reader_get_reports (reader), 0);
}
