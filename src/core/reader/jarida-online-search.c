/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-online-private.h"

#include "jarida-cities.h"
#include "jarida-search-query.h"
#include "jarida-store-search.h"

/* Searching portals: which are asked, one page of each at a time, and the rows of what they have found. */

/* Of one edition, for one question: who wants more has to ask otherwise. */
#define MAX_PAGES 50
#define MAX_ROWS 1000

/* Where the list of one edition goes on. */
typedef struct
{
  JaridaPortalEdition *edition;   /* (owned) */
  char                *next;      /* (owned) (nullable) NULL: there is no more */
  guint                n_pages;
  gboolean             asked;     /* in this round */
} Trail;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (JaridaOnlineSearch, jarida_online_search, G_TYPE_OBJECT)

static void ask_next (JaridaOnlineSearch *self);
static Trail *find_trail (JaridaOnlineSearch *self);

static void
free_trail (gpointer data)
{
  Trail *trail = data;

  jarida_portal_edition_unref (trail->edition);
  g_free (trail->next);
  g_free (trail);
}

static void
say_changed (JaridaOnlineSearch *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
stop (JaridaOnlineSearch *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* ---- Whom ---- */

static GPtrArray *
choose_editions (JaridaOnlineSearch *self)
{
  if (self->editions == NULL)
    self->editions = jarida_portal_list_editions (self->reader);
  return jarida_online_choose_editions (self->reader, self->editions, &self->place, self->words);
}

static void
update_sites (JaridaOnlineSearch *self)
{
  g_autoptr(GPtrArray) editions = choose_editions (self);

  g_free (self->sites);
  self->sites = jarida_online_dup_sites (editions);
}

/* Whose newspapers have all been removed is not asked any more. */
static void
end_trails (JaridaOnlineSearch *self)
{
  g_autoptr(GPtrArray) editions = jarida_portal_list_editions (self->reader);

  for (guint i = 0; i < self->trails->len; i++)
    {
      Trail *trail = g_ptr_array_index (self->trails, i);
      gboolean there = FALSE;

      for (guint j = 0; !there && j < editions->len; j++)
        there = g_str_equal (((JaridaPortalEdition *) g_ptr_array_index (editions, j))->key, trail->edition->key);
      if (there || trail->next == NULL)
        continue;
      if (self->asking != NULL && trail == find_trail (self))
        stop (self);
      g_clear_pointer (&trail->next, g_free);
    }
  if (editions->len == 0)
    update_sites (self);
}

/* Who has just chosen a newspaper may be waiting to ask its portal. */
static void
sources_changed_cb (JaridaOnlineSearch *self)
{
  g_clear_pointer (&self->editions, g_ptr_array_unref);
  if (self->asked_nothing)
    return;
  if (self->trails != NULL)
    end_trails (self);
  else
    update_sites (self);
  say_changed (self);
}

static void
make_trails (JaridaOnlineSearch *self)
{
  g_autoptr(GPtrArray) editions = choose_editions (self);

  self->trails = g_ptr_array_new_with_free_func (free_trail);
  for (guint i = 0; i < editions->len; i++)
    {
      Trail *trail = g_new0 (Trail, 1);

      trail->edition = jarida_portal_edition_ref (g_ptr_array_index (editions, i));
      trail->next = jarida_portal_edition_dup_named (trail->edition, JARIDA_PORTAL_SEARCH, self->words);
      g_ptr_array_add (self->trails, trail);
    }
}

/* ---- What comes ---- */

static JaridaHeadline *
new_row (const JaridaOnlineOffer *offer)
{
  const JaridaArticle *listed = offer->listed;
  g_autofree char *byline = jarida_article_dup_byline (listed);
  const JaridaHeadlineValues values = {
    .id = offer->id, .title = listed->title, .source_title = offer->newspaper, .byline = byline, .excerpt = listed->excerpt,
    .address = listed->address, .language = listed->language, .direction = listed->direction, .read = TRUE, .online = TRUE,
  };

  return jarida_headline_new (&values);
}

gboolean
_jarida_online_search_is_beside (JaridaOnlineSearch *self,
                                 gint64              id)
{
  return self->beside != NULL && jarida_headline_list_find (self->beside, id) != G_MAXUINT;
}

/* What is on the shelf, but not in what was found there: the portal has looked at more than its words, or at others. */
static JaridaHeadline *
dup_row (JaridaOnlineSearch *self,
         JaridaOnlineOffer  *offer)
{
  if (offer->id < 0 || (offer->id > 0 && _jarida_online_search_is_beside (self, offer->id)))
    return NULL;
  if (offer->id > 0)
    return jarida_headline_list_dup_kept (self->shelf, offer->id);
  offer->id = --self->last_id;
  return new_row (offer);
}

static void
take_page (JaridaOnlineSearch *self,
           JaridaOnlinePage   *page)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  while (page->offers->len > 0)
    {
      JaridaOnlineOffer *offer = g_ptr_array_steal_index (page->offers, 0);
      JaridaHeadline *row = g_hash_table_contains (self->seen, offer->listed->guid) ? NULL : dup_row (self, offer);

      if (row == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->rows)) + rows->len >= MAX_ROWS)
        {
          g_clear_object (&row);
          jarida_online_offer_free (offer);
          continue;
        }
      g_hash_table_add (self->seen, offer->listed->guid);
      g_ptr_array_add (self->offers, offer);
      g_ptr_array_add (rows, row);
    }
  self->n_come += rows->len;
  g_list_store_splice (self->rows, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), 0, rows->pdata, rows->len);
}

