/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-find.h"

/* One letter in a very long article: nobody walks through more. */
#define MAX_FOUND 50000
/* A search that is no longer wanted ends after so many blocks. */
#define SLICE 64

struct _JaridaArticleFind
{
  GObject         parent_instance;

  JaridaDocument *document;    /* (owned) (nullable) */
  char           *words;       /* (owned) (not nullable) */
  JaridaSearchResult *found;   /* (owned) (nullable) */
  GArray         *ranges;      /* (owned) JaridaRange, in order */
  GCancellable   *searching;   /* (owned) (nullable) */
  int             current;
};

typedef struct
{
  JaridaDocument *document;    /* (owned) */
  char           *words;       /* (owned) */
  JaridaSearchResult *found;   /* (owned) (nullable) in the place of words */
  JaridaPosition  from;
  gboolean        goes;        /* to the first place from there on */
} JaridaFindJob;

enum
{
  SIGNAL_FOUND,
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaArticleFind, jarida_article_find, G_TYPE_OBJECT)

static void
free_job (gpointer data)
{
  JaridaFindJob *job = data;

  jarida_document_unref (job->document);
  g_clear_pointer (&job->found, jarida_search_result_unref);
  g_free (job->words);
  g_free (job);
}

/* In every form in which the search finds them. */
static void
mark_block (const JaridaFindJob *job,
            guint                index,
            GArray              *ranges)
{
  const JaridaBlock *block = g_ptr_array_index (job->document->blocks, index);

  for (guint i = 0; i < block->runs->len; i++)
    {
      const JaridaRun *run = g_ptr_array_index (block->runs, i);
      g_autoptr(GArray) marks = jarida_search_result_mark (job->found, run->text);

      for (guint j = 0; j < marks->len && ranges->len < MAX_FOUND; j++)
        {
          const JaridaTextRange *mark = &g_array_index (marks, JaridaTextRange, j);
          const JaridaRange range = { { index, i, mark->start }, { index, i, mark->end } };

          g_array_append_val (ranges, range);
        }
    }
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  JaridaFindJob *job = data;
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (JaridaRange));

  /* What stands at the foot is ours. */
  for (guint i = 0; job->found != NULL && i < job->document->blocks->len - job->document->n_foot
       && !g_cancellable_is_cancelled (cancellable); i++)
    mark_block (job, i, ranges);
  for (guint i = 0; job->found == NULL && i < job->document->blocks->len && !g_cancellable_is_cancelled (cancellable); i += SLICE)
    jarida_document_find (job->document, job->words, i, i + SLICE, MAX_FOUND, ranges);
  g_task_return_pointer (task, ranges, (GDestroyNotify) g_array_unref);
}

