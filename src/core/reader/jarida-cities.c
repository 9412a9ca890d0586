/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-cities.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-portal-fetch.h"

/* Cities that portals have pages of: which are known, and reading one when a person goes there. */

/* Who comes back sooner sees what was read then. */
#define REST (15 * 60)

void
jarida_city_free (JaridaCity *self)
{
  g_free (self->name);
  g_free (self->key);
  g_free (self);
}

GPtrArray *
jarida_portal_list_editions (JaridaReader *reader)
{
  GPtrArray *editions = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_portal_edition_unref);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *sources = jarida_store_get_sources (reader->store);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);
      g_autoptr(JaridaPortalEdition) edition = _jarida_reader_dup_edition (reader, source);

      if (edition == NULL || g_hash_table_contains (seen, edition->key))
        continue;
      g_hash_table_add (seen, edition->key);
      g_ptr_array_add (editions, g_steal_pointer (&edition));
    }
  return editions;
}

/* ---- Those that are known ---- */

static int
compare_fetches (gconstpointer a,
                 gconstpointer b)
{
  const JaridaCity *first = *(JaridaCity *const *) a, *second = *(JaridaCity *const *) b;

  return (first->last_fetch > second->last_fetch) - (first->last_fetch < second->last_fetch);
}

static GPtrArray *
make_cities (const JaridaPortalEdition *edition,
             GPtrArray                 *pages)
{
  GPtrArray *cities = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_city_free);

  for (guint i = 0; i < pages->len; i++)
    {
      const JaridaPageRow *page = g_ptr_array_index (pages, i);
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      JaridaCity *city;

      /* Back pages of a list stand beside its first. */
      if (strpbrk (page->address, "?#") != NULL)
        continue;
      parsed = jarida_portal_edition_parse (edition, page->address);
      if (parsed == NULL || parsed->kind != JARIDA_PORTAL_CITY)
        continue;
      city = g_new0 (JaridaCity, 1);
      city->name = g_steal_pointer (&parsed->name);
      city->key = jarida_fold_text (city->name);
      city->last_fetch = page->last_fetch;
      city->next_fetch = page->next_fetch;
      g_ptr_array_add (cities, city);
    }
  g_ptr_array_sort (cities, compare_fetches);
  return cities;
}

static void
pages_listed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) pages = jarida_store_list_pages_finish (JARIDA_STORE (object), result, &error);

  if (pages == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, make_cities (g_task_get_task_data (task), pages), (GDestroyNotify) g_ptr_array_unref);
}

void
jarida_cities_list_async (JaridaReader        *reader,
                          JaridaPortalEdition *edition,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autofree char *page = jarida_portal_edition_dup_page (edition, "city/");
  GTask *task = g_task_new (reader, NULL, callback, user_data);

  g_task_set_source_tag (task, jarida_cities_list_async);
  g_task_set_task_data (task, jarida_portal_edition_ref (edition), (GDestroyNotify) jarida_portal_edition_unref);
  jarida_store_list_pages_async (reader->store, page, NULL, pages_listed_cb, task);
}

GPtrArray *
jarida_cities_list_finish (JaridaReader  *reader,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- All of them, with and without articles ---- */

typedef struct
{
  char       *words;      /* (owned) (nullable) */
  guint       limit;
  GPtrArray  *editions;   /* (owned) */
  GHashTable *known;      /* (owned) set of folded names */
} Listing;

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_free (listing->words);
  g_ptr_array_unref (listing->editions);
  g_hash_table_unref (listing->known);
  g_free (listing);
}

static void list_next_edition (GTask *task);

static void
topics_listed_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *topics = jarida_store_list_topics_finish (JARIDA_STORE (object), result, &error);

  if (topics == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, topics, (GDestroyNotify) g_ptr_array_unref);
}

static void
edition_listed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Listing *listing = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) cities = jarida_cities_list_finish (JARIDA_READER (object), result, &error);

  /* Then those that have articles are listed all the same. */
  for (guint i = 0; cities != NULL && i < cities->len; i++)
    g_hash_table_add (listing->known, g_steal_pointer (&((JaridaCity *) g_ptr_array_index (cities, i))->key));
  list_next_edition (task);
}

