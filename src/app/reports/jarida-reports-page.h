/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_REPORTS_PAGE (jarida_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (JaridaReportsPage, jarida_reports_page, JARIDA, REPORTS_PAGE, AdwPreferencesPage)

/* Of the preferences: what was reported and where it has got to, where reports are sent, what they say of a person. */
GtkWidget *jarida_reports_page_new (JaridaReader *reader,
                                    GSettings    *settings);

G_END_DECLS
