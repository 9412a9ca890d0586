/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A small press portal on loopback, in the markup of the real ones, for tests: French edition, three newspapers (phare, echo, gazette),
 * two sections with articles, two videos; /own.xml is a feed that phare has itself. Runs in the main context of the test. Every page names scripts, counters, advertisements and
 * another edition; the log tells whether anybody asked for them. */
typedef enum
{
  PORTAL_FAULT_NONE,
  PORTAL_FAULT_BROKEN,      /* 500 */
  PORTAL_FAULT_BUSY,        /* 429, Retry-After an hour */
  PORTAL_FAULT_CUT,         /* the connection ends in the middle */
  PORTAL_FAULT_MISSING,     /* 404 */
  PORTAL_FAULT_GONE,        /* 410 */
  PORTAL_FAULT_LOGIN,       /* the page of a captive portal */
  PORTAL_FAULT_MOVED,       /* 301 to the newspaper echo */
  PORTAL_FAULT_EMPTY,       /* 200 and nothing */
} PortalFault;

typedef struct
{
  SoupServer *server;         /* (owned) */
  char       *base;           /* (owned) http://127.0.0.1:PORT */
  GPtrArray  *log;            /* (owned) paths that were asked for, with "if " in front of conditional requests */
  GHashTable *faults;         /* (owned) path -> PortalFault */
  char       *elsewhere;      /* (owned) (nullable) where advertisements come from */
  guint       n_articles;     /* of each newspaper */
  guint       edition;        /* part of the ETags */
  guint       delay;          /* milliseconds until an answer */
  guint       n_active;
  guint       max_active;     /* requests at the same time */
  gboolean    no_feeds;       /* of newspapers: 404 */
  gboolean    odd_feeds;      /* of newspapers: at /fr/feeds/SLUG, as their pages say */
  gboolean    renamed;        /* every class has another name */
  guint       n_cities;       /* pages of "Aït Ville 0" and so on: of every newspaper the article 0, N, 2N, … after that number; 0: there
                               * is no list of cities either */
  gboolean    own_days;       /* the feeds have dates */
  guint     (*mangle) (char *html, gsize length, gpointer data);   /* (nullable) spoils every page */
  gpointer    mangle_data;
} PortalServer;

PortalServer *portal_server_new        (guint n_articles);
void          portal_server_free       (PortalServer *self);
void          portal_server_set_fault  (PortalServer *self, const char *path, PortalFault fault);
void          portal_server_clear_log  (PortalServer *self);
/* How many lines of the log have @part. */
guint         portal_server_count      (PortalServer *self, const char *part);
/* A catalogue with this portal as "bouregreg"; written to @path. */
void          portal_server_write_catalogue (PortalServer *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalServer, portal_server_free)

G_END_DECLS
