/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-match.h"

#include <string.h>

#include "jarida-article-row.h"
#include "jarida-fold.h"
#include "jarida-index-text.h"
#include "jarida-section.h"

#define MAX_FORMS 64

/* A word, in all its forms. */
typedef struct
{
  GPtrArray *forms;    /* (owned) (element-type utf8) */
} Word;

static void
free_word (gpointer data)
{
  Word *word = data;

  g_ptr_array_unref (word->forms);
  g_free (word);
}

static gboolean
collect_form (const JaridaTerm *term,
              gpointer          user_data)
{
  GPtrArray *words = user_data;

  if (!term->other)
    {
      Word *word = g_new0 (Word, 1);

      word->forms = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (words, word);
    }
  g_ptr_array_add (((Word *) g_ptr_array_index (words, words->len - 1))->forms, g_strndup (term->text, term->length));
  return words->len < MAX_FORMS;
}

static GPtrArray *
split (const char      *text,
       JaridaFoldFlags  flags)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (free_word);

  jarida_fold_each_term (text, strlen (text), flags | JARIDA_FOLD_ELISION, collect_form, words);
  return words;
}

static void
append_quoted (GString    *out,
               const char *form)
{
  g_string_append_printf (out, "\"" JARIDA_INDEX_AS_IS "%s\"", form);
}

void
jarida_search_match_append_word (GString    *out,
                                 const char *folded)
{
  append_quoted (out, folded);
}

/* Any of the forms. */
static void
append_word (GString    *out,
             const Word *word)
{
  g_string_append_c (out, '(');
  for (guint i = 0; i < word->forms->len; i++)
    {
      if (i > 0)
        g_string_append (out, " OR ");
      append_quoted (out, g_ptr_array_index (word->forms, i));
    }
  g_string_append_c (out, ')');
}

static void
append_words (GString    *out,
              GPtrArray  *words,
              guint       n,
              const char *between)
{
  for (guint i = 0; i < n; i++)
    {
      const Word *word = g_ptr_array_index (words, i);

      if (i > 0)
        g_string_append (out, between);
      /* Within a phrase every word has one form, the first, which the text has too. */
      if (strcmp (between, " + ") == 0)
        append_quoted (out, g_ptr_array_index (word->forms, 0));
      else
        append_word (out, word);
    }
}

static const char *
skip_article (const char *typed)
{
  static const char * const articles[] = { "وال", "بال", "كال", "فال", "لل", "ال" };

  for (gsize i = 0; i < G_N_ELEMENTS (articles); i++)
    if (g_str_has_prefix (typed, articles[i]) && typed[strlen (articles[i])] != '\0')
      return typed + strlen (articles[i]);
  return NULL;
}

/* Words that begin so, with the article or without it; and a word that has lost the ending that was typed. */
static void
append_beginning (GString    *out,
                  const char *typed,
                  const Word *finished)
{
  const char *rest = skip_article (typed);

  g_string_append_c (out, '(');
  append_quoted (out, typed);
  g_string_append (out, " *");
  if (rest != NULL)
    {
      g_string_append (out, " OR ");
      append_quoted (out, rest);
      g_string_append (out, " *");
    }
  for (guint i = 0; finished != NULL && i < finished->forms->len; i++)
    {
      g_string_append (out, " OR ");
      append_quoted (out, g_ptr_array_index (finished->forms, i));
    }
  g_string_append_c (out, ')');
}

/* The last word, in all its forms and what it may be the beginning of: an article is no part of what begins. */
static void
append_open_word (GString                *out,
                  const JaridaSearchTerm *term,
                  GPtrArray              *words)
{
  g_autoptr(GPtrArray) plain = split (term->text, JARIDA_FOLD_BEGINNING);
  const Word *last = plain->len > 0 ? g_ptr_array_index (plain, plain->len - 1) : NULL;
  const char *typed = last != NULL ? g_ptr_array_index (last->forms, 0) : "";
  const char *rest = skip_article (typed);

  append_words (out, words, words->len, " AND ");
  g_string_truncate (out, out->len - 1);
  g_string_append_printf (out, "%c%s%c)", JARIDA_SEARCH_BEGINNING_START, rest != NULL ? rest : typed, JARIDA_SEARCH_BEGINNING_END);
}

/* For all of the text: only words that name something. FALSE: there is none. */
static gboolean
append_term (GString                *out,
             const JaridaSearchTerm *term)
{
  g_autoptr(GPtrArray) words = split (term->text, JARIDA_FOLD_STEM | JARIDA_FOLD_STOP);

  if (term->beginning && words->len > 0)
    {
      append_open_word (out, term, words);
      return TRUE;
    }
  append_words (out, words, words->len, term->exact ? " + " : " AND ");
  return words->len > 0;
}

