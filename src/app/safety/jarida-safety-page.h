/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SAFETY_PAGE (jarida_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSafetyPage, jarida_safety_page, JARIDA, SAFETY_PAGE, AdwPreferencesPage)

/* Copies the shelf into a file, and looks at such a file to put it in the place of the shelf: which is the application's to do, by its action
 * "replace-shelf". */
GtkWidget  *jarida_safety_page_new      (JaridaReader     *reader,
                                         GSettings        *settings);
/* As when the file was chosen. */
void        jarida_safety_page_back_up  (JaridaSafetyPage *self,
                                         GFile            *file);
void        jarida_safety_page_restore  (JaridaSafetyPage *self,
                                         GFile            *file);
/* What it says came of it; NULL while it is under way, or nothing was. */
const char *jarida_safety_page_get_said (JaridaSafetyPage *self);

G_END_DECLS
