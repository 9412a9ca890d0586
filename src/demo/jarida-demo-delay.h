/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* FALSE: the connection was taken away, there is nothing left to send. */
typedef gboolean (*JaridaDemoAnswerFunc) (SoupServerMessage *message, const char *path, gpointer user_data);

/* Has @answer called with @path and @owner after so long, unless whoever asks has hung up before. A reference to @owner is kept. */
void jarida_demo_delay (SoupServerMessage *message, const char *path, guint milliseconds, JaridaDemoAnswerFunc answer, gpointer owner);

G_END_DECLS
