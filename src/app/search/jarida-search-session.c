/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-session.h"

/* So many fill a window. Less than that is asked for again without anybody's asking. */
#define ENOUGH 50

struct _JaridaSearchSession
{
  GObject             parent_instance;

  JaridaReader       *reader;     /* (owned) */
  JaridaHeadlineList *list;       /* (owned) */
  GListModel         *beside;     /* (owned) (nullable) */
  JaridaSearchResult *found;      /* (owned) (nullable) */
  JaridaSearchResult *news;       /* (owned) (nullable) the same question asked again, with more in it */
  GCancellable       *asking;     /* (owned) (nullable) */
  GCancellable       *looking;    /* (owned) (nullable) asking again */
  GCancellable       *paging;     /* (owned) (nullable) asking for what is older */
  GCancellable       *counting;   /* (owned) (nullable) */
  guint               n_counted;
  gboolean            counted;    /* it is known how many there are */
  gboolean            stale;      /* the index has changed while it was asked */

  /* The last question */
  char               *text;       /* (owned) (nullable) nothing is asked */
  JaridaPlace         place;
  gboolean            everywhere;
  JaridaSearchFlags   flags;
};

enum
{
  ANSWERED,
  GROWS,
  WENT_ON,
  NEWS,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaSearchSession, jarida_search_session, G_TYPE_OBJECT)

static void
stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JaridaSearchSession) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->counting;
  guint n;
  const gboolean counted = jarida_reader_count_found_finish (JARIDA_READER (source), result, &n, NULL);

  if (!mine || self->reader == NULL)
    return;
  g_clear_object (&self->counting);
  /* Without a number it is still "more than". */
  if (!counted || self->found == NULL)
    return;
  self->n_counted = n;
  self->counted = TRUE;
  g_signal_emit (self, signals[WENT_ON], 0);
}

/* What is there does not tell how many there are. A number that was known stays until there is another. */
static void
count (JaridaSearchSession *self)
{
  stop (&self->counting);
  if (self->found == NULL || self->text == NULL || jarida_search_result_get_older (self->found) == 0)
    return;
  self->counting = g_cancellable_new ();
  jarida_reader_count_found_async (self->reader, self->text, self->everywhere ? NULL : &self->place, self->flags, self->counting, counted_cb,
                                   g_object_ref (self));
}

/* A moment may not have been enough for what fills a window. */
static void
go_on_if_short (JaridaSearchSession *self)
{
  if (self->found != NULL && jarida_search_result_get_n (self->found) < ENOUGH)
    jarida_search_session_go_on (self);
}

static void
paged_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JaridaSearchSession) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->paging;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaSearchResult) page = jarida_reader_search_finish (JARIDA_READER (source), result, &error);
  JaridaSearchResult *both;

  if (!mine || self->reader == NULL)
    return;
  g_clear_object (&self->paging);
  if (page == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  both = jarida_search_result_join (self->found, page);
  jarida_search_result_unref (self->found);
  self->found = both;
  g_signal_emit (self, signals[GROWS], 0);
  jarida_headline_list_show_found (self->list, both);
  g_signal_emit (self, signals[WENT_ON], 0);
  go_on_if_short (self);
}

gboolean
jarida_search_session_go_on (JaridaSearchSession *self)
{
  const gint64 older = self->found != NULL ? jarida_search_result_get_older (self->found) : 0;

  g_return_val_if_fail (JARIDA_IS_SEARCH_SESSION (self), FALSE);

  if (older == 0 || self->text == NULL || self->asking != NULL)
    return FALSE;
  if (self->paging != NULL)
    return TRUE;
  self->paging = g_cancellable_new ();
  jarida_reader_search_async (self->reader, self->text, self->everywhere ? NULL : &self->place, JARIDA_SEARCH_MOST, older, self->flags,
                              self->paging, paged_cb, g_object_ref (self));
  return TRUE;
}

guint
jarida_search_session_count (JaridaSearchSession *self,
                             gboolean            *out_more)
{
  guint n = 0;

  g_return_val_if_fail (JARIDA_IS_SEARCH_SESSION (self), 0);

  *out_more = !self->counted && self->found != NULL
              && (jarida_search_result_get_more (self->found) || jarida_search_result_get_older (self->found) != 0);
  if (self->found != NULL)
    n = MAX (jarida_search_result_get_n_found (self->found), jarida_search_result_get_n (self->found));
  return self->counted ? MAX (self->n_counted, n) : n;
}

