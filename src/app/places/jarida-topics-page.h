/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_TOPICS_PAGE (jarida_topics_page_get_type ())
G_DECLARE_FINAL_TYPE (JaridaTopicsPage, jarida_topics_page, JARIDA, TOPICS_PAGE, GtkWidget)

/* The authors or the cities of the shelf, those with most articles first, to look through and to search.
 * Signal: "chosen" (JaridaTopic *). */
GtkWidget *jarida_topics_page_new  (JaridaReader     *reader);
/* AUTHOR or CITY; asks for them anew. */
void       jarida_topics_page_show (JaridaTopicsPage *self,
                                    JaridaPlaceKind   kind);

G_END_DECLS
