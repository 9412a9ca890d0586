/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_ADD_SHEET (jarida_add_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaAddSheet, jarida_add_sheet, JARIDA, ADD_SHEET, JaridaSheet)

/* From an address to a newspaper: asks, looks what is there, shows the first headlines of each feed, adds the chosen ones.
 * Signal: "added" (JaridaSource), for each. @address nullable: looked up at once. */
JaridaSheet *jarida_add_sheet_new      (JaridaReader   *reader,
                                        const char     *address);
/* "ask", "search" or "choose" */
const char  *jarida_add_sheet_get_page (JaridaAddSheet *self);

G_END_DECLS
