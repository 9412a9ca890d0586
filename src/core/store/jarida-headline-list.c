/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "jarida-article-row.h"
#include "jarida-headline-list-private.h"
#include "jarida-store-private.h"

/* Rows read at a time around the one asked for. GTK keeps some 200 row widgets; a jump shows 30. */
#define BLOCK 64
/* Rows kept although nobody holds them: what a flick of the wheel comes back to. */
#define N_KEPT 1000
/* More separate changes than this are told as "all gone, all new". */
#define MAX_EDITS 2000
#define NOT_FOUND G_MAXUINT

/* Ids of a place, newest first, and the few objects that somebody looks at. While a change is told piece by piece, from the
 * bottom up, the list is the first `n_old` of `old` followed by `ids` from `first_new` on: so it always agrees with what
 * has been emitted, and nothing is copied between two signals. */
struct _JaridaHeadlineList
{
  GObject           parent_instance;

  JaridaPlace       place;
  JaridaPlaceMatch  match;        /* (owned) */
  GArray           *ids;          /* (owned) guint32, falling */
  GArray           *old;          /* (owned) (nullable) while a change is told */
  guint             n_old;
  guint             first_new;
  GArray           *pending;      /* (owned) guint32, rising */
  GHashTable       *rows;         /* (owned) id -> Row */
  GQueue            kept;         /* JaridaHeadline (owned), the latest first; links are in Row */

  /* Borrowed: detaches itself when it closes. */
  JaridaStore      *store;
};

typedef struct
{
  JaridaHeadlineList *list;       /* borrowed */
  JaridaHeadline     *headline;   /* borrowed: the row goes when it does */
  GList              *link;       /* (nullable) in list->kept */
  guint32             id;
} Row;

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

static gint64
get_day (guint32 id)
{
  time_t second = (time_t) id + JARIDA_SHELF_EPOCH;
  struct tm local;

  localtime_r (&second, &local);
  return local.tm_year * 366 + local.tm_yday;
}

/* By the second it is sorted by, so that every day stands once. */
static gboolean
starts_day (JaridaHeadlineList *self,
            guint               position)
{
  return position == 0 || get_day (get_id (self, position)) != get_day (get_id (self, position - 1));
}

/* Row objects. */

static void
row_gone_cb (gpointer  data,
             GObject  *headline)
{
  Row *row = data;

  g_hash_table_remove (row->list->rows, GUINT_TO_POINTER (row->id));
  g_free (row);
}

static void
keep_row (JaridaHeadlineList *self,
          Row                *row)
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
      Row *last_row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER ((guint32) jarida_headline_get_id (last)));

      last_row->link = NULL;
      g_object_unref (last);
    }
}

static Row *
add_row (JaridaHeadlineList   *self,
         JaridaHeadlineValues *values)
{
  JaridaColumns *columns = self->store != NULL ? self->store->columns : NULL;
  const gint64 own = self->place.kind == JARIDA_PLACE_SOURCE ? self->place.id : 0;
  JaridaSource *source = self->store == NULL ? NULL
                         : jarida_store_choose_source (self->store, (guint32) values->id, values->source_id, own);
  g_autoptr(JaridaHeadline) headline = NULL;
  gsize at = columns != NULL ? jarida_columns_find (columns, values->id) : G_MAXSIZE;
  Row *row = g_new0 (Row, 1);

  values->read = at == G_MAXSIZE || !(columns->flags[at] & JARIDA_COLUMN_UNREAD);
  values->saved = at != G_MAXSIZE && (columns->flags[at] & JARIDA_COLUMN_SAVED);
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
  Row *row;

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
  jarida_headline_set_day_start (row->headline, starts_day (self, position));
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
      Row *row = value;

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
}

/* Counted first, so that a million rows are written once and a small place takes no more than it has. */
static GArray *
collect_ids (JaridaHeadlineList *self)
{
  const JaridaColumns *columns = self->store->columns;
  GArray *ids;
  guint32 *out;
  gsize n = 0, from, to;

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

JaridaHeadlineList *
jarida_headline_list_new (JaridaStore       *store,
                          const JaridaPlace *place)
{
  JaridaHeadlineList *self = g_object_new (JARIDA_TYPE_HEADLINE_LIST, NULL);

  self->store = store;
  self->place = *place;
  jarida_store_match_place (store, place, &self->match);
  g_array_unref (self->ids);
  self->ids = collect_ids (self);
  return self;
}

void
jarida_headline_list_detach (JaridaHeadlineList *self)
{
  if (self->store != NULL)
    jarida_store_forget_list (self->store, self);
  self->store = NULL;
}

/* Changing. */

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

static guint
find_falling (GArray  *ids,
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
      Row *row = value;
      guint position = find_falling (self->ids, row->id);

      if (position != NOT_FOUND)
        jarida_headline_set_day_start (row->headline, starts_day (self, position));
    }
}

