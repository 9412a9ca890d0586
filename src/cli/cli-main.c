/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"

/* jarida-cli COMMAND: one act on the shelf that the window shows, beside the window or without it. */

CliOptions cli_options = { .limit = -1, .days = -1 };

static gboolean as_json;
static gboolean show_version;
static char *data_folder;
static char *cache_folder;
static char *catalogue;

static const GOptionEntry common_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Answer in JSON"), NULL },
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_folder, N_("The folder of the shelf"), N_("FOLDER") },
  { "cache", 0, 0, G_OPTION_ARG_FILENAME, &cache_folder, N_("The folder of the pictures"), N_("FOLDER") },
  { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, &catalogue, N_("Another catalogue of newspapers"), N_("FILE") },
  { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, N_("Show the version"), NULL },
  { NULL }
};

static const GOptionEntry add_entries[] = {
  { "title", 0, 0, G_OPTION_ARG_STRING, &cli_options.title, N_("What to call it"), N_("TITLE") },
  { "folder", 0, 0, G_OPTION_ARG_STRING, &cli_options.folder, N_("The folder to put it in"), N_("NAME") },
  { NULL }
};

/* -1 is "not said", which nobody has to type. */
static gboolean
take_limit (const char  *name,
            const char  *value,
            gpointer     data,
            GError     **error)
{
  guint64 limit;

  if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, &limit, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“%s” is not a number of headlines. Give 0 for all, or a number above."),
                   value);
      return FALSE;
    }
  cli_options.limit = (int) limit;
  return TRUE;
}

static const GOptionEntry newspapers_entries[] = {
  { "country", 0, 0, G_OPTION_ARG_STRING, &cli_options.country, N_("Only of one country: MA, DZ, TN…"), N_("CODE") },
  { "language", 0, 0, G_OPTION_ARG_STRING, &cli_options.language, N_("Only in one language: ar, fr, en"), N_("CODE") },
  { "all", 0, 0, G_OPTION_ARG_NONE, &cli_options.all, N_("Also those that nobody has checked"), NULL },
  { NULL }
};

static const GOptionEntry refresh_entries[] = {
  { "due", 0, 0, G_OPTION_ARG_NONE, &cli_options.due, N_("Only those that are due"), NULL },
  { "force", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &cli_options.force, NULL, NULL },
  { NULL }
};

static const GOptionEntry headlines_entries[] = {
  { "unread", 0, 0, G_OPTION_ARG_NONE, &cli_options.unread, N_("Only unread ones"), NULL },
  { "saved", 0, 0, G_OPTION_ARG_NONE, &cli_options.saved, N_("Only saved ones"), NULL },
  { "source", 0, 0, G_OPTION_ARG_STRING, &cli_options.source, N_("Only of one newspaper"), N_("SOURCE") },
  { "folder", 0, 0, G_OPTION_ARG_STRING, &cli_options.folder, N_("Only of one folder"), N_("NAME") },
  { "stories", 0, 0, G_OPTION_ARG_NONE, &cli_options.stories, N_("One line for an event that several newspapers report"), NULL },
  { "limit", 0, 0, G_OPTION_ARG_CALLBACK, take_limit, N_("At most so many; 0 for all (20)"), N_("N") },
  { NULL }
};

static const GOptionEntry search_entries[] = {
  { "limit", 0, 0, G_OPTION_ARG_CALLBACK, take_limit, N_("At most so many; 0 for all (20)"), N_("N") },
  { "by-time", 0, 0, G_OPTION_ARG_NONE, &cli_options.by_time, N_("Newest first"), NULL },
  { "typing", 0, 0, G_OPTION_ARG_NONE, &cli_options.typing, N_("The last word may be the beginning of one"), NULL },
  { "portal", 0, 0, G_OPTION_ARG_NONE, &cli_options.portal, N_("Ask the press portals too; the words are sent to them"), NULL },
  { "save", 0, 0, G_OPTION_ARG_STRING, &cli_options.save_as, N_("Keep the search in the sidebar, under this name"), N_("NAME") },
  { NULL }
};

static const GOptionEntry filter_entries[] = {
  { "source", 0, 0, G_OPTION_ARG_STRING, &cli_options.source, N_("Only of one newspaper"), N_("SOURCE") },
  { "action", 0, 0, G_OPTION_ARG_STRING, &cli_options.action, N_("What to do: hide, read, save or notify (hide)"), N_("ACTION") },
  { "apply", 0, 0, G_OPTION_ARG_NONE, &cli_options.apply, N_("Also with what is kept already"), NULL },
  { NULL }
};

