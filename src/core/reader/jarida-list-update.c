/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-list-update.h"

#include "jarida-asset-rules.h"
#include "jarida-reports.h"

/* The steps, each begun by the end of the one before it: manifest → note of keys, when it is another → changes, or the whole list
 * when they do not lead there → rules, when they are others → file. Requests depend on what the service says and on the number of
 * the list that is here, and on nothing else. Of a list that came from another service not even on that: a number says something
 * only among the lists of one, and what the other called its manifest is none of this one's business. */

typedef struct
{
  char           *base;             /* (owned) address of the list */
  char           *path;             /* (owned) */
  JaridaNoteKey  *roots;            /* (owned) */
  guint           n_roots;
  JaridaListFile *file;             /* (owned) what is being made */
  gboolean        other;            /* what is here came from another service */

  char           *note;             /* (owned) (nullable) the manifest as it came */
  char           *etag;             /* (owned) (nullable) */
  JaridaListFileRef keys_ref;
  JaridaListKeys *keys;             /* (owned) (nullable) */
  JaridaListManifest *manifest;     /* (owned) (nullable) */
  guint           deltas[JARIDA_LIST_MAX_CHAIN];
  int             n_deltas;
  int             at;
  gboolean        whole;            /* the whole list has been asked for */
} Update;

/* Goes on with the bytes of a file that is what the manifest says, or with why it is not. */
typedef void (*NextFunc) (GTask *task, GBytes *bytes, GError *error);

static void begin_list (GTask *task);
static void begin_rules (GTask *task);

static void
free_update (gpointer data)
{
  Update *update = data;

  g_free (update->base);
  g_free (update->path);
  g_free (update->roots);
  jarida_list_file_free (update->file);
  g_free (update->note);
  g_free (update->etag);
  jarida_list_file_ref_clear (&update->keys_ref);
  g_clear_pointer (&update->keys, jarida_list_keys_free);
  g_clear_pointer (&update->manifest, jarida_list_manifest_free);
  g_free (update);
}

static JaridaListFile *
copy_file (const JaridaListFile *file)
{
  JaridaListFile *copy = jarida_list_file_new ();

  jarida_block_list_unref (copy->list);
  copy->list = jarida_block_list_ref (file->list);
  copy->ratchet = file->ratchet;
  copy->time = file->time;
  copy->checked_at = file->checked_at;
  copy->min_wait = file->min_wait;
  copy->service = g_strdup (file->service);
  copy->etag = g_strdup (file->etag);
  copy->keys_note = g_strdup (file->keys_note);
  copy->rules = file->rules != NULL ? g_bytes_ref (file->rules) : NULL;
  return copy;
}

/* Fetching a file that somebody has vouched for. */

typedef struct
{
  GTask                   *task;   /* (owned) */
  const JaridaListFileRef *ref;    /* Borrowed from the update */
  NextFunc                 next;
} FileFetch;

static void
file_fetched_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree FileFetch *fetch = user_data;
  g_autoptr(GTask) task = fetch->task;
  GError *error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);

  if (response != NULL && response->status != 200)
    error = g_error_new (JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_MALFORMED, "%s: status %u", fetch->ref->path, response->status);
  if (error != NULL || !jarida_list_file_ref_check (fetch->ref, response->body, &error))
    fetch->next (task, NULL, error);
  else
    fetch->next (task, response->body, NULL);
}

/* With the type in the answer's own name: a list is not asked for in pieces. */
static void
fetch (GTask       *task,
       const char  *path,
       const char  *etag,
       gsize        max_bytes,
       GAsyncReadyCallback callback,
       gpointer     user_data)
{
  JaridaReader *reader = g_task_get_source_object (task);
  const Update *update = g_task_get_task_data (task);
  g_autofree char *address = g_strconcat (update->base, path, NULL);
  const JaridaFetchRequest request = {
    .address = address,
    .etag = etag,
    .max_bytes = max_bytes,
    .kind = JARIDA_FETCH_PAGE,
    .stay = TRUE,
  };

  jarida_fetcher_fetch_async (reader->discreet, &request, g_task_get_cancellable (task), callback, user_data);
}

static void
fetch_file (GTask                   *task,
            const JaridaListFileRef *ref,
            NextFunc                 next)
{
  FileFetch *file = g_new0 (FileFetch, 1);

  file->task = g_object_ref (task);
  file->ref = ref;
  file->next = next;
  fetch (task, ref->path, NULL, (gsize) MIN (MAX (ref->size, 1), JARIDA_LIST_MAX_BYTES), file_fetched_cb, file);
}

/* The file in its place. */

