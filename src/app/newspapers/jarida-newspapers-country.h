/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-newspaper-choice.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_NEWSPAPERS_COUNTRY (jarida_newspapers_country_get_type ())
G_DECLARE_FINAL_TYPE (JaridaNewspapersCountry, jarida_newspapers_country, JARIDA, NEWSPAPERS_COUNTRY, GtkWidget)

/* The newspapers of one country with a mark to tick each, under its name and "all" and "none". Made a few at a time, so that a country
 * with many keeps no frame waiting; not there at all while nothing of it is listed. @choice and @country must outlive it. */
GtkWidget *jarida_newspapers_country_new    (JaridaNewspaperChoice        *choice,
                                             const JaridaCatalogueCountry *country);
/* The choice lists others. Answers how many. */
guint      jarida_newspapers_country_update (JaridaNewspapersCountry      *self);

G_END_DECLS
