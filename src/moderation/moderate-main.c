/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "moderate.h"

/* jarida-moderate COMMAND: one act of a reviewer or operator, beside the running service; both may be on another machine than the
 * database. The name that is written down is that of the login, or --who. */

ModerateOptions moderate_options = { .days = -1, .hours = -1, .limit = -1, .keep = -1 };

static gboolean as_json;
static gboolean show_version;
static char *database;
static char *who;

static const GOptionEntry common_entries[] = {
  { "database", 'd', 0, G_OPTION_ARG_STRING, &database, "The service's database: a file, or postgresql://…", "WHERE" },
  { "who", 0, 0, G_OPTION_ARG_STRING, &who, "Who decides (the name of the login)", "NAME" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer in JSON", NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, "Show the version", NULL },
  { NULL }
};

#define WHY { "why", 0, 0, G_OPTION_ARG_STRING, &moderate_options.why, "Why: facts, without names of reporters", "TEXT" }
#define DAYS(text) { "days", 0, 0, G_OPTION_ARG_INT, &moderate_options.days, text, "N" }
#define LIMIT(text) { "limit", 0, 0, G_OPTION_ARG_INT, &moderate_options.limit, text, "N" }
#define SINCE(text) { "since", 0, 0, G_OPTION_ARG_STRING, &moderate_options.since, text, "TIME" }

static const GOptionEntry queue_entries[] = { LIMIT ("At most so many (20)"), { NULL } };
static const GOptionEntry block_entries[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &moderate_options.reason, "The reason, as in reports", "TOKEN" },
  WHY,
  DAYS ("For so long (180)"),
  { "permanent", 0, 0, G_OPTION_ARG_NONE, &moderate_options.permanent, "For ever: needs a second reviewer", NULL },
  { NULL }
};
static const GOptionEntry clear_entries[] = { WHY, DAYS ("For so long no vote hides it (180)"), { NULL } };
static const GOptionEntry escalate_entries[] = { WHY, { NULL } };
static const GOptionEntry reverse_entries[] = {
  WHY,
  SINCE ("Everything that readers hid since then: 6h, 3d, 2026-11-29"),
  { "host", 0, 0, G_OPTION_ARG_STRING, &moderate_options.host, "Only pictures from this host", "HOST" },
  { NULL }
};
static const GOptionEntry breaker_entries[] = {
  WHY,
  { "hours", 0, 0, G_OPTION_ARG_INT, &moderate_options.hours, "How long it stays open (6)", "N" },
  { NULL }
};
static const GOptionEntry setting_entries[] = {
  { "default", 0, 0, G_OPTION_ARG_NONE, &moderate_options.otherwise, "Back to the default", NULL },
  { NULL }
};
static const GOptionEntry reporters_entries[] = { WHY, DAYS ("Suspended for so long (30)"), LIMIT ("At most so many (50)"), { NULL } };
static const GOptionEntry human_entries[] = { DAYS ("For so long (1); 0: readers may hide it again"), { NULL } };
static const GOptionEntry audit_entries[] = { LIMIT ("At most so many (50)"), { NULL } };
static const GOptionEntry export_entries[] = {
  SINCE ("Decisions since then (all)"),
  { "dsa", 0, 0, G_OPTION_ARG_NONE, &moderate_options.dsa, "Restrictions only, as the EU's transparency database names things", NULL },
  { NULL }
};
static const GOptionEntry backup_entries[] = {
  { "keep", 0, 0, G_OPTION_ARG_INT, &moderate_options.keep, "Remove older ones beyond so many (14)", "N" },
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
  ModerateFunc        function;
  gboolean            closed;    /* works on the database itself */
} commands[] = {
  { "queue", "", "What to look at, the most urgent first", 0, 0, queue_entries, moderate_queue },
  { "show", "PICTURE", "One picture: keys, reports and their weight, decisions", 1, 1, NULL, moderate_show },
  { "block", "PICTURE@VERSION", "Block it for everybody", 1, 1, block_entries, moderate_block },
  { "clear", "PICTURE@VERSION", "It is in order: no vote hides it for a while", 1, 1, clear_entries, moderate_clear },
  { "escalate", "PICTURE@VERSION", "Call whoever is on call", 1, 1, escalate_entries, moderate_escalate },
  { "reverse", "[DECISION]", "Take a decision back, or all hidings by readers since a time", 0, 1, reverse_entries, moderate_reverse },
  { "breaker", "[open|close]", "Readers hide nothing for some hours, or may again", 0, 1, breaker_entries, moderate_breaker },
  { "setting", "[NAME [VALUE]]", "See or change settings; the service follows within a second", 0, 2, setting_entries, moderate_setting },
  { "human", "ADDRESS", "Readers do not hide this picture today, reported or not: of a front page, say", 1, 1, human_entries,
    moderate_human },
  { "hosts", "[add HOST NEWSPAPER|remove HOST]", "Where newspapers' pictures come from: only those can be hidden by readers", 0, 3,
    NULL, moderate_hosts },
  { "reporters", "[warn|suspend|lift ID]", "Who was wrong too often", 0, 2, reporters_entries, moderate_reporters },
  { "audit", "", "Who did what, newest first", 0, 0, audit_entries, moderate_audit },
  { "export", "", "Decisions as lines of JSON", 0, 0, export_entries, moderate_export },
  { "backup", "FOLDER", "Write a checked copy of the database to the folder", 1, 1, backup_entries, moderate_backup, TRUE },
  { "restore", "FILE", "Put a backup in the database's place; the service must be stopped", 1, 1, NULL, moderate_restore, TRUE },
};