static void
save_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Update *update = task_data;
  g_autoptr(GError) error = NULL;

  /* A full disk is no reason to show what is hidden: it is in use, and asked for again at the next start. */
  if (!jarida_list_file_save (update->file, update->path, &error))
    g_debug ("The block list was not kept: %s", error->message);
  g_task_return_pointer (task, g_steal_pointer (&update->file), (GDestroyNotify) jarida_list_file_free);
  update->file = jarida_list_file_new ();
}

static void
finish_update (GTask *task)
{
  Update *update = g_task_get_task_data (task);
  JaridaListFile *file = update->file;

  jarida_list_ratchet_advance (&file->ratchet, update->keys, update->manifest);
  file->time = update->manifest->time;
  file->min_wait = update->manifest->min_wait;
  file->checked_at = _jarida_reader_now (g_task_get_source_object (task));
  g_free (file->etag);
  file->etag = g_strdup (update->etag);
  g_task_run_in_thread (task, save_thread);
}

/* The rules. */

static void
take_rules (GTask  *task,
            GBytes *bytes,
            GError *error)
{
  Update *update = g_task_get_task_data (task);
  g_autoptr(JaridaAssetRules) rules = bytes != NULL ? jarida_asset_rules_parse (bytes, NULL) : NULL;

  /* Those that are here do as well; the list is what matters. */
  g_clear_error (&error);
  if (rules != NULL)
    {
      g_clear_pointer (&update->file->rules, g_bytes_unref);
      update->file->rules = g_bytes_ref (bytes);
    }
  finish_update (task);
}

static void
begin_rules (GTask *task)
{
  Update *update = g_task_get_task_data (task);
  const JaridaListFileRef *ref = &update->manifest->rules;
  const gboolean same = ref->path != NULL && update->file->rules != NULL
                        && jarida_list_file_ref_check (ref, update->file->rules, NULL);

  if (update->other && !same)
    g_clear_pointer (&update->file->rules, g_bytes_unref);
  if (ref->path == NULL || same)
    finish_update (task);
  else
    fetch_file (task, ref, take_rules);
}

/* The list. */

typedef struct
{
  JaridaBlockList *from;    /* (owned) (nullable) the bytes are a whole list */
  GBytes          *bytes;   /* (owned) */
} ListWork;

static void
free_list_work (gpointer data)
{
  ListWork *work = data;

  g_clear_pointer (&work->from, jarida_block_list_unref);
  g_bytes_unref (work->bytes);
  g_free (work);
}

static void
list_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const ListWork *work = task_data;
  GError *error = NULL;
  JaridaBlockList *list = work->from != NULL ? jarida_block_list_apply (work->from, work->bytes, &error)
                                             : jarida_block_list_parse (work->bytes, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) jarida_block_list_unref);
  else
    g_task_return_error (task, error);
}

/* Once: what came is not what it should be, so the whole list is taken. */
static void
take_whole_or_fail (GTask  *task,
                    GError *error)
{
  Update *update = g_task_get_task_data (task);

  if (update->whole || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  update->n_deltas = -1;
  begin_list (task);
}

static void
list_made_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  JaridaBlockList *list = g_task_propagate_pointer (G_TASK (result), &error);

  if (list == NULL)
    {
      take_whole_or_fail (task, error);
      return;
    }
  jarida_block_list_unref (update->file->list);
  update->file->list = list;
  if (!update->whole && ++update->at < update->n_deltas)
    {
      begin_list (task);
      return;
    }
  if (jarida_block_list_get_seq (list) == update->manifest->seq)
    begin_rules (task);
  else
    take_whole_or_fail (task, g_error_new (JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_GAP, "led to %u and not to %u",
                                           jarida_block_list_get_seq (list), update->manifest->seq));
}

static void
take_list (GTask  *task,
           GBytes *bytes,
           GError *error)
{
  Update *update = g_task_get_task_data (task);
  g_autoptr(GTask) making = NULL;
  ListWork *work;

  if (bytes == NULL)
    {
      take_whole_or_fail (task, error);
      return;
    }
  work = g_new0 (ListWork, 1);
  work->from = update->whole ? NULL : jarida_block_list_ref (update->file->list);
  work->bytes = g_bytes_ref (bytes);
  making = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), list_made_cb, g_object_ref (task));
  g_task_set_task_data (making, work, free_list_work);
  g_task_run_in_thread (making, list_thread);
}

static void
begin_list (GTask *task)
{
  Update *update = g_task_get_task_data (task);

  if (update->n_deltas == 0)
    begin_rules (task);
  else if (update->n_deltas > 0)
    fetch_file (task, &update->manifest->deltas[update->deltas[update->at]].file, take_list);
  else
    {
      update->whole = TRUE;
      fetch_file (task, &update->manifest->full, take_list);
    }
}

