/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-window.h"

#include "jarida-banner.h"
#include "jarida-headline-pane.h"
#include "jarida-reader-pane.h"
#include "jarida-shell.h"
#include "jarida-sidebar.h"
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

struct _JaridaWindow
{
  AdwApplicationWindow  parent_instance;

  /* Owned */
  JaridaReader         *reader;
  GSettings            *settings;
  JaridaThumbnails     *thumbnails;
  GCancellable         *closing;         /* cancels what this window asked for */
  GCancellable         *finding;         /* (nullable) the author or city that a link leads to */

  /* State */
  gint64                opened_id;       /* the article a person opened, as against walked over */
  JaridaHeadline       *headline;        /* (owned) (nullable) of the article shown, while its row is in a list */
  guint                 delay_source;    /* until an article counts as read */
  gboolean              unread_only;
  gboolean              was_offline;
  gboolean              sidebar_collapsed; /* as it was last */
  AdwToast             *toast;           /* (nullable) weak: the last */
  AdwToast             *undo_toast;      /* (nullable) weak */
  GCancellable         *importing;       /* (owned) (nullable) */
  guint                 import_done;
  guint                 import_total;
  JaridaTopic          *topic;           /* (owned) (nullable) section, author or city whose headlines are shown */
  GCancellable         *opening_online;  /* (owned) (nullable) while an article comes from a portal */
  GCancellable         *visiting;        /* (owned) (nullable) while the page of the city that is shown is asked for */
  JaridaFrontPane      *front;           /* (nullable) borrowed: made when it is first shown */
  JaridaSearchPane     *search;          /* (nullable) borrowed: made when something is first searched for */
  gboolean              search_at_front; /* it was begun at the front page */
  char                 *search_title;    /* (owned) (nullable) what stood above the list before */
  GtkWidget            *search_focus;    /* (nullable) weak: where the keyboard was before */
  gboolean              front_fresh;     /* it was just gone to, and the keyboard goes to it when it is there */
  char                 *last_report;     /* (owned) (nullable) id of the report that Undo takes back */

  /* Template children */
  AdwToastOverlay      *toasts;
  GtkStack             *stack;
  JaridaBanner         *banner;
  JaridaShell          *shell;
  JaridaSidebar        *sidebar;
  JaridaHeadlinePane   *headlines;
  JaridaReaderPane     *reader_pane;
  AdwWindowTitle       *list_title;
  GtkStack             *refresh_stack;
  GtkRevealer          *progress;
  GtkLabel             *progress_label;
  GtkProgressBar       *progress_bar;
  GtkRevealer          *narrow_progress; /* the same where the sources do not stand beside the rest */
  GtkLabel             *narrow_label;
  GtkProgressBar       *narrow_bar;
  GtkWidget            *stop_ahead_button;
  GtkWidget            *article_buttons;
  GtkToggleButton      *follow_button;
  GtkWidget            *unread_button;
  GtkWidget            *mark_all_button;
  GtkMenuButton        *primary_button;
  GtkMenuButton        *article_button;
  GtkMenuButton        *appearance_button;
};

void _jarida_window_install_actions        (GtkWidgetClass *widget_class);
void _jarida_window_install_source_actions (GtkWidgetClass *widget_class);
void _jarida_window_install_report_actions (GtkWidgetClass *widget_class);
void _jarida_window_install_newspaper_actions (GtkWidgetClass *widget_class);
void _jarida_window_install_offline_actions (GtkWidgetClass *widget_class);
void _jarida_window_install_keys           (GtkWidgetClass *widget_class);
/* What is not in the template: menus come after the first frame, the page of a window without newspapers when it is needed. */
void _jarida_window_complete_later         (JaridaWindow   *self);
void _jarida_window_show_welcome           (JaridaWindow   *self);
/* Carries out what is chosen on a page of the catalogue. */
void _jarida_window_follow_newspapers      (JaridaWindow   *self,
                                            GtkWidget      *page);
/* To the headlines, where it stands at none of the places that the person may have chosen. */
void _jarida_window_take_keyboard          (JaridaWindow   *self);
void _jarida_window_keep_sidebar           (JaridaWindow   *self);
void _jarida_window_update_banner          (JaridaWindow   *self);
void _jarida_window_update_progress        (JaridaWindow   *self);
void _jarida_window_update_actions         (JaridaWindow   *self);
/* The article that is shown; jarida-window-article.c. Nullable. */
const JaridaArticle *_jarida_window_get_article (JaridaWindow *self);
gboolean _jarida_window_get_article_read   (JaridaWindow   *self);
gboolean _jarida_window_get_article_saved  (JaridaWindow   *self);
void _jarida_window_notify_marks           (JaridaWindow   *self);
/* Nullable: no row of it is in a list. */
void _jarida_window_follow_headline        (JaridaWindow   *self,
                                            JaridaHeadline *headline);
void _jarida_window_article_cb             (JaridaWindow   *self);
/* Walked to in the list; opened from it. */
void _jarida_window_shown_cb               (JaridaWindow   *self,
                                            gint64          id);
