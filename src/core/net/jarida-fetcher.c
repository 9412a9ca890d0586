/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "jarida-fetcher.h"

#include <libsoup/soup.h>
#include <string.h>

#include "jarida-address.h"
#include "jarida-alarm.h"
#include "jarida-fetch-error.h"
#include "jarida-fetch-response-private.h"
#include "jarida-gunzip.h"
#include "jarida-host-queue.h"

/* The polite client. It owns the session and the queue of hosts; each request is a Fetch, the data of its task, that
 * walks through: wait for a turn, send, follow a redirect (and wait for the other host's turn) or read the body. Redirects,
 * time and size are ours and not libsoup's, so that each has its own error and nothing is sent to a host by surprise. */

#define CONTACT           "https://jarida.org/contact"
#define OUR_NAME          "Jarida/" JARIDA_VERSION " (+" CONTACT ")"
#define MAX_ACTIVE        64
#define SPARE_CONNECTIONS 16   /* for urgent requests and for connections that are being closed */
#define DEFAULT_PAUSE     500
#define DEFAULT_MAX_BYTES (10 * 1024 * 1024)
#define DEFAULT_TIMEOUT   20
#define PATIENCE          6    /* the whole may take this many times the allowed silence */
#define MAX_REDIRECTS     5
#define CHUNK             (32 * 1024)
/* The page that comes with a redirect or a 404 is of little use: a bit of it is read, so that the connection
 * can be used again, and it is no error when it is long or cut off. */
#define MAX_OTHER_PAGE    (64 * 1024)

struct _JaridaFetcher
{
  GObject          parent_instance;

  SoupSession     *session;      /* (owned) */
  JaridaHostQueue *queue;        /* (owned) */
  GTlsDatabase    *trusted;      /* (owned) (nullable) NULL: the system's */
  char            *user_agent;   /* (owned) (nullable) NULL: our whole name */
  guint            max_active;
};

G_DEFINE_FINAL_TYPE (JaridaFetcher, jarida_fetcher, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MAX_ACTIVE,
  PROP_TLS_DATABASE,
  PROP_USER_AGENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  /* What was asked */
  char            *etag;            /* (owned) (nullable) */
  char            *last_modified;   /* (owned) (nullable) */
  char            *accept;          /* (owned) (nullable) */
  gsize            max_bytes;
  gint64           silence;         /* microseconds */
  JaridaFetchKind  kind;
  char            *method;          /* (owned) */
  GBytes          *sent;            /* (owned) (nullable) */
  char            *content_type;    /* (owned) (nullable) */
  char           **headers;         /* (owned) (nullable) names and values by turns */
  gboolean         stay;

  /* Under way */
  GPtrArray       *addresses;       /* (owned) of char*: every hop, the last is where we are */
  gboolean         permanent;       /* every redirect so far was */
  char            *host;            /* (owned) (nullable) whose turn this is */
  JaridaTurn      *turn;            /* (nullable) */
  gboolean         waiting;         /* for the turn: nothing else will call back */
  GCancellable    *cancellable;     /* (owned) (nullable) stops the hop under way */
  GSource         *cancelled;       /* (owned) (nullable) watches the caller's cancellable */
  GSource         *alarm;           /* (owned) (nullable) */
  gint64           heard;           /* monotonic: the last sign of life */
  gint64           end;             /* monotonic: the end of all patience */
  GError          *reason;          /* (owned) (nullable) why it was stopped */
  SoupMessage     *message;         /* (owned) (nullable) */
  GInputStream    *stream;          /* (owned) (nullable) */
  char            *location;        /* (owned) (nullable) where this hop leads */
  gsize            limit;           /* of this hop's body */
  GByteArray      *body;            /* (owned) (nullable) its len is the space, not the bytes in it */
  gsize            n_bytes;
} Fetch;

