/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-shelf-private.h"
#include "jarida-topic-row.h"

/* Longer is no name; and nobody signs with so many. */
#define MAX_NAME 200
#define MAX_AUTHORS 16
/* The column `kind` of `followed`: 1 an author, 2 a city. */
#define KEPT_AUTHOR "1"
/* What is remembered of names between articles, so that hardly one is asked for in the table. */
#define MAX_REMEMBERED 20000

void
jarida_topic_row_free (JaridaTopicRow *self)
{
  g_free (self->name);
  g_free (self);
}

char *
jarida_topic_make_key (const char *name)
{
  g_autofree char *key = NULL;

  if (name == NULL || strlen (name) > MAX_NAME)
    return NULL;
  key = jarida_fold_text (name);
  return key[0] != '\0' ? g_steal_pointer (&key) : NULL;
}

static gint64
recall (GHashTable *table,
        const char *text)
{
  return table != NULL ? (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (table, text)) : 0;
}

static void
remember (GHashTable **table,
          const char  *text,
          gint64       id)
{
  if (*table != NULL && g_hash_table_size (*table) >= MAX_REMEMBERED)
    g_hash_table_remove_all (*table);
  if (*table == NULL)
    *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (*table, g_strdup (text), GSIZE_TO_POINTER ((gsize) id));
}

/* Runs @find (?1 the key) and, when there is none, @insert (?1 the key, ?2 the name). */
static gboolean
find_or_insert (JaridaShelf      *shelf,
                JaridaStatement  *find,
                JaridaStatement  *insert,
                const char       *key,
                const char       *name,
                gint64           *out_id,
                gboolean         *out_new,
                GError          **error)
{
  JaridaStep step;

  if (find == NULL || insert == NULL)
    return FALSE;
  jarida_statement_bind_text (find, 1, key);
  step = jarida_statement_step (find, error);
  *out_id = step == JARIDA_STEP_ROW ? jarida_statement_get_int (find, 0) : 0;
  *out_new = step == JARIDA_STEP_DONE;
  jarida_statement_reset (find);
  if (step != JARIDA_STEP_DONE)
    return step == JARIDA_STEP_ROW;
  jarida_statement_bind_text (insert, 1, key);
  jarida_statement_bind_text (insert, 2, name);
  if (!jarida_statement_run (insert, error))
    return FALSE;
  *out_id = jarida_connection_get_last_id (shelf->library);
  return TRUE;
}

static gboolean
find_city (JaridaShelf  *shelf,
           const char   *name,
           guint16      *out_id,
           GError      **error)
{
  g_autofree char *key = jarida_topic_make_key (name);
  g_autoptr(JaridaStatement) find = NULL;
  g_autoptr(JaridaStatement) insert = NULL;
  gint64 id = key != NULL ? recall (shelf->cities, key) : 0;
  gboolean is_new;

  if (key != NULL && id == 0)
    {
      find = jarida_connection_prepare (shelf->library, "SELECT id FROM city WHERE key=?1", error);
      if (find == NULL)
        return FALSE;
      insert = jarida_connection_prepare (shelf->library, "INSERT INTO city(key, name) VALUES(?1,?2)", error);
      if (!find_or_insert (shelf, find, insert, key, name, &id, &is_new, error))
        return FALSE;
      remember (&shelf->cities, key, id);
    }
  /* There are not so many: what comes after them is no list of cities any more. */
  *out_id = id <= G_MAXUINT16 ? (guint16) id : 0;
  return TRUE;
}

gboolean
jarida_topic_row_learn_city (JaridaShelf  *shelf,
                             const char   *name,
                             GError      **error)
{
  guint16 id;

  return find_city (shelf, name, &id, error);
}