static const GOptionEntry show_entries[] = {
  { "html", 0, 0, G_OPTION_ARG_NONE, &cli_options.html, N_("As clean HTML and not as text"), NULL },
  { "fetch", 0, 0, G_OPTION_ARG_NONE, &cli_options.fetch, N_("Fetch the whole text, where only its beginning is kept"), NULL },
  { NULL }
};

static const GOptionEntry keep_entries[] = {
  { "days", 0, 0, G_OPTION_ARG_INT, &cli_options.days, N_("Articles of so many days; 0 for saved ones only (3)"), N_("N") },
  { NULL }
};

static const GOptionEntry mark_entries[] = {
  { "read", 0, 0, G_OPTION_ARG_NONE, &cli_options.read, N_("Mark as read"), NULL },
  { "unread", 0, 0, G_OPTION_ARG_NONE, &cli_options.unread, N_("Mark as unread"), NULL },
  { "save", 0, 0, G_OPTION_ARG_NONE, &cli_options.saved, N_("Save"), NULL },
  { "unsave", 0, 0, G_OPTION_ARG_NONE, &cli_options.unsave, N_("No longer save"), NULL },
  { NULL }
};

static const GOptionEntry report_entries[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &cli_options.reason, N_("Why: violence, hate, privacy…"), N_("REASON") },
  { "comment", 0, 0, G_OPTION_ARG_STRING, &cli_options.comment, N_("A few words"), N_("TEXT") },
  { "no-hide", 0, 0, G_OPTION_ARG_NONE, &cli_options.no_hide, N_("Go on showing it here"), NULL },
  { "service", 0, 0, G_OPTION_ARG_STRING, &cli_options.service, N_("The report service, instead of the one in the preferences"), N_("ADDRESS") },
  { NULL }
};

static const GOptionEntry reports_entries[] = {
  { "withdraw", 0, 0, G_OPTION_ARG_STRING, &cli_options.withdraw, N_("Take a report back"), N_("ID") },
  { "send", 0, 0, G_OPTION_ARG_NONE, &cli_options.send, N_("Send what is due first"), NULL },
  { "reset", 0, 0, G_OPTION_ARG_NONE, &cli_options.reset, N_("Use a new identifier from the next report on"), NULL },
  { "service", 0, 0, G_OPTION_ARG_STRING, &cli_options.service, N_("The report service, instead of the one in the preferences"), N_("ADDRESS") },
  { NULL }
};

static const GOptionEntry blocklist_entries[] = {
  { "service", 0, 0, G_OPTION_ARG_STRING, &cli_options.service, N_("The report service, instead of the one in the preferences"), N_("ADDRESS") },
  { NULL }
};

static const struct
{
  const char         *name;
  const char         *arguments;
  const char         *summary;
  guint               least;
  guint               most;
  const GOptionEntry *entries;
  CliFunc             function;
  gboolean            changes;      /* the shelf: needs one that can be written */
  gboolean            replaces;     /* the shelf: it is not opened */
} commands[] = {
  { "newspapers", N_("[WORDS…]"), N_("List the newspapers of the catalogue"), 0, G_MAXUINT, newspapers_entries, cli_newspapers },
  { "add", N_("ADDRESS|ID"), N_("Add a newspaper by its address, or of the catalogue by its id"), 1, 1, add_entries, cli_add, TRUE },
  { "remove", N_("SOURCE"), N_("Remove a newspaper"), 1, 1, NULL, cli_remove, TRUE },
  { "list", "", N_("List the newspapers"), 0, 0, NULL, cli_list },
  { "refresh", N_("[SOURCE…]"), N_("Fetch new articles"), 0, G_MAXUINT, refresh_entries, cli_refresh, TRUE },
  { "keep", "", N_("Fetch the texts and pictures of new articles, to be read without a network"), 0, 0, keep_entries, cli_keep, TRUE },
  { "headlines", "", N_("List headlines, newest first"), 0, 0, headlines_entries, cli_headlines },
  { "search", N_("WORDS…"), N_("Search the articles that are kept"), 1, G_MAXUINT, search_entries, cli_search },
  { "filter", N_("list|add|remove|try [WORDS…]"), N_("What is done with new articles that a search would find"), 1, G_MAXUINT, filter_entries, cli_filter },
  { "show", N_("ARTICLE"), N_("Show an article"), 1, 1, show_entries, cli_show },
  { "mark", N_("ARTICLE…"), N_("Mark articles"), 1, G_MAXUINT, mark_entries, cli_mark, TRUE },
  { "rebuild-search", "", N_("Make the index of the search anew"), 0, 0, NULL, cli_rebuild_search, TRUE },
  { "import", N_("FILE"), N_("Add the newspapers of a list of subscriptions (OPML)"), 1, 1, NULL, cli_import, TRUE },
  { "export", N_("[FILE]"), N_("Write the list of subscriptions (OPML)"), 0, 1, NULL, cli_export },
  { "backup", N_("FILE"), N_("Copy the whole shelf into one file"), 1, 1, NULL, cli_backup },
  { "restore", N_("FILE"), N_("Put what is in such a file in the place of the shelf"), 1, 1, NULL, cli_restore, FALSE, TRUE },
  { "report", N_("ARTICLE IMAGE"), N_("Report a picture of an article"), 2, 2, report_entries, cli_report },
  { "reports", "", N_("List your reports of pictures"), 0, 0, reports_entries, cli_reports },
  { "blocklist", N_("status|update|check [IMAGE]"), N_("The list of pictures that are hidden for everybody"), 1, 2, blocklist_entries, cli_blocklist },
};