static void wait_for_turn (GTask *task);

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* The cancellable goes first: libsoup would read what is left of the body when a stream is closed, and one may never end. */
static void
end_hop (Fetch *fetch)
{
  if (fetch->cancellable != NULL)
    g_cancellable_cancel (fetch->cancellable);
  g_clear_object (&fetch->cancellable);
  g_clear_object (&fetch->stream);
  g_clear_object (&fetch->message);
  g_clear_pointer (&fetch->location, g_free);
}

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_assert (fetch->turn == NULL && fetch->stream == NULL);

  g_free (fetch->etag);
  g_free (fetch->last_modified);
  g_free (fetch->accept);
  g_free (fetch->method);
  g_clear_pointer (&fetch->sent, g_bytes_unref);
  g_free (fetch->content_type);
  g_strfreev (fetch->headers);
  g_ptr_array_unref (fetch->addresses);
  g_free (fetch->host);
  g_clear_error (&fetch->reason);
  g_clear_pointer (&fetch->body, g_byte_array_unref);
  g_free (fetch);
}

static const char *
fetch_address (Fetch *fetch)
{
  return g_ptr_array_index (fetch->addresses, fetch->addresses->len - 1);
}

/* The one end of every fetch: exactly one of @response and @error (both transfer full). */
static void
finish (GTask               *task,
        JaridaFetchResponse *response,
        GError              *error)
{
  Fetch *fetch = g_task_get_task_data (task);

  drop_source (&fetch->cancelled);
  drop_source (&fetch->alarm);
  end_hop (fetch);
  g_clear_pointer (&fetch->turn, jarida_turn_end);

  if (response != NULL)
    g_task_return_pointer (task, response, (GDestroyNotify) jarida_fetch_response_unref);
  else
    g_task_return_error (task, error);
}

static void
fail (GTask    *task,
      GError   *cause)   /* (transfer full) */
{
  Fetch *fetch = g_task_get_task_data (task);
  GError *error;

  if (fetch->reason != NULL)
    error = g_steal_pointer (&fetch->reason);
  else
    error = jarida_fetch_error_new (cause, fetch_address (fetch),
                                    g_network_monitor_get_network_available (g_network_monitor_get_default ()));

  g_error_free (cause);
  finish (task, NULL, error);
}

static void
fail_with (GTask            *task,
           JaridaFetchError  code,
           const char       *what)
{
  Fetch *fetch = g_task_get_task_data (task);

  fail (task, g_error_new (JARIDA_FETCH_ERROR, code, "%s: %s", fetch_address (fetch), what));
}

/* Ends a fetch from outside; the operation under way comes back with an error, for which this is the reason. */
static void
stop (GTask  *task,
      GError *reason)   /* (transfer full) */
{
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->reason != NULL)
    {
      g_error_free (reason);
      return;
    }

  fetch->reason = reason;
  if (fetch->waiting)
    {
      /* The reference the turn held. */
      g_autoptr(GTask) waiting = task;

      fetch->waiting = FALSE;
      fail (waiting, g_error_copy (reason));
    }
  else
    g_cancellable_cancel (fetch->cancellable);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  stop (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  return G_SOURCE_REMOVE;
}

static gboolean
alarm_cb (gpointer user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Fetch *fetch = g_task_get_task_data (task);
  gint64 deadline = MIN (fetch->heard + fetch->silence, fetch->end);

  if (g_get_monotonic_time () < deadline)
    {
      g_source_set_ready_time (fetch->alarm, deadline);
      return G_SOURCE_CONTINUE;
    }

  stop (task, g_error_new (JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TIMEOUT, "%s: %s", fetch_address (fetch),
                           deadline == fetch->end ? "took too long" : "fell silent"));
  return G_SOURCE_REMOVE;
}

