/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

/* The values an article is made of. A document is counted, the rest belongs to its document. */

G_DEFINE_BOXED_TYPE (JaridaDocument, jarida_document, jarida_document_ref, jarida_document_unref)

JaridaRun *
jarida_run_new (const char *text)
{
  JaridaRun *self = g_new0 (JaridaRun, 1);

  self->text = g_strdup (text);
  self->length = strlen (text);

  return self;
}

void
jarida_run_free (JaridaRun *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self->text);
  g_free (self);
}

void
jarida_figure_free (JaridaFigure *self)
{
  if (self == NULL)
    return;

  g_free (self->address);
  g_free (self->alt);
  g_free (self->link);
  g_free (self);
}

static void
table_free (JaridaTable *self)
{
  if (self == NULL)
    return;

  g_free (self->align);
  g_free (self);
}

JaridaBlock *
jarida_block_new (JaridaBlockKind kind)
{
  JaridaBlock *self = g_new0 (JaridaBlock, 1);

  self->kind = kind;
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_run_free);

  return self;
}

void
jarida_block_free (JaridaBlock *self)
{
  if (self == NULL)
    return;

  g_free (self->marker);
  g_free (self->language);
  g_free (self->anchor);
  g_ptr_array_unref (self->runs);
  jarida_figure_free (self->figure);
  table_free (self->table);
  g_free (self);
}

JaridaDocument *
jarida_document_alloc (void)
{
  JaridaDocument *self = g_atomic_rc_box_new0 (JaridaDocument);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_block_free);
  self->links = g_ptr_array_new_with_free_func (g_free);

  return self;
}

JaridaDocument *
jarida_document_ref (JaridaDocument *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (JaridaDocument *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->links);
  g_free (self->language);
}

void
jarida_document_unref (JaridaDocument *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

int
jarida_document_take_link (JaridaDocument *self,
                           char           *address)
{
  /* An article says the same link twice in a row (picture and title) more often than far apart. */
  if (self->links->len > 0 && strcmp (self->links->pdata[self->links->len - 1], address) == 0)
    g_free (address);
  else
    g_ptr_array_add (self->links, address);

  return self->links->len - 1;
}

int
jarida_position_compare (const JaridaPosition *a,
                         const JaridaPosition *b)
{
  if (a->block != b->block)
    return a->block < b->block ? -1 : 1;
  if (a->run != b->run)
    return a->run < b->run ? -1 : 1;

  return a->byte == b->byte ? 0 : a->byte < b->byte ? -1 : 1;
}
