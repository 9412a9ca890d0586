/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-picture-cache.h"

#include <string.h>

#include "jarida-picture-folder.h"

/* Brings together the folder and the fetcher. For each address under way there is one Load, with everyone who asked for it:
 * disk first, then the web, then everyone is told, then the bytes are written. The Load stays until they are, so that
 * whoever asks in between is served from it. Failures are remembered for a while, so that scrolling past a
 * missing picture does not ask for it again and again. */

#define DEFAULT_LIMIT  (G_GUINT64_CONSTANT (512) * 1024 * 1024)
#define MAX_PICTURE    (8 * 1024 * 1024)
#define MAX_REFUSALS   2000
#define REFUSED_LONG   (60 * 60)   /* seconds: the server said no, or sent something else */
#define REFUSED_SHORT  60          /* the line or the server was not well */

struct _JaridaPictureCache
{
  GObject        parent_instance;

  char          *folder;        /* (owned) */
  JaridaFetcher *fetcher;       /* (owned) */
  GHashTable    *loads;         /* (owned) address (borrowed from the load) -> Load (borrowed) */
  GHashTable    *refusals;      /* (owned) address -> Refusal */
  guint64        limit;
  guint64        size;          /* as far as known */
  guint64        added;         /* since the sweep under way began */
  gboolean       sweeping;
  gboolean       limit_moved;   /* while sweeping */
};

G_DEFINE_FINAL_TYPE (JaridaPictureCache, jarida_picture_cache, G_TYPE_OBJECT)

enum
{
  SIGNAL_WRITE_FAILED,
  SIGNAL_SWEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GError *error;   /* (owned) */
  gint64  until;   /* monotonic */
} Refusal;

typedef struct
{
  GTask              *task;        /* (owned) */
  JaridaPictureFlags  flags;
  GSource            *cancelled;   /* (owned) (nullable) */
} Asker;

typedef struct
{
  JaridaPictureCache *cache;         /* (owned) */
  char               *address;       /* (owned) */
  GPtrArray          *askers;        /* (owned) of Asker */
  GCancellable       *cancellable;   /* (owned) of the request, when nobody wants it any more */
  GBytes             *bytes;         /* (owned) (nullable) when they are there */
  gboolean            missed;        /* it is not on disk */
} Load;

static void sweep (JaridaPictureCache *self, guint64 limit);

static void
refusal_free (gpointer data)
{
  Refusal *refusal = data;

  g_error_free (refusal->error);
  g_free (refusal);
}

static void
asker_free (gpointer data)
{
  Asker *asker = data;

  if (asker == NULL)
    return;
  if (asker->cancelled != NULL)
    g_source_destroy (asker->cancelled);
  g_clear_pointer (&asker->cancelled, g_source_unref);
  g_object_unref (asker->task);
  g_free (asker);
}

static void
load_end (Load *load)
{
  /* One that nobody wanted any more may have been followed by another. */
  if (g_hash_table_lookup (load->cache->loads, load->address) == load)
    g_hash_table_remove (load->cache->loads, load->address);
  g_assert (load->askers->len == 0);
  g_ptr_array_unref (load->askers);
  g_object_unref (load->cancellable);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_free (load->address);
  g_object_unref (load->cache);
  g_free (load);
}

/* Tells everyone but those who wait for the disk (@kept FALSE); @error NULL: the bytes. */
static void
load_answer (Load         *load,
             gboolean      kept,
             const GError *error)
{
  g_autoptr(GPtrArray) askers = g_steal_pointer (&load->askers);

  load->askers = g_ptr_array_new_with_free_func (asker_free);
  for (guint i = 0; i < askers->len; i++)
    {
      Asker *asker = g_ptr_array_index (askers, i);

      if (!kept && error == NULL && (asker->flags & JARIDA_PICTURE_KEEP) != 0)
        {
          g_ptr_array_add (load->askers, g_steal_pointer (&askers->pdata[i]));
          continue;
        }
      if (error != NULL)
        g_task_return_error (asker->task, g_error_copy (error));
      else
        g_task_return_pointer (asker->task, g_bytes_ref (load->bytes), (GDestroyNotify) g_bytes_unref);
    }
}

/* The five kinds the decoder takes, by their first bytes. What is none of them (a page that says "not found"
 * with status 200, a counter's script) is not a picture whatever its content type says. */
static gboolean
looks_like_a_picture (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size < 16)
    return FALSE;

  return memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0
         || memcmp (data, "\xff\xd8\xff", 3) == 0
         || memcmp (data, "GIF8", 4) == 0
         || (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
         || memcmp (data + 4, "ftyp", 4) == 0;
}

