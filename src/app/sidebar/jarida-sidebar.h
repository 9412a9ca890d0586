/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-reader.h"
#include "jarida-sidebar-entry.h"
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR (jarida_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebar, jarida_sidebar, JARIDA, SIDEBAR, GtkWidget)

/* Where headlines come from: standing places, sections, followed authors and cities, the last days, then folders and newspapers as a tree that folds. Newspapers and folders are
 * dragged into folders. Shows and asks; what to do is the window's affair.
 * Signals: "place-chosen" (no argument); "topics-chosen" (int: JaridaPlaceKind of authors or cities, all of which are to be shown);
 * "day-chosen" (uint: a day of the calendar by g_date_get_julian(), which need not stand in it). Actions on the class, for the entry last asked about: "sidebar.menu"; the menu and the
 * keys name "win.rename-entry", "win.remove-entry", "win.entry-properties", "win.new-folder", "win.move-entry" (x). */
GtkWidget          *jarida_sidebar_new             (void);
/* @collapsed: what jarida_sidebar_dup_collapsed() gave, (type ax), nullable: what is folded, or not, unlike at first. */
void                jarida_sidebar_set_reader      (JaridaSidebar     *self,
                                                    JaridaReader      *reader,
                                                    JaridaThumbnails  *thumbnails,
                                                    GVariant          *collapsed);
GVariant           *jarida_sidebar_dup_collapsed   (JaridaSidebar     *self) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE, and everything is chosen, when there is no such place. */
gboolean            jarida_sidebar_choose          (JaridaSidebar     *self,
                                                    const JaridaPlace *place);
/* What is shown stands nowhere in it. */
void                jarida_sidebar_choose_nothing  (JaridaSidebar     *self);
void                jarida_sidebar_get_place       (JaridaSidebar     *self,
                                                    JaridaPlace       *out_place);
/* The section, author or city that is chosen. (transfer none) (nullable) */
JaridaTopic        *jarida_sidebar_get_topic       (JaridaSidebar     *self);
const char         *jarida_sidebar_get_title       (JaridaSidebar     *self);
/* The folder or newspaper that a command is about: of the open menu, else the chosen one. (nullable) */
JaridaSidebarEntry *jarida_sidebar_get_subject     (JaridaSidebar     *self);
/* Counts of the standing places are asked for again, once a turn. */
void                jarida_sidebar_update_counts   (JaridaSidebar     *self);

G_END_DECLS
