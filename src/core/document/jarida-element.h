/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an element means to an article. */
typedef enum
{
  JARIDA_ROLE_INLINE,       /* only what stands inside counts */
  JARIDA_ROLE_SPAN,         /* value: JaridaSpanFlags */
  JARIDA_ROLE_LINK,
  JARIDA_ROLE_QUOTATION,    /* q: brings its own quotation marks */
  JARIDA_ROLE_BREAK,
  JARIDA_ROLE_BLOCK,
  JARIDA_ROLE_HEADING,      /* value: 1 to 6 */
  JARIDA_ROLE_LIST,         /* value: 1 when numbered */
  JARIDA_ROLE_ITEM,
  JARIDA_ROLE_TERM,
  JARIDA_ROLE_DESCRIPTION,
  JARIDA_ROLE_QUOTE,
  JARIDA_ROLE_PREFORMATTED,
  JARIDA_ROLE_FIGURE,
  JARIDA_ROLE_CAPTION,
  JARIDA_ROLE_PICTURE,
  JARIDA_ROLE_EMBED,
  JARIDA_ROLE_TABLE,
  JARIDA_ROLE_TABLE_PART,   /* thead, tbody, tr…: a block when no table is around it */
  JARIDA_ROLE_CELL,         /* value: 1 when a header */
  JARIDA_ROLE_RULE,
  JARIDA_ROLE_NOSCRIPT,
  JARIDA_ROLE_DROP,         /* gone with all that stands inside */
} JaridaRole;

typedef struct
{
  const char *name;
  JaridaRole  role;
  guint       value;
  const char *attributes;   /* (nullable) names separated by spaces, beside the ones any element may have */
} JaridaElement;

/* NULL for an element that is not in the table: its text stays, it means nothing. */
const JaridaElement *jarida_element_find              (const char          *name);
gboolean             jarida_element_allows_attribute  (const JaridaElement *self,
                                                       const char          *attribute);

G_END_DECLS
