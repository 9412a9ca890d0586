/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "jarida-list-history.h"
#include "jarida-list-manifest.h"
#include "jarida-publisher.h"
#include "jarida-worker.h"

#define DAY ((gint64) 24 * 3600)
#define EXPIRES_SECONDS (14 * DAY)
#define CLAIM_PUBLISHER 1
#define NUMBERS_SECONDS 30

struct _JaridaPublisher
{
  JaridaPublisherOptions  options;
  JaridaWorker           *worker;       /* (owned) */
  GMainContext           *context;      /* (owned) */
  gboolean                stopped;      /* on the main thread */
  int                     looking;      /* atomic: one look waits, more are not needed */

  /* On the worker's thread. */
  JaridaLedger           *ledger;       /* (owned) */
  JaridaListHistory      *history;      /* (owned) */
  gint64                  shown_seq;    /* of the manifest that was handed over last */
  gint64                  shown_time;
  GBytes                 *last_full;    /* (owned) (nullable) who has the manifest before this one still asks for it */
  char                   *last_path;    /* (owned) (nullable) */
  gint64                  numbers_at;
  gboolean                unwritten;
};

typedef struct
{
  JaridaPublisher *publisher;
  JaridaListFiles *files;     /* (owned) (nullable) */
  GError          *error;     /* (owned) (nullable) */
} News;

static gboolean
deliver_cb (gpointer data)
{
  News *news = data;
  const JaridaPublisherOptions *options = &news->publisher->options;

  if (!news->publisher->stopped && news->files != NULL)
    options->published (g_steal_pointer (&news->files), options->data);
  if (!news->publisher->stopped && news->error != NULL)
    options->broken (news->error, options->data);
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  News *news = data;

  g_clear_pointer (&news->files, jarida_list_files_unref);
  g_clear_error (&news->error);
  g_free (news);
}

static void
deliver (JaridaPublisher *self,
         JaridaListFiles *files,
         GError          *error)
{
  News *news = g_new0 (News, 1);
  g_autoptr(GSource) source = g_idle_source_new ();

  news->publisher = self;
  news->files = files;
  news->error = error;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, news, free_news);
  g_source_attach (source, self->context);
}

static JaridaListFileRef
make_ref (JaridaListFiles *files,
          const char      *path,
          GBytes          *bytes)
{
  JaridaListFileRef ref = { .path = g_strdup (path), .size = g_bytes_get_size (bytes) };

  crypto_hash_sha256 (ref.sha256, g_bytes_get_data (bytes, NULL), ref.size);
  jarida_list_files_add (files, path, bytes);
  return ref;
}

static void
add_full (JaridaPublisher    *self,
          JaridaListManifest *manifest,
          JaridaListFiles    *files)
{
  g_autoptr(GBytes) full = jarida_block_list_encode (jarida_list_history_get_list (self->history));
  g_autofree char *path = jarida_list_name_file ("full", manifest->seq, full, ".pbl");

  manifest->full = make_ref (files, path, full);
  files->bytes_full = manifest->full.size;
  if (self->last_full != NULL)
    jarida_list_files_add (files, self->last_path, self->last_full);
  if (g_strcmp0 (path, self->last_path) == 0)
    return;
  g_clear_pointer (&self->last_full, g_bytes_unref);
  g_free (self->last_path);
  self->last_full = g_steal_pointer (&full);
  self->last_path = g_steal_pointer (&path);
}

static void
add_steps (JaridaPublisher    *self,
           JaridaListManifest *manifest,
           JaridaListFiles    *files)
{
  GPtrArray *steps = jarida_list_history_get_steps (self->history);
  guint n_listed = jarida_list_history_count_listed (self->history);

  for (guint i = 0; i < n_listed; i++)
    {
      const JaridaListStep *step = steps->pdata[i];
      JaridaListDelta *delta = &manifest->deltas[manifest->n_deltas++];

      delta->from = step->from;
      delta->file = make_ref (files, step->path, step->bytes);
      files->bytes_deltas += delta->file.size;
    }
}

/* The time of a manifest is that of its publication, then every midnight: what does not change must not seem frozen, and two
 * machines must sign the same words. */
