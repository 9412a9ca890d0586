/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-row-private.h"
#include "jarida-filter-set.h"
#include "jarida-shelf-private.h"

/* What filters do with an article that is new: once, in the transaction in which it comes, so that nobody ever sees what is to be hidden,
 * and neither a kill nor a correction can have it done twice or not at all. They ask what the newspaper has sent: a text that comes later
 * from the article's own page does not have it vanish from under somebody's eyes. */

static gboolean
write_marks (JaridaShelf            *shelf,
             const JaridaColumnRow  *row,
             gint64                  now,
             GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
    "UPDATE state SET unread=?2, saved=?3, filtered=?4, read_at=CASE WHEN NOT ?2 THEN ?5 END, saved_at=CASE WHEN ?3 THEN ?5 END"
    " WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, row->id);
  jarida_statement_bind_int (statement, 2, (row->flags & JARIDA_COLUMN_UNREAD) != 0);
  jarida_statement_bind_int (statement, 3, (row->flags & JARIDA_COLUMN_SAVED) != 0);
  jarida_statement_bind_int (statement, 4, (row->flags & JARIDA_COLUMN_FILTERED) != 0);
  jarida_statement_bind_int (statement, 5, now);
  return jarida_statement_run (statement, error);
}

static gboolean
write_hiding (JaridaShelf    *shelf,
              guint32         id,
              const GArray   *filters,
              GError        **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library, "INSERT OR IGNORE INTO hidden_by(article_id, filter_id) VALUES(?1,?2)", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < filters->len; i++)
    {
      jarida_statement_bind_int (statement, 1, id);
      jarida_statement_bind_int (statement, 2, g_array_index (filters, gint64, i));
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
carry_out (JaridaShelf          *shelf,
           const JaridaVerdict  *verdict,
           gint64                now,
           JaridaColumnRow      *row,
           JaridaPutResult      *result,
           GError              **error)
{
  if (verdict->read)
    row->flags &= (guint8) ~JARIDA_COLUMN_UNREAD;
  if (verdict->saved)
    row->flags |= JARIDA_COLUMN_SAVED;
  if (verdict->hidden)
    row->flags |= JARIDA_COLUMN_FILTERED;
  for (guint i = 0; i < verdict->announcing->len; i++)
    {
      const JaridaAnnounced announced = { g_array_index (verdict->announcing, gint64, i), row->id };

      g_array_append_val (result->announced, announced);
    }
  return (!verdict->hidden || write_hiding (shelf, row->id, verdict->hiding, error))
         && ((!verdict->read && !verdict->saved && !verdict->hidden) || write_marks (shelf, row, now, error));
}

gboolean
jarida_article_row_judge (JaridaShelf      *shelf,
                          gint64            now,
                          JaridaColumnRow  *row,
                          JaridaPutResult  *result,
                          GError          **error)
{
  g_autoptr(JaridaArticle) article = NULL;
  g_auto(JaridaIndexText) text = { NULL };
  g_auto(JaridaVerdict) verdict = { FALSE };

  if (shelf->filters == NULL && (shelf->filters = jarida_filter_set_read (shelf->library, error)) == NULL)
    return FALSE;
  if (!jarida_filter_set_concerns (shelf->filters, row->source))
    return TRUE;
  /* As the index is going to read it. */
  if (!jarida_article_rows_load (shelf->library, shelf->bodies, row->id, &article, error))
    return FALSE;
  if (article == NULL)
    return TRUE;
  jarida_index_text_init (&text, article);
  jarida_filter_set_judge (shelf->filters, row->id, row->source, &text, &verdict);
  return carry_out (shelf, &verdict, now, row, result, error);
}
