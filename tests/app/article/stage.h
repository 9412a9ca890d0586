/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "jarida-article-view-private.h"

G_BEGIN_DECLS

/* An article view in a window of its own, for tests. */

#define WAIT_UNTIL(condition)                                                     \
  G_STMT_START {                                                                  \
    gint64 end_ = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                  \
    while (!(condition))                                                          \
      {                                                                           \
        if (g_get_monotonic_time () > end_)                                       \
          g_error ("timed out: %s", #condition);                                  \
        g_main_context_iteration (NULL, FALSE);                                   \
        g_usleep (300);                                                           \
      }                                                                           \
  } G_STMT_END

#define WORDS "La ville se réveille lentement sous une brume légère qui descend des collines et recouvre les toits du " \
              "vieux quartier, les commerçants relèvent leurs rideaux et les enfants courent vers l’école. "

typedef struct
{
  GtkWidget         *window;
  JaridaArticleView *view;       /* borrowed */
  JaridaDocument    *document;   /* (owned) */
  GString           *heard;      /* (owned) signals, one a line */
  GHashTable        *hidden;     /* (owned) address -> what is said in the place of the picture */
} Stage;

/* Pictures are made, not loaded; addresses with "missing" have none. */
extern int stage_n_asked, stage_n_cancelled;

void           stage_init           (int *argc, char ***argv);
void           stage_open           (Stage *stage, const char *html, gboolean with_pictures);
void           stage_close          (Stage *stage);
char          *stage_make_long_html (int n_paragraphs);
GtkAdjustment *stage_get_vertical   (Stage *stage);
void           stage_wait_for_frame (Stage *stage);
/* One of the children that stand in for what is painted; NULL: there are not so many. */
GtkWidget     *stage_find_proxy     (Stage *stage, GtkAccessibleRole role, int nth);
void           stage_assert_name    (GtkWidget *widget, const char *name);
/* The pixels of the view. */
GBytes        *stage_take_picture   (Stage *stage);

G_END_DECLS
