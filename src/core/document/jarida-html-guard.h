/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes any HTML safe to give to a parser whose time is quadratic in the depth of elements and in
 * the attributes of one (PLATFORM.md 8): from the place where a page is too deep or too large on,
 * its tags are taken away and its blocks become paragraphs. Linear. @out_length: bytes of the answer. */
char *jarida_html_guard   (const char *html,
                           gsize       length,
                           gsize      *out_length) G_GNUC_WARN_UNUSED_RESULT;
/* The whole page as plain paragraphs. */
char *jarida_html_flatten (const char *html,
                           gsize       length,
                           gsize      *out_length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
