/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-article-row-private.h"
#include "jarida-shelf-private.h"

/* Articles that were on the shelf before sections, authors and cities were kept, from the newest down. `unfilled` in `meta` says which
 * come next. */

typedef struct
{
  guint32        id;
  JaridaArticle *head;   /* (owned) what the row alone says */
} Old;

static void
clear_old (gpointer data)
{
  jarida_article_unref (((Old *) data)->head);
}

static gboolean
read_old (JaridaShelf  *shelf,
          gint64        newest,
          guint         limit,
          GArray       *out,
          GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library,
    "SELECT id, byline, section, city FROM article WHERE id<=?1 ORDER BY id DESC LIMIT ?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, newest);
  jarida_statement_bind_int (statement, 2, limit);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      Old old = { (guint32) jarida_statement_get_int (statement, 0), jarida_article_new () };

      if (!jarida_statement_is_null (statement, 1))
        {
          old.head->authors = g_new0 (char *, 2);
          old.head->authors[0] = g_strdup (jarida_statement_get_text (statement, 1));
        }
      old.head->section = g_strdup (jarida_statement_get_text (statement, 2));
      old.head->city = g_strdup (jarida_statement_get_text (statement, 3));
      g_array_append_val (out, old);
    }
  return step == JARIDA_STEP_DONE;
}

/* Only the body knows several authors one by one, and the categories. */
static gboolean
needs_body (const JaridaArticle *head)
{
  return (head->authors != NULL && strstr (head->authors[0], ", ") != NULL)
         || jarida_article_find_section (head) == JARIDA_SECTION_NONE;
}

static gboolean
set_unfilled (JaridaShelf  *shelf,
              gint64        next,
              GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = next > 0 ? jarida_connection_prepare (shelf->library, "UPDATE meta SET value=?1 WHERE key='unfilled'", error)
                       : jarida_connection_prepare (shelf->library, "DELETE FROM meta WHERE key='unfilled'", error);
  if (statement == NULL)
    return FALSE;
  if (next > 0)
    jarida_statement_bind_int (statement, 1, next);
  return jarida_statement_run (statement, error);
}

gboolean
jarida_article_rows_fill (JaridaShelf      *shelf,
                          guint             limit,
                          JaridaPutResult  *result,
                          gboolean         *out_done,
                          GError          **error)
{
  g_autoptr(GArray) old = g_array_new (FALSE, FALSE, sizeof (Old));
  gint64 newest = 0;

  g_array_set_clear_func (old, clear_old);
  if (!jarida_connection_query_int (shelf->library, "SELECT value FROM meta WHERE key='unfilled'", 0, &newest, error)
      || !read_old (shelf, newest, limit, old, error))
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    {
      const Old *one = &g_array_index (old, Old, i);
      g_autoptr(JaridaArticle) whole = NULL;

      if (needs_body (one->head)
          && !jarida_article_rows_load (shelf->library, shelf->bodies, one->id, &whole, error))
        return FALSE;
      if (!jarida_article_row_update_topics (shelf, whole != NULL ? whole : one->head, one->id, result, error))
        return FALSE;
    }
  *out_done = old->len < limit;
  return set_unfilled (shelf, *out_done ? 0 : (gint64) g_array_index (old, Old, old->len - 1).id - 1, error);
}
