/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Back pages: what a portal still shows of a newspaper, a section, an author or a city behind what a refresh reads. A list leads to its
 * next page, and where that goes on is remembered, beside the pages on the shelf too. */

#include "jarida-older.h"

#include "jarida-cities.h"
#include "jarida-portal-fetch.h"
#include "jarida-section.h"

/* For one call, and in all for one list. */
#define MAX_PAGES 4
#define MAX_ALL_PAGES 500
/* Who comes back later begins anew: the list is another one by then. */
#define TRAIL_SECONDS (30 * 24 * 60 * 60)

struct _JaridaOlderTrail
{
  char  *next;       /* (owned) (nullable) NULL: there is no more */
  guint  n_pages;    /* read so far */
};

/* One list to be gone through. */
typedef struct
{
  JaridaPortalEdition *edition;   /* (owned) */
  char                *start;     /* (owned) */
} List;

typedef struct
{
  JaridaPlace  place;
  GPtrArray   *lists;      /* (owned) List */
  guint        current;
  guint        n_pages;    /* in this call, of the current list */
  gint64       oldest;     /* of the place, before this call */
  guint        n_new;
  char       **names;      /* (owned) (nullable) one of which is that of the place */
  guint        next_name;
} Older;

static void next_page (GTask *task);

void
_jarida_older_trail_free (gpointer data)
{
  JaridaOlderTrail *trail = data;

  g_free (trail->next);
  g_free (trail);
}

static void
free_list (gpointer data)
{
  List *list = data;

  jarida_portal_edition_unref (list->edition);
  g_free (list->start);
  g_free (list);
}

static void
free_older (gpointer data)
{
  Older *older = data;

  g_ptr_array_unref (older->lists);
  g_strfreev (older->names);
  g_free (older);
}

static void
add_list (Older               *older,
          JaridaPortalEdition *edition,
          char                *start)   /* (transfer full) */
{
  List *list = g_new0 (List, 1);

  list->edition = jarida_portal_edition_ref (edition);
  list->start = start;
  g_ptr_array_add (older->lists, list);
}

static void
add_source_list (JaridaReader *self,
                 Older        *older)
{
  JaridaSource *source = jarida_store_find_source (self->store, older->place.id);
  g_autoptr(JaridaPortalEdition) edition = source != NULL ? _jarida_reader_dup_edition (self, source) : NULL;

  if (edition != NULL)
    add_list (older, edition, g_strdup (jarida_source_get_feed_url (source)));
}

static void
add_section_lists (JaridaReader *self,
                   Older        *older)
{
  const char *slug = older->place.id > 0 && older->place.id < JARIDA_N_SECTIONS
                       ? jarida_section_get_slug ((JaridaSection) older->place.id) : NULL;
  g_autoptr(GPtrArray) editions = slug != NULL ? jarida_portal_list_editions (self) : NULL;

  for (guint i = 0; editions != NULL && i < editions->len; i++)
    add_list (older, g_ptr_array_index (editions, i),
              jarida_portal_edition_dup_page (g_ptr_array_index (editions, i), slug));
}

/* Portals have an Arabic name in the Arabic edition, any other in the other one. */
static void
add_named_lists (JaridaReader *self,
                 Older        *older,
                 const char   *name)
{
  g_autoptr(GPtrArray) editions = jarida_portal_list_editions (self);
  const JaridaPortalKind kind = older->place.kind == JARIDA_PLACE_AUTHOR ? JARIDA_PORTAL_AUTHOR : JARIDA_PORTAL_CITY;
  const gboolean arabic = jarida_text_direction (name) == JARIDA_DIRECTION_RTL;

  for (guint i = 0; i < editions->len; i++)
    {
      JaridaPortalEdition *edition = g_ptr_array_index (editions, i);

      if ((jarida_language_direction (edition->language) == JARIDA_DIRECTION_RTL) == arabic)
        add_list (older, edition, jarida_portal_edition_dup_named (edition, kind, name));
    }
}

