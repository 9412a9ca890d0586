/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

#include "jarida-address.h"

/* What stands above and below the text of an article. */

static void
add_line (JaridaDocument  *document,
          JaridaBlockKind  kind,
          const char      *text,
          guint            position)
{
  g_autofree char *squeezed = text != NULL ? jarida_text_squeeze (text) : NULL;
  JaridaBlock *block;

  if (squeezed == NULL || *squeezed == '\0')
    return;

  block = jarida_block_new (kind);
  g_ptr_array_add (block->runs, jarida_run_new (squeezed));
  g_ptr_array_insert (document->blocks, position, block);
}

/* A line of words some of which may lead somewhere. */
static void
add_words (JaridaDocument            *document,
           JaridaBlockKind            kind,
           const JaridaDocumentWords *words,
           guint                      position)
{
  JaridaRun *run = jarida_document_run_of (document, words);
  JaridaBlock *block;

  if (run == NULL)
    return;
  block = jarida_block_new (kind);
  g_ptr_array_add (block->runs, run);
  g_ptr_array_insert (document->blocks, position, block);
}

static JaridaBlock *
first_figure (JaridaDocument *document)
{
  /* Behind a heading or a first line of text, it still begins the article. */
  for (guint i = 0; i < MIN (document->blocks->len, 3); i++)
    {
      JaridaBlock *block = document->blocks->pdata[i];

      if (block->kind == JARIDA_BLOCK_FIGURE)
        return block;
    }

  return NULL;
}

static void
drop_figure (JaridaDocument *document,
             const char     *key)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      JaridaBlock *block = document->blocks->pdata[i];
      g_autofree char *own = NULL;

      if (block->kind != JARIDA_BLOCK_FIGURE)
        continue;
      own = jarida_picture_key (block->figure->address);
      if (strcmp (own, key) == 0)
        {
          g_ptr_array_remove_index (document->blocks, i);
          return;
        }
    }
}

static void
add_lead_picture (JaridaDocument           *document,
                  const JaridaDocumentHead *head,
                  const char               *base)
{
  char *address = head->image != NULL ? jarida_address_resolve (head->image, base) : NULL;
  JaridaBlock *block, *first;
  g_autofree char *key = NULL, *first_key = NULL;
  g_autofree char *caption = NULL;

  if (address == NULL)
    return;
  first = first_figure (document);
  key = jarida_picture_key (address);
  first_key = first != NULL ? jarida_picture_key (first->figure->address) : NULL;
  caption = head->image_caption != NULL ? jarida_text_squeeze (head->image_caption) : NULL;
  if (caption != NULL && *caption == '\0')
    g_clear_pointer (&caption, g_free);
  if (g_strcmp0 (key, first_key) == 0)
    {
      if (first->runs->len == 0 && caption != NULL)
        g_ptr_array_add (first->runs, jarida_run_new (caption));
      g_free (address);
      return;
    }
  drop_figure (document, key);
  block = jarida_block_new (JARIDA_BLOCK_FIGURE);
  block->figure = g_new0 (JaridaFigure, 1);
  block->figure->address = address;
  if (caption != NULL)
    g_ptr_array_add (block->runs, jarida_run_new (caption));
  g_ptr_array_insert (document->blocks, 0, block);
}

/* The picture of a film opens the film; it may have none. */
static void
add_video (JaridaDocument           *document,
           const JaridaDocumentHead *head,
           const char               *base)
{
  char *link = jarida_address_resolve (head->video, base);
  JaridaBlock *block;

  if (link == NULL)
    return;
  block = jarida_block_new (JARIDA_BLOCK_EMBED);
  block->figure = g_new0 (JaridaFigure, 1);
  block->figure->address = head->image != NULL ? jarida_address_resolve (head->image, base) : NULL;
  block->figure->alt = g_strdup (head->title);
  block->figure->link = link;
  if (block->figure->address != NULL)
    {
      g_autofree char *key = jarida_picture_key (block->figure->address);

      drop_figure (document, key);
    }
  g_ptr_array_insert (document->blocks, 0, block);
}

static void
add_source (JaridaDocument           *document,
            const JaridaDocumentHead *head)
{
  char *address = head->source_address != NULL ? jarida_address_resolve (head->source_address, NULL) : NULL;
  JaridaSpan span = { 0 };
  JaridaBlock *block;
  JaridaRun *run;

  if (address == NULL)
    return;
  add_line (document, JARIDA_BLOCK_SOURCE, head->source_label != NULL ? head->source_label : address,
            document->blocks->len);
  block = document->blocks->len > 0 ? document->blocks->pdata[document->blocks->len - 1] : NULL;
  if (block == NULL || block->kind != JARIDA_BLOCK_SOURCE)
    {
      g_free (address);
      return;
    }
  run = block->runs->pdata[0];
  span.end = run->length;
  span.link = jarida_document_take_link (document, address);
  run->spans = g_array_new (FALSE, FALSE, sizeof (JaridaSpan));
  g_array_append_val (run->spans, span);
}

/* Feeds like to begin the text with the title again. */
static void
drop_repeated_title (JaridaDocument *document,
                     const char     *title)
{
  JaridaBlock *block = document->blocks->len > 0 ? document->blocks->pdata[0] : NULL;
  g_autofree char *squeezed = NULL;

  if (block == NULL || block->kind != JARIDA_BLOCK_HEADING || title == NULL)
    return;
  squeezed = jarida_text_squeeze (title);
  if (strcmp (((JaridaRun *) block->runs->pdata[0])->text, squeezed) == 0)
    g_ptr_array_remove_index (document->blocks, 0);
}

void
jarida_document_add_head (JaridaDocument           *document,
                          const JaridaDocumentHead *head,
                          const char               *base)
{
  const JaridaDocumentWords kicker[] = { { head->kicker, head->kicker_address, 0 }, { NULL, NULL, 0 } };

  drop_repeated_title (document, head->title);
  if (head->video != NULL)
    add_video (document, head, base);
  else
    add_lead_picture (document, head, base);
  if (head->byline_words != NULL)
    add_words (document, JARIDA_BLOCK_BYLINE, head->byline_words, 0);
  else
    add_line (document, JARIDA_BLOCK_BYLINE, head->byline, 0);
  add_line (document, JARIDA_BLOCK_SUBTITLE, head->subtitle, 0);
  add_line (document, JARIDA_BLOCK_TITLE, head->title, 0);
  if (head->kicker != NULL && head->kicker_address != NULL)
    add_words (document, JARIDA_BLOCK_KICKER, kicker, 0);
  else
    add_line (document, JARIDA_BLOCK_KICKER, head->kicker, 0);
  add_source (document, head);
}
