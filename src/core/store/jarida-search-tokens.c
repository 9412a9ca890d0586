/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-tokens.h"

#include <string.h>

#include "jarida-connection-search.h"
#include "jarida-fold.h"
#include "jarida-index-text.h"

/* The columns of `ft`. */
#define COLUMN_TITLE 0
#define COLUMN_BODY 1
/* As much as a word in the title counts, and how soon more of them in the body count for little. */
#define TITLE_WEIGHT 4.0
#define BODY_HALF 1.2
#define MAX_HITS 8
/* Ours, and nobody else's text: a longer one is an accident. */
#define MAX_TOKEN_BYTES 64

/* Tokens. */

typedef struct
{
  void  *context;
  int  (*give) (void *context, int flags, const char *token, int length, int start, int end);
  int    before;     /* of the piece, in the text */
  int    result;
} Giver;

static int
create_tokenizer (void           *data,
                  const char    **arguments,
                  int             n_arguments,
                  Fts5Tokenizer **out)
{
  JaridaFoldFlags *flags = g_new0 (JaridaFoldFlags, 1);

  *flags = JARIDA_FOLD_ELISION;
  for (int i = 0; i < n_arguments; i++)
    *flags |= strcmp (arguments[i], "light") == 0 ? JARIDA_FOLD_STEM : strcmp (arguments[i], "stop") == 0 ? JARIDA_FOLD_STOP : 0;
  *out = (Fts5Tokenizer *) flags;
  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
  g_free (tokenizer);
}

static gboolean
give_term (const JaridaTerm *term,
           gpointer          user_data)
{
  Giver *giver = user_data;

  giver->result = giver->give (giver->context, term->other ? FTS5_TOKEN_COLOCATED : 0, term->text, (int) term->length,
                               giver->before + (int) term->start, giver->before + (int) term->end);
  return giver->result == SQLITE_OK;
}

static const char *
give_as_is (Giver      *giver,
            const char *text,
            const char *start,
            const char *end)
{
  const char *token = start + strlen (JARIDA_INDEX_AS_IS);
  const char *after = memchr (token, ' ', (gsize) (end - token));
  int length;

  if (after == NULL)
    after = end;
  length = (int) MIN (after - token, MAX_TOKEN_BYTES);
  if (length > 0)
    giver->result = giver->give (giver->context, 0, token, length, (int) (token - text), (int) (after - text));
  return after;
}

static int
tokenize (Fts5Tokenizer  *tokenizer,
          void           *context,
          int             what_for,
          const char     *text,
          int             n_text,
          int           (*give) (void *, int, const char *, int, int, int))
{
  const JaridaFoldFlags flags = *(JaridaFoldFlags *) tokenizer;
  Giver giver = { .context = context, .give = give, .result = SQLITE_OK };
  const char *end = text + n_text;

  for (const char *p = text; p < end && giver.result == SQLITE_OK;)
    {
      const char *marker = memmem (p, (gsize) (end - p), JARIDA_INDEX_AS_IS, strlen (JARIDA_INDEX_AS_IS));
      const char *stop = marker != NULL ? marker : end;

      giver.before = (int) (p - text);
      if (stop > p)
        jarida_fold_each_term (p, (gsize) (stop - p), flags, give_term, &giver);
      p = marker != NULL && giver.result == SQLITE_OK ? give_as_is (&giver, text, marker, end) : end;
    }
  return giver.result;
}

/* Ranks. */

static double
rank_phrase (const Fts5ExtensionApi *api,
             Fts5Context            *context,
             int                     phrase,
             int                    *out_result)
{
  Fts5PhraseIter iter;
  int column, offset;
  gboolean in_title = FALSE;
  guint n_body = 0;

  *out_result = api->xPhraseFirst (context, phrase, &iter, &column, &offset);
  for (; *out_result == SQLITE_OK && column >= 0 && n_body < MAX_HITS; api->xPhraseNext (context, &iter, &column, &offset))
    {
      in_title = in_title || column == COLUMN_TITLE;
      n_body += column == COLUMN_BODY;
    }
  return (in_title ? TITLE_WEIGHT : 0) + n_body / (n_body + BODY_HALF);
}

static void
rank (const Fts5ExtensionApi  *api,
      Fts5Context             *context,
      sqlite3_context         *out,
      int                      n_values,
      sqlite3_value          **values)
{
  int n_phrases = api->xPhraseCount (context);
  int result = SQLITE_OK;
  double sum = 0;

  for (int i = 0; i < n_phrases && result == SQLITE_OK; i++)
    sum += rank_phrase (api, context, i, &result);
  if (result == SQLITE_OK)
    sqlite3_result_double (out, sum);
  else
    sqlite3_result_error_code (out, result);
}

gboolean
jarida_search_tokens_register (JaridaConnection  *connection,
                               GError           **error)
{
  static fts5_tokenizer tokenizer = { create_tokenizer, delete_tokenizer, tokenize };
  fts5_api *api = jarida_connection_get_fts (connection, error);
  int result;

  if (api == NULL)
    return FALSE;
  result = api->xCreateTokenizer (api, "jarida", NULL, &tokenizer, NULL);
  if (result == SQLITE_OK)
    result = api->xCreateFunction (api, "jarida_rank", NULL, rank, NULL);
  if (result != SQLITE_OK)
    g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FAILED, "FTS5: %s", sqlite3_errstr (result));
  return result == SQLITE_OK;
}