static void
take_found (JaridaSearchSession *self,
            JaridaSearchResult  *found)
{
  stop (&self->paging);
  g_clear_pointer (&self->news, jarida_search_result_unref);
  g_clear_pointer (&self->found, jarida_search_result_unref);
  self->found = found;
  jarida_headline_list_show_found (self->list, found);
  self->counted = FALSE;
  count (self);
  g_signal_emit (self, signals[ANSWERED], 0);
  go_on_if_short (self);
}

/* Words that were typed to their end may find nothing where their beginning has found something: what is on the screen was not wrong. */
static gboolean
is_worse (JaridaSearchSession      *self,
          const JaridaSearchResult *found)
{
  return self->found != NULL && !(self->flags & JARIDA_SEARCH_TYPING) && jarida_search_result_get_n (found) == 0
         && jarida_search_result_get_n (self->found) > 0
         && g_str_equal (jarida_search_result_get_text (found), jarida_search_result_get_text (self->found));
}

static void ask           (JaridaSearchSession *self,
                           gint64               older_than);
static void look_if_stale (JaridaSearchSession *self);

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaSearchSession) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->asking;
  g_autoptr(GError) error = NULL;
  JaridaSearchResult *found = jarida_reader_search_finish (JARIDA_READER (source), result, &error);

  if (!mine || self->reader == NULL)
    {
      g_clear_pointer (&found, jarida_search_result_unref);
      return;
    }
  g_clear_object (&self->asking);
  if (found == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else if (jarida_search_result_get_n (found) == 0 && jarida_search_result_get_older (found) != 0)
    {
      /* A moment was not enough for the first one: it is not said that there is none. */
      ask (self, jarida_search_result_get_older (found));
      jarida_search_result_unref (found);
    }
  else if (is_worse (self, found))
    {
      jarida_search_result_unref (found);
      g_signal_emit (self, signals[ANSWERED], 0);
    }
  else
    take_found (self, found);
  look_if_stale (self);
}

static gboolean
is_beside (JaridaSearchSession *self,
           gint64               id)
{
  for (guint i = 0; self->beside != NULL && i < g_list_model_get_n_items (self->beside); i++)
    {
      g_autoptr(JaridaHeadline) row = g_list_model_get_item (self->beside, i);

      if (jarida_headline_get_id (row) == id)
        return TRUE;
    }
  return FALSE;
}

static void
ask (JaridaSearchSession *self,
     gint64               older_than)
{
  self->asking = g_cancellable_new ();
  jarida_reader_search_async (self->reader, self->text, self->everywhere ? NULL : &self->place, JARIDA_SEARCH_MOST, older_than, self->flags,
                              self->asking, answered_cb, g_object_ref (self));
}

/* How many there are in @found that the list does not have. */
static guint
count_news (JaridaSearchSession      *self,
            const JaridaSearchResult *found)
{
  g_autoptr(GHashTable) shown = g_hash_table_new (NULL, NULL);
  const guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n = 0;

  for (guint i = 0; i < n_shown; i++)
    g_hash_table_add (shown, GSIZE_TO_POINTER ((gsize) jarida_headline_list_get_id (self->list, i)));
  for (guint i = 0; i < jarida_search_result_get_n (found); i++)
    if (!g_hash_table_contains (shown, GSIZE_TO_POINTER ((gsize) jarida_search_result_get_id (found, i)))
        && !is_beside (self, jarida_search_result_get_id (found, i)))
      n++;
  return n;
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaSearchSession) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->looking;
  JaridaSearchResult *found = jarida_reader_search_finish (JARIDA_READER (source), result, NULL);
  const guint n = found != NULL && mine && self->reader != NULL ? count_news (self, found) : 0;

  if (mine)
    g_clear_object (&self->looking);
  if (n == 0)
    {
      g_clear_pointer (&found, jarida_search_result_unref);
      /* What has come is older than what the list has. */
      if (mine && self->reader != NULL)
        count (self);
    }
  else
    {
      g_clear_pointer (&self->news, jarida_search_result_unref);
      self->news = found;
      g_signal_emit (self, signals[NEWS], 0, n);
    }
  look_if_stale (self);
}

