/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "jarida-key-folder.h"
#include "jarida-service.h"

/* jarida-moderation: the service, until it is told to stop or the disk fails. */

typedef struct
{
  GMainLoop *loop;       /* (owned) */
  int        status;
} Program;

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (((Program *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
broken (const GError *error,
        gpointer      user_data)
{
  Program *program = user_data;

  g_printerr ("jarida-moderation: nothing more is acknowledged: %s\n", error->message);
  program->status = EXIT_FAILURE;
  g_main_loop_quit (program->loop);
}

static void
allow_many_sockets (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static gboolean
set_settings (const char         *database,
              char              **pairs,
              GError            **error)
{
  g_autoptr(JaridaLedger) ledger = NULL;
  JaridaSqlEngine *engine;

  if (pairs == NULL)
    return TRUE;
  engine = jarida_sql_engine_open (database, error);
  ledger = engine != NULL ? jarida_ledger_new (engine, error) : NULL;
  if (ledger == NULL || !jarida_ledger_begin (ledger, error))
    return FALSE;
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (pairs[i], "=", 2);

      if (g_strv_length (parts) != 2 || !jarida_settings_is_valid (parts[0], parts[1]))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--set %s: no such setting or value", pairs[i]);
          jarida_ledger_rollback (ledger);
          return FALSE;
        }
      if (!jarida_ledger_set_setting (ledger, parts[0], parts[1], "jarida-moderation --set", g_get_real_time () / G_USEC_PER_SEC, error))
        return FALSE;
    }
  return jarida_ledger_commit (ledger, error);
}

/* Lines of "host newspaper"; ".example.org" stands for all hosts below it. Anything after "#" is a remark. */
static gboolean
read_hosts (const char  *database,
            const char  *path,
            GError     **error)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(JaridaLedger) ledger = NULL;
  JaridaSqlEngine *engine;

  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = NULL;

      *strchrnul (lines[i], '#') = '\0';
      words = g_strsplit_set (g_strstrip (lines[i]), " \t", 2);
      if (words[0] != NULL && words[0][0] != '\0')
        g_hash_table_insert (hosts, g_ascii_strdown (words[0], -1), g_strdup (words[1] != NULL ? g_strstrip (words[1]) : words[0]));
    }
  engine = jarida_sql_engine_open (database, error);
  ledger = engine != NULL ? jarida_ledger_new (engine, error) : NULL;
  return ledger != NULL && jarida_ledger_begin (ledger, error) && jarida_ledger_set_image_hosts (ledger, hosts, error)
         && jarida_ledger_commit (ledger, error);
}

/* One of the folders is given. */
static int
make_keys (const char  *new_keys,
           const char  *renew,
           const char  *revoke,
           GError     **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean again = renew != NULL || revoke != NULL;

  if (!(again ? jarida_key_folder_renew (renew != NULL ? renew : revoke, now, revoke != NULL, error)
        : jarida_key_folder_make (new_keys, now, error)))
    return EXIT_FAILURE;
  g_print ("%s\n", again ? "A new list.key, and keys.note signed for it. Take root-*.key away again, and restart the service."
           : "Keep root-1.key and root-2.key elsewhere, offline, each in another place, and delete them here.\n"
             "roots.pub is for the app. Back up the folder: without \"secret\" no reporter is known again.");
  return EXIT_SUCCESS;
}

static gboolean
announce (JaridaService  *service,
          const char     *port_file,
          GError        **error)
{
  g_autofree char *port = g_strdup_printf ("%u\n", jarida_service_get_port (service));

  return port_file == NULL || g_file_set_contents (port_file, port, -1, error);
}

static int
serve (JaridaServiceOptions  *options,
       const char            *port_file,
       GError               **error)
{
  g_autoptr(JaridaService) service = NULL;
  Program program = { g_main_loop_new (NULL, FALSE), EXIT_SUCCESS };

  options->broken = broken;
  options->data = &program;
  service = jarida_service_new (options, error);
  if (service == NULL || !announce (service, port_file, error))
    program.status = EXIT_FAILURE;
  else
    {
      g_unix_signal_add (SIGINT, stop_cb, &program);
      g_unix_signal_add (SIGTERM, stop_cb, &program);
      g_main_loop_run (program.loop);
    }
  g_main_loop_unref (program.loop);
  return program.status;
}

