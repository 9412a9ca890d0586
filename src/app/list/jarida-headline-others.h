/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

/* "4 other newspapers" under a headline that stands for a story: a button that opens a small list of what they have, read when it is
 * opened. An article of it is opened by the action "win.open-article"; "Not the Same Story" is "win.part-story". */
GtkWidget *jarida_headline_others_new       (JaridaReader   *reader);
/* @headline nullable. Not shown where there are no others. */
void       jarida_headline_others_set       (GtkWidget      *others,
                                             JaridaHeadline *headline);
/* "4 other newspapers"; NULL when there are none. */
char      *jarida_headline_others_dup_label (JaridaHeadline *headline) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
