/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-place.h"

G_BEGIN_DECLS

/* Names of places in what is typed into a search, while they are typed. Pure. */

/**
 * jarida_search_read_place:
 * @text: what is typed; valid UTF-8
 * @cursor: where the person is in it, in bytes
 * @out_kind: (out): of the place whose name is being written: %JARIDA_PLACE_AUTHOR, %JARIDA_PLACE_SOURCE, %JARIDA_PLACE_SECTION or
 *   %JARIDA_PLACE_CITY
 * @out_start: (out): where the name begins, in bytes, with its quote
 * @out_words: (out) (transfer full): what there is of the name, without its quote
 *
 * Returns: %FALSE when no name of a place is being written there
 */
gboolean  jarida_search_read_place (const char       *text,
                                    gsize             cursor,
                                    JaridaPlaceKind  *out_kind,
                                    gsize            *out_start,
                                    char            **out_words);
/* As it has to be written behind the colon: in quotes when it is several words. */
char     *jarida_search_quote_name (const char       *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
