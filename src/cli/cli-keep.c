/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"

/* keep */

static void
progress_cb (JaridaAhead *ahead)
{
  guint done, total;

  g_object_get (ahead, "done", &done, "total", &total, NULL);
  if (total > 0)
    cli_show_progress (done, total);
}

static void
stop_cb (GCancellable *cancellable,
         gpointer      data)
{
  jarida_ahead_stop (data);
}

/* Until it rests, or has met what it waits for. */
static void
run (Cli         *cli,
     JaridaAhead *ahead)
{
  gulong handler = g_signal_connect (ahead, "notify", G_CALLBACK (progress_cb), NULL);
  gulong stopping = g_signal_connect (cli->cancellable, "cancelled", G_CALLBACK (stop_cb), ahead);

  jarida_ahead_start (ahead);
  while (jarida_ahead_get_busy (ahead))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (cli->cancellable, stopping);
  g_signal_handler_disconnect (ahead, handler);
  cli_hide_progress ();
}

static void
print_json (JaridaAhead *ahead,
            guint        done,
            guint        total,
            guint64      bytes,
            const char  *text)
{
  GListModel *failures = jarida_ahead_get_failures (ahead);
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_int (json, "done", done);
  cli_json_int (json, "total", total);
  cli_json_int (json, "picture_bytes", (gint64) bytes);
  cli_json_string (json, "waiting", text);
  json_builder_set_member_name (json, "failures");
  json_builder_begin_array (json);
  for (guint i = 0; i < g_list_model_get_n_items (failures); i++)
    {
      g_autoptr(JaridaAheadFailure) failure = g_list_model_get_item (failures, i);

      json_builder_begin_object (json);
      cli_json_int (json, "id", jarida_ahead_failure_get_id (failure));
      cli_json_string (json, "title", jarida_ahead_failure_get_title (failure));
      cli_json_string (json, "reason", jarida_ahead_failure_get_reason (failure));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_json_print (json);
}

static void
say (Cli         *cli,
     JaridaAhead *ahead,
     guint        done,
     guint        total,
     guint64      bytes)
{
  GListModel *failures = jarida_ahead_get_failures (ahead);
  g_autofree char *size = g_format_size (bytes);

  /* Translators: how many of all articles were fetched ahead, and how many bytes are kept. */
  cli_say (cli, ngettext ("%1$u of %2$u article kept · %3$s", "%1$u of %2$u articles kept · %3$s", total), done, total, size);
  for (guint i = 0; i < g_list_model_get_n_items (failures); i++)
    {
      g_autoptr(JaridaAheadFailure) failure = g_list_model_get_item (failures, i);

      cli_remark ("%6" G_GINT64_FORMAT "  %s  %s", jarida_ahead_failure_get_id (failure), jarida_ahead_failure_get_title (failure),
                  jarida_ahead_failure_get_reason (failure));
    }
}

int
cli_keep (Cli   *cli,
          char **arguments)
{
  JaridaAhead *ahead = jarida_reader_get_ahead (cli->reader);
  g_autofree char *text = NULL;
  guint done, total;
  guint64 bytes;

  if (cli_options.days < -1)
    {
      cli_complain (cli, _("A number of days is 0 or more."));
      return CLI_WRONG_USE;
    }
  if (cli_options.days >= 0)
    g_object_set (ahead, "days", (guint) cli_options.days, NULL);
  /* Who asks for it by hand knows what the network costs. */
  g_object_set (ahead, "over-metered", TRUE, "while-saving-power", TRUE, NULL);
  run (cli, ahead);
  g_object_get (ahead, "done", &done, "total", &total, "bytes", &bytes, NULL);
  text = jarida_ahead_state_text (jarida_ahead_get_state (ahead));
  if (cli->json)
    print_json (ahead, done, total, bytes, text);
  else
    say (cli, ahead, done, total, bytes);
  if (text != NULL)
    cli_remark ("%s", text);
  return text == NULL && g_list_model_get_n_items (jarida_ahead_get_failures (ahead)) == 0 ? CLI_OK : CLI_FAILED;
}
