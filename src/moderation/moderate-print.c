/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "jarida-hex.h"
#include "jarida-proof.h"
#include "jarida-report-reason.h"
#include "moderate.h"

char *
moderate_clean (const char *text)
{
  GString *clean = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Nor may it turn the line around. */
      g_string_append_unichar (clean, g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT ? ' ' : c);
    }
  return g_string_free (clean, FALSE);
}

void
moderate_print (const char *format,
                ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
}

ModerateStatus
moderate_complain (ModerateStatus  status,
                   const char     *format,
                   ...)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  clean = moderate_clean (text);
  fprintf (stderr, "jarida-moderate: %s\n", clean);
  return status;
}

ModerateStatus
moderate_complain_error (GError *error)
{
  ModerateStatus status = moderate_complain (MODERATE_FAILED, "%s", error->message);

  g_error_free (error);
  return status;
}

char *
moderate_format_time (gint64 time)
{
  return time != 0 ? jarida_proof_format_time (time) : g_strdup ("");
}

char *
moderate_format_id (const guint8 *bytes,
                    gsize         n)
{
  GString *text = g_string_new (NULL);

  jarida_hex_append (text, bytes, n);
  return g_string_free (text, FALSE);
}

const char *
moderate_state_name (JaridaSubjectState state)
{
  static const char *const names[] = { "open", "hidden", "blocked", "cleared", "expired" };

  return (guint) state < G_N_ELEMENTS (names) ? names[state] : "unknown";
}

const char *
moderate_action_name (JaridaAction action)
{
  static const char *const names[] = { "", "hide", "block", "clear", "expire", "reopen", "escalate" };

  return (guint) action < G_N_ELEMENTS (names) ? names[action] : "unknown";
}

const char *
moderate_reason_name (int reason)
{
  const char *name = jarida_report_reason_to_token ((JaridaReportReason) reason);

  return name != NULL ? name : "";
}

void
moderate_json_text (JsonBuilder *json,
                    const char  *name,
                    const char  *text)
{
  json_builder_set_member_name (json, name);
  if (text != NULL)
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

void
moderate_json_int (JsonBuilder *json,
                   const char  *name,
                   gint64       value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
moderate_json_time (JsonBuilder *json,
                    const char  *name,
                    gint64       time)
{
  g_autofree char *text = time != 0 ? jarida_proof_format_time (time) : NULL;

  moderate_json_text (json, name, text);
}

void
moderate_json_print (JsonBuilder *json)
{
  g_autoptr(JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, FALSE);

  puts (text);
}
