/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-private.h"

#include <string.h>

#include "jarida-fold.h"

/* Quotes mean exactly: these words, in this form, side by side, those too that name nothing. The index finds where it may be, the text
 * says whether it is: an index of every form beside its stem would be twice as large, for the few questions that ask so. An accent or a
 * hamza that was typed counts; where none was typed, any is right. */

typedef struct
{
  char     *folded;    /* (owned) */
  char     *lower;     /* (owned) with its accents */
  gboolean  strict;    /* they differ */
} ExactWord;

typedef struct
{
  const char *text;
  GArray     *words;   /* (owned) ExactWord */
  GArray     *places;  /* (owned) JaridaTextRange */
  gboolean    lower;   /* that form is wanted too */
} Splitter;

static void
clear_word (gpointer data)
{
  ExactWord *word = data;

  g_free (word->folded);
  g_free (word->lower);
}

/* In small letters, accents composed, without what is only ornament: vowel signs, tatweel, joiners. */
static char *
make_lower (const char *text,
            gsize       length)
{
  g_autofree char *composed = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0x0640 && !g_unichar_ismark (c) && g_unichar_isalnum (c))
        g_string_append_unichar (out, g_unichar_tolower (c));
    }
  return g_string_free (out, FALSE);
}

static gboolean
note_word (const JaridaTerm *term,
           gpointer          user_data)
{
  Splitter *self = user_data;
  ExactWord word = { .folded = g_strndup (term->text, term->length) };
  JaridaTextRange place = { (guint) term->start, (guint) term->end };

  if (self->lower)
    {
      word.lower = make_lower (self->text + term->start, term->end - term->start);
      word.strict = strcmp (word.lower, word.folded) != 0;
    }
  g_array_append_val (self->words, word);
  g_array_append_val (self->places, place);
  return TRUE;
}

static void
split (Splitter   *self,
       const char *text,
       gboolean    lower)
{
  self->text = text;
  self->lower = lower;
  self->words = g_array_new (FALSE, FALSE, sizeof (ExactWord));
  self->places = g_array_new (FALSE, FALSE, sizeof (JaridaTextRange));
  g_array_set_clear_func (self->words, clear_word);
  jarida_fold_each_term (text, strlen (text), JARIDA_FOLD_ELISION, note_word, self);
}

static void
end (Splitter *self)
{
  g_array_unref (self->words);
  g_array_unref (self->places);
}

static gboolean
is_word (const Splitter *text,
         guint           at,
         const Splitter *wanted,
         guint           i)
{
  const ExactWord *word = &g_array_index (wanted->words, ExactWord, i);
  const JaridaTextRange *place = &g_array_index (text->places, JaridaTextRange, at);
  g_autofree char *lower = NULL;

  if (strcmp (g_array_index (text->words, ExactWord, at).folded, word->folded) != 0)
    return FALSE;
  if (!word->strict)
    return TRUE;
  lower = make_lower (text->text + place->start, place->end - place->start);
  return strcmp (lower, word->lower) == 0;
}

static void
find (const Splitter         *text,
      const JaridaSearchTerm *term,
      GArray                 *out)
{
  Splitter wanted;

  split (&wanted, term->text, TRUE);
  for (guint at = 0; wanted.words->len > 0 && at + wanted.words->len <= text->words->len; at++)
    {
      guint n = 0;

      while (n < wanted.words->len && is_word (text, at + n, &wanted, n))
        n++;
      if (n == wanted.words->len)
        {
          JaridaTextRange range = { g_array_index (text->places, JaridaTextRange, at).start,
                                    g_array_index (text->places, JaridaTextRange, at + n - 1).end };

          g_array_append_val (out, range);
        }
    }
  end (&wanted);
}

void
jarida_search_term_find_exact (const JaridaSearchTerm *self,
                               const char             *text,
                               GArray                 *out)
{
  Splitter splitter;

  split (&splitter, text, FALSE);
  find (&splitter, self, out);
  end (&splitter);
}

/* Whether a question needs the texts. */

static gboolean
has_exact (const JaridaSearchClause *clause)
{
  for (guint i = 0; i < clause->terms->len; i++)
    if (((JaridaSearchTerm *) g_ptr_array_index (clause->terms, i))->exact)
      return TRUE;
  return FALSE;
}

gboolean
jarida_search_query_needs_texts (const JaridaSearchQuery *self)
{
  for (guint i = 0; i < self->clauses->len; i++)
    if (has_exact (g_ptr_array_index (self->clauses, i)))
      return TRUE;
  return FALSE;
}

static gboolean
collect_form (const JaridaTerm *term,
              gpointer          user_data)
{
  g_hash_table_add (user_data, g_strndup (term->text, term->length));
  return TRUE;
}

typedef struct
{
  GHashTable *forms;     /* of the text */
  gboolean    word;      /* the word under way has one that is there */
  gboolean    missing;   /* a word had none */
} Lookup;

static gboolean
look_up (const JaridaTerm *term,
         gpointer          user_data)
{
  Lookup *lookup = user_data;

  if (!term->other)
    {
      lookup->missing = lookup->missing || !lookup->word;
      lookup->word = FALSE;
    }
  lookup->word = lookup->word || g_hash_table_contains (lookup->forms, term->text);
  return TRUE;
}

/* A term without quotes, next to one with them. */
static gboolean
holds_words (const JaridaSearchTerm *term,
             const char             *text)
{
  const JaridaFoldFlags flags = JARIDA_FOLD_STEM | JARIDA_FOLD_STOP | JARIDA_FOLD_ELISION;
  g_autoptr(GHashTable) forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Lookup lookup = { forms, TRUE, FALSE };

  jarida_fold_each_term (text, strlen (text), flags, collect_form, forms);
  jarida_fold_each_term (term->text, strlen (term->text), flags, look_up, &lookup);
  return !lookup.missing && lookup.word;
}

static gboolean
holds (const JaridaSearchClause *clause,
       const char               *title,
       const char               *body)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (JaridaTextRange));

  for (guint i = 0; i < clause->terms->len; i++)
    {
      const JaridaSearchTerm *term = g_ptr_array_index (clause->terms, i);

      if (!term->exact)
        {
          if (holds_words (term, title) || holds_words (term, body))
            return TRUE;
          continue;
        }
      jarida_search_term_find_exact (term, title, found);
      if (found->len == 0)
        jarida_search_term_find_exact (term, body, found);
      if (found->len > 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
jarida_search_query_holds (const JaridaSearchQuery *self,
                           const char              *title,
                           const char              *body)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (self->clauses, i);

      if (has_exact (clause) && holds (clause, title, body) == clause->without)
        return FALSE;
    }
  return TRUE;
}
