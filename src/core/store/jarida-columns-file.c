/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-columns.h"

/* The side file: one column after another, the wide ones first, then the origins and the stories, these by article. */

/* "JARDCOL4". Another number, another layout: what an earlier program left is not read. */
#define SIDE_FILE_MAGIC G_GUINT64_CONSTANT (0x344c4f434452414a)
#define N_COLUMNS 6
#define ROW_SIZE (2 * sizeof (guint32) + 2 * sizeof (guint16) + 2 * sizeof (guint8))

/* In the byte order of the machine: a file from another machine fails the magic and is made again. */
typedef struct
{
  guint64 magic;
  guint64 shelf_id;
  guint64 serial;
  guint64 n;
  guint64 n_origins;
  guint64 n_members;
  guint64 n_stories;
  guint64 checksum;
} SideFileHeader;

typedef struct
{
  gpointer data;
  gsize    size;   /* of one row */
} Column;

static void
get_columns (const JaridaColumns *self,
             Column               out[N_COLUMNS])
{
  const Column columns[N_COLUMNS] = {
    { self->ids, sizeof *self->ids },
    { self->bylines, sizeof *self->bylines },
    { self->sources, sizeof *self->sources },
    { self->cities, sizeof *self->cities },
    { self->sections, sizeof *self->sections },
    { self->flags, sizeof *self->flags },
  };

  memcpy (out, columns, sizeof columns);
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
  gsize origins_size = self->origins->len * sizeof (JaridaColumnOrigin);
  gsize stories_size = self->stories->len * sizeof (JaridaColumnStory);
  gsize rows_size = self->n * ROW_SIZE + origins_size + stories_size;
  guint8 *data = g_malloc (sizeof (SideFileHeader) + rows_size);
  guint8 *rows = data + sizeof (SideFileHeader);
  SideFileHeader header = { SIDE_FILE_MAGIC, shelf_id, serial, self->n, self->origins->len,
                            self->stories->len, self->n_stories, 0 };
  Column columns[N_COLUMNS];

  get_columns (self, columns);
  for (gsize i = 0; self->n > 0 && i < N_COLUMNS; i++)
    {
      memcpy (rows, columns[i].data, self->n * columns[i].size);
      rows += self->n * columns[i].size;
    }
  if (origins_size > 0)
    memcpy (rows, self->origins->data, origins_size);
  if (stories_size > 0)
    memcpy (rows + origins_size, self->stories->data, stories_size);
  header.checksum = get_checksum (data + sizeof header, rows_size);
  memcpy (data, &header, sizeof header);
  return g_bytes_new_take (data, sizeof header + rows_size);
}

static gboolean
rises (const JaridaColumns *self)
{
  const JaridaColumnOrigin *origins = (JaridaColumnOrigin *) self->origins->data;

  for (gsize i = 1; i < self->n; i++)
    if (self->ids[i] <= self->ids[i - 1])
      return FALSE;
  for (guint i = 1; i < self->origins->len; i++)
    if (origins[i].id < origins[i - 1].id
        || (origins[i].id == origins[i - 1].id && origins[i].source <= origins[i - 1].source))
      return FALSE;
  for (guint i = 1; i < self->stories->len; i++)
    if (g_array_index (self->stories, JaridaColumnStory, i).id <= g_array_index (self->stories, JaridaColumnStory, i - 1).id)
      return FALSE;
  return TRUE;
}

/* The stories once more, by their numbers, which are made close on the way: what was given up leaves gaps. */
static gboolean
list_members (JaridaColumns *self,
              guint64        n_stories)
{
  const guint n = self->stories->len;
  JaridaColumnStory *stories = (JaridaColumnStory *) self->stories->data;
  g_autofree guint32 *starts = NULL;
  g_autofree guint32 *numbers = NULL;
  guint32 start = 0;

  if (n_stories >= G_MAXUINT32)
    return FALSE;
  starts = g_new0 (guint32, n_stories + 1);
  numbers = g_new0 (guint32, n_stories + 1);
  for (guint i = 0; i < n; i++)
    {
      if (stories[i].story >= n_stories)
        return FALSE;
      starts[stories[i].story]++;
    }
  self->n_stories = 0;
  for (guint64 i = 0; i < n_stories; i++)
    {
      guint32 length = starts[i];

      starts[i] = start;
      start += length;
      numbers[i] = self->n_stories;
      self->n_stories += length > 0;
    }
  g_array_set_size (self->members, n);
  for (guint i = 0; i < n; i++)
    {
      guint32 before = stories[i].story;

      stories[i].story = numbers[before];
      g_array_index (self->members, JaridaColumnStory, starts[before]++) = stories[i];
    }
  return TRUE;
}

/* Of the file: whether it can be what its head says. */
static gboolean
fits (const SideFileHeader *header,
      const guint8         *rows,
      gsize                 size)
{
  return header->magic == SIDE_FILE_MAGIC
         && header->n <= size / ROW_SIZE && header->n_origins <= size / sizeof (JaridaColumnOrigin)
         && header->n_members <= size / sizeof (JaridaColumnStory)
         && size == header->n * ROW_SIZE + header->n_origins * sizeof (JaridaColumnOrigin)
                    + header->n_members * sizeof (JaridaColumnStory)
         && header->checksum == get_checksum (rows, size);
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
  Column columns[N_COLUMNS];
  gsize size;

  if (file == NULL || (size = g_mapped_file_get_length (file)) < sizeof header)
    return NULL;
  memcpy (&header, g_mapped_file_get_contents (file), sizeof header);
  rows = (const guint8 *) g_mapped_file_get_contents (file) + sizeof header;
  if (header.shelf_id != shelf_id || header.serial != serial || !fits (&header, rows, size - sizeof header))
    return NULL;

  self = jarida_columns_new ();
  jarida_columns_reserve (self, header.n);
  self->n = header.n;
  get_columns (self, columns);
  for (gsize i = 0; self->n > 0 && i < N_COLUMNS; i++)
    {
      memcpy (columns[i].data, rows, self->n * columns[i].size);
      rows += self->n * columns[i].size;
    }
  if (header.n_origins > 0)
    g_array_append_vals (self->origins, rows, header.n_origins);
  if (header.n_members > 0)
    g_array_append_vals (self->stories, rows + header.n_origins * sizeof (JaridaColumnOrigin), header.n_members);
  return rises (self) && list_members (self, header.n_stories) ? g_steal_pointer (&self) : NULL;
}
