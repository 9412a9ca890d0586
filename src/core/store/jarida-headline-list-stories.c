/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-list-struct.h"

/* A story is one row: its newest article that fits the place. Every list of several newspapers is so, unless the person wants none; a list
 * of one newspaper, of what was saved and of what was found shows every article. */

gboolean
jarida_headline_list_is_grouped (JaridaHeadlineList *self)
{
  if (!self->store->group_stories)
    return FALSE;
  switch (self->place.kind)
    {
    case JARIDA_PLACE_ALL:
    case JARIDA_PLACE_UNREAD:
    case JARIDA_PLACE_FOLDER:
    case JARIDA_PLACE_SECTION:
    case JARIDA_PLACE_CITY:
    case JARIDA_PLACE_DAY:
    case JARIDA_PLACE_FRONT:
      return TRUE;
    case JARIDA_PLACE_SAVED:
    case JARIDA_PLACE_SOURCE:
    case JARIDA_PLACE_AUTHOR:
    case JARIDA_PLACE_SEARCH:
    case JARIDA_PLACE_FILTERED:
    case JARIDA_PLACE_SAVED_SEARCH:
    default:
      return FALSE;
    }
}

gboolean
jarida_headline_list_takes (JaridaHeadlineList *self,
                            gsize               row)
{
  const JaridaColumns *columns = self->store->columns;
  const JaridaColumnStory *members;
  guint n;

  if (!jarida_place_match_row (&self->match, columns, row))
    return FALSE;
  if (!self->grouped || !(columns->flags[row] & JARIDA_COLUMN_STORY))
    return TRUE;
  members = jarida_columns_find_story (columns, columns->ids[row], &n);
  while (n > 0 && members[n - 1].id > columns->ids[row])
    {
      gsize other = jarida_columns_find (columns, members[--n].id);

      if (other != G_MAXSIZE && jarida_place_match_row (&self->match, columns, other))
        return FALSE;
    }
  return TRUE;
}

/* Articles and stories are walked along together, newest first, and each story that was met is marked: no search for any of a million
 * rows. */
GArray *
jarida_headline_list_collect_grouped (JaridaHeadlineList *self)
{
  const JaridaColumns *columns = self->store->columns;
  const JaridaColumnStory *stories = (JaridaColumnStory *) columns->stories->data;
  g_autofree guint8 *met = g_malloc0 (columns->n_stories);
  guint at = columns->stories->len;
  GArray *ids;
  guint32 *out;
  gsize n = 0, from, to;

  jarida_place_match_range (&self->match, columns, &from, &to);
  for (gsize i = from; i < to; i++)
    n += jarida_place_match_row (&self->match, columns, i);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  g_array_set_size (ids, n);
  out = (guint32 *) ids->data;
  for (gsize i = to; i-- > from;)
    {
      if (!jarida_place_match_row (&self->match, columns, i))
        continue;
      if (columns->flags[i] & JARIDA_COLUMN_STORY)
        {
          while (at > 0 && stories[at - 1].id > columns->ids[i])
            at--;
          if (at > 0 && stories[at - 1].id == columns->ids[i])
            {
              if (met[stories[at - 1].story])
                continue;
              met[stories[at - 1].story] = 1;
            }
        }
      *out++ = columns->ids[i];
    }
  g_array_set_size (ids, out - (guint32 *) ids->data);
  return ids;
}

static gboolean
has_source (GPtrArray    *sources,
            JaridaSource *source)
{
  return g_ptr_array_find (sources, source, NULL);
}

char *
jarida_headline_list_dup_others (JaridaHeadlineList *self,
                                 guint32             id)
{
  const gsize row = jarida_columns_find (self->store->columns, id);
  g_autoptr(GPtrArray) sources = g_ptr_array_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  const JaridaColumnStory *members;
  guint n;

  if (!self->grouped || row == G_MAXSIZE || !(self->store->columns->flags[row] & JARIDA_COLUMN_STORY))
    return NULL;
  members = jarida_columns_find_story (self->store->columns, id, &n);
  g_ptr_array_add (sources, jarida_store_choose_source (self->store, id, self->store->columns->sources[row], 0));
  while (n-- > 0)
    {
      gsize other = jarida_columns_find (self->store->columns, members[n].id);
      JaridaSource *source = other == G_MAXSIZE || self->store->columns->flags[other] & JARIDA_COLUMN_FILTERED ? NULL
                             : jarida_store_choose_source (self->store, members[n].id, self->store->columns->sources[other], 0);

      if (source == NULL || has_source (sources, source))
        continue;
      g_ptr_array_add (sources, source);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", jarida_source_get_title (source));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static GArray *
drop_members (JaridaHeadlineList *self,
              const guint32      *members,
              guint               n_members)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->ids->len);

  g_array_append_vals (ids, self->ids->data, self->ids->len);
  for (guint i = 0; i < n_members; i++)
    {
      guint at = jarida_ids_find_falling (ids, members[i]);
      gsize row = jarida_columns_find (self->store->columns, members[i]);

      if (at != NOT_FOUND && row != G_MAXSIZE && jarida_place_match_row (&self->match, self->store->columns, row)
          && !jarida_headline_list_takes (self, row))
        g_array_remove_index (ids, at);
    }
  return ids;
}

static GArray *
collect_members (JaridaHeadlineList *self,
                 const guint32      *members,
                 guint               n_members)
{
  GArray *come = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < n_members; i++)
    {
      gsize row = jarida_columns_find (self->store->columns, members[i]);

      if (row != G_MAXSIZE && jarida_headline_list_takes (self, row))
        g_array_append_val (come, members[i]);
    }
  jarida_ids_sort_falling (come);
  return come;
}

void
jarida_headline_list_note_parted (JaridaHeadlineList *self,
                                  const guint32      *members,
                                  guint               n_members)
{
  if (self->grouped && !self->found)
    {
      g_autoptr(GArray) stay = drop_members (self, members, n_members);
      g_autoptr(GArray) come = collect_members (self, members, n_members);

      jarida_headline_list_swap (self, jarida_ids_merge_falling (stay, come));
      jarida_headline_list_set_pending (self, jarida_headline_list_merge_pending (self, NULL, 0));
    }
  jarida_headline_list_note_stories (self);
}

void
jarida_headline_list_note_grouping (JaridaHeadlineList *self)
{
  self->grouped = jarida_headline_list_is_grouped (self);
  jarida_headline_list_note_stories (self);
  if (self->found)
    return;
  jarida_headline_list_swap (self, jarida_headline_list_collect (self));
  jarida_headline_list_set_pending (self, jarida_headline_list_merge_pending (self, NULL, 0));
}
