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
  const char      *text;
  const char      *text_end;
  JaridaFoldFlags  flags;
  JaridaTermFunc   func;
  gpointer         user_data;
  gboolean         enough;      /* it has said so */

  GString         *word;        /* (owned) folded */
  GString         *hamza;       /* (owned) the same with every seated hamza written alone */
  GString         *stem;        /* (owned) */
  const char      *start;       /* of the word in the text */
  const char      *end;
  gboolean         has_hamza;
  gboolean         other;       /* the word has given a term already */
} Cutter;

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0xff07;
}

static void
add_term (Cutter  *self,
          GString *text)
{
  JaridaTerm term = { text->str, text->len, (gsize) (self->start - self->text), (gsize) (self->end - self->text), self->other };

  if (term.length > MAX_TERM_BYTES)
    {
      term.length = (gsize) (g_utf8_find_prev_char (text->str, text->str + MAX_TERM_BYTES + 1) - text->str);
      g_string_truncate (text, term.length);
    }
  if (term.length == 0 || self->enough)
    return;
  self->enough = !self->func (&term, self->user_data);
  self->other = TRUE;
}

static void
add_stemmed (Cutter     *self,
             const char *word)
{
  g_string_assign (self->stem, word);
  if (_jarida_fold_is_arabic (word))
    _jarida_fold_stem_arabic (self->stem);
  else
    _jarida_fold_stem_latin (self->stem);
  add_term (self, self->stem);
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
forget_word (Cutter *self)
{
  g_string_truncate (self->word, 0);
  g_string_truncate (self->hamza, 0);
  self->has_hamza = FALSE;
  self->other = FALSE;
}

static void
end_word (Cutter *self)
{
  const char *word = self->word->str;

  if (self->word->len > 0 && !((self->flags & JARIDA_FOLD_STOP) && _jarida_fold_is_stop_word (word)))
    {
      if (!(self->flags & JARIDA_FOLD_STEM))
        {
          if (self->flags & JARIDA_FOLD_BEGINNING)
            _jarida_fold_make_single (self->word);
          add_term (self, self->word);
          forget_word (self);
          return;
        }
      add_stemmed (self, word);
      if (self->has_hamza)
        add_stemmed (self, self->hamza->str);
      if (_jarida_fold_is_arabic (word) && after_clitic (word) != NULL)
        add_stemmed (self, after_clitic (word));
    }
  forget_word (self);
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
is_letter_at (const Cutter *self,
              const char   *p)
{
  return p < self->text_end && g_unichar_isalpha (g_utf8_get_char (p));
}

/* At an apostrophe, @after it. Returns where to go on. */
static const char *
take_apostrophe (Cutter     *self,
                 const char *after)
{
  const char *word = self->word->str;
  gsize length = self->word->len;

  if (!is_letter_at (self, after))
    {
      end_word (self);
      return after;
    }
  if ((*after == 's' || *after == 'S') && length > 1 && !is_letter_at (self, after + 1))
    {
      end_word (self);
      return after + 1;
    }
  /* aujourd'hui and don't are one word each. */
  if (strcmp (word, "aujourd") == 0
      || ((*after == 't' || *after == 'T') && length > 1 && word[length - 1] == 'n' && !is_letter_at (self, after + 1)))
    return after;
  if ((self->flags & JARIDA_FOLD_ELISION) && is_elided (word))
    forget_word (self);
  end_word (self);
  return after;
}

static void
take_character (Cutter     *self,
                gunichar    c,
                const char *at,
                const char *after)
{
  gsize before = self->word->len;

  if (!_jarida_fold_append (self->word, c))
    {
      end_word (self);
      return;
    }
  if (before == 0)
    self->start = at;
  self->end = after;
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

void
jarida_fold_each_term (const char      *text,
                       gsize            length,
                       JaridaFoldFlags  flags,
                       JaridaTermFunc   func,
                       gpointer         user_data)
{
  Cutter self = { .text = text, .text_end = text + length, .flags = flags, .func = func, .user_data = user_data };

  self.word = g_string_sized_new (MAX_TERM_BYTES);
  self.hamza = g_string_sized_new (MAX_TERM_BYTES);
  self.stem = g_string_sized_new (MAX_TERM_BYTES);
  for (const char *p = text; p < self.text_end && !self.enough;)
    {
      const char *at = p;
      gunichar c = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (is_apostrophe (c))
        p = take_apostrophe (&self, p);
      else
        take_character (&self, c, at, p);
    }
  end_word (&self);
  g_string_free (self.word, TRUE);
  g_string_free (self.hamza, TRUE);
  g_string_free (self.stem, TRUE);
}

static gboolean
collect_term (const JaridaTerm *term,
              gpointer          user_data)
{
  g_ptr_array_add (user_data, g_strndup (term->text, term->length));
  return TRUE;
}

char **
jarida_fold_terms (const char *text,
                   const char *language)
{
  g_autofree char *valid = jarida_text_make_valid (text, -1);
  GPtrArray *terms = g_ptr_array_new ();
  JaridaFoldFlags flags = JARIDA_FOLD_STEM | JARIDA_FOLD_STOP;

  /* "t's" of Afrikaans and "d'" of Turkish suffixes are rare; only English is known to mean something else. */
  if (language == NULL || g_ascii_strncasecmp (language, "en", 2) != 0)
    flags |= JARIDA_FOLD_ELISION;
  jarida_fold_each_term (valid, strlen (valid), flags, collect_term, terms);
  g_ptr_array_add (terms, NULL);
  return (char **) g_ptr_array_free (terms, FALSE);
}
