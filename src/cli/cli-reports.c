/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"
#include "jarida-report-text.h"

/* report, reports, blocklist */

#define SETTING "report-service"

/* What the window uses: the setting, where there is one. */
static char *
dup_service_setting (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autoptr(GSettings) settings = NULL;

  schema = source != NULL ? g_settings_schema_source_lookup (source, JARIDA_APP_ID, TRUE) : NULL;
  if (schema == NULL || !g_settings_schema_has_key (schema, SETTING))
    return g_strdup ("");
  settings = g_settings_new_full (schema, NULL, NULL);
  return g_settings_get_string (settings, SETTING);
}

/* FALSE after saying that it is none. */
static gboolean
use_service (Cli *cli)
{
  g_autofree char *setting = cli_options.service == NULL ? dup_service_setting () : NULL;
  const char *address = cli_options.service != NULL ? cli_options.service : setting;

  jarida_reader_set_report_service (cli->reader, address);
  if (address[0] == '\0' || jarida_reader_get_report_service (cli->reader)[0] != '\0')
    return TRUE;
  cli_complain (cli, _("“%s” cannot be a report service: its address must begin with https://."), address);
  return FALSE;
}

static void
send_now (Cli *cli)
{
  g_autoptr(GAsyncResult) result = NULL;

  /* What came of it stands in the list. */
  jarida_reader_send_reports_async (cli->reader, cli->cancellable, cli_wait_cb, &result);
  jarida_reader_send_reports_finish (cli->reader, cli_wait_for (&result), NULL);
}

static const char *
state_name (JaridaReportState state)
{
  switch (state)
    {
    case JARIDA_REPORT_QUEUED:
      return "queued";
    case JARIDA_REPORT_SENDING:
      return "sending";
    case JARIDA_REPORT_SENT:
      return "sent";
    case JARIDA_REPORT_REFUSED:
      return "refused";
    case JARIDA_REPORT_WITHDRAWN:
      return "withdrawn";
    case JARIDA_REPORT_LOCAL:
    default:
      return "local";
    }
}

static const char *
state_text (JaridaReportState state)
{
  switch (state)
    {
    case JARIDA_REPORT_QUEUED:
      return _("waiting");
    case JARIDA_REPORT_SENDING:
      return _("being sent");
    case JARIDA_REPORT_SENT:
      return _("sent");
    case JARIDA_REPORT_REFUSED:
      return _("refused");
    case JARIDA_REPORT_WITHDRAWN:
      return _("withdrawn");
    case JARIDA_REPORT_LOCAL:
    default:
      return _("kept here");
    }
}

static void
build_entry (JsonBuilder       *json,
             JaridaReportEntry *entry)
{
  json_builder_begin_object (json);
  cli_json_string (json, "id", jarida_report_entry_get_id (entry));
  cli_json_string (json, "image", jarida_report_entry_get_address (entry));
  cli_json_string (json, "reason", jarida_report_reason_to_token (jarida_report_entry_get_reason (entry)));
  cli_json_string (json, "comment", jarida_report_entry_get_comment (entry));
  cli_json_moment (json, "created", jarida_report_entry_get_created (entry));
  cli_json_string (json, "state", state_name (jarida_report_entry_get_state (entry)));
  cli_json_string (json, "problem", jarida_report_entry_get_problem (entry));
  cli_json_boolean (json, "can_withdraw", jarida_report_entry_get_can_withdraw (entry));
  json_builder_end_object (json);
}

/* report */

/* The picture of an article by its place in it, from 1. (transfer full) (nullable) */
static char *
dup_nth_picture (JaridaDocument *document,
                 guint64         nth)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->figure != NULL && block->figure->address != NULL && --nth == 0)
        return g_strdup (block->figure->address);
    }
  return NULL;
}

static gboolean
has_picture (JaridaDocument *document,
             const char     *address)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->figure != NULL && g_strcmp0 (block->figure->address, address) == 0)
        return TRUE;
    }
  return FALSE;
}

