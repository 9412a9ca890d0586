/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../remove-tree.h"
#include "jarida-application.h"
#include "jarida-news-text.h"
#include "jarida-source-news.h"
#include "jarida-window.h"
#include "news-server.h"

/* What is told by the desktop of new articles, with a desktop that shows it, on the bus of the test. */

#define N_ARTICLES 4
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

/* ---- Words ---- */

static JaridaHeadline *
new_headline (const char *title,
              const char *source)
{
  const JaridaHeadlineValues values = { .id = 1, .title = title, .source_title = source };

  return jarida_headline_new (&values);
}

static const struct
{
  const char *name;
  const char *titles[5], *sources[5];
  guint       n_more;
  gboolean    one_source;
  const char *title;
  const char *body;
} texts[] = {
  { "one", { "Pluie" }, { "Le Courrier" }, 0, TRUE, "\u2068Le Courrier\u2069", "\u2068Pluie\u2069" },
  { "three-of-one", { "Pluie", "Neige", "Vent" }, { "Le Courrier", "Le Courrier", "Le Courrier" }, 0, TRUE,
    "3 new articles from \u2068Le Courrier\u2069", "\u2068Pluie\u2069\n\u2068Neige\u2069\n\u2068Vent\u2069" },
  { "many-of-one", { "Pluie", "Neige", "Vent", "Grêle" }, { "Le Courrier", "Le Courrier", "Le Courrier", "Le Courrier" }, 96, TRUE,
    "100 new articles from \u2068Le Courrier\u2069", "\u2068Pluie\u2069\n\u2068Neige\u2069\n\u2068Vent\u2069" },
  { "of-two", { "Pluie", "مطر" }, { "Le Courrier", "الجريدة" }, 0, FALSE, "2 new articles from \u2068Le Courrier\u2069 and others",
    "\u2068Pluie\u2069 · \u2068Le Courrier\u2069\n\u2068مطر\u2069 · \u2068الجريدة\u2069" },
  { "untitled", { "" }, { "Le Courrier" }, 0, TRUE, "\u2068Le Courrier\u2069", "\u2068Untitled\u2069" },
  { "markup", { "<img src='x'>&lt;\n\u202e\u2069" }, { "<b>" }, 0, TRUE, "\u2068‹b›\u2069", "\u2068‹img src='x'›&lt;   \u2069" },
};

static void
test_text (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr(GPtrArray) headlines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  for (guint j = 0; texts[i].titles[j] != NULL; j++)
    g_ptr_array_add (headlines, new_headline (texts[i].titles[j], texts[i].sources[j]));
  title = jarida_news_text_title (headlines, texts[i].n_more, texts[i].one_source);
  body = jarida_news_text_body (headlines, texts[i].one_source);
  g_assert_cmpstr (title, ==, texts[i].title);
  g_assert_cmpstr (body, ==, texts[i].body);
}

static void
test_long_text (void)
{
  g_autofree char *long_title = g_strnfill (100000, 'x');
  g_autoptr(GPtrArray) headlines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *body = NULL;

  g_ptr_array_add (headlines, new_headline (long_title, "Le Courrier"));
  body = jarida_news_text_body (headlines, TRUE);
  g_assert_cmpuint (strlen (body), <, 200);
  g_assert_true (g_str_has_suffix (body, "…\u2069"));
}

/* ---- A desktop that shows what it is told ---- */

typedef struct
{
  GDBusConnection *bus;        /* (owned) */
  guint            name;
  guint            object;
  gboolean         owned;
  guint            n_told;
  guint            n_taken;
  char            *id;         /* (owned) of what is told, as the program names it */
  guint32          number;     /* as this desktop does */
  char            *title;      /* (owned) */
  char            *body;       /* (owned) */
  char            *action;     /* (owned) (nullable) */
  GVariant        *target;     /* (owned) (nullable) */
} Desktop;

static void
take_gtk (Desktop  *self,
          GVariant *parameters)
{
  g_autoptr(GVariant) notification = NULL;
  const char *application, *id;

  g_variant_get (parameters, "(&s&s@a{sv})", &application, &id, &notification);
  g_assert_cmpstr (application, ==, JARIDA_APP_ID);
  g_free (self->id);
  self->id = g_strdup (id);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->action, g_free);
  g_clear_pointer (&self->target, g_variant_unref);
  g_assert_true (g_variant_lookup (notification, "title", "s", &self->title));
  g_assert_true (g_variant_lookup (notification, "body", "s", &self->body));
  g_assert_true (g_variant_lookup (notification, "default-action", "s", &self->action));
  self->target = g_variant_lookup_value (notification, "default-action-target", NULL);
  g_assert_nonnull (self->target);
  self->n_told++;
}

