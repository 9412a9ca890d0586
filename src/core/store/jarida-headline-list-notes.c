/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-headline-list-struct.h"

/* What the store tells its lists. */

/* Of its own: whoever is notified of a change may let go of rows. */
static GPtrArray *
dup_headlines (JaridaHeadlineList *self)
{
  GPtrArray *headlines = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (headlines, g_object_ref (((JaridaHeadlineRow *) value)->headline));
  return headlines;
}

static void
refresh_marks (JaridaHeadlineList *self)
{
  const JaridaColumns *columns = self->store->columns;
  g_autoptr(GPtrArray) headlines = dup_headlines (self);

  for (guint i = 0; i < headlines->len; i++)
    {
      JaridaHeadline *headline = g_ptr_array_index (headlines, i);
      gsize at = jarida_columns_find (columns, (guint32) jarida_headline_get_id (headline));

      if (at == G_MAXSIZE)
        continue;
      jarida_headline_set_read (headline, !(columns->flags[at] & JARIDA_COLUMN_UNREAD));
      jarida_headline_set_saved (headline, (columns->flags[at] & JARIDA_COLUMN_SAVED) != 0);
      jarida_headline_set_kept (headline, (columns->flags[at] & JARIDA_COLUMN_KEPT) != 0);
    }
}

static void
refresh_source_titles (JaridaHeadlineList *self)
{
  g_autoptr(GPtrArray) headlines = dup_headlines (self);

  for (guint i = 0; i < headlines->len; i++)
    {
      JaridaHeadline *headline = g_ptr_array_index (headlines, i);
      JaridaSource *source = jarida_store_choose_source (self->store, (guint32) jarida_headline_get_id (headline),
                                                         jarida_headline_get_source_id (headline), 0);

      if (source != NULL)
        jarida_headline_set_source_title (headline, jarida_source_get_title (source));
    }
}

void
jarida_headline_list_note_stories (JaridaHeadlineList *self)
{
  g_autoptr(GPtrArray) headlines = dup_headlines (self);

  for (guint i = 0; i < headlines->len; i++)
    {
      JaridaHeadline *headline = g_ptr_array_index (headlines, i);
      g_autofree char *others = jarida_headline_list_dup_others (self, (guint32) jarida_headline_get_id (headline));

      jarida_headline_set_others (headline, others);
    }
}

void
jarida_headline_list_note_ids (JaridaHeadlineList *self,
                               const guint32      *ids,
                               gsize               n_ids)
{
  if (!self->found)
    jarida_headline_list_set_pending (self, jarida_headline_list_merge_pending (self, ids, n_ids));
}

void
jarida_headline_list_let_in (JaridaHeadlineList *self,
                             guint32             id)
{
  g_autoptr(GArray) come = NULL;
  GArray *wait;

  for (guint i = 0; i < self->pending->len; i++)
    {
      if (g_array_index (self->pending, guint32, i) != id)
        continue;
      wait = g_array_copy (self->pending);
      g_array_remove_index (wait, i);
      come = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (come, id);
      jarida_headline_list_set_pending (self, wait);
      jarida_headline_list_swap (self, jarida_ids_merge_falling (self->ids, come));
      return;
    }
}

void
jarida_headline_list_note_marks (JaridaHeadlineList *self,
                                 const guint32      *ids,
                                 gsize               n_ids,
                                 guint8              flag,
                                 gboolean            on)
{
  refresh_marks (self);
  /* Where the place does not ask for the flag, nothing comes or goes; where it does, only a flag that is given lets in. */
  if (self->match.flags & flag)
    jarida_headline_list_set_pending (self, jarida_headline_list_merge_pending (self, ids, on ? n_ids : 0));
}

/* One that may have come, or has to give way to another of its story. */
static void
place_one (JaridaHeadlineList *self,
           guint32             id,
           GArray             *stay,
           GArray             *come)
{
  const JaridaColumns *columns = self->store->columns;
  const gsize row = jarida_columns_find (columns, id);
  const guint at = jarida_ids_find_falling (stay, id);

  if (row == G_MAXSIZE || !jarida_place_match_row (&self->match, columns, row))
    return;
  if (!jarida_headline_list_takes (self, row))
    {
      if (at != NOT_FOUND)
        g_array_remove_index (stay, at);
    }
  else if (at == NOT_FOUND)
    g_array_append_val (come, id);
}

