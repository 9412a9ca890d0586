/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image-header.h"

#include <string.h>

/* AVIF is boxes in boxes (ISO/IEC 14496-12 and 23008-12). The size of each item stands in an "ispe" property; "ipma" says
 * which property belongs to which item, "pitm" which item is the picture. Tiles and alpha planes have properties too, so
 * the largest is what the budget is held against, and the primary item's is what is told. */

typedef struct
{
  char            name[4];
  JaridaImageSpan body;
} Box;

/* Takes the first box off @span. A length that leads outside ends the walk, except that "to the end" is allowed. */
static gboolean
next_box (JaridaImageSpan *span,
          Box             *box)
{
  guint64 length;
  gsize head = 8;

  if (span->size < 8)
    return FALSE;

  length = jarida_image_get_be32 (span->data);
  if (length == 1 && span->size >= 16)
    {
      length = (guint64) jarida_image_get_be32 (span->data + 8) << 32 | jarida_image_get_be32 (span->data + 12);
      head = 16;
    }
  else if (length == 0)
    length = span->size;
  if (length < head || length > span->size)
    return FALSE;

  memcpy (box->name, span->data + 4, 4);
  box->body = (JaridaImageSpan) { span->data + head, (gsize) length - head };
  span->data += length;
  span->size -= (gsize) length;
  return TRUE;
}

static gboolean
find_box (JaridaImageSpan  span,
          const char      *name,
          JaridaImageSpan *out_body)
{
  Box box;

  while (next_box (&span, &box))
    if (memcmp (box.name, name, 4) == 0)
      {
        *out_body = box.body;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_brand (const guint8 *p)
{
  return memcmp (p, "avif", 4) == 0 || memcmp (p, "avis", 4) == 0;
}

gboolean
jarida_image_is_avif (JaridaImageSpan span)
{
  Box box;

  if (!next_box (&span, &box) || memcmp (box.name, "ftyp", 4) != 0 || box.body.size < 8)
    return FALSE;
  if (is_brand (box.body.data))
    return TRUE;
  for (gsize at = 8; at + 4 <= box.body.size; at += 4)
    if (is_brand (box.body.data + at))
      return TRUE;

  return FALSE;
}

/* The number of the primary item, or 0. */
static guint
read_primary (JaridaImageSpan meta)
{
  JaridaImageSpan pitm;

  if (!find_box (meta, "pitm", &pitm) || pitm.size < 6)
    return 0;
  if (pitm.data[0] == 0)
    return jarida_image_get_be16 (pitm.data + 4);

  return pitm.size >= 8 ? jarida_image_get_be32 (pitm.data + 4) : 0;
}

/* Finds which properties (counted from 1) belong to @item by this "ipma". */
static guint
read_properties_of (JaridaImageSpan ipma,
                    guint           item,
                    guint16         properties[G_MAXUINT8])
{
  gsize id_size, entry_size, at = 8;
  guint n_items;

  if (ipma.size < 8)
    return 0;

  id_size = ipma.data[0] == 0 ? 2 : 4;
  entry_size = (ipma.data[3] & 1) != 0 ? 2 : 1;
  n_items = jarida_image_get_be32 (ipma.data + 4);
  for (guint i = 0; i < n_items && at + id_size + 1 <= ipma.size; i++)
    {
      guint id = id_size == 2 ? jarida_image_get_be16 (ipma.data + at) : jarida_image_get_be32 (ipma.data + at);
      guint n_properties = ipma.data[at + id_size];

      at += id_size + 1;
      if (id != item)
        {
          at += n_properties * entry_size;
          continue;
        }
      if (at + n_properties * entry_size > ipma.size)
        return 0;
      /* The highest bit says "essential". */
      for (guint k = 0; k < n_properties; k++, at += entry_size)
        properties[k] = entry_size == 2 ? jarida_image_get_be16 (ipma.data + at) & 0x7fff : ipma.data[at] & 0x7f;
      return n_properties;
    }

  return 0;
}

static gboolean
has_property (const guint16 *properties,
              guint          n_properties,
              guint          property)
{
  for (guint i = 0; i < n_properties; i++)
    if (properties[i] == property)
      return TRUE;

  return FALSE;
}

gboolean
jarida_image_read_avif (JaridaImageSpan    span,
                        JaridaImageHeader *header)
{
  JaridaImageSpan meta, iprp, ipco, ipma = { NULL, 0 };
  guint16 properties[G_MAXUINT8];
  guint64 largest = 0;
  guint n_properties;
  Box box;

  if (!find_box (span, "meta", &meta) || meta.size < 4)
    return FALSE;
  /* Version and flags. */
  meta.data += 4;
  meta.size -= 4;
  if (!find_box (meta, "iprp", &iprp) || !find_box (iprp, "ipco", &ipco))
    return FALSE;

  find_box (iprp, "ipma", &ipma);
  n_properties = read_properties_of (ipma, read_primary (meta), properties);
  /* An index has 15 bits. */
  for (guint property = 1; property < 0x8000 && next_box (&ipco, &box); property++)
    {
      guint width, height;
      guint64 area;

      if (memcmp (box.name, "ispe", 4) != 0 || box.body.size < 12)
        continue;

      width = jarida_image_get_be32 (box.body.data + 4);
      height = jarida_image_get_be32 (box.body.data + 8);
      area = (guint64) width * height;
      /* A part that is larger than the picture is told instead of it, so that the budget sees it. */
      if (area > largest || (area == largest && has_property (properties, n_properties, property)))
        {
          largest = area;
          header->width = width;
          header->height = height;
        }
    }

  return largest > 0;
}