static guint32
take_freedesktop (Desktop  *self,
                  GVariant *parameters)
{
  guint32 replaces;
  const char *title, *body;

  g_variant_get (parameters, "(&su&s&s&sasa{sv}i)", NULL, &replaces, NULL, &title, &body, NULL, NULL, NULL);
  g_free (self->title);
  g_free (self->body);
  self->title = g_strdup (title);
  self->body = g_strdup (body);
  self->number = replaces != 0 ? replaces : self->number + 1;
  self->n_told++;
  return self->number;
}

static void
told_cb (GDBusConnection       *bus,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  Desktop *self = user_data;

  if (g_str_equal (method, "Notify"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", take_freedesktop (self, parameters)));
      return;
    }
  if (g_str_equal (method, "AddNotification"))
    take_gtk (self, parameters);
  else
    self->n_taken++;
  g_dbus_method_invocation_return_value (invocation, NULL);
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
desktop_new (gboolean gtk)
{
  static const char xml[] =
    "<node><interface name='org.gtk.Notifications'>"
    "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/></method>"
    "<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/></method></interface>"
    "<interface name='org.freedesktop.Notifications'><method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method></interface></node>";
  static const GDBusInterfaceVTable vtable = { told_cb, NULL, NULL, { NULL } };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GError) error = NULL;
  Desktop *self = g_new0 (Desktop, 1);

  self->bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                      | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->bus, gtk ? "/org/gtk/Notifications" : "/org/freedesktop/Notifications",
                                                    node->interfaces[gtk ? 0 : 1], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name = g_bus_own_name_on_connection (self->bus, gtk ? "org.gtk.Notifications" : "org.freedesktop.Notifications",
                                             G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, self, NULL);
  WAIT_UNTIL (self->owned);
  return self;
}

static void
desktop_free (Desktop *self)
{
  g_bus_unown_name (self->name);
  g_dbus_connection_unregister_object (self->bus, self->object);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_clear_pointer (&self->target, g_variant_unref);
  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  g_free (self->action);
  g_free (self);
}

static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Calls the program by its name, as a desktop does that has started it for that. */
static void
activate (Desktop    *self,
          const char *action,
          GVariant   *target)
{
  gboolean called = FALSE;
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", target);
  g_dbus_connection_call (self->bus, JARIDA_APP_ID, "/org/jarida/Jarida", "org.freedesktop.Application", "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &parameters, NULL), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, called_cb, &called);
  WAIT_UNTIL (called);
}

/* What a person does who clicks on it. */
static void
click (Desktop *self)
{
  if (self->id == NULL)
    g_dbus_connection_emit_signal (self->bus, NULL, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                                   g_variant_new ("(us)", self->number, "default"), NULL);
  else
    {
      g_assert_true (g_str_has_prefix (self->action, "app."));
      activate (self, self->action + 4, self->target);
    }
}

/* ---- The program ---- */

typedef struct
{
  GSettings         *settings;       /* (owned) */
  JaridaApplication *application;    /* (owned) */
  Desktop           *desktop;        /* (owned) */
  NewsServer        *server;         /* (owned) */
  void             (*act) (gpointer program);
} Program;

static gboolean
too_long_cb (gpointer data)
{
  g_error ("it does not end");
  return G_SOURCE_REMOVE;
}

static gboolean
act_cb (gpointer data)
{
  Program *program = data;

  program->act (program);
  g_application_quit (G_APPLICATION (program->application));
  return G_SOURCE_REMOVE;
}

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
subscribe (JaridaReader *reader,
           const char   *address)
{
  gboolean done = FALSE;

  jarida_reader_subscribe_async (reader, address, NULL, 0, NULL, subscribed_cb, &done);
  WAIT_UNTIL (done);
}

static void
fill_shelf (NewsServer *server)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "jarida", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "jarida", NULL);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  g_autoptr(GError) error = NULL;
  JaridaReader *reader;

  /* Of the test before. */
  remove_tree (folder);
  reader = jarida_reader_open (folder, cache, &error);
  g_assert_no_error (error);
  subscribe (reader, address);
  jarida_reader_close (reader);
  g_object_unref (reader);
}