/* Without those of @ids, which rise, that do not fit any more: of no other has anything changed. */
static GArray *
drop_those (JaridaHeadlineList *self,
            const guint32      *ids,
            gsize               n_ids)
{
  const JaridaColumns *columns = self->store->columns;
  GArray *stay = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->ids->len);

  for (guint i = 0; i < self->ids->len; i++)
    {
      const guint32 id = g_array_index (self->ids, guint32, i);
      gsize at = 0;

      while (n_ids > 0 && ids[n_ids - 1] > id)
        n_ids--;
      if (n_ids > 0 && ids[n_ids - 1] == id)
        at = jarida_columns_find (columns, id);
      if (n_ids == 0 || ids[n_ids - 1] != id || (at != G_MAXSIZE && jarida_place_match_stays (&self->match, columns, at)))
        g_array_append_val (stay, id);
    }
  return stay;
}

void
jarida_headline_list_note_filtered (JaridaHeadlineList *self,
                                    const guint32      *ids,
                                    gsize               n_ids)
{
  g_autoptr(GArray) stay = NULL;
  g_autoptr(GArray) come = NULL;

  if (self->found)
    {
      jarida_headline_list_tidy_found (self);
      return;
    }
  stay = drop_those (self, ids, n_ids);
  come = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < n_ids; i++)
    {
      const JaridaColumnStory *members;
      guint n = 0;

      place_one (self, ids[i], stay, come);
      /* Where its row stood for its story, another takes its place. */
      members = self->grouped ? jarida_columns_find_story (self->store->columns, ids[i], &n) : NULL;
      for (guint j = 0; j < n; j++)
        place_one (self, members[j].id, stay, come);
    }
  jarida_ids_sort_falling (come);
  jarida_headline_list_swap (self, jarida_ids_merge_falling (stay, come));
  jarida_headline_list_note_stories (self);
  jarida_headline_list_set_pending (self, jarida_headline_list_merge_pending (self, NULL, 0));
}

void
jarida_headline_list_note_kept (JaridaHeadlineList *self)
{
  refresh_marks (self);
}

/* Of the stories of those that come or go: another may have to take the place, or to give way. */
static void
add_companions (JaridaHeadlineList *self,
                GArray             *from,
                GArray             *without,
                GArray             *companions)
{
  for (guint i = 0; self->grouped && i < from->len; i++)
    {
      const guint32 id = g_array_index (from, guint32, i);
      const gsize row = jarida_columns_find (self->store->columns, id);
      const JaridaColumnStory *members;
      guint n;

      if (row == G_MAXSIZE || !(self->store->columns->flags[row] & JARIDA_COLUMN_STORY)
          || (without != NULL && jarida_ids_find_falling (without, id) != NOT_FOUND))
        continue;
      members = jarida_columns_find_story (self->store->columns, id, &n);
      while (n-- > 0)
        g_array_append_val (companions, members[n].id);
    }
}

void
jarida_headline_list_note_sources (JaridaHeadlineList *self)
{
  g_autoptr(GArray) companions = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto(JaridaPlaceMatch) before = self->match;
  g_autoptr(GArray) stay = NULL;
  g_autoptr(GArray) come = NULL;

  refresh_source_titles (self);
  jarida_headline_list_note_stories (self);
  memset (&self->match, 0, sizeof self->match);
  jarida_store_match_place (self->store, &self->place, &self->match);
  if (self->found)
    {
      jarida_headline_list_tidy_found (self);
      return;
    }
  if (before.n_sources == self->match.n_sources
      && memcmp (before.sources, self->match.sources, before.n_sources) == 0)
    return;
  stay = jarida_headline_list_drop_strangers (self);
  come = jarida_headline_list_collect_returning (self, &before, 0);
  add_companions (self, self->ids, stay, companions);
  add_companions (self, come, NULL, companions);
  jarida_headline_list_swap (self, jarida_ids_merge_falling (stay, come));
  jarida_headline_list_set_pending (self, jarida_headline_list_merge_pending (self, NULL, 0));
  if (companions->len > 0)
    jarida_headline_list_note_parted (self, (guint32 *) companions->data, companions->len);
}

