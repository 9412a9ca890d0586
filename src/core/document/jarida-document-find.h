/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-document.h"

G_BEGIN_DECLS

/* A stretch of a document, in order. */
typedef struct
{
  JaridaPosition from;
  JaridaPosition to;
} JaridaRange;

/* Appends to @ranges (element-type JaridaRange) where @words stand in the blocks from @first to before @end, in the order of the
 * text, until there are @limit of them. Case, accents, ligatures, tashkeel and their like make no difference. Pure: any thread. */
void     jarida_document_find        (JaridaDocument *self,
                                      const char     *words,
                                      guint           first,
                                      guint           end,
                                      guint           limit,
                                      GArray         *ranges);
/* Whether there is anything in @words to look for. */
gboolean jarida_document_can_find    (const char     *words);

G_END_DECLS
