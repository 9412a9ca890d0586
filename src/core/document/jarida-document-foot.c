/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

#include "jarida-address.h"

/* What the program itself says around a text: words that lead to its own places, and lines below that lead on. */

/* Of a foot: somebody else's text needs no more of ours around it. */
#define MAX_LINES 24

static gboolean
is_own (const char *address)
{
  return g_str_has_prefix (address, JARIDA_DOCUMENT_OWN_SCHEME);
}

/* NULL for what no link of ours may be. */
static char *
accept_address (const char *address)
{
  if (address == NULL)
    return NULL;
  return is_own (address) ? g_strdup (address) : jarida_address_resolve (address, NULL);
}

static void
append_words (JaridaDocument            *self,
              GString                   *text,
              GArray                    *spans,
              const JaridaDocumentWords *words)
{
  char *address = accept_address (words->address);
  g_autofree char *valid = jarida_text_make_valid (words->text, -1);
  /* What leads somewhere is a name; what stands between keeps its spaces. */
  g_autofree char *squeezed = address != NULL ? jarida_text_squeeze (valid) : g_steal_pointer (&valid);
  JaridaSpan span = { text->len, 0, words->flags, -1 };

  g_string_append (text, squeezed);
  span.end = text->len;
  if (address != NULL)
    span.link = jarida_document_take_link (self, address);
  if (span.end > span.start && (span.link >= 0 || span.flags != 0))
    g_array_append_val (spans, span);
}

JaridaRun *
jarida_document_run_of (JaridaDocument            *self,
                        const JaridaDocumentWords *words)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (JaridaSpan));
  JaridaRun *run;

  for (; words->text != NULL; words++)
    append_words (self, text, spans, words);
  if (text->str[strspn (text->str, " ")] == '\0')
    return NULL;
  run = jarida_run_new (text->str);
  if (spans->len > 0)
    run->spans = g_steal_pointer (&spans);

  return run;
}

static JaridaBlock *
add_block (JaridaDocument            *self,
           JaridaBlockKind            kind,
           const JaridaDocumentWords *words)
{
  JaridaRun *run = jarida_document_run_of (self, words);
  JaridaBlock *block;

  if (run == NULL)
    return NULL;
  block = jarida_block_new (kind);
  /* Each title runs its own way. */
  block->direction = jarida_text_direction (words->text);
  if (block->direction == JARIDA_DIRECTION_AUTO)
    block->direction = self->direction;
  run->direction = block->direction;
  g_ptr_array_add (block->runs, run);
  g_ptr_array_add (self->blocks, block);

  return block;
}

static void
add_line (JaridaDocument           *self,
          const JaridaDocumentLine *line)
{
  const JaridaDocumentWords words[] = {
    { line->text, line->address, 0 },
    /* The dot ends a line rather than beginning one. */
    { line->note != NULL ? "\xc2\xa0· " : NULL, NULL, JARIDA_SPAN_SMALL },
    { line->note, NULL, JARIDA_SPAN_SMALL },
    { NULL, NULL, 0 },
  };
  JaridaBlock *block = add_block (self, JARIDA_BLOCK_LIST_ITEM, words);

  if (block == NULL)
    return;
  block->list_depth = 1;
  block->marker = g_strdup ("•");
}

void
jarida_document_add_foot (JaridaDocument           *self,
                          const JaridaDocumentFoot *foot)
{
  const guint n_own = self->blocks->len;
  guint n = 0;

  for (; foot->heading != NULL; foot++)
    {
      const JaridaDocumentWords heading[] = { { foot->heading, NULL, 0 }, { NULL, NULL, 0 } };
      JaridaBlock *block = foot->lines != NULL && foot->lines->text != NULL
                           ? add_block (self, JARIDA_BLOCK_HEADING, heading) : NULL;

      if (block == NULL)
        continue;
      block->level = 3;
      for (const JaridaDocumentLine *line = foot->lines; line->text != NULL && n < MAX_LINES; line++, n++)
        add_line (self, line);
    }
  self->n_foot = self->blocks->len - n_own;
}

