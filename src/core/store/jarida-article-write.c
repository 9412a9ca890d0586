/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-arrival.h"
#include "jarida-article-row-private.h"
#include "jarida-article-row.h"
#include "jarida-index-row.h"
#include "jarida-shelf-private.h"
#include "jarida-text.h"
#include "jarida-topic-row.h"

/* Writing the words of an article. */

#define DAY (24 * 60 * 60)
/* What a row of the list can show. */
#define EXCERPT_CHARACTERS 200

static void
bind_texts (JaridaStatement *statement,
            JaridaArrival   *arrival)
{
  const JaridaArticle *article = arrival->article;

  if (arrival->byline == NULL)
    arrival->byline = jarida_article_dup_byline (article);
  if (arrival->excerpt == NULL && article->excerpt != NULL)
    arrival->excerpt = jarida_text_excerpt (article->excerpt, EXCERPT_CHARACTERS);
  jarida_statement_bind_int (statement, 2, jarida_article_flags (article));
  jarida_statement_bind_text (statement, 3, article->language);
  jarida_statement_bind_text (statement, 4, article->title);
  jarida_statement_bind_text (statement, 5, arrival->byline);
  jarida_statement_bind_text (statement, 6, article->section);
  jarida_statement_bind_text (statement, 7, article->city);
  jarida_statement_bind_text (statement, 8, article->address);
  jarida_statement_bind_text (statement, 9, article->image);
  jarida_statement_bind_text (statement, 10, arrival->excerpt);
  jarida_statement_bind_text (statement, 11, article->source_address);
}