static void
search_changed_cb (JaridaSearchSession *self)
{
  self->stale = self->asking != NULL || self->looking != NULL;
  if (self->text == NULL || self->stale || self->found == NULL)
    return;
  self->looking = g_cancellable_new ();
  jarida_reader_search_async (self->reader, self->text, self->everywhere ? NULL : &self->place, JARIDA_SEARCH_MOST, 0, self->flags,
                              self->looking, looked_cb, g_object_ref (self));
}

/* Once for all changes meanwhile: the last of them is not to be missed. */
static void
look_if_stale (JaridaSearchSession *self)
{
  if (self->stale && self->asking == NULL && self->looking == NULL && self->reader != NULL)
    search_changed_cb (self);
}

static void
forget (JaridaSearchSession *self)
{
  stop (&self->asking);
  stop (&self->looking);
  stop (&self->paging);
  stop (&self->counting);
  g_clear_pointer (&self->news, jarida_search_result_unref);
  g_clear_pointer (&self->text, g_free);
}

static void
jarida_search_session_dispose (GObject *object)
{
  JaridaSearchSession *self = JARIDA_SEARCH_SESSION (object);

  forget (self);
  g_clear_pointer (&self->found, jarida_search_result_unref);
  g_clear_object (&self->beside);
  g_clear_object (&self->list);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_search_session_parent_class)->dispose (object);
}

static void
jarida_search_session_class_init (JaridaSearchSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_search_session_dispose;
  signals[ANSWERED] = g_signal_new ("answered", JARIDA_TYPE_SEARCH_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[GROWS] = g_signal_new ("grows", JARIDA_TYPE_SEARCH_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[WENT_ON] = g_signal_new ("went-on", JARIDA_TYPE_SEARCH_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[NEWS] = g_signal_new ("news", JARIDA_TYPE_SEARCH_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", JARIDA_TYPE_SEARCH_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
jarida_search_session_init (JaridaSearchSession *self)
{
}

JaridaSearchSession *
jarida_search_session_new (JaridaReader *reader)
{
  JaridaSearchSession *self = g_object_new (JARIDA_TYPE_SEARCH_SESSION, NULL);

  self->reader = g_object_ref (reader);
  self->list = jarida_reader_list_found (reader, NULL);
  g_signal_connect_object (reader, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
jarida_search_session_ask (JaridaSearchSession *self,
                           const char          *text,
                           const JaridaPlace   *place,
                           JaridaSearchFlags    flags)
{
  g_return_if_fail (JARIDA_IS_SEARCH_SESSION (self));
  g_return_if_fail (text != NULL);

  forget (self);
  self->text = g_strdup (text);
  self->everywhere = place == NULL;
  if (place != NULL)
    self->place = *place;
  self->flags = flags | JARIDA_SEARCH_FIRST;
  ask (self, 0);
}

void
jarida_search_session_set_beside (JaridaSearchSession *self,
                                  GListModel          *beside)
{
  g_return_if_fail (JARIDA_IS_SEARCH_SESSION (self));

  g_set_object (&self->beside, beside);
}

void
jarida_search_session_clear (JaridaSearchSession *self)
{
  g_return_if_fail (JARIDA_IS_SEARCH_SESSION (self));

  forget (self);
  take_found (self, NULL);
}

void
jarida_search_session_show_news (JaridaSearchSession *self)
{
  g_return_if_fail (JARIDA_IS_SEARCH_SESSION (self));

  if (self->news != NULL)
    take_found (self, g_steal_pointer (&self->news));
}

JaridaSearchResult *
jarida_search_session_get_found (JaridaSearchSession *self)
{
  g_return_val_if_fail (JARIDA_IS_SEARCH_SESSION (self), NULL);
  return self->found;
}

JaridaHeadlineList *
jarida_search_session_get_list (JaridaSearchSession *self)
{
  g_return_val_if_fail (JARIDA_IS_SEARCH_SESSION (self), NULL);
  return self->list;
}
