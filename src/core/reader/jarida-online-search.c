/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-online-private.h"

#include <glib/gi18n-lib.h>

#include "jarida-cities.h"
#include "jarida-fetch-error.h"
#include "jarida-search-query.h"
#include "jarida-store-search.h"

/* Searching portals: which are asked, one page of each at a time, and the rows of what they have found. */

/* Of one edition, for one question: who wants more has to ask otherwise. */
#define MAX_PAGES 50
#define MAX_ROWS 1000
/* Editions that are asked for one question. */
#define MAX_EDITIONS 6

/* Where the list of one edition goes on. */
typedef struct
{
  JaridaPortalEdition *edition;   /* (owned) */
  char                *next;      /* (owned) (nullable) NULL: there is no more */
  guint                n_pages;
  gboolean             asked;     /* in this round */
} Trail;

struct _JaridaOnlineSearch
{
  GObject             parent_instance;

  JaridaReader       *reader;      /* (owned) */
  JaridaHeadlineList *shelf;       /* (owned) has the objects of what is on the shelf */
  JaridaHeadlineList *beside;      /* (owned) (nullable) */
  GListStore         *rows;        /* (owned) JaridaHeadline */
  GPtrArray          *offers;      /* (owned) JaridaOnlineOffer, all: that of row -1 first */
  GHashTable         *seen;        /* (owned) set of guids, borrowed from the offers */
  GPtrArray          *editions;    /* (owned) (nullable) that can be asked; NULL: to be looked up */
  GPtrArray          *trails;      /* (owned) (nullable) once somebody was asked */
  char               *words;       /* (owned) */
  char               *sites;       /* (owned) */
  JaridaPlace         place;
  gboolean            asked_nothing;
  GCancellable       *asking;      /* (owned) (nullable) */
  GError             *error;       /* (owned) (nullable) */
  guint               n_come;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (JaridaOnlineSearch, jarida_online_search, G_TYPE_OBJECT)

static void ask_next (JaridaOnlineSearch *self);

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

static gboolean
is_place_of (JaridaOnlineSearch        *self,
             const JaridaPortalEdition *edition)
{
  JaridaSource *source = self->place.kind == JARIDA_PLACE_SOURCE ? jarida_store_find_source (self->reader->store, self->place.id) : NULL;
  g_autoptr(JaridaPortalEdition) own = source != NULL ? _jarida_reader_dup_edition (self->reader, source) : NULL;

  return own == NULL || g_str_equal (own->key, edition->key);
}

static gboolean
has_script (const JaridaPortalEdition *edition,
            const char                *words)
{
  const gboolean arabic = jarida_text_direction (words) == JARIDA_DIRECTION_RTL;

  return (jarida_language_direction (edition->language) == JARIDA_DIRECTION_RTL) == arabic;
}

/* Those of the script in which the words are written, where there are any: an Arabic edition has no French articles. */
static GPtrArray *
choose_editions (JaridaOnlineSearch *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_portal_edition_unref);

  if (self->editions == NULL)
    self->editions = jarida_portal_list_editions (self->reader);
  for (guint pass = 0; pass < 2 && chosen->len == 0; pass++)
    for (guint i = 0; i < self->editions->len && chosen->len < MAX_EDITIONS; i++)
      {
        JaridaPortalEdition *edition = g_ptr_array_index (self->editions, i);

        if (is_place_of (self, edition) && (pass == 1 || has_script (edition, self->words)))
          g_ptr_array_add (chosen, jarida_portal_edition_ref (edition));
      }
  return chosen;
}

static void
sources_changed_cb (JaridaOnlineSearch *self)
{
  g_clear_pointer (&self->editions, g_ptr_array_unref);
}

/* Two editions of a portal are one site. */
static char *
dup_sites (const GPtrArray *editions)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *sites = g_string_new (NULL);

  for (guint i = 0; i < editions->len; i++)
    {
      const JaridaPortalEdition *edition = g_ptr_array_index (editions, i);

      if (g_hash_table_add (seen, edition->site))
        g_string_append_printf (sites, "%s%s", sites->len > 0 ? ", " : "", edition->site);
    }
  return g_string_free (sites, FALSE);
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

/* A portal that has asked to be left alone is, by every search of this run. */
static gint64
get_rest (JaridaOnlineSearch *self,
          const Trail        *trail)
{
  const gint64 *until = self->reader->resting != NULL ? g_hash_table_lookup (self->reader->resting, trail->edition->site) : NULL;

  return until != NULL ? MAX (0, *until - _jarida_reader_now (self->reader)) : 0;
}

