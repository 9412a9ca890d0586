/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"

G_BEGIN_DECLS

/* Gives a connection the words and the ranks of our index, without which it cannot open search.db:
 *
 * - the tokenizer `jarida`, of the house's folding, with the arguments `light` (articles and endings are cut) and `stop` (function words
 *   give no token). What stands behind JARIDA_INDEX_AS_IS, up to a space, is one token as it is.
 * - the function `jarida_rank(ft)`: how well a row fits, from the places of the words alone. It reads neither the sizes of documents nor how
 *   rare a word is, so it takes the same time whatever the index holds, and a row that was not taken out to the letter does not upset it. */
gboolean jarida_search_tokens_register (JaridaConnection  *connection,
                                        GError           **error);

G_END_DECLS
