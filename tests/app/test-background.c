/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "jarida-agenda-private.h"
#include "jarida-application.h"
#include "jarida-autostart.h"
#include "jarida-window.h"
#include "news-server.h"

/* The program without its window: that it stays, refreshes, and ends. Each is a process of its own, on the bus of the test. */

#define SECONDS_TO_END 60
#define WAIT_UNTIL(condition) G_STMT_START { \
    const gint64 end_ = g_get_monotonic_time () + 30 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        if (g_get_monotonic_time () > end_) \
          g_error ("timed out: %s", #condition); \
        if (!g_main_context_iteration (NULL, FALSE)) \
          g_usleep (1000); \
      } \
  } G_STMT_END

/* ---- A program and what is done to it ---- */

typedef struct
{
  GSettings         *settings;       /* (owned) */
  JaridaApplication *application;    /* (owned) */
  void             (*steps[3]) (gpointer program);
  guint              n_steps;
  guint              step_source;
} Program;

static gboolean
too_long_cb (gpointer data)
{
  g_error ("it does not end");
  return G_SOURCE_REMOVE;
}

/* The next step is only come to while the program runs on after the one before. */
static gboolean
step_cb (gpointer data)
{
  Program *program = data;

  program->step_source = 0;
  program->steps[program->n_steps++] (program);
  if (program->n_steps < G_N_ELEMENTS (program->steps) && program->steps[program->n_steps] != NULL)
    program->step_source = g_timeout_add (60, step_cb, program);
  return G_SOURCE_REMOVE;
}

/* What is under way is brought to its end after that, and the loop turns for it. */
static void
shutdown_cb (Program *program)
{
  g_clear_handle_id (&program->step_source, g_source_remove);
}

static Program *
program_new (gboolean background)
{
  Program *self = g_new0 (Program, 1);

  self->settings = g_settings_new (JARIDA_APP_ID);
  g_settings_set_boolean (self->settings, "background", background);
  self->application = jarida_application_new ();
  g_timeout_add_seconds (SECONDS_TO_END, too_long_cb, NULL);
  return self;
}

/* Runs it to its end. @n_steps: how many are come to. */
static void
program_run (Program    *self,
             const char *argument,
             guint       n_steps)
{
  char *arguments[] = { (char *) "jarida", (char *) argument, NULL };

  g_signal_connect_swapped (self->application, "shutdown", G_CALLBACK (shutdown_cb), self);
  self->step_source = g_timeout_add (60, step_cb, self);
  g_assert_cmpint (g_application_run (G_APPLICATION (self->application), argument != NULL ? 2 : 1, arguments), ==, 0);
  g_assert_cmpuint (self->n_steps, ==, n_steps);
  g_assert_null (gtk_application_get_windows (GTK_APPLICATION (self->application)));
  g_object_unref (self->application);
  g_object_unref (self->settings);
  g_free (self);
}

static GtkWindow *
get_window (Program *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self->application));
}

static gboolean
is_unseen (Program *self)
{
  JaridaReader *reader = jarida_application_get_reader (self->application);
  gboolean unseen;

  g_object_get (jarida_reader_get_agenda (reader), "unseen", &unseen, NULL);
  return unseen;
}

static void
close_window (gpointer data)
{
  Program *self = data;

  WAIT_UNTIL (get_window (self) != NULL);
  g_assert_true (JARIDA_IS_WINDOW (get_window (self)));
  g_assert_false (is_unseen (self));
  gtk_window_close (get_window (self));
  WAIT_UNTIL (get_window (self) == NULL);
}

static void
never_come_to (gpointer data)
{
  g_assert_not_reached ();
}

/* Runs this test in a process of its own, or is that process. */
static gboolean
is_subprocess (void)
{
  if (g_test_subprocess ())
    return TRUE;
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  return FALSE;
}

static char *
get_autostart_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", JARIDA_APP_ID ".desktop", NULL);
}

