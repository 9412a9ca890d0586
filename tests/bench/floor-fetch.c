/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Floor for a refresh: libsoup alone, 64 requests at once, bodies read and thrown away.
 *   floor-fetch LIST [VALIDATORS]   LIST: one address a line; VALIDATORS: where ETags are kept and, when the file is there, sent
 * Prints {"n_200":…, "n_304":…, "bytes":…}. */

#include <libsoup/soup.h>
#include <string.h>

#define AT_ONCE 64

typedef struct
{
  SoupSession *session;
  GMainLoop   *loop;
  char       **addresses;
  GKeyFile    *validators;
  guint        next;
  guint        n_active;
  guint        n_200;
  guint        n_304;
  gsize        n_bytes;
} Floor;

typedef struct
{
  Floor       *floor;
  SoupMessage *message;
} Request;

static void start_more (Floor *floor);

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Request *request = user_data;
  Floor *floor = request->floor;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  const guint status = soup_message_get_status (request->message);
  const char *etag;

  if (bytes == NULL)
    g_printerr ("%s\n", error->message);
  else
    floor->n_bytes += g_bytes_get_size (bytes);
  floor->n_200 += status == 200;
  floor->n_304 += status == 304;
  etag = soup_message_headers_get_one (soup_message_get_response_headers (request->message), "ETag");
  if (status == 200 && etag != NULL)
    {
      g_autofree char *address = g_uri_to_string (soup_message_get_uri (request->message));

      g_key_file_set_string (floor->validators, "etag", address, etag);
    }
  g_object_unref (request->message);
  g_free (request);
  floor->n_active--;
  start_more (floor);
}

static void
start_more (Floor *floor)
{
  while (floor->n_active < AT_ONCE && floor->addresses[floor->next] != NULL && floor->addresses[floor->next][0] != '\0')
    {
      const char *address = floor->addresses[floor->next++];
      Request *request = g_new0 (Request, 1);
      g_autofree char *etag = g_key_file_get_string (floor->validators, "etag", address, NULL);

      request->floor = floor;
      request->message = soup_message_new ("GET", address);
      if (etag != NULL)
        soup_message_headers_append (soup_message_get_request_headers (request->message), "If-None-Match", etag);
      soup_session_send_and_read_async (floor->session, request->message, G_PRIORITY_DEFAULT, NULL, read_cb, request);
      floor->n_active++;
    }
  if (floor->n_active == 0)
    g_main_loop_quit (floor->loop);
}

int
main (int   argc,
      char *argv[])
{
  Floor floor = { 0 };
  g_autofree char *list = NULL;

  if (argc < 2 || !g_file_get_contents (argv[1], &list, NULL, NULL))
    return 2;
  floor.session = soup_session_new_with_options ("max-conns", AT_ONCE, "max-conns-per-host", 4, NULL);
  floor.loop = g_main_loop_new (NULL, FALSE);
  floor.addresses = g_strsplit (list, "\n", -1);
  floor.validators = g_key_file_new ();
  if (argc > 2)
    g_key_file_load_from_file (floor.validators, argv[2], 0, NULL);
  start_more (&floor);
  g_main_loop_run (floor.loop);
  if (argc > 2)
    g_key_file_save_to_file (floor.validators, argv[2], NULL);
  g_print ("{\"n_200\": %u, \"n_304\": %u, \"bytes\": %zu}\n", floor.n_200, floor.n_304, floor.n_bytes);
  g_strfreev (floor.addresses);
  g_key_file_unref (floor.validators);
  g_object_unref (floor.session);
  g_main_loop_unref (floor.loop);
  return 0;
}
