/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-front-page.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_FRONT_CALENDAR (jarida_front_calendar_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFrontCalendar, jarida_front_calendar, JARIDA, FRONT_CALENDAR, GtkPopover)

/* A month of days, in the language of the window: those that have articles can be chosen and are marked by how many.
 * Signal: "chosen" (guint julian). */
GtkWidget *jarida_front_calendar_new  (JaridaReader        *reader);
/* Turns to the month of a day, which is marked. */
void       jarida_front_calendar_show (JaridaFrontCalendar *self,
                                       guint32              julian);

G_END_DECLS
