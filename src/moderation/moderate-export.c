/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-report-reason.h"
#include "moderate.h"

/* Decisions as lines of JSON. With --dsa those that restrict, in the words of the transparency database of Regulation (EU)
 * 2022/2065 (transparency.dsa.ec.europa.eu, "statement attributes"). Nothing in them is about a reporter. */

#define PAGE 100

static const char *
get_category (int reason)
{
  switch ((JaridaReportReason) reason)
    {
    case JARIDA_REASON_VIOLENCE:
      return "STATEMENT_CATEGORY_VIOLENCE";
    case JARIDA_REASON_SEXUAL:
      return "STATEMENT_CATEGORY_PORNOGRAPHY_OR_SEXUALIZED_CONTENT";
    case JARIDA_REASON_MINORS:
      return "STATEMENT_CATEGORY_PROTECTION_OF_MINORS";
    case JARIDA_REASON_INTIMATE:
      return "STATEMENT_CATEGORY_CYBER_VIOLENCE";
    case JARIDA_REASON_HATE:
      return "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH";
    case JARIDA_REASON_PRIVACY:
      return "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS";
    case JARIDA_REASON_SELF_HARM:
      return "STATEMENT_CATEGORY_SELF_HARM";
    case JARIDA_REASON_MISLEADING:
      return "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS";
    case JARIDA_REASON_SCAM:
      return "STATEMENT_CATEGORY_SCAMS_AND_FRAUD";
    case JARIDA_REASON_COPYRIGHT:
      return "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS";
    case JARIDA_REASON_BROKEN:
    case JARIDA_REASON_OTHER:
    default:
      return "STATEMENT_CATEGORY_OTHER_VIOLATION_TC";
    }
}

static void
add_list (JsonBuilder       *json,
          const char        *name,
          const char *const *words)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (gsize i = 0; words[i] != NULL; i++)
    json_builder_add_string_value (json, words[i]);
  json_builder_end_array (json);
}

static void
add_day (JsonBuilder *json,
         const char  *name,
         gint64       time)
{
  g_autofree char *text = moderate_format_time (time);

  if (time != 0)
    text[10] = '\0';
  moderate_json_text (json, name, time != 0 ? text : NULL);
}

static void
add_statement (JsonBuilder          *json,
               const JaridaDecision *decision)
{
  static const char *const visibility[] = { "DECISION_VISIBILITY_CONTENT_DISABLED", NULL };
  static const char *const type[] = { "CONTENT_TYPE_IMAGE", NULL };
  /* The European Economic Area, where the list is the same for everybody. */
  static const char *const territory[] = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV",
    "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", NULL
  };
  gboolean automatic = decision->basis == JARIDA_BASIS_AUTOMATIC;

  moderate_json_text (json, "puid", decision->id);
  add_list (json, "decision_visibility", visibility);
  add_day (json, "end_date_visibility_restriction", decision->expires_at);
  moderate_json_text (json, "decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT");
  moderate_json_text (json, "incompatible_content_ground", "conditions-3.2");
  moderate_json_text (json, "incompatible_content_explanation", decision->facts);
  moderate_json_text (json, "incompatible_content_illegal", "No");
  moderate_json_text (json, "category", get_category (decision->reason));
  add_list (json, "content_type", type);
  add_list (json, "territorial_scope", territory);
  add_day (json, "application_date", decision->at);
  moderate_json_text (json, "decision_facts", decision->facts);
  moderate_json_text (json, "source_type", "SOURCE_TYPE_OTHER_NOTIFICATION");
  moderate_json_text (json, "automated_detection", "No");
  moderate_json_text (json, "automated_decision", automatic ? "AUTOMATED_DECISION_FULLY" : "AUTOMATED_DECISION_NOT_AUTOMATED");
}

static void
add_decision (JsonBuilder            *json,
              const JaridaDecisionOn *on)
{
  const JaridaDecision *decision = on->decision;

  moderate_json_text (json, "id", decision->id);
  moderate_json_time (json, "at", decision->at);
  moderate_json_int (json, "picture", decision->subject);
  moderate_json_text (json, "host", on->host);
  moderate_json_text (json, "action", moderate_action_name (decision->action));
  moderate_json_text (json, "reason", moderate_reason_name (decision->reason));
  moderate_json_text (json, "reviewer", decision->reviewer);
  moderate_json_text (json, "facts", decision->facts);
  moderate_json_time (json, "until", decision->expires_at);
  moderate_json_text (json, "supersedes", decision->supersedes);
}

static void
print_one (const JaridaDecisionOn *on)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  JaridaAction action = on->decision->action;

  if (moderate_options.dsa && action != JARIDA_ACTION_HIDE && action != JARIDA_ACTION_BLOCK)
    return;

  json_builder_begin_object (json);
  if (moderate_options.dsa)
    add_statement (json, on->decision);
  else
    add_decision (json, on);
  json_builder_end_object (json);
  moderate_json_print (json);
}

ModerateStatus
moderate_export (Moderate  *self,
                 char     **arguments,
                 guint      n_arguments)
{
  g_autofree char *last = NULL;
  gint64 at = 0;
  guint n = PAGE;

  if (moderate_options.since != NULL && !moderate_read_time (self, moderate_options.since, &at))
    return moderate_complain (MODERATE_USAGE, "\"%s\" is no time: 2026-11-29, 2026-11-29T10:00:00Z, 6h or 3d", moderate_options.since);

  while (n == PAGE)
    {
      g_autoptr(GPtrArray) page = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_on_free);
      GError *error = NULL;

      if (!jarida_ledger_get_decisions_since (self->ledger, at, last, PAGE, page, &error))
        return moderate_complain_error (error);
      n = page->len;
      for (guint i = 0; i < n; i++)
        print_one (page->pdata[i]);
      if (n > 0)
        {
          const JaridaDecisionOn *on = page->pdata[n - 1];

          at = on->decision->at;
          g_free (last);
          last = g_strdup (on->decision->id);
        }
    }
  return MODERATE_DONE;
}
