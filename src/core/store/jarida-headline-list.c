/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "jarida-headline-list-struct.h"

/* Rows read at a time around the one asked for. GTK keeps some 200 row widgets; a jump shows 30. */
#define BLOCK 64
/* Rows kept although nobody holds them: what a flick of the wheel comes back to. */
#define N_KEPT 1000

static GType
jarida_headline_list_get_item_type (GListModel *model)
{
  return JARIDA_TYPE_HEADLINE;
}

static guint
jarida_headline_list_get_n_items (GListModel *model)
{
  JaridaHeadlineList *self = JARIDA_HEADLINE_LIST (model);

  return self->old != NULL ? self->n_old + self->ids->len - self->first_new : self->ids->len;
}

static guint32
get_id (JaridaHeadlineList *self,
        guint               position)
{
  if (self->old == NULL)
    return g_array_index (self->ids, guint32, position);
  if (position < self->n_old)
    return g_array_index (self->old, guint32, position);
  return g_array_index (self->ids, guint32, position - self->n_old + self->first_new);
}

gint64
jarida_headline_list_get_day (guint32 id)
{
  time_t second = (time_t) id + JARIDA_SHELF_EPOCH;
  struct tm local;

  localtime_r (&second, &local);
  return local.tm_year * 366 + local.tm_yday;
}

gboolean
jarida_headline_list_starts_day (JaridaHeadlineList *self,
                                 guint               position)
{
  return position == 0 || jarida_headline_list_get_day (get_id (self, position))
                          != jarida_headline_list_get_day (get_id (self, position - 1));
}

/* JaridaHeadlineRow objects. */

static void
row_gone_cb (gpointer  data,
             GObject  *headline)
{
  JaridaHeadlineRow *row = data;

  g_hash_table_remove (row->list->rows, GUINT_TO_POINTER (row->id));
  g_free (row);
}

static void
keep_row (JaridaHeadlineList *self,
          JaridaHeadlineRow                *row)
{
  if (row->link != NULL)
    {
      g_queue_unlink (&self->kept, row->link);
      g_queue_push_head_link (&self->kept, row->link);
      return;
    }
  g_queue_push_head (&self->kept, g_object_ref (row->headline));
  row->link = self->kept.head;
  while (self->kept.length > N_KEPT)
    {
      JaridaHeadline *last = g_queue_pop_tail (&self->kept);
      JaridaHeadlineRow *last_row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER ((guint32) jarida_headline_get_id (last)));

      last_row->link = NULL;
      g_object_unref (last);
    }
}

static JaridaHeadlineRow *
add_row (JaridaHeadlineList   *self,
         JaridaHeadlineValues *values)
{
  JaridaColumns *columns = self->store != NULL ? self->store->columns : NULL;
  const gint64 own = self->place.kind == JARIDA_PLACE_SOURCE ? self->place.id : 0;
  JaridaSource *source = self->store == NULL ? NULL
                         : jarida_store_choose_source (self->store, (guint32) values->id, values->source_id, own);
  g_autoptr(JaridaHeadline) headline = NULL;
  g_autofree char *others = NULL;
  gsize at = columns != NULL ? jarida_columns_find (columns, values->id) : G_MAXSIZE;
  JaridaHeadlineRow *row = g_new0 (JaridaHeadlineRow, 1);

  values->read = at == G_MAXSIZE || !(columns->flags[at] & JARIDA_COLUMN_UNREAD);
  values->saved = at != G_MAXSIZE && (columns->flags[at] & JARIDA_COLUMN_SAVED);
  values->kept = at != G_MAXSIZE && (columns->flags[at] & JARIDA_COLUMN_KEPT);
  others = self->store != NULL ? jarida_headline_list_dup_others (self, (guint32) values->id) : NULL;
  values->others = others;
  values->video = at != G_MAXSIZE && columns->sections[at] == JARIDA_SECTION_VIDEO;
  if (source != NULL)
    {
      values->source_id = jarida_source_get_id (source);
      values->source_title = jarida_source_get_title (source);
    }
  headline = jarida_headline_new (values);
  row->list = self;
  row->headline = headline;
  row->id = (guint32) values->id;
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (row->id), row);
  g_object_weak_ref (G_OBJECT (headline), row_gone_cb, row);
  keep_row (self, row);
  return row;
}

