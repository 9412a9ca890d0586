/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* So many unread articles are counted, and no more. */
#define JARIDA_SAVED_SEARCH_MOST 1000

#define JARIDA_TYPE_SAVED_SEARCH (jarida_saved_search_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSavedSearch, jarida_saved_search, JARIDA, SAVED_SEARCH, GObject)

/* A search that a person has kept, under a name. Properties have the names of the getters. Main thread only. */
JaridaSavedSearch *jarida_saved_search_new          (void) G_GNUC_WARN_UNUSED_RESULT;

gint64             jarida_saved_search_get_id       (JaridaSavedSearch *self);
void               jarida_saved_search_set_id       (JaridaSavedSearch *self, gint64 id);
const char        *jarida_saved_search_get_name     (JaridaSavedSearch *self);
void               jarida_saved_search_set_name     (JaridaSavedSearch *self, const char *name);
/* As it was typed */
const char        *jarida_saved_search_get_query    (JaridaSavedSearch *self);
void               jarida_saved_search_set_query    (JaridaSavedSearch *self, const char *query);
int                jarida_saved_search_get_position (JaridaSavedSearch *self);
void               jarida_saved_search_set_position (JaridaSavedSearch *self, int position);
/* Of what it finds; kept by the store. No more than JARIDA_SAVED_SEARCH_MOST, which stands for that many or more */
int                jarida_saved_search_get_unread   (JaridaSavedSearch *self);
void               jarida_saved_search_set_unread   (JaridaSavedSearch *self, int unread);

G_END_DECLS