/* ---- Copies ---- */

static JaridaDocumentWords *
copy_words (const JaridaDocumentWords *words)
{
  g_autoptr(GArray) copy = g_array_new (TRUE, TRUE, sizeof (JaridaDocumentWords));

  for (; words != NULL && words->text != NULL; words++)
    {
      const JaridaDocumentWords one = { g_strdup (words->text), g_strdup (words->address), words->flags };

      g_array_append_val (copy, one);
    }

  return (JaridaDocumentWords *) g_array_free (g_steal_pointer (&copy), FALSE);
}

static JaridaDocumentLine *
copy_lines (const JaridaDocumentLine *lines)
{
  g_autoptr(GArray) copy = g_array_new (TRUE, TRUE, sizeof (JaridaDocumentLine));

  for (; lines != NULL && lines->text != NULL; lines++)
    {
      const JaridaDocumentLine one = { g_strdup (lines->text), g_strdup (lines->address), g_strdup (lines->note) };

      g_array_append_val (copy, one);
    }

  return (JaridaDocumentLine *) g_array_free (g_steal_pointer (&copy), FALSE);
}

static JaridaDocumentFoot *
copy_foot (const JaridaDocumentFoot *foot)
{
  g_autoptr(GArray) copy = g_array_new (TRUE, TRUE, sizeof (JaridaDocumentFoot));

  for (; foot != NULL && foot->heading != NULL; foot++)
    {
      const JaridaDocumentFoot one = { g_strdup (foot->heading), copy_lines (foot->lines) };

      g_array_append_val (copy, one);
    }

  return (JaridaDocumentFoot *) g_array_free (g_steal_pointer (&copy), FALSE);
}

JaridaDocumentHead *
jarida_document_head_copy (const JaridaDocumentHead *self)
{
  JaridaDocumentHead *copy = g_new0 (JaridaDocumentHead, 1);

  copy->kicker = g_strdup (self->kicker);
  copy->kicker_address = g_strdup (self->kicker_address);
  copy->title = g_strdup (self->title);
  copy->subtitle = g_strdup (self->subtitle);
  copy->byline = g_strdup (self->byline);
  copy->byline_words = self->byline_words != NULL ? copy_words (self->byline_words) : NULL;
  copy->image = g_strdup (self->image);
  copy->image_caption = g_strdup (self->image_caption);
  copy->video = g_strdup (self->video);
  copy->source_label = g_strdup (self->source_label);
  copy->source_address = g_strdup (self->source_address);
  copy->foot = self->foot != NULL ? copy_foot (self->foot) : NULL;
  copy->turned = self->turned;

  return copy;
}

static void
free_foot (JaridaDocumentFoot *foot)
{
  for (JaridaDocumentFoot *one = foot; one != NULL && one->heading != NULL; one++)
    {
      for (const JaridaDocumentLine *line = one->lines; line->text != NULL; line++)
        {
          g_free ((char *) line->text);
          g_free ((char *) line->address);
          g_free ((char *) line->note);
        }
      g_free ((char *) one->heading);
      g_free ((JaridaDocumentLine *) one->lines);
    }
  g_free (foot);
}

void
jarida_document_head_free (JaridaDocumentHead *self)
{
  if (self == NULL)
    return;

  for (const JaridaDocumentWords *words = self->byline_words; words != NULL && words->text != NULL; words++)
    {
      g_free ((char *) words->text);
      g_free ((char *) words->address);
    }
  g_free ((JaridaDocumentWords *) self->byline_words);
  free_foot ((JaridaDocumentFoot *) self->foot);
  g_free ((char *) self->kicker);
  g_free ((char *) self->kicker_address);
  g_free ((char *) self->title);
  g_free ((char *) self->subtitle);
  g_free ((char *) self->byline);
  g_free ((char *) self->image);
  g_free ((char *) self->image_caption);
  g_free ((char *) self->video);
  g_free ((char *) self->source_label);
  g_free ((char *) self->source_address);
  g_free (self);
}