/* The manifest, and who signed it. */

static void
open_manifest (GTask *task)
{
  JaridaReader *reader = g_task_get_source_object (task);
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;

  if (update->keys == NULL)
    {
      g_task_return_new_error (task, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_UNKNOWN_KEY, "no key that a root has named");
      return;
    }
  update->manifest = jarida_list_manifest_open (update->note, strlen (update->note), update->keys, &update->file->ratchet,
                                                _jarida_reader_now (reader), &error);
  if (update->manifest == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  update->n_deltas = update->other ? -1 : jarida_list_manifest_plan (update->manifest, jarida_block_list_get_seq (update->file->list),
                                                                     update->deltas);
  begin_list (task);
}

/* A note is text: what has a zero in it is none. */
static char *
dup_note (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 0 && size <= JARIDA_NOTE_MAX_BYTES && memchr (data, '\0', size) == NULL ? g_strndup (data, size) : NULL;
}

static void
open_keys (Update     *update,
           const char *note)
{
  JaridaListKeys *keys = jarida_list_keys_open (note, strlen (note), update->roots, update->n_roots, NULL);

  if (keys == NULL || !jarida_list_ratchet_allows_keys (&update->file->ratchet, keys))
    {
      g_clear_pointer (&keys, jarida_list_keys_free);
      return;
    }
  g_clear_pointer (&update->keys, jarida_list_keys_free);
  update->keys = keys;
  if (note == update->file->keys_note)
    return;
  g_free (update->file->keys_note);
  update->file->keys_note = g_strdup (note);
}

static void
take_keys (GTask  *task,
           GBytes *bytes,
           GError *error)
{
  Update *update = g_task_get_task_data (task);
  g_autofree char *note = bytes != NULL ? dup_note (bytes) : NULL;

  /* The manifest may be signed by a key that is known already. */
  g_clear_error (&error);
  if (note != NULL)
    open_keys (update, note);
  open_manifest (task);
}

static void
begin_keys (GTask *task)
{
  Update *update = g_task_get_task_data (task);
  const gboolean named = jarida_list_manifest_peek_keys (update->note, strlen (update->note), &update->keys_ref);
  g_autoptr(GBytes) known = NULL;

  if (update->file->keys_note != NULL)
    {
      known = g_bytes_new (update->file->keys_note, strlen (update->file->keys_note));
      open_keys (update, update->file->keys_note);
    }
  if (named && (update->keys == NULL || !jarida_list_file_ref_check (&update->keys_ref, known, NULL)))
    fetch_file (task, &update->keys_ref, take_keys);
  else
    open_manifest (task);
}

static void
manifest_fetched_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (response->status == 304 && update->file->etag != NULL)
    {
      JaridaListFile *file = g_steal_pointer (&update->file);

      update->file = jarida_list_file_new ();
      file->checked_at = _jarida_reader_now (g_task_get_source_object (task));
      g_task_return_pointer (task, file, (GDestroyNotify) jarida_list_file_free);
      return;
    }
  update->note = response->status == 200 ? dup_note (response->body) : NULL;
  update->etag = g_strdup (response->etag);
  if (update->note == NULL)
    g_task_return_new_error (task, JARIDA_MANIFEST_ERROR, JARIDA_MANIFEST_ERROR_MALFORMED, "manifest: status %u",
                             response->status);
  else
    begin_keys (task);
}

void
_jarida_list_update_async (JaridaReader         *reader,
                           const char           *service,
                           const char           *path,
                           const JaridaListFile *current,
                           const JaridaNoteKey  *roots,
                           guint                 n_roots,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data)
{
  GTask *task = g_task_new (reader, cancellable, callback, user_data);
  Update *update = g_new0 (Update, 1);

  g_task_set_source_tag (task, _jarida_list_update_async);
  g_task_set_task_data (task, update, free_update);
  update->base = g_strconcat (service, "/v1/list/", NULL);
  update->path = g_strdup (path);
  update->roots = g_memdup2 (roots, n_roots * sizeof *roots);
  update->n_roots = n_roots;
  update->file = copy_file (current);
  update->other = g_strcmp0 (current->service, service) != 0;
  if (update->other)
    {
      g_clear_pointer (&update->file->etag, g_free);
      g_free (update->file->service);
      update->file->service = g_strdup (service);
    }
  fetch (task, "manifest", update->file->etag, JARIDA_NOTE_MAX_BYTES, manifest_fetched_cb, task);
}

JaridaListFile *
_jarida_list_update_finish (JaridaReader  *reader,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
