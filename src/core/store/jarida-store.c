/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-backup.h"
#include "jarida-db-error.h"
#include "jarida-filter-row.h"
#include "jarida-headline-list-private.h"
#include "jarida-shelf-before.h"
#include "jarida-store-error.h"
#include "jarida-store-private.h"
#include "jarida-topic.h"

/* Read at once when the side file is of no use: 15 ms. The rest comes from the writing thread. */
#define N_ROWS_AT_ONCE 200000
/* The side file is written, and the logs are emptied, when nothing has changed for so long. */
#define SIDE_FILE_SECONDS 3
/* Another process's writing is looked at this long after it is noticed. */
#define LOOK_MILLISECONDS 250

/* The shelf as the main thread sees it: what is small lives in memory and is always right on screen, what is large is read
 * when it is shown, and every change is a piece of work for the writing thread, whose answer comes back here. It knows SQL
 * only by the names of the functions in the row files. */
G_DEFINE_FINAL_TYPE (JaridaStore, jarida_store, G_TYPE_OBJECT)

enum
{
  ARTICLES_ARRIVED,
  COUNTS_CHANGED,
  REPORTS_CHANGED,
  SEARCH_CHANGED,
  DAMAGE_FOUND,
  ARTICLES_ANNOUNCED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_entry (gpointer data)
{
  JaridaSourceEntry *entry = data;

  g_object_unref (entry->source);
  jarida_fetch_state_free (entry->fetch);
  g_free (entry);
}

static void
jarida_store_finalize (GObject *object)
{
  JaridaStore *self = JARIDA_STORE (object);

  jarida_store_close (self);
  g_clear_pointer (&self->columns, jarida_columns_free);
  g_clear_object (&self->sources);
  g_clear_object (&self->folders);
  g_clear_pointer (&self->reports, jarida_report_rows_free);
  g_clear_pointer (&self->addresses, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->moved, g_hash_table_unref);
  g_clear_pointer (&self->byline_counts, g_array_unref);
  g_clear_pointer (&self->city_counts, g_array_unref);
  g_clear_pointer (&self->author_bylines, g_hash_table_unref);
  g_clear_object (&self->section_topics);
  g_clear_object (&self->followed);
  g_clear_object (&self->searches);
  g_clear_object (&self->filters);
  g_clear_pointer (&self->replies, g_async_queue_unref);
  g_clear_pointer (&self->index.ids, g_array_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->folder);
  g_free (self->side_file);
  jarida_mishap_free (self->mishap);
  G_OBJECT_CLASS (jarida_store_parent_class)->finalize (object);
}

static void
jarida_store_class_init (JaridaStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jarida_store_finalize;

  signals[ARTICLES_ARRIVED] = g_signal_new ("articles-arrived", JARIDA_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", JARIDA_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[REPORTS_CHANGED] = g_signal_new ("reports-changed", JARIDA_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[DAMAGE_FOUND] = g_signal_new ("damage-found", JARIDA_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SEARCH_CHANGED] = g_signal_new ("search-changed", JARIDA_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[ARTICLES_ANNOUNCED] = g_signal_new ("articles-announced", JARIDA_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

static void
jarida_store_init (JaridaStore *self)
{
  self->lock = -1;
  self->columns = jarida_columns_new ();
  self->sources = g_list_store_new (JARIDA_TYPE_SOURCE);
  self->folders = g_list_store_new (JARIDA_TYPE_FOLDER);
  self->reports = jarida_report_rows_new ();
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, free_entry);
  self->lists = g_ptr_array_new ();
  self->shown = g_new0 (guint8, G_MAXUINT16 + 1);
  self->moved = g_hash_table_new (NULL, NULL);
  self->author_bylines = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->section_topics = g_list_store_new (JARIDA_TYPE_TOPIC);
  self->followed = g_list_store_new (JARIDA_TYPE_TOPIC);
  self->searches = g_list_store_new (JARIDA_TYPE_SAVED_SEARCH);
  self->filters = g_list_store_new (JARIDA_TYPE_FILTER);
  self->replies = g_async_queue_new ();
  self->index.ids = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* The side file. */

typedef struct
{
  char   *path;    /* (owned) */
  GBytes *bytes;   /* (owned) */
} SideFile;

static void
write_side_file_work (JaridaWorker *worker,
                      gpointer      data)
{
  g_autofree SideFile *file = data;
  gsize size;
  const char *bytes = g_bytes_get_data (file->bytes, &size);

  /* A cache with a checksum: no need to wait for the disk, nor to tell anyone when it fails, the next start only reads
   * the table instead. */
  if (!g_file_set_contents_full (file->path, bytes, size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    g_debug ("The side file was not written.");
  g_bytes_unref (file->bytes);
  g_free (file->path);
}

static SideFile *
make_side_file (JaridaStore *self)
{
  SideFile *file = g_new0 (SideFile, 1);

  file->path = g_strdup (self->side_file);
  file->bytes = jarida_columns_to_bytes (self->columns, jarida_shelf_get_id (self->shelf), self->serial);
  return file;
}

static gboolean
write_side_file_cb (gpointer data)
{
  JaridaStore *self = data;

  /* With acts under way the columns are ahead of what is kept: later. */
  if (self->n_unfinished > 0 || !self->complete)
    return G_SOURCE_CONTINUE;
  self->side_file_timeout = 0;
  jarida_worker_push (self->writer, JARIDA_RANK_BULK, write_side_file_work, make_side_file (self));
  jarida_store_tidy (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
schedule_side_file (JaridaStore *self)
{
  g_clear_handle_id (&self->side_file_timeout, g_source_remove);
  if (!self->closed && !self->frozen)
    self->side_file_timeout = g_timeout_add_seconds (SIDE_FILE_SECONDS, write_side_file_cb, self);
}

void
jarida_store_serial_changed (JaridaStore *self,
                             guint64      serial)
{
  self->serial = serial;
  schedule_side_file (self);
}

/* Damage. */

/* A running session that meets damage leaves this, for the next one to look through the files before it opens them. */
static char *
get_damage_mark (JaridaStore *self)
{
  return g_build_filename (self->folder, "damaged", NULL);
}

void
jarida_store_mark_damage (JaridaStore *self)
{
  g_autofree char *path = get_damage_mark (self);

  g_file_set_contents (path, "", 0, NULL);
  if (!self->damaged && !self->closed)
    {
      self->damaged = TRUE;
      g_signal_emit (self, signals[DAMAGE_FOUND], 0);
    }
}

gboolean
jarida_store_get_damaged (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  return self->damaged;
}

const JaridaMishap *
jarida_store_get_mishap (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return self->mishap;
}

void
jarida_store_forget_mishap (JaridaStore *self)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  if (self->mishap != NULL && !self->frozen)
    jarida_mishap_forget (self->folder);
  g_clear_pointer (&self->mishap, jarida_mishap_free);
}

/* Folding the logs. */

static void
tidy_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaStore *self = data;
  JaridaConnection *both[] = { self->tidier_library, self->tidier_bodies };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      gboolean done = FALSE;

      /* Truncating waits for the writer and stops it, and the file would soon grow again: only when nothing is left to copy
       * and nothing comes. A failure here will come again as the failure of a commit, which has somebody to tell. */
      if (jarida_connection_checkpoint (both[i], FALSE, &done, NULL) && done && g_atomic_int_get (&self->resting))
        jarida_connection_checkpoint (both[i], TRUE, &done, NULL);
    }
  g_atomic_int_set (&self->tidying, FALSE);
}

void
jarida_store_tidy (JaridaStore *self,
                   gboolean     resting)
{
  if (resting)
    g_atomic_int_set (&self->resting, TRUE);
  if (g_atomic_int_compare_and_exchange (&self->tidying, FALSE, TRUE))
    jarida_worker_push (self->tidier, JARIDA_RANK_BULK, tidy_work, self);
}

/* Opening. */

static gboolean
look_cb (gpointer data)
{
  JaridaStore *self = data;

  self->look_timeout = 0;
  jarida_store_look (self);
  return G_SOURCE_REMOVE;
}

/* Our own writing comes by here too; the look is one read of a number. */
static void
log_changed_cb (GFileMonitor      *monitor,
                GFile             *file,
                GFile             *other,
                GFileMonitorEvent  event,
                gpointer           data)
{
  JaridaStore *self = data;

  if (!self->closed && self->look_timeout == 0)
    self->look_timeout = g_timeout_add (LOOK_MILLISECONDS, look_cb, self);
}

static void
watch_log (JaridaStore *self)
{
  g_autofree char *path = g_build_filename (self->folder, "library.db-wal", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  /* Without a monitor another process's changes are still seen at the next writing of ours. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (log_changed_cb), self, 0);
}

gboolean
jarida_store_fail_errno (const char  *path,
                         int          number,
                         GError     **error)
{
  JaridaStoreError code = JARIDA_STORE_ERROR_FAILED;

  if (number == EACCES || number == EPERM || number == EROFS || number == ENOTDIR || number == ENOENT)
    code = JARIDA_STORE_ERROR_READ_ONLY;
  else if (number == ENOSPC || number == EDQUOT)
    code = JARIDA_STORE_ERROR_FULL;
  g_set_error (error, JARIDA_STORE_ERROR, code, "%s: %s", path, g_strerror (number));
  return FALSE;
}

/* The lock is shared by all who have the shelf open; whoever can have it alone for a moment is the only one. The kernel
 * lets go of it with the process. */
static gboolean
take_lock (JaridaStore  *self,
           GError      **error)
{
  g_autofree char *path = g_build_filename (self->folder, "lock", NULL);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return jarida_store_fail_errno (self->folder, errno, error);
  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    {
      jarida_store_fail_errno (path, errno, error);
      /* Also who only reads waits until another one has mended the files. */
      self->lock = g_open (path, O_RDONLY | O_CLOEXEC, 0);
      if (self->lock >= 0)
        flock (self->lock, LOCK_SH);
      return FALSE;
    }
  self->alone = flock (self->lock, LOCK_EX | LOCK_NB) == 0;
  /* Another one is opening, or has it open: in the first case this waits until its files are mended. */
  if (!self->alone && flock (self->lock, LOCK_SH) != 0)
    return jarida_store_fail_errno (path, errno, error);
  /* That one may have been killed half way: who is alone now brings it to its end. A try that fails lets go of the shared lock. */
  if (!self->alone)
    {
      self->alone = flock (self->lock, LOCK_EX | LOCK_NB) == 0;
      if (!self->alone && flock (self->lock, LOCK_SH) != 0)
        return jarida_store_fail_errno (path, errno, error);
    }
  return TRUE;
}

static gboolean
open_files (JaridaStore  *self,
            GError      **error)
{
  g_autofree char *library = g_build_filename (self->folder, "library.db", NULL);
  g_autofree char *bodies = g_build_filename (self->folder, "bodies.db", NULL);

  self->shelf = jarida_shelf_open (self->folder, self->alone, error);
  if (self->shelf == NULL)
    return FALSE;
  self->headlines = jarida_connection_open (library, JARIDA_CONNECTION_READ, 0, error);
  if (self->headlines == NULL)
    return FALSE;
  self->tidier_library = jarida_connection_open (library, JARIDA_CONNECTION_READ, 0, error);
  if (self->tidier_library == NULL)
    return FALSE;
  self->tidier_bodies = jarida_connection_open (bodies, JARIDA_CONNECTION_READ, 0, error);
  return self->tidier_bodies != NULL;
}

static void
start_threads (JaridaStore *self)
{
  jarida_store_start_replies (self);
  self->writer = jarida_worker_new ("jarida-write", 0);
  self->loader = jarida_worker_new ("jarida-read", 0);
  self->tidier = jarida_worker_new ("jarida-tidy", 19);
}

static void
close_files (JaridaStore *self)
{
  g_clear_pointer (&self->loader_library, jarida_connection_close);
  g_clear_pointer (&self->loader_bodies, jarida_connection_close);
  g_clear_pointer (&self->tidier_library, jarida_connection_close);
  g_clear_pointer (&self->tidier_bodies, jarida_connection_close);
  g_clear_pointer (&self->headlines, jarida_connection_close);
  g_clear_pointer (&self->shelf, jarida_shelf_close);
}

static gboolean
mend (JaridaStore  *self,
      GError      **error)
{
  g_autofree char *path = get_damage_mark (self);

  close_files (self);
  if (!jarida_shelf_mend (self->folder, &self->notice, error))
    return FALSE;
  g_unlink (path);
  return TRUE;
}

static JaridaSnapshot *
open_snapshot (JaridaStore  *self,
               GError      **error)
{
  if (!open_files (self, error))
    return NULL;
  return jarida_snapshot_new (self->shelf, self->side_file, N_ROWS_AT_ONCE, error);
}

/* What opening alone would not find out: damage that was met while reading, a mend that was cut off, one file that was emptied
 * or is gone beside the other (SQLite takes a file of no bytes for a new one). */
static gboolean
needs_mending (JaridaStore *self)
{
  g_autofree char *mark = get_damage_mark (self);
  g_autofree char *mending = g_build_filename (self->folder, JARIDA_SHELF_MENDING, NULL);
  g_autofree char *library = g_build_filename (self->folder, "library.db", NULL);
  g_autofree char *bodies = g_build_filename (self->folder, "bodies.db", NULL);
  GStatBuf library_stat, bodies_stat;
  gboolean has_library, has_bodies;

  if (g_file_test (mark, G_FILE_TEST_EXISTS) || g_file_test (mending, G_FILE_TEST_EXISTS))
    return TRUE;
  has_library = g_stat (library, &library_stat) == 0;
  has_bodies = g_stat (bodies, &bodies_stat) == 0;
  return has_library && (library_stat.st_size == 0 ? has_bodies && bodies_stat.st_size > 0 : !has_bodies || bodies_stat.st_size == 0);
}

static JaridaSnapshot *
open_or_mend (JaridaStore  *self,
              GError      **error)
{
  g_autoptr(GError) local_error = NULL;
  JaridaSnapshot *snapshot;

  if (self->alone && (!jarida_restore_resume (self->folder, error) || (needs_mending (self) && !mend (self, error))))
    return NULL;
  snapshot = open_snapshot (self, &local_error);
  if (snapshot != NULL)
    return snapshot;
  if (!self->alone || !g_error_matches (local_error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return mend (self, error) ? open_snapshot (self, error) : NULL;
}

static gboolean
has_removed (const JaridaSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->searches->len; i++)
    if (((JaridaSavedSearchRow *) g_ptr_array_index (snapshot->searches, i))->removed_at != 0)
      return TRUE;
  for (guint i = 0; i < snapshot->filters->len; i++)
    if (((JaridaFilterRow *) g_ptr_array_index (snapshot->filters, i))->removed_at != 0)
      return TRUE;
  return FALSE;
}

static void
count_start_work (JaridaWorker *worker,
                  gpointer      data)
{
  jarida_shelf_count_start (((JaridaStore *) data)->folder);
}

/* Copies from before a migration are there until all has gone well a while. */
static void
count_start (JaridaStore *self,
             gboolean     was_clean)
{
  if (self->alone && was_clean && self->notice == NULL && !jarida_shelf_was_migrated (self->shelf))
    jarida_worker_push (self->tidier, JARIDA_RANK_BULK, count_start_work, self);
}

gboolean
jarida_store_open_all (JaridaStore  *self,
                       GError      **error)
{
  g_autoptr(JaridaSnapshot) snapshot = NULL;
  GError *local_error = NULL;

  if (take_lock (self, &local_error))
    snapshot = open_or_mend (self, &local_error);
  local_error = jarida_store_error_from_db (local_error);
  if (snapshot == NULL && jarida_store_may_freeze (local_error))
    {
      close_files (self);
      snapshot = jarida_store_open_frozen (self, N_ROWS_AT_ONCE, &local_error);
    }
  if (snapshot == NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (self->lock >= 0)
    flock (self->lock, LOCK_SH);
  jarida_store_show_snapshot (self, snapshot);
  start_threads (self);
  if (!self->complete)
    jarida_store_read_again (self);
  g_clear_pointer (&self->mishap, jarida_mishap_free);
  self->mishap = jarida_mishap_read (self->folder);
  if (self->alone && !self->frozen)
    {
      jarida_store_purge (self);
      jarida_store_clean_pages (self);
      if (has_removed (snapshot))
        jarida_store_purge_filters (self);
      if (snapshot->unfilled)
        jarida_store_fill (self);
      jarida_store_requeue_reports (self);
    }
  if (!self->frozen)
    {
      const gboolean was_clean = jarida_store_note_open (self);

      count_start (self, was_clean);
      jarida_store_start_check (self, was_clean);
      jarida_store_start_index (self);
      watch_log (self);
    }
  jarida_store_search_counts_stale (self, NULL);
  return TRUE;
}

JaridaStore *
jarida_store_open (const char  *folder,
                   GError     **error)
{
  g_autoptr(JaridaStore) self = g_object_new (JARIDA_TYPE_STORE, NULL);

  g_return_val_if_fail (folder != NULL, NULL);

  self->context = g_main_context_ref_thread_default ();
  self->folder = g_strdup (folder);
  self->side_file = g_build_filename (folder, "columns", NULL);
  return jarida_store_open_all (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
stop_threads (JaridaStore *self)
{
  if (self->writer == NULL)
    return;
  jarida_store_stop_check (self);
  jarida_store_stop_search_counts (self);
  jarida_store_stop_search (self);
  jarida_store_stop_index (self);
  g_clear_pointer (&self->loader, jarida_worker_stop);
  g_clear_pointer (&self->writer, jarida_worker_stop);
  g_clear_pointer (&self->tidier, jarida_worker_stop);
  jarida_store_stop_replies (self);
}

static void
finish_files (JaridaStore *self)
{
  JaridaConnection *both[2];
  gboolean done;

  if (self->shelf == NULL || self->frozen)
    return;
  both[0] = jarida_shelf_get_library (self->shelf);
  both[1] = jarida_shelf_get_bodies (self->shelf);
  /* Nothing depends on it: the log is read at the next start. */
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    jarida_connection_checkpoint (both[i], FALSE, &done, NULL);
  if (self->complete && self->serial == jarida_shelf_get_serial (self->shelf))
    write_side_file_work (NULL, make_side_file (self));
}

void
jarida_store_close_all (JaridaStore *self)
{
  stop_threads (self);
  finish_files (self);
  close_files (self);
  if (!self->frozen)
    jarida_store_note_closed (self);
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

void
jarida_store_close (JaridaStore *self)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  g_clear_handle_id (&self->counts_idle, g_source_remove);
  g_clear_handle_id (&self->side_file_timeout, g_source_remove);
  g_clear_handle_id (&self->look_timeout, g_source_remove);
  g_clear_object (&self->monitor);
  /* Their answers may still change lists. */
  stop_threads (self);
  while (self->lists->len > 0)
    {
      JaridaHeadlineList *list = g_ptr_array_index (self->lists, self->lists->len - 1);

      jarida_headline_list_detach (list);
    }
  jarida_store_close_all (self);
}

const char *
jarida_store_get_notice (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return self->notice;
}

/* Signals. */

static gboolean
counts_changed_cb (gpointer data)
{
  JaridaStore *self = data;

  self->counts_idle = 0;
  jarida_store_recount_searches (self);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

void
jarida_store_counts_changed (JaridaStore *self)
{
  if (self->counts_idle == 0 && !self->closed)
    self->counts_idle = g_idle_add_full (G_PRIORITY_DEFAULT, counts_changed_cb, self, NULL);
}

void
jarida_store_articles_arrived (JaridaStore *self,
                               guint        n_new)
{
  if (n_new > 0)
    g_signal_emit (self, signals[ARTICLES_ARRIVED], 0, n_new);
}

void
jarida_store_reports_changed (JaridaStore *self)
{
  g_signal_emit (self, signals[REPORTS_CHANGED], 0);
}

void
jarida_store_search_changed (JaridaStore *self)
{
  jarida_store_search_counts_stale (self, NULL);
  g_signal_emit (self, signals[SEARCH_CHANGED], 0);
}

void
jarida_store_articles_announced (JaridaStore *self,
                                 GArray      *announced)
{
  if (announced->len > 0)
    g_signal_emit (self, signals[ARTICLES_ANNOUNCED], 0, announced);
}