gboolean
jarida_article_row_insert (JaridaShelf    *shelf,
                           JaridaArrival  *arrival,
                           guint32         id,
                           gint64          twin,
                           GError        **error)
{
  const JaridaArticle *article = arrival->article;
  g_autoptr(JaridaStatement) statement = NULL;
  gint64 published = article->published;

  /* Without a date it is from when it was first seen; from the future it is from now. */
  if (published == 0 || published > arrival->now)
    published = MIN ((gint64) id + JARIDA_SHELF_EPOCH, arrival->now);
  statement = jarida_connection_prepare (shelf->library,
    "INSERT INTO article(id, flags, language, title, byline, section, city, url, image, excerpt, source_url, source_id, published,"
    " updated, fetched, twin_of) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  bind_texts (statement, arrival);
  jarida_statement_bind_int (statement, 12, arrival->source_id);
  jarida_statement_bind_int (statement, 13, published);
  jarida_statement_bind_int (statement, 14, article->updated);
  jarida_statement_bind_int (statement, 15, arrival->now);
  if (twin != 0)
    jarida_statement_bind_int (statement, 16, twin);
  return jarida_statement_run (statement, error);
}

gboolean
jarida_article_row_update_topics (JaridaShelf          *shelf,
                                  const JaridaArticle  *article,
                                  guint32               id,
                                  JaridaPutResult      *result,
                                  GError              **error)
{
  JaridaColumnRow row = { .id = id };
  g_autoptr(JaridaStatement) statement = NULL;

  if (!jarida_topic_rows_find (shelf, article, &row, result->bylines, error))
    return FALSE;
  statement = jarida_connection_prepare (shelf->library,
    "UPDATE state SET section=?2, city=?3, byline=?4 WHERE id=?1 AND (section<>?2 OR city<>?3 OR byline<>?4)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, row.id);
  jarida_statement_bind_int (statement, 2, row.section);
  jarida_statement_bind_int (statement, 3, row.city);
  jarida_statement_bind_int (statement, 4, row.byline);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  if (jarida_connection_get_n_changes (shelf->library) > 0)
    g_array_append_val (result->topics, row);
  return TRUE;
}

/* Its new words may have other pictures. */
static gboolean
forget_kept (JaridaShelf  *shelf,
             guint32       id,
             GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library, "UPDATE state SET kept=kept & 1, kept_bytes=0 WHERE id=?1 AND kept>=2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  return jarida_statement_run (statement, error);
}

/* No mark is named here, nor the id, nor `published`, nor what is known of that: a correction cannot flip a read mark nor move the
 * article. */
gboolean
jarida_article_row_update (JaridaShelf      *shelf,
                           JaridaArrival    *arrival,
                           guint32           id,
                           JaridaPutResult  *result,
                           GError          **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  if (!jarida_index_rows_lay_aside (shelf, id, error))
    return FALSE;
  statement = jarida_connection_prepare (shelf->library,
    "UPDATE article SET flags=(flags & 65) | (?2 & ~65), language=?3, title=?4, byline=?5, section=?6, city=?7, url=?8,"
    " image=?9, excerpt=?10, source_url=?11, updated=?12 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  bind_texts (statement, arrival);
  jarida_statement_bind_int (statement, 12, MAX (arrival->article->updated, arrival->article->published));
  if (!jarida_statement_run (statement, error))
    return FALSE;
  if (jarida_connection_get_n_changes (shelf->library) == 0)
    return TRUE;
  if (!jarida_arrival_save_body (arrival, shelf, id, error) || !forget_kept (shelf, id, error))
    return FALSE;
  g_array_append_val (result->updated, id);
  return jarida_article_row_update_topics (shelf, arrival->article, id, result, error);
}

static gboolean
is_same (JaridaShelf         *shelf,
         const JaridaArticle *a,
         const JaridaArticle *b)
{
  return a->partial == b->partial && a->complete == b->complete && a->updated == b->updated && a->direction == b->direction
         && jarida_arrival_fingerprint (shelf, a) == jarida_arrival_fingerprint (shelf, b);
}

gboolean
jarida_article_row_save_merged (JaridaShelf          *shelf,
                                const JaridaArticle  *kept,
                                JaridaArticle        *merged,
                                JaridaPutResult      *result,
                                GError              **error)
{
  g_auto(JaridaArrival) arrival = { NULL };

  if (is_same (shelf, kept, merged))
    return TRUE;
  merged->merged = TRUE;
  jarida_arrival_init (&arrival, shelf, merged, merged->source_id, 0, 0);
  return jarida_article_row_update (shelf, &arrival, (guint32) merged->id, result, error);
}

/* What was published behind others that had no day either, or when it was first seen, is from when its page says: no later than it was
 * fetched, wherever that day had begun. It stays where it stands. */
static gboolean
correct_guess (JaridaShelf          *shelf,
               guint32               id,
               const JaridaArticle  *page,
               GError              **error)
{
  /* The middle of a day is in the same day wherever these newspapers are read. */
  const gint64 published = page->day_only && page->published % DAY == 0 ? page->published + DAY / 2 : page->published;
  g_autoptr(JaridaStatement) statement = NULL;

  if (page->published <= 0)
    return TRUE;
  statement = jarida_connection_prepare (shelf->library,
    "UPDATE article SET published=?2, flags=(flags & ~65) | ?3 WHERE id=?1 AND flags & 64 AND ?2<fetched+?4", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_int (statement, 2, published);
  jarida_statement_bind_int (statement, 3, page->day_only);
  jarida_statement_bind_int (statement, 4, DAY);
  return jarida_statement_run (statement, error);
}

gboolean
jarida_article_row_merge_found (JaridaShelf          *shelf,
                                guint32               id,
                                const JaridaArticle  *said,
                                JaridaMerge           how,
                                JaridaPutResult      *result,
                                gboolean             *out_found,
                                GError              **error)
{
  g_autoptr(JaridaArticle) kept = NULL;
  g_autoptr(JaridaArticle) whole = NULL;
  g_autoptr(JaridaArticle) merged = NULL;

  *out_found = FALSE;
  if (!jarida_article_rows_load (shelf->library, shelf->bodies, id, &kept, error))
    return FALSE;
  if (kept == NULL)
    return TRUE;
  *out_found = TRUE;
  if (how == JARIDA_MERGE_PAGE && !correct_guess (shelf, id, said, error))
    return FALSE;
  whole = jarida_arrival_whole (said);
  merged = jarida_article_merge (kept, whole, how);
  /* An address that was not known may be that of another row. */
  if (merged->source_address != NULL && g_strcmp0 (merged->source_address, kept->source_address) != 0
      && !jarida_article_row_absorb_partners (shelf, &merged, result, error))
    return FALSE;
  return jarida_article_row_save_merged (shelf, kept, merged, result, error);
}

gboolean
jarida_article_row_merge (JaridaShelf          *shelf,
                          guint32               id,
                          const JaridaArticle  *said,
                          JaridaMerge           how,
                          JaridaPutResult      *result,
                          GError              **error)
{
  gboolean found;

  return jarida_article_row_merge_found (shelf, id, said, how, result, &found, error);
}

gboolean
jarida_article_row_is_merged (JaridaShelf  *shelf,
                              guint32       id,
                              gboolean     *out_merged,
                              gint64       *out_source,
                              GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT flags & 32, source_id FROM article WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  *out_merged = step == JARIDA_STEP_ROW && jarida_statement_get_int (statement, 0) != 0;
  *out_source = step == JARIDA_STEP_ROW ? jarida_statement_get_int (statement, 1) : 0;
  return step != JARIDA_STEP_ERROR;
}