static gboolean
read_anew (const char  *file,
           char       **text)
{
  g_clear_pointer (text, g_free);
  return g_file_get_contents (file, text, NULL, NULL);
}

/* ---- With a window ---- */

/* Nothing was asked for: the program ends with its window. */
static void
test_off (void)
{
  Program *program;

  if (!is_subprocess ())
    return;
  program = program_new (FALSE);
  program->steps[0] = close_window;
  program->steps[1] = never_come_to;
  program_run (program, NULL, 1);
}

static void
open_again (gpointer data)
{
  Program *self = data;
  JaridaReader *reader = jarida_application_get_reader (self->application);

  g_assert_null (get_window (self));
  g_assert_true (is_unseen (self));
  /* Whoever starts it again gets its window, on the shelf that is open. */
  g_application_activate (G_APPLICATION (self->application));
  WAIT_UNTIL (get_window (self) != NULL);
  g_assert_true (jarida_application_get_reader (self->application) == reader);
  g_assert_false (is_unseen (self));
  gtk_window_close (get_window (self));
  WAIT_UNTIL (get_window (self) == NULL);
}

static void
quit (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (((Program *) data)->application), "quit", NULL);
}

static void
test_on (void)
{
  Program *program;

  if (!is_subprocess ())
    return;
  program = program_new (TRUE);
  program->steps[0] = close_window;
  program->steps[1] = open_again;
  program->steps[2] = quit;
  program_run (program, NULL, 3);
}

static void
switch_off (gpointer data)
{
  Program *self = data;

  g_assert_null (get_window (self));
  g_settings_set_boolean (self->settings, "background", FALSE);
}

/* Switched off where there is no window, it has nothing to stay for. */
static void
test_switched_off (void)
{
  Program *program;

  if (!is_subprocess ())
    return;
  program = program_new (TRUE);
  program->steps[0] = close_window;
  program->steps[1] = switch_off;
  program->steps[2] = never_come_to;
  program_run (program, NULL, 2);
}

/* ---- Without one ---- */

static NewsServer *server;

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaSource) added = jarida_reader_subscribe_finish (JARIDA_READER (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
fill_shelf (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "jarida", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "jarida", NULL);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  g_autoptr(GError) error = NULL;
  JaridaReader *reader;
  gboolean done = FALSE;

  reader = jarida_reader_open (folder, cache, &error);
  g_assert_no_error (error);
  jarida_reader_subscribe_async (reader, address, NULL, 0, NULL, subscribed_cb, &done);
  WAIT_UNTIL (done);
  jarida_reader_close (reader);
  g_object_unref (reader);
}

static void
refresh_at_hour (gpointer data)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  Program *self = data;
  JaridaReader *reader;
  const gint64 begun = g_get_real_time () / G_USEC_PER_SEC;

  WAIT_UNTIL (jarida_application_get_reader (self->application) != NULL);
  reader = jarida_application_get_reader (self->application);
  WAIT_UNTIL (is_unseen (self));
  g_assert_null (get_window (self));
  g_assert_cmpuint (jarida_reader_count (reader, &all), ==, 4);
  server->n_items = 7;
  jarida_agenda_look (jarida_reader_get_agenda (reader));
  WAIT_UNTIL (jarida_reader_count (reader, &all) == 7);
  WAIT_UNTIL (!jarida_reader_get_refreshing (reader));
  /* Kept for the next start. */
  WAIT_UNTIL (g_settings_get_int64 (self->settings, "hours-done") >= begun);
  g_assert_null (get_window (self));
}

static void
end_session (gpointer data)
{
  kill (getpid (), SIGTERM);
}

