/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-list-struct.h"

/* The ids that a list holds and those that wait, and how a change of them is told. */

/* More separate changes than this are told as "all gone, all new". */
#define MAX_EDITS 2000

/* Counted first, so that a million rows are written once and a small place takes no more than it has. */
GArray *
jarida_headline_list_collect (JaridaHeadlineList *self)
{
  const JaridaColumns *columns = self->store->columns;
  GArray *ids;
  guint32 *out;
  gsize n = 0, from, to;

  if (self->grouped && columns->stories->len > 0)
    return jarida_headline_list_collect_grouped (self);
  jarida_place_match_range (&self->match, columns, &from, &to);
  for (gsize i = from; i < to; i++)
    n += jarida_place_match_row (&self->match, columns, i);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  g_array_set_size (ids, n);
  out = (guint32 *) ids->data;
  for (gsize i = to; n > 0 && i-- > from;)
    if (jarida_place_match_row (&self->match, columns, i))
      {
        *out++ = columns->ids[i];
        n--;
      }
  return ids;
}

/* Where old[@old_from, @old_to) has become new[@new_from, @new_to). */
typedef struct
{
  guint old_from, old_to;
  guint new_from, new_to;
} Edit;

static GArray *
find_edits (GArray *old,
            GArray *new)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  const guint32 *a = (guint32 *) old->data, *b = (guint32 *) new->data;
  guint i = 0, j = 0;

  while (i < old->len || j < new->len)
    {
      Edit edit = { i, i, j, j };

      while (i < old->len && j < new->len && a[i] == b[j])
        i++, j++;
      edit.old_from = i;
      edit.new_from = j;
      /* Both fall: the greater one is only on its side. */
      while ((i < old->len && (j == new->len || a[i] > b[j])) || (j < new->len && (i == old->len || b[j] > a[i])))
        {
          if (i < old->len && (j == new->len || a[i] > b[j]))
            i++;
          else
            j++;
        }
      edit.old_to = i;
      edit.new_to = j;
      if (edit.old_to > edit.old_from || edit.new_to > edit.new_from)
        g_array_append_val (edits, edit);
    }
  return edits;
}

/* Of two lists in any order: all between what both begin and end with. */
static GArray *
find_middle (GArray *old,
             GArray *new)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  const guint32 *a = (guint32 *) old->data, *b = (guint32 *) new->data;
  Edit edit = { 0, old->len, 0, new->len };

  while (edit.old_from < edit.old_to && edit.new_from < edit.new_to && a[edit.old_from] == b[edit.new_from])
    edit.old_from = ++edit.new_from;
  while (edit.old_to > edit.old_from && edit.new_to > edit.new_from && a[edit.old_to - 1] == b[edit.new_to - 1])
    edit.old_to--, edit.new_to--;
  if (edit.old_to > edit.old_from || edit.new_to > edit.new_from)
    g_array_append_val (edits, edit);
  return edits;
}

/* Where the one list is the other with more in it, in the same order: each run of those. NULL: it is not. */
static GArray *
find_runs (GArray   *shorter,
           GArray   *longer,
           gboolean  come)
{
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  const guint32 *a = (guint32 *) shorter->data, *b = (guint32 *) longer->data;
  guint i = 0, j = 0;

  while (j < longer->len)
    {
      const guint from = j;

      while (j < longer->len && (i == shorter->len || a[i] != b[j]))
        j++;
      if (j > from)
        {
          const Edit edit = { come ? i : from, come ? i : j, come ? from : i, come ? j : i };

          g_array_append_val (edits, edit);
        }
      while (i < shorter->len && j < longer->len && a[i] == b[j])
        i++, j++;
    }
  return i == shorter->len ? g_steal_pointer (&edits) : NULL;
}

/* Of what was found before and what is found now. */
static GArray *
find_found_edits (GArray *old,
                  GArray *new)
{
  GArray *edits = old->len <= new->len ? find_runs (old, new, TRUE) : find_runs (new, old, FALSE);

  return edits != NULL ? edits : find_middle (old, new);
}

static void
tell_edit (JaridaHeadlineList *self,
           const Edit         *edit)
{
  /* Never both in one signal: GTK would then ask for every new row, in search of the old ones. */
  self->n_old = edit->old_from;
  self->first_new = edit->new_to;
  if (edit->old_to > edit->old_from)
    g_list_model_items_changed (G_LIST_MODEL (self), edit->old_from, edit->old_to - edit->old_from, 0);
  self->first_new = edit->new_from;
  if (edit->new_to > edit->new_from)
    g_list_model_items_changed (G_LIST_MODEL (self), edit->old_from, 0, edit->new_to - edit->new_from);
}

static guint
bound_falling (GArray  *ids,
               guint32  id)
{
  guint low = 0, high = ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (ids, guint32, middle) > id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
jarida_ids_find_falling (GArray  *ids,
                         guint32  id)
{
  guint at = bound_falling (ids, id);

  return at < ids->len && g_array_index (ids, guint32, at) == id ? at : NOT_FOUND;
}

static void
refresh_day_starts (JaridaHeadlineList *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JaridaHeadlineRow *row = value;
      guint position = self->found ? NOT_FOUND : jarida_ids_find_falling (self->ids, row->id);

      if (self->found)
        jarida_headline_list_mark_group (self, row->headline);
      else if (position != NOT_FOUND)
        jarida_headline_set_day_start (row->headline, jarida_headline_list_starts_day (self, position));
    }
}

