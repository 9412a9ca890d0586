/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-list-private.h"
#include "jarida-store-counts.h"
#include "jarida-topic-row.h"

/* What the writing thread has done with articles, shown: in the columns, in what is counted, in the lists. */

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const JaridaColumnRow *first = a, *second = b;

  return (first->id > second->id) - (first->id < second->id);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static int
get_unread (JaridaStore *self,
            gsize        row)
{
  return self->columns->flags[row] & JARIDA_COLUMN_UNREAD ? 1 : 0;
}

static void
show_bylines (JaridaStore  *self,
              const GArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const JaridaBylineAuthor *pair = &g_array_index (pairs, JaridaBylineAuthor, i);
      GArray *bylines = g_hash_table_lookup (self->author_bylines, GSIZE_TO_POINTER ((gsize) pair->author));

      if (bylines != NULL && (bylines->len == 0 || g_array_index (bylines, guint32, bylines->len - 1) < pair->byline))
        g_array_append_val (bylines, pair->byline);
    }
  for (guint i = 0; pairs->len > 0 && i < self->lists->len; i++)
    jarida_headline_list_note_bylines (g_ptr_array_index (self->lists, i));
}

static void
show_rows (JaridaStore *self,
           GArray      *rows,
           JaridaTally *tally,
           GArray      *ids)
{
  g_array_sort (rows, compare_rows);
  /* Ids that a snapshot has brought already come back as 0. */
  jarida_columns_insert (self->columns, (JaridaColumnRow *) rows->data, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const JaridaColumnRow *row = &g_array_index (rows, JaridaColumnRow, i);
      gsize at = row->id != 0 ? jarida_columns_find (self->columns, row->id) : G_MAXSIZE;

      if (at == G_MAXSIZE)
        continue;
      g_array_append_val (ids, row->id);
      jarida_tally_add (tally, at, 1, get_unread (self, at));
    }
}

/* Sections, authors and cities. */
static void
show_topics (JaridaStore  *self,
             const GArray *rows,
             JaridaTally  *tally,
             GArray       *ids)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const JaridaColumnRow *row = &g_array_index (rows, JaridaColumnRow, i);
      gsize at = jarida_columns_find (self->columns, row->id);

      if (at == G_MAXSIZE)
        continue;
      jarida_tally_add (tally, at, -1, -get_unread (self, at));
      self->columns->sections[at] = row->section;
      self->columns->cities[at] = row->city;
      self->columns->bylines[at] = row->byline;
      jarida_tally_add (tally, at, 1, get_unread (self, at));
      g_array_append_val (ids, row->id);
    }
}

static void
show_origins (JaridaStore  *self,
              const GArray *origins,
              JaridaTally  *tally,
              GArray       *ids)
{
  for (guint i = 0; i < origins->len; i++)
    {
      const JaridaColumnOrigin *origin = &g_array_index (origins, JaridaColumnOrigin, i);
      gsize at = jarida_columns_find (self->columns, origin->id);

      if (at == G_MAXSIZE)
        continue;
      jarida_tally_add (tally, at, -1, -get_unread (self, at));
      jarida_columns_add_origin (self->columns, origin->id, (guint16) origin->source);
      jarida_tally_add (tally, at, 1, get_unread (self, at));
      g_array_append_val (ids, origin->id);
    }
}

/* Takes @ids: rising and each once, to the lists. */
static void
tell_lists (JaridaStore *self,
            GArray      *ids)
{
  guint n = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, guint32, i) != g_array_index (ids, guint32, n - 1))
      g_array_index (ids, guint32, n++) = g_array_index (ids, guint32, i);
  for (guint i = 0; n > 0 && i < self->lists->len; i++)
    jarida_headline_list_note_ids (g_ptr_array_index (self->lists, i), (guint32 *) ids->data, n);
  g_array_unref (ids);
}

void
jarida_store_show_put (JaridaStore     *self,
                       JaridaPutResult *result)
{
  JaridaTally tally;
  GArray *ids;

  if (result->rows->len + result->topics->len + result->origins->len > 0)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (guint32));
      show_bylines (self, result->bylines);
      jarida_tally_begin (&tally, self);
      show_rows (self, result->rows, &tally, ids);
      show_topics (self, result->topics, &tally, ids);
      show_origins (self, result->origins, &tally, ids);
      jarida_tally_end (&tally);
      tell_lists (self, ids);
    }
  for (guint i = 0; result->updated->len > 0 && i < self->lists->len; i++)
    jarida_headline_list_note_texts (g_ptr_array_index (self->lists, i), (guint32 *) result->updated->data,
                                     result->updated->len);
}
