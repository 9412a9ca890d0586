/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

/* What can only be known when all blocks are there: which way the article runs, the ranks of its
 * headings, where its own links lead, in which language its punctuation is spaced. */

#define LONG_HEADING 320   /* characters: whole paragraphs are marked up as headings by some papers */

void
jarida_document_link_anchors (JaridaDocument *self,
                              GHashTable     *anchors)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      char *link = self->links->pdata[i];
      JaridaBlock *block;

      if (*link != '#')
        continue;
      block = g_hash_table_lookup (anchors, link + 1);
      if (block == NULL)
        continue;
      if (block->anchor == NULL)
        block->anchor = g_strdup (link + 1);
      /* Two ids of one block are one place. */
      self->links->pdata[i] = g_strconcat ("#", block->anchor, NULL);
      g_free (link);
    }
}

/* A link to a place that is not in the article leads nowhere: it is text. */
static void
drop_dead_links (JaridaDocument *self,
                 JaridaRun      *run,
                 GHashTable     *anchors)
{
  guint kept = 0;

  for (guint i = 0; run->spans != NULL && i < run->spans->len; i++)
    {
      JaridaSpan span = g_array_index (run->spans, JaridaSpan, i);
      const char *link = span.link >= 0 ? self->links->pdata[span.link] : NULL;

      if (link != NULL && *link == '#' && !g_hash_table_contains (anchors, link + 1))
        span.link = -1;
      if (span.link >= 0 || span.flags != 0)
        g_array_index (run->spans, JaridaSpan, kept++) = span;
    }
  if (run->spans != NULL)
    g_array_set_size (run->spans, kept);
}

static void
drop_all_dead_links (JaridaDocument *self)
{
  g_autoptr(GHashTable) anchors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];

      if (block->anchor != NULL)
        g_hash_table_add (anchors, block->anchor);
    }
  for (guint i = 0; i < self->blocks->len; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];

      for (guint r = 0; r < block->runs->len; r++)
        drop_dead_links (self, block->runs->pdata[r], anchors);
      if (block->figure != NULL && block->figure->link != NULL && *block->figure->link == '#')
        g_clear_pointer (&block->figure->link, g_free);
    }
}

static gboolean
is_empty (JaridaBlock *block)
{
  if (block->figure != NULL || block->kind == JARIDA_BLOCK_RULE)
    return FALSE;
  for (guint i = 0; i < block->runs->len; i++)
    if (((JaridaRun *) block->runs->pdata[i])->length > 0)
      return FALSE;

  return TRUE;
}

/* Empty blocks, rules at the ends, and rules behind rules. */
static void
drop_empty_blocks (JaridaDocument *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];
      JaridaBlock *before = kept > 0 ? self->blocks->pdata[kept - 1] : NULL;

      self->blocks->pdata[i] = NULL;
      if (is_empty (block)
          || (block->kind == JARIDA_BLOCK_RULE && (before == NULL || before->kind == JARIDA_BLOCK_RULE)))
        jarida_block_free (block);
      else
        self->blocks->pdata[kept++] = block;
    }
  if (kept > 0 && ((JaridaBlock *) self->blocks->pdata[kept - 1])->kind == JARIDA_BLOCK_RULE)
    {
      jarida_block_free (self->blocks->pdata[--kept]);
      self->blocks->pdata[kept] = NULL;
    }
  /* What is behind is NULL by now. */
  g_ptr_array_set_free_func (self->blocks, NULL);
  g_ptr_array_set_size (self->blocks, kept);
  g_ptr_array_set_free_func (self->blocks, (GDestroyNotify) jarida_block_free);
}

static void
set_bold (JaridaRun *run)
{
  JaridaSpan span = { 0, run->length, JARIDA_SPAN_BOLD, -1 };

  if (run->spans != NULL && run->spans->len > 0)
    return;
  if (run->spans == NULL)
    run->spans = g_array_new (FALSE, FALSE, sizeof (JaridaSpan));
  g_array_append_val (run->spans, span);
}

/* h2, h4, h5 of the page are ranks 1, 2, 3 of the article. */
static void
rank_headings (JaridaDocument *self)
{
  guint8 ranks[8] = { 0 }, n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];
      JaridaRun *run;

      if (block->kind != JARIDA_BLOCK_HEADING)
        continue;
      run = block->runs->pdata[0];
      if (run->length > LONG_HEADING && g_utf8_strlen (run->text, -1) > LONG_HEADING)
        {
          block->kind = JARIDA_BLOCK_PARAGRAPH;
          block->level = 0;
          set_bold (run);
        }
      else
        ranks[block->level] = 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (ranks[i] != 0)
      {
        n = MIN (n + 1, 4);
        ranks[i] = n;
      }
  for (guint i = 0; i < self->blocks->len; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];

      if (block->kind == JARIDA_BLOCK_HEADING)
        block->level = ranks[block->level];
    }
}

typedef struct
{
  guint n_ltr;
  guint n_rtl;
} Letters;

static gboolean
is_rtl_letter (gunichar c)
{
  return (c >= 0x590 && c < 0x900) || (c >= 0xfb1d && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00)
         || (c >= 0x10800 && c < 0x11000) || (c >= 0x1e800 && c < 0x1f000);
}

