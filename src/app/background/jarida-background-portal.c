/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-background-portal.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

typedef struct
{
  GDBusConnection *bus;              /* (owned) */
  char            *path;             /* (owned) of the request */
  guint            subscription;
  gulong           cancelled;
  gboolean         background;
  gboolean         autostart;
  gboolean         answered;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->bus);
  g_free (request->path);
  g_free (request);
}

/* Drops what still points at the task; it answers once. */
static gboolean
end (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (request->answered)
    return FALSE;
  request->answered = TRUE;
  if (cancellable != NULL)
    g_clear_signal_handler (&request->cancelled, cancellable);
  g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  return TRUE;
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Request *request = g_task_get_task_data (task);
  g_autoptr(GVariant) results = NULL;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")) || !end (task))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  /* 0: it was carried out; how, stands beside. Otherwise somebody has said no. */
  if (response == 0)
    {
      g_variant_lookup (results, "background", "b", &request->background);
      g_variant_lookup (results, "autostart", "b", &request->autostart);
    }
  g_task_return_boolean (task, TRUE);
}

static void
listen (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  request->subscription =
    g_dbus_connection_signal_subscribe (request->bus, PORTAL, "org.freedesktop.portal.Request", "Response", request->path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  const char *path;

  if (reply == NULL)
    {
      if (end (task))
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Portals of before 2018 name their requests by themselves. */
  g_variant_get (reply, "(&o)", &path);
  if (!request->answered && !g_str_equal (path, request->path))
    {
      g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
      g_free (request->path);
      request->path = g_strdup (path);
      listen (task);
    }
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  if (end (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for the answer any more");
}

/* "1_42" of ":1.42" */
static char *
make_path (GDBusConnection *bus,
           const char      *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strconcat ("/org/freedesktop/portal/desktop/request/", sender, "/", token, NULL);
}

void
jarida_background_portal_ask_async (GDBusConnection     *bus,
                                    gboolean             autostart,
                                    const char          *reason,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  static const char *const command[] = { "jarida", "--gapplication-service", NULL };
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);
  g_autofree char *token = g_strdup_printf ("jarida%u", g_random_int ());
  GVariantBuilder options;

  g_task_set_source_tag (task, jarida_background_portal_ask_async);
  g_task_set_task_data (task, request, free_request);
  request->bus = g_object_ref (bus);
  request->path = make_path (bus, token);
  listen (task);
  if (cancellable != NULL)
    request->cancelled = g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, 0);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          asked_cb, task);
}

gboolean
jarida_background_portal_ask_finish (GAsyncResult  *result,
                                     gboolean      *out_background,
                                     gboolean      *out_autostart,
                                     GError       **error)
{
  const Request *request;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  request = g_task_get_task_data (G_TASK (result));
  *out_background = request->background;
  *out_autostart = request->autostart;
  return TRUE;
}
