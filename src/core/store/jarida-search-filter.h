/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-search-query.h"

G_BEGIN_DECLS

/* The filters of the language of a search, in the three languages. */

/* Whether "@name:" begins a filter: "author", "Auteur", "كاتب". */
gboolean            jarida_search_filter_is_name (const char *name);
/* NULL: @value is none that this filter has, so that the whole is words. */
JaridaSearchFilter *jarida_search_filter_new     (const char *name,
                                                  const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
