/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-service-private.h"

/* The published list from memory. The same files lie in a folder, for a web server that gives them out while we are away; an answer
 * here is the same for everybody, and nothing is remembered of who asked. */

#define MANIFEST_CACHE "public, max-age=300, stale-if-error=86400"
#define FILE_CACHE "public, max-age=31536000, immutable"

static const char *
get_type (const char *path)
{
  if (g_str_has_suffix (path, ".json"))
    return "application/json";
  return g_str_has_suffix (path, ".note") ? "text/plain; charset=utf-8" : "application/octet-stream";
}

static void
answer_bytes (SoupServerMessage *message,
              const char        *type,
              const char        *cache,
              GBytes            *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (headers, "Cache-Control", cache);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

/* "*", or a list of tags, weak or not. */
static gboolean
is_known (SoupServerMessage *message,
          const char        *tag)
{
  const char *known = soup_message_headers_get_list (soup_server_message_get_request_headers (message), "If-None-Match");

  return known != NULL && (g_str_equal (known, "*") || strstr (known, tag) != NULL);
}

static void
answer_manifest (const JaridaListFiles *files,
                 SoupServerMessage     *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "ETag", files->tag);
  if (is_known (message, files->tag))
    {
      soup_message_headers_replace (headers, "Cache-Control", MANIFEST_CACHE);
      soup_server_message_set_status (message, 304, NULL);
    }
  else
    answer_bytes (message, "text/plain; charset=utf-8", MANIFEST_CACHE, files->manifest);
}

void
jarida_service_route_list (JaridaService     *self,
                           SoupServerMessage *message,
                           const char        *path)
{
  const char *method = soup_server_message_get_method (message);
  const char *name = path + strlen ("/v1/list/");
  GBytes *bytes;

  if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    jarida_service_refuse_method (message, "GET, HEAD");
  else if (self->files == NULL)
    jarida_service_refuse (message, JARIDA_PROBLEM_BUSY, 30);
  else if (g_str_equal (name, "manifest"))
    answer_manifest (self->files, message);
  else if ((bytes = g_hash_table_lookup (self->files->files, name)) != NULL)
    answer_bytes (message, get_type (name), FILE_CACHE, bytes);
  else
    jarida_service_refuse (message, JARIDA_PROBLEM_NOT_FOUND, 0);
}
