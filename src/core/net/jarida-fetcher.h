/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_FETCH_ERROR (jarida_fetch_error_quark ())
typedef enum
{
  JARIDA_FETCH_ERROR_BAD_ADDRESS,         /* not http or https */
  JARIDA_FETCH_ERROR_TOO_LARGE,           /* more bytes than the request allows, after decompression */
  JARIDA_FETCH_ERROR_TOO_MANY_REDIRECTS,
  JARIDA_FETCH_ERROR_TIMEOUT,
  JARIDA_FETCH_ERROR_TLS,                 /* the certificate is not good */
  JARIDA_FETCH_ERROR_UNREACHABLE,         /* name not found, refused, reset, cut off */
  JARIDA_FETCH_ERROR_OFFLINE,             /* no network at all */
} JaridaFetchError;
GQuark jarida_fetch_error_quark (void);

typedef enum
{
  JARIDA_FETCH_AHEAD,     /* nobody waits: after everything else of its host */
  JARIDA_FETCH_AHEAD_PICTURE,
  JARIDA_FETCH_FEED,      /* low priority, paused between two to a host */
  JARIDA_FETCH_PAGE,
  JARIDA_FETCH_PICTURE,
  JARIDA_FETCH_URGENT,    /* a person waits: goes before the others of its host, no pause */
} JaridaFetchKind;

typedef struct
{
  const char      *address;
  const char      *etag;            /* nullable: sent as If-None-Match, verbatim */
  const char      *last_modified;   /* nullable: sent as If-Modified-Since, verbatim */
  const char      *accept;          /* nullable */
  gsize            max_bytes;       /* 0: 10 MiB */
  guint            timeout_seconds; /* 0: 20, of silence; the whole may take six times that */
  JaridaFetchKind  kind;
  const char      *method;          /* nullable: GET */
  GBytes          *body;            /* nullable: what is sent */
  const char      *content_type;    /* of the body */
  const char *const *headers;       /* nullable: name, value, name, value, ..., NULL */
  gboolean         stay;            /* a redirect is an answer like another; so it is for every method but GET */
} JaridaFetchRequest;

/* An answer: any HTTP status is one, 304, 404 and 410 too. A value. */
typedef struct
{
  guint    status;
  char    *address;            /* (owned) where it came from in the end */
  char    *permanent_address;  /* (owned) (nullable) the new address when every redirect was 301 or 308 */
  char    *content_type;       /* (owned) (nullable) the header, parameters included */
  char    *etag;               /* (owned) (nullable) */
  char    *last_modified;      /* (owned) (nullable) */
  GBytes  *body;               /* (owned) (not nullable) decoded; empty for 304 */
  gint64   retry_after;        /* seconds to wait as the server asked, in either form, 0 none; at most a day */
  gint64   max_age;            /* Cache-Control or Expires, seconds, -1 unknown */
} JaridaFetchResponse;

GType                jarida_fetch_response_get_type (void);
JaridaFetchResponse *jarida_fetch_response_ref      (JaridaFetchResponse *self);
void                 jarida_fetch_response_unref    (JaridaFetchResponse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFetchResponse, jarida_fetch_response_unref)

#define JARIDA_TYPE_FETCHER (jarida_fetcher_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFetcher, jarida_fetcher, JARIDA, FETCHER, GObject)

/* Polite HTTP (DESIGN.md 5): one request at a time to a host with a pause between, up to "max-active" hosts at once (64),
 * streamed with a cap after decompression. Knows no feed and keeps nothing. Main thread. */
JaridaFetcher       *jarida_fetcher_new             (void) G_GNUC_WARN_UNUSED_RESULT;
/* For a service that need not know more of us than @user_agent. */
JaridaFetcher       *jarida_fetcher_new_discreet    (const char *user_agent) G_GNUC_WARN_UNUSED_RESULT;
/* The pause between two requests to one host, in milliseconds; 500 by default. */
void                 jarida_fetcher_set_pause       (JaridaFetcher *self, guint milliseconds);
void                 jarida_fetcher_fetch_async     (JaridaFetcher            *self,
                                                     const JaridaFetchRequest *request,
                                                     GCancellable             *cancellable,
                                                     GAsyncReadyCallback       callback,
                                                     gpointer                  user_data);
JaridaFetchResponse *jarida_fetcher_fetch_finish    (JaridaFetcher *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
