/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-date-tokens.h"
#include "jarida-fold.h"
#include "jarida-fold-private.h"
#include "jarida-fold-stem.h"

/* Where one of these stands, 3/5 is the third of May. */
static const char french_words[] =
  " le du publie mis jour h heures lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim ";

static JaridaDateToken *
add_token (JaridaDateTokens    *self,
           JaridaDateTokenKind  kind,
           gboolean             spaced)
{
  JaridaDateToken *token;

  if (self->n_tokens >= JARIDA_DATE_MAX_TOKENS)
    return NULL;
  token = &self->tokens[self->n_tokens++];
  token->kind = kind;
  token->spaced = spaced;
  return token;
}

static const char *
cut_number (JaridaDateTokens *self,
            const char       *p,
            gboolean          spaced)
{
  JaridaDateToken *token = add_token (self, JARIDA_DATE_TOKEN_NUMBER, spaced);

  if (token == NULL)
    return NULL;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isdigit (c))
        break;
      self->arabic_digits = self->arabic_digits || (c >= 0x0660 && c <= 0x06f9);
      token->number = token->n_digits < 18 ? token->number * 10 + g_unichar_digit_value (c) : token->number;
      token->n_digits++;
    }
  return p;
}

static const char *
cut_word (JaridaDateTokens *self,
          const char       *p,
          gboolean          spaced)
{
  const char *start = p;
  g_autofree char *raw = NULL;
  g_autofree char *folded = NULL;
  JaridaDateToken *token;

  while (*p != '\0' && (g_unichar_isalpha (g_utf8_get_char (p)) || _jarida_fold_is_ignored (g_utf8_get_char (p))))
    p = g_utf8_next_char (p);
  raw = g_strndup (start, p - start);
  self->day_first = self->day_first || strcmp (raw, "à") == 0;
  /* Korean is not folded: that would take its syllables apart. Its newspapers write no zone and mean their own. */
  if (g_unichar_get_script (g_utf8_get_char (raw)) == G_UNICODE_SCRIPT_HANGUL)
    {
      folded = g_steal_pointer (&raw);
      self->zone = 9 * 60;
    }
  else
    {
      folded = jarida_fold_text (raw);
    }
  if (folded[0] == '\0')
    return p;
  token = add_token (self, JARIDA_DATE_TOKEN_WORD, spaced);
  if (token == NULL || strlen (folded) >= sizeof token->word)
    return NULL;
  g_strlcpy (token->word, folded, sizeof token->word);
  if (_jarida_fold_is_arabic (folded) || _jarida_fold_is_one_of (folded, french_words))
    self->day_first = TRUE;
  return p;
}

static char
sign_of (gunichar c)
{
  switch (c)
    {
    case 0x060c: return ',';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    case 0x2019: case 0x2018: return '\'';
    case 0xff1a: return ':';
    default: return c < 0x80 ? (char) c : '?';
    }
}

gboolean
_jarida_date_cut (JaridaDateTokens *self,
                  const char       *text)
{
  gboolean spaced = TRUE;

  for (const char *p = text; p != NULL && *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean space = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (space || _jarida_fold_is_ignored (c))
        {
          p = g_utf8_next_char (p);
          spaced = spaced || space;
          continue;
        }
      /* What stands in brackets repeats the zone in words. */
      if (c == '(' || c == '[')
        {
          p = strchr (p, c == '(' ? ')' : ']');
          p = p != NULL ? p + 1 : text + strlen (text);
          spaced = TRUE;
          continue;
        }
      if (g_unichar_isdigit (c))
        p = cut_number (self, p, spaced);
      else if (g_unichar_isalpha (c))
        p = cut_word (self, p, spaced);
      else
        {
          JaridaDateToken *token = add_token (self, JARIDA_DATE_TOKEN_SIGN, spaced);

          if (token == NULL)
            return FALSE;
          token->sign = sign_of (c);
          p = g_utf8_next_char (p);
        }
      if (p == NULL)
        return FALSE;
      spaced = FALSE;
    }
  return self->n_tokens > 0;
}
