/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-folder.h"
#include "jarida-place.h"
#include "jarida-saved-search.h"
#include "jarida-source.h"
#include "jarida-topic.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR_ENTRY (jarida_sidebar_entry_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebarEntry, jarida_sidebar_entry, JARIDA, SIDEBAR_ENTRY, GObject)

typedef enum
{
  JARIDA_SIDEBAR_HEADING_NONE,
  JARIDA_SIDEBAR_HEADING_SECTIONS,
  JARIDA_SIDEBAR_HEADING_AUTHORS,
  JARIDA_SIDEBAR_HEADING_CITIES,
  JARIDA_SIDEBAR_HEADING_DAYS,
  JARIDA_SIDEBAR_HEADING_CHOOSE_DAY,   /* heads nothing: it asks for any other day */
  JARIDA_SIDEBAR_HEADING_SEARCHES,
} JaridaSidebarHeading;

/* A line of the sidebar: a standing place, a heading with what stands below it, a section, author or city, a search that is kept, a day,
 * a folder or a newspaper. Properties, all notifying: "title" (string), "count" (int),
 * "icon-name" (string), "emblem-name" (string, nullable: what is wrong with it), "emblem-text" (the same in words). */
JaridaSidebarEntry *jarida_sidebar_entry_new_standing (JaridaPlaceKind     kind,
                                                       const char         *title,
                                                       const char         *icon_name) G_GNUC_WARN_UNUSED_RESULT;
/* @branch: of JaridaSidebarEntry; nullable. */
JaridaSidebarEntry *jarida_sidebar_entry_new_heading  (JaridaSidebarHeading heading,
                                                       const char         *title,
                                                       const char         *icon_name,
                                                       GListModel         *branch) G_GNUC_WARN_UNUSED_RESULT;
JaridaSidebarEntry *jarida_sidebar_entry_new_topic    (JaridaTopic        *topic) G_GNUC_WARN_UNUSED_RESULT;
JaridaSidebarEntry *jarida_sidebar_entry_new_search   (JaridaSavedSearch  *search) G_GNUC_WARN_UNUSED_RESULT;
JaridaSidebarEntry *jarida_sidebar_entry_new_day      (guint32             julian) G_GNUC_WARN_UNUSED_RESULT;
JaridaSidebarEntry *jarida_sidebar_entry_new_folder   (JaridaFolder       *folder) G_GNUC_WARN_UNUSED_RESULT;
JaridaSidebarEntry *jarida_sidebar_entry_new_source   (JaridaSource       *source) G_GNUC_WARN_UNUSED_RESULT;

void                jarida_sidebar_entry_get_place    (JaridaSidebarEntry *self,
                                                       JaridaPlace        *out_place);
JaridaFolder       *jarida_sidebar_entry_get_folder   (JaridaSidebarEntry *self);
JaridaSource       *jarida_sidebar_entry_get_source   (JaridaSidebarEntry *self);
JaridaTopic        *jarida_sidebar_entry_get_topic    (JaridaSidebarEntry *self);
JaridaSavedSearch  *jarida_sidebar_entry_get_search   (JaridaSidebarEntry *self);
/* A heading is no place, but for those of its branch. */
JaridaSidebarHeading jarida_sidebar_entry_get_heading (JaridaSidebarEntry *self);
GListModel         *jarida_sidebar_entry_get_branch   (JaridaSidebarEntry *self);
const char         *jarida_sidebar_entry_get_title    (JaridaSidebarEntry *self);
int                 jarida_sidebar_entry_get_count    (JaridaSidebarEntry *self);
/* Of standing places and days; the others keep their own. */
void                jarida_sidebar_entry_set_count    (JaridaSidebarEntry *self,
                                                       int                 count);
/* Of a day: what it is called today. */
void                jarida_sidebar_entry_set_title    (JaridaSidebarEntry *self,
                                                       const char         *title);

G_END_DECLS