static void
print_help (FILE *to)
{
  fprintf (to, "Usage: jarida-moderate --database WHERE COMMAND [OPTION…] [ARGUMENT…]\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (to, "  %-9s %-32s  %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
  fprintf (to, "\nEvery command takes --database, --who and --json; COMMAND --help shows its own options.\n"
           "JARIDA_MODERATION_DATABASE says where the database is, too.\n"
           "A PICTURE is its number, its key or the first 12 digits of it, its address, or a decision about it.\n");
}

static int
find_command (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return (int) i;
  return -1;
}

/* The first argument that is no option and no value of one, taken out of the list. */
static int
take_command (GStrv arguments)
{
  guint i;
  int command;

  for (i = 1; arguments[i] != NULL && arguments[i][0] == '-'; i++)
    if ((strcmp (arguments[i], "--database") == 0 || strcmp (arguments[i], "-d") == 0 || strcmp (arguments[i], "--who") == 0)
        && arguments[i + 1] != NULL)
      i++;
  command = find_command (arguments[i]);
  if (command >= 0)
    {
      g_free (arguments[i]);
      memmove (arguments + i, arguments + i + 1, (g_strv_length (arguments + i + 1) + 1) * sizeof *arguments);
    }
  return command;
}

static gboolean
parse (int       command,
       GStrv    *arguments,
       GError  **error)
{
  g_autofree char *call = g_strjoin (" ", commands[command].name, commands[command].arguments, NULL);
  g_autoptr(GOptionContext) context = g_option_context_new (call);

  g_option_context_set_summary (context, commands[command].summary);
  g_option_context_add_main_entries (context, common_entries, NULL);
  if (commands[command].entries != NULL)
    g_option_context_add_main_entries (context, commands[command].entries, NULL);
  return g_option_context_parse_strv (context, arguments, error);
}

/* Who is behind sudo, not root. */
static const char *
get_login (void)
{
  const char *behind = g_getenv ("SUDO_USER");

  return geteuid () == 0 && behind != NULL && behind[0] != '\0' ? behind : g_get_user_name ();
}

static ModerateStatus
run (int   command,
     GStrv arguments)
{
  Moderate self = {
    .database = database != NULL ? database : g_getenv ("JARIDA_MODERATION_DATABASE"),
    .who = who != NULL ? who : get_login (),
    .now = g_get_real_time () / G_USEC_PER_SEC,
    .as_json = as_json,
  };
  g_autoptr(JaridaLedger) ledger = NULL;
  GError *error = NULL;
  guint n = g_strv_length (arguments + 1);

  if (n < commands[command].least || n > commands[command].most)
    return moderate_complain (MODERATE_USAGE, "%s %s; see jarida-moderate %s --help", commands[command].name,
                              commands[command].arguments, commands[command].name);
  if (self.database == NULL)
    return moderate_complain (MODERATE_USAGE, "--database WHERE is needed");
  if (!commands[command].closed)
    {
      JaridaSqlEngine *engine = jarida_sql_engine_open (self.database, &error);

      ledger = engine != NULL ? jarida_ledger_new (engine, &error) : NULL;
      if (ledger == NULL)
        return moderate_complain_error (error);
    }
  self.ledger = ledger;
  return commands[command].function (&self, arguments + 1, n);
}

int
main (int   argc,
      char *argv[])
{
  g_auto(GStrv) arguments = NULL;
  g_autoptr(GError) error = NULL;
  int command;

  setlocale (LC_ALL, "");
  umask (077);
  arguments = g_strdupv (argv);
  command = take_command (arguments);
  if (command < 0)
    {
      gboolean version = argc == 2 && strcmp (argv[1], "--version") == 0;
      gboolean help = argc == 1 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0;

      if (version)
        puts ("jarida-moderate " JARIDA_VERSION);
      else
        print_help (help ? stdout : stderr);
      return version || help ? MODERATE_DONE : MODERATE_USAGE;
    }
  if (!parse (command, &arguments, &error))
    return moderate_complain (MODERATE_USAGE, "%s", error->message);
  if (show_version)
    {
      puts ("jarida-moderate " JARIDA_VERSION);
      return MODERATE_DONE;
    }
  if (sodium_init () < 0)
    return moderate_complain (MODERATE_FAILED, "libsodium cannot be used");
  return run (command, arguments);
}