static void
add_row_cb (JaridaHeadlineValues *values,
            gpointer              user_data)
{
  add_row (user_data, values);
}

/* Reads the block around a row in one go; those there already are left out. */
static void
read_block (JaridaHeadlineList *self,
            guint               position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));
  guint first = position / BLOCK * BLOCK;
  guint32 ids[BLOCK];
  gsize n_ids = 0;

  for (guint i = first; i < n && i < first + BLOCK; i++)
    {
      guint32 id = get_id (self, i);

      if (!g_hash_table_contains (self->rows, GUINT_TO_POINTER (id)))
        ids[n_ids++] = id;
    }
  /* A row that cannot be read is shown without words: the error of a file comes where it can be told, at an act or a load. */
  if (self->store != NULL && self->store->headlines != NULL)
    jarida_article_rows_read_headlines (self->store->headlines, ids, n_ids, add_row_cb, self, NULL);
}

static gpointer
jarida_headline_list_get_item (GListModel *model,
                               guint       position)
{
  JaridaHeadlineList *self = JARIDA_HEADLINE_LIST (model);
  guint32 id;
  JaridaHeadlineRow *row;

  if (position >= g_list_model_get_n_items (model))
    return NULL;
  id = get_id (self, position);
  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (id));
  if (row == NULL)
    {
      read_block (self, position);
      row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (id));
    }
  if (row == NULL)
    {
      JaridaHeadlineValues values = { .id = id, .published = id + (gint64) JARIDA_SHELF_EPOCH };

      row = add_row (self, &values);
    }
  keep_row (self, row);
  if (self->found)
    jarida_headline_list_mark_group (self, row->headline);
  else
    jarida_headline_set_day_start (row->headline, jarida_headline_list_starts_day (self, position));
  return g_object_ref (row->headline);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = jarida_headline_list_get_item_type;
  interface->get_n_items = jarida_headline_list_get_n_items;
  interface->get_item = jarida_headline_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (JaridaHeadlineList, jarida_headline_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_N_ITEMS,
  PROP_N_PENDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
free_rows (JaridaHeadlineList *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JaridaHeadlineRow *row = value;

      g_object_weak_unref (G_OBJECT (row->headline), row_gone_cb, row);
      g_hash_table_iter_remove (&iter);
      g_free (row);
    }
  g_queue_clear_full (&self->kept, g_object_unref);
}

static void
jarida_headline_list_finalize (GObject *object)
{
  JaridaHeadlineList *self = JARIDA_HEADLINE_LIST (object);

  jarida_headline_list_detach (self);
  free_rows (self);
  jarida_place_match_clear (&self->match);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->pending, g_array_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  G_OBJECT_CLASS (jarida_headline_list_parent_class)->finalize (object);
}

static void
jarida_headline_list_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  JaridaHeadlineList *self = JARIDA_HEADLINE_LIST (object);

  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, g_list_model_get_n_items (G_LIST_MODEL (self)));
      break;
    case PROP_N_PENDING:
      g_value_set_uint (value, self->pending->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_headline_list_class_init (JaridaHeadlineListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jarida_headline_list_finalize;
  object_class->get_property = jarida_headline_list_get_property;

  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_PENDING] = g_param_spec_uint ("n-pending", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_headline_list_init (JaridaHeadlineList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pending = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_hash_table_new (NULL, NULL);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->groups = g_hash_table_new (NULL, NULL);
}

void
jarida_headline_list_notify_n_items (JaridaHeadlineList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

void
jarida_headline_list_notify_n_pending (JaridaHeadlineList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
}

JaridaHeadlineList *
jarida_headline_list_new (JaridaStore       *store,
                          const JaridaPlace *place)
{
  JaridaHeadlineList *self = g_object_new (JARIDA_TYPE_HEADLINE_LIST, NULL);

  self->store = store;
  self->place = *place;
  jarida_store_match_place (store, place, &self->match);
  self->grouped = jarida_headline_list_is_grouped (self);
  g_array_unref (self->ids);
  self->ids = jarida_headline_list_collect (self);
  return self;
}

void
jarida_headline_list_detach (JaridaHeadlineList *self)
{
  if (self->store != NULL)
    jarida_store_forget_list (self->store, self);
  self->store = NULL;
}

void
jarida_headline_list_show_pending (JaridaHeadlineList *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_LIST (self));

  if (self->store == NULL || self->found)
    return;
  jarida_headline_list_set_pending (self, g_array_new (FALSE, FALSE, sizeof (guint32)));
  jarida_headline_list_swap (self, jarida_headline_list_collect (self));
}

void
jarida_headline_list_show_older (JaridaHeadlineList *self)
{
  g_autoptr(GArray) come = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *wait;
  guint n = 0;

  g_return_if_fail (JARIDA_IS_HEADLINE_LIST (self));

  if (self->store == NULL)
    return;
  while (n < self->pending->len
         && (self->ids->len == 0
             || g_array_index (self->pending, guint32, n) < g_array_index (self->ids, guint32, self->ids->len - 1)))
    n++;
  for (guint i = n; i-- > 0;)
    g_array_append_val (come, g_array_index (self->pending, guint32, i));
  wait = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->pending->len - n);
  if (self->pending->len > n)
    g_array_append_vals (wait, &g_array_index (self->pending, guint32, n), self->pending->len - n);
  jarida_headline_list_set_pending (self, wait);
  jarida_headline_list_swap (self, jarida_ids_merge_falling (self->ids, come));
}

/* Looking. */

guint
jarida_headline_list_get_n_pending (JaridaHeadlineList *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), 0);

  return self->pending->len;
}