void _jarida_window_opened_cb              (JaridaWindow   *self,
                                            gint64          id);
void _jarida_window_link_cb                (JaridaWindow   *self,
                                            const char     *address);
/* From one start to the next; jarida-window-state.c. */
void _jarida_window_save_state             (JaridaWindow   *self);
void _jarida_window_restore_state          (JaridaWindow   *self);
void _jarida_window_restore_sidebar        (JaridaWindow   *self);
void _jarida_window_sidebar_collapsed_cb   (JaridaWindow   *self);
void _jarida_window_go                     (JaridaWindow      *self,
                                            const JaridaPlace *place);
void _jarida_window_update_title           (JaridaWindow   *self);
/* The front page in the place of list and article; jarida-window-front.c. */
void _jarida_window_show_front             (JaridaWindow   *self);
gboolean _jarida_window_is_at_front        (JaridaWindow   *self);
/* Saves the article whose card has the keyboard, or marks it as read; or takes that back. */
void _jarida_window_mark_at_front          (JaridaWindow   *self,
                                            gboolean        saved);
/* Space in a list of headlines reads on. */
void _jarida_window_capture_space          (JaridaHeadlineView *view);
/* Searching; jarida-window-search.c. @back: to the front page too, if that is where it was begun. */
gboolean _jarida_window_get_searching      (JaridaWindow   *self);
void _jarida_window_search                 (JaridaWindow   *self);
void _jarida_window_end_search             (JaridaWindow   *self,
                                            gboolean        back);
/* Articles that a portal has found (their number is below zero), walked to and opened; jarida-window-online.c. */
void _jarida_window_show_online            (JaridaWindow   *self,
                                            gint64          id);
void _jarida_window_open_online            (JaridaWindow   *self,
                                            gint64          id);
void _jarida_window_stop_online            (JaridaWindow   *self);
/* The rows may be gone: what only said of one that it is at the portal goes too, unless it is on its way. */
void _jarida_window_leave_online           (JaridaWindow   *self);
void _jarida_window_connect_online         (JaridaWindow   *self);
/* In the article that is opened now. */
void _jarida_window_mark_found             (JaridaWindow   *self);
/* What a search that is kept asks, with its name above. */
void _jarida_window_show_search            (JaridaWindow      *self,
                                            JaridaSavedSearch *search);
void _jarida_window_install_search_actions (GtkWidgetClass *widget_class);
void _jarida_window_install_filter_actions (GtkWidgetClass *widget_class);
void _jarida_window_update_follow          (JaridaWindow   *self);
/* The list beside an article of the front page, when it is there. */
void _jarida_window_update_front_list      (JaridaWindow   *self);
/* Whose headlines are shown, as a list or as a page. */
void _jarida_window_get_place              (JaridaWindow   *self,
                                            JaridaPlace    *out_place);
/* To a place that need not stand in the sidebar. */
void _jarida_window_visit                  (JaridaWindow      *self,
                                            const JaridaPlace *place);
/* It need not stand in the sidebar. */
void _jarida_window_visit_topic            (JaridaWindow   *self,
                                            JaridaTopic    *topic);
/* What is shown now, for the button that follows it; nullable. */
void _jarida_window_set_topic              (JaridaWindow   *self,
                                            JaridaTopic    *topic);
void _jarida_window_list_topics            (JaridaWindow   *self,
                                            int             kind);
/* A link that still looks for where it leads leads nowhere any more. */
void _jarida_window_stop_finding           (JaridaWindow   *self);
/* Authors or cities stand where headlines would. */
gboolean _jarida_window_lists_topics       (JaridaWindow   *self);
void _jarida_window_connect_places         (JaridaWindow   *self);
/* What the portal shows of the city whose headlines are shown; and no longer. */
void _jarida_window_load_city              (JaridaWindow   *self);
void _jarida_window_leave_city             (JaridaWindow   *self);
void _jarida_window_install_place_actions  (GtkWidgetClass *widget_class);
/* FALSE: @address is none of the program's own. */
gboolean _jarida_window_follow             (JaridaWindow   *self,
                                            const char     *address);
/* Says a sentence; with @undo, offers to take the last act back. */
void _jarida_window_say                    (JaridaWindow   *self,
                                            const char     *sentence,
                                            gboolean        undo);
void _jarida_window_say_mishap     (JaridaWindow *self);
void _jarida_window_say_error              (JaridaWindow   *self,
                                            const GError   *error);
void _jarida_window_show_picture           (JaridaWindow   *self,
                                            const char     *address,
                                            const char     *alt);
/* Carries out what is asked in a viewer of pictures. */
void _jarida_window_follow_viewer          (JaridaWindow   *self,
                                            GtkWidget      *viewer);
void _jarida_window_connect_reports        (JaridaWindow   *self);
/* TRUE when the last act was a report, which is taken back then. */
gboolean _jarida_window_undo_report        (JaridaWindow   *self);
/* Something else is the last act now. */
void _jarida_window_forget_report          (JaridaWindow   *self);

G_END_DECLS