static GError *
error_for_status (const char *address,
                  guint       status)
{
  GIOErrorEnum code = G_IO_ERROR_FAILED;

  if (status == 404 || status == 410)
    code = G_IO_ERROR_NOT_FOUND;
  else if (status == 429 || status == 503)
    code = G_IO_ERROR_BUSY;

  return g_error_new (G_IO_ERROR, code, "%s: status %u", address, status);
}

static gboolean
is_over (gpointer key,
         gpointer value,
         gpointer user_data)
{
  return ((Refusal *) value)->until <= *(gint64 *) user_data;
}

static void
remember_refusal (JaridaPictureCache *self,
                  const char         *address,
                  const GError       *error,
                  gint64              seconds)
{
  gint64 now = g_get_monotonic_time ();
  Refusal *refusal;

  if (g_hash_table_size (self->refusals) >= MAX_REFUSALS)
    g_hash_table_foreach_remove (self->refusals, is_over, &now);
  if (g_hash_table_size (self->refusals) >= MAX_REFUSALS)
    g_hash_table_remove_all (self->refusals);

  refusal = g_new0 (Refusal, 1);
  refusal->error = g_error_copy (error);
  refusal->until = now + seconds * G_USEC_PER_SEC;
  g_hash_table_insert (self->refusals, g_strdup (address), refusal);
}

static const GError *
find_refusal (JaridaPictureCache *self,
              const char         *address)
{
  Refusal *refusal = g_hash_table_lookup (self->refusals, address);

  if (refusal == NULL)
    return NULL;
  if (refusal->until > g_get_monotonic_time ())
    return refusal->error;

  g_hash_table_remove (self->refusals, address);
  return NULL;
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;

  if (jarida_picture_folder_write (load->cache->folder, load->address, load->bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  JaridaPictureCache *self = JARIDA_PICTURE_CACHE (source);
  Load *load = user_data;
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      gsize size = g_bytes_get_size (load->bytes);

      self->size += size;
      self->added += size;
      if (self->size > self->limit)
        sweep (self, self->limit);
    }
  else
    g_signal_emit (self, signals[SIGNAL_WRITE_FAILED], 0, error);

  load_answer (load, TRUE, error);
  load_end (load);
}

static void
fetch_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Load *load = user_data;
  JaridaPictureCache *self = load->cache;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (source), result, &error);
  g_autoptr(GTask) task = NULL;
  gint64 refused = REFUSED_SHORT;

  if (response != NULL && (response->status < 200 || response->status >= 300))
    {
      error = error_for_status (load->address, response->status);
      refused = response->status < 500 && response->status != 429 ? REFUSED_LONG : MAX (REFUSED_SHORT, response->retry_after);
    }
  else if (response != NULL && !looks_like_a_picture (response->body))
    {
      error = g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: not a picture", load->address);
      refused = REFUSED_LONG;
    }
  else if (g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TOO_LARGE)
           || g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_BAD_ADDRESS))
    refused = REFUSED_LONG;

  if (error != NULL)
    {
      /* Back on line means at once, and nobody's change of mind is the picture's fault. */
      if (!g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_OFFLINE)
          && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        remember_refusal (self, load->address, error, refused);
      load_answer (load, TRUE, error);
      load_end (load);
      return;
    }

  load->bytes = g_bytes_ref (response->body);
  load_answer (load, FALSE, NULL);
  task = g_task_new (self, NULL, write_cb, load);
  g_task_set_task_data (task, load, NULL);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, write_thread);
}

