/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-desk-private.h"
#include "jarida-hex.h"
#include "jarida-proof.h"
#include "jarida-strict-json.h"

/* The statement of reasons for one decision: what was decided, on what ground, by whom, and where to say no. */

#define SHORT_KEY_BYTES 6

static const char *
get_action_name (JaridaAction action)
{
  switch (action)
    {
    case JARIDA_ACTION_HIDE:
      return "hide";
    case JARIDA_ACTION_BLOCK:
      return "block";
    case JARIDA_ACTION_CLEAR:
      return "clear";
    case JARIDA_ACTION_EXPIRE:
      return "expire";
    case JARIDA_ACTION_REOPEN:
      return "reopen";
    case JARIDA_ACTION_ESCALATE:
      return "escalate";
    }
  return "other";
}

static void
add_text (GString    *out,
          const char *name,
          const char *text)
{
  g_string_append_printf (out, ",\"%s\":", name);
  if (text != NULL)
    jarida_strict_json_append (out, text);
  else
    g_string_append (out, "null");
}

static void
add_time (GString    *out,
          const char *name,
          gint64      time)
{
  g_autofree char *text = time != 0 ? jarida_proof_format_time (time) : NULL;

  add_text (out, name, text);
}

static char *
write_statement (const JaridaDecision *decision,
                 const char           *key)
{
  GString *out = g_string_new ("{\"id\":");

  jarida_strict_json_append (out, decision->id);
  add_time (out, "at", decision->at);
  add_text (out, "action", get_action_name (decision->action));
  add_text (out, "scope", "keys");
  add_time (out, "until", decision->expires_at);
  add_text (out, "reason", jarida_report_reason_to_token ((JaridaReportReason) decision->reason));
  add_text (out, "ground", "conditions-3.2");
  add_text (out, "facts", decision->facts);
  g_string_append_printf (out, ",\"automated_detection\":false,\"automated_decision\":%s",
                          decision->basis == JARIDA_BASIS_AUTOMATIC ? "true" : "false");
  add_text (out, "key", key);
  add_text (out, "appeal", "/v1/appeals/");
  if (decision->log_index != 0)
    g_string_append_printf (out, ",\"log_index\":%" G_GINT64_FORMAT, decision->log_index);
  g_string_append (out, "}");
  return g_string_free (out, FALSE);
}

static gboolean
find (JaridaDeskRoom  *room,
      const char      *id,
      JaridaDecision **out_decision,
      GError         **error)
{
  guint8 key[SHORT_KEY_BYTES];

  if (strlen (id) == 2 * SHORT_KEY_BYTES && jarida_hex_decode (id, key, sizeof key))
    return jarida_ledger_find_decision_by_key (room->ledger, key, sizeof key, out_decision, error);
  return jarida_ledger_find_decision (room->ledger, id, out_decision, error);
}

gboolean
jarida_desk_answer_decision (JaridaDeskRoom  *room,
                             JaridaJob       *job,
                             GError         **error)
{
  g_autoptr(JaridaDecision) decision = NULL;
  g_autoptr(GString) key = g_string_new (NULL);
  guint8 bytes[SHORT_KEY_BYTES];
  gboolean has_key;

  if (!find (room, job->id, &decision, error))
    return FALSE;
  if (decision == NULL)
    {
      jarida_job_refuse (job, JARIDA_PROBLEM_NOT_FOUND, NULL);
      return TRUE;
    }
  if (!jarida_ledger_get_short_key (room->ledger, decision->subject, bytes, &has_key, error))
    return FALSE;
  if (has_key)
    jarida_hex_append (key, bytes, sizeof bytes);
  job->answer = write_statement (decision, has_key ? key->str : NULL);
  jarida_job_accept (job, 200);
  return TRUE;
}
