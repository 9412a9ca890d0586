/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-columns.h"

#define SIDE_FILE_MAGIC G_GUINT64_CONSTANT (0x314c4f434452414a)   /* "JARDCOL1" */
#define ROW_SIZE (sizeof (guint32) + sizeof (guint16) + sizeof (guint8))

/* In the byte order of the machine: a file from another machine fails the magic and is made again. */
typedef struct
{
  guint64 magic;
  guint64 shelf_id;
  guint64 serial;
  guint64 n;
  guint64 checksum;
} SideFileHeader;

JaridaColumns *
jarida_columns_new (void)
{
  return g_new0 (JaridaColumns, 1);
}

void
jarida_columns_free (JaridaColumns *self)
{
  g_free (self->ids);
  g_free (self->sources);
  g_free (self->flags);
  g_free (self);
}

static void
reserve (JaridaColumns *self,
         gsize          n)
{
  if (n <= self->capacity)
    return;
  self->capacity = MAX (n, self->capacity + self->capacity / 4 + 1024);
  self->ids = g_renew (guint32, self->ids, self->capacity);
  self->sources = g_renew (guint16, self->sources, self->capacity);
  self->flags = g_renew (guint8, self->flags, self->capacity);
}

static void
set_row (JaridaColumns   *self,
         gsize            at,
         JaridaColumnRow  row)
{
  self->ids[at] = row.id;
  self->sources[at] = row.source;
  self->flags[at] = row.flags;
}

void
jarida_columns_append (JaridaColumns   *self,
                       JaridaColumnRow  row)
{
  g_return_if_fail (self->n == 0 || self->ids[self->n - 1] < row.id);

  reserve (self, self->n + 1);
  set_row (self, self->n++, row);
}

static void
move_rows (JaridaColumns *self,
           gsize          to,
           gsize          from,
           gsize          n)
{
  memmove (self->ids + to, self->ids + from, n * sizeof (guint32));
  memmove (self->sources + to, self->sources + from, n * sizeof (guint16));
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
  reserve (self, self->n + n_new);
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

void
jarida_columns_remove_source (JaridaColumns *self,
                              guint16        source)
{
  gsize to = 0;

  for (gsize i = 0; i < self->n; i++)
    if (self->sources[i] != source)
      set_row (self, to++, (JaridaColumnRow) { self->ids[i], self->sources[i], self->flags[i] });
  self->n = to;
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

/* Against torn and rotten files, not against anyone: SipHash would take as long as reading the table. */
static guint64
get_checksum (const guint8 *data,
              gsize         size)
{
  guint64 sum = size;
  guint64 word;

  for (; size >= sizeof word; data += sizeof word, size -= sizeof word)
    {
      memcpy (&word, data, sizeof word);
      sum = (sum ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      sum ^= sum >> 29;
    }
  for (; size > 0; data++, size--)
    sum = (sum ^ *data) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return sum;
}

GBytes *
jarida_columns_to_bytes (const JaridaColumns *self,
                         guint64              shelf_id,
                         guint64              serial)
{
  gsize size = sizeof (SideFileHeader) + self->n * ROW_SIZE;
  guint8 *data = g_malloc (size);
  guint8 *rows = data + sizeof (SideFileHeader);
  SideFileHeader header = { SIDE_FILE_MAGIC, shelf_id, serial, self->n, 0 };

  if (self->n > 0)
    {
      memcpy (rows, self->ids, self->n * sizeof (guint32));
      memcpy (rows + self->n * sizeof (guint32), self->sources, self->n * sizeof (guint16));
      memcpy (rows + self->n * (sizeof (guint32) + sizeof (guint16)), self->flags, self->n);
    }
  header.checksum = get_checksum (rows, self->n * ROW_SIZE);
  memcpy (data, &header, sizeof header);
  return g_bytes_new_take (data, size);
}

static gboolean
rises (const JaridaColumns *self)
{
  for (gsize i = 1; i < self->n; i++)
    if (self->ids[i] <= self->ids[i - 1])
      return FALSE;
  return TRUE;
}

JaridaColumns *
jarida_columns_read_file (const char *path,
                          guint64     shelf_id,
                          guint64     serial)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr(JaridaColumns) self = NULL;
  const guint8 *rows;
  SideFileHeader header;
  gsize size;

  if (file == NULL || (size = g_mapped_file_get_length (file)) < sizeof header)
    return NULL;
  memcpy (&header, g_mapped_file_get_contents (file), sizeof header);
  rows = (const guint8 *) g_mapped_file_get_contents (file) + sizeof header;
  size -= sizeof header;
  if (header.magic != SIDE_FILE_MAGIC || header.shelf_id != shelf_id || header.serial != serial
      || size % ROW_SIZE != 0 || header.n != size / ROW_SIZE || header.checksum != get_checksum (rows, size))
    return NULL;

  self = jarida_columns_new ();
  if (header.n == 0)
    return g_steal_pointer (&self);
  reserve (self, header.n);
  self->n = header.n;
  memcpy (self->ids, rows, self->n * sizeof (guint32));
  memcpy (self->sources, rows + self->n * sizeof (guint32), self->n * sizeof (guint16));
  memcpy (self->flags, rows + self->n * (sizeof (guint32) + sizeof (guint16)), self->n);
  return rises (self) ? g_steal_pointer (&self) : NULL;
}
