/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-feed-element.h"

G_BEGIN_DECLS

/* A feed being read: what the tables of the formats see of it while an element begins or ends. */
struct _JaridaFeedBuilder
{
  JaridaFeed       *feed;          /* (owned) (nullable) until the root is known */
  JaridaFeedDraft  *channel;       /* (owned) (not nullable) */
  JaridaFeedDraft  *item;          /* (owned) (nullable) the item that is open */
  JaridaFeedPerson *person;        /* (owned) (nullable) the person that is open */
  guint64           media_area;    /* of the media:content that is open */
};

/* What an element's value is said about: the item that is open, else the feed. */
JaridaFeedDraft *jarida_feed_builder_get_draft      (JaridaFeedBuilder *self);
/* An attribute of the element that begins or ends; NULL when it has none. */
char            *jarida_feed_builder_dup_attribute  (JaridaFeedBuilder *self,
                                                     const char        *name) G_GNUC_WARN_UNUSED_RESULT;
/* The same, absolute if xml:base says against what. */
char            *jarida_feed_builder_dup_address    (JaridaFeedBuilder *self,
                                                     const char        *name) G_GNUC_WARN_UNUSED_RESULT;
/* @reference: (transfer full) */
char            *jarida_feed_builder_resolve        (JaridaFeedBuilder *self,
                                                     char              *reference) G_GNUC_WARN_UNUSED_RESULT;
guint64          jarida_feed_builder_get_number     (JaridaFeedBuilder *self,
                                                     const char        *name);
/* The name of the element, as written. */
const char      *jarida_feed_builder_get_name       (JaridaFeedBuilder *self);
/* Another way to read the element that begins; (begin only). */
void             jarida_feed_builder_set_reading    (JaridaFeedBuilder *self,
                                                     JaridaFeedReading  reading);
JaridaFeedReading jarida_feed_builder_get_reading   (JaridaFeedBuilder *self);
/* The text that ends now has a base and a language of its own. */
void             jarida_feed_builder_note_text      (JaridaFeedBuilder *self,
                                                     guint              rank);
void             jarida_feed_builder_begin_item     (JaridaFeedBuilder *self);
void             jarida_feed_builder_end_item       (JaridaFeedBuilder *self,
                                                     char              *value);
/* The root element is known: what kind of feed it is. */
void             jarida_feed_builder_set_kind       (JaridaFeedBuilder *self,
                                                     JaridaFeedKind     kind,
                                                     const char        *version);

G_END_DECLS