/* A list that leads to itself, or on and on, has an end all the same. */
static void
go_on (JaridaOnlineSearch *self,
       Trail              *trail,
       JaridaOnlinePage   *page)
{
  trail->n_pages++;
  g_hash_table_add (self->pages, g_steal_pointer (&trail->next));
  if ((page->next != NULL && g_hash_table_contains (self->pages, page->next)) || trail->n_pages >= MAX_PAGES
      || g_list_model_get_n_items (G_LIST_MODEL (self->rows)) >= MAX_ROWS)
    g_clear_pointer (&page->next, g_free);
  trail->next = g_steal_pointer (&page->next);
}

static Trail *
find_trail (JaridaOnlineSearch *self)
{
  for (guint i = 0; i < self->trails->len; i++)
    {
      Trail *trail = g_ptr_array_index (self->trails, i);

      if (!trail->asked && trail->next != NULL)
        return trail;
    }
  return NULL;
}

/* Whoever does not answer does not keep the others from being asked. */
static void
skip (JaridaOnlineSearch *self,
      Trail              *trail,
      GError             *error)   /* (transfer full) */
{
  trail->asked = TRUE;
  g_clear_error (&self->error);
  self->error = error;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JaridaOnlineSearch) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->asking;
  GError *error = NULL;
  gint64 wait = 0;
  g_autoptr(JaridaOnlinePage) page = jarida_online_page_fetch_finish (JARIDA_READER (object), result, &wait, &error);
  Trail *trail;

  /* Somebody has asked something else, or nobody is there any more. */
  if (!mine || self->reader == NULL)
    {
      g_clear_error (&error);
      return;
    }
  trail = find_trail (self);
  if (page == NULL)
    {
      jarida_online_set_rest (self->reader, trail->edition, wait);
      skip (self, trail, error);
      ask_next (self);
      return;
    }
  take_page (self, page);
  go_on (self, trail, page);
  trail->asked = TRUE;
  ask_next (self);
}

static void
ask_next (JaridaOnlineSearch *self)
{
  Trail *trail;

  while ((trail = find_trail (self)) != NULL && jarida_online_get_rest (self->reader, trail->edition) > 0)
    skip (self, trail, g_error_new (JARIDA_READER_ERROR, JARIDA_OUTCOME_BUSY, "%s wants to be left alone", trail->edition->site));
  if (trail == NULL)
    {
      g_clear_object (&self->asking);
      say_changed (self);
      return;
    }
  say_changed (self);
  jarida_online_page_fetch_async (self->reader, trail->edition, trail->next, self->asking, fetched_cb, g_object_ref (self));
}

/* ---- The object ---- */

static void
jarida_online_search_dispose (GObject *object)
{
  JaridaOnlineSearch *self = JARIDA_ONLINE_SEARCH (object);

  stop (self);
  g_clear_object (&self->beside);
  g_clear_object (&self->shelf);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_online_search_parent_class)->dispose (object);
}

static void
jarida_online_search_finalize (GObject *object)
{
  JaridaOnlineSearch *self = JARIDA_ONLINE_SEARCH (object);

  g_clear_object (&self->rows);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->pages);
  g_ptr_array_unref (self->offers);
  g_clear_pointer (&self->editions, g_ptr_array_unref);
  g_clear_pointer (&self->trails, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->words);
  g_free (self->sites);
  G_OBJECT_CLASS (jarida_online_search_parent_class)->finalize (object);
}

