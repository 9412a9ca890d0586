/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define JARIDA_FEED_ERROR (jarida_feed_error_quark ())
typedef enum
{
  JARIDA_FEED_ERROR_EMPTY,        /* nothing but white space: try again later */
  JARIDA_FEED_ERROR_NOT_A_FEED,   /* something else, often a web page: fetching again will not help */
  JARIDA_FEED_ERROR_MALFORMED,    /* a feed, too broken to keep one item of it */
} JaridaFeedError;
GQuark jarida_feed_error_quark (void);

typedef enum
{
  JARIDA_FEED_KIND_RSS,           /* 0.9x, 2.0 */
  JARIDA_FEED_KIND_RDF,           /* 0.90, 1.0 */
  JARIDA_FEED_KIND_ATOM,          /* 0.3, 1.0 */
  JARIDA_FEED_KIND_JSON,          /* 1.0, 1.1 */
} JaridaFeedKind;

typedef struct
{
  char *name;                     /* (owned) (nullable) */
  char *email;                    /* (owned) (nullable) */
  char *address;                  /* (owned) (nullable) */
} JaridaFeedPerson;

typedef struct
{
  char   *address;                /* (owned) (not nullable) */
  char   *type;                   /* (owned) (nullable) */
  gint64  length;
} JaridaFeedEnclosure;

typedef struct
{
  char       *id;                 /* (owned) (nullable) */
  char       *title;              /* (owned) (nullable) plain text, squeezed */
  char       *link;               /* (owned) (nullable) absolute */
  GPtrArray  *authors;            /* (owned) (not nullable) JaridaFeedPerson */
  gint64      published;          /* seconds since 1970, 0 unknown */
  gint64      updated;            /* 0 unknown */
  gboolean    day_only;
  char       *summary;            /* (owned) (nullable) HTML; links and pictures absolute */
  char       *content;            /* (owned) (nullable) HTML, the fullest there is; NULL when summary is all */
  char       *base;               /* (owned) (nullable) what relative addresses in the text meant */
  char       *language;           /* (owned) (nullable) of the item, else of the feed */
  GPtrArray  *enclosures;         /* (owned) (not nullable) JaridaFeedEnclosure */
  GPtrArray  *categories;         /* (owned) (not nullable) strings */
  char       *image;              /* (owned) (nullable) media, enclosure, first picture of the text */
  char       *comments;           /* (owned) (nullable) */
  guint       n_comments;         /* slash:comments */
} JaridaFeedItem;

/* A feed as a value: what the bytes said, nothing looked up, nothing sanitized. */
typedef struct
{
  JaridaFeedKind  kind;
  char           *version;        /* (owned) (nullable) "rss20", "atom10", "json11"... */
  gboolean        malformed;      /* read all the same */
  char           *encoding;       /* (owned) (nullable) */
  char           *title;          /* (owned) (nullable) */
  char           *subtitle;       /* (owned) (nullable) */
  char           *link;           /* (owned) (nullable) the site */
  char           *self_link;      /* (owned) (nullable) the feed's own address */
  char           *language;       /* (owned) (nullable) */
  char           *icon;           /* (owned) (nullable) */
  gint64          updated;
  guint           ttl_minutes;    /* 0 unknown */
  gboolean        cut;            /* there are more items than are read of one feed: these are the first */
  GPtrArray      *items;          /* (owned) (not nullable) JaridaFeedItem */
} JaridaFeed;

#define JARIDA_TYPE_FEED (jarida_feed_get_type ())
GType       jarida_feed_get_type (void);
JaridaFeed *jarida_feed_ref      (JaridaFeed *self);
void        jarida_feed_unref    (JaridaFeed *self);

/* Reads any feed: you do not need to know the kind. Pure: call it from any thread.
 * @address: where the bytes came from, the base of relative addresses when nothing else says; nullable.
 * @content_type: the HTTP header, nullable. */
JaridaFeed *jarida_feed_parse    (GBytes      *bytes,
                                  const char  *address,
                                  const char  *content_type,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFeed, jarida_feed_unref)

G_END_DECLS