/* Those who want only what is kept leave; FALSE when nobody stays. */
static gboolean
answer_cached_only (Load *load)
{
  for (guint i = load->askers->len; i > 0; i--)
    {
      Asker *asker = g_ptr_array_index (load->askers, i - 1);

      if ((asker->flags & JARIDA_PICTURE_CACHED_ONLY) == 0)
        continue;
      g_task_return_new_error (asker->task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: not kept", load->address);
      g_ptr_array_remove_index_fast (load->askers, i - 1);
    }

  return load->askers->len > 0;
}

static gboolean
is_for_later (const Load *load)
{
  for (guint i = 0; i < load->askers->len; i++)
    if ((((Asker *) g_ptr_array_index (load->askers, i))->flags & JARIDA_PICTURE_KEEP) == 0)
      return FALSE;
  return TRUE;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;
  GBytes *bytes = jarida_picture_folder_read (load->cache->folder, load->address, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  JaridaPictureCache *self = JARIDA_PICTURE_CACHE (source);
  Load *load = user_data;
  /* A file that cannot be read is as good as none: the web is asked, and writing says what is wrong with the disk. */
  g_autoptr(GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);
  const GError *refusal = NULL;

  load->missed = bytes == NULL;
  if (bytes != NULL)
    {
      load->bytes = g_steal_pointer (&bytes);
      load_answer (load, TRUE, NULL);
      load_end (load);
    }
  else if (!answer_cached_only (load))
    load_end (load);
  else if ((refusal = find_refusal (self, load->address)) != NULL)
    {
      load_answer (load, TRUE, refusal);
      load_end (load);
    }
  else
    {
      const JaridaFetchRequest request = {
        .address = load->address,
        .accept = "image/webp,image/avif,image/jpeg,image/png,image/gif,*/*;q=0.1",
        .max_bytes = MAX_PICTURE,
        .kind = is_for_later (load) ? JARIDA_FETCH_AHEAD_PICTURE : JARIDA_FETCH_PICTURE,
      };

      jarida_fetcher_fetch_async (self->fetcher, &request, load->cancellable, fetch_cb, load);
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  JaridaPictureCache *self = g_task_get_source_object (task);
  Load *load = g_hash_table_lookup (self->loads, g_task_get_task_data (task));

  for (guint i = 0; load != NULL && i < load->askers->len; i++)
    if (((Asker *) g_ptr_array_index (load->askers, i))->task == task)
      {
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
        g_ptr_array_remove_index_fast (load->askers, i);
        break;
      }

  if (load != NULL && load->askers->len == 0)
    g_cancellable_cancel (load->cancellable);
  return G_SOURCE_REMOVE;
}

static void
load_add_asker (Load               *load,
                GTask              *task,
                JaridaPictureFlags  flags)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Asker *asker = g_new0 (Asker, 1);

  asker->task = g_object_ref (task);
  asker->flags = flags;
  if (cancellable != NULL)
    {
      asker->cancelled = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, asker->cancelled, G_SOURCE_FUNC (cancelled_cb));
    }
  g_ptr_array_add (load->askers, asker);
}

static void
load_start (JaridaPictureCache *self,
            GTask              *task,
            JaridaPictureFlags  flags)
{
  g_autoptr(GTask) read_task = NULL;
  Load *load = g_new0 (Load, 1);

  load->cache = g_object_ref (self);
  load->address = g_strdup (g_task_get_task_data (task));
  load->askers = g_ptr_array_new_with_free_func (asker_free);
  load->cancellable = g_cancellable_new ();
  g_hash_table_replace (self->loads, load->address, load);
  load_add_asker (load, task, flags);

  read_task = g_task_new (self, NULL, read_cb, load);
  g_task_set_task_data (read_task, load, NULL);
  g_task_run_in_thread (read_task, read_thread);
}

typedef struct
{
  char    *folder;   /* (owned) */
  guint64  limit;
  guint64  size;     /* (out) */
  guint    n_gone;   /* (out) */
} Sweep;

static void
sweep_free (gpointer data)
{
  g_free (((Sweep *) data)->folder);
  g_free (data);
}

static void
sweep_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Sweep *data = task_data;

  data->size = jarida_picture_folder_sweep (data->folder, data->limit, &data->n_gone);
  g_task_return_boolean (task, TRUE);
}

static void
sweep_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  JaridaPictureCache *self = JARIDA_PICTURE_CACHE (source);
  Sweep *data = g_task_get_task_data (G_TASK (result));

  if (data->n_gone > 0)
    g_signal_emit (self, signals[SIGNAL_SWEPT], 0);
  self->sweeping = FALSE;
  /* What was written meanwhile may be counted twice: the next sweep knows better. */
  self->size = data->size + self->added;
  if ((self->limit_moved || self->added > 0) && self->size > self->limit)
    sweep (self, self->limit);
}

static void
sweep (JaridaPictureCache *self,
       guint64             limit)
{
  g_autoptr(GTask) task = NULL;
  Sweep *data;

  if (self->sweeping)
    return;

  data = g_new0 (Sweep, 1);
  data->folder = g_strdup (self->folder);
  data->limit = limit;
  self->sweeping = TRUE;
  self->limit_moved = FALSE;
  self->added = 0;
  task = g_task_new (self, NULL, sweep_cb, NULL);
  g_task_set_source_tag (task, sweep);
  g_task_set_task_data (task, data, sweep_free);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, sweep_thread);
}

static void
jarida_picture_cache_finalize (GObject *object)
{
  JaridaPictureCache *self = JARIDA_PICTURE_CACHE (object);

  g_hash_table_unref (self->loads);
  g_hash_table_unref (self->refusals);
  g_object_unref (self->fetcher);
  g_free (self->folder);

  G_OBJECT_CLASS (jarida_picture_cache_parent_class)->finalize (object);
}

