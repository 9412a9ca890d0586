/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-newspapers-page.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_NEWSPAPERS_SHEET (jarida_newspapers_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaNewspapersSheet, jarida_newspapers_sheet, JARIDA, NEWSPAPERS_SHEET, JaridaSheet)

/* "Manage newspapers": the page, laid over the window. Leaves when the person has chosen; what to do is the page's signal "chosen". */
JaridaSheet          *jarida_newspapers_sheet_new      (void);
JaridaNewspapersPage *jarida_newspapers_sheet_get_page (JaridaNewspapersSheet *self);

G_END_DECLS
