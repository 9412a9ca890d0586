/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-shelf-private.h"
#include "jarida-story-row.h"
#include "jarida-story-words.h"

/* Stories are found when articles come, in their transaction: among the headlines of the last days, which are read once and then kept
 * in memory. Nothing of an article that came before is looked at again, so what was written stays as it is; but one whose title is
 * corrected into another finds its story anew. */

#define CUT_SECONDS 3600

static gint64
get_first (gint64 now)
{
  return now - JARIDA_SHELF_EPOCH - JARIDA_STORY_SECONDS;
}

static gboolean
run_with_two (JaridaConnection  *library,
              const char        *sql,
              gint64             first,
              gint64             second,
              GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (library, sql, error);

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, first);
  jarida_statement_bind_int (statement, 2, second);
  return jarida_statement_run (statement, error);
}

/* All that came in the last days. */
static gboolean
fill_index (JaridaShelf       *shelf,
            JaridaStoryIndex  *index,
            gint64             now,
            GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library,
    "SELECT a.id, a.source_id, ifnull(a.language, s.language), a.title, ifnull(t.story, 0), ifnull(t.apart, 0) FROM article a"
    " LEFT JOIN source s ON s.id=a.source_id LEFT JOIN story t ON t.id=a.id WHERE a.id>=?1 ORDER BY a.id", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, get_first (now));
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      const JaridaStoryArticle article = {
        (guint32) jarida_statement_get_int (statement, 0), (guint32) jarida_statement_get_int (statement, 1),
        jarida_statement_get_text (statement, 2), jarida_statement_get_text (statement, 3),
      };

      jarida_story_index_add (index, &article, (guint32) jarida_statement_get_int (statement, 4),
                              jarida_statement_get_int (statement, 5) != 0);
    }
  return step == JARIDA_STEP_DONE;
}

gboolean
jarida_story_rows_begin (JaridaShelf  *shelf,
                         gint64        now,
                         GError      **error)
{
  g_autoptr(JaridaStoryIndex) index = NULL;
  gint64 last = 0;

  if (shelf->stories != NULL)
    {
      if (now < shelf->stories_cut || now - shelf->stories_cut > CUT_SECONDS)
        {
          jarida_story_index_trim (shelf->stories, (guint32) CLAMP (get_first (now), 0, (gint64) G_MAXUINT32));
          shelf->stories_cut = now;
        }
      return TRUE;
    }
  index = jarida_story_index_new ();
  if (!jarida_connection_query_int (shelf->library, "SELECT ifnull(max(story), 0) FROM story", 0, &last, error)
      || !fill_index (shelf, index, now, error))
    return FALSE;
  shelf->new_story = (guint32) CLAMP (last + 1, 1, (gint64) G_MAXUINT32);
  shelf->stories_cut = now;
  shelf->stories = g_steal_pointer (&index);
  return TRUE;
}

static char *
dup_language (JaridaShelf          *shelf,
              const JaridaArrival  *arrival,
              GError              **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  if (arrival->article->language != NULL)
    return g_strdup (arrival->article->language);
  statement = jarida_connection_prepare (shelf->library, "SELECT ifnull(language, '') FROM source WHERE id=?1", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, arrival->source_id);
  switch (jarida_statement_step (statement, error))
    {
    case JARIDA_STEP_ROW:
      return g_strdup (jarida_statement_get_text (statement, 0));
    case JARIDA_STEP_DONE:
      return g_strdup ("");
    case JARIDA_STEP_ERROR:
    default:
      return NULL;
    }
}

static gboolean
read_members (JaridaConnection  *library,
              gint64             story,
              GArray            *out_ids,
              GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library, "SELECT id FROM story WHERE story=?1 AND apart=0 ORDER BY id", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, story);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      guint32 id = (guint32) jarida_statement_get_int (statement, 0);

      g_array_append_val (out_ids, id);
    }
  return step == JARIDA_STEP_DONE;
}

