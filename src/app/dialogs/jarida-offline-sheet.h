/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-offline.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_OFFLINE_SHEET (jarida_offline_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaOfflineSheet, jarida_offline_sheet, JARIDA, OFFLINE_SHEET, JaridaSheet)

/* What of a place is to be kept on this computer: how far back, how many articles that are, and about how large. Signal: "wanted"
 * (guint): so many articles are, and are being fetched. */
JaridaSheet *jarida_offline_sheet_new (JaridaReader      *reader,
                                       const JaridaPlace *place,
                                       const char        *title);

G_END_DECLS
