/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"
#include "jarida-address.h"

/* add, remove, list, refresh */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaCandidate, jarida_candidate_free)

static JaridaSource *
source_at (Cli   *cli,
           guint  position)
{
  g_autoptr(JaridaSource) source = g_list_model_get_item (jarida_reader_get_sources (cli->reader), position);

  return source;   /* the list keeps it */
}

static guint
n_sources (Cli *cli)
{
  return g_list_model_get_n_items (jarida_reader_get_sources (cli->reader));
}

static JaridaSource *
find_by_address (Cli        *cli,
                 const char *text)
{
  g_autofree char *address = jarida_address_from_input (text);
  g_autofree char *wanted = address != NULL ? jarida_address_canonical (address) : NULL;

  for (guint i = 0; wanted != NULL && i < n_sources (cli); i++)
    {
      g_autofree char *feed = jarida_address_canonical (jarida_source_get_feed_url (source_at (cli, i)));

      if (g_strcmp0 (feed, wanted) == 0)
        return source_at (cli, i);
    }
  return NULL;
}

/* Titles need not be different: two that fit are none. */
static JaridaSource *
find_by_title (Cli        *cli,
               const char *text,
               guint      *out_n)
{
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  JaridaSource *found = NULL;

  *out_n = 0;
  for (guint i = 0; i < n_sources (cli); i++)
    {
      g_autofree char *title = g_utf8_casefold (jarida_source_get_title (source_at (cli, i)), -1);

      if (strcmp (title, wanted) != 0)
        continue;
      found = source_at (cli, i);
      ++*out_n;
    }
  return *out_n == 1 ? found : NULL;
}

JaridaSource *
cli_find_source (Cli        *cli,
                 const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  JaridaSource *source = NULL;
  gint64 id;
  guint n = 0;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    source = jarida_reader_find_source (cli->reader, id);
  if (source == NULL)
    source = find_by_title (cli, valid, &n);
  if (source == NULL && n == 0)
    source = find_by_address (cli, valid);
  if (source != NULL)
    return source;
  if (n > 1)
    cli_complain (cli, _("%u newspapers are called “%s”. Use the number that “list” shows."), n, valid);
  else
    cli_complain (cli, _("“%s” is not among your newspapers. Use a number, title or address that “list” shows."), valid);
  return NULL;
}

JaridaFolder *
cli_find_folder (Cli        *cli,
                 const char *name)
{
  GListModel *folders = jarida_reader_get_folders (cli->reader);

  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);

      if (g_strcmp0 (jarida_folder_get_name (folder), name) == 0)
        return folder;   /* the list keeps it */
    }
  return NULL;
}

/* The number of a folder, made when it is not there; 0 when that failed, which the caller's failure says. */
static gint64
ensure_folder (Cli        *cli,
               const char *name)
{
  JaridaFolder *folder = cli_find_folder (cli, name);

  if (folder == NULL)
    jarida_reader_add_folder (cli->reader, name, 0);
  while (cli->failure == NULL
         && ((folder = cli_find_folder (cli, name)) == NULL || jarida_folder_get_id (folder) == 0))
    g_main_context_iteration (NULL, TRUE);
  return cli->failure == NULL ? jarida_folder_get_id (folder) : 0;
}

static const char *
folder_name (Cli          *cli,
             JaridaSource *source)
{
  gint64 id = jarida_source_get_folder_id (source);
  JaridaFolder *folder = id != 0 ? jarida_reader_find_folder (cli->reader, id) : NULL;

  return folder != NULL ? jarida_folder_get_name (folder) : NULL;
}

static void
build_source (Cli          *cli,
              JsonBuilder  *json,
              JaridaSource *source)
{
  g_autofree char *outcome = jarida_outcome_text (jarida_source_get_outcome (source), jarida_source_get_status (source));

  cli_json_int (json, "id", jarida_source_get_id (source));
  cli_json_string (json, "title", jarida_source_get_title (source));
  cli_json_string (json, "feed", jarida_source_get_feed_url (source));
  cli_json_string (json, "site", jarida_source_get_site_url (source));
  cli_json_string (json, "language", jarida_source_get_language (source));
  cli_json_string (json, "folder", folder_name (cli, source));
  cli_json_int (json, "unread", jarida_source_get_unread (source));
  cli_json_int (json, "total", jarida_source_get_total (source));
  cli_json_moment (json, "fetched", jarida_source_get_last_fetch (source));
  cli_json_boolean (json, "failed", jarida_outcome_is_failure (jarida_source_get_outcome (source)));
  cli_json_boolean (json, "stopped", jarida_source_get_stopped (source));
  cli_json_string (json, "state", outcome);
}

