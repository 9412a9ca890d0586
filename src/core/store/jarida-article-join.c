/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-row-private.h"
#include "jarida-index-row.h"
#include "jarida-known-row.h"
#include "jarida-shelf-private.h"
#include "jarida-store.h"
#include "jarida-story-row.h"

/* One article from several sources is one row: a portal's copy and the newspaper's own item. The row that was there first stays where it
 * is in every list; the others become its origins. Ordinary feeds are left as they are: two agencies may print the same text. */

/* More than that are not looked at: somebody gives all his articles one address. */
#define MAX_PARTNERS 16

static gboolean
is_portal (JaridaShelf  *shelf,
           gint64        source_id,
           gboolean     *out_portal,
           GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT portal IS NOT NULL FROM source WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, source_id);
  step = jarida_statement_step (statement, error);
  *out_portal = step == JARIDA_STEP_ROW && jarida_statement_get_int (statement, 0) != 0;
  return step != JARIDA_STEP_ERROR;
}

/* The sources of an article, appended as gint64. */
static gboolean
read_sources (JaridaShelf  *shelf,
              guint32       id,
              GArray       *out,
              GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library,
    "SELECT source_id FROM article WHERE id=?1 UNION ALL SELECT source_id FROM origin WHERE article_id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gint64 source = jarida_statement_get_int (statement, 0);

      g_array_append_val (out, source);
    }
  return step == JARIDA_STEP_DONE;
}

static gboolean
have_common (const GArray *a,
             const GArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (g_array_index (a, gint64, i) == g_array_index (b, gint64, j))
        return TRUE;
  return FALSE;
}

/* Whether what @mine have and what @id is may be one: no source has both, and one of them is a portal. */
static gboolean
may_join (JaridaShelf   *shelf,
          const GArray  *mine,
          guint32        id,
          gboolean      *out_may,
          GError       **error)
{
  g_autoptr(GArray) theirs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean portal = FALSE;

  *out_may = FALSE;
  if (!read_sources (shelf, id, theirs, error))
    return FALSE;
  if (theirs->len == 0 || have_common (mine, theirs))
    return TRUE;
  g_array_append_vals (theirs, mine->data, mine->len);
  for (guint i = 0; !portal && i < theirs->len; i++)
    if (!is_portal (shelf, g_array_index (theirs, gint64, i), &portal, error))
      return FALSE;
  *out_may = portal;
  return TRUE;
}

/* *out_id 0: there is none. @own: the article itself, or 0. */
static gboolean
find_partner (JaridaShelf   *shelf,
              const GArray  *mine,
              guint32        own,
              const char    *canonical,
              const char    *source,
              guint32       *out_id,
              GError       **error)
{
  const char *addresses[] = { canonical, source };

  *out_id = 0;
  for (gsize i = 0; *out_id == 0 && i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GArray) ids = jarida_article_rows_find_address (shelf, addresses[i], error);

      if (ids == NULL)
        return FALSE;
      for (guint j = 0; *out_id == 0 && j < MIN (ids->len, MAX_PARTNERS); j++)
        {
          guint32 id = g_array_index (ids, guint32, j);
          gboolean may = FALSE;

          if (id != own && !may_join (shelf, mine, id, &may, error))
            return FALSE;
          if (may)
            *out_id = id;
        }
    }
  return TRUE;
}

gboolean
jarida_article_row_find_partner (JaridaShelf          *shelf,
                                 const JaridaArrival  *arrival,
                                 guint32              *out_id,
                                 GError              **error)
{
  g_autoptr(GArray) mine = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (mine, arrival->source_id);
  return find_partner (shelf, mine, 0, arrival->canonical, arrival->source, out_id, error);
}

