/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-arrival.h"
#include "jarida-article-row.h"

G_BEGIN_DECLS

/* The table of stories. */

/* In a transaction, before a new article is written: makes sure that the headlines of the last days are known. */
gboolean  jarida_story_rows_begin     (JaridaShelf          *shelf,
                                       gint64                now,
                                       GError              **error);
/* In a transaction: finds the story of a new article, and writes it. */
gboolean  jarida_story_rows_place     (JaridaShelf          *shelf,
                                       const JaridaArrival  *arrival,
                                       guint32               id,
                                       JaridaPutResult      *result,
                                       GError              **error);
/* The title as it is on the shelf, NULL without error when it has none or is not there. */
gboolean  jarida_story_rows_read_title (JaridaShelf         *shelf,
                                       guint32               id,
                                       char                **out_title,
                                       GError              **error);
/* In a transaction: after a title has changed, from @before (nullable). Where it tells of something else now, the article leaves its story
 * and finds the one that it is of; unless a person has taken it out, which stays so. */
gboolean  jarida_story_rows_retell    (JaridaShelf          *shelf,
                                       gint64                now,
                                       guint32               id,
                                       const char           *before,
                                       JaridaPutResult      *result,
                                       GError              **error);
/* In a transaction: an article stands alone for good, or goes back to where it was. @out_members: guint32, all that are in that story
 * now. */
gboolean  jarida_story_rows_set_apart (JaridaShelf          *shelf,
                                       guint32               id,
                                       gboolean              apart,
                                       GArray               *out_members,
                                       GError              **error);
/* In a transaction: @gone becomes @id, which stays in its own story if it has one, unless a person has taken the other out of its. */
gboolean  jarida_story_rows_join      (JaridaShelf          *shelf,
                                       guint32               id,
                                       guint32               gone,
                                       GError              **error);
/* Those after @first, into columns that have no stories yet. */
gboolean  jarida_story_rows_read      (JaridaConnection     *library,
                                       gint64                first,
                                       JaridaColumns        *columns,
                                       GError              **error);

G_END_DECLS