static gboolean
is_success (guint status)
{
  return status >= 200 && status < 300;
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND || status == SOUP_STATUS_SEE_OTHER
         || status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static void
succeed (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  guint status = soup_message_get_status (fetch->message);
  const char *permanent_address = NULL;
  guint8 *data;
  GBytes *body;
  JaridaFetchResponse *response;

  /* A move is believed when something was found at its end. */
  if (fetch->addresses->len > 1 && fetch->permanent && (is_success (status) || status == SOUP_STATUS_NOT_MODIFIED))
    permanent_address = fetch_address (fetch);

  /* An array keeps up to twice the room it needs; a body may be kept for long. */
  data = g_byte_array_free (g_steal_pointer (&fetch->body), FALSE);
  body = g_bytes_new_take (g_realloc (data, MAX (fetch->n_bytes, 1)), fetch->n_bytes);
  response = jarida_fetch_response_new (fetch->message, body, fetch_address (fetch), permanent_address,
                                        g_get_real_time () / G_USEC_PER_SEC);
  finish (task, response, NULL);
}

static void
follow (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  guint status = soup_message_get_status (fetch->message);
  g_autofree char *address = jarida_address_resolve (fetch->location, fetch_address (fetch));

  if (address == NULL)
    {
      fail_with (task, JARIDA_FETCH_ERROR_BAD_ADDRESS, "redirects to something that is not an http or https address");
      return;
    }
  /* Nothing of us changes from hop to hop: what answered so once will answer so again. */
  if (fetch->addresses->len > MAX_REDIRECTS
      || g_ptr_array_find_with_equal_func (fetch->addresses, address, g_str_equal, NULL))
    {
      fail_with (task, JARIDA_FETCH_ERROR_TOO_MANY_REDIRECTS, "redirects in circles");
      return;
    }

  /* A move from https to http is followed, but never remembered: anyone on the way could have said it later. */
  if ((status != SOUP_STATUS_MOVED_PERMANENTLY && status != SOUP_STATUS_PERMANENT_REDIRECT)
      || (g_str_has_prefix (fetch_address (fetch), "https:") && g_str_has_prefix (address, "http:")))
    fetch->permanent = FALSE;
  g_ptr_array_add (fetch->addresses, g_steal_pointer (&address));
  end_hop (fetch);
  wait_for_turn (task);
}

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Straight into the body: no copies. One byte over the limit is asked for, to tell "exactly" from "too large". */
static void
read_some (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  gsize want = MIN (MAX (CHUNK, fetch->n_bytes / 2), fetch->limit + 1 - fetch->n_bytes);

  if (fetch->body->len < fetch->n_bytes + want)
    g_byte_array_set_size (fetch->body, (guint) (fetch->n_bytes + want));
  g_input_stream_read_async (fetch->stream, fetch->body->data + fetch->n_bytes, want,
                             g_task_get_priority (task), fetch->cancellable, read_cb, g_object_ref (task));
}

static void
end_body (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->location != NULL)
    follow (task);
  else
    succeed (task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  gboolean success = is_success (soup_message_get_status (fetch->message));

  if (n < 0 && (success || fetch->reason != NULL))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  fetch->heard = g_get_monotonic_time ();
  fetch->n_bytes += (gsize) MAX (n, 0);
  if (n <= 0)
    end_body (task);
  else if (fetch->n_bytes <= fetch->limit)
    read_some (task);
  else if (success)
    fail_with (task, JARIDA_FETCH_ERROR_TOO_LARGE, "more than the allowed size");
  else
    {
      fetch->n_bytes = fetch->limit;
      end_body (task);
    }
}

/* What says beforehand that it is too large is not begun; the length of a compressed body says nothing. */
static gboolean
announces_too_much (Fetch *fetch)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);

  return soup_message_headers_get_one (headers, "Content-Encoding") == NULL
         && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && soup_message_headers_get_content_length (headers) > (goffset) fetch->limit;
}