/* The first range that does not begin before @position; how many there are when all do. */
static guint
search (JaridaArticleFind    *self,
        const JaridaPosition *position)
{
  guint low = 0, high = self->ranges->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (jarida_position_compare (&g_array_index (self->ranges, JaridaRange, middle).from, position) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
take (JaridaArticleFind *self,
      GArray            *ranges)
{
  g_array_unref (self->ranges);
  self->ranges = ranges;
  self->current = -1;
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  JaridaArticleFind *self = JARIDA_ARTICLE_FIND (object);
  const JaridaFindJob *job = g_task_get_task_data (G_TASK (result));
  GArray *ranges = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another search has begun meanwhile, and this one was cancelled. */
  if (ranges == NULL)
    return;
  g_clear_object (&self->searching);
  take (self, ranges);
  if (job->goes && ranges->len > 0)
    self->current = search (self, &job->from) % ranges->len;
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
  if (job->goes)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
stop (JaridaArticleFind *self)
{
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

static void
start (JaridaArticleFind    *self,
       const JaridaPosition *from)
{
  g_autoptr(GTask) task = NULL;
  JaridaFindJob *job;
  gboolean words;

  stop (self);
  words = jarida_document_can_find (self->words);
  if (self->document == NULL || (!words && self->found == NULL))
    {
      take (self, g_array_new (FALSE, FALSE, sizeof (JaridaRange)));
      g_signal_emit (self, signals[SIGNAL_FOUND], 0);
      if (from != NULL)
        g_signal_emit (self, signals[SIGNAL_MOVED], 0);
      return;
    }
  job = g_new0 (JaridaFindJob, 1);
  job->document = jarida_document_ref (self->document);
  job->words = g_strdup (self->words);
  job->found = words ? NULL : jarida_search_result_ref (self->found);
  job->goes = from != NULL;
  if (from != NULL)
    job->from = *from;
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, found_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, work);
}

static void
jarida_article_find_dispose (GObject *object)
{
  JaridaArticleFind *self = JARIDA_ARTICLE_FIND (object);

  stop (self);
  g_clear_pointer (&self->document, jarida_document_unref);
  g_clear_pointer (&self->found, jarida_search_result_unref);
  G_OBJECT_CLASS (jarida_article_find_parent_class)->dispose (object);
}

static void
jarida_article_find_finalize (GObject *object)
{
  JaridaArticleFind *self = JARIDA_ARTICLE_FIND (object);

  g_array_unref (self->ranges);
  g_free (self->words);
  G_OBJECT_CLASS (jarida_article_find_parent_class)->finalize (object);
}

static void
jarida_article_find_class_init (JaridaArticleFindClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jarida_article_find_dispose;
  object_class->finalize = jarida_article_find_finalize;
  signals[SIGNAL_FOUND] = g_signal_new ("found", JARIDA_TYPE_ARTICLE_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", JARIDA_TYPE_ARTICLE_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
jarida_article_find_init (JaridaArticleFind *self)
{
  self->words = g_strdup ("");
  self->ranges = g_array_new (FALSE, FALSE, sizeof (JaridaRange));
  self->current = -1;
}

JaridaArticleFind *
jarida_article_find_new (void)
{
  return g_object_new (JARIDA_TYPE_ARTICLE_FIND, NULL);
}

void
jarida_article_find_set_document (JaridaArticleFind *self,
                                  JaridaDocument    *document)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_FIND (self));

  if (document != NULL)
    jarida_document_ref (document);
  g_clear_pointer (&self->document, jarida_document_unref);
  self->document = document;
  /* Positions in the document before mean nothing in this one, not even until the search has ended. */
  take (self, g_array_new (FALSE, FALSE, sizeof (JaridaRange)));
  start (self, NULL);
}

void
jarida_article_find_set_words (JaridaArticleFind    *self,
                               const char           *words,
                               const JaridaPosition *from)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_FIND (self));
  g_return_if_fail (words != NULL);

  g_free (self->words);
  self->words = g_strdup (words);
  start (self, from);
}

void
jarida_article_find_set_found (JaridaArticleFind  *self,
                               JaridaSearchResult *found)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_FIND (self));

  if (found == self->found)
    return;
  if (found != NULL)
    jarida_search_result_ref (found);
  g_clear_pointer (&self->found, jarida_search_result_unref);
  self->found = found;
  start (self, NULL);
}

JaridaSearchResult *
jarida_article_find_get_found (JaridaArticleFind *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self), NULL);

  return self->found;
}

const char *
jarida_article_find_get_words (JaridaArticleFind *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self), "");

  return self->words;
}

gboolean
jarida_article_find_is_done (JaridaArticleFind *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self), TRUE);

  return self->searching == NULL;
}

guint
jarida_article_find_get_n_found (JaridaArticleFind *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self), 0);

  return self->ranges->len;
}

gboolean
jarida_article_find_is_cut (JaridaArticleFind *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self), FALSE);

  return self->ranges->len == MAX_FOUND;
}

const JaridaRange *
jarida_article_find_get_range (JaridaArticleFind *self,
                               guint              index)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self) && index < self->ranges->len, NULL);

  return &g_array_index (self->ranges, JaridaRange, index);
}

guint
jarida_article_find_search_block (JaridaArticleFind *self,
                                  guint              block)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self), 0);

  return search (self, &(JaridaPosition) { block, 0, 0 });
}

int
jarida_article_find_get_current (JaridaArticleFind *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_FIND (self), -1);

  return self->current;
}

void
jarida_article_find_step (JaridaArticleFind    *self,
                          int                   direction,
                          const JaridaPosition *from)
{
  int n_found;

  g_return_if_fail (JARIDA_IS_ARTICLE_FIND (self));

  n_found = (int) self->ranges->len;
  if (n_found == 0)
    return;
  if (self->current >= 0)
    self->current += direction;
  else
    self->current = (int) search (self, from) - (direction < 0 ? 1 : 0);
  self->current = (self->current + n_found) % n_found;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}
