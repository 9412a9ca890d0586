/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-online-search.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SEARCH_ONLINE (jarida_search_online_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSearchOnline, jarida_search_online, JARIDA, SEARCH_ONLINE, GtkWidget)

/* Below what was found: a button that asks the portals too, and a sentence: what is sent to whom, how it stands, what came of it, or why
 * nobody can be asked. Without a question it is not there. */
GtkWidget *jarida_search_online_new        (void);
void       jarida_search_online_set_search (JaridaSearchOnline *self,
                                            JaridaOnlineSearch *search);
/* Nothing was found here: only then somebody without a portal is told of portals, and not below every answer. */
void       jarida_search_online_set_alone  (JaridaSearchOnline *self,
                                            gboolean            alone);

G_END_DECLS
