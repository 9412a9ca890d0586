/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-log.h"

struct _JaridaDemoLog
{
  GOutputStream *out;       /* (owned) (nullable) gone after an error */
  gint64         started;   /* monotonic, µs */
};

typedef struct
{
  JaridaDemoLog *log;       /* (owned) */
  const char    *method;    /* (nullable) static: until the line is written */
  char          *uri;       /* (owned) */
  gint64         began;
} Request;

static void
close_file (gpointer data)
{
  JaridaDemoLog *self = data;

  g_clear_object (&self->out);
}

void
jarida_demo_log_close (JaridaDemoLog *self)
{
  if (self != NULL)
    g_rc_box_release_full (self, close_file);
}

JaridaDemoLog *
jarida_demo_log_open (const char  *name,
                      GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (name);
  GFileOutputStream *out = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);
  JaridaDemoLog *self;

  if (out == NULL)
    return NULL;
  self = g_rc_box_new0 (JaridaDemoLog);
  self->out = G_OUTPUT_STREAM (out);
  self->started = g_get_monotonic_time ();
  return self;
}

static gint64
now (JaridaDemoLog *self)
{
  return (g_get_monotonic_time () - self->started) / 1000;
}

static void
write_line (Request *request,
            guint    status,
            gint64   bytes)
{
  JaridaDemoLog *self = request->log;
  g_autofree char *line = NULL;

  line = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now (self), request->method,
                          request->uri, status, bytes, request->began);
  if (self->out != NULL && !g_output_stream_write_all (self->out, line, strlen (line), NULL, NULL, NULL))
    g_clear_object (&self->out);
  request->method = NULL;
}

static void
finished_cb (SoupServerMessage *message,
             Request           *request)
{
  write_line (request, soup_server_message_get_status (message), (gint64) soup_server_message_get_response_body (message)->length);
}

/* A message whose connection was taken away never finishes. */
static void
free_request (gpointer  data,
              GClosure *closure)
{
  Request *request = data;

  if (request->method != NULL)
    write_line (request, 0, 0);
  jarida_demo_log_close (request->log);
  g_free (request->uri);
  g_free (request);
}

void
jarida_demo_log_watch (JaridaDemoLog     *self,
                       SoupServerMessage *message)
{
  Request *request = g_new0 (Request, 1);

  request->log = g_rc_box_acquire (self);
  request->began = now (self);
  request->method = g_intern_string (soup_server_message_get_method (message));
  request->uri = g_uri_to_string (soup_server_message_get_uri (message));
  /* The server has decoded the path: no space may come back with that. */
  g_strdelimit (request->uri, " \n", '+');
  g_signal_connect_data (message, "finished", G_CALLBACK (finished_cb), request, free_request, 0);
}
