/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-merge.h"
#include "jarida-article-row-private.h"
#include "jarida-article-row.h"
#include "jarida-known-row.h"
#include "jarida-shelf-private.h"
#include "jarida-story-row.h"
#include "jarida-topic-row.h"

#define DAY (24 * 60 * 60)
/* A day-only article is put somewhere in the first 22 hours of its day in Greenwich, so that it is the same day there and
 * from Nouakchott to Cairo. */
#define DAY_ONLY_SPREAD (22 * 60 * 60)

/* The second an article would like to have. Where only the day is known, a moment that is not the day's first says where in it the
 * article is to stand. */
static guint32
get_wanted_id (const JaridaArrival *arrival)
{
  const JaridaArticle *article = arrival->article;
  gint64 second = article->published;

  if (second == 0)
    second = arrival->now - arrival->position;
  else if (article->day_only && second % DAY == 0)
    second += (guint64) arrival->guid_h % DAY_ONLY_SPREAD - ((second % DAY) + DAY) % DAY;
  second = MIN (second, arrival->now);
  return CLAMP (second - JARIDA_SHELF_EPOCH, 1, (gint64) G_MAXUINT32);
}

/* Without a date they would pile up into the future; and what stands behind another stays behind it. */
static gboolean
goes_downwards (const JaridaArticle *article)
{
  return article->published == 0 || (article->day_only && article->published % DAY != 0);
}

/* The first free id from @wanted on, upwards or downwards. */
static gboolean
find_free_id (JaridaShelf  *shelf,
              guint32       wanted,
              gboolean      downwards,
              guint32      *out_id,
              GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  guint slot = wanted % N_HINTS;
  gint64 id = wanted;
  JaridaStep step;

  /* A publisher who gives the same second to thousands must not make us walk past all of them each time. */
  if (shelf->hints[slot].wanted == wanted && shelf->hints[slot].next != 0)
    id = shelf->hints[slot].next;
  statement = jarida_connection_prepare (shelf->library,
                                         downwards ? "SELECT id FROM state WHERE id<=?1 ORDER BY id DESC"
                                                   : "SELECT id FROM state WHERE id>=?1 ORDER BY id", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW
         && jarida_statement_get_int (statement, 0) == id)
    id += downwards ? -1 : 1;
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  if (id <= 0 || id > G_MAXUINT32)
    {
      g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FAILED, "no free second beside %u", wanted);
      return FALSE;
    }
  shelf->hints[slot].wanted = wanted;
  shelf->hints[slot].next = id;
  *out_id = id;
  return TRUE;
}

/* The same story by its address, from another source: *out_twin is the first that had it, 0 when there is none. */
static gboolean
find_twin (JaridaShelf          *shelf,
           const JaridaArrival  *arrival,
           gint64               *out_twin,
           GError              **error)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(JaridaStatement) statement = NULL;

  *out_twin = 0;
  ids = jarida_article_rows_find_address (shelf, arrival->canonical, error);
  if (ids == NULL)
    return FALSE;
  statement = jarida_connection_prepare (shelf->library, "SELECT source_id, twin_of FROM article WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; *out_twin == 0 && i < ids->len; i++)
    {
      const guint32 id = g_array_index (ids, guint32, i);
      JaridaStep step;

      jarida_statement_bind_int (statement, 1, id);
      step = jarida_statement_step (statement, error);
      if (step == JARIDA_STEP_ERROR)
        return FALSE;
      if (step == JARIDA_STEP_ROW && jarida_statement_get_int (statement, 0) != arrival->source_id)
        *out_twin = jarida_statement_is_null (statement, 1) ? (gint64) id : jarida_statement_get_int (statement, 1);
      jarida_statement_reset (statement);
    }
  return TRUE;
}

static gboolean
insert_state (JaridaShelf            *shelf,
              const JaridaColumnRow  *row,
              GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
                                         "INSERT INTO state(id, source_id, section, city, byline) VALUES(?1,?2,?3,?4,?5)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, row->id);
  jarida_statement_bind_int (statement, 2, row->source);
  jarida_statement_bind_int (statement, 3, row->section);
  jarida_statement_bind_int (statement, 4, row->city);
  jarida_statement_bind_int (statement, 5, row->byline);
  return jarida_statement_run (statement, error);
}

