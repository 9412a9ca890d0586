/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-fault.h"

#define RETRY_AFTER_SECONDS 120
/* Small enough for a socket's buffer: writing it never waits for the one who reads. */
#define CUT_AT 4096
#define BOMB_BYTES (200 * 1024 * 1024)

/* In the order of JaridaDemoFault. */
static const char *names[] = {
  "", "slow", "500", "429", "503", "cut", "moved", "loop", "gone", "html", "empty", "endless", "bomb", "renamed",
};

gboolean
jarida_demo_fault_parse (const char      *name,
                         JaridaDemoFault *out_fault)
{
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *out_fault = i;
        return TRUE;
      }
  return FALSE;
}

const char *
jarida_demo_fault_get_name (JaridaDemoFault self)
{
  return names[self];
}

JaridaDemoFault
jarida_demo_fault_find (const char  *path,
                        const char **out_rest)
{
  *out_rest = path;
  if (!g_str_has_prefix (path, "/fault/"))
    return JARIDA_DEMO_FAULT_NONE;
  path += strlen ("/fault/");
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (path, names[i]) && path[strlen (names[i])] == '/')
      {
        *out_rest = path + strlen (names[i]);
        return i;
      }
  return JARIDA_DEMO_FAULT_NONE;
}

static void
send_text (SoupServerMessage *message,
           guint              status,
           const char        *type,
           const char        *text)
{
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
  soup_server_message_set_status (message, status, NULL);
}

static void
send_retry_after (SoupServerMessage *message,
                  guint              status)
{
  g_autofree char *value = g_strdup_printf ("%d", RETRY_AFTER_SECONDS);

  if (status == SOUP_STATUS_SERVICE_UNAVAILABLE)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GDateTime) then = g_date_time_add_seconds (now, RETRY_AFTER_SECONDS);

      g_free (value);
      value = soup_date_time_to_string (then, SOUP_DATE_HTTP);
    }
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", value);
  send_text (message, status, "text/plain", "Later, please.\n");
}

static void
cut (SoupServerMessage      *message,
     const JaridaDemoAnswer *answer)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *out = g_io_stream_get_output_stream (stream);
  gsize length = 2 * CUT_AT;
  const char *body = answer->body != NULL ? g_bytes_get_data (answer->body, &length) : NULL;
  g_autofree char *head = NULL;

  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          answer->type != NULL ? answer->type : "text/plain", length);
  /* Whoever hangs up first is not our concern here: this connection is meant to end badly. */
  if (g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL) && body != NULL)
    g_output_stream_write_all (out, body, MIN (length / 2, CUT_AT), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
append_endless_item (SoupServerMessage *message)
{
  guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (message), "n-items"));
  GString *items = g_string_new (NULL);

  for (guint i = 0; i < 100; i++, n++)
    g_string_append_printf (items, "<item><title>Item %u</title><guid>endless-%u</guid>"
                            "<description>And there is always one more.</description></item>\n", n, n);
  g_object_set_data (G_OBJECT (message), "n-items", GUINT_TO_POINTER (n));
  soup_message_body_append_take (soup_server_message_get_response_body (message), (guchar *) items->str, items->len);
  g_string_free (items, FALSE);
}

static void
wrote_chunk_cb (SoupServerMessage *message)
{
  append_endless_item (message);
}

static void
send_endless (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "application/rss+xml", NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, "<rss version=\"2.0\"><channel><title>Endless</title>\n", 51);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), NULL);
}

static GBytes *
build_bomb (void)
{
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *spaces = g_malloc (64 * 1024);

  memset (spaces, ' ', 64 * 1024);
  for (guint done = 0; done < BOMB_BYTES; done += 64 * 1024)
    if (!g_output_stream_write_all (stream, spaces, 64 * 1024, NULL, NULL, NULL))
      break;
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
send_bomb (SoupServerMessage *message)
{
  static GBytes *bomb;

  if (bomb == NULL)
    bomb = build_bomb ();
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Encoding", "gzip");
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), "application/rss+xml", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bomb);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

/* The same page from a program that calls all things differently: every word of a class attribute gets a letter in front. */
static char *
rename_classes (const char *text,
                gsize       length)
{
  GString *out = g_string_sized_new (length + length / 16);
  const char *end = text + length;
  const char *at;

  while ((at = g_strstr_len (text, end - text, " class=\"")) != NULL)
    {
      at += strlen (" class=\"");
      g_string_append_len (out, text, at - text);
      for (text = at; text < end && *text != '"'; text++)
        {
          if (text[-1] == '"' || text[-1] == ' ')
            g_string_append_c (out, 'z');
          g_string_append_c (out, *text);
        }
    }
  g_string_append_len (out, text, end - text);
  return g_string_free (out, FALSE);
}

static void
send_renamed (SoupServerMessage      *message,
              const JaridaDemoAnswer *answer)
{
  g_auto(JaridaDemoAnswer) renamed = { NULL };
  gsize length;
  const char *body;

  if (answer->body == NULL || !g_str_has_prefix (answer->type, "text/html"))
    {
      jarida_demo_answer_send (answer, message);
      return;
    }
  body = g_bytes_get_data (answer->body, &length);
  jarida_demo_answer_take_text (&renamed, answer->type, rename_classes (body, length));
  jarida_demo_answer_send (&renamed, message);
}

void
jarida_demo_fault_apply (JaridaDemoFault         self,
                         SoupServerMessage      *message,
                         const char             *rest,
                         const JaridaDemoAnswer *answer)
{
  g_autofree char *itself = NULL;
  g_autofree char *escaped = NULL;

  switch (self)
    {
    case JARIDA_DEMO_FAULT_NONE:
    case JARIDA_DEMO_FAULT_SLOW:
      jarida_demo_answer_send (answer, message);
      break;
    case JARIDA_DEMO_FAULT_ERROR:
      send_text (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "text/plain", "Something broke here.\n");
      break;
    case JARIDA_DEMO_FAULT_TOO_MANY:
      send_retry_after (message, 429);
      break;
    case JARIDA_DEMO_FAULT_BUSY:
      send_retry_after (message, SOUP_STATUS_SERVICE_UNAVAILABLE);
      break;
    case JARIDA_DEMO_FAULT_CUT:
      cut (message, answer);
      break;
    case JARIDA_DEMO_FAULT_MOVED:
      itself = g_uri_escape_string (rest, "/+", FALSE);
      soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, itself);
      break;
    case JARIDA_DEMO_FAULT_LOOP:
      escaped = g_uri_escape_string (rest, "/+", FALSE);
      itself = g_strdup_printf ("/fault/loop%s", escaped);
      soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, itself);
      break;
    case JARIDA_DEMO_FAULT_GONE:
      send_text (message, SOUP_STATUS_GONE, "text/plain", "This newspaper has ceased to appear.\n");
      break;
    case JARIDA_DEMO_FAULT_HTML:
      send_text (message, SOUP_STATUS_OK, "application/rss+xml",
                 "<!DOCTYPE html><html><head><title>Sorry</title></head><body><h1>Maintenance</h1>"
                 "<p>We are back soon.<br></body></html>\n");
      break;
    case JARIDA_DEMO_FAULT_EMPTY:
      send_text (message, SOUP_STATUS_OK, "application/rss+xml", "");
      break;
    case JARIDA_DEMO_FAULT_ENDLESS:
      send_endless (message);
      break;
    case JARIDA_DEMO_FAULT_BOMB:
      send_bomb (message);
      break;
    case JARIDA_DEMO_FAULT_RENAMED:
      send_renamed (message, answer);
      break;
    default:
      g_assert_not_reached ();
    }
}
