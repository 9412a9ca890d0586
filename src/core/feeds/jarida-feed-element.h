/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-feed-draft.h"

G_BEGIN_DECLS

typedef struct _JaridaFeedBuilder JaridaFeedBuilder;

/* Where an element stands; a mask, since many may stand in several places. */
typedef enum
{
  JARIDA_PLACE_NOWHERE = 0,
  JARIDA_PLACE_ROOT    = 1 << 0,   /* outside everything */
  JARIDA_PLACE_OUTER   = 1 << 1,   /* in the root of an RSS or RDF document */
  JARIDA_PLACE_FEED    = 1 << 2,   /* in channel, in an Atom feed */
  JARIDA_PLACE_ITEM    = 1 << 3,
  JARIDA_PLACE_IMAGE   = 1 << 4,   /* in the image of an RSS channel */
  JARIDA_PLACE_PERSON  = 1 << 5,
  JARIDA_PLACE_MEDIA   = 1 << 6,   /* in a media:group or media:content of an item */
} JaridaFeedPlace;

#define JARIDA_PLACE_ANY (JARIDA_PLACE_FEED | JARIDA_PLACE_ITEM)

/* What is read of an element. */
typedef enum
{
  JARIDA_READ_CHILDREN,            /* a container: its elements mean something themselves */
  JARIDA_READ_TEXT,                /* characters, white space squeezed */
  JARIDA_READ_LABEL,               /* the same, but markup and references may be in it twice */
  JARIDA_READ_PLAIN,               /* plain text that becomes HTML */
  JARIDA_READ_HTML,                /* escaped HTML; elements put in without escaping are kept as markup */
  JARIDA_READ_XHTML,               /* elements, written back as HTML */
  JARIDA_READ_BASE64,
  JARIDA_READ_ADDRESS,
  JARIDA_READ_NOTHING,             /* the element and all in it is passed over */
} JaridaFeedReading;

typedef enum
{
  JARIDA_SPACE_OTHER,
  JARIDA_SPACE_RSS,                /* no namespace, or one of those that RSS has had */
  JARIDA_SPACE_ATOM,
  JARIDA_SPACE_DUBLIN_CORE,
  JARIDA_SPACE_CONTENT,
  JARIDA_SPACE_MEDIA,
  JARIDA_SPACE_ITUNES,
  JARIDA_SPACE_SLASH,
  JARIDA_SPACE_WFW,
  JARIDA_SPACE_SYNDICATION,
  JARIDA_SPACE_THREADING,
  JARIDA_SPACE_XHTML,
  JARIDA_N_SPACES,
} JaridaFeedSpace;

/* One line of a format's table. When the element ends, its value is offered to @slot with @rank, or given to @end. */
typedef struct
{
  const char         *name;        /* the tables are sorted by it, in lower case */
  guint               places;
  JaridaFeedReading   reading;
  JaridaFeedPlace     opens;       /* for its children, when it is a container */
  JaridaFeedSlot      slot;
  guint8              rank;
  void              (*begin) (JaridaFeedBuilder *builder);
  void              (*end)   (JaridaFeedBuilder *builder, char *value);   /* (transfer full) (nullable) */
} JaridaFeedElement;

typedef struct
{
  const JaridaFeedElement *elements;
  gsize                    n_elements;
} JaridaFeedTable;

extern const JaridaFeedTable jarida_rss_table;
extern const JaridaFeedTable jarida_atom_table;
extern const JaridaFeedTable jarida_dublin_core_table;
extern const JaridaFeedTable jarida_content_table;
extern const JaridaFeedTable jarida_media_table;
extern const JaridaFeedTable jarida_itunes_table;
extern const JaridaFeedTable jarida_slash_table;
extern const JaridaFeedTable jarida_wfw_table;
extern const JaridaFeedTable jarida_syndication_table;
extern const JaridaFeedTable jarida_threading_table;
extern const JaridaFeedTable jarida_xhtml_table;

JaridaFeedSpace          jarida_feed_space_from_uri (const char             *uri,
                                                     const char             *prefix);
const JaridaFeedElement *jarida_feed_table_lookup   (const JaridaFeedTable  *self,
                                                     const char             *name,
                                                     JaridaFeedPlace         place);

G_END_DECLS
