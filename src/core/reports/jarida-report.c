/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address-parts.h"
#include "jarida-hex.h"
#include "jarida-note-lines.h"
#include "jarida-report.h"
#include "jarida-strict-json.h"

G_DEFINE_QUARK (jarida-report-error-quark, jarida_report_error)
G_DEFINE_BOXED_TYPE (JaridaReport, jarida_report, jarida_report_copy, jarida_report_free)

/* What a person typed: one line end of each kind stays, other control characters have no business in a text. */
static char *
clean_comment (const char *comment)
{
  g_autofree char *valid = comment != NULL ? g_utf8_make_valid (comment, -1) : NULL;
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; p != NULL && *p != '\0' && n < JARIDA_REPORT_MAX_COMMENT; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) && c != '\n')
        continue;
      g_string_append_unichar (out, c);
      n++;
    }

  return g_string_free (out, FALSE);
}

JaridaReport *
jarida_report_new (const char         *address,
                   JaridaReportReason  reason,
                   const char         *comment,
                   const char         *page_address,
                   gint64              now)
{
  JaridaReport *self = g_new0 (JaridaReport, 1);
  g_autoptr(JaridaAddress) picture = address != NULL ? jarida_address_parse (address, NULL) : NULL;
  g_autoptr(JaridaAddress) page = page_address != NULL ? jarida_address_parse (page_address, NULL) : NULL;

  self->id = g_uuid_string_random ();
  if (picture != NULL)
    {
      g_clear_pointer (&picture->fragment, g_free);
      self->url = jarida_address_to_text (picture);
    }
  self->reason = reason;
  self->comment = clean_comment (comment);
  self->page_host = page != NULL ? g_strdup (page->host) : NULL;
  self->reported_hour = now - now % 3600;

  return self;
}

JaridaReport *
jarida_report_copy (const JaridaReport *self)
{
  JaridaReport *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->url = g_strdup (self->url);
  copy->comment = g_strdup (self->comment);
  copy->lang = g_strdup (self->lang);
  copy->page_host = g_strdup (self->page_host);

  return copy;
}

void
jarida_report_free (JaridaReport *self)
{
  g_free (self->id);
  g_free (self->url);
  g_free (self->comment);
  g_free (self->lang);
  g_free (self->page_host);
  g_free (self);
}

static void
append_image (GString            *out,
              const JaridaReport *self)
{
  g_string_append (out, "\"image\":{");
  if (self->url != NULL)
    {
      g_string_append (out, "\"url\":");
      jarida_strict_json_append (out, self->url);
      g_string_append_c (out, ',');
    }
  if (self->has_sha256)
    {
      g_string_append (out, "\"sha256\":\"");
      jarida_hex_append (out, self->sha256, sizeof self->sha256);
      g_string_append (out, "\",");
    }
  if (self->bytes > 0)
    g_string_append_printf (out, "\"bytes\":%" G_GINT64_FORMAT ",", self->bytes);
  if (self->width > 0 && self->height > 0)
    g_string_append_printf (out, "\"width\":%u,\"height\":%u,", self->width, self->height);
  if (self->has_pdq)
    {
      g_string_append (out, "\"pdq\":{\"alg\":\"pdq1\",\"hash\":\"");
      jarida_hex_append (out, self->pdq, sizeof self->pdq);
      g_string_append_printf (out, "\",\"quality\":%u},", self->pdq_quality);
    }
  if (out->str[out->len - 1] == ',')
    g_string_truncate (out, out->len - 1);
  g_string_append (out, "},");
}

static void
append_string (GString    *out,
               const char *name,
               const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (out, "\"%s\":", name);
  jarida_strict_json_append (out, value);
  g_string_append_c (out, ',');
}

char *
jarida_report_to_json (const JaridaReport  *self,
                       GError             **error)
{
  g_autoptr(GString) out = g_string_new ("{\"v\":1,");
  g_autoptr(JaridaReport) read = NULL;
  const char *token = jarida_report_reason_to_token (self->reason);

  append_image (out, self);
  append_string (out, "reason", token != NULL ? token : "");
  append_string (out, "comment", self->comment);
  append_string (out, "lang", self->lang);
  append_string (out, "page_host", self->page_host);
  if (self->reported_hour > 0)
    {
      g_autofree char *hour = _jarida_note_time_to_text (self->reported_hour);

      append_string (out, "reported_hour", hour);
    }
  g_string_append (out, "\"good_faith\":true}");

  /* What the service would refuse is better said here, while the person is still there. */
  read = jarida_report_from_json (out->str, out->len, NULL, error);
  if (read == NULL)
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
jarida_report_is_id (const char *text)
{
  if (text == NULL || strlen (text) != 36 || !g_uuid_string_is_valid (text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isupper (*p))
      return FALSE;

  return TRUE;
}
