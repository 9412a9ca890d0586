/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-service.h"

G_BEGIN_DECLS

/* The service itself, in this process, over real HTTP: on a Unix socket, where it believes the address that a proxy would tell, and
 * on a port of loopback. The time is what the test says. */
typedef struct
{
  char          *folder;     /* (owned) */
  char          *socket;     /* (owned) */
  char          *database;   /* (owned) */
  char          *list;       /* (owned) folder of the published files */
  JaridaService *service;    /* (owned) */
  gboolean       broken;
  const char    *alert;      /* of the service; set before fixture_start() */
} ServiceFixture;

extern gint64 fixture_now;

typedef struct
{
  guint  status;
  char  *head;       /* (owned) with the status line */
  char  *body;       /* (owned) */
} Answer;

/* Where a request goes and what it says it is. */
typedef struct
{
  const char *from;       /* (nullable) X-Forwarded-For, over the Unix socket; NULL: over loopback */
  const char *method;
  const char *path;
  const char *headers;    /* (nullable) lines, each ended */
  const char *body;       /* (nullable) */
} Request;

void      fixture_set_up     (ServiceFixture *self);
void      fixture_start      (ServiceFixture *self);
void      fixture_stop       (ServiceFixture *self);
void      fixture_tear_down  (ServiceFixture *self);

void      answer_free        (Answer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)
Answer   *fixture_ask        (ServiceFixture *self, const Request *request);
/* Bytes as they are, then whatever comes until the end; status 0: no answer. @from_unix: over the Unix socket. */
Answer   *fixture_send_raw   (ServiceFixture *self, gboolean over_unix, const char *bytes, gsize size);
GBytes   *fixture_talk       (ServiceFixture *self, gboolean over_unix, const char *bytes, gsize size);
char     *answer_get_header  (const Answer *self, const char *name);

/* The report of person @person (any number: his key comes from it) about a picture. */
char     *make_body          (const char *url, const char *reason);
char     *sign_headers       (guint person, const char *method, const char *path, const char *body);
char     *make_id            (guint number);
/* PUT of the report @number by @person from @from; only the status. */
guint     fixture_report     (ServiceFixture *self, guint number, guint person, const char *from, const char *url, const char *reason);
guint     fixture_withdraw   (ServiceFixture *self, guint number, guint person, const char *from);

/* The ledger, read by a connection of its own. */
gint64    fixture_query      (ServiceFixture *self, const char *sql);
/* Writes, as another program would, and waits until the service has read its settings again. */
void      fixture_execute    (ServiceFixture *self, const char *sql);
void      fixture_set        (ServiceFixture *self, const char *name, gint64 value);
void      fixture_add_host   (ServiceFixture *self, const char *host, const char *newspaper);
/* Rounds of the desk, and what follows from them. */
void      fixture_do_rounds  (ServiceFixture *self);

G_END_DECLS
