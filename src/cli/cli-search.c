/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"
#include "jarida-online-search.h"

/* search */

#define DEFAULT_LIMIT 20

/* What another run has fetched a moment ago is to be found too; where that cannot be done, what there is is searched. */
static void
wait_for_index (Cli *cli)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_index_async (cli->reader, cli->cancellable, cli_wait_cb, &result);
  if (!jarida_reader_index_finish (cli->reader, cli_wait_for (&result), &error) && !jarida_reader_get_frozen (cli->reader)
      && !g_cancellable_is_cancelled (cli->cancellable))
    {
      g_autofree char *text = jarida_error_text (error);

      cli_remark ("%s", text);
    }
}

static GPtrArray *
load_snippets (Cli                 *cli,
               JaridaSearchResult  *found,
               JaridaHeadlineList  *list,
               guint                n,
               GError             **error)
{
  g_autofree gint64 *ids = g_new (gint64, n + 1);
  g_autoptr(GAsyncResult) result = NULL;

  for (guint i = 0; i < n; i++)
    ids[i] = jarida_headline_list_get_id (list, i);
  jarida_reader_load_snippets_async (cli->reader, found, ids, n, cli->cancellable, cli_wait_cb, &result);
  return jarida_reader_load_snippets_finish (cli->reader, cli_wait_for (&result), error);
}

static void
build_found (JsonBuilder         *json,
             JaridaHeadline      *headline,
             const JaridaSnippet *snippet)
{
  json_builder_begin_object (json);
  cli_json_headline (json, headline);
  cli_json_string (json, "snippet", snippet != NULL ? snippet->text : NULL);
  json_builder_set_member_name (json, "marks");
  json_builder_begin_array (json);
  for (guint i = 0; snippet != NULL && i < snippet->marks->len; i++)
    {
      const JaridaTextRange *range = &g_array_index (snippet->marks, JaridaTextRange, i);

      json_builder_begin_array (json);
      json_builder_add_int_value (json, range->start);
      json_builder_add_int_value (json, range->end);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
say_count (Cli                *cli,
           JaridaSearchResult *found)
{
  const guint n = jarida_search_result_get_n_found (found);

  if (jarida_search_result_get_more (found))
    cli_say (cli, _("More than %u articles"), n);
  else
    cli_say (cli, ngettext ("%u article", "%u articles", n), n);
}

/* ---- The portals ---- */

static void
stop_asking_cb (GCancellable       *cancellable,
                JaridaOnlineSearch *online)
{
  jarida_online_search_stop (online);
}

/* Until they have answered; FALSE when somebody has stopped it. */
static gboolean
wait_for_portals (Cli                *cli,
                  JaridaOnlineSearch *online)
{
  gulong handler = g_cancellable_connect (cli->cancellable, G_CALLBACK (stop_asking_cb), online, NULL);

  jarida_online_search_ask (online);
  while (jarida_online_search_get_state (online) == JARIDA_ONLINE_ASKING)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_disconnect (cli->cancellable, handler);
  return !g_cancellable_is_cancelled (cli->cancellable);
}

/* Why nobody could be asked, or did not answer; NULL. */
static char *
dup_obstacle (JaridaOnlineSearch *online)
{
  switch (jarida_online_search_get_state (online))
    {
    case JARIDA_ONLINE_NO_WORDS:
    case JARIDA_ONLINE_NOTHING:
      return g_strdup (_("There is no word that could be sent to the portal: add one that is to be in the articles."));
    case JARIDA_ONLINE_NO_PORTAL:
      return g_strdup (_("None of your newspapers is read at a press portal. Add one with “jarida-cli newspapers”."));
    case JARIDA_ONLINE_OFFLINE:
      return g_strdup (_("There is no network. Search the portal again when it is back."));
    case JARIDA_ONLINE_FAILED:
      return jarida_online_search_dup_failure (online);
    case JARIDA_ONLINE_FROZEN:
      return g_strdup (_("Jarida may not write in its folder, so nothing new could be kept. Check the permissions of your home folder."));
    case JARIDA_ONLINE_READY:
    case JARIDA_ONLINE_ASKING:
    case JARIDA_ONLINE_MORE:
    case JARIDA_ONLINE_EXHAUSTED:
    default:
      return NULL;
    }
}

/* What is kept already has its number, and the rest its address. */
static void
say_offer (Cli            *cli,
           JaridaHeadline *row)
{
  if (!jarida_headline_get_online (row))
    {
      cli_say_headline (cli, row);
      return;
    }
  cli_say (cli, "           %s  (%s)", jarida_headline_get_title (row), jarida_headline_get_source_title (row));
  cli_say (cli, "           %s", jarida_headline_get_address (row));
}

static void
build_offer (JsonBuilder    *json,
             JaridaHeadline *row)
{
  json_builder_begin_object (json);
  if (jarida_headline_get_online (row))
    {
      cli_json_string (json, "title", jarida_headline_get_title (row));
      cli_json_string (json, "source", jarida_headline_get_source_title (row));
      cli_json_string (json, "byline", jarida_headline_get_byline (row));
      cli_json_string (json, "excerpt", jarida_headline_get_excerpt (row));
      cli_json_string (json, "address", jarida_headline_get_address (row));
      cli_json_string (json, "language", jarida_headline_get_language (row));
    }
  else
    cli_json_headline (json, row);
  cli_json_boolean (json, "online", jarida_headline_get_online (row));
  json_builder_end_object (json);
}

/* A page of each portal. FALSE: somebody has stopped it. What fails is said, and told by the code that is answered. */
static gboolean
ask_portals (Cli                *cli,
             const char         *text,
             JaridaHeadlineList *list,
             JsonBuilder        *json,
             int                *out_code)
{
  g_autoptr(JaridaOnlineSearch) online = jarida_online_search_new (cli->reader);
  GListModel *rows = jarida_online_search_get_rows (online);
  g_autofree char *obstacle = NULL;

  jarida_online_search_set_question (online, text, NULL, list);
  if (!wait_for_portals (cli, online))
    return FALSE;
  obstacle = dup_obstacle (online);
  json_builder_set_member_name (json, "portal");
  json_builder_begin_object (json);
  cli_json_string (json, "words", jarida_online_search_get_words (online));
  cli_json_string (json, "sites", jarida_online_search_get_sites (online));
  cli_json_boolean (json, "more", jarida_online_search_get_state (online) == JARIDA_ONLINE_MORE);
  cli_json_string (json, "problem", obstacle);
  json_builder_set_member_name (json, "articles");
  json_builder_begin_array (json);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(JaridaHeadline) row = g_list_model_get_item (rows, i);

      say_offer (cli, row);
      build_offer (json, row);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  if (obstacle != NULL)
    {
      cli_remark ("%s", obstacle);
      *out_code = CLI_FAILED;
    }
  else
    cli_say (cli, ngettext ("%u more article at the portal", "%u more articles at the portal", g_list_model_get_n_items (rows)),
             g_list_model_get_n_items (rows));
  return TRUE;
}

static int
show_found (Cli                *cli,
            const char         *text,
            JaridaSearchResult *found)
{
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_found (cli->reader, found);
  int code = CLI_OK;
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) snippets = load_snippets (cli, found, list, n, &error);

  if (snippets == NULL)
    return cli_complain_error (cli, error);
  json_builder_begin_object (json);
  cli_json_int (json, "found", jarida_search_result_get_n_found (found));
  cli_json_boolean (json, "more", jarida_search_result_get_more (found));
  json_builder_set_member_name (json, "articles");
  json_builder_begin_array (json);
  for (guint i = 0, at = 0; i < n && !ferror (stdout); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (list), i);
      const JaridaSnippet *snippet = at < snippets->len ? g_ptr_array_index (snippets, at) : NULL;

      if (snippet != NULL && snippet->id == jarida_headline_get_id (headline))
        at++;
      else
        snippet = NULL;
      build_found (json, headline, snippet);
      cli_say_headline (cli, headline);
      if (snippet != NULL && snippet->text[0] != '\0')
        cli_say (cli, "           %s", snippet->text);
    }
  json_builder_end_array (json);
  say_count (cli, found);
  if (cli_options.portal && !ask_portals (cli, text, list, json, &code))
    return CLI_INTERRUPTED;
  json_builder_end_object (json);
  if (cli->json)
    cli_json_print (json);
  return code;
}