/* Without a window, in the background. */
static void
run_program (gboolean gtk,
             void   (*act) (gpointer program))
{
  char *arguments[] = { (char *) "jarida", (char *) "--gapplication-service", NULL };
  Program self = { .act = act };

  self.server = news_server_new (N_ARTICLES);
  fill_shelf (self.server);
  self.settings = g_settings_new (JARIDA_APP_ID);
  g_settings_set_boolean (self.settings, "background", TRUE);
  g_settings_set_boolean (self.settings, "refresh-on-start", FALSE);
  g_settings_set_int (self.settings, "interval-minutes", 0);
  g_settings_set_boolean (self.settings, "ahead", FALSE);
  g_settings_set (self.settings, "last-place", "(ix)", (int) JARIDA_PLACE_FRONT, (gint64) 0);
  self.desktop = desktop_new (gtk);
  self.application = jarida_application_new ();
  g_timeout_add_seconds (SECONDS_TO_END, too_long_cb, NULL);
  g_timeout_add (20, act_cb, &self);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 2, arguments), ==, 0);
  g_object_unref (self.application);
  desktop_free (self.desktop);
  news_server_free (self.server);
  g_object_unref (self.settings);
}

static JaridaReader *
get_reader (Program *self)
{
  WAIT_UNTIL (jarida_application_get_reader (self->application) != NULL);
  return jarida_application_get_reader (self->application);
}

static JaridaSource *
get_source (Program *self)
{
  g_autoptr(JaridaSource) source = g_list_model_get_item (jarida_reader_get_sources (get_reader (self)), 0);

  return source;
}

/* @n more articles come, while nobody looks. */
static void
let_come (Program *self,
          guint    n)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  JaridaReader *reader = get_reader (self);
  const guint wanted = jarida_reader_count (reader, &all) + n;

  self->server->n_items += n;
  jarida_reader_refresh_async (reader, NULL, 0, TRUE, NULL, NULL, NULL);
  WAIT_UNTIL (jarida_reader_count (reader, &all) == wanted);
  WAIT_UNTIL (!jarida_reader_get_refreshing (reader));
}

static void
tell_of_source (Program *self)
{
  JaridaReader *reader = get_reader (self);

  jarida_reader_set_source_news (reader, get_source (self), TRUE);
  WAIT_UNTIL (jarida_reader_get_source_news (reader, get_source (self)));
  WAIT_UNTIL (g_list_model_get_n_items (jarida_reader_get_filters (reader)) == 1);
}

static void
mark_all_read (Program *self)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };

  jarida_reader_mark_all_read (get_reader (self), &all);
}

static JaridaWindow *
get_window (Program *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));

  return JARIDA_IS_WINDOW (window) ? JARIDA_WINDOW (window) : NULL;
}

static void
close_window (Program *self)
{
  gtk_window_close (GTK_WINDOW (get_window (self)));
  WAIT_UNTIL (get_window (self) == NULL);
}

static void
tell_one_and_many (gpointer data)
{
  Program *self = data;
  Desktop *desktop = self->desktop;
  JaridaSource *source;
  g_autofree char *many = NULL;
  gint64 id;
  int kind;

  /* Nobody has asked to be told. */
  let_come (self, 1);
  tell_of_source (self);
  source = get_source (self);
  let_come (self, 1);
  WAIT_UNTIL (desktop->n_told == 1);
  g_assert_nonnull (strstr (desktop->title, jarida_source_get_title (source)));
  g_assert_cmpstr (desktop->action, ==, "app.open-article");
  g_assert_true (g_variant_is_of_type (desktop->target, G_VARIANT_TYPE_INT64));
  g_assert_true (jarida_reader_is_unread (get_reader (self), g_variant_get_int64 (desktop->target)));
  /* Those that come after stand in the same. */
  let_come (self, 2);
  WAIT_UNTIL (desktop->n_told == 2);
  many = g_strdup_printf ("3 new articles from \u2068%s\u2069", jarida_source_get_title (source));
  g_assert_cmpstr (desktop->title, ==, many);
  g_assert_cmpstr (desktop->action, ==, "app.open-place");
  g_variant_get (desktop->target, "(ix)", &kind, &id);
  g_assert_cmpint (kind, ==, JARIDA_PLACE_SOURCE);
  g_assert_cmpint (id, ==, jarida_source_get_id (source));
  /* Read elsewhere: it goes, and what comes next is counted anew. */
  g_assert_cmpuint (desktop->n_taken, ==, 0);
  mark_all_read (self);
  WAIT_UNTIL (desktop->n_taken == 1);
  let_come (self, 30);
  WAIT_UNTIL (desktop->n_told == 3);
  g_assert_true (g_str_has_prefix (desktop->title, "30 new articles"));
  /* Switched off. */
  jarida_reader_set_source_news (get_reader (self), source, FALSE);
  mark_all_read (self);
  WAIT_UNTIL (desktop->n_taken == 2);
  let_come (self, 1);
  g_assert_cmpuint (desktop->n_told, ==, 3);
}