/* Started with the session, an hour was missed, and the session ends. */
static void
test_service (void)
{
  Program *program;

  if (!is_subprocess ())
    return;
  server = news_server_new (4);
  fill_shelf ();
  program = program_new (TRUE);
  g_settings_set_boolean (program->settings, "at-hours", TRUE);
  g_settings_set_int64 (program->settings, "hours-done", g_get_real_time () / G_USEC_PER_SEC - 2 * 24 * 3600);
  program->steps[0] = refresh_at_hour;
  program->steps[1] = end_session;
  program_run (program, "--gapplication-service", 2);
  news_server_free (server);
}

/* ---- With the session ---- */

static JaridaBackground *
background_new (GSettings *settings,
                gboolean   sandboxed)
{
  static GApplication *application;
  g_autoptr(GError) error = NULL;

  if (application == NULL)
    application = g_application_new ("org.jarida.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  return jarida_background_new (application, settings, sandboxed);
}

static void
background_end (JaridaBackground *background)
{
  jarida_background_close (background);
  g_object_unref (background);
}

static void
test_autostart (void)
{
  g_autoptr(GSettings) settings = g_settings_new (JARIDA_APP_ID);
  g_autofree char *file = get_autostart_file ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *exec = g_strdup_printf ("Exec=\"%s\" --gapplication-service\n", self);
  g_autofree char *text = NULL;
  g_autofree char *mended = NULL;
  JaridaBackground *background;

  g_settings_reset (settings, "background");
  g_settings_reset (settings, "autostart");
  background = background_new (settings, FALSE);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_settings_set_boolean (settings, "background", TRUE);
  WAIT_UNTIL (read_anew (file, &text) && strstr (text, exec) != NULL);
  g_settings_set_boolean (settings, "autostart", FALSE);
  WAIT_UNTIL (!g_file_test (file, G_FILE_TEST_EXISTS));
  g_settings_set_boolean (settings, "autostart", TRUE);
  WAIT_UNTIL (g_file_test (file, G_FILE_TEST_EXISTS));
  background_end (background);

  /* The program was moved since. */
  g_assert_true (g_file_set_contents (file, "[Desktop Entry]\nType=Application\nName=Jarida\nExec=/gone/jarida\n", -1, NULL));
  background = background_new (settings, FALSE);
  WAIT_UNTIL (read_anew (file, &mended) && strstr (mended, exec) != NULL);
  g_assert_true (g_settings_get_boolean (settings, "autostart"));
  background_end (background);
  g_settings_set_boolean (settings, "background", FALSE);
}

/* What a person did with the means of the desktop is not undone. */
static void
test_autostart_off (gconstpointer data)
{
  const char *addition = data;
  g_autoptr(GSettings) settings = g_settings_new (JARIDA_APP_ID);
  g_autofree char *file = get_autostart_file ();
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *entry = NULL;
  g_autofree char *after = NULL;
  JaridaBackground *background;

  g_mkdir_with_parents (folder, 0700);
  g_unlink (file);
  if (addition != NULL)
    {
      entry = g_strconcat ("[Desktop Entry]\nType=Application\nName=Jarida\nExec=/gone/jarida\n", addition, NULL);
      g_assert_true (g_file_set_contents (file, entry, -1, NULL));
    }
  g_settings_set_boolean (settings, "background", TRUE);
  g_settings_set_boolean (settings, "autostart", TRUE);
  background = background_new (settings, FALSE);
  WAIT_UNTIL (!g_settings_get_boolean (settings, "autostart"));
  g_assert_true (g_settings_get_boolean (settings, "background"));
  g_file_get_contents (file, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, entry);
  background_end (background);
  g_settings_set_boolean (settings, "background", FALSE);
}

/* A home where nothing can be written says so. */
static void
test_autostart_refused (void)
{
  g_autoptr(GSettings) settings = g_settings_new (JARIDA_APP_ID);
  g_autofree char *file = get_autostart_file ();
  JaridaBackground *background;

  g_unlink (file);
  /* A folder where the file would be: nobody can write over that, not even root. */
  g_assert_cmpint (g_mkdir_with_parents (file, 0700), ==, 0);
  g_settings_set_boolean (settings, "background", FALSE);
  g_settings_set_boolean (settings, "autostart", TRUE);
  background = background_new (settings, FALSE);
  g_settings_set_boolean (settings, "background", TRUE);
  WAIT_UNTIL (jarida_background_get_problem (background) != NULL);
  g_assert_false (g_settings_get_boolean (settings, "autostart"));
  g_assert_true (g_settings_get_boolean (settings, "background"));
  background_end (background);
  g_rmdir (file);
  g_settings_set_boolean (settings, "background", FALSE);
}

/* ---- In a sandbox ---- */

/* A desktop that is asked. */
typedef struct
{
  GDBusConnection *bus;             /* (owned) */
  guint            name;
  guint            object;
  gboolean         owned;
  guint32          response;
  gboolean         background;
  gboolean         autostart;
  gboolean         own_path;        /* as the first portals did */
  guint            n_asked;
  guint            n_answered;
  gboolean         asked_autostart; /* what it was asked for last */
  char            *command;         /* (owned) */
} Desktop;

static gboolean
respond_cb (gpointer user_data)
{
  gpointer *pair = user_data;
  Desktop *self = pair[0];
  g_autofree char *path = pair[1];
  GVariantBuilder results;

  g_free (pair);
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (self->background));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (self->autostart && self->asked_autostart));
  g_dbus_connection_emit_signal (self->bus, NULL, path, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", self->response, &results), NULL);
  self->n_answered++;
  return G_SOURCE_REMOVE;
}