static void
count_letters (const char *text,
               Letters    *letters)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 ? !g_ascii_isalpha (c) : !g_unichar_isalpha (c))
        continue;
      if (c >= 0x590 && is_rtl_letter (c))
        letters->n_rtl++;
      else
        letters->n_ltr++;
    }
}

/* The first strong letter decides, unless most of the text disagrees with it and agrees with the
 * article: Arabic sentences do begin with "Facebook". */
static JaridaDirection
text_direction (const char      *text,
                JaridaDirection  around)
{
  JaridaDirection first = jarida_text_direction (text);
  Letters letters = { 0 };

  if (first == JARIDA_DIRECTION_AUTO || first == around || around == JARIDA_DIRECTION_AUTO)
    return first == JARIDA_DIRECTION_AUTO ? around : first;
  count_letters (text, &letters);
  if (around == JARIDA_DIRECTION_RTL && letters.n_rtl > letters.n_ltr)
    return JARIDA_DIRECTION_RTL;
  if (around == JARIDA_DIRECTION_LTR && letters.n_ltr > letters.n_rtl)
    return JARIDA_DIRECTION_LTR;

  return first;
}

static JaridaDirection
document_direction (JaridaDocument *self,
                    const char     *language)
{
  JaridaDirection direction;
  Letters letters = { 0 };

  for (guint i = 0; i < self->blocks->len && letters.n_ltr + letters.n_rtl < 4000; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];

      if (block->kind != JARIDA_BLOCK_SOURCE && block->kind != JARIDA_BLOCK_CODE)
        for (guint r = 0; r < block->runs->len; r++)
          count_letters (((JaridaRun *) block->runs->pdata[r])->text, &letters);
    }
  if (letters.n_ltr != letters.n_rtl)
    return letters.n_rtl > letters.n_ltr ? JARIDA_DIRECTION_RTL : JARIDA_DIRECTION_LTR;
  direction = language != NULL ? jarida_language_direction (language) : JARIDA_DIRECTION_AUTO;

  return direction != JARIDA_DIRECTION_AUTO ? direction : JARIDA_DIRECTION_LTR;
}

static void
direct_block (JaridaBlock     *block,
              JaridaDirection  around)
{
  JaridaDirection own = block->direction;

  if (block->kind == JARIDA_BLOCK_CODE)
    own = JARIDA_DIRECTION_LTR;
  /* A table runs with the article, whatever its first cell says. */
  if (own == JARIDA_DIRECTION_AUTO && block->kind == JARIDA_BLOCK_TABLE)
    own = around;
  if (own == JARIDA_DIRECTION_AUTO && block->runs->len > 0)
    own = text_direction (((JaridaRun *) block->runs->pdata[0])->text, around);
  block->direction = own != JARIDA_DIRECTION_AUTO ? own : around;
  for (guint r = 0; r < block->runs->len; r++)
    {
      JaridaRun *run = block->runs->pdata[r];

      run->direction = block->kind == JARIDA_BLOCK_CODE ? block->direction
                       : block->kind == JARIDA_BLOCK_TABLE ? text_direction (run->text, block->direction)
                       : block->direction;
    }
}

static guint
count_words (const char *text)
{
  gboolean inside = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean letter = c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c) || g_unichar_ismark (c);

      n += letter && !inside;
      inside = letter || (inside && (c == '\'' || c == 0x2019 || c == '-'));
    }

  return n;
}

static gboolean
is_french (JaridaBlock *block,
           const char  *language)
{
  const char *own = block->language != NULL ? block->language : language;

  /* A page in French with a paragraph in Arabic rarely says so. */
  return own != NULL && g_ascii_strncasecmp (own, "fr", 2) == 0 && !g_ascii_isalpha (own[2])
         && block->kind != JARIDA_BLOCK_CODE && block->direction != JARIDA_DIRECTION_RTL;
}

static char *
guess_language (JaridaDocument *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len && text->len < 4000; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];

      if (block->kind != JARIDA_BLOCK_TABLE && block->kind != JARIDA_BLOCK_CODE
          && block->kind != JARIDA_BLOCK_SOURCE && block->runs->len > 0)
        g_string_append_printf (text, "%s\n", ((JaridaRun *) block->runs->pdata[0])->text);
    }

  return g_strdup (jarida_text_guess_language (text->str));
}

void
jarida_document_finish (JaridaDocument  *self,
                        const char      *language,
                        JaridaDirection  direction)
{
  drop_empty_blocks (self);
  drop_all_dead_links (self);
  rank_headings (self);
  self->language = language != NULL && *language != '\0' ? g_strdup (language) : guess_language (self);
  self->direction = direction != JARIDA_DIRECTION_AUTO ? direction : document_direction (self, self->language);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      JaridaBlock *block = self->blocks->pdata[i];

      direct_block (block, self->direction);
      if (g_strcmp0 (block->language, self->language) == 0)
        g_clear_pointer (&block->language, g_free);
      for (guint r = 0; r < block->runs->len; r++)
        {
          JaridaRun *run = block->runs->pdata[r];

          if (is_french (block, self->language))
            jarida_run_space_french (run);
          if (block->kind >= JARIDA_BLOCK_LEAD && block->kind != JARIDA_BLOCK_SOURCE)
            self->n_words += count_words (run->text);
        }
    }
  jarida_document_split_blocks (self);
}
