/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-sidebar.h"

#include "jarida-sidebar-row.h"

G_BEGIN_DECLS

struct _JaridaSidebar
{
  GtkWidget            parent_instance;

  JaridaReader        *reader;      /* (owned) (nullable) */
  JaridaThumbnails    *thumbnails;  /* (owned) (nullable) */
  GListStore          *standing;    /* (owned) JaridaSidebarEntry: all, unread, saved */
  GListModel          *days;        /* (owned) (nullable) JaridaSidebarEntry, see jarida-sidebar-days.h */
  GtkTreeListModel    *tree;        /* (owned) (nullable) */
  GtkSliceListModel   *shown;       /* (owned) (nullable) the beginning of the tree, until there is time for the rest */
  GtkSingleSelection  *selection;   /* (owned) (nullable) */
  GHashTable          *collapsed;   /* (owned) set of ids of what is folded or not unlike at first, as pointers to gint64 */
  JaridaSidebarEntry  *subject;     /* (owned) (nullable) what the open menu is about */
  JaridaSidebarEntry  *chosen;      /* (owned) (nullable) the last; its line may have been folded away since */
  JaridaSidebarRow    *drop_row;    /* (nullable) under the pointer while something is dragged */
  guint                counts_source;
  guint                grow_source;
  gboolean             choosing;    /* the selection is being set, not chosen by a person */
  gboolean             changing;    /* lines come and go, and the selection with them */

  /* Children */
  GtkWidget           *scroller;
  GtkWidget           *view;
  GtkWidget           *menu;
  GtkWidget           *calendar;    /* (nullable) made when it is first asked for */
};

/* jarida-sidebar.c. The tree keeps it. (nullable) */
JaridaSidebarEntry *_jarida_sidebar_get_chosen  (JaridaSidebar  *self);
void                _jarida_sidebar_choose_day  (JaridaSidebar  *self,
                                                 guint32         julian);

/* jarida-sidebar-tree.c: the lines and what stands below them. */
GtkWidget          *_jarida_sidebar_make_view   (JaridaSidebar  *self);
void                _jarida_sidebar_make_tree   (JaridaSidebar  *self);
/* Enter on a line that cannot be chosen, or a press on it. */
void                _jarida_sidebar_press       (JaridaSidebar  *self,
                                                 GtkTreeListRow *row);
/* The line at a point of the view. (nullable) */
JaridaSidebarRow   *_jarida_sidebar_row_at      (JaridaSidebar  *self,
                                                 double          x,
                                                 double          y);

/* jarida-sidebar-menu.c */
void                _jarida_sidebar_add_menu    (JaridaSidebar  *self);
void                _jarida_sidebar_menu_action (GtkWidget      *widget,
                                                 const char     *action,
                                                 GVariant       *parameter);
/* A month of days beside a line. */
void                _jarida_sidebar_show_calendar (JaridaSidebar  *self,
                                                 GtkTreeListRow *row);

/* jarida-sidebar-drag.c */
void                _jarida_sidebar_add_dragging (JaridaSidebar *self);
/* Whether a folder is another, or in it. */
gboolean            _jarida_sidebar_is_inside   (JaridaSidebar  *self,
                                                 gint64          folder_id,
                                                 gint64          ancestor_id);

G_END_DECLS