static void
print_source (Cli          *cli,
              JaridaSource *source,
              const char   *flag,
              gboolean      value)
{
  g_autoptr(JsonBuilder) json = NULL;

  if (!cli->json)
    return;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_boolean (json, flag, value);
  build_source (cli, json, source);
  json_builder_end_object (json);
  cli_json_print (json);
}

/* add */

static GPtrArray *
discover (Cli         *cli,
          const char  *input,
          GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_discover_async (cli->reader, input, cli->cancellable, cli_wait_cb, &result);
  return jarida_reader_discover_finish (cli->reader, cli_wait_for (&result), error);
}

static void
remark_others (GPtrArray *candidates)
{
  if (candidates->len < 2)
    return;
  cli_remark (ngettext ("The site has %u more feed:", "The site has %u more feeds:", candidates->len - 1),
              candidates->len - 1);
  for (guint i = 1; i < candidates->len; i++)
    {
      const JaridaCandidate *candidate = g_ptr_array_index (candidates, i);

      cli_remark ("  %s  %s", candidate->address, candidate->title != NULL ? candidate->title : "");
    }
}

static int
say_added (Cli          *cli,
           JaridaSource *source)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, jarida_source_get_id (source));

  print_source (cli, source, "added", TRUE);
  /* Translators: name and number of a newspaper, and how many articles came with it. */
  cli_say (cli, ngettext ("Added %1$s as number %2$s, with %3$d article.",
                          "Added %1$s as number %2$s, with %3$d articles.", jarida_source_get_total (source)),
           jarida_source_get_title (source), number, jarida_source_get_total (source));
  return CLI_OK;
}

/* Asking twice is no fault: a script may add what it needs each time it runs. */
static int
say_known (Cli          *cli,
           JaridaSource *source)
{
  print_source (cli, source, "added", FALSE);
  cli_say (cli, _("%s is among your newspapers already."), jarida_source_get_title (source));
  return CLI_OK;
}

static int
subscribe (Cli                   *cli,
           const JaridaCandidate *candidate)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaSource) source = NULL;
  g_autoptr(GError) error = NULL;
  gint64 folder_id = 0;

  if (cli_options.folder != NULL && cli_options.folder[0] != '\0')
    {
      folder_id = ensure_folder (cli, cli_options.folder);
      if (folder_id == 0)
        return CLI_FAILED;
    }
  jarida_reader_subscribe_async (cli->reader, candidate->address,
                                 cli_options.title != NULL ? cli_options.title : candidate->title, folder_id,
                                 cli->cancellable, cli_wait_cb, &result);
  source = jarida_reader_subscribe_finish (cli->reader, cli_wait_for (&result), &error);
  if (source == NULL)
    return cli_complain_error (cli, error);
  return say_added (cli, source);
}

/* Its name and folder are those of the catalogue unless the person says otherwise. */
static int
add_newspaper (Cli        *cli,
               const char *id)
{
  g_autoptr(GError) error = NULL;
  gboolean added = FALSE;
  JaridaSource *source = cli_add_newspaper (cli, id, &added, &error);

  if (source == NULL)
    return error != NULL ? cli_complain_error (cli, error) : CLI_FAILED;
  if (!added)
    return say_known (cli, source);
  if (cli_options.title != NULL && cli_options.title[0] != '\0')
    jarida_reader_rename_source (cli->reader, source, cli_options.title);
  if (cli_options.folder != NULL && cli_options.folder[0] != '\0')
    {
      const gint64 folder_id = ensure_folder (cli, cli_options.folder);

      if (folder_id == 0)
        return CLI_FAILED;
      jarida_reader_move_source (cli->reader, source, folder_id, jarida_source_get_position (source));
    }
  return say_added (cli, source);
}

static int
add_address (Cli        *cli,
             const char *input)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) candidates = discover (cli, input, &error);
  const JaridaCandidate *candidate;
  JaridaSource *known;

  if (candidates == NULL)
    {
      g_autofree char *text = jarida_add_error_text (error);

      return text[0] == '\0' ? CLI_INTERRUPTED : cli_complain (cli, "%s", text);
    }
  candidate = g_ptr_array_index (candidates, 0);
  known = candidate->source_id != 0 ? jarida_reader_find_source (cli->reader, candidate->source_id) : NULL;
  if (known != NULL)
    return say_known (cli, known);
  remark_others (candidates);
  return subscribe (cli, candidate);
}

int
cli_add (Cli   *cli,
         char **arguments)
{
  g_autofree char *input = g_utf8_make_valid (arguments[0], -1);

  return cli_is_newspaper_id (input) ? add_newspaper (cli, input) : add_address (cli, input);
}

int
cli_remove (Cli   *cli,
            char **arguments)
{
  g_autoptr(JaridaSource) source = NULL;
  JaridaSource *found = cli_find_source (cli, arguments[0]);

  if (found == NULL)
    return CLI_FAILED;
  source = g_object_ref (found);
  print_source (cli, source, "removed", TRUE);
  jarida_reader_remove_source (cli->reader, source);
  cli_say (cli, _("Removed %s."), jarida_source_get_title (source));
  return CLI_OK;
}

