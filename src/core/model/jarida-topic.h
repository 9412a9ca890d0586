/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "jarida-place.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_TOPIC (jarida_topic_get_type ())
G_DECLARE_FINAL_TYPE (JaridaTopic, jarida_topic, JARIDA, TOPIC, GObject)

/* A section, an author or a city as a place: what it is called and how much is in it. Properties have the names of the getters:
 * "kind" (int), "id" (int64), "name" (string), "total", "unread" (int), "followed" (boolean); the last three notify. Main thread only. */
JaridaTopic     *jarida_topic_new          (JaridaPlaceKind  kind, gint64 id, const char *name) G_GNUC_WARN_UNUSED_RESULT;
JaridaPlaceKind  jarida_topic_get_kind     (JaridaTopic     *self);
gint64           jarida_topic_get_id       (JaridaTopic     *self);
/* An author or city as the publisher writes it; of a section jarida_section_get_slug(), which the window translates. */
const char      *jarida_topic_get_name     (JaridaTopic     *self);
/* Articles in all, of sources that are not removed. */
int              jarida_topic_get_total    (JaridaTopic     *self);
int              jarida_topic_get_unread   (JaridaTopic     *self);
void             jarida_topic_set_counts   (JaridaTopic     *self, int total, int unread);
gboolean         jarida_topic_get_followed (JaridaTopic     *self);
void             jarida_topic_set_followed (JaridaTopic     *self, gboolean followed);
/* As the store is asked for it. */
JaridaPlace      jarida_topic_get_place    (JaridaTopic     *self);

G_END_DECLS