static void
start_body (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  gboolean success = is_success (soup_message_get_status (fetch->message));

  fetch->limit = success ? fetch->max_bytes : MIN (fetch->max_bytes, MAX_OTHER_PAGE);
  if (success && announces_too_much (fetch))
    {
      fail_with (task, JARIDA_FETCH_ERROR_TOO_LARGE, "more than the allowed size");
      return;
    }

  if (encoding != NULL && (g_ascii_strcasecmp (encoding, "gzip") == 0 || g_ascii_strcasecmp (encoding, "x-gzip") == 0))
    {
      g_autoptr(GInputStream) coded = g_steal_pointer (&fetch->stream);
      g_autoptr(GConverter) gunzip = jarida_gunzip_new ();

      fetch->stream = g_converter_input_stream_new (coded, gunzip);
    }

  fetch->n_bytes = 0;
  if (fetch->body == NULL)
    fetch->body = g_byte_array_new ();
  read_some (task);
}

/* Header values are bytes; some servers put raw Latin-1 into Location. */
static char *
escape_high_bytes (const char *value)
{
  GString *escaped = g_string_new (NULL);

  for (const guchar *p = (const guchar *) value; *p != '\0'; p++)
    if (*p >= 0x80)
      g_string_append_printf (escaped, "%%%02X", *p);
    else
      g_string_append_c (escaped, (char) *p);

  return g_string_free (escaped, FALSE);
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  const char *location;

  fetch->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (fetch->stream == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  if (fetch->reason != NULL)
    {
      fail (task, g_error_copy (fetch->reason));
      return;
    }

  fetch->heard = g_get_monotonic_time ();
  location = soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), "Location");
  if (!fetch->stay && is_redirect (soup_message_get_status (fetch->message)) && location != NULL)
    fetch->location = g_utf8_validate (location, -1, NULL) ? g_strdup (location) : escape_high_bytes (location);
  start_body (task);
}

/* What comes from the shelf goes into a header only when it can stand in one. */
static void
append_header (SoupMessage *message,
               const char  *name,
               const char  *value)
{
  if (value == NULL || *value == '\0' || strpbrk (value, "\r\n") != NULL)
    return;

  soup_message_headers_append (soup_message_get_request_headers (message), name, value);
}

static void
send (GTask *task)
{
  JaridaFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);

  fetch->message = soup_message_new (fetch->method, fetch_address (fetch));
  if (fetch->message == NULL)
    {
      fail_with (task, JARIDA_FETCH_ERROR_BAD_ADDRESS, "not an http or https address");
      return;
    }

  soup_message_add_flags (fetch->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  append_header (fetch->message, "Accept", fetch->accept);
  append_header (fetch->message, "Accept-Encoding", "gzip");
  append_header (fetch->message, "If-None-Match", fetch->etag);
  append_header (fetch->message, "If-Modified-Since", fetch->last_modified);
  for (guint i = 0; fetch->headers != NULL && fetch->headers[i] != NULL; i += 2)
    append_header (fetch->message, fetch->headers[i], fetch->headers[i + 1]);
  if (fetch->sent != NULL)
    soup_message_set_request_body_from_bytes (fetch->message, fetch->content_type, fetch->sent);

  fetch->cancellable = g_cancellable_new ();
  soup_session_send_async (self->session, fetch->message, g_task_get_priority (task), fetch->cancellable,
                           send_cb, g_object_ref (task));
}

static void
turn_cb (gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);

  fetch->waiting = FALSE;
  fetch->heard = g_get_monotonic_time ();
  /* Patience begins with the first turn: waiting for one's turn is not the server's fault. */
  if (fetch->alarm == NULL)
    {
      fetch->end = fetch->heard + PATIENCE * fetch->silence;
      fetch->alarm = jarida_alarm_new ();
      g_source_set_static_name (fetch->alarm, "[jarida] fetch timeout");
      g_task_attach_source (task, fetch->alarm, alarm_cb);
    }
  g_source_set_ready_time (fetch->alarm, fetch->heard + fetch->silence);
  send (task);
}

