/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-report-signature.h"
#include "jarida-service-private.h"

/* What can be said of a request before its body is there, and how an answer looks. */

/* A body without a length is read on to its end so far, then the connection is cut. */
#define MAX_DISCARDED (256 * 1024)
#define FORWARDED_HEADER "X-Forwarded-For"

void
jarida_service_answer (SoupServerMessage *message,
                       guint              status,
                       const char        *type,
                       char              *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  if (soup_message_headers_get_one (headers, "Cache-Control") == NULL)
    soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, body, strlen (body));
}

void
jarida_service_answer_problem (SoupServerMessage   *message,
                               const JaridaProblem *problem,
                               guint                retry_after)
{
  if (retry_after != 0)
    {
      g_autofree char *text = g_strdup_printf ("%u", retry_after);

      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", text);
    }
  jarida_service_answer (message, problem->status, JARIDA_PROBLEM_CONTENT_TYPE, jarida_problem_to_json (problem));
}

void
jarida_service_refuse (SoupServerMessage *message,
                       JaridaProblemKind  kind,
                       guint              retry_after)
{
  g_autoptr(JaridaProblem) problem = jarida_problem_new (kind, NULL);

  if (kind == JARIDA_PROBLEM_TOO_LARGE)
    problem->limit = JARIDA_REPORT_MAX_BODY;
  jarida_service_answer_problem (message, problem, retry_after);
}

void
jarida_service_refuse_method (SoupServerMessage *message,
                              const char        *allow)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow", allow);
  jarida_service_answer (message, 405, "text/plain", g_strdup ("Method not allowed\n"));
}

static guint
count_headers (SoupServerMessage *message,
               const char        *wanted)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  guint n = 0;

  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    n += g_ascii_strcasecmp (name, wanted) == 0;
  return n;
}

/* One reading only: what two programs on the way could understand differently is refused. */
static gboolean
is_ambiguous (SoupServerMessage *message)
{
  static const char *const single[] = { "Host", "Content-Length", "Transfer-Encoding", "Content-Type",
                                        JARIDA_REPORT_KEY_HEADER, JARIDA_REPORT_SIGNATURE_HEADER };

  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    if (count_headers (message, single[i]) > 1)
      return TRUE;
  return count_headers (message, "Content-Length") > 0 && count_headers (message, "Transfer-Encoding") > 0;
}

gboolean
jarida_service_is_proxied (SoupServerMessage *message)
{
  return count_headers (message, FORWARDED_HEADER) > 0;
}

/* Only the proxy can reach the Unix socket; on loopback anybody on this machine may write such a header. */
JaridaOrigin
jarida_service_get_origin (SoupServerMessage *message)
{
  JaridaOrigin origin;
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  g_autoptr(GInetAddress) loopback = NULL;

  if (jarida_listener_is_unix (message))
    {
      const char *header = soup_message_headers_get_list (soup_server_message_get_request_headers (message), FORWARDED_HEADER);

      if (jarida_origin_from_header (&origin, header))
        return origin;
    }
  else if (G_IS_INET_SOCKET_ADDRESS (remote))
    {
      jarida_origin_from_address (&origin, g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
      return origin;
    }
  loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  jarida_origin_from_address (&origin, loopback);
  return origin;
}

static gboolean
has_json_body (SoupServerMessage *message)
{
  const char *type = soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);

  return type != NULL && g_ascii_strcasecmp (type, "application/json") == 0;
}

gboolean
jarida_service_check_head (JaridaService     *self,
                           SoupServerMessage *message,
                           const char        *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *method = soup_server_message_get_method (message);

  if (is_ambiguous (message))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
      jarida_service_refuse (message, JARIDA_PROBLEM_MALFORMED, 0);
    }
  else if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
           && soup_message_headers_get_content_length (headers) > JARIDA_REPORT_MAX_BODY)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
      jarida_service_refuse (message, JARIDA_PROBLEM_TOO_LARGE, 0);
    }
  else if (g_str_equal (method, "PUT") && g_str_has_prefix (path, "/v1/reports/") && !has_json_body (message))
    jarida_service_refuse (message, JARIDA_PROBLEM_MEDIA_TYPE, 0);
  else
    return TRUE;
  return FALSE;
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           data)
{
  JaridaService *self = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gsize *size = g_object_get_data (G_OBJECT (message), "jarida-body-size");

  *size += g_bytes_get_size (chunk);
  if (*size > JARIDA_REPORT_MAX_BODY)
    {
      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_truncate (body);
    }
  if (*size > MAX_DISCARDED)
    jarida_listener_cut (self->listener, message);
}

void
jarida_service_watch_body (JaridaService     *self,
                           SoupServerMessage *message)
{
  g_object_set_data_full (G_OBJECT (message), "jarida-body-size", g_new0 (gsize, 1), g_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
}
