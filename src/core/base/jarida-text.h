/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_DIRECTION_AUTO,
  JARIDA_DIRECTION_LTR,
  JARIDA_DIRECTION_RTL,
} JaridaDirection;

/* Direction of the first strong character, ignoring what stands in isolates; AUTO when there is none. */
JaridaDirection jarida_text_direction       (const char *text);
JaridaDirection jarida_language_direction   (const char *language);
/* "ar", "fr", "en" or another two-letter code, by script and frequent words; NULL when too little to tell. Static string. */
const char     *jarida_text_guess_language  (const char *text);
/* White space folded to single spaces, trimmed, control characters dropped; valid UTF-8 out whatever comes in. */
char           *jarida_text_squeeze         (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it is UTF-8 without a zero byte, and where it ceases to be. */
gboolean        jarida_text_is_valid        (const char  *text,
                                             gsize        length,
                                             const char **out_end);
/* Replaces invalid bytes, and zero bytes before @length (negative: to the first zero byte), by U+FFFD. */
char           *jarida_text_make_valid      (const char *text,
                                             gssize      length) G_GNUC_WARN_UNUSED_RESULT;
/* The words of a piece of HTML: no tags, no scripts, entities read, blocks apart by line ends. Not a parser and nothing to show: what a
 * search looks through. Valid UTF-8 without control characters out, whatever comes in. */
char           *jarida_text_from_html       (const char *html) G_GNUC_WARN_UNUSED_RESULT;
/* At most @n_characters, cut at a word, with an ellipsis when something was left out. */
char           *jarida_text_excerpt         (const char *text,
                                             guint       n_characters) G_GNUC_WARN_UNUSED_RESULT;
/* @out_cut (nullable): whether something was left out. */
char           *jarida_text_excerpt_full    (const char *text,
                                             guint       n_characters,
                                             gboolean   *out_cut) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
