/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_ACTIVITY_SHEET (jarida_activity_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaActivitySheet, jarida_activity_sheet, JARIDA, ACTIVITY_SHEET, JaridaSheet)

/* How the last refresh of every newspaper ended, in words; those that need an eye first. */
JaridaSheet *jarida_activity_sheet_new       (JaridaReader        *reader);
/* The sorted list it shows, for those who look at it from outside. */
GListModel  *jarida_activity_sheet_get_model (JaridaActivitySheet *self);

G_END_DECLS