/* FALSE after saying why. */
static gboolean
keep_search (Cli        *cli,
             const char *name,
             const char *text)
{
  g_autoptr(JaridaSavedSearch) search = jarida_saved_search_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_saved_search_set_name (search, name);
  jarida_saved_search_set_query (search, text);
  jarida_reader_keep_search_async (cli->reader, search, cli->cancellable, cli_wait_cb, &result);
  if (jarida_reader_keep_search_finish (cli->reader, cli_wait_for (&result), &error))
    return TRUE;
  cli_complain_error (cli, error);
  return FALSE;
}

int
cli_search (Cli   *cli,
            char **arguments)
{
  g_autofree char *text = g_strjoinv (" ", arguments);
  const JaridaSearchFlags flags = (cli_options.by_time ? JARIDA_SEARCH_BY_TIME : 0) | (cli_options.typing ? JARIDA_SEARCH_TYPING : 0);
  g_autoptr(JaridaSearchResult) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (cli_options.save_as != NULL && !keep_search (cli, cli_options.save_as, text))
    return CLI_FAILED;
  wait_for_index (cli);
  jarida_reader_search_async (cli->reader, text, NULL, cli_limit (JARIDA_SEARCH_MOST, DEFAULT_LIMIT), 0, flags, cli->cancellable,
                              cli_wait_cb, &result);
  found = jarida_reader_search_finish (cli->reader, cli_wait_for (&result), &error);
  return found != NULL ? show_found (cli, text, found) : cli_complain_error (cli, error);
}

/* rebuild-search */

static void
show_progress (JaridaReader *reader,
               guint        *n_all)
{
  const guint n_left = jarida_reader_get_unindexed (reader);

  *n_all = MAX (*n_all, n_left);
  cli_show_progress (*n_all - n_left, *n_all);
}

int
cli_rebuild_search (Cli   *cli,
                    char **arguments)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  guint n_all = 0;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonBuilder) json = json_builder_new ();
  const guint n = jarida_reader_count (cli->reader, &all);
  gulong handler = g_signal_connect (cli->reader, "search-changed", G_CALLBACK (show_progress), &n_all);
  gboolean done;

  jarida_reader_rebuild_index_async (cli->reader, cli->cancellable, cli_wait_cb, &result);
  done = jarida_reader_rebuild_index_finish (cli->reader, cli_wait_for (&result), &error);
  g_signal_handler_disconnect (cli->reader, handler);
  cli_hide_progress ();
  if (!done)
    return cli_complain_error (cli, error);
  cli_say (cli, ngettext ("%u article", "%u articles", n), n);
  json_builder_begin_object (json);
  cli_json_int (json, "articles", n);
  json_builder_end_object (json);
  if (cli->json)
    cli_json_print (json);
  return CLI_OK;
}
