/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-columns.h"

/* Which articles tell one story: twice, by the article and by the story, so that both ways are a binary search. A story that changes gets
 * a new number, the highest: it is new news, so what moves is little, and a list that walks all articles marks the stories it has met in
 * an array of bytes. */

static guint
bound_stories (const JaridaColumns *self,
               guint32              id)
{
  const JaridaColumnStory *stories = (JaridaColumnStory *) self->stories->data;
  guint low = 0, high = self->stories->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (stories[middle].id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
bound_members (const JaridaColumns *self,
               guint32              story,
               guint32              id)
{
  const JaridaColumnStory *members = (JaridaColumnStory *) self->members->data;
  guint low = 0, high = self->members->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (members[middle].story < story || (members[middle].story == story && members[middle].id < id))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Index in the stories, or G_MAXUINT. */
static guint
find (const JaridaColumns *self,
      guint32              id)
{
  guint at = bound_stories (self, id);

  return at < self->stories->len && g_array_index (self->stories, JaridaColumnStory, at).id == id ? at : G_MAXUINT;
}

const JaridaColumnStory *
jarida_columns_find_story (const JaridaColumns *self,
                           guint32              id,
                           guint               *out_n)
{
  guint at = find (self, id), first;
  guint32 story;

  *out_n = 0;
  if (at == G_MAXUINT)
    return NULL;
  story = g_array_index (self->stories, JaridaColumnStory, at).story;
  first = bound_members (self, story, 0);
  while (first + *out_n < self->members->len && g_array_index (self->members, JaridaColumnStory, first + *out_n).story == story)
    (*out_n)++;
  return &g_array_index (self->members, JaridaColumnStory, first);
}

static void
set_flag (JaridaColumns *self,
          guint32        id,
          gboolean       on)
{
  gsize row = jarida_columns_find (self, id);

  if (row == G_MAXSIZE)
    return;
  if (on)
    self->flags[row] |= JARIDA_COLUMN_STORY;
  else
    self->flags[row] &= (guint8) ~JARIDA_COLUMN_STORY;
}

static void
take_out (JaridaColumns *self,
          guint32        id)
{
  guint at = find (self, id);

  if (at == G_MAXUINT)
    return;
  g_array_remove_index (self->members, bound_members (self, g_array_index (self->stories, JaridaColumnStory, at).story, id));
  g_array_remove_index (self->stories, at);
  set_flag (self, id, FALSE);
}

void
jarida_columns_leave_story (JaridaColumns *self,
                            guint32        id)
{
  guint n;
  const JaridaColumnStory *members = jarida_columns_find_story (self, id, &n);
  guint32 other = n == 2 ? members[members[0].id == id].id : 0;

  take_out (self, id);
  if (other != 0)
    take_out (self, other);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* Of @ids those that are there, rising, each once. */
static GArray *
sort_ids (JaridaColumns *self,
          const guint32 *ids,
          guint          n_ids)
{
  g_autoptr(GArray) all = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids);

  if (n_ids > 0)
    g_array_append_vals (all, ids, n_ids);
  g_array_sort (all, compare_ids);
  for (guint i = 0; i < all->len; i++)
    {
      guint32 id = g_array_index (all, guint32, i);

      if (jarida_columns_find (self, id) != G_MAXSIZE
          && (sorted->len == 0 || g_array_index (sorted, guint32, sorted->len - 1) != id))
        g_array_append_val (sorted, id);
    }
  return sorted;
}

void
jarida_columns_set_story (JaridaColumns *self,
                          const guint32 *ids,
                          guint          n_ids)
{
  g_autoptr(GArray) sorted = sort_ids (self, ids, n_ids);
  const guint32 story = self->n_stories;

  for (guint i = 0; i < sorted->len; i++)
    jarida_columns_leave_story (self, g_array_index (sorted, guint32, i));
  if (sorted->len < 2)
    return;
  self->n_stories++;
  for (guint i = 0; i < sorted->len; i++)
    {
      JaridaColumnStory one = { g_array_index (sorted, guint32, i), story };

      g_array_insert_val (self->stories, bound_stories (self, one.id), one);
      g_array_append_val (self->members, one);
      set_flag (self, one.id, TRUE);
    }
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const JaridaColumnStory *first = a, *second = b;

  if (first->story != second->story)
    return (first->story > second->story) - (first->story < second->story);
  return (first->id > second->id) - (first->id < second->id);
}

static int
compare_stories (gconstpointer a,
                 gconstpointer b)
{
  const JaridaColumnStory *first = a, *second = b;

  return (first->id > second->id) - (first->id < second->id);
}

void
jarida_columns_take_stories (JaridaColumns *self,
                             GArray        *stories)
{
  const JaridaColumnStory *rows = (JaridaColumnStory *) stories->data;

  g_array_sort (stories, compare_members);
  for (guint i = 0; i < stories->len;)
    {
      guint n = self->members->len, end = i;

      for (; end < stories->len && rows[end].story == rows[i].story; end++)
        if (jarida_columns_find (self, rows[end].id) != G_MAXSIZE)
          g_array_append_val (self->members, ((JaridaColumnStory) { rows[end].id, self->n_stories }));
      i = end;
      if (self->members->len < n + 2)
        g_array_set_size (self->members, n);
      else
        self->n_stories++;
    }
  g_array_append_vals (self->stories, self->members->data, self->members->len);
  g_array_sort (self->stories, compare_stories);
  for (guint i = 0; i < self->stories->len; i++)
    set_flag (self, g_array_index (self->stories, JaridaColumnStory, i).id, TRUE);
}
