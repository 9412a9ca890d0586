/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold-private.h"
#include "jarida-fold-stem.h"

/* An Arabic letter has two bytes. */
#define LETTER 2
#define LEAST_ARABIC (3 * LETTER)
#define LEAST_LATIN 4

static const char stop_words[] =
  " le la les un une des du de d l et ou ni mais donc que qui quoi dont a au aux en dans sur sous par pour avec sans"
  " ce cet cette ces son sa ses leur leurs il elle ils elles se est sont ne pas plus y"
  " the an of to and or in on at for with by from is are was were be it its that this as"
  " في من الي علي عن مع ان اما او ثم هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت هو هي و بين بعد قبل حتي كما ";

static GHashTable *
make_set (const char *words)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) split = g_strsplit (words, " ", -1);

  for (guint i = 0; split[i] != NULL; i++)
    if (split[i][0] != '\0')
      g_hash_table_add (set, g_strdup (split[i]));
  return set;
}

/* Every word of every article is asked about. */
gboolean
_jarida_fold_is_stop_word (const char *word)
{
  static GHashTable *set;
  static gsize made;

  if (g_once_init_enter (&made))
    {
      set = make_set (stop_words);
      g_once_init_leave (&made, 1);
    }
  return g_hash_table_contains (set, word);
}

gboolean
_jarida_fold_is_arabic (const char *word)
{
  return (guchar) word[0] >= 0xd8 && (guchar) word[0] <= 0xdb;
}

static void
cut_article (GString *word)
{
  static const char *const articles[] = { "وال", "بال", "كال", "فال", "لل", "ال" };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      gsize length = strlen (articles[i]);
      gsize least = length == 2 * LETTER && articles[i][1] == "ل"[1] ? LEAST_ARABIC : 2 * LETTER;

      if (word->len >= length + least && g_str_has_prefix (word->str, articles[i]))
        {
          g_string_erase (word, 0, (gssize) length);
          return;
        }
    }
}

void
_jarida_fold_stem_arabic (GString *word)
{
  static const char *const endings[] = { "ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي" };

  /* God keeps his article. */
  if (g_str_has_suffix (word->str, "الله"))
    return;
  cut_article (word);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (endings[i]);

      if (word->len >= length + LEAST_ARABIC && g_str_has_suffix (word->str, endings[i]))
        {
          g_string_truncate (word, word->len - length);
          break;
        }
    }
  if (word->len >= LETTER + LEAST_ARABIC && g_str_has_suffix (word->str, "ي"))
    g_string_truncate (word, word->len - LETTER);
}

static gboolean
ends_in (const GString *word,
         char           letter)
{
  return word->len >= LEAST_LATIN && word->str[word->len - 1] == letter;
}

static void
cut_last (GString *word)
{
  g_string_truncate (word, word->len - 1);
}

static gboolean
is_latin (const GString *word)
{
  for (gsize i = 0; i < word->len; i++)
    if (!g_ascii_isalpha (word->str[i]))
      return FALSE;
  return TRUE;
}

void
_jarida_fold_make_single (GString *word)
{
  gsize n = 0;

  if (!is_latin (word))
    return;
  for (gsize i = 0; i < word->len; i++)
    if (n == 0 || word->str[n - 1] != word->str[i])
      word->str[n++] = word->str[i];
  g_string_truncate (word, n);
}

static void
cut_endings (GString *word)
{
  gboolean feminine = FALSE;

  /* journaux is journal, but bureaux is bureau. */
  if (word->len > LEAST_LATIN && g_str_has_suffix (word->str, "aux") && word->str[word->len - 4] != 'e')
    {
      g_string_truncate (word, word->len - 2);
      g_string_append_c (word, 'l');
      return;
    }
  if (ends_in (word, 'x') || (ends_in (word, 's') && word->str[word->len - 2] != 's'))
    cut_last (word);
  for (int i = 0; i < 2 && ends_in (word, 'e'); i++)
    {
      cut_last (word);
      feminine = TRUE;
    }
  /* personnelle is personnel and chienne is chien: the consonant doubles only before the e. */
  if (feminine && word->len >= LEAST_LATIN && word->str[word->len - 1] == word->str[word->len - 2]
      && strchr ("lnt", word->str[word->len - 1]) != NULL)
    cut_last (word);
  if (ends_in (word, 'y'))
    word->str[word->len - 1] = 'i';
}

/* Names of Arabic are written with one letter or two as it comes, and so is many a word of French: what is left of a longer word has single
 * letters. */
void
_jarida_fold_stem_latin (GString *word)
{
  if (!is_latin (word))
    return;
  cut_endings (word);
  if (word->len > LEAST_LATIN)
    _jarida_fold_make_single (word);
}
