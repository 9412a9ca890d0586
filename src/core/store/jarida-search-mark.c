/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-private.h"

#include <string.h>

#include "jarida-fold.h"

/* Where the words of a question stand in a text: the same folding as that of the index. */

/* Words of a piece that is shown, and how many of them stand before the first that was found. */
#define PIECE_WORDS 24
#define PIECE_BEFORE 5

typedef struct
{
  guint    start;
  guint    end;
  gboolean found;
} Word;

typedef struct
{
  GHashTable *forms;        /* (owned) (element-type utf8) in the form of the index */
  GPtrArray  *exact;        /* (owned) JaridaSearchTerm, borrowed */
  GPtrArray  *beginnings;   /* (owned) (element-type utf8) folded */
  GArray     *words;        /* (owned) Word: of the text */
} Marker;

static gboolean
add_form (const JaridaTerm *term,
          gpointer          user_data)
{
  g_hash_table_add (user_data, g_strndup (term->text, term->length));
  return TRUE;
}

static gboolean
add_plain (const JaridaTerm *term,
           gpointer          user_data)
{
  g_ptr_array_add (user_data, g_strndup (term->text, term->length));
  return TRUE;
}

static void
add_term (Marker                 *self,
          const JaridaSearchTerm *term)
{
  const gsize length = strlen (term->text);

  if (term->exact)
    {
      g_ptr_array_add (self->exact, (gpointer) term);
      return;
    }
  jarida_fold_each_term (term->text, length, JARIDA_FOLD_ELISION | JARIDA_FOLD_STOP | JARIDA_FOLD_STEM, add_form, self->forms);
  if (term->beginning)
    {
      g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

      jarida_fold_each_term (term->text, length, JARIDA_FOLD_ELISION, add_plain, all);
      if (all->len > 0)
        g_ptr_array_add (self->beginnings, g_ptr_array_steal_index (all, all->len - 1));
    }
}

static void
begin (Marker                  *self,
       const JaridaSearchQuery *query)
{
  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->exact = g_ptr_array_new ();
  self->beginnings = g_ptr_array_new_with_free_func (g_free);
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  for (guint i = 0; i < query->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (query->clauses, i);

      for (guint j = 0; !clause->without && j < clause->terms->len; j++)
        add_term (self, g_ptr_array_index (clause->terms, j));
    }
}

static void
end (Marker *self)
{
  g_hash_table_unref (self->forms);
  g_ptr_array_unref (self->exact);
  g_ptr_array_unref (self->beginnings);
  g_array_unref (self->words);
}

/* Every form of a word is asked about; the word is there once. */
static gboolean
note_word (const JaridaTerm *term,
           gpointer          user_data)
{
  Marker *self = user_data;
  Word word = { (guint) term->start, (guint) term->end, g_hash_table_contains (self->forms, term->text) };

  if (!term->other)
    g_array_append_val (self->words, word);
  else if (word.found)
    g_array_index (self->words, Word, self->words->len - 1).found = TRUE;
  return TRUE;
}

static gboolean
begins_like (const Marker *self,
             const char   *word)
{
  for (guint i = 0; i < self->beginnings->len; i++)
    {
      const char *beginning = g_ptr_array_index (self->beginnings, i);

      if (g_str_has_prefix (word, beginning))
        return TRUE;
      /* Behind the article of a word that was typed without it. */
      if (g_str_has_prefix (word, "ال") && g_str_has_prefix (word + strlen ("ال"), beginning))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  Marker *marker;
  guint   at;
} Plain;

/* The words come in the same order, each once. */
static gboolean
note_plain (const JaridaTerm *term,
            gpointer          user_data)
{
  Plain *plain = user_data;
  Marker *self = plain->marker;
  Word *word = plain->at < self->words->len ? &g_array_index (self->words, Word, plain->at) : NULL;

  if (word == NULL || word->start != term->start)
    return TRUE;
  plain->at++;
  if (!word->found)
    word->found = begins_like (self, term->text);
  return TRUE;
}

/* Both lists rise. */
static void
mark_exact (Marker                 *self,
            const JaridaSearchTerm *term,
            const char             *text)
{
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (JaridaTextRange));

  jarida_search_term_find_exact (term, text, ranges);
  for (guint i = 0, at = 0; i < ranges->len; i++)
    {
      const JaridaTextRange *range = &g_array_index (ranges, JaridaTextRange, i);

      while (at < self->words->len && g_array_index (self->words, Word, at).start < range->start)
        at++;
      for (guint j = at; j < self->words->len && g_array_index (self->words, Word, j).start < range->end; j++)
        g_array_index (self->words, Word, j).found = TRUE;
    }
}

