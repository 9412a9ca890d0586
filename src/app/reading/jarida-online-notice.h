/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_ONLINE_NOTICE_CLOSED,      /* nobody has opened it yet */
  JARIDA_ONLINE_NOTICE_FETCHING,
  JARIDA_ONLINE_NOTICE_FAILED,
} JaridaOnlineNoticeState;

#define JARIDA_TYPE_ONLINE_NOTICE (jarida_online_notice_get_type ())
G_DECLARE_FINAL_TYPE (JaridaOnlineNotice, jarida_online_notice, JARIDA, ONLINE_NOTICE, GtkWidget)

/* In the place of an article that a portal has and this computer has not: what happens when it is opened, and one thing to do. Signals:
 * "open"; "stop". */
GtkWidget *jarida_online_notice_new  (void);
/* @error of FAILED, else NULL. */
void       jarida_online_notice_show (JaridaOnlineNotice      *self,
                                      JaridaOnlineNoticeState  state,
                                      const GError            *error);

G_END_DECLS