static JaridaListFiles *
make_files (JaridaPublisher *self,
            gint64           time,
            guint            min_wait)
{
  const JaridaPublisherOptions *options = &self->options;
  JaridaListFiles *files = jarida_list_files_new ();
  g_autoptr(JaridaListManifest) manifest = jarida_list_manifest_new ();
  g_autofree char *body = NULL, *note = NULL, *digest = NULL;
  g_autofree char *keys_path = g_strdup_printf ("keys/%u.note", options->keys->serial);
  JaridaNoteSigner *signer = options->keys->signer;

  manifest->seq = (guint32) jarida_list_history_get_last (self->history)->seq;
  manifest->time = time;
  manifest->expires = time + EXPIRES_SECONDS;
  manifest->min_wait = min_wait;
  add_full (self, manifest, files);
  add_steps (self, manifest, files);
  manifest->keys = make_ref (files, keys_path, options->keys->keys_note);
  if (options->rules != NULL)
    {
      g_autofree char *path = jarida_list_name_file ("rules", options->rules_serial, options->rules, ".json");

      manifest->rules = make_ref (files, path, options->rules);
    }
  body = jarida_list_manifest_format (manifest);
  note = jarida_signed_note_sign (body, &signer, 1);
  g_assert (note != NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, note, -1);
  files->tag = g_strdup_printf ("\"%.32s\"", digest);
  files->manifest = g_bytes_new_take (note, strlen (note));
  note = NULL;
  return files;
}

static void
tell_numbers (JaridaPublisher       *self,
              const JaridaListFiles *files)
{
  const JaridaPublication *last = jarida_list_history_get_last (self->history);
  JaridaListNumbers numbers = { .seq = last->seq, .at = last->at, .entries = last->entries,
                                .bytes_full = (gint64) files->bytes_full, .bytes_deltas = (gint64) files->bytes_deltas,
                                .bytes_manifest = (gint64) g_bytes_get_size (files->manifest) };

  jarida_metrics_set_list (self->options.metrics, &numbers);
}

/* Hands over what is published, when it is not what was handed over before. */
static void
show (JaridaPublisher *self,
      gint64           now,
      guint            min_wait)
{
  const JaridaPublication *last = jarida_list_history_get_last (self->history);
  gint64 time = MAX (last->at, now / DAY * DAY);
  g_autoptr(JaridaListFiles) files = NULL;
  g_autoptr(GError) error = NULL;

  if (jarida_list_history_get_list (self->history) == NULL
      || (last->seq == self->shown_seq && time == self->shown_time && !self->unwritten))
    return;
  files = make_files (self, time, min_wait);
  self->unwritten = self->options.folder != NULL && !jarida_list_files_write (files, self->options.folder, now, &error);
  if (error != NULL)
    g_warning ("The list was not written, it will be tried again: %s", error->message);
  self->shown_seq = last->seq;
  self->shown_time = time;
  tell_numbers (self, files);
  deliver (self, g_steal_pointer (&files), NULL);
}

static gboolean
write_publication (JaridaPublisher          *self,
                   const JaridaPublication  *publication,
                   GArray                   *changes,
                   GPtrArray                *ids,
                   GError                  **error)
{
  if (jarida_ledger_begin (self->ledger, error)
      && jarida_ledger_publish (self->ledger, publication, (const JaridaListChange *) (gpointer) changes->data, changes->len, ids, error)
      && jarida_ledger_commit (self->ledger, error))
    return TRUE;
  jarida_ledger_rollback (self->ledger);
  return FALSE;
}

