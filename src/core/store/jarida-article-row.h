/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-headline.h"
#include "jarida-shelf.h"
#include "jarida-article.h"
#include "jarida-store-filters.h"

G_BEGIN_DECLS

/* Seconds from 1970 to where the shelf counts from, 2000-01-01. */
#define JARIDA_SHELF_EPOCH 946684800

/* What came of putting articles. */
typedef struct
{
  GArray *rows;       /* (owned) JaridaColumnRow: new ones, in no order */
  GArray *updated;    /* (owned) guint32 */
  GArray *topics;     /* (owned) JaridaColumnRow: id, section, city and byline of what moved to others */
  GArray *bylines;    /* (owned) JaridaBylineAuthor: of new bylines */
  GArray *origins;    /* (owned) JaridaColumnOrigin: further sources of articles, some of which are new */
  GArray *joined;     /* (owned) JaridaJoinedRow: articles that have become one */
  GArray *announced;  /* (owned) JaridaAnnounced: new ones that filters want the person to be told of */
  GArray *stories;    /* (owned) JaridaColumnStory: of every story that has grown all articles, one after another */
  GArray *parted;     /* (owned) guint32: what tells its story no longer, since its title is another; before `stories` */
} JaridaPutResult;

/* Two articles have become one. */
typedef struct
{
  guint32 gone;
  guint32 id;        /* what it is now */
  guint8  flags;     /* of that */
} JaridaJoinedRow;

/* How far a result had come. */
typedef struct
{
  guint n[9];
} JaridaPutMark;

void      jarida_put_result_init      (JaridaPutResult      *self);
void      jarida_put_result_clear     (JaridaPutResult      *self);
void      jarida_put_result_get_mark  (const JaridaPutResult *self,
                                       JaridaPutMark        *out_mark);
/* What came after the mark was not kept. */
void      jarida_put_result_go_back   (JaridaPutResult      *self,
                                       const JaridaPutMark  *mark);

/* In a transaction: keeps @articles[@from, @to) of a source. @seen: guid hashes met in this feed, so that one it gives
 * twice counts once. */
gboolean  jarida_article_rows_put     (JaridaShelf          *shelf,
                                       gint64                source_id,
                                       GPtrArray            *articles,
                                       guint                 from,
                                       guint                 to,
                                       gint64                now,
                                       GHashTable           *seen,
                                       JaridaPutResult      *result,
                                       GError              **error);
/* The row that a draft is; 0: the shelf does not have it. @source_id 0: of a source that is not there. */
gboolean  jarida_article_row_find     (JaridaShelf          *shelf,
                                       gint64                source_id,
                                       const JaridaArticle  *article,
                                       guint32              *out_id,
                                       GError              **error);
/* In a transaction: keeps an article that a person has opened before it was here, as a listing (@listed) and its own page have it. No
 * filter is asked, it comes read, and it stays however old it is; also one that has left the shelf before comes back by that. */
gboolean  jarida_article_row_keep     (JaridaShelf          *shelf,
                                       gint64                source_id,
                                       const JaridaArticle  *listed,
                                       const JaridaArticle  *page,
                                       gint64                now,
                                       JaridaPutResult      *result,
                                       guint32              *out_id,
                                       GError              **error);
/* In a transaction: notes an article of the shelf as known, so that it does not come again. */
gboolean  jarida_article_rows_make_known (JaridaShelf       *shelf,
                                       const JaridaArticle  *article,
                                       GError              **error);
/* In a transaction: what the article's own page said. NOT_FOUND (of the store): there is no such article. */
gboolean  jarida_article_row_complete (JaridaShelf          *shelf,
                                       guint32               id,
                                       const JaridaArticle  *page,
                                       JaridaPutResult      *result,
                                       GError              **error);
/* In a transaction: finds section, city and byline of up to @limit articles that came before those were kept. */
gboolean  jarida_article_rows_fill    (JaridaShelf          *shelf,
                                       guint                 limit,
                                       JaridaPutResult      *result,
                                       gboolean             *out_done,
                                       GError              **error);
/* In a transaction: for every id. */
gboolean  jarida_article_rows_set_read  (JaridaShelf        *shelf,
                                       const guint32        *ids,
                                       gsize                 n_ids,
                                       gboolean              read,
                                       gint64                now,
                                       GError              **error);
gboolean  jarida_article_rows_set_saved (JaridaShelf        *shelf,
                                       const guint32        *ids,
                                       gsize                 n_ids,
                                       gboolean              saved,
                                       gint64                now,
                                       GError              **error);
gboolean  jarida_article_rows_set_wanted (JaridaShelf       *shelf,
                                       const guint32        *ids,
                                       gsize                 n_ids,
                                       gboolean              wanted,
                                       GError              **error);
/* In a transaction: deletes up to @limit articles of a source with all that is known of them; those that other sources have too are
 * theirs then. @out_n: how many. */
gboolean  jarida_article_rows_purge   (JaridaShelf          *shelf,
                                       gint64                source_id,
                                       guint                 limit,
                                       guint                *out_n,
                                       GError              **error);

/* In a transaction: those of @ids that nobody has saved, wants by name or has marked unread by hand leave; what is known of them stays, so
 * that they do not come again. @out_left: guint32; @out_bytes: of their bodies. */
gboolean  jarida_article_rows_leave   (JaridaShelf          *shelf,
                                       const guint32        *ids,
                                       gsize                 n_ids,
                                       GArray              **out_left,
                                       guint64              *out_bytes,
                                       GError              **error);

/* Whole; without its text when that is not kept. NULL without error: there is no such article. */
gboolean  jarida_article_rows_load    (JaridaConnection     *library,
                                       JaridaConnection     *bodies,
                                       gint64                id,
                                       JaridaArticle       **out_article,
                                       GError              **error);
/* Without the further newspapers that have it and without its section: for who looks into many texts. */
gboolean  jarida_article_rows_load_text (JaridaConnection   *library,
                                       JaridaConnection     *bodies,
                                       gint64                id,
                                       JaridaArticle       **out_article,
                                       GError              **error);
/* What a headline shows, for each of @ids that is there: @func is called with values that live as long as the call. */
typedef void (*JaridaHeadlineValuesFunc) (JaridaHeadlineValues *values, gpointer user_data);
gboolean  jarida_article_rows_read_headlines (JaridaConnection *library,
                                       const guint32        *ids,
                                       gsize                 n_ids,
                                       JaridaHeadlineValuesFunc func,
                                       gpointer              user_data,
                                       GError              **error);

G_END_DECLS
