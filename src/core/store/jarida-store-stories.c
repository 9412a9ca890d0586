/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-stories.h"

#include "jarida-headline-list-private.h"
#include "jarida-store-private.h"
#include "jarida-story-row.h"

/* What the rest of the program asks of stories. */

typedef struct
{
  guint32  id;
  gboolean apart;
  GArray  *members;   /* (owned) guint32 */
} Parting;

static void
free_parting (gpointer data)
{
  Parting *parting = data;

  g_array_unref (parting->members);
  g_free (parting);
}

void
jarida_store_set_group_stories (JaridaStore *self,
                                gboolean     group)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  if (self->group_stories == !!group)
    return;
  self->group_stories = !!group;
  for (guint i = 0; i < self->lists->len; i++)
    jarida_headline_list_note_grouping (g_ptr_array_index (self->lists, i));
}

gboolean
jarida_store_get_group_stories (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  return self->group_stories;
}

guint32
jarida_store_get_story_number (JaridaStore *self,
                               gint64       id)
{
  const JaridaColumnStory *members;
  guint n;

  g_return_val_if_fail (JARIDA_IS_STORE (self), 0);

  members = jarida_columns_find_story (self->columns, jarida_store_resolve_id (self, id), &n);
  return members != NULL ? members->story + 1 : 0;
}

GArray *
jarida_store_get_story (JaridaStore *self,
                        gint64       id)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(JaridaPlaceMatch) match = { NULL };
  const JaridaColumnStory *members;
  guint n;

  g_return_val_if_fail (JARIDA_IS_STORE (self), ids);

  members = jarida_columns_find_story (self->columns, jarida_store_resolve_id (self, id), &n);
  jarida_store_match_place (self, &all, &match);
  while (n-- > 0)
    {
      gsize row = jarida_columns_find (self->columns, members[n].id);

      if (row != G_MAXSIZE && jarida_place_match_row (&match, self->columns, row))
        g_array_append_val (ids, ((gint64) { members[n].id }));
    }
  if (ids->len == 1)
    g_array_set_size (ids, 0);
  return ids;
}

static gboolean
run_parting (JaridaShelf  *shelf,
             gpointer      data,
             GError      **error)
{
  Parting *parting = data;

  g_array_set_size (parting->members, 0);
  return jarida_story_rows_set_apart (shelf, parting->id, parting->apart, parting->members, error);
}

static void
apply_parting (JaridaStore  *self,
               gpointer      data,
               const GError *error)
{
  Parting *parting = data;
  GArray *members = parting->members;

  if (error != NULL)
    return;
  if (parting->apart)
    jarida_columns_leave_story (self->columns, parting->id);
  else
    jarida_columns_set_story (self->columns, (guint32 *) members->data, members->len);
  if (parting->apart)
    g_array_append_val (members, parting->id);
  for (guint i = 0; i < self->lists->len; i++)
    jarida_headline_list_note_parted (g_ptr_array_index (self->lists, i), (guint32 *) members->data, members->len);
}

void
jarida_store_set_apart_async (JaridaStore         *self,
                              gint64               id,
                              gboolean             apart,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Parting *parting;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_set_apart_async);
  parting = g_new0 (Parting, 1);
  parting->id = jarida_store_resolve_id (self, id);
  parting->apart = !!apart;
  parting->members = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_task_set_task_data (task, parting, free_parting);
  jarida_store_act (self, g_steal_pointer (&task), run_parting, apply_parting);
}

gboolean
jarida_store_set_apart_finish (JaridaStore   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
