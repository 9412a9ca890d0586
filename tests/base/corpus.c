/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "corpus.h"

char *
corpus_path (const char *path)
{
  const char *shared = g_getenv ("JARIDA_SHARED");

  return shared != NULL ? g_build_filename (shared, "corpora", path, NULL) : NULL;
}

char *
corpus_read (const char *path,
             gsize      *out_size)
{
  g_autofree char *file = corpus_path (path);
  char *data = NULL;

  if (file == NULL || !g_file_get_contents (file, &data, out_size, NULL))
    g_test_skip ("the test material of other projects is not here");
  return data;
}

void
corpus_score_begin (CorpusScore *self,
                    const char  *name)
{
  g_autofree char *file = g_strconcat (TEST_SOURCE_DIR, "/differences-", name, ".tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;

  self->name = name;
  self->n = self->n_right = 0;
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", 2);

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (fields), ==, 2);
      g_hash_table_insert (self->reasons, g_steal_pointer (&fields[0]), g_steal_pointer (&fields[1]));
      g_free (fields[1]);
    }
}

void
corpus_score_add (CorpusScore *self,
                  const char  *key,
                  gboolean     right,
                  const char  *wanted,
                  const char  *got)
{
  self->n++;
  if (right)
    {
      self->n_right++;
      return;
    }
  g_hash_table_add (self->seen, g_strdup (key));
  if (g_hash_table_contains (self->reasons, key))
    return;
  g_test_message ("%s %s: wanted %s, got %s", self->name, key, wanted != NULL ? wanted : "nothing",
                  got != NULL ? got : "nothing");
  g_test_fail ();
}

void
corpus_score_end (CorpusScore *self,
                  double       goal)
{
  double percent = self->n > 0 ? 100.0 * self->n_right / self->n : 0;
  GHashTableIter iter;
  gpointer key;

  g_test_message ("%s: %u of %u, %.1f %% (goal %.0f %%)", self->name, self->n_right, self->n, percent, goal);
  g_assert_cmpfloat (percent, >=, goal);
  g_hash_table_iter_init (&iter, self->reasons);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->seen, key))
      {
        g_test_message ("%s %s is listed as a difference and is none", self->name, (const char *) key);
        g_test_fail ();
      }
  g_clear_pointer (&self->reasons, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}
