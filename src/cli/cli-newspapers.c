/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"

/* newspapers, and adding one of them by its id */

static const JaridaCatalogue *
load_catalogue (Cli     *cli,
                GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_load_catalogue_async (cli->reader, cli->cancellable, cli_wait_cb, &result);
  return jarida_reader_load_catalogue_finish (cli->reader, cli_wait_for (&result), error);
}

/* Its id, or the address of one that is read at its own site. */
static char *
dup_handle (const JaridaCatalogueNewspaper *newspaper)
{
  char *id = jarida_catalogue_dup_id (newspaper);

  return id != NULL ? id : g_strdup (newspaper->address);
}

static void
build_newspaper (Cli                            *cli,
                 JsonBuilder                    *json,
                 const JaridaCatalogueNewspaper *newspaper)
{
  static const char *const scripts[] = { "ar", "fr", "en" };
  JaridaSource *source = jarida_reader_find_newspaper (cli->reader, newspaper);
  g_autofree char *id = jarida_catalogue_dup_id (newspaper);

  json_builder_begin_object (json);
  cli_json_string (json, "id", id);
  json_builder_set_member_name (json, "names");
  json_builder_begin_object (json);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (newspaper->names[i] != NULL)
      cli_json_string (json, scripts[i], newspaper->names[i]);
  json_builder_end_object (json);
  cli_json_string (json, "language", newspaper->language);
  cli_json_string (json, "country", newspaper->country);
  cli_json_string (json, "address", newspaper->address);
  cli_json_boolean (json, "verified", newspaper->verified);
  cli_json_boolean (json, "added", source != NULL);
  json_builder_end_object (json);
}

static void
say_newspaper (Cli                            *cli,
               const JaridaCatalogueNewspaper *newspaper)
{
  g_autofree char *handle = dup_handle (newspaper);
  const char *name = jarida_catalogue_name (newspaper->names, newspaper->language);
  const char *latin = newspaper->names[JARIDA_CATALOGUE_FRENCH];
  const gboolean both = latin != NULL && strcmp (latin, name) != 0;

  cli_say (cli, "%s %-32s %s %s  %s%s%s%s", jarida_reader_find_newspaper (cli->reader, newspaper) != NULL ? "*" : " ", handle,
           newspaper->country, newspaper->language, name, both ? " (" : "", both ? latin : "", both ? ")" : "");
}

int
cli_newspapers (Cli   *cli,
                char **arguments)
{
  g_autofree char *words = g_strjoinv (" ", arguments);
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *country = cli_options.country != NULL ? g_ascii_strup (cli_options.country, -1) : NULL;
  const char *countries[] = { country, NULL };
  const char *languages[] = { cli_options.language, NULL };
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  const JaridaCatalogue *catalogue = load_catalogue (cli, &error);

  if (catalogue == NULL)
    return cli_complain_error (cli, error);
  found = jarida_catalogue_search (catalogue, country != NULL ? countries : NULL, cli_options.language != NULL ? languages : NULL,
                                   valid, cli_options.all);
  json_builder_begin_array (json);
  for (guint i = 0; i < found->len; i++)
    {
      build_newspaper (cli, json, g_ptr_array_index (found, i));
      say_newspaper (cli, g_ptr_array_index (found, i));
    }
  json_builder_end_array (json);
  if (cli->json)
    cli_json_print (json);
  if (found->len == 0)
    cli_remark ("%s", _("The catalogue has no such newspaper. Try fewer words, or --all."));
  return CLI_OK;
}

/* "maghress/fr/albayane": three words and no host among them. */
gboolean
cli_is_newspaper_id (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "/", -1);

  if (g_strv_length (parts) != 3 || strpbrk (text, ".:") != NULL)
    return FALSE;
  return *parts[0] != '\0' && *parts[1] != '\0' && *parts[2] != '\0';
}

static GPtrArray *
choose (Cli                             *cli,
        const JaridaCatalogueNewspaper  *newspaper,
        GError                         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) add = g_ptr_array_new ();

  g_ptr_array_add (add, (gpointer) newspaper);
  jarida_reader_choose_newspapers_async (cli->reader, add, NULL, cli->cancellable, cli_wait_cb, &result);
  return jarida_reader_choose_newspapers_finish (cli->reader, cli_wait_for (&result), error);
}

static gboolean
fetch (Cli        *cli,
       GPtrArray  *sources,
       GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree gint64 *ids = g_new (gint64, sources->len);

  for (guint i = 0; i < sources->len; i++)
    ids[i] = jarida_source_get_id (g_ptr_array_index (sources, i));
  jarida_reader_refresh_async (cli->reader, ids, sources->len, TRUE, cli->cancellable, cli_wait_cb, &result);
  return jarida_reader_refresh_finish (cli->reader, cli_wait_for (&result), NULL, NULL, error);
}

JaridaSource *
cli_add_newspaper (Cli         *cli,
                   const char  *id,
                   gboolean    *out_added,
                   GError     **error)
{
  const JaridaCatalogue *catalogue = load_catalogue (cli, error);
  const JaridaCatalogueNewspaper *newspaper = catalogue != NULL ? jarida_catalogue_find (catalogue, id) : NULL;
  g_autoptr(GPtrArray) added = NULL;

  if (catalogue == NULL)
    return NULL;
  if (newspaper == NULL)
    {
      cli_complain (cli, _("The catalogue has no newspaper “%s”. “newspapers” shows what it has."), id);
      return NULL;
    }
  added = choose (cli, newspaper, error);
  if (added == NULL)
    return NULL;
  *out_added = added->len > 0;
  if (added->len > 0 && !fetch (cli, added, error))
    return NULL;
  return jarida_reader_find_newspaper (cli->reader, newspaper);
}
