/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

/* A document, or a part of it, written back as HTML: for copying, and so that what survived of a page
 * can be looked at. Only what the document holds is written, everything escaped. */

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
  const char *address = span->link >= 0 ? self->links->pdata[span->link] : NULL;
  /* Elsewhere nobody knows the places of this program. */
  const gboolean leads = address != NULL && !g_str_has_prefix (address, JARIDA_DOCUMENT_OWN_SCHEME);

  if (leads)
    {
      g_string_append (out, "<a");
      append_attribute (out, "href", address);
      g_string_append_c (out, '>');
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (span->flags & tags[i].flag)
      g_string_append_printf (out, "<%s>", tags[i].name);
  append_escaped (out, run->text + start, end - start);
  for (guint i = G_N_ELEMENTS (tags); i > 0; i--)
    if (span->flags & tags[i - 1].flag)
      g_string_append_printf (out, "</%s>", tags[i - 1].name);
  if (leads)
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
append_figure (GString           *out,
               JaridaDocument    *self,
               const JaridaBlock *block)
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
append_table (GString               *out,
              JaridaDocument        *self,
              const JaridaBlock     *block,
              guint                  index,
              const JaridaSelection *selection)
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
          if (jarida_selection_clip (selection, index, i, run, &start, &end))
            append_run (out, self, run, start, end);
          g_string_append_printf (out, "</%s>", tag);
        }
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</table>\n");
}

/* Lists and quotes around the blocks, opened and closed as their depth changes. An item stays open
 * for what follows it without a marker of its own. */
typedef struct
{
  char     kind;         /* 'u', '1' 'a' 'A' 'i' 'I' as type says, or 'd' for what hangs under a term */
  gboolean open;         /* an item is */
  int      number;       /* of the last item */
} List;

typedef struct
{
  guint quote_depth;
  List  lists[16];
  guint list_depth;
} Nesting;

static const char *
list_tag (char kind)
{
  return kind == 'u' ? "ul" : kind == 'd' ? "dl" : "ol";
}

static void
close_lists (GString *out,
             Nesting *nesting,
             guint    depth)
{
  while (nesting->list_depth > depth)
    {
      List *list = &nesting->lists[--nesting->list_depth];

      if (list->open)
        g_string_append (out, list->kind == 'd' ? "</dd>\n" : "</li>\n");
      g_string_append_printf (out, "</%s>\n", list_tag (list->kind));
    }
}

static int
roman_number (const char *marker)
{
  static const char signs[] = "ivxlcdm";
  static const int values[] = { 1, 5, 10, 50, 100, 500, 1000 };
  int number = 0, last = 0;

  for (gsize i = strcspn (marker, "."); i > 0; i--)
    {
      const char *sign = strchr (signs, g_ascii_tolower (marker[i - 1]));
      int value;

      if (sign == NULL)
        return 0;
      value = values[sign - signs];
      number += value < last ? -value : value;
      last = value;
    }

  return number;
}

static int
letter_number (const char *marker)
{
  int number = 0;

  for (; g_ascii_isalpha (*marker) && number < 100000; marker++)
    number = number * 26 + g_ascii_tolower (*marker) - 'a' + 1;

  return number;
}

static int
marker_number (const char *marker,
               char        kind)
{
  if (kind == 'i')
    return roman_number (marker);
  if (kind == 'a')
    return letter_number (marker);

  return (int) g_ascii_strtoll (marker, NULL, 10);
}

/* @last: of the list it may go on with. "i." follows "h." and begins a list of Roman numbers. */
static char
marker_kind (const JaridaBlock *block,
             char               last)
{
  const char *marker = block->marker;
  gboolean upper;

  if (marker == NULL)
    return 'd';
  if (!g_ascii_isalpha (*marker))
    return g_ascii_isdigit (*marker) || *marker == '-' ? '1' : 'u';
  upper = g_ascii_isupper (*marker);
  if (last == (upper ? 'A' : 'a') || roman_number (marker) == 0
      || (last != (upper ? 'I' : 'i') && strchr ("iIvVxX", *marker) == NULL))
    return upper ? 'A' : 'a';

  return upper ? 'I' : 'i';
}

