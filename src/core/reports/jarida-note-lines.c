/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-note-lines.h"

#define MAX_PATH_BYTES 128

gboolean
_jarida_note_number (const char *text,
                     guint64     max,
                     guint64    *out_number)
{
  guint64 value = 0;

  if (*text == '\0' || (*text == '0' && text[1] != '\0'))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      guint digit = (guint) (*p - '0');

      if (!g_ascii_isdigit (*p) || value > (max - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
    }
  *out_number = value;

  return value <= max;
}

gboolean
_jarida_note_time (const char *text,
                   gint64     *out_time)
{
  static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
  g_autoptr(GDateTime) time = NULL;

  if (strlen (text) != sizeof form - 1)
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;
  *out_time = g_date_time_to_unix (time);

  return TRUE;
}

char *
_jarida_note_time_to_text (gint64 time)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc (time);

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("1970-01-01T00:00:00Z");
}

gboolean
_jarida_note_is_path (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_PATH_BYTES || *text == '/' || text[length - 1] == '/')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("-_./", *p) == NULL)
        return FALSE;
      /* A segment that begins with a dot may lead upwards or be hidden. */
      if (*p == '.' && (p == text || p[-1] == '/'))
        return FALSE;
      if (*p == '/' && p[1] == '/')
        return FALSE;
    }

  return TRUE;
}