static void
wait_for_turn (GTask *task)
{
  JaridaFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autofree char *host = jarida_address_dup_host (fetch_address (fetch));

  if (host == NULL)
    {
      fail_with (task, JARIDA_FETCH_ERROR_BAD_ADDRESS, "names no host");
      return;
    }

  /* A redirect within the host is the same visit. */
  if (fetch->turn != NULL && g_strcmp0 (host, fetch->host) == 0)
    {
      send (task);
      return;
    }

  g_clear_pointer (&fetch->turn, jarida_turn_end);
  g_free (fetch->host);
  fetch->host = g_steal_pointer (&host);
  if (fetch->alarm != NULL)
    g_source_set_ready_time (fetch->alarm, -1);
  fetch->waiting = TRUE;
  fetch->turn = jarida_host_queue_wait (self->queue, fetch->host, fetch->kind, turn_cb, g_object_ref (task));
}

static void
jarida_fetcher_constructed (GObject *object)
{
  JaridaFetcher *self = JARIDA_FETCHER (object);

  G_OBJECT_CLASS (jarida_fetcher_parent_class)->constructed (object);

  self->session = soup_session_new_with_options ("max-conns", (int) self->max_active + SPARE_CONNECTIONS,
                                                 "max-conns-per-host", 2,
                                                 "timeout", 0,        /* ours, one a request */
                                                 "idle-timeout", 15,
                                                 "user-agent", self->user_agent != NULL ? self->user_agent : OUR_NAME,
                                                 NULL);
  if (self->trusted != NULL)
    soup_session_set_tls_database (self->session, self->trusted);
  /* No cookie jar and no cache are there unless added; nobody is asked for a password either. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);   /* jarida-gunzip.c says why */
  self->queue = jarida_host_queue_new (self->max_active);
  jarida_host_queue_set_pause (self->queue, DEFAULT_PAUSE);
}

static void
jarida_fetcher_finalize (GObject *object)
{
  JaridaFetcher *self = JARIDA_FETCHER (object);

  jarida_host_queue_free (self->queue);
  g_object_unref (self->session);
  g_clear_object (&self->trusted);
  g_free (self->user_agent);

  G_OBJECT_CLASS (jarida_fetcher_parent_class)->finalize (object);
}

static void
jarida_fetcher_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  JaridaFetcher *self = JARIDA_FETCHER (object);

  if (prop_id == PROP_MAX_ACTIVE)
    g_value_set_uint (value, self->max_active);
  else if (prop_id == PROP_TLS_DATABASE)
    g_value_set_object (value, self->trusted);
  else if (prop_id == PROP_USER_AGENT)
    g_value_set_string (value, self->user_agent);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
jarida_fetcher_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  JaridaFetcher *self = JARIDA_FETCHER (object);

  if (prop_id == PROP_MAX_ACTIVE)
    self->max_active = g_value_get_uint (value);
  else if (prop_id == PROP_TLS_DATABASE)
    self->trusted = g_value_dup_object (value);
  else if (prop_id == PROP_USER_AGENT)
    self->user_agent = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
