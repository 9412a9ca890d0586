/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passes an alert on to the reviewer on call, by whatever command the operator gave: it is started with the kind of the alert
 * ("minors", "breaker", "newspaper") and the number of the picture (0 none) as its last two words. An alert is passed on when the
 * command ended well; until then it is tried again with every round. Main thread. */
typedef struct _JaridaPager JaridaPager;

typedef void (*JaridaPagedFunc) (gint64 alert, gpointer data);

/* @command: nullable, then alerts are only written to the log. */
JaridaPager *jarida_pager_new  (const char *command, JaridaPagedFunc paged, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void         jarida_pager_free (JaridaPager *self);
void         jarida_pager_page (JaridaPager *self, gint64 alert, const char *kind, gint64 subject);

G_END_DECLS
