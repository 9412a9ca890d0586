/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

/* A document, or a part of it, written back: as text and as HTML for copying, as lines for tests
 * and searching. */

static const JaridaPosition beginning = { 0, 0, 0 };
static const JaridaPosition ending = { G_MAXUINT, G_MAXUINT, G_MAXUINT };

/* The bytes of a run that lie between two positions; FALSE when none do. */
static gboolean
clip (guint                 block,
      guint                 r,
      const JaridaRun      *run,
      const JaridaPosition *from,
      const JaridaPosition *to,
      guint                *start,
      guint                *end)
{
  JaridaPosition first = { block, r, 0 }, last = { block, r, run->length };

  if (jarida_position_compare (&last, from) < 0 || jarida_position_compare (&first, to) > 0)
    return FALSE;
  *start = jarida_position_compare (&first, from) < 0 ? MIN (from->byte, run->length) : 0;
  *end = jarida_position_compare (&last, to) > 0 ? MIN (to->byte, run->length) : run->length;
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
append_block_text (GString              *out,
                   const JaridaBlock    *block,
                   guint                 index,
                   const JaridaPosition *from,
                   const JaridaPosition *to)
{
  gboolean any = FALSE;

  for (guint r = 0; r < block->runs->len; r++)
    {
      const JaridaRun *run = block->runs->pdata[r];
      guint start, end;

      if (!clip (index, r, run, from, to, &start, &end))
        continue;
      if (any && block->table != NULL)
        g_string_append_c (out, r % block->table->n_columns == 0 ? '\n' : '\t');
      any = TRUE;
      append_lines (out, run->text + start, end - start, block->table != NULL ? " " : "\n");
    }
}

/* Blocks between the two positions that have something to say. */
static gboolean
is_inside (guint                 index,
           const JaridaPosition *from,
           const JaridaPosition *to)
{
  return index >= from->block && index <= to->block;
}

char *
jarida_document_to_text (JaridaDocument       *self,
                         const JaridaPosition *from,
                         const JaridaPosition *to)
{
  GString *out = g_string_new (NULL);
  const JaridaBlock *before = NULL;

  from = from != NULL ? from : &beginning;
  to = to != NULL ? to : &ending;
  for (guint i = from->block; i < self->blocks->len && is_inside (i, from, to); i++)
    {
      const JaridaBlock *block = self->blocks->pdata[i];
      g_autoptr(GString) text = g_string_new (NULL);

      append_block_text (text, block, i, from, to);
      if (text->len == 0)
        continue;
      if (before != NULL)
        g_string_append (out, is_tight (before, block) ? "\n" : "\n\n");
      /* A marker is copied with the beginning of its item. */
      if (i > from->block || (from->run == 0 && from->byte == 0))
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

/* HTML */

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  const char *end = text + length;

  while (text < end)
    {
      gsize n = 0;

      while (text + n < end && strchr ("&<>\"", text[n]) == NULL
             && strncmp (text + n, JARIDA_LINE_BREAK, strlen (JARIDA_LINE_BREAK)) != 0)
        n++;
      g_string_append_len (out, text, n);
      text += n;
      if (text >= end)
        break;
      switch (*text)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;
        case '<':
          g_string_append (out, "&lt;");
          break;
        case '>':
          g_string_append (out, "&gt;");
          break;
        case '"':
          g_string_append (out, "&quot;");
          break;
        default:
          g_string_append (out, "<br>");
          text += strlen (JARIDA_LINE_BREAK) - 1;
          break;
        }
      text++;
    }
}

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (out, " %s=\"", name);
  append_escaped (out, value, strlen (value));
  g_string_append_c (out, '"');
}

static const struct { JaridaSpanFlags flag; const char *name; } tags[] = {
  { JARIDA_SPAN_BOLD, "b" }, { JARIDA_SPAN_ITALIC, "i" }, { JARIDA_SPAN_CODE, "code" },
  { JARIDA_SPAN_SUPERSCRIPT, "sup" }, { JARIDA_SPAN_SUBSCRIPT, "sub" }, { JARIDA_SPAN_STRIKE, "s" },
  { JARIDA_SPAN_UNDERLINE, "u" }, { JARIDA_SPAN_MARK, "mark" }, { JARIDA_SPAN_SMALL, "small" },
};

