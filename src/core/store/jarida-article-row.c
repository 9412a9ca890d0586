/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <zstd.h>

#include "jarida-article-row-private.h"
#include "jarida-article-row.h"
#include "jarida-body.h"
#include "jarida-shelf-private.h"

/* What one opened article may take in memory, whatever a damaged file says. */
#define MAX_BODY_SIZE (64 * 1024 * 1024)
#define DAY (24 * 60 * 60)

typedef enum
{
  FLAG_DAY_ONLY = 1 << 0,
  FLAG_LTR      = 1 << 1,
  FLAG_RTL      = 1 << 2,
  FLAG_PARTIAL  = 1 << 3,
  FLAG_COMPLETE = 1 << 4,
  FLAG_MERGED   = 1 << 5,
  FLAG_GUESSED  = 1 << 6,
} ArticleFlags;

guint
jarida_article_flags (const JaridaArticle *article)
{
  return (article->day_only ? FLAG_DAY_ONLY : 0)
         | (article->direction == JARIDA_DIRECTION_LTR ? FLAG_LTR : 0)
         | (article->direction == JARIDA_DIRECTION_RTL ? FLAG_RTL : 0)
         | (article->partial ? FLAG_PARTIAL | FLAG_MERGED : 0)
         | (article->complete ? FLAG_COMPLETE | FLAG_MERGED : 0)
         | (article->merged ? FLAG_MERGED : 0)
         | (article->guessed || article->published == 0 ? FLAG_GUESSED : 0);
}

static JaridaDirection
direction_from_flags (gint64 flags)
{
  if (flags & FLAG_LTR)
    return JARIDA_DIRECTION_LTR;
  return flags & FLAG_RTL ? JARIDA_DIRECTION_RTL : JARIDA_DIRECTION_AUTO;
}

/* The day is all a publisher said: the time by which it is sorted is as good as any, and keeps it under its day; unless it stood
 * somewhere else already when the day became known. */
static gint64
get_shown_time (gint64 id,
                gint64 published,
                gint64 flags)
{
  const gint64 sorted = id + JARIDA_SHELF_EPOCH;

  return (flags & FLAG_DAY_ONLY) && (flags & FLAG_GUESSED || sorted / DAY == published / DAY) ? sorted : published;
}

static gboolean
set_state (JaridaShelf    *shelf,
           const char     *sql,
           const guint32  *ids,
           gsize           n_ids,
           gboolean        on,
           gint64          now,
           GError        **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (jarida_shelf_get_library (shelf), sql, error);

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      jarida_statement_bind_int (statement, 1, ids[i]);
      jarida_statement_bind_int (statement, 2, on);
      jarida_statement_bind_int (statement, 3, now);
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
jarida_article_rows_set_read (JaridaShelf    *shelf,
                              const guint32  *ids,
                              gsize           n_ids,
                              gboolean        read,
                              gint64          now,
                              GError        **error)
{
  /* An unread one with a time was marked so by hand; many at once are an act that is taken back. */
  return set_state (shelf, n_ids == 1 ? "UPDATE state SET unread=NOT ?2, read_at=?3 WHERE id=?1"
                                      : "UPDATE state SET unread=NOT ?2, read_at=CASE WHEN ?2 THEN ?3 END WHERE id=?1",
                    ids, n_ids, read, now, error);
}

gboolean
jarida_article_rows_set_saved (JaridaShelf    *shelf,
                               const guint32  *ids,
                               gsize           n_ids,
                               gboolean        saved,
                               gint64          now,
                               GError        **error)
{
  return set_state (shelf, "UPDATE state SET saved=?2, saved_at=CASE WHEN ?2 THEN ?3 END WHERE id=?1",
                    ids, n_ids, saved, now, error);
}

gboolean
jarida_article_rows_set_wanted (JaridaShelf    *shelf,
                                const guint32  *ids,
                                gsize           n_ids,
                                gboolean        wanted,
                                GError        **error)
{
  return set_state (shelf, "UPDATE state SET kept=(kept & 2) | ?2 WHERE id=?1 AND ?3=?3", ids, n_ids, wanted, 0, error);
}

static JaridaArticle *
read_article (JaridaStatement *statement,
              gint64           id,
              char           **out_byline)
{
  JaridaArticle *article = jarida_article_new ();
  gint64 flags = jarida_statement_get_int (statement, 3);

  article->id = id;
  article->source_id = jarida_statement_get_int (statement, 0);
  article->published = get_shown_time (id, jarida_statement_get_int (statement, 1), flags);
  article->updated = jarida_statement_get_int (statement, 2);
  article->day_only = (flags & FLAG_DAY_ONLY) != 0;
  article->direction = direction_from_flags (flags);
  article->partial = (flags & FLAG_PARTIAL) != 0;
  article->complete = (flags & FLAG_COMPLETE) != 0;
  article->merged = (flags & FLAG_MERGED) != 0;
  article->language = g_strdup (jarida_statement_get_text (statement, 4));
  article->title = g_strdup (jarida_statement_get_text (statement, 5));
  *out_byline = g_strdup (jarida_statement_get_text (statement, 6));
  article->section = g_strdup (jarida_statement_get_text (statement, 7));
  article->city = g_strdup (jarida_statement_get_text (statement, 8));
  article->address = g_strdup (jarida_statement_get_text (statement, 9));
  article->image = g_strdup (jarida_statement_get_text (statement, 10));
  article->excerpt = g_strdup (jarida_statement_get_text (statement, 11));
  article->source_address = g_strdup (jarida_statement_get_text (statement, 12));
  return article;
}

static gboolean
load_origins (JaridaConnection  *library,
              JaridaArticle     *article,
              GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library,
                                         "SELECT source_id, url FROM origin WHERE article_id=?1 ORDER BY source_id", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, article->id);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      if (article->origins == NULL)
        {
          article->origins = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_origin_free);
          g_ptr_array_add (article->origins, jarida_origin_new (article->source_id, article->address));
        }
      g_ptr_array_add (article->origins, jarida_origin_new (jarida_statement_get_int (statement, 0),
                                                            jarida_statement_get_text (statement, 1)));
    }
  return step == JARIDA_STEP_DONE;
}

