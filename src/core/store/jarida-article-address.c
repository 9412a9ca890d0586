/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-address.h"
#include "jarida-article-row-private.h"
#include "jarida-hash.h"
#include "jarida-shelf-private.h"

/* From an address to the articles that have it, at a portal, at their own newspaper or at a further source. */

static gboolean
read_addresses (JaridaShelf  *shelf,
                GError      **error)
{
  g_autoptr(JaridaAddressTable) table = NULL;
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  /* Asked three times an article. */
  if (shelf->addresses != NULL)
    return TRUE;
  table = jarida_address_table_new ();
  statement = jarida_connection_prepare (shelf->library, "SELECT url_h, source_h, id FROM known", error);
  if (statement == NULL)
    return FALSE;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    for (int i = 0; i < 2; i++)
      if (jarida_statement_get_int (statement, i) != 0)
        jarida_address_table_add (table, jarida_statement_get_int (statement, i), jarida_statement_get_int (statement, 2));
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  shelf->addresses = g_steal_pointer (&table);
  return TRUE;
}

void
jarida_article_rows_note_address (JaridaShelf *shelf,
                                  gint64       hash,
                                  guint32      id)
{
  if (hash != 0 && shelf->addresses != NULL)
    jarida_address_table_add (shelf->addresses, hash, id);
}

/* Whether one of the columns of what @sql answers for ?1 is the address. */
static gboolean
has_address (JaridaShelf      *shelf,
             const char       *sql,
             guint32           id,
             const char       *canonical,
             gboolean         *out_has,
             GError          **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (shelf->library, sql, error);
  JaridaStep step;

  *out_has = FALSE;
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  while (!*out_has && (step = jarida_statement_step (statement, error)) != JARIDA_STEP_DONE)
    {
      if (step == JARIDA_STEP_ERROR)
        return FALSE;
      for (int i = 0; !*out_has && i < jarida_statement_get_n_columns (statement); i++)
        {
          const char *url = jarida_statement_get_text (statement, i);
          g_autofree char *other = url != NULL ? jarida_address_canonical (url) : NULL;

          *out_has = g_strcmp0 (other, canonical) == 0;
        }
    }
  return TRUE;
}

static gboolean
is_in (const GArray *ids,
       guint32       id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint32, i) == id)
      return TRUE;
  return FALSE;
}

GArray *
jarida_article_rows_find_address (JaridaShelf  *shelf,
                                  const char   *canonical,
                                  GError      **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint64 hash;
  gsize position = 0;
  guint32 guess;

  if (!read_addresses (shelf, error))
    return NULL;
  if (canonical == NULL)
    return g_steal_pointer (&ids);
  hash = jarida_hash_string (canonical);
  while ((guess = jarida_address_table_next (shelf->addresses, hash, &position)) != 0)
    {
      gboolean has = FALSE;

      if (is_in (ids, guess))
        continue;
      if (!has_address (shelf, "SELECT url, source_url FROM article WHERE id=?1", guess, canonical, &has, error)
          || (!has && !has_address (shelf, "SELECT url FROM origin WHERE article_id=?1", guess, canonical, &has, error)))
        return NULL;
      if (has)
        g_array_append_val (ids, guess);
    }
  return g_steal_pointer (&ids);
}