static void
append_span (GString          *out,
             JaridaDocument   *self,
             const JaridaRun  *run,
             const JaridaSpan *span,
             guint             start,
             guint             end)
{
  if (span->link >= 0)
    {
      g_string_append (out, "<a");
      append_attribute (out, "href", self->links->pdata[span->link]);
      g_string_append_c (out, '>');
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (span->flags & tags[i].flag)
      g_string_append_printf (out, "<%s>", tags[i].name);
  append_escaped (out, run->text + start, end - start);
  for (guint i = G_N_ELEMENTS (tags); i > 0; i--)
    if (span->flags & tags[i - 1].flag)
      g_string_append_printf (out, "</%s>", tags[i - 1].name);
  if (span->link >= 0)
    g_string_append (out, "</a>");
}

static void
append_run (GString         *out,
            JaridaDocument  *self,
            const JaridaRun *run,
            guint            start,
            guint            end)
{
  guint at = start;

  for (guint i = 0; run->spans != NULL && i < run->spans->len; i++)
    {
      const JaridaSpan *span = &g_array_index (run->spans, JaridaSpan, i);
      guint from = MAX (span->start, start), to = MIN (span->end, end);

      if (from >= to)
        continue;
      append_escaped (out, run->text + at, from - at);
      append_span (out, self, run, span, from, to);
      at = to;
    }
  append_escaped (out, run->text + at, end - at);
}

static const char *
block_tag (const JaridaBlock *block)
{
  static const char *const headings[] = { "h2", "h2", "h3", "h4", "h5" };

  switch (block->kind)
    {
    case JARIDA_BLOCK_TITLE:
      return "h1";
    case JARIDA_BLOCK_HEADING:
      return headings[MIN (block->level, 4)];
    case JARIDA_BLOCK_CODE:
      return "pre";
    case JARIDA_BLOCK_KICKER:
    case JARIDA_BLOCK_SUBTITLE:
    case JARIDA_BLOCK_BYLINE:
    case JARIDA_BLOCK_LEAD:
    case JARIDA_BLOCK_PARAGRAPH:
    case JARIDA_BLOCK_LIST_ITEM:
    case JARIDA_BLOCK_FIGURE:
    case JARIDA_BLOCK_TABLE:
    case JARIDA_BLOCK_RULE:
    case JARIDA_BLOCK_NOTE:
    case JARIDA_BLOCK_EMBED:
    case JARIDA_BLOCK_SOURCE:
    default:
      return "p";
    }
}

static void
append_open (GString           *out,
             JaridaDocument    *self,
             const JaridaBlock *block,
             const char        *tag)
{
  g_string_append_printf (out, "<%s", tag);
  append_attribute (out, "id", block->anchor);
  append_attribute (out, "lang", block->language);
  if (block->direction != self->direction)
    append_attribute (out, "dir", block->direction == JARIDA_DIRECTION_RTL ? "rtl" : "ltr");
  g_string_append_c (out, '>');
}

static void
append_figure (GString              *out,
               JaridaDocument       *self,
               const JaridaBlock    *block)
{
  const JaridaFigure *figure = block->figure;
  const JaridaRun *caption = block->runs->len > 0 ? block->runs->pdata[0] : NULL;

  append_open (out, self, block, "figure");
  if (figure->link != NULL)
    {
      g_string_append (out, "<a");
      append_attribute (out, "href", figure->link);
      g_string_append_c (out, '>');
    }
  if (figure->address != NULL)
    {
      g_string_append (out, "<img");
      append_attribute (out, "src", figure->address);
      append_attribute (out, "alt", figure->alt);
      if (figure->width > 0)
        g_string_append_printf (out, " width=\"%d\"", figure->width);
      if (figure->height > 0)
        g_string_append_printf (out, " height=\"%d\"", figure->height);
      g_string_append_c (out, '>');
    }
  else
    {
      const char *label = figure->alt != NULL ? figure->alt : figure->link;

      append_escaped (out, label, strlen (label));
    }
  if (figure->link != NULL)
    g_string_append (out, "</a>");
  if (caption != NULL)
    {
      g_string_append (out, "<figcaption>");
      append_run (out, self, caption, 0, caption->length);
      g_string_append (out, "</figcaption>");
    }
  g_string_append (out, "</figure>\n");
}

static void
append_table (GString              *out,
              JaridaDocument       *self,
              const JaridaBlock    *block,
              guint                 index,
              const JaridaPosition *from,
              const JaridaPosition *to)
{
  static const char *const aligns[] = { NULL, "center", "right" };
  const JaridaTable *table = block->table;

  append_open (out, self, block, "table");
  for (guint r = 0; r < table->n_rows; r++)
    {
      g_string_append (out, "<tr>");
      for (guint c = 0; c < table->n_columns; c++)
        {
          guint i = r * table->n_columns + c, start, end;
          const JaridaRun *run = block->runs->pdata[i];
          const char *tag = r < table->n_header_rows ? "th" : "td";

          g_string_append_printf (out, "<%s", tag);
          append_attribute (out, "align", aligns[MIN (table->align[c], 2)]);
          g_string_append_c (out, '>');
          if (clip (index, i, run, from, to, &start, &end))
            append_run (out, self, run, start, end);
          g_string_append_printf (out, "</%s>", tag);
        }
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</table>\n");
}

/* Lists and quotes around the blocks, opened and closed as their depth changes. */
typedef struct
{
  guint   quote_depth;
  char    lists[16];     /* 'u' or 'o' a level */
  guint   list_depth;
} Nesting;

static gboolean
is_numbered (const JaridaBlock *block)
{
  return block->marker != NULL && g_ascii_isalnum (block->marker[0]);
}

static void
close_lists (GString *out,
             Nesting *nesting,
             guint    depth)
{
  while (nesting->list_depth > depth)
    g_string_append (out, nesting->lists[--nesting->list_depth] == 'o' ? "</ol>\n" : "</ul>\n");
}

static void
open_number (GString           *out,
             const JaridaBlock *block)
{
  const char *marker = block->marker;
  int number = g_ascii_isdigit (*marker) ? (int) g_ascii_strtoll (marker, NULL, 10) : 1;

  g_string_append (out, "<ol");
  if (number != 1)
    g_string_append_printf (out, " start=\"%d\"", number);
  if (g_ascii_isalpha (*marker))
    g_string_append_printf (out, " type=\"%c\"", strchr ("iI", *marker) != NULL ? *marker
                                                 : g_ascii_isupper (*marker) ? 'A' : 'a');
  g_string_append (out, ">\n");
}

static void
nest (GString           *out,
      Nesting           *nesting,
      const JaridaBlock *block)
{
  if (block->quote_depth != nesting->quote_depth)
    close_lists (out, nesting, 0);
  for (; nesting->quote_depth > block->quote_depth; nesting->quote_depth--)
    g_string_append (out, "</blockquote>\n");
  for (; nesting->quote_depth < block->quote_depth; nesting->quote_depth++)
    g_string_append (out, "<blockquote>\n");

  close_lists (out, nesting, block->list_depth);
  if (nesting->list_depth == block->list_depth && nesting->list_depth > 0 && block->marker != NULL
      && (nesting->lists[nesting->list_depth - 1] == 'o') != is_numbered (block))
    close_lists (out, nesting, block->list_depth - 1);
  while (nesting->list_depth < MIN (block->list_depth, G_N_ELEMENTS (nesting->lists)))
    {
      gboolean numbered = is_numbered (block) && nesting->list_depth + 1 == block->list_depth;

      nesting->lists[nesting->list_depth++] = numbered ? 'o' : 'u';
      if (numbered)
        open_number (out, block);
      else
        g_string_append (out, "<ul>\n");
    }
}

static void
append_block_html (GString              *out,
                   JaridaDocument       *self,
                   guint                 index,
                   const JaridaPosition *from,
                   const JaridaPosition *to)
{
  const JaridaBlock *block = self->blocks->pdata[index];
  gboolean item = block->list_depth > 0 && block->marker != NULL;
  const char *tag = item ? "li" : block_tag (block);

  if (block->figure != NULL)
    append_figure (out, self, block);
  else if (block->table != NULL)
    append_table (out, self, block, index, from, to);
  else if (block->kind == JARIDA_BLOCK_RULE)
    g_string_append (out, "<hr>\n");
  else
    for (guint r = 0; r < block->runs->len; r++)
      {
        const JaridaRun *run = block->runs->pdata[r];
        guint start, end;

        if (!clip (index, r, run, from, to, &start, &end) || (start == end && run->length > 0))
          continue;
        append_open (out, self, block, tag);
        append_run (out, self, run, start, end);
        g_string_append_printf (out, "</%s>\n", tag);
      }
}

char *
jarida_document_to_html (JaridaDocument       *self,
                         const JaridaPosition *from,
                         const JaridaPosition *to)
{
  GString *out = g_string_new (NULL);
  Nesting nesting = { 0 };

  from = from != NULL ? from : &beginning;
  to = to != NULL ? to : &ending;
  g_string_append (out, "<div");
  append_attribute (out, "lang", self->language);
  append_attribute (out, "dir", self->direction == JARIDA_DIRECTION_RTL ? "rtl" : "ltr");
  g_string_append (out, ">\n");
  for (guint i = from->block; i < self->blocks->len && is_inside (i, from, to); i++)
    {
      nest (out, &nesting, self->blocks->pdata[i]);
      append_block_html (out, self, i, from, to);
    }
  close_lists (out, &nesting, 0);
  for (; nesting.quote_depth > 0; nesting.quote_depth--)
    g_string_append (out, "</blockquote>\n");
  g_string_append (out, "</div>\n");

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
