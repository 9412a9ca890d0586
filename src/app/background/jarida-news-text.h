/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a notification says of new articles. @headlines (element-type JaridaHeadline), one at least: the newest first. @n_more: how many
 * articles there are beside those. @one_source: all of one newspaper. No sign that a desktop could take for markup is left in it. */
char *jarida_news_text_title (GPtrArray *headlines, guint n_more, gboolean one_source) G_GNUC_WARN_UNUSED_RESULT;
char *jarida_news_text_body  (GPtrArray *headlines, gboolean one_source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
