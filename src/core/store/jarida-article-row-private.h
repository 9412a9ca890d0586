/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-arrival.h"
#include "jarida-article-merge.h"
#include "jarida-article-row.h"

/* The column `flags` of the table `article`: 1 only a day is known, 2 left to right, 4 right to left, 8 only listings have shown it,
 * 16 its own page has been read, 32 more than one has had a word in it, 64 nobody has said when it was
 * published. */
guint jarida_article_flags (const JaridaArticle *article);

/* The articles that have an address: guint32, in the order in which they came. @canonical nullable: none. */
GArray   *jarida_article_rows_find_address (JaridaShelf      *shelf,
                                        const char           *canonical,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* An address that is new, for the next search. @hash 0: none. */
void      jarida_article_rows_note_address (JaridaShelf      *shelf,
                                        gint64                hash,
                                        guint32               id);

/* Appends (guint32) what has one of the addresses of an article, itself too; and what has its title in the days around. */
gboolean  jarida_article_rows_find_same_addresses (JaridaShelf *shelf,
                                        gint64                id,
                                        GArray               *out_ids,
                                        GError              **error);
gboolean  jarida_article_rows_find_same_titles (JaridaConnection *library,
                                        gint64                id,
                                        GArray               *out_ids,
                                        GError              **error);

/* All in a transaction. */

/* What the filters want of a new article, all of which is written: the marks of @row follow. */
gboolean  jarida_article_row_judge     (JaridaShelf          *shelf,
                                        gint64                now,
                                        JaridaColumnRow      *row,
                                        JaridaPutResult      *result,
                                        GError              **error);

gboolean  jarida_article_row_insert    (JaridaShelf          *shelf,
                                        JaridaArrival        *arrival,
                                        guint32               id,
                                        gint64                twin,
                                        GError              **error);
/* What the arrival says takes the place of all that was said, also where it says nothing. */
gboolean  jarida_article_row_update    (JaridaShelf          *shelf,
                                        JaridaArrival        *arrival,
                                        guint32               id,
                                        JaridaPutResult      *result,
                                        GError              **error);
/* What the article is when @said is heard too; TRUE without more when it is not there. */
gboolean  jarida_article_row_merge     (JaridaShelf          *shelf,
                                        guint32               id,
                                        const JaridaArticle  *said,
                                        JaridaMerge           how,
                                        JaridaPutResult      *result,
                                        GError              **error);
gboolean  jarida_article_row_merge_found (JaridaShelf        *shelf,
                                        guint32               id,
                                        const JaridaArticle  *said,
                                        JaridaMerge           how,
                                        JaridaPutResult      *result,
                                        gboolean             *out_found,
                                        GError              **error);
/* The row as whose further source the arrival, which is not known, is to be kept; 0: it is an article of its own. */
gboolean  jarida_article_row_find_partner (JaridaShelf        *shelf,
                                        const JaridaArrival  *arrival,
                                        guint32              *out_id,
                                        GError              **error);
gboolean  jarida_article_row_join      (JaridaShelf          *shelf,
                                        const JaridaArrival  *arrival,
                                        guint32               id,
                                        JaridaPutResult      *result,
                                        GError              **error);
/* Other rows that are the same article, by an address that has become known, become one with it. *@merged is what is about to be
 * written of it. */
gboolean  jarida_article_row_absorb_partners (JaridaShelf     *shelf,
                                        JaridaArticle       **merged,
                                        JaridaPutResult      *result,
                                        GError              **error);
/* Writes @merged over @kept, unless it is the same. */
gboolean  jarida_article_row_save_merged (JaridaShelf        *shelf,
                                        const JaridaArticle  *kept,
                                        JaridaArticle        *merged,
                                        JaridaPutResult      *result,
                                        GError              **error);
/* Section, city and byline, where they are others now. */
gboolean  jarida_article_row_update_topics (JaridaShelf      *shelf,
                                        const JaridaArticle  *article,
                                        guint32               id,
                                        JaridaPutResult      *result,
                                        GError              **error);
/* Whether what one says is only a part of what is kept; and whose article it is first of all. */
gboolean  jarida_article_row_is_merged (JaridaShelf          *shelf,
                                        guint32               id,
                                        gboolean             *out_merged,
                                        gint64               *out_source,
                                        GError              **error);
