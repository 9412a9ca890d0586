/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-calendar.h"
#include "jarida-date-usual.h"

/* "Mon, 12 Oct 2026 08:30:00 GMT" and "2026-10-12T08:30:00Z", to the letter: nearly every feed writes one of the two, a hundred
 * times, and to cut them into words and look each up in the lists of all languages was a tenth of reading a feed. */

static gboolean
read_number (const char *p,
             guint       n_digits,
             int         most,
             int        *out_value)
{
  int value = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (p[i]))
        return FALSE;
      value = value * 10 + (p[i] - '0');
    }
  *out_value = value;
  return value <= most;
}

/* Three letters of @names, which is nothing but such; from 1 on, 0: none of them. */
static int
find_name (const char *p,
           const char *names)
{
  for (int i = 0; names[3 * i] != '\0'; i++)
    if (memcmp (p, names + 3 * i, 3) == 0)
      return i + 1;
  return 0;
}

/* 08:30:00; as seconds. */
static gboolean
read_clock (const char *p,
            int        *out_seconds)
{
  int hour, minute, second;

  if (p[2] != ':' || p[5] != ':' || !read_number (p, 2, 23, &hour) || !read_number (p + 3, 2, 59, &minute)
      || !read_number (p + 6, 2, 59, &second))
    return FALSE;
  *out_seconds = hour * 3600 + minute * 60 + second;
  return TRUE;
}

/* +0100, or +01:00 where @between is 1; as seconds. */
static gboolean
read_zone (const char *p,
           guint       between,
           int        *out_seconds)
{
  int hours, minutes;

  if ((p[0] != '+' && p[0] != '-') || !read_number (p + 1, 2, 14, &hours) || !read_number (p + 3 + between, 2, 59, &minutes)
      || (between == 1 && p[3] != ':'))
    return FALSE;
  *out_seconds = (hours * 3600 + minutes * 60) * (p[0] == '-' ? -1 : 1);
  return TRUE;
}

static gboolean
make_moment (int     year,
             int     month,
             int     day,
             int     clock,
             int     zone,
             gint64 *out_unix)
{
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > _jarida_calendar_month_length (year, month))
    return FALSE;
  *out_unix = _jarida_calendar_days (year, month, day) * 86400 + clock - zone;
  return TRUE;
}

static gboolean
read_mail (const char *p,
           gsize       length,
           gint64     *out_unix)
{
  int year, day, clock, zone = 0;

  if ((length != 29 && length != 31) || p[3] != ',' || p[4] != ' ' || p[7] != ' ' || p[11] != ' ' || p[16] != ' ' || p[25] != ' '
      || find_name (p, "MonTueWedThuFriSatSun") == 0 || !read_number (p + 5, 2, 31, &day) || !read_number (p + 12, 4, 9999, &year)
      || !read_clock (p + 17, &clock))
    return FALSE;
  if (length == 29 ? memcmp (p + 26, "GMT", 3) != 0 : !read_zone (p + 26, 0, &zone))
    return FALSE;
  return make_moment (year, find_name (p + 8, "JanFebMarAprMayJunJulAugSepOctNovDec"), day, clock, zone, out_unix);
}

static gboolean
read_iso (const char *p,
          gsize       length,
          gint64     *out_unix)
{
  int year, month, day, clock, zone = 0;

  if ((length != 20 && length != 25) || p[4] != '-' || p[7] != '-' || p[10] != 'T' || !read_number (p, 4, 9999, &year)
      || !read_number (p + 5, 2, 12, &month) || !read_number (p + 8, 2, 31, &day) || !read_clock (p + 11, &clock))
    return FALSE;
  if (length == 20 ? p[19] != 'Z' : !read_zone (p + 19, 1, &zone))
    return FALSE;
  return make_moment (year, month, day, clock, zone, out_unix);
}

gboolean
_jarida_date_read_usual (const char *text,
                         gsize       length,
                         gint64     *out_unix)
{
  return read_mail (text, length, out_unix) || read_iso (text, length, out_unix);
}
