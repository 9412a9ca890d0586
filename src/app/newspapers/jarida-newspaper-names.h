/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-catalogue.h"

G_BEGIN_DECLS

/* How countries, languages and newspapers are called before a person. (transfer full) */

/* The language of the window, as the catalogue has it: "ar". Static. */
const char *jarida_newspaper_names_own       (void);
/* In the window's language and in the country's own, as markup: once where they are the same. */
char       *jarida_newspaper_names_country   (const JaridaCatalogueCountry   *country) G_GNUC_WARN_UNUSED_RESULT;
char       *jarida_newspaper_names_language  (const char                     *language) G_GNUC_WARN_UNUSED_RESULT;
/* As it calls itself, and in the other script. */
char       *jarida_newspaper_names_newspaper (const JaridaCatalogueNewspaper *newspaper) G_GNUC_WARN_UNUSED_RESULT;
/* The same without markup, as it is said. */
char       *jarida_newspaper_names_said      (const char                     *markup) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
