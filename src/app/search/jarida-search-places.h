/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SEARCH_PLACES (jarida_search_places_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSearchPlaces, jarida_search_places, JARIDA, SEARCH_PLACES, GtkWidget)

/* Names of authors, newspapers, sections and cities to choose from while one of them is typed. Hides itself when none is, or none is known.
 * Signal: "chosen" (const char *text): the whole of what was typed, with the name in it. */
GtkWidget *jarida_search_places_new        (void);
void       jarida_search_places_set_reader (JaridaSearchPlaces *self,
                                            JaridaReader       *reader);
/* @cursor: where the person is in it, in bytes */
void       jarida_search_places_look       (JaridaSearchPlaces *self,
                                            const char         *text,
                                            gsize               cursor);
/* FALSE when there is nothing to choose. */
gboolean   jarida_search_places_take_keyboard (JaridaSearchPlaces *self);

G_END_DECLS