/* NULL after saying why. */
static char *
choose_picture (Cli            *cli,
                JaridaArticle  *article,
                const char     *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaDocument) document = cli_build_document (cli, article, &error);
  g_autofree char *picture = NULL;
  guint64 nth;

  if (document == NULL)
    {
      cli_complain_error (cli, error);
      return NULL;
    }
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &nth, NULL))
    picture = dup_nth_picture (document, nth);
  else if (has_picture (document, text) || g_strcmp0 (article->image, text) == 0)
    picture = g_strdup (text);
  if (picture == NULL)
    cli_complain (cli, _("The article has no picture “%s”. Give its address, or its place among the pictures: 1, 2, 3…"), text);
  return g_steal_pointer (&picture);
}

/* A picture that was loaded before says more of itself: its bytes and what it looks like. */
static void
look_at_picture (Cli        *cli,
                 const char *address)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaPixels) pixels = NULL;

  jarida_reader_load_picture_async (cli->reader, address, 0, 0, TRUE, cli->cancellable, cli_wait_cb, &result);
  pixels = jarida_reader_load_picture_finish (cli->reader, cli_wait_for (&result), NULL);
}

static int
say_reported (Cli                *cli,
              JaridaReportReason  reason)
{
  g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (jarida_reader_get_reports (cli->reader), 0);
  const JaridaReportState state = jarida_report_entry_get_state (entry);
  g_autofree char *thanks = NULL;

  if (cli->json)
    {
      g_autoptr(JsonBuilder) json = json_builder_new ();

      build_entry (json, entry);
      cli_json_print (json);
      return CLI_OK;
    }
  thanks = jarida_report_thanks_text (reason, state != JARIDA_REPORT_LOCAL, state == JARIDA_REPORT_SENT);
  cli_say (cli, "%s", state == JARIDA_REPORT_REFUSED ? jarida_report_entry_get_problem (entry) : thanks);
  return CLI_OK;
}

int
cli_report (Cli   *cli,
            char **arguments)
{
  const JaridaReportReason reason = jarida_report_reason_from_token (cli_options.reason);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *id = NULL;

  if (reason == 0)
    {
      cli_complain (cli, _("Say why: --reason violence, sexual, minors, intimate, hate, privacy, self_harm, misleading, scam, "
                           "copyright, broken or other."));
      return CLI_WRONG_USE;
    }
  if (!use_service (cli))
    return CLI_WRONG_USE;
  article = cli_load_article (cli, arguments[0], &error);
  if (article == NULL)
    return error != NULL ? cli_complain_error (cli, error) : CLI_WRONG_USE;
  picture = choose_picture (cli, article, arguments[1]);
  if (picture == NULL)
    return CLI_FAILED;
  look_at_picture (cli, picture);
  jarida_reader_report_picture_async (cli->reader, picture, article->address, reason, cli_options.comment, !cli_options.no_hide,
                                      cli->cancellable, cli_wait_cb, &result);
  id = jarida_reader_report_picture_finish (cli->reader, cli_wait_for (&result), &error);
  if (id == NULL)
    return cli_complain_error (cli, error);
  send_now (cli);
  return say_reported (cli, reason);
}

/* reports */

static gboolean
withdraw (Cli        *cli,
          const char *id)
{
  GListModel *reports = jarida_reader_get_reports (cli->reader);

  for (guint i = 0; i < g_list_model_get_n_items (reports); i++)
    {
      g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (reports, i);

      if (!g_str_equal (jarida_report_entry_get_id (entry), id) || !jarida_report_entry_get_can_withdraw (entry))
        continue;
      jarida_reader_withdraw_report (cli->reader, id);
      while (jarida_report_entry_get_state (entry) != JARIDA_REPORT_WITHDRAWN && cli->failure == NULL)
        g_main_context_iteration (NULL, TRUE);
      return TRUE;
    }
  cli_complain (cli, _("There is no report “%s” that could be withdrawn. “reports” shows them; after a day they stand."), id);
  return FALSE;
}

static int
reset_reporter (Cli *cli)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_reset_reporter_async (cli->reader, cli->cancellable, cli_wait_cb, &result);
  if (!jarida_reader_reset_reporter_finish (cli->reader, cli_wait_for (&result), &error))
    return cli_complain_error (cli, error);
  return CLI_OK;
}

