/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jarida-listener.h"

#define BACKLOG 512
#define FIRST_INHERITED 3
#define MAX_INHERITED 8

typedef struct
{
  JaridaListener *listener;
  GSocket        *socket;      /* (owned) */
  GSocketAddress *remote;      /* (owned) */
  gint64          deadline;    /* monotonic; 0: its request is being worked on */
} Connection;

struct _JaridaListener
{
  SoupServer      *server;       /* Borrowed */
  GSocketService  *service;      /* (owned) */
  GHashTable      *connections;  /* (owned) of Connection */
  GPtrArray       *paths;        /* (owned) of Unix sockets, to remove */
  guint            max;
  gint64           idle_usec;
  guint            sweep_id;
  guint            port;
};

/* libsoup keeps the peer's address with the message: that is how a message finds its connection. */
static GQuark
connection_quark (void)
{
  return g_quark_from_static_string ("jarida-connection");
}

static void
free_connection (gpointer data)
{
  Connection *connection = data;

  /* A message may outlive its stream. */
  g_object_set_qdata (G_OBJECT (connection->remote), connection_quark (), NULL);
  g_object_unref (connection->remote);
  g_object_unref (connection->socket);
  g_free (connection);
}

static void
stream_gone_cb (gpointer  data,
                GObject  *where_it_was)
{
  Connection *connection = data;

  g_hash_table_remove (connection->listener->connections, connection);
}

static void
end_connection (Connection *connection)
{
  /* The server sees the end of the stream, and lets go of it. */
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

static gboolean
sweep_cb (gpointer data)
{
  JaridaListener *self = data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    if (((Connection *) connection)->deadline != 0 && ((Connection *) connection)->deadline < now)
      end_connection (connection);
  return G_SOURCE_CONTINUE;
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *stream,
             GObject           *source,
             gpointer           data)
{
  JaridaListener *self = data;
  g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address (stream, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address (stream, NULL);
  Connection *connection;

  if (local == NULL || remote == NULL || g_hash_table_size (self->connections) >= self->max)
    return TRUE;
  connection = g_new0 (Connection, 1);
  connection->listener = self;
  connection->socket = g_object_ref (g_socket_connection_get_socket (stream));
  connection->remote = g_object_ref (remote);
  connection->deadline = g_get_monotonic_time () + self->idle_usec;
  g_hash_table_add (self->connections, connection);
  g_object_set_qdata (G_OBJECT (remote), connection_quark (), connection);
  g_object_weak_ref (G_OBJECT (stream), stream_gone_cb, connection);
  soup_server_accept_iostream (self->server, G_IO_STREAM (stream), local, remote, NULL);
  return TRUE;
}

/* libsoup keeps a connection open after its answer only while it listens on something itself, and says nothing of it when it does
 * not. So it listens where nobody can come: on a socket whose name is gone. */
static void
keep_connections_open (SoupServer *server)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autofree char *folder = g_dir_make_tmp ("jarida-XXXXXX", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "none", NULL) : NULL;
  g_autoptr(GSocketAddress) address = path != NULL ? g_unix_socket_address_new (path) : NULL;

  /* Without it each request costs a connection of its own: slower, but right. */
  if (socket == NULL || address == NULL || !g_socket_bind (socket, address, FALSE, NULL) || !g_socket_listen (socket, NULL)
      || !soup_server_listen_socket (server, socket, 0, NULL))
    g_debug ("Connections end with each answer");
  if (path != NULL)
    {
      g_unlink (path);
      g_rmdir (folder);
    }
}

JaridaListener *
jarida_listener_new (SoupServer *server,
                     guint       max_connections,
                     guint       idle_seconds)
{
  JaridaListener *self = g_new0 (JaridaListener, 1);

  self->server = server;
  keep_connections_open (server);
  self->service = g_socket_service_new ();
  self->connections = g_hash_table_new_full (NULL, NULL, free_connection, NULL);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->max = max_connections;
  self->idle_usec = idle_seconds * G_USEC_PER_SEC;
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), BACKLOG);
  /* A service that listens on one more address gives up the call to accept() that is under way, and may lose who just came. */
  g_socket_service_stop (self->service);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  self->sweep_id = g_timeout_add (500, sweep_cb, self);
  return self;
}

void
jarida_listener_free (JaridaListener *self)
{
  if (self == NULL)
    return;
  g_source_remove (self->sweep_id);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  for (guint i = 0; i < self->paths->len; i++)
    g_unlink (self->paths->pdata[i]);
  g_ptr_array_unref (self->paths);
  /* The streams are gone with the server, which is freed first. */
  g_warn_if_fail (g_hash_table_size (self->connections) == 0);
  g_hash_table_unref (self->connections);
  g_free (self);
}