static gboolean
write_placing (JaridaShelf               *shelf,
               const JaridaStoryPlacing  *placing,
               JaridaPutResult           *result,
               GError                   **error)
{
  g_autoptr(GArray) members = g_array_new (FALSE, FALSE, sizeof (guint32));

  /* One that stood alone may have gone since. */
  for (guint i = 0; i < placing->ids->len; i++)
    if (!run_with_two (shelf->library, "INSERT OR IGNORE INTO story(id, story) SELECT id, ?2 FROM article WHERE id=?1",
                       g_array_index (placing->ids, guint32, i), placing->story, error))
      return FALSE;
  for (guint i = 0; i < placing->stories->len; i++)
    if (!run_with_two (shelf->library, "UPDATE story SET story=?2 WHERE story=?1",
                       g_array_index (placing->stories, guint32, i), placing->story, error))
      return FALSE;
  if (!read_members (shelf->library, placing->story, members, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    g_array_append_val (result->stories, ((JaridaColumnStory) { g_array_index (members, guint32, i), placing->story }));
  return TRUE;
}

gboolean
jarida_story_rows_place (JaridaShelf          *shelf,
                         const JaridaArrival  *arrival,
                         guint32               id,
                         JaridaPutResult      *result,
                         GError              **error)
{
  JaridaStoryArticle article = { id, (guint32) arrival->source_id, NULL, arrival->article->title };
  g_auto(JaridaStoryPlacing) placing = { 0 };
  g_autofree char *language = NULL;

  /* News of last week is no news. */
  if (shelf->stories == NULL || id < get_first (arrival->now))
    return TRUE;
  language = dup_language (shelf, arrival, error);
  if (language == NULL)
    return FALSE;
  article.language = language;
  if (!jarida_story_index_place (shelf->stories, &article, shelf->new_story, &placing))
    return TRUE;
  if (placing.story == shelf->new_story)
    shelf->new_story++;
  return write_placing (shelf, &placing, result, error);
}

gboolean
jarida_story_rows_read_title (JaridaShelf  *shelf,
                              guint32       id,
                              char        **out_title,
                              GError      **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (shelf->library, "SELECT title FROM article WHERE id=?1", error);
  JaridaStep step;

  *out_title = NULL;
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ROW)
    *out_title = g_strdup (jarida_statement_get_text (statement, 0));
  return step != JARIDA_STEP_ERROR;
}

static gboolean
tells_the_same (const char *before,
                const char *title,
                const char *language)
{
  g_autofree JaridaStoryWords *first = jarida_story_words_new (before, language);
  g_autofree JaridaStoryWords *second = jarida_story_words_new (title, language);

  return jarida_story_words_equal (first, second);
}

static gboolean
place_again (JaridaShelf               *shelf,
             const JaridaStoryArticle  *article,
             JaridaPutResult           *result,
             GError                   **error)
{
  g_auto(JaridaStoryPlacing) placing = { 0 };

  if (!jarida_story_index_forget (shelf->stories, article->id))
    return TRUE;
  if (!run_with_two (shelf->library, "DELETE FROM story WHERE id=?1 AND apart=?2", article->id, 0, error))
    return FALSE;
  g_array_append_val (result->parted, article->id);
  if (!jarida_story_index_place (shelf->stories, article, shelf->new_story, &placing))
    return TRUE;
  if (placing.story == shelf->new_story)
    shelf->new_story++;
  return write_placing (shelf, &placing, result, error);
}

gboolean
jarida_story_rows_retell (JaridaShelf      *shelf,
                          gint64            now,
                          guint32           id,
                          const char       *before,
                          JaridaPutResult  *result,
                          GError          **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  g_autofree char *title = NULL, *language = NULL;
  JaridaStoryArticle article = { .id = id };
  JaridaStep step;

  if (id < get_first (now))
    return TRUE;
  statement = jarida_connection_prepare (shelf->library,
    "SELECT a.title, ifnull(a.language, s.language), a.source_id FROM article a LEFT JOIN source s ON s.id=a.source_id WHERE a.id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  if (step != JARIDA_STEP_ROW)
    return step == JARIDA_STEP_DONE;
  article.title = title = g_strdup (jarida_statement_get_text (statement, 0));
  article.language = language = g_strdup (jarida_statement_get_text (statement, 1));
  article.source = (guint32) jarida_statement_get_int (statement, 2);
  g_clear_pointer (&statement, jarida_statement_release);
  return g_strcmp0 (before, title) == 0 || tells_the_same (before, title, language)
         || (jarida_story_rows_begin (shelf, now, error) && place_again (shelf, &article, result, error));
}

gboolean
jarida_story_rows_set_apart (JaridaShelf  *shelf,
                             guint32       id,
                             gboolean      apart,
                             GArray       *out_members,
                             GError      **error)
{
  gint64 story = 0;
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull((SELECT story FROM story WHERE id=%u), 0)", id);

  /* What is remembered of the last days knows nothing of it. */
  g_clear_pointer (&shelf->stories, jarida_story_index_free);
  return run_with_two (shelf->library,
                       apart ? "INSERT INTO story(id, story, apart) SELECT id, 0, ?2 FROM article WHERE id=?1"
                               " ON CONFLICT(id) DO UPDATE SET apart=?2"
                             : "UPDATE story SET apart=?2 WHERE id=?1 AND story<>0", id, apart, error)
         && (apart || run_with_two (shelf->library, "DELETE FROM story WHERE id=?1 AND story=0 AND ?2=?2", id, 0, error))
         && jarida_connection_query_int (shelf->library, sql, 0, &story, error)
         && (story == 0 || read_members (shelf->library, story, out_members, error));
}

gboolean
jarida_story_rows_join (JaridaShelf  *shelf,
                        guint32       id,
                        guint32       gone,
                        GError      **error)
{
  return run_with_two (shelf->library, "UPDATE OR REPLACE story SET id=?1 WHERE id=?2 AND apart", id, gone, error)
         && run_with_two (shelf->library, "UPDATE OR IGNORE story SET id=?1 WHERE id=?2", id, gone, error);
}

gboolean
jarida_story_rows_read (JaridaConnection  *library,
                        gint64             first,
                        JaridaColumns     *columns,
                        GError           **error)
{
  g_autoptr(GArray) stories = g_array_new (FALSE, FALSE, sizeof (JaridaColumnStory));
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library, "SELECT id, story FROM story WHERE id>?1 AND apart=0", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, first);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      const gint64 id = jarida_statement_get_int (statement, 0), story = jarida_statement_get_int (statement, 1);

      if (id > 0 && id <= G_MAXUINT32 && story > 0 && story <= G_MAXUINT32)
        g_array_append_val (stories, ((JaridaColumnStory) { (guint32) id, (guint32) story }));
    }
  if (step == JARIDA_STEP_DONE)
    jarida_columns_take_stories (columns, stories);
  return step == JARIDA_STEP_DONE;
}