guint
jarida_headline_list_find (JaridaHeadlineList *self,
                           gint64              id)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), NOT_FOUND);

  if (id <= 0 || id > G_MAXUINT32)
    return NOT_FOUND;
  if (!self->found)
    return jarida_ids_find_falling (self->ids, (guint32) id);
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, guint32, i) == id)
      return i;
  return NOT_FOUND;
}

static guint
next_unread_found (JaridaHeadlineList *self,
                   guint               position)
{
  const JaridaColumns *columns = self->store->columns;

  for (; position < self->ids->len; position++)
    {
      gsize at = jarida_columns_find (columns, g_array_index (self->ids, guint32, position));

      if (at != G_MAXSIZE && (columns->flags[at] & JARIDA_COLUMN_UNREAD))
        return position;
    }
  return NOT_FOUND;
}

guint
jarida_headline_list_next_unread (JaridaHeadlineList *self,
                                  guint               position)
{
  const JaridaColumns *columns;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));
  gsize at;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), NOT_FOUND);

  if (self->store == NULL || position >= n)
    return NOT_FOUND;
  if (self->found)
    return next_unread_found (self, position);
  /* Both run in the same order: walked together, a million rows take a few milliseconds. */
  columns = self->store->columns;
  at = jarida_columns_bound (columns, get_id (self, position));
  at = MIN (at + 1, columns->n);
  for (; position < n; position++)
    {
      guint32 id = get_id (self, position);

      while (at > 0 && columns->ids[at - 1] > id)
        at--;
      if (at > 0 && columns->ids[at - 1] == id && (columns->flags[at - 1] & JARIDA_COLUMN_UNREAD))
        return position;
    }
  return NOT_FOUND;
}

gint64
jarida_headline_list_get_id (JaridaHeadlineList *self,
                             guint               position)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), 0);
  g_return_val_if_fail (position < g_list_model_get_n_items (G_LIST_MODEL (self)), 0);

  return get_id (self, position);
}

JaridaHeadline *
jarida_headline_list_dup_headline (JaridaHeadlineList         *self,
                                   const JaridaHeadlineValues *values)
{
  JaridaHeadlineValues own = *values;
  JaridaHeadlineRow *row;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), NULL);
  g_return_val_if_fail (values->id > 0 && values->id <= G_MAXUINT32, NULL);

  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER ((guint32) values->id));
  if (row == NULL)
    row = add_row (self, &own);
  return g_object_ref (row->headline);
}

JaridaHeadline *
jarida_headline_list_dup_kept (JaridaHeadlineList *self,
                               gint64              id)
{
  JaridaHeadlineRow *row;
  guint32 wanted = (guint32) id;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), NULL);
  g_return_val_if_fail (id > 0 && id <= G_MAXUINT32, NULL);

  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (wanted));
  if (row == NULL && self->store != NULL && self->store->headlines != NULL)
    {
      jarida_article_rows_read_headlines (self->store->headlines, &wanted, 1, add_row_cb, self, NULL);
      row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (wanted));
    }
  return row != NULL ? g_object_ref (row->headline) : NULL;
}
