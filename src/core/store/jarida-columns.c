/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-columns.h"

JaridaColumns *
jarida_columns_new (void)
{
  JaridaColumns *self = g_new0 (JaridaColumns, 1);

  self->origins = g_array_new (FALSE, FALSE, sizeof (JaridaColumnOrigin));
  self->stories = g_array_new (FALSE, FALSE, sizeof (JaridaColumnStory));
  self->members = g_array_new (FALSE, FALSE, sizeof (JaridaColumnStory));
  return self;
}

void
jarida_columns_free (JaridaColumns *self)
{
  g_free (self->ids);
  g_free (self->bylines);
  g_free (self->sources);
  g_free (self->cities);
  g_free (self->sections);
  g_free (self->flags);
  g_array_unref (self->origins);
  g_array_unref (self->stories);
  g_array_unref (self->members);
  g_free (self);
}

void
jarida_columns_reserve (JaridaColumns *self,
                        gsize          n)
{
  if (n <= self->capacity)
    return;
  self->capacity = MAX (n, self->capacity + self->capacity / 4 + 1024);
  self->ids = g_renew (guint32, self->ids, self->capacity);
  self->bylines = g_renew (guint32, self->bylines, self->capacity);
  self->sources = g_renew (guint16, self->sources, self->capacity);
  self->cities = g_renew (guint16, self->cities, self->capacity);
  self->sections = g_renew (guint8, self->sections, self->capacity);
  self->flags = g_renew (guint8, self->flags, self->capacity);
}

static void
set_row (JaridaColumns   *self,
         gsize            at,
         JaridaColumnRow  row)
{
  self->ids[at] = row.id;
  self->bylines[at] = row.byline;
  self->sources[at] = row.source;
  self->cities[at] = row.city;
  self->sections[at] = row.section;
  self->flags[at] = row.flags;
}

void
jarida_columns_append (JaridaColumns   *self,
                       JaridaColumnRow  row)
{
  g_return_if_fail (self->n == 0 || self->ids[self->n - 1] < row.id);

  jarida_columns_reserve (self, self->n + 1);
  set_row (self, self->n++, row);
}

static void
move_rows (JaridaColumns *self,
           gsize          to,
           gsize          from,
           gsize          n)
{
  memmove (self->ids + to, self->ids + from, n * sizeof (guint32));
  memmove (self->bylines + to, self->bylines + from, n * sizeof (guint32));
  memmove (self->sources + to, self->sources + from, n * sizeof (guint16));
  memmove (self->cities + to, self->cities + from, n * sizeof (guint16));
  memmove (self->sections + to, self->sections + from, n * sizeof (guint8));
  memmove (self->flags + to, self->flags + from, n * sizeof (guint8));
}

void
jarida_columns_insert (JaridaColumns   *self,
                       JaridaColumnRow *rows,
                       gsize            n_rows)
{
  gsize n_new = 0, end = self->n, to;

  for (gsize i = 0; i < n_rows; i++)
    if (jarida_columns_find (self, rows[i].id) != G_MAXSIZE)
      rows[i].id = 0;
    else
      n_new++;
  if (n_new == 0)
    return;

  /* From the newest down, so that every old row moves once, in blocks. */
  jarida_columns_reserve (self, self->n + n_new);
  to = self->n + n_new;
  self->n = to;
  for (gsize i = n_rows; i-- > 0;)
    {
      gsize low = 0, high = end;

      if (rows[i].id == 0)
        continue;
      while (low < high)
        {
          gsize middle = low + (high - low) / 2;

          if (self->ids[middle] < rows[i].id)
            low = middle + 1;
          else
            high = middle;
        }
      move_rows (self, to - (end - low), low, end - low);
      to -= end - low;
      end = low;
      set_row (self, --to, rows[i]);
    }
}