static void
jarida_picture_cache_class_init (JaridaPictureCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jarida_picture_cache_finalize;

  /**
   * JaridaPictureCache::write-failed:
   * @error: a #GError of GIO: no space, read-only, no permission
   *
   * A picture could not be kept. It was handed out all the same.
   */
  signals[SIGNAL_WRITE_FAILED] =
    g_signal_new ("write-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  /**
   * JaridaPictureCache::swept:
   *
   * Pictures have left because there were more than the limit allows.
   */
  signals[SIGNAL_SWEPT] = g_signal_new ("swept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jarida_picture_cache_init (JaridaPictureCache *self)
{
  self->loads = g_hash_table_new (g_str_hash, g_str_equal);
  self->refusals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, refusal_free);
  self->limit = DEFAULT_LIMIT;
}

/* Looks through @folder on a thread, which need not exist: until that is done the size is what was added. */
JaridaPictureCache *
jarida_picture_cache_new (const char    *folder,
                          JaridaFetcher *fetcher)
{
  JaridaPictureCache *self;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (JARIDA_IS_FETCHER (fetcher), NULL);

  self = g_object_new (JARIDA_TYPE_PICTURE_CACHE, NULL);
  self->folder = g_strdup (folder);
  self->fetcher = g_object_ref (fetcher);
  /* Only counts: nothing may leave before the caller has said what the limit is. */
  sweep (self, G_MAXUINT64);
  self->limit_moved = TRUE;
  return self;
}

void
jarida_picture_cache_set_limit (JaridaPictureCache *self,
                                guint64             bytes)
{
  g_return_if_fail (JARIDA_IS_PICTURE_CACHE (self));

  self->limit = bytes;
  self->limit_moved = TRUE;
  if (self->size > self->limit)
    sweep (self, bytes);
}

guint64
jarida_picture_cache_get_limit (JaridaPictureCache *self)
{
  g_return_val_if_fail (JARIDA_IS_PICTURE_CACHE (self), 0);

  return self->limit;
}

const char *
jarida_picture_cache_get_folder (JaridaPictureCache *self)
{
  g_return_val_if_fail (JARIDA_IS_PICTURE_CACHE (self), NULL);

  return self->folder;
}

guint64
jarida_picture_cache_get_size (JaridaPictureCache *self)
{
  g_return_val_if_fail (JARIDA_IS_PICTURE_CACHE (self), 0);

  return self->size;
}

/**
 * jarida_picture_cache_load_async:
 *
 * Ends with the bytes as they came, with an error of the fetcher, or with one of GIO: %G_IO_ERROR_NOT_FOUND when the server has it
 * no more (or, cached only, when it is not kept), %G_IO_ERROR_BUSY, %G_IO_ERROR_INVALID_DATA
 * when what came is not a picture, %G_IO_ERROR_FAILED for other statuses. A disk that cannot be written is an error only to who wants it
 * kept.
 */
void
jarida_picture_cache_load_async (JaridaPictureCache  *self,
                                 const char          *address,
                                 JaridaPictureFlags   flags,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (JARIDA_IS_PICTURE_CACHE (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_picture_cache_load_async);
  g_task_set_task_data (task, g_strdup (address), g_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  load = g_hash_table_lookup (self->loads, address);
  if (load == NULL || g_cancellable_is_cancelled (load->cancellable))
    load_start (self, task, flags);
  else if (load->bytes != NULL && (flags & JARIDA_PICTURE_KEEP) == 0)
    g_task_return_pointer (task, g_bytes_ref (load->bytes), (GDestroyNotify) g_bytes_unref);
  else if (load->missed && (flags & JARIDA_PICTURE_CACHED_ONLY) != 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: not kept", address);
  else
    load_add_asker (load, task, flags);
}

GBytes *
jarida_picture_cache_load_finish (JaridaPictureCache  *self,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_of_the_line (gpointer key,
                gpointer value,
                gpointer user_data)
{
  const GError *error = ((Refusal *) value)->error;

  return g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_UNREACHABLE)
         || g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TIMEOUT)
         || g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TLS);
}

void
jarida_picture_cache_retry (JaridaPictureCache *self,
                            const char         *address)
{
  const GError *error;

  g_return_if_fail (JARIDA_IS_PICTURE_CACHE (self));

  if (address == NULL)
    {
      g_hash_table_foreach_remove (self->refusals, is_of_the_line, NULL);
      return;
    }
  error = find_refusal (self, address);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    g_hash_table_remove (self->refusals, address);
}