/* For the titles, which have every word and know no phrases. */
static gboolean
append_title_term (GString                *out,
                   const JaridaSearchTerm *term)
{
  g_autoptr(GPtrArray) words = split (term->text, JARIDA_FOLD_STEM);
  g_autoptr(GPtrArray) plain = split (term->text, JARIDA_FOLD_BEGINNING);
  const guint n = words->len;

  if (!term->beginning || n == 0 || plain->len == 0)
    {
      append_words (out, words, n, " AND ");
      return n > 0;
    }
  append_words (out, words, n - 1, " AND ");
  if (n > 1)
    g_string_append (out, " AND ");
  append_beginning (out, g_ptr_array_index (((Word *) g_ptr_array_index (plain, plain->len - 1))->forms, 0),
                    g_ptr_array_index (words, n - 1));
  return TRUE;
}

static gboolean
append_clause (GString                  *out,
               const JaridaSearchClause *clause,
               gboolean                (*append) (GString *, const JaridaSearchTerm *))
{
  g_autoptr(GString) inner = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < clause->terms->len; i++)
    {
      g_autoptr(GString) one = g_string_new (NULL);

      if (!append (one, g_ptr_array_index (clause->terms, i)))
        continue;
      g_string_append_printf (inner, any ? " OR (%s)" : "(%s)", one->str);
      any = TRUE;
    }
  if (any)
    g_string_append_printf (out, out->len > 0 ? " AND (%s)" : "(%s)", inner->str);
  return any;
}

static gboolean
has_exact (const JaridaSearchClause *clause)
{
  for (guint i = 0; i < clause->terms->len; i++)
    if (((JaridaSearchTerm *) g_ptr_array_index (clause->terms, i))->exact)
      return TRUE;
  return FALSE;
}

/* The clauses that ask for something, or those that ask for something not to be there. */
static guint
append_clauses (GString                 *out,
                const JaridaSearchQuery *query,
                gboolean                 without,
                gboolean               (*append) (GString *, const JaridaSearchTerm *))
{
  guint n = 0;

  for (guint i = 0; i < query->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (query->clauses, i);
      g_autoptr(GString) one = NULL;

      /* What must not be there exactly may well be there in another form: only the text can say. */
      if (clause->without != without || (without && has_exact (clause)))
        continue;
      one = g_string_new (NULL);
      if (!append_clause (one, clause, append))
        continue;
      if (out->len > 0)
        g_string_append (out, without ? " OR " : " AND ");
      g_string_append (out, one->str);
      n++;
    }
  return n;
}

/* Filters. */

typedef struct
{
  JaridaFindSources  find_sources;
  gpointer           user_data;
  JaridaSearchMatch *match;
} Filtering;

/* Tokens as jarida_index_append_token() writes them, each in quotes. */
static void
append_meta (GString    *out,
             const char *tokens,
             const char *between)
{
  g_auto(GStrv) all = g_strsplit (tokens, " ", -1);
  gboolean first = TRUE;

  g_string_append (out, "(meta : (");
  for (guint i = 0; all[i] != NULL; i++)
    if (all[i][0] != '\0')
      {
        g_string_append_printf (out, "%s\"%s\"", first ? "" : between, all[i]);
        first = FALSE;
      }
  g_string_append (out, "))");
}

static void
append_sources (GString                  *tokens,
                const JaridaSearchFilter *filter,
                Filtering                *filtering)
{
  g_autoptr(GArray) ids = filtering->find_sources (filter->text, filtering->user_data);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

      jarida_index_append_token (tokens, 's', number);
    }
  /* No such newspaper: nothing is found, and not everything. */
  if (ids->len == 0)
    jarida_index_append_token (tokens, 's', "0");
}

static void
append_section (GString    *tokens,
                const char *name)
{
  g_autofree char *number = g_strdup_printf ("%d", (int) jarida_section_from_name (name));

  jarida_index_append_token (tokens, 'k', number);
}

static void
bound (JaridaSearchMatch        *match,
       const JaridaSearchFilter *filter)
{
  const gint64 id = filter->moment - JARIDA_SHELF_EPOCH;
  const gboolean before = (filter->kind == JARIDA_FILTER_BEFORE) != filter->without;

  if (before)
    match->last = MIN (match->last, id - 1);
  else
    match->first = MAX (match->first, id);
}