static void
asked_cb (GDBusConnection       *bus,
          const char            *sender,
          const char            *path,
          const char            *interface,
          const char            *method,
          GVariant              *parameters,
          GDBusMethodInvocation *invocation,
          gpointer               user_data)
{
  Desktop *self = user_data;
  g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *who = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree const char **command = NULL;
  gpointer *pair = g_new0 (gpointer, 2);
  const char *token, *reason;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "reason", "&s", &reason));
  g_assert_cmpstr (reason, !=, "");
  g_assert_true (g_variant_lookup (options, "autostart", "b", &self->asked_autostart));
  g_assert_true (g_variant_lookup (options, "commandline", "^a&s", &command));
  g_free (self->command);
  self->command = g_strjoinv (" ", (char **) command);
  self->n_asked++;
  pair[0] = self;
  pair[1] = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", self->own_path ? "odd" : who, self->own_path ? "one" : token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", pair[1]));
  /* The person thinks. */
  g_timeout_add (30, respond_cb, pair);
}

static void
owned_cb (GDBusConnection *bus,
          const char      *name,
          gpointer         user_data)
{
  ((Desktop *) user_data)->owned = TRUE;
}

/* On a connection of its own, as another process would be. */
static Desktop *
desktop_new (void)
{
  static const char xml[] = "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
                            "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
                            "</method></interface></node>";
  static const GDBusInterfaceVTable vtable = { asked_cb, NULL, NULL, { NULL } };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GError) error = NULL;
  Desktop *self = g_new0 (Desktop, 1);

  self->bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                      | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->bus, "/org/freedesktop/portal/desktop", node->interfaces[0], &vtable, self,
                                                    NULL, &error);
  g_assert_no_error (error);
  self->name = g_bus_own_name_on_connection (self->bus, "org.freedesktop.portal.Desktop", G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL,
                                             self, NULL);
  WAIT_UNTIL (self->owned);
  return self;
}

static void
desktop_free (Desktop *self)
{
  WAIT_UNTIL (self->n_answered == self->n_asked);
  g_bus_unown_name (self->name);
  g_dbus_connection_unregister_object (self->bus, self->object);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_free (self->command);
  g_free (self);
}

