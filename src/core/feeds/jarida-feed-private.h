/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-feed.h"

G_BEGIN_DECLS

/* The fetcher stops there too; a feed from a file shall not be an exception. */
#define JARIDA_FEED_MAX_SIZE  (10 * 1024 * 1024)
#define JARIDA_FEED_MAX_ITEMS 20000
/* Authors, categories, enclosures of one item: more are no information. */
#define JARIDA_FEED_MAX_LIST  64

JaridaFeed          *jarida_feed_new            (JaridaFeedKind  kind) G_GNUC_WARN_UNUSED_RESULT;
JaridaFeedItem      *jarida_feed_item_new       (void) G_GNUC_WARN_UNUSED_RESULT;
JaridaFeedPerson    *jarida_feed_person_new     (const char     *name,
                                                 const char     *email,
                                                 const char     *address) G_GNUC_WARN_UNUSED_RESULT;
JaridaFeedPerson    *jarida_feed_person_parse   (const char     *text) G_GNUC_WARN_UNUSED_RESULT;
void                 jarida_feed_person_free    (JaridaFeedPerson *self);

/* Addresses made absolute, the lead picture found, the language of the feed given to its items. */
void                 jarida_feed_finish         (JaridaFeed     *self,
                                                 const char     *address);
char                *jarida_feed_find_picture   (const char     *html,
                                                 const char     *base) G_GNUC_WARN_UNUSED_RESULT;
char                *jarida_feed_resolve_text   (const char     *html,
                                                 const char     *base) G_GNUC_WARN_UNUSED_RESULT;

/* Where an XML feed begins in a text; NULL when it is none. @out_junk: something stood before it. */
const char          *jarida_feed_find_start     (const char     *text,
                                                 gsize           length,
                                                 gboolean       *out_junk);

/* The formats. @text: valid UTF-8. */
JaridaFeed          *jarida_feed_parse_xml      (const char     *text,
                                                 gsize           length,
                                                 const char     *address,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
JaridaFeed          *jarida_feed_parse_json     (const char     *text,
                                                 gsize           length,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
