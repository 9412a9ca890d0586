/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"
#include "jarida-safekeeping.h"
#include "jarida-settings.h"

/* backup, restore */

static void
progress_cb (guint    percent,
             gpointer data)
{
  cli_show_progress (percent, 100);
}

/* With a folder of its own for the shelf the settings are there too, as the window has them. */
static GSettings *
open_settings (Cli *cli)
{
  return jarida_settings_open (cli->own_folder ? cli->data_folder : NULL);
}

static char *
describe (const JaridaBackupFacts *facts)
{
  g_autofree char *articles = g_strdup_printf (ngettext ("%u article", "%u articles", facts->n_articles), facts->n_articles);
  g_autofree char *sources = g_strdup_printf (ngettext ("%u newspaper", "%u newspapers", facts->n_sources), facts->n_sources);

  /* Translators: “1,204 articles of 12 newspapers”. */
  return g_strdup_printf (_("%1$s of %2$s"), articles, sources);
}

static void
print_json (const JaridaBackupFacts *facts,
            const char              *file,
            gboolean                 restored,
            const char              *aside)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autofree char *file_name = g_filename_display_name (file);
  g_autofree char *aside_name = aside != NULL ? g_filename_display_name (aside) : NULL;

  json_builder_begin_object (json);
  cli_json_string (json, "file", file_name);
  cli_json_moment (json, "made", facts->made_at);
  cli_json_int (json, "bytes", (gint64) facts->n_bytes);
  cli_json_int (json, "articles", facts->n_articles);
  cli_json_int (json, "sources", facts->n_sources);
  if (restored)
    cli_json_string (json, "aside", aside_name);
  json_builder_end_object (json);
  cli_json_print (json);
}

int
cli_backup (Cli   *cli,
            char **arguments)
{
  g_autoptr(GSettings) settings = open_settings (cli);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autofree char *what = NULL;
  g_autofree char *size = NULL;
  g_autofree char *name = g_filename_display_name (arguments[0]);
  gboolean done;

  jarida_reader_back_up_async (cli->reader, arguments[0], settings, cli->cancellable, progress_cb, NULL, cli_wait_cb, &result);
  done = jarida_reader_back_up_finish (cli->reader, cli_wait_for (&result), &facts, &error);
  cli_hide_progress ();
  if (!done)
    return cli_complain_error (cli, error);
  what = describe (&facts);
  size = g_format_size (facts.n_bytes);
  cli_say (cli, _("Backed up to “%1$s”: %2$s, %3$s. Pictures are not in it; they are fetched again."), name, what, size);
  if (cli->json)
    print_json (&facts, arguments[0], FALSE, NULL);
  return CLI_OK;
}

int
cli_restore (Cli   *cli,
             char **arguments)
{
  g_autoptr(GSettings) settings = open_settings (cli);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autofree char *aside = NULL;
  g_autofree char *what = NULL;
  g_autofree char *when = NULL;
  gboolean done;

  jarida_safekeeping_restore_async (cli->data_folder, arguments[0], settings, cli->cancellable, progress_cb, NULL, cli_wait_cb, &result);
  done = jarida_safekeeping_restore_finish (cli_wait_for (&result), &aside, &facts, &error);
  cli_hide_progress ();
  if (!done)
    return cli_complain_error (cli, error);
  what = describe (&facts);
  when = cli_format_moment (facts.made_at, FALSE);
  /* Translators: the first is a date with its time, the second “1,204 articles of 12 newspapers”. */
  cli_say (cli, _("Restored the backup of %1$s: %2$s."), when, what);
  if (aside != NULL)
    {
      g_autofree char *name = g_filename_display_name (aside);

      cli_say (cli, _("What was here before is in “%s”. Delete it when you no longer need it."), name);
    }
  if (cli->json)
    print_json (&facts, arguments[0], TRUE, aside);
  return CLI_OK;
}
