/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold-map.h"
#include "jarida-fold-private.h"

struct _JaridaFoldMap
{
  const char *text;      /* borrowed: must outlive this */
  GString    *folded;    /* (owned) */
  GArray     *sources;   /* (owned) for each byte of the folded form, where its character begins: guint32 */
};

/* Signs that one key of a keyboard stands for. */
static const struct
{
  gunichar from;
  char     to;
} signs[] = {
  { 0x00ab, '"' }, { 0x00b4, '\'' }, { 0x00bb, '"' }, { 0x02bc, '\'' }, { 0x060c, ',' }, { 0x061b, ';' }, { 0x061f, '?' },
  { 0x066a, '%' }, { 0x066b, ',' }, { 0x066c, '\'' }, { 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' },
  { 0x2014, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201a, '\'' }, { 0x201c, '"' }, { 0x201d, '"' }, { 0x201e, '"' },
  { 0x2032, '\'' }, { 0x2039, '"' }, { 0x203a, '"' }, { 0x2212, '-' },
};

static gunichar
fold_sign (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs) && signs[i].from <= c; i++)
    if (signs[i].from == c)
      return (guchar) signs[i].to;
  return c;
}

static void
note_source (JaridaFoldMap *self,
             gsize          source)
{
  guint32 at = (guint32) source;

  while (self->sources->len < self->folded->len)
    g_array_append_val (self->sources, at);
}

static gboolean
ends_in_word (const GString *folded)
{
  const char *last = folded->len > 0 ? g_utf8_find_prev_char (folded->str, folded->str + folded->len) : NULL;

  return last != NULL && g_unichar_isalnum (g_utf8_get_char (last));
}

static void
fold (JaridaFoldMap *self)
{
  gboolean space = FALSE;

  for (const char *p = self->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize before = self->folded->len;

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        space = TRUE;
      else if (_jarida_fold_append (self->folded, c))
        {
          if (self->folded->len == before)
            continue;
          if (space)
            {
              g_string_truncate (self->folded, before);
              if (ends_in_word (self->folded))
                g_string_append_c (self->folded, ' ');
              _jarida_fold_append (self->folded, c);
            }
          space = FALSE;
        }
      else
        {
          g_string_append_unichar (self->folded, fold_sign (c));
          space = FALSE;
        }
      note_source (self, p - self->text);
    }
}

JaridaFoldMap *
jarida_fold_map_new (const char *text)
{
  JaridaFoldMap *self = g_new0 (JaridaFoldMap, 1);
  gsize length = strlen (text);

  self->text = text;
  self->folded = g_string_sized_new (length);
  self->sources = g_array_sized_new (FALSE, FALSE, sizeof (guint32), length);
  fold (self);
  return self;
}

void
jarida_fold_map_free (JaridaFoldMap *self)
{
  g_string_free (self->folded, TRUE);
  g_array_unref (self->sources);
  g_free (self);
}

const char *
jarida_fold_map_get_text (const JaridaFoldMap *self)
{
  return self->folded->str;
}

void
jarida_fold_map_resolve (const JaridaFoldMap *self,
                         gsize                start,
                         gsize                end,
                         gsize               *out_start,
                         gsize               *out_end)
{
  const char *after;

  g_return_if_fail (start < end && end <= self->sources->len);

  after = g_utf8_next_char (self->text + g_array_index (self->sources, guint32, end - 1));
  while (*after != '\0' && _jarida_fold_is_ignored (g_utf8_get_char (after)))
    after = g_utf8_next_char (after);
  *out_start = g_array_index (self->sources, guint32, start);
  *out_end = after - self->text;
}