jarida_fetcher_class_init (JaridaFetcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = jarida_fetcher_constructed;
  object_class->finalize = jarida_fetcher_finalize;
  object_class->get_property = jarida_fetcher_get_property;
  object_class->set_property = jarida_fetcher_set_property;

  properties[PROP_MAX_ACTIVE] =
    g_param_spec_uint ("max-active", NULL, NULL, 1, 1024, MAX_ACTIVE,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TLS_DATABASE] =
    g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_USER_AGENT] =
    g_param_spec_string ("user-agent", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_fetcher_init (JaridaFetcher *self)
{
}

JaridaFetcher *
jarida_fetcher_new (void)
{
  return g_object_new (JARIDA_TYPE_FETCHER, NULL);
}

JaridaFetcher *
jarida_fetcher_new_discreet (const char *user_agent)
{
  g_return_val_if_fail (user_agent != NULL, NULL);

  return g_object_new (JARIDA_TYPE_FETCHER, "user-agent", user_agent, NULL);
}

void
jarida_fetcher_set_pause (JaridaFetcher *self,
                          guint          milliseconds)
{
  g_return_if_fail (JARIDA_IS_FETCHER (self));

  jarida_host_queue_set_pause (self->queue, milliseconds);
}

static Fetch *
fetch_new (const JaridaFetchRequest *request)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->etag = g_strdup (request->etag);
  fetch->last_modified = g_strdup (request->last_modified);
  fetch->accept = g_strdup (request->accept);
  /* A byte array counts in guint; nobody needs a gigabyte. */
  fetch->max_bytes = MIN (request->max_bytes != 0 ? request->max_bytes : DEFAULT_MAX_BYTES, G_MAXINT32);
  fetch->silence = (gint64) (request->timeout_seconds != 0 ? request->timeout_seconds : DEFAULT_TIMEOUT) * G_USEC_PER_SEC;
  fetch->kind = request->kind;
  fetch->method = g_strdup (request->method != NULL ? request->method : SOUP_METHOD_GET);
  fetch->sent = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  fetch->content_type = g_strdup (request->content_type);
  fetch->headers = g_strdupv ((char **) request->headers);
  /* What was meant for one server is not carried to another. */
  fetch->stay = request->stay || !g_str_equal (fetch->method, SOUP_METHOD_GET);
  fetch->addresses = g_ptr_array_new_with_free_func (g_free);
  fetch->permanent = TRUE;
  return fetch;
}

/* A refresh of a thousand feeds must not stand in the way of a frame (GDK paints at 120). */
static int
priority_for_kind (JaridaFetchKind kind)
{
  switch (kind)
    {
    case JARIDA_FETCH_AHEAD:
    case JARIDA_FETCH_AHEAD_PICTURE:
    case JARIDA_FETCH_FEED:
      return G_PRIORITY_DEFAULT_IDLE;
    case JARIDA_FETCH_PAGE:
    case JARIDA_FETCH_PICTURE:
      return G_PRIORITY_HIGH_IDLE + 40;
    case JARIDA_FETCH_URGENT:
    default:
      return G_PRIORITY_DEFAULT;
    }
}

/**
 * jarida_fetcher_fetch_async:
 * @request: copied
 *
 * Ends with an answer of the server, whatever its status, or with a %JARIDA_FETCH_ERROR or %G_IO_ERROR_CANCELLED. Of the page
 * that comes with an error status only the beginning is kept. The validators and the headers go with every hop of a redirect, nothing else does.
 */
void
jarida_fetcher_fetch_async (JaridaFetcher            *self,
                            const JaridaFetchRequest *request,
                            GCancellable             *cancellable,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *address = NULL;
  Fetch *fetch;

  g_return_if_fail (JARIDA_IS_FETCHER (self));
  g_return_if_fail (request != NULL && request->address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_fetcher_fetch_async);
  g_task_set_priority (task, priority_for_kind (request->kind));
  if (g_task_return_error_if_cancelled (task))
    return;

  address = jarida_address_resolve (request->address, NULL);
  if (address == NULL)
    {
      g_task_return_new_error (task, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_BAD_ADDRESS,
                               "%s: not an http or https address", request->address);
      return;
    }

  fetch = fetch_new (request);
  g_ptr_array_add (fetch->addresses, g_steal_pointer (&address));
  g_task_set_task_data (task, fetch, fetch_free);
  if (cancellable != NULL)
    {
      fetch->cancelled = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, fetch->cancelled, G_SOURCE_FUNC (cancelled_cb));
    }
  wait_for_turn (task);
}

JaridaFetchResponse *
jarida_fetcher_fetch_finish (JaridaFetcher  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
