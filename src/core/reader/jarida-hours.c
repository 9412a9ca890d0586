/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-hours.h"

#define MINUTES_A_DAY (24 * 60)

/* When it is @minutes past midnight on the day that is @day days after that of @now. */
static gint64
find_moment (int        minutes,
             int        day,
             GTimeZone *zone,
             GDateTime *now)
{
  GDate date;
  g_autoptr(GDateTime) moment = NULL;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  if (day < 0)
    g_date_subtract_days (&date, (guint) -day);
  else
    g_date_add_days (&date, (guint) day);
  moment = g_date_time_new (zone, g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date),
                            minutes / 60, minutes % 60, 0);
  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

static GDateTime *
new_local (GTimeZone *zone,
           gint64     now)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (now);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

gint64
jarida_hours_last (const int *minutes,
                   gsize      n,
                   GTimeZone *zone,
                   gint64     now)
{
  g_autoptr(GDateTime) local = new_local (zone, now);
  gint64 last = 0;

  for (gsize i = 0; i < n && local != NULL; i++)
    for (int day = -2; day <= 0; day++)
      {
        const gint64 moment = find_moment (minutes[i], day, zone, local);

        if (moment <= now && moment > last)
          last = moment;
      }
  return last;
}

gint64
jarida_hours_next (const int *minutes,
                   gsize      n,
                   GTimeZone *zone,
                   gint64     now)
{
  g_autoptr(GDateTime) local = new_local (zone, now);
  gint64 next = 0;

  for (gsize i = 0; i < n && local != NULL; i++)
    for (int day = 0; day <= 2; day++)
      {
        const gint64 moment = find_moment (minutes[i], day, zone, local);

        if (moment > now && (next == 0 || moment < next))
          next = moment;
      }
  return next;
}

gint64
jarida_hours_settle (gint64 done,
                     gint64 now)
{
  return done <= 0 || done > now ? now : done;
}

gboolean
jarida_hours_due (const int *minutes,
                  gsize      n,
                  GTimeZone *zone,
                  gint64     done,
                  gint64     now)
{
  return jarida_hours_last (minutes, n, zone, now) > jarida_hours_settle (done, now);
}

/* ---- Text ---- */

/* The digits of any script. */
static gboolean
read_number (const char **text,
             int         *out_number)
{
  const char *p = *text;
  int number = 0;
  guint n_digits = 0;

  for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p), n_digits++)
    number = MIN (number, 1000) * 10 + g_unichar_digit_value (g_utf8_get_char (p));
  *text = p;
  *out_number = number;
  return n_digits > 0 && n_digits <= 2;
}

static gboolean
read_hour (const char **text,
           int         *out_minutes)
{
  int hour, minute = 0;
  gboolean whole;

  if (!read_number (text, &hour))
    return FALSE;
  /* "18h" is one in French. */
  whole = g_ascii_tolower (**text) == 'h';
  if (!whole && **text != ':' && **text != '.')
    return FALSE;
  (*text)++;
  if ((!whole || g_unichar_isdigit (g_utf8_get_char (*text))) && !read_number (text, &minute))
    return FALSE;
  *out_minutes = hour * 60 + minute;
  return hour < 24 && minute < 60;
}

static gboolean
is_between (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == ';' || c == 0x060C || c == 0x061B;
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

GArray *
jarida_hours_parse (const char *text)
{
  g_autoptr(GArray) hours = g_array_new (FALSE, FALSE, sizeof (int));
  const char *p = text;

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  while (TRUE)
    {
      int minutes;

      while (*p != '\0' && is_between (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (*p == '\0')
        break;
      if (!read_hour (&p, &minutes) || (*p != '\0' && !is_between (g_utf8_get_char (p))))
        return NULL;
      g_array_append_val (hours, minutes);
      if (hours->len > JARIDA_HOURS_MAX)
        return NULL;
    }
  g_array_sort (hours, compare_ints);
  for (guint i = hours->len; i-- > 1;)
    if (g_array_index (hours, int, i) == g_array_index (hours, int, i - 1))
      g_array_remove_index (hours, i);
  return g_steal_pointer (&hours);
}

char *
jarida_hours_format (const int *minutes,
                     gsize      n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      const int at = CLAMP (minutes[i], 0, MINUTES_A_DAY - 1);

      g_string_append_printf (text, "%s%02d:%02d", i > 0 ? ", " : "", at / 60, at % 60);
    }
  return g_string_free (text, FALSE);
}
