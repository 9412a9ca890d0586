/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

G_BEGIN_DECLS

/* What is said of filters. */

/* "Hide", as in a list of what can be done. (transfer none) */
const char *jarida_filter_text_action  (JaridaFilterAction  action);
/* The words it looks for, or what stands for none. (transfer none) */
const char *jarida_filter_text_words   (JaridaFilter       *filter);
/* "Hide, in Hespress" */
char       *jarida_filter_text_summary (JaridaReader       *reader,
                                        JaridaFilter       *filter) G_GNUC_WARN_UNUSED_RESULT;
/* "Would hide 12 articles of 340" */
char       *jarida_filter_text_trial   (JaridaFilterAction  action,
                                        guint               n,
                                        guint               n_all) G_GNUC_WARN_UNUSED_RESULT;
/* "12 articles were hidden." */
char       *jarida_filter_text_done    (JaridaFilterAction  action,
                                        guint               n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
