/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-freshness.h"

#include <string.h>

#include "jarida-date.h"

#define DAY (24 * 60 * 60)

/* Digits only, as the RFC wants them; what is too large for the type is as large as it can be. */
static gboolean
parse_seconds (const char *text,
               gint64     *out_seconds)
{
  guint64 seconds = 0;
  const char *p = text;

  for (; g_ascii_isdigit (*p); p++)
    seconds = MIN (seconds * 10 + (guint) (*p - '0'), G_MAXINT32);

  *out_seconds = (gint64) seconds;
  return p > text && *p == '\0';
}

gint64
jarida_freshness_retry_after (const char *retry_after,
                              gint64      now)
{
  g_autofree char *text = NULL;
  gint64 seconds, at;

  if (retry_after == NULL)
    return 0;

  text = g_strstrip (g_strdup (retry_after));
  if (!parse_seconds (text, &seconds))
    seconds = jarida_date_parse (text, &at) && at > now ? at - now : 0;

  return MIN (seconds, DAY);
}

gint64
jarida_freshness_max_age (const char *cache_control,
                          const char *expires,
                          const char *date,
                          gint64      now)
{
  g_auto(GStrv) directives = g_strsplit (cache_control != NULL ? cache_control : "", ",", 32);
  gint64 max_age = -1, at, server_now;

  for (gsize i = 0; directives[i] != NULL; i++)
    {
      char *directive = g_strstrip (directives[i]);

      if (g_ascii_strcasecmp (directive, "no-cache") == 0 || g_ascii_strcasecmp (directive, "no-store") == 0)
        return 0;
      if (g_ascii_strncasecmp (directive, "max-age=", 8) == 0)
        {
          char *value = directive + 8;
          gsize length = strlen (value);

          if (length >= 2 && value[0] == '"' && value[length - 1] == '"')
            {
              value[length - 1] = '\0';
              value++;
            }
          /* Nonsense is read as stale, like an Expires that is no date. */
          if (!parse_seconds (value, &max_age))
            max_age = 0;
        }
    }

  if (max_age >= 0 || expires == NULL)
    return max_age;
  /* "Expires: 0" and "-1" are common and mean "already stale". */
  if (g_ascii_isdigit (*expires) && strlen (expires) < 6)
    return 0;
  if (!jarida_date_parse (expires, &at))
    return 0;
  if (date == NULL || !jarida_date_parse (date, &server_now))
    server_now = now;

  return at > server_now ? at - server_now : 0;
}