static gboolean
add_origin (JaridaShelf      *shelf,
            guint32           id,
            gint64            source_id,
            gint64            guid_h,
            const char       *url,
            JaridaPutResult  *result,
            GError          **error)
{
  const JaridaColumnOrigin origin = { id, (guint32) source_id };
  g_autoptr(JaridaStatement) insert = NULL;
  g_autoptr(JaridaStatement) state = NULL;
  g_autoptr(JaridaStatement) article = NULL;

  if (!jarida_index_rows_lay_aside (shelf, id, error))
    return FALSE;
  insert = jarida_connection_prepare (shelf->library,
    "INSERT OR IGNORE INTO origin(article_id, source_id, guid_h, url) VALUES(?1,?2,?3,?4)", error);
  if (insert == NULL)
    return FALSE;
  state = jarida_connection_prepare (shelf->library, "UPDATE state SET shared=1 WHERE id=?1", error);
  if (state == NULL)
    return FALSE;
  article = jarida_connection_prepare (shelf->library, "UPDATE article SET flags=flags | 32 WHERE id=?1", error);
  if (article == NULL)
    return FALSE;
  jarida_statement_bind_int (insert, 1, id);
  jarida_statement_bind_int (insert, 2, source_id);
  jarida_statement_bind_int (insert, 3, guid_h);
  jarida_statement_bind_text (insert, 4, url);
  jarida_statement_bind_int (state, 1, id);
  jarida_statement_bind_int (article, 1, id);
  g_array_append_val (result->origins, origin);
  return jarida_statement_run (insert, error) && jarida_statement_run (state, error) && jarida_statement_run (article, error);
}

gboolean
jarida_article_row_join (JaridaShelf          *shelf,
                         const JaridaArrival  *arrival,
                         guint32               id,
                         JaridaPutResult      *result,
                         GError              **error)
{
  if (!jarida_article_row_merge (shelf, id, arrival->article, JARIDA_MERGE_OTHER, result, error)
      || !add_origin (shelf, id, arrival->source_id, arrival->guid_h, arrival->article->address, result, error))
    return FALSE;
  jarida_article_rows_note_address (shelf, arrival->url_h, id);
  jarida_article_rows_note_address (shelf, arrival->source_h, id);
  return TRUE;
}

/* Two rows become one. */

/* @sql: ?1 the row that stays, ?2 the one that goes. */
static gboolean
run_for_both (JaridaShelf  *shelf,
              const char   *sql,
              guint32       id,
              guint32       gone,
              GError      **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (shelf->library, sql, error);

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_int (statement, 2, gone);
  return jarida_statement_run (statement, error);
}

/* Read if either was, saved if either was, hidden if both were: the other one stood where the person may have seen it. */
static const char take_marks[] =
  "UPDATE state SET unread=unread AND ifnull((SELECT unread FROM state WHERE id=?2), 1),"
  " saved=saved OR ifnull((SELECT saved FROM state WHERE id=?2), 0),"
  " read_at=ifnull(read_at, (SELECT read_at FROM state WHERE id=?2)),"
  " saved_at=ifnull(saved_at, (SELECT saved_at FROM state WHERE id=?2)),"
  " filtered=CASE WHEN filtered=1 AND (SELECT filtered FROM state WHERE id=?2) IS NOT 1 THEN 2 ELSE filtered END WHERE id=?1";

static gboolean
note_joined (JaridaShelf      *shelf,
             guint32           id,
             guint32           gone,
             JaridaPutResult  *result,
             GError          **error)
{
  JaridaJoinedRow joined = { .gone = gone, .id = id };
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT unread, saved, filtered FROM state WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ROW)
    joined.flags = (jarida_statement_get_int (statement, 0) ? JARIDA_COLUMN_UNREAD : 0)
                   | (jarida_statement_get_int (statement, 1) ? JARIDA_COLUMN_SAVED : 0)
                   | (jarida_statement_get_int (statement, 2) == 1 ? JARIDA_COLUMN_FILTERED : 0)
                   | (jarida_statement_get_int (statement, 2) == 2 ? JARIDA_COLUMN_SHOWN : 0);
  g_array_append_val (result->joined, joined);
  return step != JARIDA_STEP_ERROR;
}

/* A further source of the row that goes. */
typedef struct
{
  gint64  source_id;
  gint64  guid_h;
  char   *url;         /* (owned) (nullable) */
} Origin;

static void
clear_origin (gpointer data)
{
  g_free (((Origin *) data)->url);
}

static GArray *
read_origins (JaridaShelf    *shelf,
              JaridaArrival  *other,
              guint32         id,
              GError        **error)
{
  g_autoptr(GArray) origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  const Origin first = { other->source_id, other->guid_h, g_strdup (other->article->address) };
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  g_array_set_clear_func (origins, clear_origin);
  g_array_append_val (origins, first);
  statement = jarida_connection_prepare (shelf->library, "SELECT source_id, guid_h, url FROM origin WHERE article_id=?1", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, id);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      const Origin origin = { jarida_statement_get_int (statement, 0), jarida_statement_get_int (statement, 1),
                              g_strdup (jarida_statement_get_text (statement, 2)) };

      g_array_append_val (origins, origin);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&origins) : NULL;
}

