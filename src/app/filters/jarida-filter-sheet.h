/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_FILTER_SHEET (jarida_filter_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFilterSheet, jarida_filter_sheet, JARIDA, FILTER_SHEET, JaridaSheet)

/* One filter: its words, where it looks and what it does; and, as they are typed, what it would have done with what is kept. No words are
 * wrong. Signal: "wanted" (gboolean apply): it is to be kept as it is told by jarida_filter_sheet_tell(), and done to what is kept
 * too; whoever does so has it leave. */
JaridaSheet  *jarida_filter_sheet_new          (JaridaReader      *reader,
                                                JaridaFilter      *filter,
                                                const char        *query);
/* (nullable) the one that is edited, NULL: it is to be a new one. */
JaridaFilter *jarida_filter_sheet_get_filter   (JaridaFilterSheet *self);
/* Writes what was chosen into @filter. */
void          jarida_filter_sheet_tell         (JaridaFilterSheet *self,
                                                JaridaFilter      *filter);
/* While it is done to what is kept: nothing can be changed. */
void          jarida_filter_sheet_set_progress (JaridaFilterSheet *self,
                                                guint              n_done,
                                                guint              n_total);

G_END_DECLS