static void
set_rest (JaridaOnlineSearch *self,
          const Trail        *trail,
          gint64              wait)
{
  const gint64 until = _jarida_reader_now (self->reader) + wait;

  if (wait <= 0)
    return;
  if (self->reader->resting == NULL)
    self->reader->resting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (self->reader->resting, g_strdup (trail->edition->site), g_memdup2 (&until, sizeof until));
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

static gboolean
is_beside (JaridaOnlineSearch *self,
           gint64              id)
{
  return self->beside != NULL && jarida_headline_list_find (self->beside, id) != G_MAXUINT;
}

/* What is on the shelf, but not in what was found there: the portal has looked at more than its words, or at others. */
static JaridaHeadline *
dup_row (JaridaOnlineSearch *self,
         JaridaOnlineOffer  *offer)
{
  if (offer->id < 0 || (offer->id > 0 && is_beside (self, offer->id)))
    return NULL;
  if (offer->id > 0)
    return jarida_headline_list_dup_kept (self->shelf, offer->id);
  offer->id = -1 - (gint64) self->offers->len;
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
  if (g_strcmp0 (page->next, trail->next) == 0 || trail->n_pages >= MAX_PAGES
      || g_list_model_get_n_items (G_LIST_MODEL (self->rows)) >= MAX_ROWS)
    g_clear_pointer (&page->next, g_free);
  g_free (trail->next);
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

static void
fail (JaridaOnlineSearch *self,
      GError             *error)   /* (transfer full) */
{
  g_clear_object (&self->asking);
  g_clear_error (&self->error);
  self->error = error;
  say_changed (self);
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
      set_rest (self, trail, wait);
      fail (self, error);
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
  Trail *trail = find_trail (self);

  if (trail == NULL)
    {
      g_clear_object (&self->asking);
      say_changed (self);
      return;
    }
  if (get_rest (self, trail) > 0)
    {
      fail (self, g_error_new (JARIDA_READER_ERROR, JARIDA_OUTCOME_BUSY, "%s wants to be left alone", trail->edition->site));
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
  g_ptr_array_set_size (self->offers, 0);
}

void
jarida_online_search_set_question (JaridaOnlineSearch *self,
                                   const char         *text,
                                   const JaridaPlace  *place,
                                   JaridaHeadlineList *beside)
{
  g_autoptr(JaridaSearchQuery) query = text != NULL ? jarida_search_query_parse (text, FALSE) : NULL;
  g_autoptr(GPtrArray) editions = NULL;

  g_return_if_fail (JARIDA_IS_ONLINE_SEARCH (self));

  forget (self);
  self->asked_nothing = query == NULL || jarida_search_query_is_empty (query);
  g_free (self->words);
  self->words = query != NULL ? jarida_search_query_dup_words (query) : g_strdup ("");
  self->place = place != NULL ? *place : (JaridaPlace) { .kind = JARIDA_PLACE_ALL };
  g_set_object (&self->beside, beside);
  editions = choose_editions (self);
  g_free (self->sites);
  self->sites = dup_sites (editions);
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
  for (guint i = 0; state == JARIDA_ONLINE_MORE && i < self->trails->len; i++)
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

      if (jarida_headline_get_id (row) > 0 && is_beside (self, jarida_headline_get_id (row)))
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

/* ---- Opening ---- */

typedef struct
{
  char         *guid;     /* (owned) of the offer */
  JaridaSource *new_source;   /* (owned) (nullable) */
  gint64        id;
} Opened;

static void
free_opened (gpointer data)
{
  Opened *opened = data;

  g_free (opened->guid);
  g_clear_object (&opened->new_source);
  g_free (opened);
}

/* Where it stood as the portal's own it stands as the article, or not at all when the list beside has that. */
static void
show_opened (JaridaOnlineSearch *self,
             gint64              row_id,
             gint64              id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr(JaridaHeadline) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      g_autoptr(JaridaHeadline) kept = NULL;

      if (jarida_headline_get_id (row) != row_id)
        continue;
      kept = is_beside (self, id) ? NULL : jarida_headline_list_dup_kept (self->shelf, id);
      g_list_store_splice (self->rows, i, 1, (gpointer *) &kept, kept != NULL ? 1 : 0);
      return;
    }
}

static JaridaOnlineOffer *
find_offer (JaridaOnlineSearch *self,
            const char         *guid,
            gint64              row_id)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      JaridaOnlineOffer *offer = g_ptr_array_index (self->offers, i);

      if (guid != NULL ? g_str_equal (offer->listed->guid, guid) : offer->id == row_id)
        return offer;
    }
  return NULL;
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaOnlineSearch *self = g_task_get_source_object (task);
  Opened *opened = g_task_get_task_data (task);
  JaridaSource *new_source = NULL;
  JaridaOnlineOffer *offer;
  GError *error = NULL;

  opened->id = jarida_online_offer_keep_finish (JARIDA_READER (object), result, &new_source, &error);
  if (opened->id == 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&opened->new_source, new_source);
  /* The question may be another one by now. */
  offer = self->reader != NULL ? find_offer (self, opened->guid, 0) : NULL;
  if (offer != NULL && offer->id < 0)
    {
      show_opened (self, offer->id, opened->id);
      offer->id = opened->id;
    }
  g_task_set_check_cancellable (task, FALSE);
  g_task_return_boolean (task, TRUE);
}

void
jarida_online_search_open_async (JaridaOnlineSearch  *self,
                                 gint64               id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaOnlineOffer *offer;
  Opened *opened;

  g_return_if_fail (JARIDA_IS_ONLINE_SEARCH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_online_search_open_async);
  offer = find_offer (self, NULL, id);
  if (offer == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no row %" G_GINT64_FORMAT, id);
      return;
    }
  opened = g_new0 (Opened, 1);
  opened->guid = g_strdup (offer->listed->guid);
  g_task_set_task_data (task, opened, free_opened);
  jarida_online_offer_keep_async (self->reader, offer, cancellable, kept_cb, g_steal_pointer (&task));
}

gint64
jarida_online_search_open_finish (JaridaOnlineSearch  *self,
                                  GAsyncResult        *result,
                                  JaridaSource       **out_new_source,
                                  GError             **error)
{
  const Opened *opened;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  opened = g_task_get_task_data (G_TASK (result));
  if (out_new_source != NULL)
    *out_new_source = opened->new_source;
  return opened->id;
}