static gboolean
take_origins (JaridaShelf      *shelf,
              JaridaArrival    *other,
              guint32           id,
              guint32           gone,
              JaridaPutResult  *result,
              GError          **error)
{
  g_autoptr(GArray) origins = read_origins (shelf, other, gone, error);

  for (guint i = 0; origins != NULL && i < origins->len; i++)
    {
      const Origin *origin = &g_array_index (origins, Origin, i);

      if (!jarida_known_rows_move (shelf, origin->source_id, origin->guid_h, gone, id, error)
          || !add_origin (shelf, id, origin->source_id, origin->guid_h, origin->url, result, error))
        return FALSE;
    }
  return origins != NULL;
}

/* @merged is what is known of the row that stays; it takes what the other says. */
static gboolean
absorb (JaridaShelf      *shelf,
        JaridaArticle   **merged,
        guint32           gone,
        JaridaPutResult  *result,
        GError          **error)
{
  const guint32 id = (guint32) (*merged)->id;
  g_autoptr(JaridaArticle) other = NULL;
  g_auto(JaridaArrival) arrival = { NULL };
  JaridaArticle *both;

  if (!jarida_article_rows_load (shelf->library, shelf->bodies, gone, &other, error))
    return FALSE;
  if (other == NULL)
    return TRUE;
  both = jarida_article_merge (*merged, other, JARIDA_MERGE_OTHER);
  jarida_article_unref (*merged);
  *merged = both;
  jarida_arrival_init (&arrival, shelf, other, other->source_id, 0, 0);
  if (!jarida_index_rows_lay_aside (shelf, gone, error)
      || !take_origins (shelf, &arrival, id, gone, result, error)
      || !run_for_both (shelf, take_marks, id, gone, error)
      || !run_for_both (shelf, "UPDATE OR IGNORE hidden_by SET article_id=?1 WHERE article_id=?2", id, gone, error)
      || !run_for_both (shelf, "DELETE FROM hidden_by WHERE article_id=?2 AND article_id<>?1", id, gone, error)
      || !jarida_story_rows_join (shelf, id, gone, error)
      || !run_for_both (shelf, "DELETE FROM origin WHERE article_id=?2 AND article_id<>?1", id, gone, error)
      || !run_for_both (shelf, "DELETE FROM state WHERE id=?2 AND id<>?1", id, gone, error)
      || !run_for_both (shelf, "DELETE FROM article WHERE id=?2 AND id<>?1", id, gone, error)
      || !jarida_shelf_orphan_body (shelf, gone, error))
    return FALSE;
  jarida_article_rows_note_address (shelf, arrival.url_h, id);
  jarida_article_rows_note_address (shelf, arrival.source_h, id);
  return note_joined (shelf, id, gone, result, error);
}

gboolean
jarida_article_row_absorb_partners (JaridaShelf      *shelf,
                                    JaridaArticle   **merged,
                                    JaridaPutResult  *result,
                                    GError          **error)
{
  const guint32 id = (guint32) (*merged)->id;
  g_auto(JaridaArrival) arrival = { NULL };

  jarida_arrival_init (&arrival, shelf, *merged, (*merged)->source_id, 0, 0);
  if (!jarida_known_rows_set_source (shelf, &arrival, id, error))
    return FALSE;
  for (guint i = 0; i < MAX_PARTNERS; i++)
    {
      g_autoptr(GArray) mine = g_array_new (FALSE, FALSE, sizeof (gint64));
      guint32 partner;

      if (!read_sources (shelf, id, mine, error)
          || !find_partner (shelf, mine, id, arrival.canonical, arrival.source, &partner, error))
        return FALSE;
      if (partner == 0)
        break;
      if (!absorb (shelf, merged, partner, result, error))
        return FALSE;
    }
  jarida_article_rows_note_address (shelf, arrival.source_h, id);
  return TRUE;
}

gboolean
jarida_article_row_complete (JaridaShelf          *shelf,
                             guint32               id,
                             const JaridaArticle  *page,
                             JaridaPutResult      *result,
                             GError              **error)
{
  gboolean found;

  if (!jarida_article_row_merge_found (shelf, id, page, JARIDA_MERGE_PAGE, result, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no article %u", id);
  return found;
}
