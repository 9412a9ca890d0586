/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-address.h"
#include "jarida-article-row-private.h"
#include "jarida-fold.h"
#include "jarida-shelf-private.h"

/* Articles that tell the same story. */

/* A title is the same story within so many seconds. */
#define TITLE_SECONDS (3 * 24 * 60 * 60)

static void
add_address (GPtrArray  *addresses,
             const char *url)
{
  char *canonical = url != NULL ? jarida_address_canonical (url) : NULL;

  if (canonical != NULL)
    g_ptr_array_add (addresses, canonical);
}

gboolean
jarida_article_rows_find_same_addresses (JaridaShelf  *shelf,
                                         gint64        id,
                                         GArray       *out_ids,
                                         GError      **error)
{
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT url, source_url FROM article WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  for (int i = 0; step == JARIDA_STEP_ROW && i < 2; i++)
    add_address (addresses, jarida_statement_get_text (statement, i));
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  g_clear_pointer (&statement, jarida_statement_release);
  for (guint i = 0; i < addresses->len; i++)
    {
      g_autoptr(GArray) ids = jarida_article_rows_find_address (shelf, g_ptr_array_index (addresses, i), error);

      if (ids == NULL)
        return FALSE;
      g_array_append_vals (out_ids, ids->data, ids->len);
    }
  return TRUE;
}

static gboolean
read_title (JaridaConnection  *library,
            gint64             id,
            char             **out_folded,
            GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (library, "SELECT title FROM article WHERE id=?1", error);
  const char *title;
  JaridaStep step;

  *out_folded = NULL;
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  title = step == JARIDA_STEP_ROW ? jarida_statement_get_text (statement, 0) : NULL;
  if (title != NULL)
    *out_folded = jarida_fold_text (title);
  return step != JARIDA_STEP_ERROR;
}

gboolean
jarida_article_rows_find_same_titles (JaridaConnection  *library,
                                      gint64             id,
                                      GArray            *out_ids,
                                      GError           **error)
{
  g_autofree char *wanted = NULL;
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  if (!read_title (library, id, &wanted, error))
    return FALSE;
  if (wanted == NULL || wanted[0] == '\0')
    return TRUE;
  statement = jarida_connection_prepare (library, "SELECT id, title FROM article WHERE id BETWEEN ?1 AND ?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id - TITLE_SECONDS);
  jarida_statement_bind_int (statement, 2, id + TITLE_SECONDS);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      guint32 other = (guint32) jarida_statement_get_int (statement, 0);
      const char *title = jarida_statement_get_text (statement, 1);
      g_autofree char *folded = title != NULL && other != id ? jarida_fold_text (title) : NULL;

      if (g_strcmp0 (folded, wanted) == 0)
        g_array_append_val (out_ids, other);
    }
  return step == JARIDA_STEP_DONE;
}
