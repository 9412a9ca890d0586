/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-text.h"
#include "jarida-fold.h"

/* A page says more than enough in its first lines. */
#define ENOUGH_CHARACTERS 4000

/* Words that are frequent in one language and rare in the others, in their folded form. */
static const struct
{
  const char *language;
  const char *words;
} frequent[] = {
  { "fr", " le les des une est dans pour que qui sur avec au aux par du ce cette son ses pas plus et il elle ont sont ete "
          "leur entre apres selon mais nous vous etait ainsi comme " },
  { "en", " the of and to in is that for with was on are be by this from has have it at as an its he his will not which "
          "were their been said after who but they " },
  { "es", " el los las una del que en por con para es se su como mas pero sus y al lo fue esta ha sobre tambien entre desde " },
  { "it", " il di che la della per con sono una gli del nel alla piu anche come ha dei non si ma delle dal questo " },
  { "de", " der die das und ist den von mit fur auf ein eine nicht dem des sich im als auch werden bei nach aus wird " },
  { "pt", " os uma do da em que para com nao mais dos por no na ao como foi das sua pelo ou tem sao " },
  { "nl", " de het een van en dat niet zijn voor met op aan er maar ook bij naar wordt door heeft " },
};

enum { SCRIPT_LATIN, SCRIPT_ARABIC, SCRIPT_HEBREW, SCRIPT_CYRILLIC, SCRIPT_GREEK, SCRIPT_OTHER, N_SCRIPTS };

static int
script_of (gunichar c)
{
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

static const char *
guess_latin (const char *text)
{
  g_autofree char *folded = jarida_fold_text (text);
  guint score[G_N_ELEMENTS (frequent)] = { 0, };
  guint n_words = 0;
  guint best = 0;
  guint second = 0;
  const char *language = NULL;

  for (char *word = folded; word != NULL && *word != '\0'; n_words++)
    {
      char *space = strchr (word, ' ');
      gsize length = space != NULL ? (gsize) (space - word) : strlen (word);
      char needle[16];

      if (length <= 10)
        {
          g_snprintf (needle, sizeof needle, " %.*s ", (int) length, word);
          for (guint i = 0; i < G_N_ELEMENTS (frequent); i++)
            score[i] += strstr (frequent[i].words, needle) != NULL ? 1 : 0;
        }
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

  /* One word in ten of prose is such a word, and the next language must be clearly behind. */
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

      if (!g_unichar_isalpha (c))
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
