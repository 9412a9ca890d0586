/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-element.h"

#include <stdlib.h>
#include <string.h>

#include "jarida-document.h"

/* The table of what may survive from a page (DESIGN.md 6). An element that is not here loses its
 * tags and keeps its text; an attribute that is not here does not exist for the rest of the room.
 * No attribute is ever copied as it is: addresses are resolved and checked, numbers are parsed. */

#define ANY_ELEMENT "class dir hidden id lang role style xml:lang"
#define PICTURE "alt data-full-url data-hi-res-src data-large-file data-lazy data-lazy-src data-lazy-srcset " \
                "data-orig-file data-original data-src data-srcset data-url height src srcset title width"
#define FRAME "data-lazy-src data-src height src title width"

/* Sorted by name. */
static const JaridaElement elements[] = {
  { "a", JARIDA_ROLE_LINK, 0, "href name" },
  { "address", JARIDA_ROLE_BLOCK },
  { "amp-iframe", JARIDA_ROLE_EMBED, 0, FRAME },
  { "amp-img", JARIDA_ROLE_PICTURE, 0, PICTURE },
  { "amp-video", JARIDA_ROLE_EMBED, 0, FRAME " poster" },
  { "amp-youtube", JARIDA_ROLE_EMBED, 0, "data-videoid title" },
  { "annotation", JARIDA_ROLE_DROP },
  { "applet", JARIDA_ROLE_INLINE },
  { "area", JARIDA_ROLE_DROP },
  { "article", JARIDA_ROLE_BLOCK },
  { "aside", JARIDA_ROLE_BLOCK },
  { "audio", JARIDA_ROLE_EMBED, 0, FRAME },
  { "b", JARIDA_ROLE_SPAN, JARIDA_SPAN_BOLD },
  { "base", JARIDA_ROLE_DROP },
  { "basefont", JARIDA_ROLE_DROP },
  { "bgsound", JARIDA_ROLE_DROP },
  { "big", JARIDA_ROLE_INLINE },
  { "blockquote", JARIDA_ROLE_QUOTE },
  { "body", JARIDA_ROLE_BLOCK },
  { "br", JARIDA_ROLE_BREAK },
  { "canvas", JARIDA_ROLE_DROP },
  { "caption", JARIDA_ROLE_CAPTION },
  { "center", JARIDA_ROLE_BLOCK },
  { "cite", JARIDA_ROLE_SPAN, JARIDA_SPAN_ITALIC },
  { "code", JARIDA_ROLE_SPAN, JARIDA_SPAN_CODE },
  { "col", JARIDA_ROLE_DROP },
  { "colgroup", JARIDA_ROLE_DROP },
  { "datalist", JARIDA_ROLE_DROP },
  { "dd", JARIDA_ROLE_DESCRIPTION },
  { "del", JARIDA_ROLE_SPAN, JARIDA_SPAN_STRIKE },
  { "details", JARIDA_ROLE_BLOCK },
  { "dfn", JARIDA_ROLE_SPAN, JARIDA_SPAN_ITALIC },
  { "dialog", JARIDA_ROLE_BLOCK },
  { "dir", JARIDA_ROLE_LIST },
  { "div", JARIDA_ROLE_BLOCK, 0, "align" },
  { "dl", JARIDA_ROLE_BLOCK },
  { "dt", JARIDA_ROLE_TERM },
  { "em", JARIDA_ROLE_SPAN, JARIDA_SPAN_ITALIC },
  { "embed", JARIDA_ROLE_EMBED, 0, FRAME },
  { "fieldset", JARIDA_ROLE_BLOCK },
  { "figcaption", JARIDA_ROLE_CAPTION },
  { "figure", JARIDA_ROLE_FIGURE },
  { "footer", JARIDA_ROLE_BLOCK },
  { "form", JARIDA_ROLE_BLOCK },
  { "frame", JARIDA_ROLE_DROP },
  { "frameset", JARIDA_ROLE_DROP },
  { "h1", JARIDA_ROLE_HEADING, 1 },
  { "h2", JARIDA_ROLE_HEADING, 2 },
  { "h3", JARIDA_ROLE_HEADING, 3 },
  { "h4", JARIDA_ROLE_HEADING, 4 },
  { "h5", JARIDA_ROLE_HEADING, 5 },
  { "h6", JARIDA_ROLE_HEADING, 6 },
  { "head", JARIDA_ROLE_DROP },
  { "header", JARIDA_ROLE_BLOCK },
  { "hgroup", JARIDA_ROLE_BLOCK },
  { "hr", JARIDA_ROLE_RULE },
  { "html", JARIDA_ROLE_BLOCK },
  { "i", JARIDA_ROLE_SPAN, JARIDA_SPAN_ITALIC },
  { "iframe", JARIDA_ROLE_EMBED, 0, FRAME },
  { "image", JARIDA_ROLE_PICTURE, 0, PICTURE },
  { "img", JARIDA_ROLE_PICTURE, 0, PICTURE },
  { "input", JARIDA_ROLE_DROP },
  { "ins", JARIDA_ROLE_INLINE },
  { "kbd", JARIDA_ROLE_SPAN, JARIDA_SPAN_CODE },
  { "legend", JARIDA_ROLE_BLOCK },
  { "li", JARIDA_ROLE_ITEM, 0, "value" },
  { "link", JARIDA_ROLE_DROP },
  { "listing", JARIDA_ROLE_PREFORMATTED },
  { "main", JARIDA_ROLE_BLOCK },
  { "mark", JARIDA_ROLE_SPAN, JARIDA_SPAN_MARK },
  { "menu", JARIDA_ROLE_LIST },
  { "meta", JARIDA_ROLE_DROP },
  { "nav", JARIDA_ROLE_BLOCK },
  { "noembed", JARIDA_ROLE_DROP },
  { "noframes", JARIDA_ROLE_DROP },
  { "noscript", JARIDA_ROLE_NOSCRIPT },
  { "object", JARIDA_ROLE_EMBED, 0, "data height title width" },
  { "ol", JARIDA_ROLE_LIST, 1, "reversed start type" },
  { "optgroup", JARIDA_ROLE_DROP },
  { "option", JARIDA_ROLE_DROP },
  { "p", JARIDA_ROLE_BLOCK, 0, "align" },
  { "param", JARIDA_ROLE_DROP },
  { "picture", JARIDA_ROLE_INLINE },
  { "plaintext", JARIDA_ROLE_PREFORMATTED },
  { "pre", JARIDA_ROLE_PREFORMATTED },
  { "q", JARIDA_ROLE_QUOTATION },
  { "rp", JARIDA_ROLE_INLINE },
  { "rt", JARIDA_ROLE_SPAN, JARIDA_SPAN_SUPERSCRIPT },
  { "s", JARIDA_ROLE_SPAN, JARIDA_SPAN_STRIKE },
  { "samp", JARIDA_ROLE_SPAN, JARIDA_SPAN_CODE },
  { "script", JARIDA_ROLE_DROP },
  { "section", JARIDA_ROLE_BLOCK },
  { "select", JARIDA_ROLE_DROP },
  { "small", JARIDA_ROLE_SPAN, JARIDA_SPAN_SMALL },
  { "source", JARIDA_ROLE_DROP, 0, "data-srcset data-src media src srcset type" },
  { "strike", JARIDA_ROLE_SPAN, JARIDA_SPAN_STRIKE },
  { "strong", JARIDA_ROLE_SPAN, JARIDA_SPAN_BOLD },
  { "style", JARIDA_ROLE_DROP },
  { "sub", JARIDA_ROLE_SPAN, JARIDA_SPAN_SUBSCRIPT },
  { "summary", JARIDA_ROLE_BLOCK },
  { "sup", JARIDA_ROLE_SPAN, JARIDA_SPAN_SUPERSCRIPT },
  { "svg", JARIDA_ROLE_DROP },
  { "table", JARIDA_ROLE_TABLE, 0, "border summary" },
  { "tbody", JARIDA_ROLE_TABLE_PART },
  { "td", JARIDA_ROLE_CELL, 0, "align colspan rowspan" },
  { "template", JARIDA_ROLE_DROP },
  { "tfoot", JARIDA_ROLE_TABLE_PART },
  { "th", JARIDA_ROLE_CELL, 1, "align colspan rowspan" },
  { "thead", JARIDA_ROLE_TABLE_PART },
  { "title", JARIDA_ROLE_DROP },
  { "tr", JARIDA_ROLE_TABLE_PART },
  { "track", JARIDA_ROLE_DROP },
  { "tt", JARIDA_ROLE_SPAN, JARIDA_SPAN_CODE },
  { "u", JARIDA_ROLE_SPAN, JARIDA_SPAN_UNDERLINE },
  { "ul", JARIDA_ROLE_LIST },
  { "var", JARIDA_ROLE_SPAN, JARIDA_SPAN_ITALIC },
  { "video", JARIDA_ROLE_EMBED, 0, FRAME " poster" },
  { "xmp", JARIDA_ROLE_PREFORMATTED },
};

static int
compare_name (const void *key,
              const void *member)
{
  return strcmp (key, ((const JaridaElement *) member)->name);
}

const JaridaElement *
jarida_element_find (const char *name)
{
  return bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_name);
}

static gboolean
list_has (const char *list,
          const char *name)
{
  gsize length = strlen (name);

  for (const char *p = list; (p = strstr (p, name)) != NULL; p += length)
    if ((p == list || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;

  return FALSE;
}

gboolean
jarida_element_allows_attribute (const JaridaElement *self,
                                 const char          *attribute)
{
  if (*attribute == '\0' || strchr (attribute, ' ') != NULL)
    return FALSE;

  return list_has (ANY_ELEMENT, attribute)
         || (self != NULL && self->attributes != NULL && list_has (self->attributes, attribute));
}
