/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-calendar.h"
#include "jarida-date.h"

/* Years are counted from the first of March in eras of 400 years, so that the leap day is the last of its year. */

gint64
_jarida_calendar_days (gint64 year,
                       int    month,
                       int    day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

int
_jarida_calendar_month_length (gint64 year,
                               int    month)
{
  static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

gint64
_jarida_calendar_full_year (gint64 year,
                            guint  n_digits)
{
  if (n_digits > 2)
    return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

char *
jarida_date_to_iso8601 (gint64 unix_seconds)
{
  gint64 days = unix_seconds / 86400;
  gint64 seconds = unix_seconds % 86400;
  gint64 era, year_of_era, year, day_of_era, day_of_year, month;

  if (seconds < 0)
    {
      seconds += 86400;
      days--;
    }
  /* The inverse of _jarida_calendar_days(): eras of 400 years that begin on the first of March. */
  days += 719468;
  era = (days >= 0 ? days : days - 146096) / 146097;
  day_of_era = days - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month = (5 * day_of_year + 2) / 153;
  year = year_of_era + era * 400 + (month >= 10 ? 1 : 0);
  return g_strdup_printf ("%04" G_GINT64_FORMAT "-%02d-%02dT%02d:%02d:%02dZ", year,
                          (int) (month < 10 ? month + 3 : month - 9), (int) (day_of_year - (153 * month + 2) / 5 + 1),
                          (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
}
