/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ahead-private.h"

#include "jarida-picture-folder.h"

/* Seconds. */
#define LONG (6 * 60 * 60)
#define FOR_GOOD (30 * 24 * 60 * 60)

/* One article on its way: from the shelf; its own page, where its text is not all there; then its pictures one after another. What cannot
 * be had for good does not stand in the way of the rest: an article is kept when all that there is of it is here. */

typedef struct
{
  JaridaAhead   *ahead;         /* (owned) */
  JaridaReader  *reader;        /* (owned) */
  GCancellable  *cancellable;   /* (owned) */
  gint64         id;
  JaridaArticle *article;       /* (owned) (nullable) */
  GPtrArray     *missing;       /* (owned) (nullable) of char *: pictures that are to be fetched */
  guint          next;
  guint64        bytes;         /* of the pictures that are here */
  gboolean       verify;        /* only look whether it is still here */
  gboolean       incomplete;    /* something is not here that may come another time, or the text */
} Job;

static void next_picture (Job *job);
static void load (Job *job);

static void
end_job (Job *job)
{
  const gboolean kept = job->article != NULL && !job->incomplete && !g_cancellable_is_cancelled (job->cancellable);

  /* One that nobody could look at is as good as before. */
  if (job->verify)
    jarida_ahead_job_verified (job->ahead, job->id, job->article == NULL || !job->incomplete);
  else
    jarida_ahead_job_ended (job->ahead, job->id, kept, job->bytes);
  g_clear_pointer (&job->article, jarida_article_unref);
  g_clear_pointer (&job->missing, g_ptr_array_unref);
  g_object_unref (job->cancellable);
  g_object_unref (job->reader);
  g_object_unref (job->ahead);
  g_free (job);
}

/* The server has it no more, or what it has is nothing for us. */
static gboolean
is_for_good (const GError *error)
{
  if (error->domain == JARIDA_READER_ERROR)
    return error->code == JARIDA_OUTCOME_NOT_FOUND || error->code == JARIDA_OUTCOME_GONE;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
         || g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TOO_LARGE)
         || g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_BAD_ADDRESS);
}

/* An answer, and not to what was asked. */
static gboolean
is_odd (const GError *error)
{
  return g_error_matches (error, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_TEXT)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
         || g_error_matches (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TLS);
}

/* Also when the shelf does not know why nothing is kept: asking the web for more would be in vain. */
static gboolean
is_of_the_disk (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
         || g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL)
         || g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED)
         || g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_READ_ONLY)
         || g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN);
}

/* @address: of what failed, known as @key. Tells whether the job goes on. */
static gboolean
fail (Job          *job,
      const char   *key,
      const char   *address,
      const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      job->incomplete = TRUE;
      return FALSE;
    }
  jarida_ahead_fail (job->ahead, job->id, job->article->title, error);
  if (is_of_the_disk (error))
    {
      job->incomplete = TRUE;
      jarida_ahead_pause (job->ahead, JARIDA_AHEAD_NO_ROOM);
      return FALSE;
    }
  job->incomplete |= !is_for_good (error);
  jarida_ahead_give_up (job->ahead, key, is_for_good (error) ? FOR_GOOD : is_odd (error) ? LONG : 0);
  jarida_ahead_note_answer (job->ahead, address, is_odd (error));
  return TRUE;
}

/* ---- Pictures ---- */

static void
add_picture (GPtrArray  *addresses,
             const char *address)
{
  if (address != NULL && !g_ptr_array_find_with_equal_func (addresses, address, g_str_equal, NULL))
    g_ptr_array_add (addresses, g_strdup (address));
}

GPtrArray *
jarida_ahead_list_pictures (const JaridaArticle *article)
{
  const char *html = article->content != NULL ? article->content : article->excerpt;
  const JaridaDocumentHead head = { .title = article->title, .image = article->image };
  g_autoptr(JaridaDocument) document = NULL;
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_free);

  document = jarida_document_new (html != NULL ? html : "", -1, article->base != NULL ? article->base : article->address,
                                  article->language, article->direction, &head);
  /* The list shows this one, even where the text begins with the same in another size. */
  add_picture (addresses, article->image);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->figure != NULL)
        add_picture (addresses, block->figure->address);
    }
  return addresses;
}

typedef struct
{
  JaridaArticle *article;   /* (owned) */
  char          *folder;    /* (owned) */
  guint64        bytes;     /* (out) */
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  jarida_article_unref (look->article);
  g_free (look->folder);
  g_free (look);
}

static void
look_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Look *look = task_data;
  g_autoptr(GPtrArray) all = jarida_ahead_list_pictures (look->article);
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < all->len; i++)
    {
      const char *address = g_ptr_array_index (all, i);
      guint64 size = jarida_picture_folder_measure (look->folder, address);

      if (size > 0)
        look->bytes += size;
      else
        g_ptr_array_add (missing, g_strdup (address));
    }
  g_task_return_pointer (task, missing, (GDestroyNotify) g_ptr_array_unref);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Job *job = user_data;
  const Look *look = g_task_get_task_data (G_TASK (result));

  job->missing = g_task_propagate_pointer (G_TASK (result), NULL);
  job->bytes = look->bytes;
  next_picture (job);
}