static void
test_sandbox (void)
{
  static const struct
  {
    guint32   response;
    gboolean  background, autostart;
    gboolean  own_path;
    gboolean  stays, starts, says;
  } answers[] = {
    { 0, TRUE, TRUE, FALSE, TRUE, TRUE, FALSE },
    { 0, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE },
    { 0, TRUE, FALSE, FALSE, TRUE, FALSE, TRUE },
    { 0, FALSE, FALSE, FALSE, FALSE, TRUE, TRUE },
    /* The person has closed the question. */
    { 1, TRUE, TRUE, FALSE, FALSE, TRUE, TRUE },
    { 2, TRUE, TRUE, FALSE, FALSE, TRUE, TRUE },
  };
  g_autoptr(GSettings) settings = g_settings_new (JARIDA_APP_ID);
  g_autofree char *file = get_autostart_file ();

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Desktop *desktop = desktop_new ();
      JaridaBackground *background;

      desktop->response = answers[i].response;
      desktop->background = answers[i].background;
      desktop->autostart = answers[i].autostart;
      desktop->own_path = answers[i].own_path;
      g_settings_set_boolean (settings, "background", FALSE);
      g_settings_set_boolean (settings, "autostart", TRUE);
      background = background_new (settings, TRUE);
      g_settings_set_boolean (settings, "background", TRUE);
      WAIT_UNTIL (desktop->n_asked == 1);
      g_assert_true (desktop->asked_autostart);
      g_assert_cmpstr (desktop->command, ==, "jarida --gapplication-service");
      WAIT_UNTIL ((jarida_background_get_problem (background) != NULL) == answers[i].says);
      WAIT_UNTIL (g_settings_get_boolean (settings, "background") == answers[i].stays);
      WAIT_UNTIL (g_settings_get_boolean (settings, "autostart") == answers[i].starts);
      if (!answers[i].says)
        {
          /* And that it is not to be started any more. */
          g_settings_set_boolean (settings, "autostart", FALSE);
          WAIT_UNTIL (desktop->n_asked == 2 && !desktop->asked_autostart);
        }
      else
        g_assert_cmpuint (desktop->n_asked, ==, 1);
      /* A sandbox has no files among those of the desktop. */
      g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
      background_end (background);
      desktop_free (desktop);
    }
}

/* Nobody is there to be asked; or goes away while they think, and the program with its question. */
static void
test_sandbox_alone (void)
{
  g_autoptr(GSettings) settings = g_settings_new (JARIDA_APP_ID);
  JaridaBackground *background;
  Desktop *desktop;

  g_settings_set_boolean (settings, "background", FALSE);
  background = background_new (settings, TRUE);
  g_settings_set_boolean (settings, "background", TRUE);
  WAIT_UNTIL (jarida_background_get_problem (background) != NULL);
  g_assert_false (g_settings_get_boolean (settings, "background"));
  desktop = desktop_new ();
  g_settings_set_boolean (settings, "background", TRUE);
  g_assert_null (jarida_background_get_problem (background));
  WAIT_UNTIL (desktop->n_asked == 1);
  background_end (background);
  g_assert_true (g_settings_get_boolean (settings, "background"));
  WAIT_UNTIL (!g_main_context_pending (NULL));
  desktop_free (desktop);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background/off", test_off);
  g_test_add_func ("/background/on", test_on);
  g_test_add_func ("/background/switched-off", test_switched_off);
  g_test_add_func ("/background/service", test_service);
  g_test_add_func ("/background/autostart", test_autostart);
  g_test_add_data_func ("/background/autostart-deleted", NULL, test_autostart_off);
  g_test_add_data_func ("/background/autostart-hidden", "Hidden=true\n", test_autostart_off);
  g_test_add_data_func ("/background/autostart-disabled", "X-GNOME-Autostart-enabled=false\n", test_autostart_off);
  g_test_add_func ("/background/autostart-refused", test_autostart_refused);
  g_test_add_func ("/background/sandbox", test_sandbox);
  g_test_add_func ("/background/sandbox-alone", test_sandbox_alone);
  return g_test_run ();
}
