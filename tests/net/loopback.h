/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "jarida-fetcher.h"

G_BEGIN_DECLS

/* A real server on loopback in the test's own main context, with a log of who was there when. */

#define WAIT_UNTIL(cond) G_STMT_START { gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
  while (!(cond)) { if (g_get_monotonic_time () > end_) g_error ("timed out: " #cond); \
    if (!g_main_context_iteration (NULL, FALSE)) g_usleep (300); } } G_STMT_END

typedef struct
{
  const char *path;
  guint       status;
  const char *headers;   /* nullable: "Name: value\nName: value" */
  const char *body;      /* nullable */
} LoopbackPage;

typedef struct
{
  char   *path;      /* (owned) */
  char   *host;      /* (owned) */
  guint   port;      /* the client's: tells connections apart */
  gint64  began;     /* monotonic */
  gint64  ended;
} LoopbackVisit;

typedef struct
{
  SoupServer *server;           /* (owned) */
  GPtrArray  *visits;           /* (owned) of LoopbackVisit, in the order they began */
  guint       n_now;
  guint       n_at_most;        /* together, at any time */
  guint       latency;          /* milliseconds before each answer */
  gboolean    hold;             /* answers nothing until loopback_release() */
  GPtrArray  *held;             /* (owned) of SoupServerMessage */
  SoupMessageHeaders *asked;    /* (owned) (nullable) the headers of the last request */
} Loopback;

Loopback            *loopback_new       (void);
void                 loopback_free      (Loopback *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loopback, loopback_free)
/* Static pages, ended by one without path. */
void                 loopback_add_pages (Loopback *self, const LoopbackPage *pages);
void                 loopback_release   (Loopback *self);
guint                loopback_port      (Loopback *self);
char                *loopback_address   (Loopback *self, const char *path);
guint                loopback_count     (Loopback *self, const char *path);

/* Keeps a reference to the result in the GAsyncResult * at @user_data. */
void                 keep_result_cb     (GObject *source, GAsyncResult *result, gpointer user_data);
JaridaFetchResponse *fetch              (JaridaFetcher *fetcher, const JaridaFetchRequest *request, GError **error);
JaridaFetchResponse *fetch_path         (JaridaFetcher *fetcher, Loopback *server, const char *path, GError **error);
/* Without pause. */
JaridaFetcher       *hasty_fetcher_new  (void);

G_END_DECLS