/* One whose trail was not looked for may. */
static gboolean
goes_on (JaridaReader *self,
         const Older  *older)
{
  for (guint i = 0; i < older->lists->len; i++)
    {
      const JaridaOlderTrail *trail = g_hash_table_lookup (self->older, ((List *) g_ptr_array_index (older->lists, i))->start);

      if (trail == NULL || trail->next != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Pages that had nothing new, and were the last: there is no more, and nobody has to ask again to be told so. */
static void
end_older (GTask *task)   /* (transfer full) */
{
  g_autoptr(GTask) owned = task;
  Older *older = g_task_get_task_data (task);

  if (older->n_new > 0 || goes_on (g_task_get_source_object (task), older))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There are no older pages");
}

/* ---- Where a list goes on ---- */

static const List *
get_list (const Older *older)
{
  return g_ptr_array_index (older->lists, older->current);
}

static JaridaOlderTrail *
find_trail (JaridaReader *self,
            const Older  *older)
{
  return g_hash_table_lookup (self->older, get_list (older)->start);
}

static void
trail_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  JaridaReader *self = g_task_get_source_object (task);
  const List *list = get_list (g_task_get_task_data (task));
  g_autoptr(JaridaFetchState) state = jarida_store_load_page_finish (JARIDA_STORE (object), result, NULL);
  const gint64 now = _jarida_reader_now (self);
  JaridaOlderTrail *trail = g_new0 (JaridaOlderTrail, 1);

  if (state != NULL && state->last_fetch > 0 && state->last_fetch <= now && now - state->last_fetch < TRAIL_SECONDS)
    {
      trail->next = g_steal_pointer (&state->etag);
      trail->n_pages = (guint) MAX (state->failures, 0);
    }
  else
    trail->next = g_strdup (list->start);
  g_hash_table_replace (self->older, g_strdup (list->start), trail);
  next_page (task);
}

/* The row of a page that does not exist: its validator is the address where the list goes on, none when it ends. */
static char *
dup_key (const List *list)
{
  return g_strconcat (list->start, "#older", NULL);
}

static void
trail_kept_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* Then it begins anew after a restart. */
  if (!jarida_store_save_page_finish (JARIDA_STORE (object), result, &error))
    g_debug ("where a list goes on is not kept: %s", error->message);
}

static void
keep_trail (JaridaReader           *self,
            const List             *list,
            const JaridaOlderTrail *trail)
{
  g_autofree char *key = dup_key (list);
  const JaridaFetchState state = { .etag = trail->next, .failures = (int) trail->n_pages, .status = 200,
                                   .last_fetch = _jarida_reader_now (self) };

  jarida_store_save_page_async (self->store, key, &state, NULL, trail_kept_cb, NULL);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  JaridaReader *self = JARIDA_READER (object);
  Older *older = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPortalAnswer) answer = jarida_portal_fetch_finish (self, result, &error);
  JaridaOlderTrail *trail = find_trail (self, older);

  if (answer != NULL && jarida_outcome_is_failure (answer->outcome) && answer->outcome != JARIDA_OUTCOME_NOT_FOUND
      && answer->outcome != JARIDA_OUTCOME_GONE && answer->outcome != JARIDA_OUTCOME_NO_HEADLINES)
    error = g_error_new (JARIDA_READER_ERROR, (int) answer->outcome, "%s: status %u", trail->next, answer->status);
  /* Another list has given something: this one is asked again the next time. */
  if (error != NULL && older->n_new > 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end_older (task);
      return;
    }
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  older->n_new += answer->n_new;
  older->n_pages++;
  trail->n_pages++;
  /* A list that leads to itself, or on and on, has an end all the same. */
  if (g_strcmp0 (answer->next, trail->next) == 0 || trail->n_pages >= MAX_ALL_PAGES)
    g_clear_pointer (&answer->next, g_free);
  g_free (trail->next);
  trail->next = g_steal_pointer (&answer->next);
  keep_trail (self, get_list (older), trail);
  next_page (task);
}

