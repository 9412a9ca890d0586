/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "corpus.h"
#include "jarida-address.h"
#include "jarida-charset.h"
#include "jarida-date.h"
#include "jarida-fold.h"

/* What follows a clock ("2 days ago") is refused: a date parser that knows the time of day gives a feed another date at
 * each reading. */
static gboolean
is_relative (const char *english)
{
  return strstr (english, "ago") != NULL || strstr (english, "day") != NULL || strstr (english, "year") != NULL
         || strstr (english, "hour") != NULL;
}

static char *
read_date (const char *text)
{
  gint64 moment;

  return jarida_date_parse (text, &moment) ? jarida_date_to_iso8601 (moment) : NULL;
}

static void
test_dates (void)
{
  g_autofree char *text = corpus_read ("dates/dates.tsv", NULL);
  g_auto(GStrv) lines = NULL;
  CorpusScore score;

  if (text == NULL)
    return;
  corpus_score_begin (&score, "dates");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);
      g_autofree char *wanted = NULL;
      g_autofree char *got = NULL;

      if (lines[i][0] == '#' || g_strv_length (fields) < 4)
        continue;
      got = read_date (fields[2]);
      if (strcmp (fields[1], "translated") != 0)
        wanted = strcmp (fields[3], "-") != 0 ? g_strdup (fields[3]) : NULL;
      else if (!is_relative (fields[3]))
        wanted = read_date (fields[3]);
      corpus_score_add (&score, key, g_strcmp0 (got, wanted) == 0, wanted, got);
    }
  corpus_score_end (&score, 95);
}

/* Without user and password, which we never send. */
static char *
without_userinfo (const char *address)
{
  const char *host = strstr (address, "://") + 3;
  gsize length = strcspn (host, "/?#");
  const char *at = g_strrstr_len (host, (gssize) length, "@");

  return at != NULL ? g_strdup_printf ("%.*s%s", (int) (host - address), address, at + 1) : g_strdup (address);
}

static const char *
member (JsonObject *object,
        const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
score_address (CorpusScore *score,
               const char  *key,
               JsonObject  *object)
{
  const char *href = member (object, "href");
  gboolean web = href != NULL && (g_str_has_prefix (href, "http:") || g_str_has_prefix (href, "https:"));
  g_autofree char *wanted = web ? without_userinfo (href) : NULL;
  g_autofree char *got = jarida_address_resolve (member (object, "input"), member (object, "base"));

  corpus_score_add (score, key, g_strcmp0 (got, wanted) == 0, wanted, got);
}

static void
test_addresses (void)
{
  gsize size = 0;
  g_autofree char *text = corpus_read ("url-resolution/urltestdata.json", &size);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonArray *array;
  CorpusScore score;

  if (text == NULL)
    return;
  json_parser_load_from_data (parser, text, (gssize) size, &error);
  g_assert_no_error (error);
  corpus_score_begin (&score, "addresses");
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *key = g_strdup_printf ("%u", i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        score_address (&score, key, json_node_get_object (node));
    }
  corpus_score_end (&score, 97);
}

static void
score_encoding (CorpusScore *score,
                const char  *folder,
                const char  *language,
                const char  *file)
{
  g_autofree char *path = g_build_filename (folder, language, file, NULL);
  g_autofree char *key = g_strdup_printf ("%s/%s", language, file);
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (".txt"));
  g_autofree char *bytes = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;
  g_autofree char *encoding = NULL;
  g_autoptr(GError) error = NULL;
  const char *text;
  gsize size = 0;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  wanted = g_convert (bytes, (gssize) size, "UTF-8", name, NULL, NULL, &error);
  g_assert_no_error (error);
  text = g_str_has_prefix (wanted, "\xef\xbb\xbf") ? wanted + 3 : wanted;
  got = jarida_charset_decode (bytes, size, NULL, JARIDA_CHARSET_TEXT, NULL, &encoding);
  corpus_score_add (score, key, strcmp (got, text) == 0, name, encoding);
}

static void
test_encodings (void)
{
  g_autofree char *folder = corpus_path ("charset-uchardet");
  g_autoptr(GDir) languages = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *language;
  CorpusScore score;

  if (languages == NULL)
    {
      g_test_skip ("the test material of other projects is not here");
      return;
    }
#ifndef HAVE_UCHARDET
  g_test_skip ("this build has no uchardet");
  return;
#endif
  corpus_score_begin (&score, "encodings");
  while ((language = g_dir_read_name (languages)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, language, NULL);
      g_autoptr(GDir) files = g_dir_open (path, 0, NULL);
      const char *file;

      while (files != NULL && (file = g_dir_read_name (files)) != NULL)
        if (g_str_has_suffix (file, ".txt"))
          score_encoding (&score, folder, language, file);
    }
  corpus_score_end (&score, 93);
}

