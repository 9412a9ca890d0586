/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-time-text.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)

/* Month and day names come from our own catalogue: the C library's need an installed locale, and its Arabic
 * ones are those of one country only. */
static const char *const months[] = {
  N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
  N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
};

static const char *const short_months[] = {
  NC_("short month", "Jan"), NC_("short month", "Feb"), NC_("short month", "Mar"), NC_("short month", "Apr"), NC_("short month", "May"),
  NC_("short month", "Jun"), NC_("short month", "Jul"), NC_("short month", "Aug"), NC_("short month", "Sep"), NC_("short month", "Oct"),
  NC_("short month", "Nov"), NC_("short month", "Dec"),
};

static const char *const weekdays[] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
};

/* Looked up once a second: a list of headlines asks hundreds of times for one frame, and each time GLib would look at the disk
 * whether the person has travelled. */
static GTimeZone *
local_zone (void)
{
  static GTimeZone *zone;
  static gint64 looked_at;
  const gint64 now = g_get_monotonic_time ();

  if (zone == NULL || now - looked_at > G_USEC_PER_SEC)
    {
      g_clear_pointer (&zone, g_time_zone_unref);
      zone = g_time_zone_new_local ();
      looked_at = now;
    }
  return zone;
}

static GDateTime *
local_time (gint64 unix_seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (unix_seconds);
  GDateTime *local;

  if (time == NULL)
    time = g_date_time_new_from_unix_utc (0);
  /* The first and the last day of the calendar are beyond it in some zones, and a feed may say any date. */
  local = g_date_time_to_timezone (time, local_zone ());
  return local != NULL ? local : g_steal_pointer (&time);
}

static guint
day_number (GDateTime *time)
{
  GDate date;
  int year, month, day;

  g_date_time_get_ymd (time, &year, &month, &day);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static const char *
month_name (GDateTime *time)
{
  return _(months[g_date_time_get_month (time) - 1]);
}

static char *
day_and_month (GDateTime *time)
{
  /* Translators: day of the month and name of the month, as in "12 October". */
  return g_strdup_printf (C_("date", "%1$d %2$s"), g_date_time_get_day_of_month (time), month_name (time));
}

static char *
full_date (GDateTime *time)
{
  /* Translators: day of the month, name of the month and year, as in "12 October 2020". */
  return g_strdup_printf (C_("date", "%1$d %2$s %3$d"), g_date_time_get_day_of_month (time),
                          month_name (time), g_date_time_get_year (time));
}

static char *
date_near (GDateTime *time,
           GDateTime *now)
{
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    return day_and_month (time);
  return full_date (time);
}

char *
jarida_time_text_ago (gint64   then,
                      gint64   now,
                      gboolean day_only)
{
  g_autoptr(GDateTime) time = local_time (then);
  g_autoptr(GDateTime) today = local_time (now);
  const guint age_days = day_number (today) - MIN (day_number (today), day_number (time));
  const gint64 age = now - then;

  if (day_only || age_days > 0)
    return age_days == 0 ? g_strdup (_("Today")) : date_near (time, today);
  if (age < MINUTE)
    return g_strdup (_("Just now"));
  if (age < HOUR)
    {
      const int minutes = age / MINUTE;

      return g_strdup_printf (ngettext ("%d min ago", "%d min ago", minutes), minutes);
    }
  if (age < 12 * HOUR)
    {
      const int hours = age / HOUR;

      return g_strdup_printf (ngettext ("%d h ago", "%d h ago", hours), hours);
    }
  return g_date_time_format (time, "%H:%M");
}

char *
jarida_time_text_day (gint64 then,
                      gint64 now)
{
  g_autoptr(GDateTime) time = local_time (then);
  g_autoptr(GDateTime) today = local_time (now);
  const guint day = day_number (time);
  const guint this_day = day_number (today);
  g_autofree char *date = NULL;

  if (day >= this_day)
    return g_strdup (_("Today"));
  if (day + 1 == this_day)
    return g_strdup (_("Yesterday"));
  date = date_near (time, today);
  if (g_date_time_get_year (time) != g_date_time_get_year (today))
    return g_steal_pointer (&date);
  /* Translators: name of the day of the week and date, as in "Wednesday 7 October". */
  return g_strdup_printf (C_("date", "%1$s %2$s"), _(weekdays[g_date_time_get_day_of_week (time) - 1]), date);
}

static GDateTime *
get_noon (guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);
}

