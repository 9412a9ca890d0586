/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "fuzz.h"
#include "jarida-connection.h"
#include "jarida-search-file.h"
#include "jarida-search-match.h"
#include "jarida-search-private.h"
#include "jarida-search-tokens.h"

/* What is typed into a search, and articles that are indexed: no question is an error, to us or to SQLite, and what was put into the index can
 * be taken out. */

const FuzzSeed fuzz_seeds[] = {
  { "minist\xc3\xa8re \"de la sant\xc3\xa9\" -pluie OR \xc2\xab" "eau\xc2\xbb author:\"A B\" before:2026-11-29 is:unread lang:fr" },
  { "\xd8\xa7\xd9\x84\xd8\xad\xd9\x83\xd9\x88 \xd9\x83\xd8\xa7\xd8\xaa\xd8\xa8:\xd8\xa7 \xe2\x88\x92\xd9\x88 l'\xc5\x93uvre \xee\x80\x80=x *\"()" },
  { "<p>d&#xe9;j&agrave;<script>x</script><!-- a --><b>sa</b>nt&eacute; \xee\x80\x80=s1 \xd9\x85\xd8\xb3\xd8\xa4\xd9\x88\xd9\x84" },
  { NULL },
};

static JaridaConnection *
open_index (void)
{
  static JaridaConnection *index;
  GError *error = NULL;

  if (index == NULL)
    {
      index = jarida_connection_open (":memory:", JARIDA_CONNECTION_WRITE, 4096, NULL);
      /* A database in memory keeps no log, which is no matter here. */
      if (index == NULL || !jarida_search_tokens_register (index, &error)
          || !jarida_connection_execute (index, "CREATE TABLE meta(key TEXT PRIMARY KEY, value)", &error)
          || !jarida_search_file_empty (index, &error))
        g_error ("%s", error != NULL ? error->message : "no database in memory");
    }
  return index;
}

static GArray *
find_sources (const char *name,
              gpointer    user_data)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 one = 1;

  if (name[0] == 'b')
    g_array_append_val (ids, one);
  return ids;
}

static void
ask (JaridaConnection *index,
     const char       *sql,
     const char       *expression)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaStatement) statement = NULL;
  g_autofree char *plain = g_strdup (expression);

  if (expression == NULL)
    return;
  for (char *start; (start = strchr (plain, JARIDA_SEARCH_BEGINNING_START)) != NULL;)
    {
      char *end = strchr (start, JARIDA_SEARCH_BEGINNING_END);

      memmove (start, end + 1, strlen (end));
    }
  statement = jarida_connection_prepare (index, sql, &error);
  g_assert_no_error (error);
  jarida_statement_bind_text (statement, 1, plain);
  while (jarida_statement_step (statement, &error) == JARIDA_STEP_ROW)
    ;
  g_assert_no_error (error);
}

static void
check_marks (const GArray *marks,
             const char   *text)
{
  guint last = 0;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < marks->len; i++)
    {
      const JaridaTextRange *range = &g_array_index (marks, JaridaTextRange, i);

      g_assert_true (range->start >= last && range->end > range->start && range->end <= strlen (text));
      g_assert_true (g_utf8_validate (text + range->start, range->end - range->start, NULL));
      last = range->end;
    }
}

static void
check_question (JaridaConnection *index,
                const char       *typed,
                const char       *text,
                gboolean          typing)
{
  g_autoptr(JaridaSearchQuery) query = jarida_search_query_parse (typed, typing);
  g_auto(JaridaSearchMatch) match = { NULL };
  JaridaSnippet *snippet = g_new0 (JaridaSnippet, 1);
  g_autoptr(GArray) marks = jarida_search_query_mark (query, text);
  g_auto(JaridaExactText) title = { text }, body = { text };

  jarida_search_match_init (&match, query, find_sources, NULL);
  ask (index, "SELECT rowid, jarida_rank(ft) FROM ft WHERE ft MATCH ?1 ORDER BY rowid DESC", match.all);
  ask (index, "SELECT rowid FROM ftt WHERE ftt MATCH ?1 ORDER BY rowid DESC", match.titles);
  ask (index, "SELECT rowid FROM ft WHERE ft MATCH ?1", match.filters);
  check_marks (marks, text);
  jarida_search_query_excerpt (query, text, snippet);
  check_marks (snippet->marks, snippet->text);
  jarida_search_query_holds (query, &title, &body);
  jarida_snippet_free (snippet);
}

/* Nothing is found any more of what was taken out. */
static gboolean
is_empty (JaridaConnection *index)
{
  gint64 n = -1;

  jarida_connection_query_int (index, "SELECT count(*) FROM ft WHERE ft MATCH '\"" JARIDA_INDEX_AS_IS "=x\"'", -1, &n, NULL);
  return n == 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  JaridaConnection *index = open_index ();
  g_autofree char *typed = g_strndup ((const char *) data, size);
  g_autofree char *valid = jarida_text_make_valid (typed, -1);
  g_autoptr(JaridaArticle) article = jarida_article_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) packed = NULL;
  g_auto(JaridaIndexText) text = { NULL };
  g_auto(JaridaIndexText) again = { NULL };

  article->title = g_strdup (valid);
  article->content = g_strdup (typed);
  article->city = g_strdup (valid);
  jarida_index_text_init (&text, article);
  packed = jarida_index_text_pack (&text);
  g_assert_true (jarida_index_text_unpack (&again, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed)));
  g_assert_cmpint (again.hash, ==, text.hash);
  g_assert_true (jarida_search_file_add (index, 1, &text, &error));
  check_question (index, typed, text.body, FALSE);
  check_question (index, typed, text.title, TRUE);
  g_assert_true (jarida_search_file_remove (index, 1, &again, &error));
  g_assert_true (jarida_connection_execute (index, "INSERT INTO ft(ft) VALUES('integrity-check')", &error));
  g_assert_true (is_empty (index));
  return 0;
}