static gboolean
link_author (JaridaShelf  *shelf,
             gint64        byline,
             const char   *name,
             GArray       *bylines,
             GError      **error)
{
  g_autofree char *key = jarida_topic_make_key (name);
  g_autoptr(JaridaStatement) find = NULL;
  g_autoptr(JaridaStatement) insert = NULL;
  g_autoptr(JaridaStatement) link = NULL;
  JaridaBylineAuthor pair = { .byline = (guint32) byline };
  gboolean is_new;

  if (key == NULL)
    return TRUE;
  find = jarida_connection_prepare (shelf->library, "SELECT id FROM author WHERE key=?1", error);
  if (find == NULL)
    return FALSE;
  insert = jarida_connection_prepare (shelf->library, "INSERT INTO author(key, name) VALUES(?1,?2)", error);
  if (!find_or_insert (shelf, find, insert, key, name, &pair.author, &is_new, error))
    return FALSE;
  link = jarida_connection_prepare (shelf->library,
                                    "INSERT OR IGNORE INTO byline_author(author_id, byline_id) VALUES(?1,?2)", error);
  if (link == NULL)
    return FALSE;
  jarida_statement_bind_int (link, 1, pair.author);
  jarida_statement_bind_int (link, 2, byline);
  if (!jarida_statement_run (link, error))
    return FALSE;
  g_array_append_val (bylines, pair);
  return TRUE;
}

static gboolean
find_byline (JaridaShelf          *shelf,
             const JaridaArticle  *article,
             guint32              *out_id,
             GArray               *bylines,
             GError              **error)
{
  g_autofree char *text = jarida_article_dup_byline (article);
  g_autoptr(JaridaStatement) find = NULL;
  g_autoptr(JaridaStatement) insert = NULL;
  gint64 id = text != NULL && text[0] != '\0' ? recall (shelf->bylines, text) : 0;
  gboolean is_new = FALSE;

  *out_id = 0;
  if (text == NULL || text[0] == '\0' || strlen (text) > MAX_NAME * MAX_AUTHORS)
    return TRUE;
  if (id == 0)
    {
      find = jarida_connection_prepare (shelf->library, "SELECT id FROM byline WHERE text=?1", error);
      if (find == NULL)
        return FALSE;
      insert = jarida_connection_prepare (shelf->library, "INSERT INTO byline(text, id) VALUES(?1,?2)", error);
      /* NULL for the name, which is the id here: the next one. */
      if (!find_or_insert (shelf, find, insert, text, NULL, &id, &is_new, error))
        return FALSE;
      remember (&shelf->bylines, text, id);
    }
  for (guint i = 0; is_new && i < MAX_AUTHORS && article->authors[i] != NULL; i++)
    if (!link_author (shelf, id, article->authors[i], bylines, error))
      return FALSE;
  *out_id = (guint32) id;
  return TRUE;
}

gboolean
jarida_topic_rows_find (JaridaShelf          *shelf,
                        const JaridaArticle  *article,
                        JaridaColumnRow      *out,
                        GArray               *bylines,
                        GError              **error)
{
  out->section = (guint8) jarida_article_find_section (article);
  return find_city (shelf, article->city, &out->city, error)
         && find_byline (shelf, article, &out->byline, bylines, error);
}

GArray *
jarida_topic_rows_read_bylines (JaridaConnection  *library,
                                gint64             author,
                                GError           **error)
{
  g_autoptr(GArray) bylines = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library,
                                         "SELECT byline_id FROM byline_author WHERE author_id=?1 ORDER BY byline_id", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, author);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      guint32 id = (guint32) jarida_statement_get_int (statement, 0);

      g_array_append_val (bylines, id);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&bylines) : NULL;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const JaridaTopicRow *first = *(JaridaTopicRow * const *) a, *second = *(JaridaTopicRow * const *) b;

  return (first->position > second->position) - (first->position < second->position);
}

GPtrArray *
jarida_topic_rows_read_followed (JaridaConnection  *library,
                                 GError           **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_topic_row_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library,
    "SELECT kind, id, CASE kind WHEN " KEPT_AUTHOR " THEN (SELECT name FROM author WHERE author.id=followed.id)"
    " ELSE (SELECT name FROM city WHERE city.id=followed.id) END, position FROM followed", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      JaridaTopicRow *row;

      if (jarida_statement_is_null (statement, 2))
        continue;
      row = g_new0 (JaridaTopicRow, 1);
      row->kind = jarida_statement_get_int (statement, 0) == 1 ? JARIDA_PLACE_AUTHOR : JARIDA_PLACE_CITY;
      row->id = jarida_statement_get_int (statement, 1);
      row->name = g_strdup (jarida_statement_get_text (statement, 2));
      row->position = (int) jarida_statement_get_int (statement, 3);
      g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, compare_positions);
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}
