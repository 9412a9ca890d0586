/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-answer.h"

/* Below this a compressed body is hardly smaller. */
#define COMPRESS_FROM 512

void
jarida_demo_answer_clear (JaridaDemoAnswer *self)
{
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->tag, g_free);
  g_clear_pointer (&self->modified, g_date_time_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->packed, g_bytes_unref);
}

void
jarida_demo_answer_take_bytes (JaridaDemoAnswer *self,
                               const char       *type,
                               GBytes           *bytes)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  self->type = type;
  self->body = bytes;
  self->tag = g_strdup_printf ("\"%.16s\"", sum);
}

void
jarida_demo_answer_take_text (JaridaDemoAnswer *self,
                              const char       *type,
                              char             *text)
{
  jarida_demo_answer_take_bytes (self, type, g_bytes_new_take (text, strlen (text)));
}

gboolean
jarida_demo_answer_is_known (const JaridaDemoAnswer *self,
                             SoupServerMessage      *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *tags = soup_message_headers_get_one (headers, "If-None-Match");
  const char *since = soup_message_headers_get_one (headers, "If-Modified-Since");
  g_autoptr(GDateTime) date = NULL;

  /* RFC 9110, 13.2.2: a tag decides alone, the date is only looked at without one. */
  if (tags != NULL)
    return self->tag != NULL && strstr (tags, self->tag) != NULL;
  if (since == NULL || self->modified == NULL)
    return FALSE;
  date = soup_date_time_new_from_http_string (since);
  return date != NULL && g_date_time_to_unix (date) >= g_date_time_to_unix (self->modified);
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  if (!g_output_stream_write_all (stream, data, length, NULL, NULL, NULL)
      || !g_output_stream_close (stream, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

void
jarida_demo_answer_pack (JaridaDemoAnswer *self)
{
  if (self->packed == NULL && self->body != NULL)
    self->packed = compress (self->body);
}

static gboolean
wants_compressed (const JaridaDemoAnswer *self,
                  SoupServerMessage      *message)
{
  const char *accepted = soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Accept-Encoding");

  return accepted != NULL && strstr (accepted, "gzip") != NULL
         && !g_str_has_prefix (self->type, "image/")
         && g_bytes_get_size (self->body) >= COMPRESS_FROM;
}

static void
send_body (const JaridaDemoAnswer *self,
           SoupServerMessage      *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr(GBytes) body = NULL;

  if (wants_compressed (self, message))
    body = self->packed != NULL ? g_bytes_ref (self->packed) : compress (self->body);
  if (body != NULL)
    {
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
      soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
    }
  else
    {
      body = g_bytes_ref (self->body);
    }
  soup_message_headers_set_content_type (headers, self->type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

void
jarida_demo_answer_send (const JaridaDemoAnswer *self,
                         SoupServerMessage      *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (self->location != NULL)
    {
      soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, self->location);
      return;
    }
  if (self->tag != NULL)
    soup_message_headers_replace (headers, "ETag", self->tag);
  if (self->modified != NULL)
    {
      g_autofree char *date = soup_date_time_to_string (self->modified, SOUP_DATE_HTTP);

      soup_message_headers_replace (headers, "Last-Modified", date);
    }
  if (jarida_demo_answer_is_known (self, message))
    soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
  else if (self->body != NULL)
    send_body (self, message);
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}
