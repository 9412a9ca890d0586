/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store-day.h"

G_BEGIN_DECLS

#define JARIDA_FRONT_TOP 6            /* beside the lead */
#define JARIDA_FRONT_SECTION 7        /* at most, of one section */
#define JARIDA_FRONT_UNSORTED 18      /* at most, of no section */

typedef struct
{
  JaridaSection  section;
  GArray        *picks;      /* (owned) guint: indices into the day, the first with a picture if one has one */
} JaridaFrontColumn;

/* What of a day stands on its front page. Indices are those of the day's articles. A value. */
typedef struct
{
  guint      lead;           /* G_MAXUINT: the day has nothing */
  GArray    *top;            /* (owned) guint */
  GPtrArray *columns;        /* (owned) JaridaFrontColumn, none empty, in the order of sections, NONE last */
} JaridaFrontChoice;

/* Pure; any thread. The rules:
 *
 * - Articles of one story are those of the same folded title, or of the same address. A story stands once on the page, by its best article.
 * - The lead is the article of the highest score, among those that have a picture if there is one. What several newspapers have
 *   counts most, then a picture, then being recent, then a title of a length that can be set large and an excerpt below it.
 * - The six of the top are shared between the languages: each that the day has gets a place first, further ones go by the number of
 *   its newspapers (Sainte-Laguë). Within a language the highest score, and no newspaper twice while there is another.
 * - A section shows its newest that are not above, at most two of a newspaper while others have something.
 * - What was read or saved plays no part: a page does not change by being read. */
JaridaFrontChoice *jarida_front_choice_new  (const JaridaDayArticle *articles,
                                             guint                   n) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_front_choice_free (JaridaFrontChoice      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFrontChoice, jarida_front_choice_free)

G_END_DECLS
