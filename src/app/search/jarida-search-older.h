/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-headline-view.h"
#include "jarida-search-session.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SEARCH_OLDER (jarida_search_older_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSearchOlder, jarida_search_older, JARIDA, SEARCH_OLDER, GtkWidget)

/* At the end of what was found, when there is more than was looked for at once: asks the session to go on before the end is reached. Where
 * what comes goes into groups above, a person has to want it: there it is a button. */
void jarida_search_older_set_list (JaridaSearchOlder   *self,
                                   JaridaSearchSession *session,
                                   JaridaHeadlineView  *view);

G_END_DECLS
