/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-fetch-response-private.h"

#include "jarida-freshness.h"

typedef struct
{
  JaridaFetchResponse value;       /* first, so that one pointer serves both */
  gatomicrefcount     ref_count;
} Counted;

G_DEFINE_BOXED_TYPE (JaridaFetchResponse, jarida_fetch_response, jarida_fetch_response_ref, jarida_fetch_response_unref)

/* A validator goes back as it came, to the byte, or not at all. */
static char *
dup_validator (SoupMessageHeaders *headers,
               const char         *name)
{
  const char *value = soup_message_headers_get_one (headers, name);

  return value != NULL && *value != '\0' && g_utf8_validate (value, -1, NULL) ? g_strdup (value) : NULL;
}

static char *
dup_text (SoupMessageHeaders *headers,
          const char         *name)
{
  const char *value = soup_message_headers_get_one (headers, name);

  return value != NULL ? g_utf8_make_valid (value, -1) : NULL;
}

JaridaFetchResponse *
jarida_fetch_response_new (SoupMessage *message,
                           GBytes      *body,
                           const char  *address,
                           const char  *permanent_address,
                           gint64       now)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  /* Cache-Control is a list and may stand on several lines. */
  const char *cache_control = soup_message_headers_get_list (headers, "Cache-Control");
  Counted *self = g_new0 (Counted, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->value.status = soup_message_get_status (message);
  self->value.address = g_strdup (address);
  self->value.permanent_address = g_strdup (permanent_address);
  self->value.content_type = dup_text (headers, "Content-Type");
  self->value.etag = dup_validator (headers, "ETag");
  self->value.last_modified = dup_validator (headers, "Last-Modified");
  self->value.body = body;
  self->value.retry_after =
    jarida_freshness_retry_after (soup_message_headers_get_one (headers, "Retry-After"), now);
  self->value.max_age =
    jarida_freshness_max_age (cache_control, soup_message_headers_get_one (headers, "Expires"),
                              soup_message_headers_get_one (headers, "Date"), now);
  return &self->value;
}

JaridaFetchResponse *
jarida_fetch_response_ref (JaridaFetchResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((Counted *) self)->ref_count);
  return self;
}

void
jarida_fetch_response_unref (JaridaFetchResponse *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&((Counted *) self)->ref_count))
    return;

  g_free (self->address);
  g_free (self->permanent_address);
  g_free (self->content_type);
  g_free (self->etag);
  g_free (self->last_modified);
  g_bytes_unref (self->body);
  g_free (self);
}
