/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-fold-private.h"
#include "jarida-fold-stem.h"
#include "jarida-text.h"

/* A longer term is an accident, and two accidents with the same beginning may well be one. */
#define MAX_TERM_BYTES 64

typedef struct
{
  GPtrArray *terms;      /* (owned) (element-type utf8) */
  GString   *word;       /* (owned) folded */
  GString   *hamza;      /* (owned) the same with every seated hamza written alone */
  gboolean   has_hamza;
  gboolean   elision;    /* l', d', qu' before a word are no words; they are French, but harm no other language */
} Cutter;

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0xff07;
}

static void
add_term (Cutter     *self,
          const char *term)
{
  gsize length = strlen (term);

  if (length > MAX_TERM_BYTES)
    length = (gsize) (g_utf8_find_prev_char (term, term + MAX_TERM_BYTES + 1) - term);
  if (length > 0)
    g_ptr_array_add (self->terms, g_strndup (term, length));
}

static void
add_stemmed (Cutter     *self,
             const char *word)
{
  g_autoptr(GString) stem = g_string_new (word);

  if (_jarida_fold_is_arabic (word))
    _jarida_fold_stem_arabic (stem);
  else
    _jarida_fold_stem_latin (stem);
  add_term (self, stem->str);
}

/* و ف ب ك ل before a word are "and", "so", "by", "like", "for" written together with it, or simply its first letter:
 * the word gets a second term without. */
static const char *
after_clitic (const char *word)
{
  static const char *const clitics[] = { "و", "ف", "ب", "ك", "ل" };

  /* From five letters, from four after و, which begins every second sentence of a newspaper: وقال is "and he said". */
  if (strlen (word) < (g_str_has_prefix (word, "و") ? 4 : 5) * 2 || g_str_has_prefix (word, "وال") || g_str_has_prefix (word, "بال")
      || g_str_has_prefix (word, "كال") || g_str_has_prefix (word, "فال") || g_str_has_prefix (word, "لل"))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (clitics); i++)
    if (g_str_has_prefix (word, clitics[i]))
      return word + 2;
  return NULL;
}

static void
end_word (Cutter *self)
{
  const char *word = self->word->str;

  if (self->word->len > 0 && !_jarida_fold_is_stop_word (word))
    {
      add_stemmed (self, word);
      if (self->has_hamza)
        add_stemmed (self, self->hamza->str);
      if (_jarida_fold_is_arabic (word) && after_clitic (word) != NULL)
        add_stemmed (self, after_clitic (word));
    }
  g_string_truncate (self->word, 0);
  g_string_truncate (self->hamza, 0);
  self->has_hamza = FALSE;
}

static gboolean
is_elided (const char *word)
{
  static const char *const elided[] = {
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", NULL,
  };

  return g_strv_contains (elided, word);
}

static gboolean
is_letter_at (const char *p)
{
  return *p != '\0' && g_unichar_isalpha (g_utf8_get_char (p));
}

/* At an apostrophe, @after it. Returns where to go on. */
static const char *
take_apostrophe (Cutter     *self,
                 const char *after)
{
  const char *word = self->word->str;
  gsize length = self->word->len;

  if (!is_letter_at (after))
    {
      end_word (self);
      return after;
    }
  if ((*after == 's' || *after == 'S') && length > 1 && !is_letter_at (after + 1))
    {
      end_word (self);
      return after + 1;
    }
  /* aujourd'hui and don't are one word each. */
  if (strcmp (word, "aujourd") == 0
      || ((*after == 't' || *after == 'T') && length > 1 && word[length - 1] == 'n' && !is_letter_at (after + 1)))
    return after;
  if (self->elision && is_elided (word))
    {
      g_string_truncate (self->word, 0);
      g_string_truncate (self->hamza, 0);
    }
  end_word (self);
  return after;
}

static void
take_character (Cutter   *self,
                gunichar  c)
{
  gsize before = self->word->len;

  if (!_jarida_fold_append (self->word, c))
    {
      end_word (self);
      return;
    }
  if (c == 0x0624 || c == 0x0626)
    {
      g_string_append (self->hamza, "ء");
      self->has_hamza = TRUE;
    }
  else if (c == 0x0654 && self->hamza->len >= 2)
    {
      /* The same hamza, written as a mark after its seat. */
      const char *seat = self->hamza->str + self->hamza->len - 2;

      if (strcmp (seat, "و") == 0 || strcmp (seat, "ي") == 0)
        {
          g_string_truncate (self->hamza, self->hamza->len - 2);
          g_string_append (self->hamza, "ء");
          self->has_hamza = TRUE;
        }
    }
  else
    {
      g_string_append (self->hamza, self->word->str + before);
    }
}

char **
jarida_fold_terms (const char *text,
                   const char *language)
{
  Cutter self = { 0, };
  g_autofree char *valid = NULL;

  valid = jarida_text_make_valid (text, -1);
  self.terms = g_ptr_array_new ();
  self.word = g_string_new (NULL);
  self.hamza = g_string_new (NULL);
  /* "t's" of Afrikaans and "d'" of Turkish suffixes are rare; only English is known to mean something else. */
  self.elision = language == NULL || g_ascii_strncasecmp (language, "en", 2) != 0;

  for (const char *p = valid; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (is_apostrophe (c))
        p = take_apostrophe (&self, p);
      else
        take_character (&self, c);
    }
  end_word (&self);
  g_string_free (self.word, TRUE);
  g_string_free (self.hamza, TRUE);
  g_ptr_array_add (self.terms, NULL);
  return (char **) g_ptr_array_free (self.terms, FALSE);
}