static void
open_list (GString *out,
           Nesting *nesting,
           char     kind)
{
  List *list = &nesting->lists[nesting->list_depth++];

  list->kind = kind;
  list->open = FALSE;
  list->number = 0;
  g_string_append_printf (out, "<%s", list_tag (kind));
  if (g_ascii_isalpha (kind) && kind != 'u' && kind != 'd')
    g_string_append_printf (out, " type=\"%c\"", kind);
  g_string_append (out, ">\n");
}

static void
open_item (GString           *out,
           List              *list,
           const JaridaBlock *block)
{
  int number = block->marker != NULL && list->kind != 'u' && list->kind != 'd'
               ? marker_number (block->marker, g_ascii_tolower (list->kind)) : 0;

  if (list->open)
    g_string_append (out, list->kind == 'd' ? "</dd>\n" : "</li>\n");
  list->open = TRUE;
  if (number != 0 && number != list->number + 1)
    g_string_append_printf (out, "<li value=\"%d\">", number);
  else
    g_string_append (out, list->kind == 'd' ? "<dd>" : "<li>");
  list->number = number;
}

static void
nest (GString           *out,
      Nesting           *nesting,
      const JaridaBlock *block)
{
  guint depth = MIN (block->list_depth, G_N_ELEMENTS (nesting->lists));
  List *list;
  char kind;

  if (block->quote_depth != nesting->quote_depth)
    close_lists (out, nesting, 0);
  for (; nesting->quote_depth > block->quote_depth; nesting->quote_depth--)
    g_string_append (out, "</blockquote>\n");
  for (; nesting->quote_depth < block->quote_depth; nesting->quote_depth++)
    g_string_append (out, "<blockquote>\n");

  close_lists (out, nesting, depth);
  if (depth == 0)
    return;
  kind = marker_kind (block, nesting->list_depth == depth ? nesting->lists[depth - 1].kind : 0);
  if (nesting->list_depth == depth && kind != 'd' && nesting->lists[depth - 1].kind != kind)
    close_lists (out, nesting, depth - 1);
  while (nesting->list_depth < depth)
    {
      if (nesting->list_depth > 0 && !nesting->lists[nesting->list_depth - 1].open)
        {
          g_string_append (out, nesting->lists[nesting->list_depth - 1].kind == 'd' ? "<dd>" : "<li>");
          nesting->lists[nesting->list_depth - 1].open = TRUE;
        }
      open_list (out, nesting, nesting->list_depth + 1 == depth ? kind : 'u');
    }
  list = &nesting->lists[depth - 1];
  if (block->marker != NULL || !list->open)
    open_item (out, list, block);
}

static void
append_block_html (GString               *out,
                   JaridaDocument        *self,
                   guint                  index,
                   const JaridaSelection *selection)
{
  const JaridaBlock *block = self->blocks->pdata[index];
  const char *tag = block_tag (block);

  if (block->figure != NULL)
    append_figure (out, self, block);
  else if (block->table != NULL)
    append_table (out, self, block, index, selection);
  else if (block->kind == JARIDA_BLOCK_RULE)
    g_string_append (out, "<hr>\n");
  else
    for (guint r = 0; r < block->runs->len; r++)
      {
        const JaridaRun *run = block->runs->pdata[r];
        guint start, end;

        if (!jarida_selection_clip (selection, index, r, run, &start, &end) || (start == end && run->length > 0))
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
  JaridaSelection selection;

  jarida_selection_init (&selection, from, to);
  g_string_append (out, "<div");
  append_attribute (out, "lang", self->language);
  append_attribute (out, "dir", self->direction == JARIDA_DIRECTION_RTL ? "rtl" : "ltr");
  g_string_append (out, ">\n");
  for (guint i = selection.from.block; i < self->blocks->len && jarida_selection_has_block (&selection, i); i++)
    {
      nest (out, &nesting, self->blocks->pdata[i]);
      append_block_html (out, self, i, &selection);
    }
  close_lists (out, &nesting, 0);
  for (; nesting.quote_depth > 0; nesting.quote_depth--)
    g_string_append (out, "</blockquote>\n");
  g_string_append (out, "</div>\n");

  return g_string_free (out, FALSE);
}