/* A body that is missing or rotten is "not kept", not an error: the web can give it again. */
static gboolean
load_body (JaridaConnection  *bodies,
           JaridaArticle     *article,
           GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  g_autofree guint8 *text = NULL;
  gconstpointer z;
  gsize z_size, size;
  unsigned long long wanted;
  JaridaStep step;

  statement = jarida_connection_prepare (bodies, "SELECT z FROM body WHERE id=?1 AND dict=0", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, article->id);
  step = jarida_statement_step (statement, error);
  if (step != JARIDA_STEP_ROW)
    return step == JARIDA_STEP_DONE;
  z = jarida_statement_get_blob (statement, 0, &z_size);
  wanted = ZSTD_getFrameContentSize (z, z_size);
  if (wanted == ZSTD_CONTENTSIZE_UNKNOWN || wanted == ZSTD_CONTENTSIZE_ERROR || wanted > MAX_BODY_SIZE)
    return TRUE;
  text = g_malloc (wanted + 1);
  size = ZSTD_decompress (text, wanted, z, z_size);
  if (!ZSTD_isError (size))
    jarida_body_unpack (text, size, article);
  return TRUE;
}

gboolean
jarida_article_rows_load_text (JaridaConnection  *library,
                               JaridaConnection  *bodies,
                               gint64             id,
                               JaridaArticle    **out_article,
                               GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  g_autofree char *byline = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library,
    "SELECT source_id, published, updated, flags, language, title, byline, section, city, url, image, excerpt,"
    " source_url FROM article WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  *out_article = NULL;
  if (step == JARIDA_STEP_DONE)
    return TRUE;
  article = read_article (statement, id, &byline);
  if (!load_body (bodies, article, error))
    return FALSE;
  if (article->authors == NULL && byline != NULL)
    {
      article->authors = g_new0 (char *, 2);
      article->authors[0] = g_steal_pointer (&byline);
    }
  *out_article = g_steal_pointer (&article);
  return TRUE;
}

gboolean
jarida_article_rows_load (JaridaConnection  *library,
                          JaridaConnection  *bodies,
                          gint64             id,
                          JaridaArticle    **out_article,
                          GError           **error)
{
  g_autoptr(JaridaArticle) article = NULL;

  *out_article = NULL;
  if (!jarida_article_rows_load_text (library, bodies, id, &article, error))
    return FALSE;
  if (article == NULL)
    return TRUE;
  if (!load_origins (library, article, error))
    return FALSE;
  article->section_kind = jarida_article_find_section (article);
  *out_article = g_steal_pointer (&article);
  return TRUE;
}

static void
read_headline (JaridaStatement      *statement,
               JaridaHeadlineValues *values)
{
  gint64 flags = jarida_statement_get_int (statement, 2);

  values->source_id = jarida_statement_get_int (statement, 0);
  values->published = get_shown_time (values->id, jarida_statement_get_int (statement, 1), flags);
  values->day_only = (flags & FLAG_DAY_ONLY) != 0;
  values->direction = direction_from_flags (flags);
  values->language = jarida_statement_get_text (statement, 3);
  values->title = jarida_statement_get_text (statement, 4);
  values->byline = jarida_statement_get_text (statement, 5);
  values->address = jarida_statement_get_text (statement, 6);
  values->image = jarida_statement_get_text (statement, 7);
  values->excerpt = jarida_statement_get_text (statement, 8);
}

gboolean
jarida_article_rows_read_headlines (JaridaConnection          *library,
                                    const guint32             *ids,
                                    gsize                      n_ids,
                                    JaridaHeadlineValuesFunc   func,
                                    gpointer                   user_data,
                                    GError                   **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  gboolean done = FALSE;

  /* One look at the log for all of them, not one for each. */
  if (!jarida_connection_execute (library, "BEGIN", error))
    return FALSE;
  statement = jarida_connection_prepare (library,
    "SELECT source_id, published, flags, language, title, byline, url, image, excerpt FROM article WHERE id=?1", error);
  if (statement == NULL)
    goto out;
  for (gsize i = 0; i < n_ids; i++)
    {
      JaridaHeadlineValues values = { .id = ids[i] };
      JaridaStep step;

      jarida_statement_bind_int (statement, 1, ids[i]);
      step = jarida_statement_step (statement, error);
      if (step == JARIDA_STEP_ERROR)
        goto out;
      if (step == JARIDA_STEP_ROW)
        {
          read_headline (statement, &values);
          func (&values, user_data);
        }
      jarida_statement_reset (statement);
    }
  done = TRUE;
out:
  g_clear_pointer (&statement, jarida_statement_release);
  jarida_connection_rollback (library);
  return done;
}