char *
jarida_time_text_julian (guint32 julian,
                         guint32 today)
{
  g_autoptr(GDateTime) time = get_noon (julian);
  g_autoptr(GDateTime) now = get_noon (today);

  if (julian + 1 >= today)
    return g_strdup (julian + 1 == today ? _("Yesterday") : _("Today"));
  if (julian + 7 <= today)
    return date_near (time, now);
  /* Translators: name of the day of the week and day of the month, as in "Wednesday 7". */
  return g_strdup_printf (C_("date", "%1$s %2$d"), _(weekdays[g_date_time_get_day_of_week (time) - 1]),
                          g_date_time_get_day_of_month (time));
}

char *
jarida_time_text_date (gint64 then)
{
  g_autoptr(GDateTime) time = local_time (then);

  return full_date (time);
}

char *
jarida_time_text_moment (gint64 then,
                         gint64 now)
{
  g_autoptr(GDateTime) time = local_time (then);
  g_autoptr(GDateTime) today = local_time (now);
  g_autofree char *clock = g_date_time_format (time, "%H:%M");
  g_autofree char *date = NULL;

  if (day_number (time) == day_number (today))
    return g_steal_pointer (&clock);
  date = date_near (time, today);
  /* Translators: a date and the time of day, as in "12 October, 14:05". */
  return g_strdup_printf (C_("date", "%1$s, %2$s"), date, clock);
}

char *
jarida_time_text_in_edition (gint64   then,
                             gint64   now,
                             gboolean day_only)
{
  g_autoptr(GDateTime) time = local_time (then);
  g_autoptr(GDateTime) today = local_time (now);

  if (day_only)
    return NULL;
  if (day_number (time) == day_number (today))
    return jarida_time_text_ago (then, now, FALSE);
  return g_date_time_format (time, "%H:%M");
}

static void
set_day (GDate   *date,
         guint32  julian)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, julian);
}

char *
jarida_time_text_edition (guint32 julian)
{
  GDate date;
  g_autofree char *day = NULL;

  set_day (&date, julian);
  day = g_strdup_printf (C_("date", "%1$d %2$s %3$d"), g_date_get_day (&date), _(months[g_date_get_month (&date) - 1]),
                         g_date_get_year (&date));
  return g_strdup_printf (C_("date", "%1$s %2$s"), _(weekdays[g_date_get_weekday (&date) - 1]), day);
}

char *
jarida_time_text_edition_short (guint32 julian,
                                guint32 today)
{
  GDate date, now;
  const char *month;

  set_day (&date, julian);
  set_day (&now, today);
  month = g_dpgettext2 (NULL, "short month", short_months[g_date_get_month (&date) - 1]);
  if (g_date_get_year (&date) == g_date_get_year (&now))
    return g_strdup_printf (C_("date", "%1$d %2$s"), g_date_get_day (&date), month);
  return g_strdup_printf (C_("date", "%1$d %2$s %3$d"), g_date_get_day (&date), month, g_date_get_year (&date));
}

char *
jarida_time_text_month (int year,
                        int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  /* Translators: name of a month and year, as in "October 2020". */
  return g_strdup_printf (C_("month", "%1$s %2$d"), _(months[month - 1]), year);
}

const char *
jarida_time_text_weekday_letters (int weekday)
{
  /* Translators: the days of the week at the head of a calendar's columns: one or two letters. */
  static const char *const letters[] = {
    NC_("weekday", "Mo"), NC_("weekday", "Tu"), NC_("weekday", "We"), NC_("weekday", "Th"), NC_("weekday", "Fr"),
    NC_("weekday", "Sa"), NC_("weekday", "Su"),
  };

  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return g_dpgettext2 (NULL, "weekday", letters[weekday - 1]);
}
