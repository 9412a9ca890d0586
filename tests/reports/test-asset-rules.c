/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-path-pattern.h"
#include "jarida-picture-key.h"

/* Two addresses are one picture where they have a key in common. */
static gboolean
is_same (const char *a,
         const char *b)
{
  JaridaAssetRules *rules = jarida_asset_rules_get_default ();
  JaridaPictureKey key_a, key_b;

  return jarida_picture_key_asset (rules, a, &key_a) && jarida_picture_key_asset (rules, b, &key_b)
         && memcmp (&key_a, &key_b, sizeof key_a) == 0;
}

static void
test_pairs (void)
{
  g_autoptr(GHashTable) same = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) other = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GHashTableIter iter;
  gpointer group;

  g_assert_true (g_file_get_contents (TEST_SOURCE_DIR "/asset-pairs.tsv", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) row = g_strsplit (lines[i], "\t", -1);
      GHashTable *counts;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (row), ==, 4);
      g_assert_cmpstr (row[2], !=, row[3]);
      counts = strcmp (row[1], "same") == 0 ? same : other;
      if (is_same (row[2], row[3]) != (counts == same))
        g_error ("line %u is not %s: %s %s", i + 1, row[1], row[2], row[3]);
      g_hash_table_insert (counts, g_strdup (row[0]), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, row[0])) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (same), ==, 3);
  g_hash_table_iter_init (&iter, same);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    {
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (same, group)), >=, 5);
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (other, group)), >=, 5);
    }
}

typedef struct
{
  const char *pattern;
  const char *path;
  gboolean    matches;
} PatternCase;

static const PatternCase pattern_cases[] = {
  { "/a", "/a", TRUE },
  { "/a", "/ab", FALSE },
  { "/a", "/", FALSE },
  { "/[a-c]", "/b", TRUE },
  { "/[a-c]", "/d", FALSE },
  { "/[a-]", "/-", TRUE },
  { "/[-a]", "/-", TRUE },
  { "/[%0-9]{3}", "/%20", TRUE },
  { "/[0-9]{2,3}/x", "/12/x", TRUE },
  { "/[0-9]{2,3}/x", "/1234/x", FALSE },
  { "/[0-9]{2}[0-9]{2}", "/1234", TRUE },
  { "/([a-z]{1,3}).jpg", "/abc.jpg", TRUE },
  { "/([a-z]{1,3}).jpg", "/abc\xc3\xa9.jpg", FALSE },
};

static const char *const wrong_patterns[] = {
  "a", "", "/[", "/[]", "/[a", "/[z-a]", "/[^a]", "/[.-9]", "/a{2}", "/[a]{", "/[a]{0}", "/[a]{2", "/[a]{3,2}", "/[a]{9999}",
  "/[a]{99999999999999999999}", "/(", "/)", "/((a))", "/(a", "/$1", "/\\d", "/a b", "/%41", "/\xc3\xa9",
  "/[0-9]{1,5}[0-9]", "/[a-z]{1,5}(a)", "/[a-z]{1,5}([0-9a]{1,3})", "/(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)",
};

static void
test_patterns (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pattern_cases); i++)
    {
      const char *problem;
      g_autoptr(JaridaPathPattern) pattern = _jarida_path_pattern_new (pattern_cases[i].pattern, &problem);
      JaridaPathCaptures captures;

      g_assert_cmpstr (problem, ==, NULL);
      g_assert_cmpint (_jarida_path_pattern_match (pattern, pattern_cases[i].path, &captures), ==, pattern_cases[i].matches);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong_patterns); i++)
    {
      const char *problem;

      g_assert_null (_jarida_path_pattern_new (wrong_patterns[i], &problem));
      g_assert_nonnull (problem);
    }
}

#define RULE(hosts, path, query, asset) \
  "{\"format\":\"jarida-asset-rules/1\",\"serial\":7,\"rules\":[{\"hosts\":" hosts ",\"group\":\"g\",\"path\":\"" path \
  "\",\"query\":\"" query "\",\"asset\":\"" asset "\"}]}"

static const char *const wrong_rules[] = {
  "", "[]", "{}", "{\"format\":\"jarida-asset-rules/2\",\"serial\":1,\"rules\":[]}",
  "{\"format\":\"jarida-asset-rules/1\",\"rules\":[]}",
  "{\"format\":\"jarida-asset-rules/1\",\"serial\":1,\"serial\":2,\"rules\":[]}",
  "{\"format\":\"jarida-asset-rules/1\",\"serial\":1,\"rules\":[1]}",
  "{\"format\":\"jarida-asset-rules/1\",\"serial\":1,\"rules\":[{}]}",
  RULE ("[]", "/(a)", "any", "$1"),
  RULE ("[1]", "/(a)", "any", "$1"),
  RULE ("[\"A.example\"]", "/(a)", "any", "$1"),
  RULE ("[\"a.example/\"]", "/(a)", "any", "$1"),
  RULE ("[\"a.example\"]", "/(a", "any", "$1"),
  RULE ("[\"a.example\"]", "/(a)", "some", "$1"),
  RULE ("[\"a.example\"]", "/(a)", "any", "$2"),
  RULE ("[\"a.example\"]", "/(a)", "any", "$0"),
  RULE ("[\"a.example\"]", "/(a)", "any", "$"),
  RULE ("[\"a.example\"]", "/(a)", "any", "always"),
};

static void
test_files (void)
{
  static const char good[] = RULE ("[\"a.example\"]", "/(a)", "any", "x$1");
  g_autoptr(GBytes) bytes = g_bytes_new_static (good, sizeof good - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaAssetRules) rules = jarida_asset_rules_parse (bytes, &error);
  g_autofree char *asset = NULL;
  const char *group;

  g_assert_no_error (error);
  g_assert_cmpuint (jarida_asset_rules_get_serial (rules), ==, 7);
  g_assert_true (jarida_asset_rules_match (rules, "http://a.example/a?b", &group, &asset));
  g_assert_cmpstr (group, ==, "g");
  g_assert_cmpstr (asset, ==, "xa");
  for (guint i = 0; i < G_N_ELEMENTS (wrong_rules); i++)
    {
      g_autoptr(GBytes) wrong = g_bytes_new_static (wrong_rules[i], strlen (wrong_rules[i]));
      g_autoptr(GError) wrong_error = NULL;

      g_assert_null (jarida_asset_rules_parse (wrong, &wrong_error));
      g_assert_error (wrong_error, JARIDA_ASSET_RULES_ERROR, JARIDA_ASSET_RULES_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/T-A16/pairs", test_pairs);
  g_test_add_func ("/reports/asset-rules/patterns", test_patterns);
  g_test_add_func ("/reports/asset-rules/files", test_files);
  return g_test_run ();
}