/* Without those that are gone; with those that stand for them. */
static GArray *
replace_joined (JaridaHeadlineList *self,
                const GArray       *joined)
{
  const JaridaColumns *columns = self->store->columns;
  g_autoptr(GArray) come = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GArray) stay = jarida_headline_list_drop_strangers (self);

  for (guint i = 0; i < joined->len; i++)
    {
      const JaridaJoinedRow *one = &g_array_index (joined, JaridaJoinedRow, i);
      gsize row = jarida_columns_find (columns, one->id);

      if (jarida_ids_find_falling (self->ids, one->gone) == NOT_FOUND || row == G_MAXSIZE
          || !jarida_place_match_stays (&self->match, columns, row))
        continue;
      g_array_append_val (come, one->id);
    }
  jarida_ids_sort_falling (come);
  return jarida_ids_merge_falling (stay, come);
}

void
jarida_headline_list_note_joined (JaridaHeadlineList *self,
                                  const GArray       *joined)
{
  gboolean has = FALSE;

  if (self->found)
    {
      jarida_headline_list_tidy_found (self);
      refresh_marks (self);
      return;
    }
  for (guint i = 0; !has && i < joined->len; i++)
    has = jarida_ids_find_falling (self->ids, g_array_index (joined, JaridaJoinedRow, i).gone) != NOT_FOUND;
  if (has)
    jarida_headline_list_swap (self, replace_joined (self, joined));
  refresh_marks (self);
  jarida_headline_list_note_stories (self);
  jarida_headline_list_set_pending (self, jarida_headline_list_merge_pending (self, NULL, 0));
}

void
jarida_headline_list_note_bylines (JaridaHeadlineList *self)
{
  if (self->place.kind != JARIDA_PLACE_AUTHOR)
    return;
  jarida_place_match_clear (&self->match);
  jarida_store_match_place (self->store, &self->place, &self->match);
}

void
jarida_headline_list_note_all (JaridaHeadlineList *self,
                               guint32             horizon)
{
  g_autoptr(GArray) stay = NULL;
  g_autoptr(GArray) come = NULL;
  g_autoptr(GArray) all = NULL;
  g_autoptr(GArray) rising = g_array_new (FALSE, FALSE, sizeof (guint32));

  refresh_source_titles (self);
  jarida_place_match_clear (&self->match);
  jarida_store_match_place (self->store, &self->place, &self->match);
  if (self->found)
    {
      jarida_headline_list_tidy_found (self);
      refresh_marks (self);
      return;
    }
  stay = jarida_headline_list_drop_strangers (self);
  come = jarida_headline_list_collect_returning (self, NULL, horizon);
  jarida_headline_list_swap (self, jarida_ids_merge_falling (stay, come));
  all = jarida_headline_list_collect (self);
  for (guint i = all->len; i-- > 0;)
    g_array_append_val (rising, g_array_index (all, guint32, i));
  refresh_marks (self);
  jarida_headline_list_note_stories (self);
  jarida_headline_list_note_ids (self, (guint32 *) rising->data, rising->len);
}

static void
correct_cb (JaridaHeadlineValues *values,
            gpointer              user_data)
{
  JaridaHeadlineList *self = user_data;
  JaridaHeadlineRow *row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER ((guint32) values->id));

  if (row != NULL)
    jarida_headline_correct (row->headline, values);
}

void
jarida_headline_list_note_texts (JaridaHeadlineList *self,
                                 const guint32      *ids,
                                 gsize               n_ids)
{
  g_autoptr(GPtrArray) headlines = NULL;
  g_autoptr(GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (gsize i = 0; i < n_ids; i++)
    if (g_hash_table_contains (self->rows, GUINT_TO_POINTER (ids[i])))
      g_array_append_val (shown, ids[i]);
  if (shown->len == 0 || self->store->headlines == NULL)
    return;
  /* Told when the reading is over: whoever is told may ask for other rows. */
  headlines = dup_headlines (self);
  g_ptr_array_foreach (headlines, (GFunc) g_object_freeze_notify, NULL);
  jarida_article_rows_read_headlines (self->store->headlines, (guint32 *) shown->data, shown->len, correct_cb, self, NULL);
  g_ptr_array_foreach (headlines, (GFunc) g_object_thaw_notify, NULL);
}