/* A person has opened it before it came: it is read, and stays however old it is. It may have been here a long time ago. */
static gboolean
mark_opened (JaridaShelf          *shelf,
             const JaridaArrival  *arrival,
             const JaridaKnown    *known,
             guint32               id,
             GError              **error)
{
  return jarida_article_rows_set_read (shelf, &id, 1, TRUE, arrival->now, error)
         && jarida_article_rows_set_wanted (shelf, &id, 1, TRUE, error)
         && (known->id == 0 || jarida_known_rows_move (shelf, arrival->source_id, arrival->guid_h, known->id, id, error));
}

/* What nobody has opened yet goes past the filters. */
static gboolean
put_new (JaridaShelf          *shelf,
         JaridaArrival        *arrival,
         const JaridaKnown    *known,
         gboolean              opened,
         JaridaPutResult      *result,
         GError              **error)
{
  JaridaColumnRow row = { .source = (guint16) arrival->source_id,
                          .flags = opened ? JARIDA_COLUMN_WANTED : JARIDA_COLUMN_UNREAD };
  gint64 twin;

  if (!find_free_id (shelf, get_wanted_id (arrival), goes_downwards (arrival->article), &row.id, error)
      || !find_twin (shelf, arrival, &twin, error)
      || !jarida_story_rows_begin (shelf, arrival->now, error)
      || !jarida_topic_rows_find (shelf, arrival->article, &row, result->bylines, error)
      || !jarida_arrival_save_body (arrival, shelf, row.id, error)
      || !jarida_article_row_insert (shelf, arrival, row.id, twin, error)
      || !insert_state (shelf, &row, error)
      || !jarida_known_rows_save (shelf, arrival, known, row.id, error)
      || !(opened ? mark_opened (shelf, arrival, known, row.id, error)
                  : jarida_article_row_judge (shelf, arrival->now, &row, result, error))
      || !jarida_story_rows_place (shelf, arrival, row.id, result, error))
    return FALSE;
  jarida_article_rows_note_address (shelf, arrival->url_h, row.id);
  jarida_article_rows_note_address (shelf, arrival->source_h, row.id);
  g_array_append_val (result->rows, row);
  return TRUE;
}

/* An article that has left the shelf stays away, only its fingerprint is renewed. */
static gboolean
put_changed (JaridaShelf          *shelf,
             JaridaArrival        *arrival,
             const JaridaKnown    *known,
             JaridaPutResult      *result,
             GError              **error)
{
  JaridaMerge how = JARIDA_MERGE_CORRECTION;
  g_autofree char *title = NULL;
  gboolean merges;
  gint64 first;

  if (!jarida_article_row_is_merged (shelf, known->id, &merges, &first, error)
      || !jarida_story_rows_read_title (shelf, known->id, &title, error))
    return FALSE;
  if (arrival->article->partial)
    how = JARIDA_MERGE_LISTING;
  else if (first != arrival->source_id)
    how = JARIDA_MERGE_OTHER;
  merges = merges || how != JARIDA_MERGE_CORRECTION;
  if (!(merges ? jarida_article_row_merge (shelf, known->id, arrival->article, how, result, error)
               : jarida_article_row_update (shelf, arrival, known->id, result, error)))
    return FALSE;
  return jarida_story_rows_retell (shelf, arrival->now, known->id, title, result, error)
         && jarida_known_rows_save (shelf, arrival, known, known->id, error);
}

static gboolean
put_one (JaridaShelf      *shelf,
         JaridaArrival    *arrival,
         JaridaPutResult  *result,
         GError          **error)
{
  JaridaKnown known;
  guint32 partner;

  if (!jarida_known_rows_find (shelf, arrival, &known, error))
    return FALSE;
  if (known.id == 0 && !jarida_article_row_find_partner (shelf, arrival, &partner, error))
    return FALSE;
  if (known.id == 0 && partner != 0)
    return jarida_article_row_join (shelf, arrival, partner, result, error)
           && jarida_known_rows_save (shelf, arrival, &known, partner, error);
  if (known.id == 0)
    return put_new (shelf, arrival, &known, FALSE, result, error);
  if ((arrival->article->partial ? known.partial_h : known.content_h) == arrival->content_h)
    return TRUE;
  return put_changed (shelf, arrival, &known, result, error);
}