static void
list_next_edition (GTask *task)   /* (transfer full) */
{
  JaridaReader *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);

  if (listing->editions->len > 0)
    {
      g_autoptr(JaridaPortalEdition) edition = g_ptr_array_steal_index (listing->editions, 0);

      jarida_cities_list_async (self, edition, edition_listed_cb, task);
      return;
    }
  jarida_store_list_topics_async (self->store, JARIDA_PLACE_CITY, listing->words, listing->known, listing->limit,
                                  g_task_get_cancellable (task), topics_listed_cb, task);
}

void
_jarida_reader_list_cities (JaridaReader *self,
                            GTask        *task,
                            const char   *words,
                            guint         limit)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->words = g_strdup (words);
  listing->limit = limit;
  listing->editions = jarida_portal_list_editions (self);
  listing->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, listing, free_listing);
  list_next_edition (task);
}

/* ---- Going there ---- */

typedef struct
{
  char      *name;       /* (owned) */
  GPtrArray *editions;   /* (owned) that are still to be asked */
  guint      n_new;
} Visit;

static void
free_visit (gpointer data)
{
  Visit *visit = data;

  g_free (visit->name);
  g_ptr_array_unref (visit->editions);
  g_free (visit);
}

static void ask_next_edition (GTask *task);

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Visit *visit = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPortalAnswer) answer = jarida_portal_fetch_finish (JARIDA_READER (object), result, &error);

  if (answer != NULL && answer->asked && jarida_outcome_is_failure (answer->outcome))
    error = g_error_new (JARIDA_READER_ERROR, (int) answer->outcome, "%s: status %u", visit->name, answer->status);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  visit->n_new += answer->n_new;
  ask_next_edition (task);
}

static void
ask_next_edition (GTask *task)   /* (transfer full) */
{
  JaridaReader *self = g_task_get_source_object (task);
  Visit *visit = g_task_get_task_data (task);
  g_autoptr(JaridaPortalEdition) edition = NULL;
  g_autoptr(GHashTable) sources = NULL;
  g_autofree char *address = NULL;
  JaridaPortalRequest request = { .ask = JARIDA_PORTAL_ASK_NOW, .known_only = TRUE, .kind = JARIDA_FETCH_URGENT, .interval = REST };

  if (visit->editions->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  edition = g_ptr_array_steal_index (visit->editions, 0);
  sources = jarida_portal_list_sources (self, edition);
  jarida_portal_drop_stopped (sources, NULL);
  address = jarida_portal_edition_dup_named (edition, JARIDA_PORTAL_CITY, visit->name);
  request.address = address;
  request.sources = sources;
  request.reached_since = _jarida_reader_now (self) - REST;
  jarida_portal_fetch_async (self, edition, &request, g_task_get_cancellable (task), asked_cb, task);
}

/**
 * jarida_reader_load_city_async:
 *
 * Reads the page of a city at every portal that has named it in its list, unless that was done a moment ago. Errors:
 * %JARIDA_READER_ERROR with the outcome of a request; those of the shelf; cancelled.
 */
void
jarida_reader_load_city_async (JaridaReader        *self,
                               const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;
  Visit *visit;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_city_async);
  visit = g_new0 (Visit, 1);
  visit->name = g_strdup (name);
  visit->editions = jarida_portal_list_editions (self);
  /* Nothing can be kept, and nobody has asked for more than to see what is there. */
  if (jarida_reader_get_frozen (self))
    g_ptr_array_set_size (visit->editions, 0);
  g_task_set_task_data (task, visit, free_visit);
  ask_next_edition (task);
}

gboolean
jarida_reader_load_city_finish (JaridaReader  *self,
                                GAsyncResult  *result,
                                guint         *out_n_new,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_n_new != NULL)
    *out_n_new = ((Visit *) g_task_get_task_data (G_TASK (result)))->n_new;
  return TRUE;
}
