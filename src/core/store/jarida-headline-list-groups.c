/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-list-struct.h"

/* What was found, in groups: those of a newspaper, or of a day, stand together, each in the order of the result. The newspaper that has what
 * fits best stands first; days fall. The first row of a group carries its heading. */

typedef struct
{
  gsize   key;
  guint   number;   /* in the order of the result */
  guint32 first;
  guint   n;
  guint   at;       /* where its next one goes */
} Group;

static gsize
get_key (JaridaHeadlineList *self,
         guint32             id)
{
  const JaridaColumns *columns = self->store->columns;
  gsize row;

  if (self->grouping == JARIDA_GROUPING_DAY)
    return (gsize) jarida_headline_list_get_day (id);
  row = jarida_columns_find (columns, id);
  /* One that is not read yet, in the first moments of a long shelf, is nobody's. */
  return row != G_MAXSIZE ? (gsize) jarida_store_choose_source (self->store, id, columns->sources[row], 0) : 0;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  const Group *first = a, *second = b;

  return (first->key < second->key) - (first->key > second->key);
}

/* Which group each of the ids is in; the groups, in the order in which they begin. */
static GArray *
find_groups (JaridaHeadlineList *self,
             guint              *numbers)
{
  g_autoptr(GHashTable) known = g_hash_table_new (NULL, NULL);
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < self->order->len; i++)
    {
      const guint32 id = g_array_index (self->order, guint32, i);
      const gsize key = get_key (self, id);
      gpointer number = g_hash_table_lookup (known, (gpointer) key);

      if (number == NULL)
        {
          const Group group = { .key = key, .number = groups->len, .first = id };

          g_array_append_val (groups, group);
          number = GUINT_TO_POINTER (groups->len);
          g_hash_table_insert (known, (gpointer) key, number);
        }
      numbers[i] = GPOINTER_TO_UINT (number) - 1;
      g_array_index (groups, Group, numbers[i]).n++;
    }
  return groups;
}

/* Where each group begins, by its number. */
static void
give_places (JaridaHeadlineList *self,
             GArray             *groups,
             guint              *places)
{
  guint at = 0;

  if (self->grouping == JARIDA_GROUPING_DAY)
    g_array_sort (groups, compare_days);
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);

      g_hash_table_insert (self->groups, GUINT_TO_POINTER (group->first), GUINT_TO_POINTER (group->n));
      places[group->number] = at;
      at += group->n;
    }
}

GArray *
jarida_headline_list_group_found (JaridaHeadlineList *self)
{
  const guint n = self->order->len;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  g_autofree guint *numbers = g_new (guint, n);
  g_autofree guint *places = NULL;
  g_autoptr(GArray) groups = NULL;

  g_hash_table_remove_all (self->groups);
  if (self->grouping == JARIDA_GROUPING_NONE)
    {
      g_array_append_vals (ids, self->order->data, n);
      return ids;
    }
  groups = find_groups (self, numbers);
  places = g_new (guint, groups->len);
  give_places (self, groups, places);
  g_array_set_size (ids, n);
  for (guint i = 0; i < n; i++)
    g_array_index (ids, guint32, places[numbers[i]]++) = g_array_index (self->order, guint32, i);
  return ids;
}

void
jarida_headline_list_mark_group (JaridaHeadlineList *self,
                                 JaridaHeadline     *headline)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->groups, GUINT_TO_POINTER ((guint32) jarida_headline_get_id (headline))));

  jarida_headline_set_day_start (headline, n > 0 && self->grouping == JARIDA_GROUPING_DAY);
  jarida_headline_set_group_size (headline, n);
}

void
jarida_headline_list_set_grouping (JaridaHeadlineList *self,
                                   JaridaGrouping      grouping)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_LIST (self));
  g_return_if_fail (self->found);

  if (self->grouping == grouping)
    return;
  self->grouping = grouping;
  jarida_headline_list_tidy_found (self);
}

JaridaGrouping
jarida_headline_list_get_grouping (JaridaHeadlineList *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), JARIDA_GROUPING_NONE);

  return self->grouping;
}

guint
jarida_headline_list_find_group (JaridaHeadlineList *self,
                                 guint               position,
                                 int                 step)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), NOT_FOUND);

  /* Other rows may stand behind those of the list. */
  for (gint64 at = (gint64) MIN (position, self->ids->len) + step; at >= 0 && at < self->ids->len; at += step)
    if (g_hash_table_contains (self->groups, GUINT_TO_POINTER (g_array_index (self->ids, guint32, at))))
      return (guint) at;
  return NOT_FOUND;
}