static gboolean
wants_pictures (Job *job)
{
  JaridaSource *source = jarida_store_find_source (job->reader->store, job->article->source_id);

  switch (source != NULL ? jarida_source_get_pictures (source) : JARIDA_PICTURE_MODE_DEFAULT)
    {
    case JARIDA_PICTURE_MODE_ON:
    case JARIDA_PICTURE_MODE_BLURRED:
      return TRUE;
    case JARIDA_PICTURE_MODE_OFF:
      return FALSE;
    case JARIDA_PICTURE_MODE_DEFAULT:
    default:
      return job->ahead->pictures;
    }
}

static void
look_at_pictures (Job *job)
{
  g_autoptr(GTask) task = NULL;
  Look *look;

  if (!wants_pictures (job))
    {
      end_job (job);
      return;
    }
  look = g_new0 (Look, 1);
  look->article = jarida_article_ref (job->article);
  look->folder = g_strdup (jarida_picture_cache_get_folder (job->reader->pictures));
  task = g_task_new (NULL, NULL, looked_cb, job);
  g_task_set_source_tag (task, look_at_pictures);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, look, free_look);
  g_task_run_in_thread (task, look_thread);
}

/* Who would not be shown it need not have it. */
static gboolean
is_wanted (Job        *job,
           const char *address)
{
  const gint64 given_up = jarida_ahead_get_given_up (job->ahead, address);
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  if (given_up > 0)
    {
      job->incomplete |= given_up <= LONG;
      return FALSE;
    }
  if (job->article->section_kind == JARIDA_SECTION_VIDEO)
    jarida_reader_note_video_picture (job->reader, address);
  if (_jarida_reader_refuses_video (job->reader, address))
    return FALSE;
  jarida_reader_judge_picture (job->reader, address, &verdict);
  return verdict.standing == JARIDA_PICTURE_SHOWN;
}

static void
picture_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Job *job = user_data;
  const char *address = g_ptr_array_index (job->missing, job->next - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jarida_picture_cache_load_finish (JARIDA_PICTURE_CACHE (object), result, &error);

  if (bytes != NULL)
    {
      job->bytes += g_bytes_get_size (bytes);
      jarida_ahead_note_answer (job->ahead, address, FALSE);
    }
  else if (!fail (job, address, address, error))
    {
      end_job (job);
      return;
    }
  next_picture (job);
}

static void
next_picture (Job *job)
{
  while (job->next < job->missing->len)
    {
      const char *address = g_ptr_array_index (job->missing, job->next++);

      if (!is_wanted (job, address))
        continue;
      if (job->verify)
        {
          job->incomplete = TRUE;
          break;
        }
      if (g_cancellable_is_cancelled (job->cancellable) || !jarida_ahead_may_go_on (job->ahead))
        {
          job->incomplete = TRUE;
          break;
        }
      jarida_picture_cache_load_async (job->reader->pictures, address, JARIDA_PICTURE_KEEP, job->cancellable, picture_cb, job);
      return;
    }
  end_job (job);
}

/* ---- The text ---- */

static void
completed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Job *job = user_data;
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, job->id);
  g_autoptr(GError) error = NULL;

  if (jarida_reader_complete_article_finish (JARIDA_READER (object), result, &error))
    {
      jarida_ahead_note_answer (job->ahead, job->article->address, FALSE);
      g_clear_pointer (&job->article, jarida_article_unref);
      load (job);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    look_at_pictures (job);
  else if (fail (job, key, job->article->address, error))
    {
      /* Its pictures can be there all the same. */
      job->incomplete = TRUE;
      look_at_pictures (job);
    }
  else
    end_job (job);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Job *job = user_data;

  job->article = jarida_store_load_article_finish (JARIDA_STORE (object), result, NULL);
  if (job->article == NULL || g_cancellable_is_cancelled (job->cancellable))
    {
      job->incomplete = TRUE;
      end_job (job);
    }
  else if (!job->verify && jarida_reader_needs_completion (job->reader, job->article))
    _jarida_reader_complete (job->reader, job->id, JARIDA_FETCH_AHEAD, job->cancellable, completed_cb, job);
  else
    look_at_pictures (job);
}

static void
load (Job *job)
{
  jarida_store_load_article_async (job->reader->store, job->id, NULL, loaded_cb, job);
}

static Job *
new_job (JaridaAhead  *self,
         gint64        id,
         GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->ahead = g_object_ref (self);
  job->reader = g_object_ref (self->reader);
  job->cancellable = g_object_ref (cancellable);
  job->id = id;
  return job;
}

void
jarida_ahead_job_start (JaridaAhead  *self,
                        gint64        id,
                        GCancellable *cancellable)
{
  load (new_job (self, id, cancellable));
}

void
jarida_ahead_job_verify (JaridaAhead  *self,
                         gint64        id,
                         GCancellable *cancellable)
{
  Job *job = new_job (self, id, cancellable);

  job->verify = TRUE;
  load (job);
}
