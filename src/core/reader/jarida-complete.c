/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* An article that a listing has shown, or of which a feed gave the beginning, is completed from its own page when a person opens it.
 * Whoever asks for one that is on its way waits for the same page. */

#include "jarida-reader-private.h"

#include <libsoup/soup.h>

#include "jarida-full-text.h"
#include "jarida-portal-articles.h"

/* One page on its way; those who wait for it are in the reader's table. */
typedef struct
{
  JaridaReader        *reader;         /* (owned) */
  gint64               id;
  JaridaFetchKind      kind;
  JaridaArticle       *article;        /* (owned) (nullable) as it is kept, once it was looked at */
  JaridaPortalEdition *edition;        /* (owned) (nullable) NULL: a page as any of the web */
  char                *address;        /* (owned) (nullable) */
  JaridaFetchResponse *response;       /* (owned) (nullable) */
} Completion;

static void
free_completion (Completion *completion)
{
  g_object_unref (completion->reader);
  g_clear_pointer (&completion->article, jarida_article_unref);
  g_clear_pointer (&completion->edition, jarida_portal_edition_unref);
  g_free (completion->address);
  g_clear_pointer (&completion->response, jarida_fetch_response_unref);
  g_free (completion);
}

/* Takes @error (nullable). */
static void
end_completion (Completion *completion,
                GError     *error)
{
  JaridaReader *reader = completion->reader;
  GPtrArray *waiting = g_hash_table_lookup (reader->completing, &completion->id);

  g_hash_table_remove (reader->completing, &completion->id);
  if (error == NULL)
    _jarida_reader_article_completed (reader, completion->id);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
  g_ptr_array_unref (waiting);
  g_clear_error (&error);
  free_completion (completion);
}

static void
completed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;

  jarida_store_complete_article_finish (JARIDA_STORE (object), result, &error);
  end_completion (user_data, error);
}

/* On a thread of the pool. */
static void
read_thread (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Completion *completion = task_data;
  const JaridaFetchResponse *response = completion->response;
  JaridaArticle *page;

  if (completion->edition != NULL)
    page = jarida_portal_read_whole (completion->edition, response->body, response->address, response->content_type);
  else
    page = jarida_full_text_read (completion->article, response->body, response->address, response->content_type);
  if (page == NULL)
    {
      g_task_return_new_error (inner, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_TEXT, "%s: no text", completion->address);
      return;
    }
  g_free (page->address);
  page->address = g_strdup (completion->address);
  g_task_return_pointer (inner, page, (GDestroyNotify) jarida_article_unref);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Completion *completion = user_data;
  GError *error = NULL;
  g_autoptr(JaridaArticle) page = g_task_propagate_pointer (G_TASK (result), &error);

  if (page == NULL)
    end_completion (completion, error);
  else
    jarida_store_complete_article_async (completion->reader->store, completion->id, page, NULL, completed_cb, completion);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Completion *completion = user_data;
  GError *error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);
  g_autoptr(GTask) inner = NULL;

  if (response == NULL || !jarida_response_check (response, completion->address, &error))
    {
      end_completion (completion, error);
      return;
    }
  completion->response = g_steal_pointer (&response);
  inner = g_task_new (NULL, NULL, read_cb, completion);
  g_task_set_source_tag (inner, fetched_cb);
  g_task_set_task_data (inner, completion, NULL);
  g_task_run_in_thread (inner, read_thread);
}

/* How an article is completed. */
typedef enum
{
  WAY_NONE,
  WAY_PORTAL,
  WAY_PAGE,
} Way;

/* @out_edition: of a portal, in which the article has a page of its own. */
static Way
find_way (JaridaReader         *self,
          const JaridaArticle  *article,
          JaridaPortalEdition **out_edition)
{
  JaridaSource *source = jarida_store_find_source (self->store, article->source_id);
  g_autoptr(JaridaPortalEdition) edition = source != NULL ? _jarida_reader_dup_edition (self, source) : NULL;
  g_autoptr(JaridaPortalAddress) parsed = NULL;

  *out_edition = NULL;
  if (source == NULL || article->complete || jarida_source_get_full_text (source) == JARIDA_FULL_TEXT_NEVER)
    return WAY_NONE;
  if (edition == NULL)
    return jarida_full_text_is_wanted (jarida_source_get_full_text (source), article) ? WAY_PAGE : WAY_NONE;
  parsed = jarida_portal_edition_parse (edition, article->address);
  if (parsed == NULL || parsed->kind != JARIDA_PORTAL_ARTICLE)
    return WAY_NONE;
  *out_edition = g_steal_pointer (&edition);
  return WAY_PORTAL;
}

gboolean
jarida_reader_needs_completion (JaridaReader        *self,
                                const JaridaArticle *article)
{
  g_autoptr(JaridaPortalEdition) edition = NULL;

  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);
  g_return_val_if_fail (article != NULL, FALSE);

  return find_way (self, article, &edition) != WAY_NONE;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Completion *completion = user_data;
  JaridaReader *reader = completion->reader;
  GError *error = NULL;
  JaridaFetchRequest request = { .accept = JARIDA_ACCEPT_PAGE, .kind = completion->kind };

  completion->article = jarida_store_load_article_finish (JARIDA_STORE (object), result, &error);
  if (error == NULL && find_way (reader, completion->article, &completion->edition) == WAY_NONE)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%" G_GINT64_FORMAT " is whole, or has no page that is to be asked",
                         completion->id);
  if (error == NULL && jarida_reader_get_frozen (reader))
    error = g_error_new_literal (JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN, "the shelf can only be read");
  if (error != NULL)
    {
      end_completion (completion, error);
      return;
    }
  completion->address = g_strdup (completion->article->address);
  request.address = completion->address;
  jarida_fetcher_fetch_async (reader->fetcher, &request, reader->closing, fetched_cb, completion);
}

void
_jarida_reader_complete (JaridaReader        *self,
                         gint64               id,
                         JaridaFetchKind      kind,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GPtrArray *waiting;
  Completion *completion;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_complete_article_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  waiting = g_hash_table_lookup (self->completing, &id);
  if (waiting != NULL)
    {
      g_ptr_array_add (waiting, g_steal_pointer (&task));
      return;
    }
  waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (waiting, g_steal_pointer (&task));
  g_hash_table_insert (self->completing, g_memdup2 (&id, sizeof id), waiting);
  completion = g_new0 (Completion, 1);
  completion->reader = g_object_ref (self);
  completion->id = id;
  completion->kind = kind;
  jarida_store_load_article_async (self->store, id, NULL, loaded_cb, completion);
}

/**
 * jarida_reader_complete_article_async:
 *
 * Fetches the page of an article before anything else that waits for its host, and keeps what it says: what is kept
 * already is never made worse. The signal "article-completed" comes first. Errors: %G_IO_ERROR_NOT_SUPPORTED when it is whole, or has no
 * page that is to be asked; %JARIDA_READER_ERROR with the outcome of the request, or %JARIDA_OUTCOME_NO_TEXT; those of the fetcher and
 * the shelf. Who has cancelled meanwhile is told so when the page is there, which is kept all the same.
 */
void
jarida_reader_complete_article_async (JaridaReader        *self,
                                      gint64               id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_complete (self, id, JARIDA_FETCH_URGENT, cancellable, callback, user_data);
}

gboolean
jarida_reader_complete_article_finish (JaridaReader  *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