gboolean
jarida_article_rows_put (JaridaShelf      *shelf,
                         gint64            source_id,
                         GPtrArray        *articles,
                         guint             from,
                         guint             to,
                         gint64            now,
                         GHashTable       *seen,
                         JaridaPutResult  *result,
                         GError          **error)
{
  if (!jarida_known_rows_begin (shelf, source_id, articles->len, error))
    return FALSE;
  for (guint i = from; i < to; i++)
    {
      g_auto(JaridaArrival) arrival;

      jarida_arrival_init (&arrival, shelf, g_ptr_array_index (articles, i), source_id, i, now);
      if (g_hash_table_add (seen, g_memdup2 (&arrival.guid_h, sizeof arrival.guid_h))
          && !put_one (shelf, &arrival, result, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
jarida_article_rows_make_known (JaridaShelf          *shelf,
                                const JaridaArticle  *article,
                                GError              **error)
{
  const JaridaKnown none = { 0 };
  g_auto(JaridaArrival) arrival;

  jarida_arrival_init (&arrival, shelf, article, article->source_id, 0, 0);
  /* The excerpt on the shelf is shortened, so the fingerprint may not be that of the feed: 0 lets the next one in. */
  arrival.content_h = 0;
  return jarida_known_rows_save (shelf, &arrival, &none, (guint32) article->id, error);
}

static gboolean
is_there (JaridaShelf  *shelf,
          guint32       id,
          gboolean     *out_there,
          GError      **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (shelf->library, "SELECT 1 FROM article WHERE id=?1", error);
  JaridaStep step;

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  *out_there = step == JARIDA_STEP_ROW;
  return step != JARIDA_STEP_ERROR;
}

/* The row that an arrival is, or would become one with; 0: there is none. */
static gboolean
find_row (JaridaShelf          *shelf,
          const JaridaArrival  *arrival,
          JaridaKnown          *out_known,
          guint32              *out_id,
          GError              **error)
{
  gboolean there = FALSE;

  *out_known = (JaridaKnown) { .guid_h = arrival->guid_h };
  *out_id = 0;
  if (arrival->source_id != 0
      && (!jarida_known_rows_begin (shelf, arrival->source_id, 1, error)
          || !jarida_known_rows_find (shelf, arrival, out_known, error)
          || (out_known->id != 0 && !is_there (shelf, out_known->id, &there, error))))
    return FALSE;
  if (there)
    *out_id = out_known->id;
  return there || jarida_article_row_find_partner (shelf, arrival, out_id, error);
}

gboolean
jarida_article_row_find (JaridaShelf          *shelf,
                         gint64                source_id,
                         const JaridaArticle  *article,
                         guint32              *out_id,
                         GError              **error)
{
  g_auto(JaridaArrival) arrival;
  g_autoptr(GArray) ids = NULL;
  JaridaKnown known;

  jarida_arrival_init (&arrival, shelf, article, source_id, 0, 0);
  if (source_id != 0)
    return find_row (shelf, &arrival, &known, out_id, error);
  /* Of a newspaper that is not here: whoever has that address. */
  ids = jarida_article_rows_find_address (shelf, arrival.canonical, error);
  if (ids == NULL)
    return FALSE;
  *out_id = ids->len > 0 ? g_array_index (ids, guint32, 0) : 0;
  return TRUE;
}

gboolean
jarida_article_row_keep (JaridaShelf          *shelf,
                         gint64                source_id,
                         const JaridaArticle  *listed,
                         const JaridaArticle  *page,
                         gint64                now,
                         JaridaPutResult      *result,
                         guint32              *out_id,
                         GError              **error)
{
  g_auto(JaridaArrival) arrival;
  JaridaKnown known;

  jarida_arrival_init (&arrival, shelf, listed, source_id, 0, now);
  if (!find_row (shelf, &arrival, &known, out_id, error))
    return FALSE;
  if (*out_id == 0)
    {
      if (!put_new (shelf, &arrival, &known, TRUE, result, error))
        return FALSE;
      *out_id = g_array_index (result->rows, JaridaColumnRow, result->rows->len - 1).id;
    }
  else if (known.id != *out_id
           && (!jarida_article_row_join (shelf, &arrival, *out_id, result, error)
               || !jarida_known_rows_save (shelf, &arrival, &known, *out_id, error)
               || (known.id != 0
                   && !jarida_known_rows_move (shelf, source_id, arrival.guid_h, known.id, *out_id, error))))
    return FALSE;
  return jarida_article_row_complete (shelf, *out_id, page, result, error);
}
