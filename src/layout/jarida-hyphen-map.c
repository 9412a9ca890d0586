/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-hyphen-map.h"

#define HYPHEN "\302\255"
#define HYPHEN_BYTES 2

struct _JaridaHyphenMap
{
  char   *text;      /* (owned) with the hyphens */
  GArray *offsets;   /* (owned) guint, in the clean text */
};

static gboolean
may_hold_hyphen (const char *text,
                 gsize       length,
                 guint       offset)
{
  return offset > 0 && offset < length && (text[offset] & 0xC0) != 0x80;
}

JaridaHyphenMap *
jarida_hyphen_map_new (const char *text,
                       GArray     *offsets)
{
  JaridaHyphenMap *self = g_new0 (JaridaHyphenMap, 1);
  gsize length = strlen (text);
  GString *shown = g_string_sized_new (length + HYPHEN_BYTES * offsets->len);
  guint done = 0;

  self->offsets = g_array_sized_new (FALSE, FALSE, sizeof (guint), offsets->len);
  for (guint i = 0; i < offsets->len; i++)
    {
      guint offset = g_array_index (offsets, guint, i);

      if (offset <= done || !may_hold_hyphen (text, length, offset))
        continue;
      g_string_append_len (shown, text + done, offset - done);
      g_string_append (shown, HYPHEN);
      g_array_append_val (self->offsets, offset);
      done = offset;
    }
  g_string_append (shown, text + done);
  self->text = g_string_free (shown, FALSE);
  return self;
}

void
jarida_hyphen_map_free (JaridaHyphenMap *self)
{
  g_free (self->text);
  g_array_unref (self->offsets);
  g_free (self);
}

const char *
jarida_hyphen_map_get_text (const JaridaHyphenMap *self)
{
  return self->text;
}

guint
jarida_hyphen_map_to_display (const JaridaHyphenMap *self,
                              guint                  byte)
{
  guint low = 0, high;

  if (self == NULL)
    return byte;
  high = self->offsets->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->offsets, guint, middle) <= byte)
        low = middle + 1;
      else
        high = middle;
    }
  return byte + HYPHEN_BYTES * low;
}

guint
jarida_hyphen_map_to_clean (const JaridaHyphenMap *self,
                            guint                  byte)
{
  guint low = 0, high;

  if (self == NULL)
    return byte;
  high = self->offsets->len;
  /* The number of hyphens that end at or before the byte; hyphen i ends at offset + 2 * (i + 1). */
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->offsets, guint, middle) + HYPHEN_BYTES * (middle + 1) <= byte)
        low = middle + 1;
      else
        high = middle;
    }
  if (low < self->offsets->len)
    return MIN (byte - HYPHEN_BYTES * low, g_array_index (self->offsets, guint, low));
  return byte - HYPHEN_BYTES * low;
}
