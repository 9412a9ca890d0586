/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-reputation.h"
#include "moderate.h"

/* What there is to look at, and everything about one picture. The line "NUMBER@VERSION" is what the acts want back: so that the
 * second of two reviewers learns that somebody decided in between. */

#define QUEUE_LENGTH 20

static void
print_subject (const JaridaSubject *subject)
{
  g_autofree char *url = moderate_clean (subject->url);
  g_autofree char *last = moderate_format_time (subject->last_at);

  moderate_print ("%" G_GINT64_FORMAT "@%" G_GINT64_FORMAT "  %.2f  %-8s %-10s %s  %s", subject->id, subject->version,
                  (double) subject->score / JARIDA_SCORE_ONE, moderate_state_name (subject->state),
                  moderate_reason_name (subject->reason), last, url[0] != '\0' ? url : "(no address)");
}

static void
add_subject (JsonBuilder         *json,
             const JaridaSubject *subject)
{
  moderate_json_int (json, "picture", subject->id);
  moderate_json_int (json, "version", subject->version);
  moderate_json_int (json, "score_milli", subject->score);
  moderate_json_text (json, "state", moderate_state_name (subject->state));
  moderate_json_text (json, "reason", moderate_reason_name (subject->reason));
  moderate_json_text (json, "host", subject->host);
  moderate_json_text (json, "url", subject->url);
  moderate_json_time (json, "first_at", subject->first_at);
  moderate_json_time (json, "last_at", subject->last_at);
  moderate_json_time (json, "until", subject->expires_at);
}

ModerateStatus
moderate_queue (Moderate  *self,
                char     **arguments,
                guint      n_arguments)
{
  g_autoptr(GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);
  guint limit = moderate_options.limit >= 0 ? (guint) moderate_options.limit : QUEUE_LENGTH;
  GError *error = NULL;

  if (!jarida_ledger_get_queue (self->ledger, limit, subjects, &error))
    return moderate_complain_error (error);

  for (guint i = 0; i < MIN (subjects->len, limit); i++)
    if (self->as_json)
      {
        g_autoptr(JsonBuilder) json = json_builder_new ();

        json_builder_begin_object (json);
        add_subject (json, subjects->pdata[i]);
        json_builder_end_object (json);
        moderate_json_print (json);
      }
    else
      print_subject (subjects->pdata[i]);
  return MODERATE_DONE;
}

/* One picture, whole. */
typedef struct
{
  JaridaSubject  *subject;     /* (owned) */
  GArray         *keys;        /* (owned) of JaridaKeyRow */
  GArray         *reports;     /* (owned) of JaridaReportRow */
  GPtrArray      *decisions;   /* (owned) of JaridaDecision */
  JaridaProposal *proposal;    /* (owned) (nullable) */
} Sheet;

static void
sheet_free (Sheet *sheet)
{
  jarida_subject_free (sheet->subject);
  g_array_unref (sheet->keys);
  g_array_unref (sheet->reports);
  g_ptr_array_unref (sheet->decisions);
  jarida_proposal_free (sheet->proposal);
  g_free (sheet);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static Sheet *
read_sheet (Moderate  *self,
            gint64     id,
            GError   **error)
{
  g_autoptr(Sheet) sheet = g_new0 (Sheet, 1);

  sheet->keys = g_array_new (FALSE, FALSE, sizeof (JaridaKeyRow));
  sheet->reports = g_array_new (FALSE, FALSE, sizeof (JaridaReportRow));
  g_array_set_clear_func (sheet->reports, jarida_report_row_clear);
  sheet->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);
  if (!jarida_ledger_get_subject (self->ledger, id, &sheet->subject, error)
      || !jarida_ledger_get_keys_of (self->ledger, id, sheet->keys, error)
      || !jarida_ledger_get_reports_with_comments (self->ledger, id, sheet->reports, error)
      || !jarida_ledger_get_decisions_of (self->ledger, id, sheet->decisions, error)
      || !jarida_ledger_get_proposal (self->ledger, id, &sheet->proposal, error))
    return NULL;

  return g_steal_pointer (&sheet);
}