/* A socket that somebody listens on is his; one that was left behind is taken away. */
static gboolean
clear_path (const char  *path,
            GError     **error)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocket) socket = NULL;
  struct stat status;

  if (lstat (path, &status) != 0)
    return TRUE;
  if (!S_ISSOCK (status.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is there and no socket", path);
      return FALSE;
    }
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);
  if (socket == NULL)
    return FALSE;
  if (g_socket_connect (socket, address, NULL, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "Somebody listens on %s", path);
      return FALSE;
    }
  g_unlink (path);
  return TRUE;
}

static gboolean
add_unix (JaridaListener  *self,
          const char      *path,
          GError         **error)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);

  if (!clear_path (path, error)
      || !g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                         G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, error))
    return FALSE;
  g_ptr_array_add (self->paths, g_strdup (path));
  g_chmod (path, 0660);
  return TRUE;
}

static gboolean
add_loopback (JaridaListener  *self,
              const char      *where,
              GError         **error)
{
  g_autofree char *text = g_strconcat ("tcp://", where, NULL);
  g_autoptr(GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autoptr(GInetAddress) host = uri != NULL ? g_inet_address_new_from_string (g_uri_get_host (uri)) : NULL;
  g_autoptr(GSocketAddress) wanted = NULL;
  g_autoptr(GSocketAddress) address = NULL;

  if (host == NULL || g_uri_get_port (uri) < 0 || !g_inet_address_get_is_loopback (host))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s is no port on loopback; the Internet comes through a proxy", where);
      return FALSE;
    }
  wanted = g_inet_socket_address_new (host, (guint16) g_uri_get_port (uri));
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                      &address, error))
    return FALSE;
  if (self->port == 0)
    self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  return TRUE;
}

/* Doors that whoever started us has made: he says who may come through them, and people wait before them while we are
 * started again. The protocol of sd_listen_fds(3). */
static gboolean
is_door (GSocket *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (socket, NULL);
  GInetAddress *host;

  if (g_socket_get_socket_type (socket) != G_SOCKET_TYPE_STREAM || address == NULL)
    return FALSE;
  if (G_IS_UNIX_SOCKET_ADDRESS (address))
    return TRUE;
  host = G_IS_INET_SOCKET_ADDRESS (address) ? g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)) : NULL;
  return host != NULL && g_inet_address_get_is_loopback (host);
}

static gboolean
add_inherited (JaridaListener  *self,
               GError         **error)
{
  gint64 pid = 0, n = 0;

  if (!g_ascii_string_to_signed (g_getenv ("LISTEN_PID") != NULL ? g_getenv ("LISTEN_PID") : "", 10, 1, G_MAXINT, &pid, NULL)
      || pid != getpid ()
      || !g_ascii_string_to_signed (g_getenv ("LISTEN_FDS") != NULL ? g_getenv ("LISTEN_FDS") : "", 10, 1, MAX_INHERITED, &n, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "No socket was handed over (systemd.socket(5))");
      return FALSE;
    }
  for (int i = 0; i < n; i++)
    {
      g_autoptr(GSocket) socket = g_socket_new_from_fd (FIRST_INHERITED + i, error);

      if (socket == NULL)
        return FALSE;
      if (!is_door (socket))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "What was handed over is no Unix socket, nor on loopback");
          return FALSE;
        }
      fcntl (FIRST_INHERITED + i, F_SETFD, FD_CLOEXEC);
      if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), socket, NULL, error))
        return FALSE;
    }
  g_unsetenv ("LISTEN_PID");
  g_unsetenv ("LISTEN_FDS");
  return TRUE;
}

gboolean
jarida_listener_add (JaridaListener  *self,
                     const char      *where,
                     GError         **error)
{
  if (g_str_equal (where, "systemd"))
    return add_inherited (self, error);
  if (g_str_has_prefix (where, "unix:"))
    return add_unix (self, where + strlen ("unix:"), error);
  return add_loopback (self, where, error);
}

void
jarida_listener_start (JaridaListener *self)
{
  g_socket_service_start (self->service);
}

guint
jarida_listener_get_port (JaridaListener *self)
{
  return self->port;
}

guint
jarida_listener_count_connections (JaridaListener *self)
{
  return g_hash_table_size (self->connections);
}

static Connection *
find_connection (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote != NULL ? g_object_get_qdata (G_OBJECT (remote), connection_quark ()) : NULL;
}

void
jarida_listener_hold (JaridaListener    *self,
                      SoupServerMessage *message)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    connection->deadline = 0;
}

void
jarida_listener_release (JaridaListener    *self,
                         SoupServerMessage *message)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    connection->deadline = g_get_monotonic_time () + self->idle_usec;
}

void
jarida_listener_cut (JaridaListener    *self,
                     SoupServerMessage *message)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    end_connection (connection);
}

gboolean
jarida_listener_is_unix (SoupServerMessage *message)
{
  return G_IS_UNIX_SOCKET_ADDRESS (soup_server_message_get_remote_address (message));
}
