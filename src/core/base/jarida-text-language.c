/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-text.h"
#include "jarida-fold.h"
#include "jarida-fold-private.h"

/* A page says more than enough in its first lines. */
#define ENOUGH_CHARACTERS 4000

/* Words that are frequent in a language, in their folded form and also where others have them, and the letters that only
 * it has among these. */
static const struct
{
  const char *language;
  const char *words;
  const char *letters;
} frequent[] = {
  { "fr", " le la les l d de du des un une en et est dans pour que qui qu sur avec au aux par ce cette son sa ses pas plus il "
          "elle ont sont ete ne se je te tu me leur entre apres selon mais nous vous etait ainsi comme on ou ", "àèêëœùûîçÀÉÈ" },
  { "en", " the of and to in is that for with was on are be by this from has have it at as an its he his will not which "
          "were their been said after who but they a how what when new i you your we can more ", "" },
  { "es", " el la los las un una de del que en por con para es se su como mas pero sus y al lo fue esta ha sobre tambien "
          "entre desde no ", "ñ¿¡" },
  { "it", " il la di che della per con sono una un gli del nel alla piu anche come ha dei non si ma delle dal questo e i le "
          "da in ", "ìò" },
  { "de", " der die das und ist den von mit fur auf ein eine nicht dem des sich im als auch werden bei nach aus wird in zu "
          "es ", "ßäöÄÖ" },
  { "pt", " os uma do da em que para com nao mais dos por no na ao como foi das sua pelo ou tem sao de o a e um se ", "ãõ" },
  { "nl", " de het een van en dat niet zijn voor met op aan er maar ook bij naar wordt door heeft in is te ", "" },
  { "ro", " si de la cu pe in din pentru un o care mai nu este au fost sa ce prin dupa ", "ățșŢŞţş" },
};

enum { SCRIPT_LATIN, SCRIPT_ARABIC, SCRIPT_HEBREW, SCRIPT_CYRILLIC, SCRIPT_GREEK, SCRIPT_OTHER, N_SCRIPTS };

static int
script_of (gunichar c)
{
  /* By far the most of what is asked here; tatweel is of no script. */
  if (c < 0x80)
    return SCRIPT_LATIN;
  if (c >= 0x0621 && c <= 0x064a && c != 0x0640)
    return SCRIPT_ARABIC;
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_LATIN: return SCRIPT_LATIN;
    case G_UNICODE_SCRIPT_ARABIC: return SCRIPT_ARABIC;
    case G_UNICODE_SCRIPT_HEBREW: return SCRIPT_HEBREW;
    case G_UNICODE_SCRIPT_CYRILLIC: return SCRIPT_CYRILLIC;
    case G_UNICODE_SCRIPT_GREEK: return SCRIPT_GREEK;
    default: return SCRIPT_OTHER;
    }
}

/* All letters of `frequent` are below. */
#define N_LETTERS 0x280

/* For a letter the languages that have it, a bit for each in the order of `frequent`. */
static const guint8 *
get_letters (void)
{
  static guint8 letters[N_LETTERS];
  static gsize made;

  G_STATIC_ASSERT (G_N_ELEMENTS (frequent) <= 8);
  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < G_N_ELEMENTS (frequent); i++)
        for (const char *p = frequent[i].letters; *p != '\0'; p = g_utf8_next_char (p))
          {
            g_assert (g_utf8_get_char (p) < N_LETTERS);
            letters[g_utf8_get_char (p)] |= 1u << i;
          }
      g_once_init_leave (&made, 1);
    }
  return letters;
}

/* Adds to each language's score its own letters. */
static void
count_letters (const char *text,
               guint       score[G_N_ELEMENTS (frequent)])
{
  const guint8 *letters = get_letters ();

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c;

      if ((guchar) *p < 0x80)
        continue;
      c = g_utf8_get_char (p);
      for (guint i = 0; c < N_LETTERS && letters[c] >> i != 0; i++)
        score[i] += letters[c] >> i & 1;
    }
}

/* word -> the languages it is frequent in, a bit for each in the order of `frequent`. */
static GHashTable *
get_frequent_words (void)
{
  static GHashTable *table;

  if (g_once_init_enter (&table))
    {
      GHashTable *words = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (frequent); i++)
        {
          g_auto(GStrv) list = g_strsplit (frequent[i].words, " ", -1);

          for (char **word = list; *word != NULL; word++)
            if (**word != '\0')
              g_hash_table_insert (words, (gpointer) g_intern_string (*word),
                                   GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (words, *word)) | 1u << i));
        }
      g_once_init_leave (&table, words);
    }
  return table;
}

static const char *
guess_latin (const char *text)
{
  g_autofree char *folded = jarida_fold_text (text);
  GHashTable *words = get_frequent_words ();
  guint score[G_N_ELEMENTS (frequent)] = { 0, };
  guint n_words = 0;
  guint best = 0;
  guint second = 0;
  const char *language = NULL;

  count_letters (text, score);
  for (char *word = folded; word != NULL && *word != '\0'; n_words++)
    {
      char *space = strchr (word, ' ');
      guint languages;

      if (space != NULL)
        *space = '\0';
      languages = GPOINTER_TO_UINT (g_hash_table_lookup (words, word));
      for (guint i = 0; languages >> i != 0; i++)
        score[i] += languages >> i & 1;
      word = space != NULL ? space + 1 : NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (frequent); i++)
    {
      if (score[i] > best)
        {
          second = best;
          best = score[i];
          language = frequent[i].language;
        }
      else
        {
          second = MAX (second, score[i]);
        }
    }

  /* One word in three of prose is such a word, one in twelve of headlines, and the next language must be clearly behind. */
  if (best < 2 || best * 12 < n_words || second * 5 > best * 4)
    return NULL;
  return language;
}

const char *
jarida_text_guess_language (const char *text)
{
  g_autofree char *valid = NULL;
  guint count[N_SCRIPTS] = { 0, };
  guint persian = 0;
  guint letters = 0;
  int most = 0;

  if (text == NULL)
    return NULL;
  valid = jarida_text_make_valid (text, strnlen (text, 4 * ENOUGH_CHARACTERS));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 ? !g_ascii_isalpha ((char) c) : !g_unichar_isalpha (c))
        continue;
      letters++;
      count[script_of (c)]++;
      /* peh, tcheh, jeh, gaf, Persian yeh: not written in Arabic. */
      persian += c == 0x067e || c == 0x0686 || c == 0x0698 || c == 0x06af || c == 0x06cc;
    }
  for (int i = 1; i < N_SCRIPTS; i++)
    if (count[i] > count[most])
      most = i;
  if (count[most] < 8 || count[most] * 2 < letters)
    return NULL;
  switch (most)
    {
    case SCRIPT_ARABIC: return persian * 25 > count[most] ? "fa" : "ar";
    case SCRIPT_HEBREW: return "he";
    case SCRIPT_CYRILLIC: return "ru";
    case SCRIPT_GREEK: return "el";
    case SCRIPT_LATIN: return guess_latin (valid);
    default: return NULL;
    }
}