/* Networks as letters: who is near whom can be seen, where they are cannot. */
static int
get_network (const GArray *reports,
             guint         index)
{
  const JaridaReportRow *report = &g_array_index (reports, JaridaReportRow, index);
  int n = 0;

  if (!report->has_tags)
    return -1;
  for (guint i = 0; i < index; i++)
    {
      const JaridaReportRow *other = &g_array_index (reports, JaridaReportRow, i);
      gboolean known = FALSE;

      if (!other->has_tags)
        continue;
      if (memcmp (other->net_tag, report->net_tag, JARIDA_TAG_BYTES) == 0)
        return get_network (reports, i);
      for (guint k = 0; k < i && !known; k++)
        {
          const JaridaReportRow *before = &g_array_index (reports, JaridaReportRow, k);

          known = before->has_tags && memcmp (before->net_tag, other->net_tag, JARIDA_TAG_BYTES) == 0;
        }
      n += !known;
    }
  return n;
}

static gint64
get_weight (Moderate              *self,
            const JaridaReportRow *report)
{
  JaridaScoreRow row = { .reason = (JaridaReportReason) report->reason, .first_day = report->first_day, .agreed = report->agreed,
                         .disagreed = report->disagreed, .received_at = report->received_at };

  if (report->withdrawn_at != 0 || report->outcome != JARIDA_REPORT_OUTCOME_NONE || !report->has_reporter)
    return 0;
  return jarida_weight_of (&row, self->now);
}

static const char *
get_report_state (const JaridaReportRow *report)
{
  static const char *const outcomes[] = { "stands", "agreed", "disagreed", "used up" };

  if (report->withdrawn_at != 0)
    return "withdrawn";
  return (guint) report->outcome < G_N_ELEMENTS (outcomes) ? outcomes[report->outcome] : "";
}

static void
print_report (Moderate     *self,
              const GArray *reports,
              guint         index)
{
  const JaridaReportRow *report = &g_array_index (reports, JaridaReportRow, index);
  g_autofree char *at = moderate_format_time (report->received_at);
  g_autofree char *comment = moderate_clean (report->comment);
  g_autofree char *reporter = report->has_reporter ? moderate_format_id (report->reporter, JARIDA_REPORTER_ID_BYTES)
                                                   : g_strdup ("(forgotten)");
  int network = get_network (reports, index);

  moderate_print ("  %s  %-10s %-9s %.2f  reporter %s, %" G_GINT64_FORMAT " agreed, %" G_GINT64_FORMAT " not, network %c%s%s%s", at,
                  moderate_reason_name (report->reason), get_report_state (report),
                  (double) get_weight (self, report) / JARIDA_SCORE_ONE, reporter, report->agreed, report->disagreed,
                  network < 0 ? '-' : (char) ('A' + network % 26), report->hosting ? " (hosting)" : "",
                  comment[0] != '\0' ? ": " : "", comment);
}

static void
print_decision (const JaridaDecision *decision)
{
  g_autofree char *at = moderate_format_time (decision->at);
  g_autofree char *until = moderate_format_time (decision->expires_at);
  g_autofree char *facts = moderate_clean (decision->facts);

  moderate_print ("  %s  %s  %s, %s, by %s%s%s: %s", at, decision->id, moderate_action_name (decision->action),
                  moderate_reason_name (decision->reason), decision->reviewer != NULL ? decision->reviewer : "readers",
                  until[0] != '\0' ? ", until " : "", until, facts);
}