static void
say_entry (Cli               *cli,
           JaridaReportEntry *entry)
{
  g_autofree char *when = cli_format_moment (jarida_report_entry_get_created (entry), FALSE);

  cli_say (cli, "%s  %s  %s  %s  %s", jarida_report_entry_get_id (entry), when,
           jarida_report_reason_to_token (jarida_report_entry_get_reason (entry)),
           state_text (jarida_report_entry_get_state (entry)), jarida_report_entry_get_address (entry));
  if (jarida_report_entry_get_problem (entry) != NULL)
    cli_say (cli, "    %s", jarida_report_entry_get_problem (entry));
}

int
cli_reports (Cli   *cli,
             char **arguments)
{
  GListModel *reports = jarida_reader_get_reports (cli->reader);
  g_autoptr(JsonBuilder) json = json_builder_new ();

  if (!use_service (cli))
    return CLI_WRONG_USE;
  if (cli_options.withdraw != NULL && !withdraw (cli, cli_options.withdraw))
    return CLI_FAILED;
  if (cli_options.send || cli_options.withdraw != NULL)
    send_now (cli);
  if (cli_options.reset && reset_reporter (cli) != CLI_OK)
    return CLI_FAILED;
  json_builder_begin_array (json);
  for (guint i = 0; i < g_list_model_get_n_items (reports); i++)
    {
      g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (reports, i);

      if (cli->json)
        build_entry (json, entry);
      else
        say_entry (cli, entry);
    }
  json_builder_end_array (json);
  if (cli->json)
    cli_json_print (json);
  return CLI_OK;
}

/* blocklist */

static void
say_list (Cli *cli)
{
  const gint64 time = jarida_reader_get_list_time (cli->reader);
  const guint n = jarida_reader_count_listed (cli->reader);
  g_autofree char *when = cli_format_moment (time, FALSE);

  if (time == 0)
    {
      cli_say (cli, "%s", _("No list has been downloaded yet."));
      return;
    }
  /* Translators: how many pictures are hidden for everybody, and the moment the list of them is of. */
  cli_say (cli, ngettext ("%u picture is on the list of %s.", "%u pictures are on the list of %s.", n), n, when);
  if (jarida_reader_get_list_old (cli->reader))
    cli_say (cli, "%s", _("The list is older than two weeks."));
}

static void
print_list (Cli *cli)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_string (json, "service", jarida_reader_get_report_service (cli->reader));
  cli_json_moment (json, "time", jarida_reader_get_list_time (cli->reader));
  cli_json_int (json, "listed", jarida_reader_count_listed (cli->reader));
  cli_json_boolean (json, "old", jarida_reader_get_list_old (cli->reader));
  json_builder_end_object (json);
  cli_json_print (json);
}

static gboolean
answer_for (Cli        *cli,
            const char *address)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };
  g_autoptr(JsonBuilder) json = json_builder_new ();
  static const char *const names[] = { "shown", "hidden_by_you", "hidden_by_readers", "hidden_by_moderator" };

  jarida_reader_judge_picture (cli->reader, address, &verdict);
  json_builder_begin_object (json);
  cli_json_string (json, "image", address);
  cli_json_string (json, "standing", names[verdict.standing]);
  cli_json_string (json, "reason", jarida_report_reason_to_token (verdict.reason));
  cli_json_string (json, "decision", verdict.decision_key);
  json_builder_end_object (json);
  if (cli->json)
    cli_json_print (json);
  else
    cli_say (cli, "%s  %s", names[verdict.standing], address);
  return TRUE;
}

int
cli_blocklist (Cli   *cli,
               char **arguments)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  const gboolean check = g_str_equal (arguments[0], "check");

  if (!g_str_equal (arguments[0], "status") && !g_str_equal (arguments[0], "update") && !(check && arguments[1] != NULL))
    {
      cli_complain (cli, _("Say “blocklist status”, “blocklist update” or “blocklist check IMAGE”."));
      return CLI_WRONG_USE;
    }
  if (!use_service (cli))
    return CLI_WRONG_USE;
  jarida_reader_load_list_async (cli->reader, g_str_equal (arguments[0], "update"), cli->cancellable, cli_wait_cb, &result);
  if (!jarida_reader_load_list_finish (cli->reader, cli_wait_for (&result), &error))
    return cli_complain_error (cli, error);
  if (check)
    answer_for (cli, arguments[1]);
  else if (cli->json)
    print_list (cli);
  else
    say_list (cli);
  return CLI_OK;
}
