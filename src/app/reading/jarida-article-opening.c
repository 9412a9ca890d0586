/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-opening.h"

#include "jarida-article-head.h"
#include "jarida-newspaper-names.h"

/* How many others of its newspaper stand below an article. */
#define N_MORE 5

typedef struct
{
  gint64         id;
  gboolean       hyphens;
  JaridaArticle *article;      /* (owned) (nullable) */
  GPtrArray     *same;         /* (owned) (nullable) JaridaHeadline */
  guint          n_same;       /* of how many */
  char          *portal;       /* (owned) (nullable) what the portal that has it is called */
  guint          n_waiting;    /* the article, and the same story elsewhere: asked for side by side; then perhaps the catalogue */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_clear_pointer (&self->article, jarida_article_unref);
  g_clear_pointer (&self->same, g_ptr_array_unref);
  g_free (self->portal);
  g_free (self);
}

/* ---- What is around it ---- */

static void
add_newspaper (GPtrArray    *newspapers,
               JaridaReader *reader,
               gint64        source_id,
               const char   *address)
{
  JaridaSource *source = jarida_reader_find_source (reader, source_id);

  if (source == NULL)
    return;
  for (guint i = 0; i < newspapers->len; i++)
    if (g_strcmp0 (((JaridaArticleNewspaper *) newspapers->pdata[i])->title, jarida_source_get_title (source)) == 0)
      return;
  g_ptr_array_add (newspapers, jarida_article_newspaper_new (source_id, jarida_source_get_title (source), address));
}

/* One that is read at a portal and by its own feed is one newspaper. */
static GPtrArray *
list_newspapers (JaridaReader        *reader,
                 const JaridaArticle *article)
{
  GPtrArray *newspapers = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_newspaper_free);

  add_newspaper (newspapers, reader, article->source_id, article->address);
  for (guint i = 0; article->origins != NULL && i < article->origins->len; i++)
    {
      const JaridaOrigin *origin = article->origins->pdata[i];

      if (origin->source_id != article->source_id)
        add_newspaper (newspapers, reader, origin->source_id, origin->address);
    }
  return newspapers;
}

static GPtrArray *
list_more (JaridaReader        *reader,
           const JaridaArticle *article)
{
  const JaridaPlace place = { .kind = JARIDA_PLACE_SOURCE, .id = article->source_id };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (reader, &place);
  GPtrArray *more = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)) && more->len < N_MORE; i++)
    if (jarida_headline_list_get_id (list, i) != article->id)
      g_ptr_array_add (more, g_list_model_get_item (G_LIST_MODEL (list), i));
  return more;
}

/* ---- Opening ---- */

static void
built_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  JaridaDocument *document = jarida_reader_build_document_finish (JARIDA_READER (source), result, &error);
  JaridaOpenedArticle *opened;

  if (document == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  opened = g_new0 (JaridaOpenedArticle, 1);
  opened->article = jarida_article_ref (opening->article);
  opened->document = document;
  g_task_return_pointer (task, opened, (GDestroyNotify) jarida_opened_article_free);
}

static void
build (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  JaridaReader *reader = g_task_get_source_object (task);
  g_autoptr(GPtrArray) newspapers = list_newspapers (reader, opening->article);
  g_autoptr(GPtrArray) more = list_more (reader, opening->article);
  JaridaSource *source = jarida_reader_find_source (reader, opening->article->source_id);
  const JaridaArticleAround around = { newspapers, opening->same, opening->n_same, more, opening->portal,
                                       source != NULL ? jarida_source_get_direction (source) : JARIDA_DIRECTION_AUTO };
  g_autoptr(JaridaArticleHead) head = jarida_article_head_new (opening->article, &around);

  jarida_reader_build_document_async (reader, opening->article, jarida_article_head_get (head), opening->hyphens,
                                      g_task_get_cancellable (task), built_cb, g_object_ref (task));
}

/* Without it the article opens all the same. */
static void
found_same_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);

  opening->same = jarida_reader_find_same_finish (JARIDA_READER (source), result, &opening->n_same, NULL);
  opening->n_waiting--;
  if (opening->n_waiting == 0 && opening->article != NULL)
    build (task);
}

/* The portal's name is in no source. Without the catalogue it has that of its host. */
static void
catalogue_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  const JaridaCatalogue *catalogue = jarida_reader_load_catalogue_finish (JARIDA_READER (source), result, NULL);
  const JaridaCataloguePortal *portal = catalogue != NULL ? jarida_catalogue_find_portal (catalogue, opening->article->address) : NULL;

  if (portal != NULL)
    opening->portal = g_strdup (jarida_catalogue_name ((char *const *) portal->names, jarida_newspaper_names_own ()));
  opening->n_waiting--;
  if (opening->n_waiting == 0)
    build (task);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  opening->article = jarida_reader_load_article_finish (JARIDA_READER (source), result, &error);
  opening->n_waiting--;
  if (opening->article == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (opening->article->source_address != NULL && opening->article->address != NULL)
    {
      opening->n_waiting++;
      jarida_reader_load_catalogue_async (JARIDA_READER (source), NULL, catalogue_cb, g_object_ref (task));
    }
  if (opening->n_waiting == 0)
    build (task);
}

void
jarida_article_open_async (JaridaReader        *reader,
                           gint64               id,
                           gboolean             hyphens,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (reader, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, jarida_article_open_async);
  opening->id = id;
  opening->hyphens = hyphens;
  opening->n_waiting = 2;
  g_task_set_task_data (task, opening, opening_free);
  jarida_reader_load_article_async (reader, id, cancellable, loaded_cb, g_object_ref (task));
  jarida_reader_find_same_async (reader, id, cancellable, found_same_cb, g_object_ref (task));
}

JaridaOpenedArticle *
jarida_article_open_finish (JaridaReader  *reader,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
jarida_opened_article_free (JaridaOpenedArticle *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->article, jarida_article_unref);
  g_clear_pointer (&self->document, jarida_document_unref);
  g_free (self);
}
