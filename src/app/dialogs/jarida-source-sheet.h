/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SOURCE_SHEET (jarida_source_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSourceSheet, jarida_source_sheet, JARIDA, SOURCE_SHEET, JaridaSheet)

/* What a person may settle for one newspaper; kept when the sheet is left. */
JaridaSheet *jarida_source_sheet_new (JaridaReader *reader,
                                      JaridaSource *source);

G_END_DECLS
