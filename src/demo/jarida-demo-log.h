/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A line for every request once it is answered: when that was, method, address, status, bytes of the body, when it began; both in
 * milliseconds since the log was opened; status 0: it was cut off. Two requests to one host were there at a time when one began before the other's end. */
typedef struct _JaridaDemoLog JaridaDemoLog;

JaridaDemoLog *jarida_demo_log_open  (const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_demo_log_close (JaridaDemoLog *self);
/* Writes the line when @message is finished, or gone. */
void           jarida_demo_log_watch (JaridaDemoLog *self, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDemoLog, jarida_demo_log_close)

G_END_DECLS
