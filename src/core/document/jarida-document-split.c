/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-document-private.h"

/* Text without an end, such as a page that knows no paragraphs: it is laid out as a whole, which takes a second for some hundred
 * thousand letters, and beyond about 230,000 the width of it is more than Pango can count. So it becomes several blocks, which are
 * laid out only as they come into sight. */

/* Bytes. No paragraph that somebody wrote to be read is so long. */
#define MOST 24000
/* How far back from there a good place is looked for: the end of a sentence, or else of a word. */
#define LOOK_BACK 2000

#define LINE_SEPARATOR "\342\200\250"

static gboolean
is_sentence_end (const char *before)
{
  static const char signs[] = ".!?…؟۔";

  return g_utf8_strchr (signs, -1, g_utf8_get_char (before)) != NULL;
}

static gboolean
begins_letter (const char *at)
{
  const gunichar c = g_utf8_get_char (at);

  return g_unichar_isprint (c) && !g_unichar_ismark (c);
}

static gsize
get_gap (const char *at)
{
  if (*at == ' ')
    return 1;
  return g_str_has_prefix (at, LINE_SEPARATOR) ? strlen (LINE_SEPARATOR) : 0;
}

/* Where the first part ends: before the space that ends a sentence, or a word, or before a letter in a text without spaces. */
static guint
find_end (const char *text)
{
  const char *last = g_utf8_find_prev_char (text, text + MOST + 1), *word = NULL, *letter = NULL;

  for (const char *p = last; p > text + MOST - LOOK_BACK; p = g_utf8_prev_char (p))
    {
      if (*p != ' ' ? get_gap (p) > 0 : is_sentence_end (g_utf8_prev_char (p)))
        return p - text;
      if (word == NULL && *p == ' ')
        word = p;
      if (letter == NULL && begins_letter (p))
        letter = p;
    }
  return (word != NULL ? word : letter != NULL ? letter : last) - text;
}

static void
add_span (JaridaRun  *run,
          JaridaSpan  span,
          guint       from,
          guint       to)
{
  span.start = MAX (span.start, from) - from;
  span.end = MIN (span.end, to) - from;
  if (run->spans == NULL)
    run->spans = g_array_new (FALSE, FALSE, sizeof (JaridaSpan));
  g_array_append_val (run->spans, span);
}

static JaridaRun *
new_part (const JaridaRun *run,
          guint            from,
          guint            to,
          guint           *span)
{
  g_autofree char *text = g_strndup (run->text + from, to - from);
  JaridaRun *part = jarida_run_new (text);

  part->direction = run->direction;
  for (; run->spans != NULL && *span < run->spans->len; (*span)++)
    {
      const JaridaSpan *whole = &g_array_index (run->spans, JaridaSpan, *span);

      if (whole->start >= to)
        break;
      if (whole->end > from)
        add_span (part, *whole, from, to);
      if (whole->end > to)
        break;
    }
  return part;
}

static JaridaBlock *
new_continuation (const JaridaBlock *block,
                  JaridaRun         *run)
{
  JaridaBlock *next = jarida_block_new (block->figure != NULL ? JARIDA_BLOCK_PARAGRAPH : block->kind);

  next->level = block->level;
  next->quote_depth = block->quote_depth;
  next->list_depth = block->list_depth;
  next->direction = block->direction;
  next->language = g_strdup (block->language);
  g_ptr_array_add (next->runs, run);
  return next;
}

static void
split_block (JaridaBlock *block,
             GPtrArray   *blocks)
{
  g_autoptr(JaridaRun) run = g_ptr_array_steal_index (block->runs, 0);
  guint span = 0, from = 0;

  while (from < run->length)
    {
      const guint to = run->length - from > MOST ? from + find_end (run->text + from) : run->length;
      JaridaRun *part = new_part (run, from, to, &span);

      if (from == 0)
        g_ptr_array_add (block->runs, part);
      else
        g_ptr_array_add (blocks, new_continuation (block, part));
      from = to + get_gap (run->text + to);
    }
}

static gboolean
is_too_long (const JaridaBlock *block)
{
  return block->runs->len == 1 && block->table == NULL && ((JaridaRun *) g_ptr_array_index (block->runs, 0))->length > MOST;
}

void
jarida_document_split_blocks (JaridaDocument *self)
{
  g_autoptr(GPtrArray) blocks = NULL;
  gboolean found = FALSE;

  for (guint i = 0; i < self->blocks->len && !found; i++)
    found = is_too_long (g_ptr_array_index (self->blocks, i));
  if (!found)
    return;
  blocks = g_steal_pointer (&self->blocks);
  self->blocks = g_ptr_array_new_full (blocks->len, (GDestroyNotify) jarida_block_free);
  g_ptr_array_set_free_func (blocks, NULL);
  for (guint i = 0; i < blocks->len; i++)
    {
      JaridaBlock *block = g_ptr_array_index (blocks, i);

      g_ptr_array_add (self->blocks, block);
      if (is_too_long (block))
        split_block (block, self->blocks);
    }
}
