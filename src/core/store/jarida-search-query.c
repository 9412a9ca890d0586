/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-query.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-search-filter.h"
#include "jarida-search-private.h"

/* More than a person asks at once. */
#define MAX_BYTES 1000
#define MAX_CLAUSES 24

typedef struct
{
  const char        *at;
  JaridaSearchQuery *query;
  gboolean           typing;
  gboolean           either;     /* the next term is another choice of the last clause */
} Parser;

static void
free_term (gpointer data)
{
  JaridaSearchTerm *term = data;

  g_free (term->text);
  g_clear_pointer (&term->words, jarida_exact_words_free);
  g_free (term);
}

static void
free_clause (gpointer data)
{
  JaridaSearchClause *clause = data;

  g_ptr_array_unref (clause->terms);
  g_free (clause);
}

static void
free_filter (gpointer data)
{
  JaridaSearchFilter *filter = data;

  g_free (filter->text);
  g_free (filter);
}

/* What opens and closes a quotation anywhere between Rabat and Baghdad; all are one sign here. */
static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb || c == 0xff02;
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0x2013 || c == 0x2010;
}

static gboolean
has_words (const char *text)
{
  g_autofree char *folded = jarida_fold_text (text);

  return folded[0] != '\0';
}

static void
add_term (Parser   *self,
          char     *text,       /* (transfer full) */
          gboolean  exact,
          gboolean  open,       /* it ends where the person is still writing */
          gboolean  without)
{
  GPtrArray *clauses = self->query->clauses;
  JaridaSearchClause *last = clauses->len > 0 ? g_ptr_array_index (clauses, clauses->len - 1) : NULL;
  JaridaSearchTerm *term;

  if (!has_words (text) || clauses->len >= MAX_CLAUSES)
    {
      g_free (text);
      return;
    }
  term = g_new0 (JaridaSearchTerm, 1);
  term->text = text;
  term->exact = exact;
  term->words = exact ? jarida_exact_words_new (term->text, TRUE) : NULL;
  term->beginning = open && self->typing && !exact && !without;
  if (!self->either || last == NULL || last->without || without)
    {
      last = g_new0 (JaridaSearchClause, 1);
      last->terms = g_ptr_array_new_with_free_func (free_term);
      last->without = without;
      g_ptr_array_add (clauses, last);
    }
  g_ptr_array_add (last->terms, term);
  self->either = FALSE;
}

/* Up to a quote or the end: @self stands behind the opening one. An open quotation ends with the text. */
static char *
read_quoted (Parser   *self,
             gboolean *out_open)
{
  const char *start = self->at;
  char *text;

  while (*self->at != '\0' && !is_quote (g_utf8_get_char (self->at)))
    self->at = g_utf8_next_char (self->at);
  text = g_strndup (start, (gsize) (self->at - start));
  *out_open = *self->at == '\0';
  if (!*out_open)
    self->at = g_utf8_next_char (self->at);
  return text;
}

static char *
read_word (Parser *self)
{
  const char *start = self->at;

  while (*self->at != '\0' && !g_unichar_isspace (g_utf8_get_char (self->at)) && !is_quote (g_utf8_get_char (self->at)))
    self->at = g_utf8_next_char (self->at);
  return g_strndup (start, (gsize) (self->at - start));
}

/* "OR" and "OU" are written in capitals, so that the French word is still a word; "أو" has none, and is a word that tells nothing. */
static gboolean
is_either (const char *word)
{
  return strcmp (word, "OR") == 0 || strcmp (word, "OU") == 0 || strcmp (word, "أو") == 0 || strcmp (word, "|") == 0;
}

/* "name:value", the value perhaps in quotes, which are still to be read. FALSE: it is a word like any other. */
static gboolean
take_filter (Parser     *self,
             const char *word,
             gboolean    without)
{
  const char *colon = strchr (word, ':');
  g_autofree char *name = colon != NULL ? g_strndup (word, (gsize) (colon - word)) : NULL;
  g_autofree char *value = NULL;
  const char *back = self->at;
  JaridaSearchFilter *filter;
  gboolean open;

  if (colon == NULL || !jarida_search_filter_is_name (name))
    return FALSE;
  if (colon[1] == '\0' && is_quote (g_utf8_get_char (self->at)))
    {
      self->at = g_utf8_next_char (self->at);
      value = read_quoted (self, &open);
    }
  else
    value = g_strdup (colon + 1);
  filter = jarida_search_filter_new (name, value);
  if (filter == NULL)
    {
      self->at = back;
      return FALSE;
    }
  filter->without ^= without;
  g_ptr_array_add (self->query->filters, filter);
  return TRUE;
}

static void
take_next (Parser *self)
{
  gboolean without = FALSE;
  gboolean open;
  g_autofree char *word = NULL;

  if (is_minus (g_utf8_get_char (self->at)))
    {
      const char *next = g_utf8_next_char (self->at);

      without = *next != '\0' && !g_unichar_isspace (g_utf8_get_char (next));
      self->at = next;
      if (!without)
        return;
    }
  if (is_quote (g_utf8_get_char (self->at)))
    {
      self->at = g_utf8_next_char (self->at);
      word = read_quoted (self, &open);
      add_term (self, g_steal_pointer (&word), TRUE, FALSE, without);
      return;
    }
  word = read_word (self);
  if (is_either (word) && !without && self->query->clauses->len > 0 && *self->at != '\0')
    self->either = TRUE;
  else if (!take_filter (self, word, without))
    add_term (self, g_steal_pointer (&word), FALSE, *self->at == '\0', without);
}

JaridaSearchQuery *
jarida_search_query_parse (const char *text,
                           gboolean    typing)
{
  g_autofree char *cut = g_strndup (text, MAX_BYTES);
  g_autofree char *valid = jarida_text_make_valid (cut, -1);
  JaridaSearchQuery *query = g_new0 (JaridaSearchQuery, 1);
  Parser parser = { .at = valid, .query = query, .typing = typing };

  g_atomic_ref_count_init (&query->refs);
  query->clauses = g_ptr_array_new_with_free_func (free_clause);
  query->filters = g_ptr_array_new_with_free_func (free_filter);
  while (TRUE)
    {
      while (*parser.at != '\0' && g_unichar_isspace (g_utf8_get_char (parser.at)))
        parser.at = g_utf8_next_char (parser.at);
      if (*parser.at == '\0')
        break;
      take_next (&parser);
    }
  return query;
}

JaridaSearchQuery *
jarida_search_query_ref (JaridaSearchQuery *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
jarida_search_query_unref (JaridaSearchQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->clauses);
  g_ptr_array_unref (self->filters);
  g_free (self);
}

gboolean
jarida_search_query_is_empty (const JaridaSearchQuery *self)
{
  return self->clauses->len == 0 && self->filters->len == 0;
}

/* What an address may hold of words. */
#define MAX_WORDS_BYTES 200

char *
jarida_search_query_dup_words (const JaridaSearchQuery *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (self->clauses, i);

      for (guint j = 0; !clause->without && j < clause->terms->len; j++)
        {
          const JaridaSearchTerm *term = g_ptr_array_index (clause->terms, j);
          g_autofree char *plain = g_strstrip (g_strdelimit (g_strdup (term->text), "\t\r\n", ' '));

          if (*plain != '\0' && words->len + strlen (plain) < MAX_WORDS_BYTES)
            g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", plain);
        }
    }
  return g_string_free (words, FALSE);
}
