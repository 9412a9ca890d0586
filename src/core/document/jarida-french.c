/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

/* The spaces French sets inside its punctuation. Written as plain spaces they let a line begin with
 * "?" or "%". Only spaces that are there are changed: adding one before ":" would break times and
 * ratios, and whoever wrote "Quoi?" meant it. */

#define THIN   "\342\200\257"    /* U+202F */
#define NOBREAK "\302\240"      /* U+00A0 */

static gboolean
is_plain_space (gunichar c)
{
  return c == ' ' || c == 0xa0 || c == 0x2009 || c == 0x202f;
}

/* The space that stands before @c, or NULL when it takes none. */
static const char *
space_before (gunichar c)
{
  if (c == ';' || c == '!' || c == '?')
    return THIN;
  if (c == ':' || c == 0xbb || c == '%' || c == 0x20ac)
    return NOBREAK;

  return NULL;
}

/* Maps old byte offsets to new ones as they grow. */
typedef struct
{
  JaridaRun *run;
  guint      next_start;
  guint      next_end;
} Cursor;

static void
move_spans (Cursor *cursor,
            guint   old,
            guint   now)
{
  GArray *spans = cursor->run->spans;

  while (spans != NULL && cursor->next_start < spans->len
         && g_array_index (spans, JaridaSpan, cursor->next_start).start <= old)
    g_array_index (spans, JaridaSpan, cursor->next_start++).start = now;
  while (spans != NULL && cursor->next_end < spans->len
         && g_array_index (spans, JaridaSpan, cursor->next_end).end <= old)
    g_array_index (spans, JaridaSpan, cursor->next_end++).end = now;
}

/* @spans as they were; @next: the first that ends behind the last byte asked about. */
static gboolean
is_code (GArray *spans,
         guint   byte,
         guint  *next)
{
  for (; spans != NULL && *next < spans->len; (*next)++)
    {
      JaridaSpan *span = &g_array_index (spans, JaridaSpan, *next);

      if (span->end > byte)
        return span->start <= byte && (span->flags & JARIDA_SPAN_CODE) != 0;
    }

  return FALSE;
}

static gboolean
needs_work (const char *text)
{
  return strpbrk (text, ";!?:%") != NULL || strstr (text, "»") != NULL || strstr (text, "«") != NULL
         || strstr (text, "€") != NULL;
}

void
jarida_run_space_french (JaridaRun *self)
{
  g_autoptr(GArray) spans = self->spans != NULL ? g_array_copy (self->spans) : NULL;
  GString *out;
  Cursor cursor = { self, 0, 0 };
  gunichar last = 0;
  guint next_code = 0;

  if (!needs_work (self->text))
    return;

  out = g_string_sized_new (self->length + 32);
  for (const char *p = self->text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      const char *space = is_plain_space (c) && last != 0 ? space_before (g_utf8_get_char (next)) : NULL;
      guint byte = p - self->text;

      if (space == NULL && is_plain_space (c) && last == 0xab)
        space = NOBREAK;
      move_spans (&cursor, byte, out->len);
      if (space != NULL && !is_code (spans, byte, &next_code))
        g_string_append (out, space);
      else
        g_string_append_len (out, p, next - p);
      last = c;
      p = next;
    }
  move_spans (&cursor, self->length, out->len);
  g_free (self->text);
  self->length = out->len;
  self->text = g_string_free (out, FALSE);
}