/* Takes @ids. */
static void
swap_ids (JaridaHeadlineList *self,
          GArray             *ids)
{
  g_autoptr(GArray) edits = find_edits (self->ids, ids);
  Edit whole = { 0, self->ids->len, 0, ids->len };

  if (edits->len == 0)
    {
      g_array_unref (ids);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
set_pending (JaridaHeadlineList *self,
             GArray             *pending)
{
  guint n_before = self->pending->len;

  g_array_unref (self->pending);
  self->pending = pending;
  if (pending->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
}

/* Of its own: whoever is notified of a change may let go of rows. */
static GPtrArray *
dup_headlines (JaridaHeadlineList *self)
{
  GPtrArray *headlines = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (headlines, g_object_ref (((Row *) value)->headline));
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

/* @self->pending and @ids, both rising, as one; only those that fit and are not in the list. The columns and the list are
 * walked along: many ids lie close together. */
static GArray *
merge_pending (JaridaHeadlineList *self,
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
      if (at >= columns->n || columns->ids[at] != id || !jarida_place_match_row (&self->match, columns, at++))
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

void
jarida_headline_list_note_ids (JaridaHeadlineList *self,
                               const guint32      *ids,
                               gsize               n_ids)
{
  set_pending (self, merge_pending (self, ids, n_ids));
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
    set_pending (self, merge_pending (self, ids, on ? n_ids : 0));
}

static int
compare_falling (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first < second) - (first > second);
}

/* The ids of @old and of @more, both falling, as one. */
static GArray *
merge_falling (GArray *a,
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
static GArray *
drop_strangers (JaridaHeadlineList *self)
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
static GArray *
collect_returning (JaridaHeadlineList     *self,
                   const JaridaPlaceMatch *before,
                   guint32                 horizon)
{
  const JaridaColumns *columns = self->store->columns;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (gsize i = columns->n; i-- > 0;)
    if (jarida_place_match_row (&self->match, columns, i)
        && (columns->ids[i] < horizon
            || (before != NULL && !jarida_place_match_stays (before, columns, i))))
      g_array_append_val (ids, columns->ids[i]);
  return ids;
}

void
jarida_headline_list_note_sources (JaridaHeadlineList *self)
{
  g_auto(JaridaPlaceMatch) before = self->match;
  g_autoptr(GArray) stay = NULL;
  g_autoptr(GArray) come = NULL;

  refresh_source_titles (self);
  memset (&self->match, 0, sizeof self->match);
  jarida_store_match_place (self->store, &self->place, &self->match);
  if (before.n_sources == self->match.n_sources
      && memcmp (before.sources, self->match.sources, before.n_sources) == 0)
    return;
  stay = drop_strangers (self);
  come = collect_returning (self, &before, 0);
  swap_ids (self, merge_falling (stay, come));
  set_pending (self, merge_pending (self, NULL, 0));
}

/* Without those that are gone; with those that stand for them. */
static GArray *
replace_joined (JaridaHeadlineList *self,
                const GArray       *joined)
{
  const JaridaColumns *columns = self->store->columns;
  g_autoptr(GArray) come = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GArray) stay = drop_strangers (self);

  for (guint i = 0; i < joined->len; i++)
    {
      const JaridaJoinedRow *one = &g_array_index (joined, JaridaJoinedRow, i);
      gsize row = jarida_columns_find (columns, one->id);

      if (find_falling (self->ids, one->gone) == NOT_FOUND || row == G_MAXSIZE
          || !jarida_place_match_stays (&self->match, columns, row))
        continue;
      g_array_append_val (come, one->id);
    }
  g_array_sort (come, compare_falling);
  for (guint i = come->len; i-- > 1;)
    if (g_array_index (come, guint32, i) == g_array_index (come, guint32, i - 1))
      g_array_remove_index (come, i);
  return merge_falling (stay, come);
}

void
jarida_headline_list_note_joined (JaridaHeadlineList *self,
                                  const GArray       *joined)
{
  gboolean has = FALSE;

  for (guint i = 0; !has && i < joined->len; i++)
    has = find_falling (self->ids, g_array_index (joined, JaridaJoinedRow, i).gone) != NOT_FOUND;
  if (has)
    swap_ids (self, replace_joined (self, joined));
  refresh_marks (self);
  set_pending (self, merge_pending (self, NULL, 0));
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
  stay = drop_strangers (self);
  come = collect_returning (self, NULL, horizon);
  swap_ids (self, merge_falling (stay, come));
  all = collect_ids (self);
  for (guint i = all->len; i-- > 0;)
    g_array_append_val (rising, g_array_index (all, guint32, i));
  refresh_marks (self);
  jarida_headline_list_note_ids (self, (guint32 *) rising->data, rising->len);
}

static void
correct_cb (JaridaHeadlineValues *values,
            gpointer              user_data)
{
  JaridaHeadlineList *self = user_data;
  Row *row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER ((guint32) values->id));

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

void
jarida_headline_list_show_pending (JaridaHeadlineList *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_LIST (self));

  if (self->store == NULL)
    return;
  set_pending (self, g_array_new (FALSE, FALSE, sizeof (guint32)));
  swap_ids (self, collect_ids (self));
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
  return find_falling (self->ids, (guint32) id);
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
  Row *row;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_LIST (self), NULL);
  g_return_val_if_fail (values->id > 0 && values->id <= G_MAXUINT32, NULL);

  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER ((guint32) values->id));
  if (row == NULL)
    row = add_row (self, &own);
  return g_object_ref (row->headline);
}
