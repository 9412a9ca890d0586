/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_FILTERS_SHEET (jarida_filters_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFiltersSheet, jarida_filters_sheet, JARIDA, FILTERS_SHEET, JaridaSheet)

/* All filters, each with its switch. Signals: "edit" (JaridaFilter *, NULL: a new one); "switched" (JaridaFilter *, gboolean); "removed"
 * (JaridaFilter *). */
JaridaSheet *jarida_filters_sheet_new (JaridaReader *reader);

G_END_DECLS