static void
open_by_it (gpointer data)
{
  Program *self = data;
  Desktop *desktop = self->desktop;
  guint n_told, n_taken;

  tell_of_source (self);
  let_come (self, 1);
  WAIT_UNTIL (desktop->n_told == 1);
  n_taken = desktop->n_taken;
  g_assert_null (get_window (self));
  click (desktop);
  WAIT_UNTIL (get_window (self) != NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (get_window (self))) != NULL);
  if (desktop->target != NULL)
    g_assert_cmpint (jarida_reader_pane_get_article (jarida_window_get_reader_pane (get_window (self)))->id, ==,
                     g_variant_get_int64 (desktop->target));
  WAIT_UNTIL (desktop->n_taken > n_taken);
  /* It is looked at: nobody has to be told. */
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (get_window (self))));
  n_told = desktop->n_told;
  let_come (self, 1);
  close_window (self);
  let_come (self, 2);
  WAIT_UNTIL (desktop->n_told == n_told + 1);
  g_assert_true (g_str_has_prefix (desktop->title, "2 new articles"));
  click (desktop);
  WAIT_UNTIL (get_window (self) != NULL);
  {
    JaridaPlace place;

    WAIT_UNTIL ((jarida_headline_pane_get_place (jarida_window_get_headlines (get_window (self)), &place), place.kind == JARIDA_PLACE_SOURCE));
  }
  close_window (self);
}

/* The place is opened by the window's own means. */
static void
see_place (gpointer data)
{
  static const JaridaPlace unread = { .kind = JARIDA_PLACE_UNREAD };
  Program *self = data;
  Desktop *desktop = self->desktop;
  guint n_taken;

  tell_of_source (self);
  let_come (self, 2);
  WAIT_UNTIL (desktop->n_told == 1);
  g_application_activate (G_APPLICATION (self->application));
  WAIT_UNTIL (get_window (self) != NULL && gtk_window_is_active (GTK_WINDOW (get_window (self))));
  /* At the front page, where the articles need not stand: it stays, also when all is done that comes after the first frame. */
  n_taken = desktop->n_taken;
  let_come (self, 1);
  g_assert_cmpuint (desktop->n_taken, ==, n_taken);
  jarida_window_visit (get_window (self), &unread);
  WAIT_UNTIL (desktop->n_taken == n_taken + 1);
  close_window (self);
}

/* Nothing that anybody sends is too odd. */
static void
odd_targets (gpointer data)
{
  static const struct { int kind; gint64 id; } places[] = { { -7, 0 }, { 1000, 1 }, { JARIDA_PLACE_SOURCE, G_MAXINT64 }, { JARIDA_PLACE_DAY, -1 } };
  static const gint64 articles[] = { 0, -1, G_MAXINT64, G_MININT64 };
  Program *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      activate (self->desktop, "open-place", g_variant_new ("(ix)", places[i].kind, places[i].id));
      WAIT_UNTIL (get_window (self) != NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    activate (self->desktop, "open-article", g_variant_new_int64 (articles[i]));
  WAIT_UNTIL (!g_main_context_pending (NULL));
  close_window (self);
}

/* ---- Tests ---- */

typedef struct
{
  void   (*act) (gpointer program);
  gboolean gtk;
} Act;

static void
test_act (gconstpointer data)
{
  const Act *act = data;

  if (g_test_subprocess ())
    run_program (act->gtk, act->act);
  else
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
    }
}

int
main (int   argc,
      char *argv[])
{
  static const Act told = { tell_one_and_many, TRUE }, opened = { open_by_it, TRUE }, opened_elsewhere = { open_by_it, FALSE };
  static const Act seen = { see_place, TRUE }, odd = { odd_targets, TRUE };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/notifications/text/", texts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_text);
    }
  g_test_add_func ("/notifications/text/long", test_long_text);
  g_test_add_data_func ("/notifications/told", &told, test_act);
  g_test_add_data_func ("/notifications/opened", &opened, test_act);
  g_test_add_data_func ("/notifications/opened-on-another-desktop", &opened_elsewhere, test_act);
  g_test_add_data_func ("/notifications/seen", &seen, test_act);
  g_test_add_data_func ("/notifications/odd-targets", &odd, test_act);
  return g_test_run ();
}