static void
jarida_online_search_class_init (JaridaOnlineSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jarida_online_search_dispose;
  object_class->finalize = jarida_online_search_finalize;
  changed_signal = g_signal_new ("changed", JARIDA_TYPE_ONLINE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jarida_online_search_init (JaridaOnlineSearch *self)
{
  self->rows = g_list_store_new (JARIDA_TYPE_HEADLINE);
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_online_offer_free);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = g_strdup ("");
  self->sites = g_strdup ("");
  self->asked_nothing = TRUE;
}

JaridaOnlineSearch *
jarida_online_search_new (JaridaReader *reader)
{
  JaridaOnlineSearch *self = g_object_new (JARIDA_TYPE_ONLINE_SEARCH, NULL);

  self->reader = g_object_ref (reader);
  self->shelf = jarida_reader_list_found (reader, NULL);
  g_signal_connect_object (reader, "notify::online", G_CALLBACK (say_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jarida_store_get_sources (reader->store), "items-changed", G_CALLBACK (sources_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
forget (JaridaOnlineSearch *self)
{
  stop (self);
  g_clear_error (&self->error);
  g_clear_pointer (&self->trails, g_ptr_array_unref);
  self->n_come = 0;
  g_list_store_remove_all (self->rows);
  g_hash_table_remove_all (self->seen);
  g_hash_table_remove_all (self->pages);
  g_ptr_array_set_size (self->offers, 0);
}

void
jarida_online_search_set_question (JaridaOnlineSearch *self,
                                   const char         *text,
                                   const JaridaPlace  *place,
                                   JaridaHeadlineList *beside)
{
  g_autoptr(JaridaSearchQuery) query = text != NULL ? jarida_search_query_parse (text, FALSE) : NULL;

  g_return_if_fail (JARIDA_IS_ONLINE_SEARCH (self));

  forget (self);
  self->asked_nothing = query == NULL || jarida_search_query_is_empty (query);
  g_free (self->words);
  self->words = query != NULL ? jarida_search_query_dup_words (query) : g_strdup ("");
  self->place = place != NULL ? *place : (JaridaPlace) { .kind = JARIDA_PLACE_ALL };
  g_set_object (&self->beside, beside);
  update_sites (self);
  say_changed (self);
}

JaridaOnlineState
jarida_online_search_get_state (JaridaOnlineSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_ONLINE_SEARCH (self), JARIDA_ONLINE_NOTHING);

  if (self->asked_nothing)
    return JARIDA_ONLINE_NOTHING;
  if (*self->words == '\0')
    return JARIDA_ONLINE_NO_WORDS;
  if (*self->sites == '\0')
    return JARIDA_ONLINE_NO_PORTAL;
  if (jarida_reader_get_frozen (self->reader))
    return JARIDA_ONLINE_FROZEN;
  if (self->asking != NULL)
    return JARIDA_ONLINE_ASKING;
  if (self->trails != NULL && self->error == NULL && find_trail (self) == NULL)
    {
      for (guint i = 0; i < self->trails->len; i++)
        if (((Trail *) g_ptr_array_index (self->trails, i))->next != NULL)
          return jarida_reader_get_online (self->reader) ? JARIDA_ONLINE_MORE : JARIDA_ONLINE_OFFLINE;
      return JARIDA_ONLINE_EXHAUSTED;
    }
  if (!jarida_reader_get_online (self->reader))
    return JARIDA_ONLINE_OFFLINE;
  return self->error != NULL ? JARIDA_ONLINE_FAILED : JARIDA_ONLINE_READY;
}

void
jarida_online_search_ask (JaridaOnlineSearch *self)
{
  JaridaOnlineState state;

  g_return_if_fail (JARIDA_IS_ONLINE_SEARCH (self));

  state = jarida_online_search_get_state (self);
  if (state != JARIDA_ONLINE_READY && state != JARIDA_ONLINE_MORE && state != JARIDA_ONLINE_FAILED)
    return;
  if (self->trails == NULL)
    make_trails (self);
  /* A new round, unless the last was not ended. */
  for (guint i = 0; state != JARIDA_ONLINE_READY && i < self->trails->len; i++)
    ((Trail *) g_ptr_array_index (self->trails, i))->asked = FALSE;
  g_clear_error (&self->error);
  self->asking = g_cancellable_new ();
  ask_next (self);
}

void
jarida_online_search_stop (JaridaOnlineSearch *self)
{
  g_return_if_fail (JARIDA_IS_ONLINE_SEARCH (self));

  if (self->asking == NULL)
    return;
  stop (self);
  say_changed (self);
}

void
jarida_online_search_tidy (JaridaOnlineSearch *self)
{
  g_return_if_fail (JARIDA_IS_ONLINE_SEARCH (self));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i-- > 0;)
    {
      g_autoptr(JaridaHeadline) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (jarida_headline_get_id (row) > 0 && _jarida_online_search_is_beside (self, jarida_headline_get_id (row)))
        g_list_store_remove (self->rows, i);
    }
}

const char *
jarida_online_search_get_words (JaridaOnlineSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_ONLINE_SEARCH (self), NULL);
  return self->words;
}

const char *
jarida_online_search_get_sites (JaridaOnlineSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_ONLINE_SEARCH (self), NULL);
  return self->sites;
}

guint
jarida_online_search_get_n_come (JaridaOnlineSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_ONLINE_SEARCH (self), 0);
  return self->n_come;
}

char *
jarida_online_search_dup_failure (JaridaOnlineSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_ONLINE_SEARCH (self), NULL);
  return self->error != NULL ? jarida_online_error_text (self->error) : NULL;
}

GListModel *
jarida_online_search_get_rows (JaridaOnlineSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_ONLINE_SEARCH (self), NULL);
  return G_LIST_MODEL (self->rows);
}