/* Takes @ids. */
void
jarida_headline_list_swap (JaridaHeadlineList *self,
                           GArray             *ids)
{
  g_autoptr(GArray) edits = self->found ? find_found_edits (self->ids, ids) : find_edits (self->ids, ids);
  Edit whole = { 0, self->ids->len, 0, ids->len };

  if (edits->len == 0)
    {
      g_array_unref (ids);
      /* The same ones may be other groups. */
      if (self->found)
        refresh_day_starts (self);
      return;
    }
  self->old = self->ids;
  self->ids = ids;
  self->n_old = self->old->len;
  self->first_new = ids->len;
  if (edits->len > MAX_EDITS)
    tell_edit (self, &whole);
  else
    for (guint i = edits->len; i-- > 0;)
      tell_edit (self, &g_array_index (edits, Edit, i));
  g_clear_pointer (&self->old, g_array_unref);
  refresh_day_starts (self);
  jarida_headline_list_notify_n_items (self);
}

void
jarida_headline_list_set_pending (JaridaHeadlineList *self,
                                  GArray             *pending)
{
  guint n_before = self->pending->len;

  g_array_unref (self->pending);
  self->pending = pending;
  if (pending->len != n_before)
    jarida_headline_list_notify_n_pending (self);
}

/* @self->pending and @ids, both rising, as one; only those that fit and are not in the list. The columns and the list are
 * walked along: many ids lie close together. */
GArray *
jarida_headline_list_merge_pending (JaridaHeadlineList *self,
                                    const guint32      *ids,
                                    gsize               n_ids)
{
  const JaridaColumns *columns = self->store->columns;
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize i = 0, j = 0, at = 0, shown = self->ids->len;

  while (i < self->pending->len || j < n_ids)
    {
      guint32 a = i < self->pending->len ? g_array_index (self->pending, guint32, i) : G_MAXUINT32;
      guint32 b = j < n_ids ? ids[j] : G_MAXUINT32;
      guint32 id = MIN (a, b);

      i += a == id && i < self->pending->len;
      j += b == id && j < n_ids;
      if (at >= columns->n || columns->ids[at] != id)
        at = jarida_columns_bound (columns, id);
      if (at >= columns->n || columns->ids[at] != id || !jarida_headline_list_takes (self, at++))
        continue;
      if (shown == 0 || shown > self->ids->len || g_array_index (self->ids, guint32, shown - 1) != id)
        shown = bound_falling (self->ids, id) + 1;
      if (shown > self->ids->len || g_array_index (self->ids, guint32, shown - 1) != id)
        g_array_append_val (merged, id);
      else
        shown--;
    }
  return merged;
}

int
jarida_ids_compare_falling (gconstpointer a,
                            gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first < second) - (first > second);
}

void
jarida_ids_sort_falling (GArray *ids)
{
  g_array_sort (ids, jarida_ids_compare_falling);
  for (guint i = ids->len; i-- > 1;)
    if (g_array_index (ids, guint32, i) == g_array_index (ids, guint32, i - 1))
      g_array_remove_index (ids, i);
}

/* The ids of @old and of @more, both falling, as one. */
GArray *
jarida_ids_merge_falling (GArray *a,
                          GArray *b)
{
  GArray *merged = g_array_sized_new (FALSE, FALSE, sizeof (guint32), a->len + b->len);
  guint i = 0, j = 0;

  while (i < a->len || j < b->len)
    {
      guint32 first = i < a->len ? g_array_index (a, guint32, i) : 0;
      guint32 second = j < b->len ? g_array_index (b, guint32, j) : 0;
      guint32 id = MAX (first, second);

      i += first == id;
      j += second == id;
      g_array_append_val (merged, id);
    }
  return merged;
}

/* Rows whose source is no longer in the place go; with @horizon, also those the columns no longer have. */
GArray *
jarida_headline_list_drop_strangers (JaridaHeadlineList *self)
{
  const JaridaColumns *columns = self->store->columns;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->ids->len);

  for (guint i = 0; i < self->ids->len; i++)
    {
      guint32 id = g_array_index (self->ids, guint32, i);
      gsize at = jarida_columns_find (columns, id);

      if (at != G_MAXSIZE && jarida_place_match_stays (&self->match, columns, at))
        g_array_append_val (ids, id);
    }
  return ids;
}

/* What fits and is older than @horizon, or of a source that was not in the place @before (nullable). */
GArray *
jarida_headline_list_collect_returning (JaridaHeadlineList     *self,
                                        const JaridaPlaceMatch *before,
                                        guint32                 horizon)
{
  const JaridaColumns *columns = self->store->columns;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (gsize i = columns->n; i-- > 0;)
    if (jarida_headline_list_takes (self, i)
        && (columns->ids[i] < horizon
            || (before != NULL && !jarida_place_match_stays (before, columns, i))))
      g_array_append_val (ids, columns->ids[i]);
  return ids;
}
