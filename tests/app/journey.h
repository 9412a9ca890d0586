/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-window.h"
#include "news-server.h"

G_BEGIN_DECLS

/* A person at the window, for tests: a real reader on a shelf in a folder of its own, a real window, a real server. */
typedef struct
{
  char              *folder;       /* (owned) */
  GSettings         *settings;     /* (owned) */
  JaridaReader      *reader;       /* (owned) */
  JaridaWindow      *window;       /* lives until the journey ends */
} Journey;

#define WAIT_UNTIL(condition) G_STMT_START { \
  const gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
  while (!(condition)) \
    { \
      if (g_get_monotonic_time () > end_) \
        g_error ("waited in vain: " #condition); \
      if (!g_main_context_iteration (NULL, FALSE)) \
        g_usleep (1000); \
    } } G_STMT_END

/* The first line of a test's main(). */
void                journey_init      (int        *argc,
                                       char     ***argv);
/* @folder NULL: a new one. */
Journey            *journey_new       (const char *folder,
                                       int         width,
                                       int         height);
/* Closes window and shelf; the folder stays when @keep. */
void                journey_end       (Journey    *self,
                                       gboolean    keep);
void                journey_subscribe (Journey    *self,
                                       const char *address,
                                       gint64      folder_id);
void                journey_settle    (guint       milliseconds);
JaridaHeadlineView *journey_view      (Journey    *self);
guint               journey_n_rows    (Journey    *self);
guint               journey_n_unread  (Journey    *self);
/* The first widget of that type at or below @root, or NULL. */
GtkWidget          *journey_find      (GtkWidget  *root,
                                       GType       type);
/* The first button below @root that has this action or this label. */
GtkWidget          *journey_button    (GtkWidget  *root,
                                       const char *action_or_label);
/* Such a button that can be seen. */
GtkWidget          *journey_shown_button (GtkWidget  *root,
                                          const char *action_or_label);
/* Whether a label that can be seen at or below @root has these words in it. */
gboolean            journey_says      (GtkWidget  *root,
                                       const char *words);
/* The dialog that is open, or NULL. */
GtkWidget          *journey_dialog    (Journey    *self);

G_END_DECLS
