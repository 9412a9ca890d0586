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
  guint32  hash;      /* of the folded word */
  guint    at;        /* where it stands in `folded`, and how long it is */
  guint    length;
  guint    start;     /* where the word stands in the text, in bytes */
  guint    end;
} ExactWord;

struct _JaridaExactWords
{
  const char *text;      /* borrowed */
  GString    *folded;    /* (owned) one after another: an article has a thousand words, and is not to cost a thousand strings */
  GArray     *words;     /* (owned) ExactWord */
  GPtrArray  *lower;     /* (owned) (nullable) of what is wanted: each with its accents, "" where they say nothing */
};

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

static guint32
get_hash (const char *text,
          gsize       length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) text[i]) * 16777619u;
  return hash;
}

static gboolean
note_word (const JaridaTerm *term,
           gpointer          user_data)
{
  JaridaExactWords *self = user_data;
  const ExactWord word = { get_hash (term->text, term->length), (guint) self->folded->len, (guint) term->length, (guint) term->start,
                           (guint) term->end };

  g_string_append_len (self->folded, term->text, (gssize) term->length);
  g_array_append_val (self->words, word);
  return TRUE;
}

static gboolean
is_folded (const JaridaExactWords *self,
           const ExactWord        *word,
           const char             *text)
{
  return strlen (text) == word->length && memcmp (self->folded->str + word->at, text, word->length) == 0;
}

JaridaExactWords *
jarida_exact_words_new (const char *text,
                        gboolean    wanted)
{
  JaridaExactWords *self = g_new0 (JaridaExactWords, 1);

  self->text = text;
  self->folded = g_string_new (NULL);
  self->words = g_array_new (FALSE, FALSE, sizeof (ExactWord));
  jarida_fold_each_term (text, strlen (text), JARIDA_FOLD_ELISION, note_word, self);
  if (!wanted)
    return self;
  self->lower = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->words->len; i++)
    {
      const ExactWord *word = &g_array_index (self->words, ExactWord, i);
      g_autofree char *lower = make_lower (text + word->start, word->end - word->start);

      g_ptr_array_add (self->lower, is_folded (self, word, lower) ? g_strdup ("") : g_steal_pointer (&lower));
    }
  return self;
}

void
jarida_exact_words_free (JaridaExactWords *self)
{
  g_string_free (self->folded, TRUE);
  g_array_unref (self->words);
  g_clear_pointer (&self->lower, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_word (const JaridaExactWords *text,
         guint                   at,
         const JaridaExactWords *wanted,
         guint                   i)
{
  const ExactWord *word = &g_array_index (text->words, ExactWord, at), *other = &g_array_index (wanted->words, ExactWord, i);
  const char *accents = g_ptr_array_index (wanted->lower, i);
  g_autofree char *lower = NULL;

  if (word->hash != other->hash || word->length != other->length
      || memcmp (text->folded->str + word->at, wanted->folded->str + other->at, word->length) != 0)
    return FALSE;
  if (*accents == '\0')
    return TRUE;
  lower = make_lower (text->text + word->start, word->end - word->start);
  return strcmp (lower, accents) == 0;
}

/* From the word @at on; G_MAXUINT: they stand nowhere. */
static guint
find (const JaridaExactWords *text,
      guint                   at,
      const JaridaExactWords *wanted)
{
  for (; wanted->words->len > 0 && at + wanted->words->len <= text->words->len; at++)
    {
      guint n = 0;

      while (n < wanted->words->len && is_word (text, at + n, wanted, n))
        n++;
      if (n == wanted->words->len)
        return at;
    }
  return G_MAXUINT;
}

void
jarida_search_term_find_exact (const JaridaSearchTerm *self,
                               const char             *text,
                               GArray                 *out)
{
  JaridaExactWords *words = jarida_exact_words_new (text, FALSE);

  for (guint at = 0; (at = find (words, at, self->words)) != G_MAXUINT; at++)
    {
      const JaridaTextRange range = { g_array_index (words->words, ExactWord, at).start,
                                      g_array_index (words->words, ExactWord, at + self->words->words->len - 1).end };

      g_array_append_val (out, range);
    }
  jarida_exact_words_free (words);
}

void
jarida_exact_text_clear (JaridaExactText *self)
{
  g_clear_pointer (&self->words, jarida_exact_words_free);
  g_clear_pointer (&self->forms, g_hash_table_unref);
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
             JaridaExactText        *text)
{
  const JaridaFoldFlags flags = JARIDA_FOLD_STEM | JARIDA_FOLD_STOP | JARIDA_FOLD_ELISION;
  Lookup lookup = { NULL, TRUE, FALSE };

  if (text->forms == NULL)
    {
      text->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      jarida_fold_each_term (text->text, strlen (text->text), flags, collect_form, text->forms);
    }
  lookup.forms = text->forms;
  jarida_fold_each_term (term->text, strlen (term->text), flags, look_up, &lookup);
  return !lookup.missing && lookup.word;
}

static gboolean
holds_exactly (const JaridaSearchTerm *term,
               JaridaExactText        *text)
{
  if (text->words == NULL)
    text->words = jarida_exact_words_new (text->text, FALSE);
  return find (text->words, 0, term->words) != G_MAXUINT;
}

static gboolean
holds (const JaridaSearchClause *clause,
       JaridaExactText          *title,
       JaridaExactText          *body)
{
  for (guint i = 0; i < clause->terms->len; i++)
    {
      const JaridaSearchTerm *term = g_ptr_array_index (clause->terms, i);

      if (term->exact ? holds_exactly (term, title) || holds_exactly (term, body) : holds_words (term, title) || holds_words (term, body))
        return TRUE;
    }
  return FALSE;
}

gboolean
jarida_search_query_holds (const JaridaSearchQuery *self,
                           JaridaExactText         *title,
                           JaridaExactText         *body)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (self->clauses, i);

      if (has_exact (clause) && holds (clause, title, body) == clause->without)
        return FALSE;
    }
  return TRUE;
}
