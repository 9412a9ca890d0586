/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Many people who report, each over a connection of his own, with real signatures: for measuring, and for finding out what is lost
 * when the service is killed. A connection that breaks sends the same report again over the next one, as the app does. */
typedef struct
{
  const char *socket;          /* of the service; the people's addresses go in the proxy's header */
  guint       n_connections;
  guint       n_people;        /* 0: 20,000 */
  guint       n_pictures;      /* 0: 20,000 */
  guint       first;           /* number of the first report */
  guint       n_reports;       /* 0: until the time is over */
  gint64      usec;
  int        *stop;            /* (nullable) atomic: ends what waits for nothing more */
  gboolean    keep_ids;
} LoadOptions;

typedef struct
{
  guint    n_new;              /* 201 */
  guint    n_again;            /* 200 */
  guint    n_limited;          /* 429 */
  guint    n_busy;             /* 503 */
  guint    n_other;            /* any other status: none must come */
  guint    n_without_wait;     /* 429 and 503 that do not say when to come back */
  guint    n_broken;           /* connections that ended without an answer */
  guint    n_twice;            /* ids that were new two times */
  double   seconds;
  double   p50;                /* milliseconds, of what was acknowledged */
  double   p99;
  GArray  *acknowledged;       /* (owned) of guint: numbers of reports, with keep_ids */
} LoadResult;

void  load_run          (const LoadOptions *options, LoadResult *out_result);
void  load_result_clear (LoadResult *self);
char *load_make_id      (guint number);

G_END_DECLS
