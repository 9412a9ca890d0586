/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-private.h"

#include <string.h>

/* The portal writes days as "22 - 03 - 2018", in Arabic or European digits, with spaces or without. */

/* A number of at most @max digits; NULL when there is none. Moves past it. */
static const char *
read_number (const char *p,
             guint       max,
             guint      *out_value,
             guint      *out_digits)
{
  *out_value = 0;
  *out_digits = 0;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (p));

      if (digit < 0)
        break;
      if (++*out_digits > max)
        return NULL;
      *out_value = *out_value * 10 + (guint) digit;
    }

  return *out_digits > 0 ? p : NULL;
}

/* Past one hyphen, slash or dot with space and direction marks around it. */
static const char *
read_separator (const char *p)
{
  gboolean found = FALSE;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      if (found || (c != '-' && c != '/' && c != '.' && c != 0x2010 && c != 0x2011 && c != 0x2013))
        break;
      found = TRUE;
    }

  return found ? p : NULL;
}

static char *
read_day (const char *p)
{
  guint value[3], digits[3];
  guint day, year;

  for (guint i = 0; i < 3; i++)
    {
      p = read_number (p, 4, &value[i], &digits[i]);
      if (p != NULL && i < 2)
        p = read_separator (p);
      if (p == NULL)
        return NULL;
    }
  /* Day first; a year of four digits at the front is one too. */
  if (digits[2] == 4 && digits[0] <= 2)
    day = value[0], year = value[2];
  else if (digits[0] == 4 && digits[2] <= 2)
    day = value[2], year = value[0];
  else
    return NULL;
  if (year < 1900 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) value[1], (GDateYear) year))
    return NULL;

  return g_strdup_printf ("%04u-%02u-%02u", year, value[1], day);
}

char *
jarida_portal_find_day (const char *text)
{
  gboolean in_number = FALSE;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean digit = g_unichar_digit_value (g_utf8_get_char (p)) >= 0;
      char *day = digit && !in_number ? read_day (p) : NULL;

      if (day != NULL)
        return day;
      in_number = digit;
    }

  return NULL;
}

gboolean
jarida_portal_is_attribution (const char *text)
{
  static const char *const words[] = { "Publié dans", "Publié le", "نشر في", "نُشر في", "Published in", NULL };

  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    {
      if (strstr (text, words[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}
