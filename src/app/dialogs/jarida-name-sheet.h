/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_NAME_SHEET (jarida_name_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaNameSheet, jarida_name_sheet, JARIDA, NAME_SHEET, JaridaSheet)

/* Asks for a name. Signal: "named" (const char *), never empty. */
JaridaSheet *jarida_name_sheet_new (const char *title,
                                    const char *name,
                                    const char *button);

G_END_DECLS
