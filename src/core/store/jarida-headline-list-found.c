/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-list-struct.h"
#include "jarida-search-private.h"
#include "jarida-store-search.h"

/* A list of what a search has found: the ids that the result has, in its order. Nothing comes by itself. */

/* All that can be seen, wherever it is. */
static const JaridaPlace everywhere = { .kind = JARIDA_PLACE_ALL };

static GArray *
take_ids (const JaridaSearchResult *found)
{
  const guint n = found != NULL ? found->hits->len : 0;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint i = 0; i < n; i++)
    g_array_append_val (ids, g_array_index (found->hits, JaridaSearchHit, i).id);
  return ids;
}

/* Those that are there, each once: two may have become one. */
static GArray *
keep_those_there (JaridaHeadlineList *self,
                  const GArray       *ids)
{
  const JaridaColumns *columns = self->store->columns;
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_auto(JaridaPlaceMatch) match = { NULL };
  GArray *stay = g_array_sized_new (FALSE, FALSE, sizeof (guint32), ids->len);

  jarida_store_match_place (self->store, &everywhere, &match);
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = jarida_store_resolve_id (self->store, g_array_index (ids, guint32, i));
      gsize row = jarida_columns_find (columns, id);
      gboolean there = row != G_MAXSIZE ? jarida_place_match_row (&match, columns, row) : !self->store->complete;

      if (there && g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        g_array_append_val (stay, id);
    }
  return stay;
}

static void
show_in_order (JaridaHeadlineList *self,
               const GArray       *ids)
{
  GArray *order = keep_those_there (self, ids);

  g_array_unref (self->order);
  self->order = order;
  jarida_headline_list_swap (self, jarida_headline_list_group_found (self));
}

void
jarida_headline_list_tidy_found (JaridaHeadlineList *self)
{
  if (self->store != NULL)
    show_in_order (self, self->order);
}

JaridaHeadlineList *
jarida_store_list_found (JaridaStore              *self,
                         const JaridaSearchResult *found)
{
  static const JaridaPlace place = { .kind = JARIDA_PLACE_SEARCH };
  JaridaHeadlineList *list;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  list = jarida_store_list_headlines (self, &place);
  list->found = TRUE;
  jarida_headline_list_show_found (list, found);
  return list;
}

void
jarida_headline_list_show_found (JaridaHeadlineList       *self,
                                 const JaridaSearchResult *found)
{
  g_autoptr(GArray) ids = take_ids (found);

  g_return_if_fail (JARIDA_IS_HEADLINE_LIST (self));
  g_return_if_fail (self->found);

  if (self->store != NULL)
    show_in_order (self, ids);
}
