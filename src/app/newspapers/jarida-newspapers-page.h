/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "jarida-reader.h"
#include "jarida-newspaper-choice.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_NEWSPAPERS_PAGE (jarida_newspapers_page_get_type ())
G_DECLARE_FINAL_TYPE (JaridaNewspapersPage, jarida_newspapers_page, JARIDA, NEWSPAPERS_PAGE, GtkWidget)

/* Countries, languages, and the newspapers of the catalogue to tick: what a person sees first, and later "Manage newspapers". Shows and
 * asks; the window carries out. Property: "welcome" (boolean): there is nothing to read yet, and other ways to add are offered.
 * Signal: "chosen" (GPtrArray *added, GPtrArray *removed): as in jarida_newspaper_choice_get_changes(). */
GtkWidget             *jarida_newspapers_page_new        (void);
/* Reads the catalogue and shows it. Once. */
void                   jarida_newspapers_page_set_reader (JaridaNewspapersPage *self,
                                                          JaridaReader         *reader);
/* As a person presses the name of one. */
void                   jarida_newspapers_page_choose_country (JaridaNewspapersPage *self,
                                                              const char           *code);
/* NULL until the catalogue has been read. (transfer none) */
JaridaNewspaperChoice *jarida_newspapers_page_get_choice (JaridaNewspapersPage *self);

G_END_DECLS