static void
print_help (FILE *to)
{
  fprintf (to, "%s\n\n", _("Usage: jarida-cli COMMAND [OPTION…] [ARGUMENT…]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *call = g_strjoin (" ", commands[i].name,
                                         commands[i].arguments[0] != '\0' ? _(commands[i].arguments) : "", NULL);
      /* printf() counts bytes and a reader counts letters. */
      const int width = 22 + (int) (strlen (call) - g_utf8_strlen (call, -1));

      fprintf (to, "  %-*s %s\n", width, call, _(commands[i].summary));
    }
  fprintf (to, "\n%s\n", _("Every command takes --json, --data FOLDER and --cache FOLDER; COMMAND --help shows its own options."));
}

/* The first argument that is no option and no value of one, taken out of the list. */
static int
take_command (GStrv   arguments,
              char  **out_name)
{
  guint i;

  *out_name = NULL;
  for (i = 1; arguments[i] != NULL && arguments[i][0] == '-'; i++)
    if ((strcmp (arguments[i], "--data") == 0 || strcmp (arguments[i], "--cache") == 0
         || strcmp (arguments[i], "--catalogue") == 0) && arguments[i + 1] != NULL)
      i++;
  if (arguments[i] == NULL)
    return -1;
  *out_name = arguments[i];
  memmove (arguments + i, arguments + i + 1, (g_strv_length (arguments + i + 1) + 1) * sizeof *arguments);
  for (guint j = 0; j < G_N_ELEMENTS (commands); j++)
    if (strcmp (commands[j].name, *out_name) == 0)
      return (int) j;
  return -1;
}

static gboolean
parse_options (int       command,
               GStrv    *arguments,
               GError  **error)
{
  g_autofree char *call = NULL;
  g_autoptr(GOptionContext) context = NULL;

  call = g_strjoin (" ", commands[command].name,
                    commands[command].arguments[0] != '\0' ? _(commands[command].arguments) : NULL, NULL);
  context = g_option_context_new (call);
  g_option_context_set_summary (context, _(commands[command].summary));
  g_option_context_add_main_entries (context, common_entries, GETTEXT_PACKAGE);
  if (commands[command].entries != NULL)
    g_option_context_add_main_entries (context, commands[command].entries, GETTEXT_PACKAGE);
  return g_option_context_parse_strv (context, arguments, error);
}

static gboolean
interrupted_cb (gpointer data)
{
  Cli *cli = data;

  cli_hide_progress ();
  g_cancellable_cancel (cli->cancellable);
  if (cli->reader != NULL)
    jarida_reader_cancel_refresh (cli->reader);
  return G_SOURCE_CONTINUE;
}

static void
failed_cb (JaridaReader *reader,
           const GError *error,
           Cli          *cli)
{
  if (cli->failure == NULL)
    cli->failure = jarida_error_text (error);
}