static void
print_sheet (Moderate    *self,
             const Sheet *sheet)
{
  static const char *const kinds[] = { "", "address", "asset", "content" };

  print_subject (sheet->subject);
  for (guint i = 0; i < sheet->keys->len; i++)
    {
      const JaridaKeyRow *key = &g_array_index (sheet->keys, JaridaKeyRow, i);
      g_autofree char *text = moderate_format_id (key->key, sizeof key->key);

      moderate_print ("  %-8s %s", kinds[CLAMP (key->kind, 0, 3)], text);
    }
  moderate_print ("reports: %u", sheet->reports->len);
  for (guint i = 0; i < sheet->reports->len; i++)
    print_report (self, sheet->reports, i);
  moderate_print ("decisions: %u", sheet->decisions->len);
  for (guint i = 0; i < sheet->decisions->len; i++)
    print_decision (sheet->decisions->pdata[i]);
  if (sheet->proposal != NULL && sheet->proposal->version == sheet->subject->version)
    {
      g_autofree char *why = moderate_clean (sheet->proposal->why);

      moderate_print ("proposed by %s, waits for a second reviewer: %s, %s%s: %s", sheet->proposal->reviewer,
                      moderate_action_name (sheet->proposal->action), moderate_reason_name (sheet->proposal->reason),
                      sheet->proposal->action == JARIDA_ACTION_BLOCK && sheet->proposal->expires_at == 0 ? ", for ever" : "", why);
    }
}

static void
add_reports (Moderate    *self,
             JsonBuilder *json,
             GArray      *reports)
{
  json_builder_set_member_name (json, "reports");
  json_builder_begin_array (json);
  for (guint i = 0; i < reports->len; i++)
    {
      const JaridaReportRow *report = &g_array_index (reports, JaridaReportRow, i);
      g_autofree char *reporter = report->has_reporter ? moderate_format_id (report->reporter, JARIDA_REPORTER_ID_BYTES) : NULL;

      json_builder_begin_object (json);
      moderate_json_time (json, "at", report->received_at);
      moderate_json_text (json, "reason", moderate_reason_name (report->reason));
      moderate_json_text (json, "state", get_report_state (report));
      moderate_json_int (json, "weight_milli", get_weight (self, report));
      moderate_json_text (json, "reporter", reporter);
      moderate_json_int (json, "network", get_network (reports, i));
      moderate_json_text (json, "comment", report->comment);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_sheet (Moderate    *self,
           JsonBuilder *json,
           const Sheet *sheet)
{
  json_builder_begin_object (json);
  add_subject (json, sheet->subject);
  add_reports (self, json, sheet->reports);
  json_builder_set_member_name (json, "decisions");
  json_builder_begin_array (json);
  for (guint i = 0; i < sheet->decisions->len; i++)
    {
      const JaridaDecision *decision = sheet->decisions->pdata[i];

      json_builder_begin_object (json);
      moderate_json_text (json, "id", decision->id);
      moderate_json_time (json, "at", decision->at);
      moderate_json_text (json, "action", moderate_action_name (decision->action));
      moderate_json_text (json, "reason", moderate_reason_name (decision->reason));
      moderate_json_text (json, "reviewer", decision->reviewer);
      moderate_json_text (json, "facts", decision->facts);
      moderate_json_time (json, "until", decision->expires_at);
      moderate_json_text (json, "supersedes", decision->supersedes);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  moderate_json_text (json, "proposed_by", sheet->proposal != NULL ? sheet->proposal->reviewer : NULL);
  json_builder_end_object (json);
}

ModerateStatus
moderate_show (Moderate  *self,
               char     **arguments,
               guint      n_arguments)
{
  g_autoptr(Sheet) sheet = NULL;
  GError *error = NULL;
  gint64 subject, version;
  ModerateStatus status = moderate_find (self, arguments[0], &subject, &version);

  if (status != MODERATE_DONE)
    return status;
  sheet = read_sheet (self, subject, &error);
  if (sheet == NULL)
    return moderate_complain_error (error);

  if (self->as_json)
    {
      g_autoptr(JsonBuilder) json = json_builder_new ();

      add_sheet (self, json, sheet);
      moderate_json_print (json);
    }
  else
    print_sheet (self, sheet);
  return MODERATE_DONE;
}
