/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-dump.h"

#include <string.h>

static const char *const kinds[] = {
  "kicker", "title", "subtitle", "byline", "lead", "paragraph", "heading", "item", "code", "figure", "table", "rule",
  "note", "embed", "source",
};

static void
append_text (GString    *out,
             const char *text,
             gsize       length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    switch (g_utf8_get_char (p))
      {
      case 0xa0:
        g_string_append (out, "␣");
        break;
      case 0x202f:
        g_string_append (out, "⎵");
        break;
      case 0x2028:
        g_string_append (out, "⏎");
        break;
      default:
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      }
}

static void
append_run (GString         *out,
            JaridaDocument  *self,
            const JaridaRun *run)
{
  static const char letters[] = "bickxsumz"; /* bold italic code… k superscript, x subscript, z small */
  guint at = 0;

  g_assert_cmpuint (run->length, ==, strlen (run->text));
  g_assert_true (g_utf8_validate (run->text, -1, NULL));
  for (guint i = 0; run->spans != NULL && i < run->spans->len; i++)
    {
      const JaridaSpan *span = &g_array_index (run->spans, JaridaSpan, i);

      g_assert_cmpuint (span->start, >=, at);
      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, run->length);
      append_text (out, run->text + at, span->start - at);
      g_string_append_c (out, '[');
      for (guint bit = 0; bit < 9; bit++)
        if (span->flags & (1 << bit))
          g_string_append_c (out, letters[bit]);
      if (span->link >= 0)
        {
          g_assert_cmpint (span->link, <, (int) self->links->len);
          g_string_append_printf (out, "%sa %s", span->flags != 0 ? " " : "",
                                  (char *) self->links->pdata[span->link]);
        }
      g_string_append_c (out, ':');
      append_text (out, run->text + span->start, span->end - span->start);
      g_string_append_c (out, ']');
      at = span->end;
    }
  append_text (out, run->text + at, run->length - at);
}

static void
append_table (GString           *out,
              JaridaDocument    *self,
              const JaridaBlock *block)
{
  const JaridaTable *table = block->table;

  g_assert_cmpuint (block->runs->len, ==, table->n_rows * table->n_columns);
  for (guint r = 0; r < table->n_rows; r++)
    {
      g_string_append (out, r < table->n_header_rows ? "\n  ‖" : "\n  |");
      for (guint c = 0; c < table->n_columns; c++)
        {
          g_string_append_c (out, ' ');
          append_run (out, self, block->runs->pdata[r * table->n_columns + c]);
          g_string_append (out, " |");
        }
    }
  g_string_append (out, "\n  align ");
  for (guint c = 0; c < table->n_columns; c++)
    g_string_append_c (out, "<=>"[table->align[c]]);
}

static void
append_figure (GString            *out,
               const JaridaFigure *figure)
{
  g_string_append_printf (out, " (%s", figure->address != NULL ? figure->address : "no picture");
  if (figure->width > 0 || figure->height > 0)
    g_string_append_printf (out, " %dx%d", figure->width, figure->height);
  if (figure->alt != NULL)
    g_string_append_printf (out, " \"%s\"", figure->alt);
  if (figure->link != NULL)
    g_string_append_printf (out, " -> %s", figure->link);
  g_string_append_c (out, ')');
}

static void
append_block (GString           *out,
              JaridaDocument    *self,
              const JaridaBlock *block)
{
  g_assert_cmpint (block->direction, !=, JARIDA_DIRECTION_AUTO);
  for (guint i = 0; i < block->quote_depth; i++)
    g_string_append (out, "> ");
  for (guint i = 1; i < block->list_depth; i++)
    g_string_append (out, "  ");
  g_string_append (out, kinds[block->kind]);
  if (block->level > 0)
    g_string_append_printf (out, " %u", block->level);
  if (block->marker != NULL)
    g_string_append_printf (out, " %s", block->marker);
  if (block->direction != self->direction)
    g_string_append (out, block->direction == JARIDA_DIRECTION_RTL ? " rtl" : " ltr");
  if (block->language != NULL)
    g_string_append_printf (out, " @%s", block->language);
  if (block->anchor != NULL)
    g_string_append_printf (out, " #%s", block->anchor);
  if (block->figure != NULL)
    append_figure (out, block->figure);
  if (block->table != NULL)
    append_table (out, self, block);
  else if (block->runs->len > 0)
    {
      g_string_append (out, ": ");
      append_run (out, self, block->runs->pdata[0]);
    }
  g_string_append_c (out, '\n');
}

char *
document_dump (JaridaDocument *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    append_block (out, self, self->blocks->pdata[i]);

  return g_string_free (out, FALSE);
}