int
cli_list (Cli   *cli,
          char **arguments)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < n_sources (cli); i++)
    {
      JaridaSource *source = source_at (cli, i);
      const char *folder = folder_name (cli, source);
      g_autofree char *outcome = jarida_outcome_text (jarida_source_get_outcome (source), jarida_source_get_status (source));

      json_builder_begin_object (json);
      build_source (cli, json, source);
      json_builder_end_object (json);
      cli_say (cli, "%4" G_GINT64_FORMAT "  %5d/%-6d %s%s%s  %s", jarida_source_get_id (source),
               jarida_source_get_unread (source), jarida_source_get_total (source), folder != NULL ? folder : "",
               folder != NULL ? " / " : "", jarida_source_get_title (source), jarida_source_get_feed_url (source));
      if (jarida_outcome_is_failure (jarida_source_get_outcome (source))
          || jarida_source_get_outcome (source) == JARIDA_OUTCOME_CUT)
        cli_say (cli, "                   %s", outcome);
    }
  json_builder_end_array (json);
  if (cli->json)
    cli_json_print (json);
  return CLI_OK;
}

/* refresh */

static void
progress_cb (JaridaReader *reader)
{
  guint done = 0;
  guint total = 0;

  g_object_get (reader, "refresh-done", &done, "refresh-total", &total, NULL);
  cli_show_progress (done, total);
}

static GArray *
find_ids (Cli   *cli,
          char **arguments)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      JaridaSource *source = cli_find_source (cli, arguments[i]);
      gint64 id;

      if (source == NULL)
        return NULL;
      id = jarida_source_get_id (source);
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* Whoever is fetched says so on its object: the set of those, so that no old failure is told as a new one. */
static void
fetching_cb (JaridaSource *source,
             GParamSpec   *pspec,
             GHashTable   *fetched)
{
  g_hash_table_add (fetched, source);
}

/* Says what failed and why. */
static void
print_refresh (Cli        *cli,
               GHashTable *fetched,
               guint       n_new,
               guint       n_failed)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_int (json, "new", n_new);
  cli_json_int (json, "failed", n_failed);
  json_builder_set_member_name (json, "failures");
  json_builder_begin_array (json);
  for (guint i = 0; n_failed > 0 && i < n_sources (cli); i++)
    {
      JaridaSource *source = source_at (cli, i);
      JaridaOutcome outcome = jarida_source_get_outcome (source);
      g_autofree char *text = jarida_outcome_text (outcome, jarida_source_get_status (source));

      if (!g_hash_table_contains (fetched, source)
          || (!jarida_outcome_is_failure (outcome) && outcome != JARIDA_OUTCOME_OFFLINE))
        continue;
      json_builder_begin_object (json);
      build_source (cli, json, source);
      json_builder_end_object (json);
      cli_remark ("%s: %s", jarida_source_get_title (source), text);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  if (cli->json)
    cli_json_print (json);
  cli_say (cli, ngettext ("%u new article.", "%u new articles.", n_new), n_new);
}

int
cli_refresh (Cli   *cli,
             char **arguments)
{
  g_autoptr(GArray) ids = find_ids (cli, arguments);
  g_autoptr(GHashTable) fetched = g_hash_table_new (NULL, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;
  guint n_failed = 0;
  gulong handler;
  gboolean kept;

  if (ids == NULL)
    return CLI_FAILED;
  for (guint i = 0; i < n_sources (cli); i++)
    g_signal_connect (source_at (cli, i), "notify::fetching", G_CALLBACK (fetching_cb), fetched);
  handler = g_signal_connect (cli->reader, "notify::refresh-done", G_CALLBACK (progress_cb), NULL);
  /* Who asks wants it now; it costs little, what has not changed is not sent again. A server that asked for a pause gets it. */
  jarida_reader_refresh_async (cli->reader, ids->len > 0 ? (const gint64 *) ids->data : NULL, ids->len,
                               !cli_options.due, cli->cancellable, cli_wait_cb, &result);
  kept = jarida_reader_refresh_finish (cli->reader, cli_wait_for (&result), &n_new, &n_failed, &error);
  g_signal_handler_disconnect (cli->reader, handler);
  for (guint i = 0; i < n_sources (cli); i++)
    g_signal_handlers_disconnect_by_func (source_at (cli, i), fetching_cb, fetched);
  cli_hide_progress ();
  if (!kept)
    return cli_complain_error (cli, error);
  print_refresh (cli, fetched, n_new, n_failed);
  return n_failed > 0 ? CLI_FAILED : CLI_OK;
}