/* Of each list until it gives something new, or for so many pages. */
static void
next_page (GTask *task)   /* (transfer full) */
{
  JaridaReader *self = g_task_get_source_object (task);
  Older *older = g_task_get_task_data (task);
  const List *list;
  JaridaOlderTrail *trail = NULL;
  JaridaPortalRequest request = { .ask = JARIDA_PORTAL_ASK_AFRESH, .kind = JARIDA_FETCH_URGENT };
  g_autoptr(GHashTable) sources = NULL;

  for (; older->current < older->lists->len; older->current++, older->n_pages = 0)
    {
      trail = find_trail (self, older);
      if (trail == NULL)
        {
          g_autofree char *key = dup_key (get_list (older));

          jarida_store_load_page_async (self->store, key, NULL, trail_loaded_cb, task);
          return;
        }
      if (trail->next != NULL && older->n_pages < MAX_PAGES && (older->n_pages == 0 || older->n_new == 0))
        break;
    }
  if (older->current == older->lists->len)
    {
      end_older (task);
      return;
    }
  list = get_list (older);
  sources = jarida_portal_list_sources (self, list->edition);
  if (older->place.kind != JARIDA_PLACE_SOURCE)
    jarida_portal_drop_stopped (sources, NULL);
  request.address = trail->next;
  request.section = older->place.kind == JARIDA_PLACE_SECTION ? jarida_section_get_slug ((JaridaSection) older->place.id) : NULL;
  /* From the second page on it is the past. What a refresh reads again and again has the newest on its first; that of an author, whom
   * nobody has asked for before, shows years of him at once, and what is new among them was on no list of these days. */
  request.before = trail->n_pages > 0 ? older->oldest : 0;
  request.behind = trail->n_pages == 0 ? older->oldest : 0;
  request.sources = sources;
  jarida_portal_fetch_async (self, list->edition, &request, g_task_get_cancellable (task), fetched_cb, task);
}

static void look_up_name (GTask *task);

static void
name_found_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Older *older = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaTopic) topic = jarida_store_find_topic_finish (JARIDA_STORE (object), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  if (topic != NULL && jarida_topic_get_id (topic) == older->place.id)
    {
      add_named_lists (g_task_get_source_object (task), older, older->names[older->next_name]);
      next_page (task);
      return;
    }
  older->next_name++;
  look_up_name (task);
}

/* An article may have several authors: which of them is it? */
static void
look_up_name (GTask *task)   /* (transfer full) */
{
  JaridaReader *self = g_task_get_source_object (task);
  const Older *older = g_task_get_task_data (task);

  if (older->names == NULL || older->names[older->next_name] == NULL)
    next_page (task);
  else
    jarida_store_find_topic_async (self->store, older->place.kind, older->names[older->next_name], NULL, name_found_cb, task);
}

static void
oldest_loaded_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Older *older = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) article = jarida_store_load_article_finish (JARIDA_STORE (object), result, &error);

  /* One that has just left the shelf is as good as none. */
  if (article != NULL)
    older->oldest = article->published;
  if (article != NULL && older->place.kind == JARIDA_PLACE_AUTHOR)
    older->names = g_strdupv (article->authors);
  else if (article != NULL && article->city != NULL && older->place.kind == JARIDA_PLACE_CITY)
    older->names = g_strsplit (article->city, "\n", 1);
  look_up_name (task);
}

/* What is behind the oldest of the place is older. */
static void
find_oldest (GTask *task)   /* (transfer full) */
{
  JaridaReader *self = g_task_get_source_object (task);
  const Older *older = g_task_get_task_data (task);
  g_autoptr(JaridaHeadlineList) list = jarida_store_list_headlines (self->store, &older->place);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (n == 0)
    next_page (task);
  else
    jarida_store_load_article_async (self->store, jarida_headline_list_get_id (list, n - 1), NULL, oldest_loaded_cb, task);
}

/**
 * jarida_reader_load_older_async:
 *
 * Reads on where the last call for the same list ended. A headline without a day is put to the day of the oldest that was known of the
 * place, which is the latest that it can be from. Errors: %G_IO_ERROR_NOT_FOUND when there are no more pages, or the place is of no
 * portal; %JARIDA_READER_ERROR with the outcome of a request; those of the shelf; cancelled.
 */
void
jarida_reader_load_older_async (JaridaReader        *self,
                                const JaridaPlace   *place,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Older *older;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (place != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_older_async);
  if (jarida_reader_get_frozen (self))
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN, "the shelf can only be read");
      return;
    }
  older = g_new0 (Older, 1);
  older->place = *place;
  older->lists = g_ptr_array_new_with_free_func (free_list);
  g_task_set_task_data (task, older, free_older);
  if (place->kind == JARIDA_PLACE_SOURCE)
    add_source_list (self, older);
  else if (place->kind == JARIDA_PLACE_SECTION)
    add_section_lists (self, older);
  find_oldest (g_steal_pointer (&task));
}

gboolean
jarida_reader_load_older_finish (JaridaReader  *self,
                                 GAsyncResult  *result,
                                 guint         *out_n_new,
                                 GError       **error)
{
  const Older *older;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  older = g_task_get_task_data (G_TASK (result));
  if (out_n_new != NULL)
    *out_n_new = older->n_new;
  return TRUE;
}
