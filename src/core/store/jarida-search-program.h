/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-index-text.h"
#include "jarida-search-match.h"
#include "jarida-search-private.h"

G_BEGIN_DECLS

/* Questions asked of one article in memory, with the answers that the index would give of it: what is worked out here is the very expression
 * that is written for the index (jarida-search-match.h). Many questions at once: an article is cut into words once for all of them. */

typedef struct _JaridaSearchPrograms JaridaSearchPrograms;

JaridaSearchPrograms *jarida_search_programs_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void                  jarida_search_programs_free  (JaridaSearchPrograms     *self);
/* The number of the question, from 0; takes nothing. A question of nothing finds nothing. */
guint                 jarida_search_programs_add   (JaridaSearchPrograms     *self,
                                                    JaridaSearchQuery        *query,
                                                    const JaridaSearchMatch  *match);
/* The article that is asked about from now on; @text is borrowed until the next one. @unread, @saved: what the person did. */
void                  jarida_search_programs_load  (JaridaSearchPrograms     *self,
                                                    guint32                   id,
                                                    const JaridaIndexText    *text,
                                                    gboolean                  unread,
                                                    gboolean                  saved);
gboolean              jarida_search_programs_holds (JaridaSearchPrograms     *self,
                                                    guint                     number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSearchPrograms, jarida_search_programs_free)

G_END_DECLS