static gboolean
open_reader (Cli     *cli,
             GError **error)
{
  g_autofree char *cache = cache_folder != NULL ? g_strdup (cache_folder)
                                                : g_build_filename (g_get_user_cache_dir (), "jarida", NULL);

  cli->reader = jarida_reader_open (cli->data_folder, cache, error);
  if (cli->reader == NULL)
    return FALSE;
  jarida_reader_set_catalogue_path (cli->reader, catalogue);
  g_signal_connect (cli->reader, "failed", G_CALLBACK (failed_cb), cli);
  return TRUE;
}

static int
run_on_shelf (Cli   *cli,
              int    command,
              char **arguments)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *notice = NULL;
  int code;

  if (!open_reader (cli, &error))
    return cli_complain_error (cli, error);
  if (jarida_reader_get_notice (cli->reader) != NULL)
    notice = jarida_notice_text (jarida_reader_get_notice (cli->reader));
  if (commands[command].changes && jarida_reader_get_frozen (cli->reader))
    code = cli_complain (cli, "%s", notice);
  else
    {
      if (notice != NULL)
        cli_remark ("%s", notice);
      code = commands[command].function (cli, arguments);
    }
  /* What was asked of the shelf is kept, or said, before the program ends. */
  jarida_reader_close (cli->reader);
  cli_wait_settle ();
  if (cli->failure != NULL)
    code = cli_complain (cli, "%s", cli->failure);
  g_object_unref (cli->reader);
  g_free (cli->failure);
  return code;
}

static int
run (int    command,
     char **arguments)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *data = data_folder != NULL ? g_strdup (data_folder)
                                              : g_build_filename (g_get_user_data_dir (), "jarida", NULL);
  Cli cli = { .json = as_json, .cancellable = cancellable, .data_folder = data, .own_folder = data_folder != NULL };
  int code;

  g_unix_signal_add (SIGINT, interrupted_cb, &cli);
  g_unix_signal_add (SIGTERM, interrupted_cb, &cli);
  if (commands[command].replaces)
    code = commands[command].function (&cli, arguments);
  else
    code = run_on_shelf (&cli, command, arguments);
  return code == CLI_OK && g_cancellable_is_cancelled (cancellable) ? CLI_INTERRUPTED : code;
}

static int
wrong_use (const char *what)
{
  cli_remark ("%s", what);
  cli_remark ("%s", _("“jarida-cli --help” shows the commands."));
  return CLI_WRONG_USE;
}

static int
print_version (void)
{
  printf ("jarida-cli %s\n", JARIDA_VERSION);
  return CLI_OK;
}

static void
set_up_language (void)
{
  const char *folder = g_getenv ("JARIDA_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : JARIDA_LOCALEDIR_DEFAULT);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static int
run_command (int     command,
             GStrv  *arguments)
{
  g_autoptr(GError) error = NULL;
  guint n;

  if (!parse_options (command, arguments, &error))
    return wrong_use (error->message);
  if (show_version)
    return print_version ();
  n = g_strv_length (*arguments) - 1;
  if (n < commands[command].least || n > commands[command].most)
    return wrong_use (_("There are too few or too many arguments."));
  return run (command, *arguments + 1);
}

static int
run_without_command (GStrv       arguments,
                     const char *name)
{
  const char *const *words = (const char *const *) arguments;

  if (name != NULL)
    {
      g_autofree char *what = g_strdup_printf (_("There is no command “%s”."), name);

      return wrong_use (what);
    }
  if (g_strv_contains (words, "--version"))
    return print_version ();
  if (!g_strv_contains (words, "--help") && !g_strv_contains (words, "-h"))
    {
      print_help (stderr);
      return CLI_WRONG_USE;
    }
  print_help (stdout);
  return CLI_OK;
}

int
main (int   argc,
      char *argv[])
{
  g_auto(GStrv) arguments = g_strdupv (argv);
  g_autofree char *name = NULL;
  int command;
  int code;

  set_up_language ();
  /* A closed pipe is an error of printing, and no reason to leave in the middle of writing. */
  signal (SIGPIPE, SIG_IGN);
  command = take_command (arguments, &name);
  code = command >= 0 ? run_command (command, &arguments) : run_without_command (arguments, name);
  if (fflush (stdout) == 0 && !ferror (stdout))
    return code;
  /* Whoever closed the pipe has seen enough. */
  if (errno != EPIPE)
    cli_remark (_("The answer could not be written: %s."), g_strerror (errno));
  return CLI_FAILED;
}
