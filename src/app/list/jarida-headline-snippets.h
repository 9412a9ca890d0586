/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE_SNIPPETS (jarida_headline_snippets_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadlineSnippets, jarida_headline_snippets, JARIDA, HEADLINE_SNIPPETS, GObject)

/* For a list of what was found: the pieces of the articles that show why. They are loaded for the rows that ask, a screenful at a time.
 * Signal: "loaded": some have come, or what was found is something else. Main thread. */
JaridaHeadlineSnippets *jarida_headline_snippets_new       (JaridaReader           *reader);
/* (nullable) What is loaded of the result before is shown until the new pieces come. */
void                    jarida_headline_snippets_set_found (JaridaHeadlineSnippets *self,
                                                            JaridaSearchResult     *found);
/* (nullable) (transfer none) */
JaridaSearchResult     *jarida_headline_snippets_get_found (JaridaHeadlineSnippets *self);
/* (nullable) (transfer none) Until the main loop goes on. */
const JaridaSnippet    *jarida_headline_snippets_peek      (JaridaHeadlineSnippets *self,
                                                            gint64                  id);
/* Those that are there already are not loaded again; one load at a time, the rest has to be asked for again at "loaded". */
void                    jarida_headline_snippets_load      (JaridaHeadlineSnippets *self,
                                                            const GArray           *ids);

G_END_DECLS
