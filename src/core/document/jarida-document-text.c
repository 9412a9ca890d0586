/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

/* A document, or a part of it, written back as text: for copying, for searching, for tests. */

static const JaridaPosition beginning = { 0, 0, 0 };
static const JaridaPosition ending = { G_MAXUINT, G_MAXUINT, G_MAXUINT };

void
jarida_selection_init (JaridaSelection      *self,
                       const JaridaPosition *from,
                       const JaridaPosition *to)
{
  self->from = from != NULL ? *from : beginning;
  self->to = to != NULL ? *to : ending;
}

gboolean
jarida_selection_has_block (const JaridaSelection *self,
                            guint                  block)
{
  return block >= self->from.block && block <= self->to.block;
}

gboolean
jarida_selection_clip (const JaridaSelection *self,
                       guint                  block,
                       guint                  r,
                       const JaridaRun       *run,
                       guint                 *start,
                       guint                 *end)
{
  JaridaPosition first = { block, r, 0 }, last = { block, r, run->length };

  if (jarida_position_compare (&last, &self->from) < 0 || jarida_position_compare (&first, &self->to) > 0)
    return FALSE;
  *start = jarida_position_compare (&first, &self->from) < 0 ? MIN (self->from.byte, run->length) : 0;
  *end = jarida_position_compare (&last, &self->to) > 0 ? MIN (self->to.byte, run->length) : run->length;
  /* Never half a character. */
  while (*start > 0 && (run->text[*start] & 0xc0) == 0x80)
    (*start)--;
  while (*end < run->length && (run->text[*end] & 0xc0) == 0x80)
    (*end)++;

  return *start <= *end;
}

static void
append_lines (GString    *out,
              const char *text,
              gsize       length,
              const char *line_break)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *next = memmem (text, end - text, JARIDA_LINE_BREAK, strlen (JARIDA_LINE_BREAK));

      g_string_append_len (out, text, (next != NULL ? next : end) - text);
      if (next == NULL)
        break;
      g_string_append (out, line_break);
      text = next + strlen (JARIDA_LINE_BREAK);
    }
}

static gboolean
is_tight (const JaridaBlock *before,
          const JaridaBlock *block)
{
  return (before->kind == JARIDA_BLOCK_LIST_ITEM && block->kind == JARIDA_BLOCK_LIST_ITEM)
         || (before->kind == JARIDA_BLOCK_NOTE && block->kind == JARIDA_BLOCK_NOTE);
}

static void
append_marker (GString           *out,
               const JaridaBlock *block)
{
  for (guint i = 1; i < block->list_depth; i++)
    g_string_append (out, "  ");
  if (block->marker != NULL)
    g_string_append_printf (out, "%s ", block->marker);
}

static void
append_block_text (GString               *out,
                   const JaridaBlock     *block,
                   guint                  index,
                   const JaridaSelection *selection)
{
  gboolean any = FALSE;

  for (guint r = 0; r < block->runs->len; r++)
    {
      const JaridaRun *run = block->runs->pdata[r];
      guint start, end;

      if (!jarida_selection_clip (selection, index, r, run, &start, &end))
        continue;
      if (any && block->table != NULL)
        g_string_append_c (out, r % block->table->n_columns == 0 ? '\n' : '\t');
      any = TRUE;
      append_lines (out, run->text + start, end - start, block->table != NULL ? " " : "\n");
    }
}

char *
jarida_document_to_text (JaridaDocument       *self,
                         const JaridaPosition *from,
                         const JaridaPosition *to)
{
  GString *out = g_string_new (NULL);
  const JaridaBlock *before = NULL;
  JaridaSelection selection;

  jarida_selection_init (&selection, from, to);
  for (guint i = selection.from.block; i < self->blocks->len && jarida_selection_has_block (&selection, i); i++)
    {
      const JaridaBlock *block = self->blocks->pdata[i];
      g_autoptr(GString) text = g_string_new (NULL);

      append_block_text (text, block, i, &selection);
      if (text->len == 0)
        continue;
      if (before != NULL)
        g_string_append (out, is_tight (before, block) ? "\n" : "\n\n");
      /* A marker is copied with the beginning of its item. */
      if (i > selection.from.block || (selection.from.run == 0 && selection.from.byte == 0))
        append_marker (out, block);
      g_string_append_len (out, text->str, text->len);
      before = block;
    }

  return g_string_free (out, FALSE);
}

char *
jarida_document_to_lines (JaridaDocument *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const JaridaBlock *block = self->blocks->pdata[i];
      gboolean any = FALSE;

      for (guint r = 0; r < block->runs->len; r++)
        {
          const JaridaRun *run = block->runs->pdata[r];

          if (run->length == 0)
            continue;
          if (any)
            g_string_append_c (out, '\t');
          append_lines (out, run->text, run->length, " ");
          any = TRUE;
        }
      if (any)
        g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

char *
jarida_html_to_text (const char *html)
{
  g_autofree char *valid = NULL;
  g_autoptr(JaridaHtml) tree = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  if (html == NULL)
    return g_strdup ("");

  valid = jarida_text_make_valid (html, -1);
  /* Most titles hold no markup at all. */
  if (strpbrk (valid, "<&") == NULL)
    return jarida_text_squeeze (valid);
  tree = jarida_html_parse (valid, -1, JARIDA_HTML_ALLOWED);
  jarida_html_node_read (jarida_html_get_body (tree), text);

  return jarida_text_squeeze (text->str);
}
