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
  JaridaDemoLog *log;       /* Borrowed */
  gint64         began;
} Request;

JaridaDemoLog *
jarida_demo_log_open (const char  *name,
                      GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (name);
  GFileOutputStream *out = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);
  JaridaDemoLog *self;

  if (out == NULL)
    return NULL;
  self = g_new0 (JaridaDemoLog, 1);
  self->out = G_OUTPUT_STREAM (out);
  self->started = g_get_monotonic_time ();
  return self;
}

void
jarida_demo_log_close (JaridaDemoLog *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->out);
  g_free (self);
}

static gint64
now (JaridaDemoLog *self)
{
  return (g_get_monotonic_time () - self->started) / 1000;
}

static void
finished_cb (SoupServerMessage *message,
             Request           *request)
{
  JaridaDemoLog *self = request->log;
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  g_autofree char *line = NULL;

  /* The server has decoded the path: no space may come back with that. */
  g_strdelimit (uri, " \n", '+');
  line = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now (self),
                          soup_server_message_get_method (message), uri,
                          soup_server_message_get_status (message),
                          (gint64) soup_server_message_get_response_body (message)->length, request->began);
  if (self->out != NULL && !g_output_stream_write_all (self->out, line, strlen (line), NULL, NULL, NULL))
    g_clear_object (&self->out);
}

static void
free_request (gpointer  request,
              GClosure *closure)
{
  g_free (request);
}

void
jarida_demo_log_watch (JaridaDemoLog     *self,
                       SoupServerMessage *message)
{
  Request *request = g_new0 (Request, 1);

  request->log = self;
  request->began = now (self);
  g_signal_connect_data (message, "finished", G_CALLBACK (finished_cb), request, free_request, 0);
}
