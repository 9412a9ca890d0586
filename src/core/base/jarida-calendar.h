/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 1970-01-01 in the Gregorian calendar, extended backwards. */
gint64 _jarida_calendar_days         (gint64 year,
                                      int    month,
                                      int    day);
int    _jarida_calendar_month_length (gint64 year,
                                      int    month);
/* Two digits mean the years 1970 to 2069, as all feeds mean them. */
gint64 _jarida_calendar_full_year    (gint64 year,
                                      guint  n_digits);

G_END_DECLS
