/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_WHY_SHEET (jarida_why_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaWhySheet, jarida_why_sheet, JARIDA, WHY_SHEET, JaridaSheet)

/* Says who hid a picture, when and why, for which it asks the service where it was hidden for everybody, and offers to show it, or to withdraw the report that did it. */
JaridaSheet *jarida_why_sheet_new (JaridaReader *reader,
                                   const char   *address);

G_END_DECLS