int
main (int   argc,
      char *argv[])
{
  JaridaServiceOptions options = { 0 };
  g_auto(GStrv) listen = NULL;
  g_auto(GStrv) settings = NULL;
  g_autofree char *database = NULL, *keys = NULL, *list = NULL, *alert = NULL, *port_file = NULL;
  g_autofree char *hosts = NULL, *rules = NULL, *new_keys = NULL, *renew_keys = NULL, *revoke_keys = NULL;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "listen", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &listen, "Listen on unix:PATH, 127.0.0.1:PORT (0 picks one) or what systemd handed over; may be given twice", "WHERE" },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &port_file, "Write the port to FILE once it answers", "FILE" },
    { "database", 'd', 0, G_OPTION_ARG_STRING, &database, "Keep everything in this SQLite file, or at postgresql://…", "WHERE" },
    { "keys", 'k', 0, G_OPTION_ARG_FILENAME, &keys, "Folder with the secret and the keys of the list", "DIR" },
    { "list", 0, 0, G_OPTION_ARG_FILENAME, &list, "Write the published list to DIR too, for a web server", "DIR" },
    { "image-hosts", 0, 0, G_OPTION_ARG_FILENAME, &hosts, "Newspapers' picture hosts, a line each: HOST NEWSPAPER", "FILE" },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME, &rules, "How newspapers name their pictures, instead of the rules built in", "FILE" },
    { "make-keys", 0, 0, G_OPTION_ARG_FILENAME, &new_keys, "Make the secret and the keys in DIR, and end", "DIR" },
    { "renew-keys", 0, 0, G_OPTION_ARG_FILENAME, &renew_keys, "Make a new list key, signed by a root key that lies in DIR again, and end", "DIR" },
    { "revoke-keys", 0, 0, G_OPTION_ARG_FILENAME, &revoke_keys, "The same, and readers believe those before no longer: one was stolen", "DIR" },
    { "alert", 0, 0, G_OPTION_ARG_STRING, &alert, "Start COMMAND KIND PICTURE when somebody must look at once", "COMMAND" },
    { "set", 's', 0, G_OPTION_ARG_STRING_ARRAY, &settings, "Write a setting before the start; may be given often", "NAME=VALUE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "Show the version", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("- the service that takes reports of pictures in");
  g_autofree char *names = jarida_settings_describe ();
  g_autofree char *description = g_strdup_printf ("Settings, their defaults and what they are:\n%s", names);
  g_autoptr(GBytes) rules_json = NULL;
  g_autoptr(GError) error = NULL;
  int status = EXIT_FAILURE;

  setlocale (LC_ALL, "");
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    goto out;
  if (version)
    {
      g_print ("jarida-moderation %s\n", JARIDA_VERSION);
      return EXIT_SUCCESS;
    }
  if (new_keys != NULL || renew_keys != NULL || revoke_keys != NULL)
    {
      status = make_keys (new_keys, renew_keys, revoke_keys, &error);
      goto out;
    }
  if (listen == NULL || database == NULL || keys == NULL)
    {
      g_printerr ("jarida-moderation: --listen, --database and --keys are needed; see --help\n");
      return 2;
    }
  allow_many_sockets ();
  options.listen = (const char *const *) listen;
  options.database = database;
  options.keys = keys;
  options.list = list;
  options.alert = alert;
  if (rules != NULL)
    {
      g_autofree char *text = NULL;
      gsize size;

      if (!g_file_get_contents (rules, &text, &size, &error))
        goto out;
      options.rules = rules_json = g_bytes_new (text, size);
    }
  if (set_settings (database, settings, &error) && read_hosts (database, hosts, &error))
    status = serve (&options, port_file, &error);
out:
  if (error != NULL)
    g_printerr ("jarida-moderation: %s\n", error->message);
  return status;
}