static void
append_filter (GString                  *with,
               GString                  *without,
               const JaridaSearchFilter *filter,
               Filtering                *filtering)
{
  g_autoptr(GString) tokens = g_string_new (NULL);
  GString *out = filter->without ? without : with;
  const char *between = " AND ";

  switch (filter->kind)
    {
    case JARIDA_FILTER_AUTHOR:
      jarida_index_append_name (tokens, 'a', filter->text);
      break;
    case JARIDA_FILTER_CITY:
      jarida_index_append_name (tokens, 'c', filter->text);
      break;
    case JARIDA_FILTER_JOURNAL:
      append_sources (tokens, filter, filtering);
      between = " OR ";
      break;
    case JARIDA_FILTER_SECTION:
      append_section (tokens, filter->text);
      break;
    case JARIDA_FILTER_LANGUAGE:
      jarida_index_append_token (tokens, 'l', filter->text);
      break;
    case JARIDA_FILTER_OFFLINE:
      jarida_index_append_token (tokens, 'o', "");
      break;
    case JARIDA_FILTER_BEFORE:
    case JARIDA_FILTER_AFTER:
      bound (filtering->match, filter);
      return;
    case JARIDA_FILTER_UNREAD:
    case JARIDA_FILTER_SAVED:
      /* What a person does is not in the index: see jarida-store-search.c. */
      return;
    }
  if (tokens->len == 0)
    return;
  if (out->len > 0)
    g_string_append (out, filter->without ? " OR " : " AND ");
  append_meta (out, tokens->str, between);
}

static char *
join (GString *with,
      GString *without)
{
  if (with->len == 0)
    return NULL;
  return without->len > 0 ? g_strdup_printf ("(%s) NOT (%s)", with->str, without->str) : g_strdup (with->str);
}

static gboolean
has_beginning (const JaridaSearchQuery *query)
{
  for (guint i = 0; i < query->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (query->clauses, i);

      for (guint j = 0; j < clause->terms->len; j++)
        if (((JaridaSearchTerm *) g_ptr_array_index (clause->terms, j))->beginning)
          return TRUE;
    }
  return FALSE;
}

static char *
make_filters (const JaridaSearchQuery *query,
              Filtering               *filtering)
{
  g_autoptr(GString) with = g_string_new (NULL);
  g_autoptr(GString) without = g_string_new (NULL);

  append_meta (with, JARIDA_INDEX_AS_IS "=x", " AND ");
  for (guint i = 0; i < query->filters->len; i++)
    append_filter (with, without, g_ptr_array_index (query->filters, i), filtering);
  return join (with, without);
}

void
jarida_search_match_init (JaridaSearchMatch       *self,
                          const JaridaSearchQuery *query,
                          JaridaFindSources        find_sources,
                          gpointer                 user_data)
{
  g_autoptr(GString) with = g_string_new (NULL);
  g_autoptr(GString) without = g_string_new (NULL);
  g_autoptr(GString) title_with = g_string_new (NULL);
  g_autoptr(GString) title_without = g_string_new (NULL);
  Filtering filtering = { find_sources, user_data, self };
  gboolean filtered;
  guint n_words, n_title_words;
  gsize n_all, n_without;

  memset (self, 0, sizeof *self);
  self->last = G_MAXUINT32;
  n_words = append_clauses (with, query, FALSE, append_term);
  append_clauses (without, query, TRUE, append_term);
  n_title_words = append_clauses (title_with, query, FALSE, append_title_term);
  append_clauses (title_without, query, TRUE, append_title_term);
  self->n_terms = n_title_words;
  n_all = with->len;
  n_without = without->len;
  for (guint i = 0; i < query->filters->len; i++)
    append_filter (with, without, g_ptr_array_index (query->filters, i), &filtering);
  filtered = with->len > 0 && n_words == 0;
  if (with->len == 0 && n_title_words == 0 && query->filters->len + query->clauses->len > 0)
    {
      append_meta (with, JARIDA_INDEX_AS_IS "=x", " AND ");
      filtered = TRUE;
    }
  self->all = n_words > 0 || (filtered && n_title_words == 0) ? join (with, without) : NULL;
  /* The titles know no filters: what they find is looked at by whoever has asked. */
  if (n_title_words > 0 && (n_words == 0 || has_beginning (query)))
    self->titles = join (title_with, title_without);
  if (self->titles != NULL && (with->len > n_all || without->len > n_without))
    self->filters = make_filters (query, &filtering);
}

void
jarida_search_match_clear (JaridaSearchMatch *self)
{
  g_clear_pointer (&self->all, g_free);
  g_clear_pointer (&self->titles, g_free);
  g_clear_pointer (&self->filters, g_free);
}
