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
      self->n_filtered += (row->flags & JARIDA_COLUMN_FILTERED) != 0;
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

/* Each story with all its articles, one after another. */
static void
show_stories (JaridaStore  *self,
              const GArray *stories)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < stories->len; i++)
    {
      const JaridaColumnStory *one = &g_array_index (stories, JaridaColumnStory, i);

      g_array_append_val (ids, one->id);
      if (i + 1 < stories->len && one[1].story == one->story)
        continue;
      jarida_columns_set_story (self->columns, (guint32 *) ids->data, ids->len);
      g_array_set_size (ids, 0);
    }
}

/* Those that leave their story, and those that stay in it, for which another may have to stand now: added to @ids. */
static void
show_parted (JaridaStore  *self,
             const GArray *parted,
             GArray       *ids)
{
  for (guint i = 0; i < parted->len; i++)
    {
      const guint32 id = jarida_store_resolve_id (self, g_array_index (parted, guint32, i));
      guint n;
      const JaridaColumnStory *members = jarida_columns_find_story (self->columns, id, &n);

      while (n-- > 0)
        g_array_append_val (ids, members[n].id);
      jarida_columns_leave_story (self->columns, id);
    }
}

guint32
jarida_store_resolve_id (JaridaStore *self,
                         gint64       id)
{
  guint32 now = id > 0 && id <= G_MAXUINT32 ? (guint32) id : 0;
  gpointer other;

  while ((other = g_hash_table_lookup (self->moved, GUINT_TO_POINTER (now))) != NULL)
    now = GPOINTER_TO_UINT (other);
  return now;
}

/* Flags of one that two have become: as they were written, or, when a person's acts are under way, as the screen shows both. */
static guint8
join_flags (JaridaStore           *self,
            const JaridaJoinedRow *joined,
            gsize                  row,
            gsize                  gone,
            gboolean               marking)
{
  const guint8 *flags = self->columns->flags;
  const guint8 marks = JARIDA_COLUMN_UNREAD | JARIDA_COLUMN_SAVED | JARIDA_COLUMN_FILTERED;

  if (!marking || gone == G_MAXSIZE)
    return (flags[row] & ~(marks | JARIDA_COLUMN_SHOWN)) | joined->flags;
  return (flags[row] & ~marks) | (flags[row] & flags[gone] & (JARIDA_COLUMN_UNREAD | JARIDA_COLUMN_FILTERED))
         | ((flags[row] | flags[gone]) & JARIDA_COLUMN_SAVED);
}

/* As in the table: the one that stays has its own story, or that of the one that goes. */
static void
hand_on_story (JaridaStore *self,
               gsize        gone,
               gsize        row)
{
  g_autoptr(GArray) ids = NULL;
  const JaridaColumnStory *members;
  guint n;

  if (row == G_MAXSIZE || self->columns->flags[row] & JARIDA_COLUMN_STORY || !(self->columns->flags[gone] & JARIDA_COLUMN_STORY))
    return;
  members = jarida_columns_find_story (self->columns, self->columns->ids[gone], &n);
  ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < n; i++)
    {
      const guint32 id = members[i].id == self->columns->ids[gone] ? self->columns->ids[row] : members[i].id;

      g_array_append_val (ids, id);
    }
  jarida_columns_set_story (self->columns, (guint32 *) ids->data, ids->len);
}

/* Two articles have become one. Of a row that is not there (the columns are not all read yet) nothing is to be shown. */
static void
show_joined (JaridaStore           *self,
             const JaridaJoinedRow *joined,
             JaridaTally           *tally,
             GArray                *again)
{
  JaridaColumns *columns = self->columns;
  gsize row = jarida_columns_find (columns, joined->id), gone = jarida_columns_find (columns, joined->gone);
  gboolean marking = jarida_store_is_marking (self, joined->id) || jarida_store_is_marking (self, joined->gone);

  g_hash_table_insert (self->moved, GUINT_TO_POINTER (joined->gone), GUINT_TO_POINTER (joined->id));
  if (row != G_MAXSIZE)
    {
      jarida_tally_add (tally, row, -1, -get_unread (self, row));
      columns->flags[row] = join_flags (self, joined, row, gone, marking);
      jarida_tally_add (tally, row, 1, get_unread (self, row));
    }
  if (gone != G_MAXSIZE)
    {
      jarida_tally_add (tally, gone, -1, -get_unread (self, gone));
      hand_on_story (self, gone, row);
      jarida_columns_remove_row (columns, gone);
    }
  if (marking)
    g_array_append_val (again, joined->id);
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

/* What was kept of a text that is another now. */
static void
forget_kept (JaridaStore  *self,
             const GArray *updated)
{
  gboolean any = FALSE;

  for (guint i = 0; i < updated->len; i++)
    {
      gsize at = jarida_columns_find (self->columns, g_array_index (updated, guint32, i));

      if (at == G_MAXSIZE || !(self->columns->flags[at] & JARIDA_COLUMN_KEPT))
        continue;
      self->columns->flags[at] &= (guint8) ~JARIDA_COLUMN_KEPT;
      any = TRUE;
    }
  for (guint i = 0; any && i < self->lists->len; i++)
    jarida_headline_list_note_kept (g_ptr_array_index (self->lists, i));
}

static void
tell_index (JaridaStore           *self,
            const JaridaPutResult *result)
{
  g_autoptr(GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), result->rows->len);

  for (guint i = 0; i < result->rows->len; i++)
    g_array_append_val (ids, g_array_index (result->rows, JaridaColumnRow, i).id);
  jarida_store_note_index (self, (guint32 *) ids->data, ids->len,
                           result->updated->len + result->origins->len + result->joined->len > 0);
}

void
jarida_store_show_put (JaridaStore     *self,
                       JaridaPutResult *result)
{
  g_autoptr(GArray) again = g_array_new (FALSE, FALSE, sizeof (guint32));
  JaridaTally tally;
  GArray *ids;

  tell_index (self, result);
  if (result->rows->len + result->topics->len + result->origins->len + result->joined->len + result->stories->len + result->parted->len > 0)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (guint32));
      show_bylines (self, result->bylines);
      jarida_tally_begin (&tally, self);
      show_rows (self, result->rows, &tally, ids);
      for (guint i = 0; i < result->joined->len; i++)
        show_joined (self, &g_array_index (result->joined, JaridaJoinedRow, i), &tally, again);
      show_topics (self, result->topics, &tally, ids);
      show_origins (self, result->origins, &tally, ids);
      jarida_tally_end (&tally);
      for (guint i = 0; result->joined->len > 0 && i < self->lists->len; i++)
        jarida_headline_list_note_joined (g_ptr_array_index (self->lists, i), result->joined);
      show_parted (self, result->parted, ids);
      show_stories (self, result->stories);
      tell_lists (self, ids);
      for (guint i = 0; result->stories->len + result->parted->len > 0 && i < self->lists->len; i++)
        jarida_headline_list_note_stories (g_ptr_array_index (self->lists, i));
    }
  for (guint i = 0; i < again->len; i++)
    jarida_store_mark_again (self, g_array_index (again, guint32, i));
  forget_kept (self, result->updated);
  for (guint i = 0; result->updated->len > 0 && i < self->lists->len; i++)
    jarida_headline_list_note_texts (g_ptr_array_index (self->lists, i), (guint32 *) result->updated->data,
                                     result->updated->len);
}