/* The decisions are read before the states: what is decided in between is in the list and waits only for its number. */
static gboolean
publish (JaridaPublisher       *self,
         const JaridaSettings  *settings,
         gint64                 now,
         GError               **error)
{
  const JaridaPublication *last = jarida_list_history_get_last (self->history);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) wanted = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(GArray) changes = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(JaridaBlockList) next = NULL;
  g_autoptr(GBytes) full = NULL;
  JaridaPublication publication = { .seq = last->seq + 1, .at = now };
  gboolean mine = FALSE;

  if (!jarida_ledger_get_unpublished (self->ledger, ids, error))
    return FALSE;
  if (last->seq > 0 && (ids->len == 0 || now - last->at < settings->publish_seconds))
    return TRUE;
  if (!jarida_ledger_get_engine (self->ledger)->klass->claim (jarida_ledger_get_engine (self->ledger), CLAIM_PUBLISHER, &mine, error))
    return FALSE;
  if (!mine)
    return TRUE;
  if (!jarida_ledger_get_wanted_list (self->ledger, wanted, error))
    return FALSE;
  next = jarida_list_history_plan (self->history, wanted, publication.seq, changes, error);
  if (next == NULL)
    return FALSE;
  if (changes->len == 0 && last->seq > 0)
    return write_publication (self, NULL, changes, ids, error);
  full = jarida_block_list_encode (next);
  memcpy (publication.state_sha256, jarida_block_list_get_state (next), sizeof publication.state_sha256);
  publication.entries = jarida_block_list_count_keys (next);
  publication.bytes = (gint64) g_bytes_get_size (full);
  return write_publication (self, &publication, changes, ids, error)
         && jarida_list_history_catch_up (self->history, self->ledger, error);
}

static gboolean
read_numbers (JaridaPublisher       *self,
              const JaridaSettings  *settings,
              gint64                 now,
              GError               **error)
{
  JaridaLedgerNumbers numbers = { .breaker_until = settings->breaker_until };

  if (self->numbers_at != 0 && now - self->numbers_at < NUMBERS_SECONDS)
    return TRUE;
  self->numbers_at = now;
  if (!jarida_ledger_get_numbers (self->ledger, now, &numbers, error))
    return FALSE;
  jarida_metrics_set_ledger (self->options.metrics, &numbers);
  return TRUE;
}

static gboolean
do_look (JaridaPublisher  *self,
         GError          **error)
{
  g_autoptr(GHashTable) rows = jarida_ledger_get_settings (self->ledger, error);
  gint64 now = self->options.clock ();
  JaridaSettings settings;

  if (rows == NULL)
    return FALSE;
  jarida_settings_read (&settings, rows);
  if (!jarida_list_history_catch_up (self->history, self->ledger, error)
      || !publish (self, &settings, now, error))
    return FALSE;
  show (self, now, (guint) settings.min_wait);
  return read_numbers (self, &settings, now, error);
}

static void
look (JaridaWorker *worker,
      gpointer      data)
{
  JaridaPublisher *self = data;
  GError *error = NULL;

  g_atomic_int_set (&self->looking, 0);
  if (do_look (self, &error))
    return;
  jarida_ledger_rollback (self->ledger);
  if (g_error_matches (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY))
    g_error_free (error);
  else
    deliver (self, NULL, error);
}

void
jarida_publisher_look (JaridaPublisher *self)
{
  if (g_atomic_int_compare_and_exchange (&self->looking, 0, 1))
    jarida_worker_push (self->worker, JARIDA_RANK_BULK, look, self);
}

JaridaPublisher *
jarida_publisher_new (JaridaLedger                 *ledger,
                      const JaridaPublisherOptions *options)
{
  JaridaPublisher *self = g_new0 (JaridaPublisher, 1);

  self->options = *options;
  self->context = g_main_context_ref_thread_default ();
  self->ledger = ledger;
  self->history = jarida_list_history_new ();
  /* It may wait; a report may not. */
  self->worker = jarida_worker_new ("publisher", 10);
  return self;
}

static gboolean
free_publisher_cb (gpointer data)
{
  JaridaPublisher *self = data;

  g_main_context_unref (self->context);
  g_free (self);
  return G_SOURCE_REMOVE;
}

void
jarida_publisher_free (JaridaPublisher *self)
{
  g_autoptr(GSource) source = NULL;

  if (self == NULL)
    return;
  jarida_worker_stop (self->worker);
  self->stopped = TRUE;
  g_clear_pointer (&self->ledger, jarida_ledger_free);
  g_clear_pointer (&self->history, jarida_list_history_free);
  g_clear_pointer (&self->last_full, g_bytes_unref);
  g_clear_pointer (&self->last_path, g_free);
  /* News may still be on its way. */
  source = g_idle_source_new ();
  g_source_set_callback (source, free_publisher_cb, self, NULL);
  g_source_attach (source, self->context);
}