static gboolean
share_a_term (const char *language,
              const char *a,
              const char *b)
{
  g_auto(GStrv) terms_a = jarida_fold_terms (a, language);
  g_auto(GStrv) terms_b = jarida_fold_terms (b, language);

  for (guint i = 0; terms_a[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) terms_b, terms_a[i]))
      return TRUE;
  return terms_a[0] == NULL && terms_b[0] == NULL;
}

/* Each word of the expectation that is one to us finds the text. */
static gboolean
all_found (const char *language,
           const char *expected,
           const char *text)
{
  g_auto(GStrv) words = g_strsplit (expected, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) terms = jarida_fold_terms (words[i], language);

      if (terms[0] != NULL && !share_a_term (language, words[i], text))
        return FALSE;
    }
  return TRUE;
}

/* Folding, elision and the Arabic rules. How far French words are cut is our choice: see test_conflation(). */
static void
test_folding (void)
{
  g_autofree char *text = corpus_read ("search-ar-fr/lucene.tsv", NULL);
  g_auto(GStrv) lines = NULL;
  CorpusScore score;

  if (text == NULL)
    return;
  corpus_score_begin (&score, "folding");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);
      g_autofree char *folded = NULL;
      gboolean right;

      if (lines[i][0] == '#' || g_strv_length (fields) < 5
          || (strcmp (fields[0], "fr") == 0 && strcmp (fields[1], "light-stem") == 0))
        continue;
      folded = jarida_fold_text (fields[3]);
      if (strcmp (fields[1], "normalize") == 0)
        right = strcmp (folded, fields[4]) == 0;
      else
        right = all_found (fields[0], fields[4], fields[3]);
      corpus_score_add (&score, key, right, fields[4], folded);
    }
  corpus_score_end (&score, 95);
}

/* Everyday words that the tokenizers which come with SQLite miss: what is asked, and what stands in the article. */
static void
test_everyday (void)
{
  static const struct
  {
    const char *asked;
    const char *stands;
  } pairs[] = {
    { "حكومة", "الحكومة" }, { "حكومة", "والحكومة" }, { "حكومة", "بالحكومة" }, { "حكومة", "للحكومة" }, { "أحمد", "احمد" },
    { "مدرسة", "مدرسه" }, { "مستشفى", "مستشفي" }, { "محمد", "مُحَمَّد" }, { "2025", "٢٠٢٥" }, { "مسؤول", "مسئول" },
    { "مغربي", "المغربية" }, { "oeuvre", "œuvre" }, { "élection", "elections" }, { "économie", "l’économie" },
    { "Évian", "d'Evian" }, { "الجزائر", "الجزاير" }, { "Mohamed", "Mohammed" }, { "journal", "journaux" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s in %s", pairs[i].asked, pairs[i].stands);
      g_assert_true (share_a_term (NULL, pairs[i].asked, pairs[i].stands));
      g_assert_true (share_a_term (NULL, pairs[i].stands, pairs[i].asked));
    }
  g_assert_false (share_a_term (NULL, "مدرسة", "مدرب"));
  g_assert_false (share_a_term (NULL, "élection", "éléphant"));
}

/* How many of the words that a full French stemmer joins we join too: told, not demanded. What is demanded is that
 * folding alone never parts what it must join: capitals, accents typed or not, and elided articles. */
static void
test_conflation (void)
{
  g_autofree char *text = corpus_read ("search-ar-fr/french-conflation.tsv", NULL);
  g_auto(GStrv) lines = NULL;
  guint n = 0;
  guint joined = 0;

  if (text == NULL)
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_auto(GStrv) words = NULL;

      if (lines[i][0] == '#' || g_strv_length (fields) < 2)
        continue;
      words = g_strsplit (fields[1], " ", -1);
      for (guint j = 0; words[j] != NULL && words[j][0] != '\0'; j++)
        {
          g_autofree char *upper = g_utf8_strup (words[j], -1);
          g_autofree char *bare = jarida_fold_text (words[j]);
          const char *apostrophe = strchr (words[j], '\'');

          g_assert_true (share_a_term ("fr", words[j], upper));
          if (apostrophe == NULL)
            g_assert_true (share_a_term ("fr", words[j], bare));
          else if (!g_str_has_prefix (words[j], "aujourd"))
            g_assert_true (share_a_term ("fr", words[j], apostrophe + 1));
          if (j > 0)
            {
              n++;
              joined += share_a_term ("fr", words[0], words[j]) ? 1 : 0;
            }
        }
    }
  g_test_message ("french conflation: %u of %u pairs that a full stemmer joins, %.1f %%", joined, n, 100.0 * joined / n);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/corpora/dates", test_dates);
  g_test_add_func ("/base/corpora/addresses", test_addresses);
  g_test_add_func ("/base/corpora/encodings", test_encodings);
  g_test_add_func ("/base/corpora/folding", test_folding);
  g_test_add_func ("/base/corpora/everyday", test_everyday);
  g_test_add_func ("/base/corpora/french-conflation", test_conflation);
  return g_test_run ();
}