static void
find_words (Marker     *self,
            const char *text)
{
  const gsize length = strlen (text);
  Plain plain = { self, 0 };

  jarida_fold_each_term (text, length, JARIDA_FOLD_ELISION | JARIDA_FOLD_STEM, note_word, self);
  if (self->beginnings->len > 0)
    jarida_fold_each_term (text, length, JARIDA_FOLD_ELISION, note_plain, &plain);
  for (guint i = 0; i < self->exact->len; i++)
    mark_exact (self, g_ptr_array_index (self->exact, i), text);
}

GArray *
jarida_search_query_mark (const JaridaSearchQuery *self,
                          const char              *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (JaridaTextRange));
  Marker marker;

  begin (&marker, self);
  find_words (&marker, text);
  for (guint i = 0; i < marker.words->len; i++)
    {
      const Word *word = &g_array_index (marker.words, Word, i);
      JaridaTextRange range = { word->start, word->end };

      if (word->found)
        g_array_append_val (ranges, range);
    }
  end (&marker);
  return ranges;
}

/* The first word of the piece with the most that was found; the earliest of those. */
static guint
find_best (const GArray *words)
{
  guint best = 0, best_first = 0, n = 0, first = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      n += g_array_index (words, Word, i).found;
      if (i >= PIECE_WORDS)
        n -= g_array_index (words, Word, i - PIECE_WORDS).found;
      if (n <= best)
        continue;
      best = n;
      best_first = i >= PIECE_WORDS ? i - PIECE_WORDS + 1 : 0;
    }
  for (first = best_first; first < words->len && !any; first++)
    any = g_array_index (words, Word, first).found;
  if (!any)
    return 0;
  first--;
  return first > PIECE_BEFORE ? first - PIECE_BEFORE : 0;
}

static void
append_piece (JaridaSnippet *out,
              GString       *piece,
              const GArray  *words,
              const char    *text,
              guint          first,
              guint          last)
{
  const guint from = first == 0 ? 0 : g_array_index (words, Word, first).start;
  guint at = from;

  for (guint i = first; i <= last; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      JaridaTextRange range;

      /* Blocks of the text are lines there; the piece is one. */
      for (; at < word->start; at++)
        if (!g_ascii_isspace (text[at]))
          g_string_append_c (piece, text[at]);
        else if (piece->len > 0 && piece->str[piece->len - 1] != ' ')
          g_string_append_c (piece, ' ');
      range.start = (guint) piece->len;
      g_string_append_len (piece, text + word->start, (gssize) (word->end - word->start));
      range.end = (guint) piece->len;
      at = word->end;
      if (word->found)
        g_array_append_val (out->marks, range);
    }
}

void
jarida_search_query_excerpt (const JaridaSearchQuery *self,
                             const char              *text,
                             JaridaSnippet           *out)
{
  GString *piece = g_string_new (NULL);
  Marker marker;

  begin (&marker, self);
  find_words (&marker, text);
  out->marks = g_array_new (FALSE, FALSE, sizeof (JaridaTextRange));
  if (marker.words->len > 0)
    {
      guint first = find_best (marker.words);
      guint last = MIN (first + PIECE_WORDS, marker.words->len) - 1;

      if (first > 0)
        g_string_append (piece, "… ");
      append_piece (out, piece, marker.words, text, first, last);
      if (last + 1 < marker.words->len)
        g_string_append (piece, " …");
      else
        g_string_append (piece, text + g_array_index (marker.words, Word, last).end);
    }
  end (&marker);
  out->text = g_string_free (piece, FALSE);
  g_strdelimit (out->text, "\r\n\t", ' ');
  out->direction = jarida_text_direction (out->text);
}
