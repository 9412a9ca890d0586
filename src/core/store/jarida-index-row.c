/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-index-row.h"

#include "jarida-article-row.h"
#include "jarida-index-text.h"
#include "jarida-shelf-private.h"

gboolean
jarida_index_rows_lay_aside (JaridaShelf  *shelf,
                             guint32       id,
                             GError      **error)
{
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(JaridaStatement) statement = NULL;
  g_autoptr(GBytes) packed = NULL;
  g_auto(JaridaIndexText) text = { NULL };
  gconstpointer data;
  gsize size;

  if (!jarida_article_rows_load (shelf->library, shelf->bodies, id, &article, error))
    return FALSE;
  if (article == NULL)
    return TRUE;
  jarida_index_text_init (&text, article);
  packed = jarida_index_text_pack (&text);
  data = g_bytes_get_data (packed, &size);
  statement = jarida_connection_prepare (shelf->library, "INSERT INTO index_queue(id, hash, old) VALUES(?1,?2,?3)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_int (statement, 2, text.hash);
  jarida_statement_bind_blob (statement, 3, data, size);
  return jarida_statement_run (statement, error);
}

gboolean
jarida_index_rows_forget (JaridaShelf  *shelf,
                          guint32       id,
                          gint64        number,
                          GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library, "DELETE FROM index_queue WHERE id=?1 AND number<=?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_int (statement, 2, number);
  return jarida_statement_run (statement, error);
}

GArray *
jarida_index_rows_read (JaridaConnection  *library,
                        guint              limit,
                        GError           **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library, "SELECT id FROM index_queue ORDER BY id LIMIT ?1", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, limit);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      guint32 id = (guint32) jarida_statement_get_int (statement, 0);

      if (ids->len == 0 || g_array_index (ids, guint32, ids->len - 1) != id)
        g_array_append_val (ids, id);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

gboolean
jarida_index_row_find (JaridaConnection  *library,
                       guint32            id,
                       gint64             hash,
                       GBytes           **out_old,
                       gint64            *out_number,
                       GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  *out_old = NULL;
  *out_number = 0;
  statement = jarida_connection_prepare (library, "SELECT number, hash, old FROM index_queue WHERE id=?1 ORDER BY number", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gsize size;
      gconstpointer data = jarida_statement_get_blob (statement, 2, &size);

      *out_number = jarida_statement_get_int (statement, 0);
      if (*out_old == NULL && jarida_statement_get_int (statement, 1) == hash)
        *out_old = g_bytes_new (data, size);
    }
  if (step == JARIDA_STEP_DONE)
    return TRUE;
  g_clear_pointer (out_old, g_bytes_unref);
  return FALSE;
}
