/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"
#include "jarida-columns.h"
#include "jarida-place.h"
#include "jarida-shelf.h"

G_BEGIN_DECLS

/* The tables `byline`, `author`, `byline_author`, `city` and `followed`. A byline is all of its authors as a row of the list shows
 * them; what an author has written is what stands under one of his bylines. */

/* An author of a byline that is new. */
typedef struct
{
  guint32 byline;
  gint64  author;
} JaridaBylineAuthor;

typedef struct
{
  int total;
  int unread;
} JaridaCount;

/* An author or a city, or one that is followed. */
typedef struct
{
  JaridaPlaceKind  kind;
  gint64           id;
  char            *name;       /* (owned) (not nullable) */
  int              position;
  JaridaCount      count;
} JaridaTopicRow;

void       jarida_topic_row_free        (JaridaTopicRow       *self);
/* "the name as it is looked for", or NULL when it is none. */
char      *jarida_topic_make_key        (const char           *name) G_GNUC_WARN_UNUSED_RESULT;

/* In a transaction: the section, city and byline of an article in @out, where they are not there made. What is new among bylines
 * is appended to @bylines (JaridaBylineAuthor). */
gboolean   jarida_topic_rows_find       (JaridaShelf          *shelf,
                                         const JaridaArticle  *article,
                                         JaridaColumnRow      *out,
                                         GArray               *bylines,
                                         GError              **error);
/* In a transaction: a city that need not have articles. */
gboolean   jarida_topic_row_learn_city  (JaridaShelf          *shelf,
                                         const char           *name,
                                         GError              **error);
/* The bylines of an author: guint32, rising. */
GArray    *jarida_topic_rows_read_bylines (JaridaConnection   *library,
                                         gint64                author,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type JaridaTopicRow) those followed, in their order. */
GPtrArray *jarida_topic_rows_read_followed (JaridaConnection  *library,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* By its id, and by its name as people write it. NULL without error: there is none. */
gboolean   jarida_topic_row_read        (JaridaConnection     *library,
                                         JaridaPlaceKind       kind,
                                         gint64                id,
                                         JaridaTopicRow      **out_row,
                                         GError              **error);
gboolean   jarida_topic_row_find        (JaridaConnection     *library,
                                         JaridaPlaceKind       kind,
                                         const char           *name,
                                         JaridaTopicRow      **out_row,
                                         GError              **error);
/* (element-type JaridaTopicRow) Those that have articles, or whose key is in @known (nullable), and whose name has words that begin like
 * @words (nullable), the most articles first. @counts: JaridaCount, by byline or by city. */
GPtrArray *jarida_topic_rows_list       (JaridaConnection     *library,
                                         JaridaPlaceKind       kind,
                                         const char           *words,
                                         GHashTable           *known,
                                         const GArray         *counts,
                                         guint                 limit,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* In a transaction. */
gboolean   jarida_topic_rows_follow     (JaridaConnection     *library,
                                         JaridaPlaceKind       kind,
                                         gint64                id,
                                         gboolean              follow,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaTopicRow, jarida_topic_row_free)

G_END_DECLS