/* Of the origins, the first that is not before (@id, @source). */
static guint
bound_origin (const JaridaColumns *self,
              guint32              id,
              guint32              source)
{
  guint low = 0, high = self->origins->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const JaridaColumnOrigin *origin = &g_array_index (self->origins, JaridaColumnOrigin, middle);

      if (origin->id < id || (origin->id == id && origin->source < source))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const JaridaColumnOrigin *
jarida_columns_find_origins (const JaridaColumns *self,
                             guint32              id,
                             guint               *out_n)
{
  const JaridaColumnOrigin *first = (JaridaColumnOrigin *) self->origins->data + bound_origin (self, id, 0);
  const JaridaColumnOrigin *end = (JaridaColumnOrigin *) self->origins->data + self->origins->len;

  *out_n = 0;
  while (first + *out_n < end && first[*out_n].id == id)
    (*out_n)++;
  return first;
}

gboolean
jarida_columns_add_origin (JaridaColumns *self,
                           guint32        id,
                           guint16        source)
{
  gsize row = jarida_columns_find (self, id);
  guint at = bound_origin (self, id, source);
  JaridaColumnOrigin origin = { id, source };

  if (row == G_MAXSIZE || self->sources[row] == source
      || (at < self->origins->len && memcmp (&g_array_index (self->origins, JaridaColumnOrigin, at), &origin, sizeof origin) == 0))
    return FALSE;
  g_array_insert_val (self->origins, at, origin);
  self->flags[row] |= JARIDA_COLUMN_SHARED;
  return TRUE;
}

static void
remove_origins_of (JaridaColumns *self,
                   guint16        source)
{
  guint to = 0;

  for (guint i = 0; i < self->origins->len; i++)
    {
      JaridaColumnOrigin origin = g_array_index (self->origins, JaridaColumnOrigin, i);

      if (origin.source != source)
        g_array_index (self->origins, JaridaColumnOrigin, to++) = origin;
    }
  g_array_set_size (self->origins, to);
}

/* Whether the row goes on: without @source, whichever of its sources that was. */
static gboolean
lose_source (JaridaColumns *self,
             gsize          row,
             guint16        source)
{
  guint n;
  const JaridaColumnOrigin *origins = jarida_columns_find_origins (self, self->ids[row], &n);

  if (self->sources[row] == source)
    {
      if (n == 0)
        return FALSE;
      self->sources[row] = (guint16) origins[0].source;
      g_array_remove_index (self->origins, origins - (JaridaColumnOrigin *) self->origins->data);
      n--;
    }
  if (n == 0)
    self->flags[row] &= ~JARIDA_COLUMN_SHARED;
  return TRUE;
}

void
jarida_columns_remove_source (JaridaColumns *self,
                              guint16        source)
{
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize to = 0;

  remove_origins_of (self, source);
  for (gsize i = 0; i < self->n; i++)
    {
      if (self->flags[i] & JARIDA_COLUMN_SHARED ? !lose_source (self, i, source) : self->sources[i] == source)
        {
          if (self->flags[i] & JARIDA_COLUMN_STORY)
            g_array_append_val (gone, self->ids[i]);
          continue;
        }
      if (to != i)
        set_row (self, to, (JaridaColumnRow) { self->ids[i], self->sources[i], self->flags[i], self->sections[i],
                                               self->cities[i], self->bylines[i] });
      to++;
    }
  self->n = to;
  for (guint i = 0; i < gone->len; i++)
    jarida_columns_leave_story (self, g_array_index (gone, guint32, i));
}

void
jarida_columns_remove_row (JaridaColumns *self,
                           gsize          row)
{
  guint n, at = bound_origin (self, self->ids[row], 0);

  if (self->flags[row] & JARIDA_COLUMN_STORY)
    jarida_columns_leave_story (self, self->ids[row]);
  jarida_columns_find_origins (self, self->ids[row], &n);
  if (n > 0)
    g_array_remove_range (self->origins, at, n);
  move_rows (self, row, row + 1, self->n - row - 1);
  self->n--;
}

gsize
jarida_columns_bound (const JaridaColumns *self,
                      guint32              id)
{
  gsize low = 0, high = self->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gsize
jarida_columns_find (const JaridaColumns *self,
                     guint32              id)
{
  gsize at = jarida_columns_bound (self, id);

  return at < self->n && self->ids[at] == id ? at : G_MAXSIZE;
}
