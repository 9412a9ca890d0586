/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-hex.h"
#include "jarida-picture-key.h"
#include "moderate.h"

/* From what a person writes to a picture of the ledger. */

#define MIN_KEY_DIGITS 12

/* Takes "@17" off the end. */
static char *
take_version (const char *text,
              gint64     *out_version)
{
  const char *at = strrchr (text, '@');

  *out_version = 0;
  if (at == NULL || !g_ascii_string_to_signed (at + 1, 10, 1, G_MAXINT64, out_version, NULL))
    return g_strdup (text);
  return g_strndup (text, (gsize) (at - text));
}

static gboolean
find_by_key (Moderate  *self,
             const char *text,
             gint64    *out_subject,
             GError   **error)
{
  gsize digits = strlen (text);
  guint8 key[32];

  if (digits < MIN_KEY_DIGITS || digits > 64 || digits % 2 != 0 || !jarida_hex_decode (text, key, digits / 2))
    return TRUE;
  return jarida_ledger_find_subject (self->ledger, key, digits / 2, out_subject, error);
}

static gboolean
find_by_address (Moderate   *self,
                 const char *text,
                 gint64     *out_subject,
                 GError    **error)
{
  JaridaPictureKey key;

  if (jarida_picture_key_url (text, &key)
      && !jarida_ledger_find_subject (self->ledger, key.bytes, sizeof key.bytes, out_subject, error))
    return FALSE;
  if (*out_subject == 0 && jarida_picture_key_asset (jarida_asset_rules_get_default (), text, &key))
    return jarida_ledger_find_subject (self->ledger, key.bytes, sizeof key.bytes, out_subject, error);
  return TRUE;
}

static gboolean
find (Moderate   *self,
      const char *text,
      gint64     *out_subject,
      GError    **error)
{
  g_autoptr(JaridaDecision) decision = NULL;
  g_autoptr(JaridaSubject) subject = NULL;
  gint64 number;

  if (g_str_has_prefix (text, "d_"))
    {
      if (!jarida_ledger_find_decision (self->ledger, text, &decision, error))
        return FALSE;
      *out_subject = decision != NULL ? decision->subject : 0;
      return TRUE;
    }
  if (strstr (text, "://") != NULL)
    return find_by_address (self, text, out_subject, error);
  /* A number could be the beginning of a key as well: numbers first. */
  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      if (!jarida_ledger_get_subject (self->ledger, number, &subject, error))
        return FALSE;
      if (subject != NULL)
        *out_subject = subject->id;
    }
  return *out_subject != 0 || find_by_key (self, text, out_subject, error);
}

ModerateStatus
moderate_find (Moderate   *self,
               const char *text,
               gint64     *out_subject,
               gint64     *out_version)
{
  g_autofree char *bare = take_version (text, out_version);
  GError *error = NULL;

  *out_subject = 0;
  if (!find (self, bare, out_subject, &error))
    return moderate_complain_error (error);
  if (*out_subject == 0)
    return moderate_complain (MODERATE_NOT_FOUND, "There is no picture \"%s\"", bare);
  return MODERATE_DONE;
}

gboolean
moderate_read_time (Moderate   *self,
                    const char *text,
                    gint64     *out_time)
{
  g_autofree char *whole = NULL;
  g_autoptr(GDateTime) time = NULL;
  char *end;
  guint64 n = g_ascii_strtoull (text, &end, 10);

  if (end > text && (strcmp (end, "h") == 0 || strcmp (end, "d") == 0) && n < 100000)
    {
      *out_time = self->now - (gint64) n * (*end == 'h' ? 3600 : 24 * 3600);
      return TRUE;
    }

  whole = strchr (text, 'T') != NULL ? g_strdup (text) : g_strconcat (text, "T00:00:00Z", NULL);
  time = g_date_time_new_from_iso8601 (whole, NULL);
  if (time == NULL)
    return FALSE;
  *out_time = g_date_time_to_unix (time);
  return TRUE;
}
