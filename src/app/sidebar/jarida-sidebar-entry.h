/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-folder.h"
#include "jarida-place.h"
#include "jarida-source.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR_ENTRY (jarida_sidebar_entry_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebarEntry, jarida_sidebar_entry, JARIDA, SIDEBAR_ENTRY, GObject)

/* A line of the sidebar: a standing place, a folder or a newspaper. Properties, all notifying: "title" (string), "count" (int),
 * "icon-name" (string), "emblem-name" (string, nullable: what is wrong with it), "emblem-text" (the same in words). */
JaridaSidebarEntry *jarida_sidebar_entry_new_standing (JaridaPlaceKind     kind,
                                                       const char         *title,
                                                       const char         *icon_name) G_GNUC_WARN_UNUSED_RESULT;
JaridaSidebarEntry *jarida_sidebar_entry_new_folder   (JaridaFolder       *folder) G_GNUC_WARN_UNUSED_RESULT;
JaridaSidebarEntry *jarida_sidebar_entry_new_source   (JaridaSource       *source) G_GNUC_WARN_UNUSED_RESULT;

void                jarida_sidebar_entry_get_place    (JaridaSidebarEntry *self,
                                                       JaridaPlace        *out_place);
JaridaFolder       *jarida_sidebar_entry_get_folder   (JaridaSidebarEntry *self);
JaridaSource       *jarida_sidebar_entry_get_source   (JaridaSidebarEntry *self);
const char         *jarida_sidebar_entry_get_title    (JaridaSidebarEntry *self);
int                 jarida_sidebar_entry_get_count    (JaridaSidebarEntry *self);
/* Of standing places; the others keep their own. */
void                jarida_sidebar_entry_set_count    (JaridaSidebarEntry *self,
                                                       int                 count);

G_END_DECLS
