/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"
#include "jarida-search-run.h"

G_BEGIN_DECLS

/* JaridaSearchHit: what both have found stands once, as high as the better of them says. By falling ids. */
void jarida_search_hits_merge        (GArray           *hits,
                                      const GArray     *more);
/* Puts what was found in the order that was asked for, and cuts it to what is shown of it. @library (nullable): where titles are read. */
void jarida_search_ask_put_in_order  (JaridaSearchAsk  *ask,
                                      JaridaConnection *library);

G_END_DECLS
