/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"

/* filter list, add, remove, try */

static const struct
{
  const char         *name;      /* as it is typed, and in JSON */
  JaridaFilterAction  action;
  const char         *text;
} actions[] = {
  { "hide", JARIDA_FILTER_ACTION_HIDE, N_("Hide") },
  { "read", JARIDA_FILTER_ACTION_READ, N_("Mark as read") },
  { "save", JARIDA_FILTER_ACTION_SAVE, N_("Save") },
  { "notify", JARIDA_FILTER_ACTION_NOTIFY, N_("Notify") },
};

static gsize
find_action (JaridaFilterAction action)
{
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (actions) && actions[i].action != action)
    i++;
  return i;
}

static void
show_filter (Cli          *cli,
             JaridaFilter *filter,
             JsonBuilder  *json)
{
  const gint64 source_id = jarida_filter_get_source_id (filter);
  JaridaSource *source = source_id != 0 ? jarida_reader_find_source (cli->reader, source_id) : NULL;
  const char *query = jarida_filter_get_query (filter);
  const gsize at = find_action (jarida_filter_get_action (filter));

  json_builder_begin_object (json);
  cli_json_int (json, "id", jarida_filter_get_id (filter));
  cli_json_string (json, "query", query);
  cli_json_string (json, "action", actions[at].name);
  cli_json_int (json, "source", source_id);
  cli_json_boolean (json, "enabled", jarida_filter_get_enabled (filter));
  json_builder_end_object (json);
  cli_say (cli, "%3" G_GINT64_FORMAT " %s  %s  %s  (%s)", jarida_filter_get_id (filter), jarida_filter_get_enabled (filter) ? "*" : " ",
           _(actions[at].text), query[0] != '\0' ? query : "—",
           source != NULL ? jarida_source_get_title (source) : source_id != 0 ? "?" : _("Everywhere"));
}

static int
list (Cli *cli)
{
  GListModel *filters = jarida_reader_get_filters (cli->reader);
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr(JaridaFilter) filter = g_list_model_get_item (filters, i);

      show_filter (cli, filter, json);
    }
  json_builder_end_array (json);
  if (cli->json)
    cli_json_print (json);
  return CLI_OK;
}

/* FALSE after saying why. */
static gboolean
take_source (Cli    *cli,
             gint64 *out_id)
{
  JaridaSource *source = cli_options.source != NULL ? cli_find_source (cli, cli_options.source) : NULL;

  *out_id = source != NULL ? jarida_source_get_id (source) : 0;
  return cli_options.source == NULL || source != NULL;
}

/* FALSE after saying why. */
static gboolean
take_action (Cli                *cli,
             JaridaFilterAction *out_action)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (actions) && g_strcmp0 (actions[i].name, cli_options.action != NULL ? cli_options.action : "hide") != 0)
    i++;
  if (i == G_N_ELEMENTS (actions))
    {
      cli_complain (cli, _("“%s” is nothing that a filter does. Use hide, read, save or notify."), cli_options.action);
      return FALSE;
    }
  *out_action = actions[i].action;
  return TRUE;
}

static void
show_progress (guint    n_done,
               guint    n_total,
               gpointer data)
{
  cli_show_progress (n_done, n_total);
}

static int
apply (Cli          *cli,
       JaridaFilter *filter)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n;
  gboolean done;

  jarida_reader_apply_filter_async (cli->reader, filter, cli->cancellable, show_progress, NULL, cli_wait_cb, &result);
  done = jarida_reader_apply_filter_finish (cli->reader, cli_wait_for (&result), &n, &error);
  cli_hide_progress ();
  if (!done)
    return cli_complain_error (cli, error);
  cli_say (cli, ngettext ("%u article", "%u articles", n), n);
  return CLI_OK;
}

static int
add (Cli  *cli,
     char *query)
{
  g_autoptr(JaridaFilter) filter = jarida_filter_new ();
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaFilterAction action;
  gint64 source_id;

  if (!take_action (cli, &action))
    return CLI_WRONG_USE;
  if (!take_source (cli, &source_id))
    return CLI_FAILED;
  if (query[0] == '\0' && source_id == 0)
    {
      cli_complain (cli, _("A filter needs words, or a newspaper."));
      return CLI_WRONG_USE;
    }
  jarida_filter_set_query (filter, query);
  jarida_filter_set_source_id (filter, source_id);
  jarida_filter_set_action (filter, action);
  jarida_reader_save_filter_async (cli->reader, filter, cli->cancellable, cli_wait_cb, &result);
  if (!jarida_reader_save_filter_finish (cli->reader, cli_wait_for (&result), &error))
    return cli_complain_error (cli, error);
  show_filter (cli, filter, json);
  if (cli->json)
    cli_json_print (json);
  return cli_options.apply ? apply (cli, filter) : CLI_OK;
}

static int
drop (Cli        *cli,
      const char *text)
{
  JaridaFilter *filter = NULL;
  gint64 id;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    filter = jarida_reader_find_filter (cli->reader, id);
  if (filter == NULL)
    {
      cli_complain (cli, _("There is no filter “%s”. Use a number that “filter list” shows."), text);
      return CLI_FAILED;
    }
  jarida_reader_remove_filter (cli->reader, filter);
  return CLI_OK;
}

static int
try_out (Cli        *cli,
         const char *query)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(GAsyncResult) indexed = NULL, result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaFilterAction action;
  gint64 source_id;
  guint n, n_all;

  if (!take_action (cli, &action))
    return CLI_WRONG_USE;
  if (!take_source (cli, &source_id))
    return CLI_FAILED;
  /* Where that cannot be done, what there is is tried. */
  jarida_reader_index_async (cli->reader, cli->cancellable, cli_wait_cb, &indexed);
  jarida_reader_index_finish (cli->reader, cli_wait_for (&indexed), NULL);
  jarida_reader_try_filter_async (cli->reader, query, source_id, action, cli->cancellable, cli_wait_cb, &result);
  if (!jarida_reader_try_filter_finish (cli->reader, cli_wait_for (&result), &n, &n_all, &error))
    return cli_complain_error (cli, error);
  json_builder_begin_object (json);
  cli_json_int (json, "found", n);
  cli_json_int (json, "articles", n_all);
  json_builder_end_object (json);
  cli_say (cli, ngettext ("%u of %u article", "%u of %u articles", n_all), n, n_all);
  if (cli->json)
    cli_json_print (json);
  return CLI_OK;
}

int
cli_filter (Cli   *cli,
            char **arguments)
{
  g_autofree char *rest = g_strstrip (g_strjoinv (" ", arguments + 1));

  if (strcmp (arguments[0], "list") == 0 && arguments[1] == NULL)
    return list (cli);
  if (strcmp (arguments[0], "add") == 0)
    return add (cli, rest);
  if (strcmp (arguments[0], "remove") == 0 && arguments[1] != NULL && arguments[2] == NULL)
    return drop (cli, rest);
  if (strcmp (arguments[0], "try") == 0)
    return try_out (cli, rest);
  cli_complain (cli, _("Use “filter list”, “filter add”, “filter remove” or “filter try”."));
  return CLI_WRONG_USE;
}
