/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-program.h"

#include <string.h>

#include "jarida-fold.h"

/* Longer phrases are left to the text itself, which is asked in any case. */
#define MAX_PHRASE 63

typedef enum
{
  NODE_FORM,     /* a: the form */
  NODE_PHRASE,   /* a: where its forms begin in `phrases`, b: how many they are */
  NODE_AND,
  NODE_OR,
  NODE_NOT,      /* a and not b */
} NodeKind;

typedef struct
{
  NodeKind kind;
  guint    a;
  guint    b;
} Node;

/* Where the forms of an article were seen. */
typedef enum
{
  SEEN_ALL   = 1 << 0,   /* in the table `ft`: anywhere, words that name something */
  SEEN_TITLE = 1 << 1,   /* in the table `ftt` */
} Seen;

/* A word of the article, and one of its forms that is asked for. Rising. */
typedef struct
{
  guint32 word;
  guint32 form;
} Place;

#define NO_NODE G_MAXUINT

typedef struct
{
  JaridaSearchQuery *query;     /* (owned) */
  guint              all;       /* nodes, or NO_NODE */
  guint              titles;
  guint              filters;
  gint64             first;
  gint64             last;
} Program;

struct _JaridaSearchPrograms
{
  GArray                *programs;  /* (owned) Program */
  GArray                *nodes;     /* (owned) Node */
  GArray                *phrases;   /* (owned) guint: forms */
  GHashTable            *forms;     /* (owned) what is asked for -> its number and 1 */
  GByteArray            *seen;      /* (owned) Seen, by form */

  /* The article */
  GArray                *places[2]; /* (owned) Place: of the title, and of the body */
  JaridaExactText        exact[2];  /* the same, as quotes ask for it */
  guint32                id;
  gboolean               unread;
  gboolean               saved;
};

static void
clear_program (gpointer data)
{
  jarida_search_query_unref (((Program *) data)->query);
}

JaridaSearchPrograms *
jarida_search_programs_new (void)
{
  JaridaSearchPrograms *self = g_new0 (JaridaSearchPrograms, 1);

  self->programs = g_array_new (FALSE, FALSE, sizeof (Program));
  g_array_set_clear_func (self->programs, clear_program);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->phrases = g_array_new (FALSE, FALSE, sizeof (guint));
  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_byte_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->places); i++)
    self->places[i] = g_array_new (FALSE, FALSE, sizeof (Place));
  return self;
}

void
jarida_search_programs_free (JaridaSearchPrograms *self)
{
  g_array_unref (self->programs);
  g_array_unref (self->nodes);
  g_array_unref (self->phrases);
  g_hash_table_unref (self->forms);
  g_byte_array_unref (self->seen);
  for (guint i = 0; i < G_N_ELEMENTS (self->places); i++)
    {
      g_array_unref (self->places[i]);
      jarida_exact_text_clear (&self->exact[i]);
    }
  g_free (self);
}

/* Reading an expression. It was written by ourselves: see jarida-search-match.c. NOT binds closest, then AND, then OR. */

typedef struct
{
  JaridaSearchPrograms *self;
  const char           *at;
} Reader;

static guint read_either (Reader *reader);

static guint
add_node (JaridaSearchPrograms *self,
          NodeKind              kind,
          guint                 a,
          guint                 b)
{
  const Node node = { kind, a, b };

  g_array_append_val (self->nodes, node);
  return self->nodes->len - 1;
}

static gboolean
take (Reader     *reader,
      const char *sign)
{
  while (*reader->at == ' ')
    reader->at++;
  if (!g_str_has_prefix (reader->at, sign))
    return FALSE;
  reader->at += strlen (sign);
  return TRUE;
}

/* What stands in quotes, of which the opening one is behind us. */
static guint
read_form (Reader *reader)
{
  JaridaSearchPrograms *self = reader->self;
  const char *start = reader->at + (g_str_has_prefix (reader->at, JARIDA_INDEX_AS_IS) ? strlen (JARIDA_INDEX_AS_IS) : 0);
  const char *end = strchrnul (start, '"');
  g_autofree char *form = g_strndup (start, (gsize) (end - start));
  gpointer known = g_hash_table_lookup (self->forms, form);

  reader->at = *end == '"' ? end + 1 : end;
  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  g_byte_array_append (self->seen, (const guint8 *) "", 1);
  g_hash_table_insert (self->forms, g_steal_pointer (&form), GUINT_TO_POINTER (self->seen->len));
  return self->seen->len - 1;
}

static guint
read_phrase (Reader *reader)
{
  JaridaSearchPrograms *self = reader->self;
  const guint first = self->phrases->len;
  guint form = read_form (reader);

  g_array_append_val (self->phrases, form);
  while (take (reader, "+") && take (reader, "\""))
    {
      form = read_form (reader);
      g_array_append_val (self->phrases, form);
    }
  if (self->phrases->len - first > 1)
    return add_node (self, NODE_PHRASE, first, self->phrases->len - first);
  g_array_set_size (self->phrases, first);
  return add_node (self, NODE_FORM, form, 0);
}

static guint
read_one (Reader *reader)
{
  guint node;

  if (take (reader, "\""))
    return read_phrase (reader);
  if (!take (reader, "("))
    return NO_NODE;
  /* The tokens of that column are none of the others. */
  if (take (reader, "meta"))
    take (reader, ":");
  node = read_either (reader);
  take (reader, ")");
  return node;
}

static guint
read_but_not (Reader *reader)
{
  guint node = read_one (reader);

  while (node != NO_NODE && take (reader, "NOT"))
    {
      guint other = read_one (reader);

      if (other == NO_NODE)
        break;
      node = add_node (reader->self, NODE_NOT, node, other);
    }
  return node;
}

static guint
read_both (Reader *reader)
{
  guint node = read_but_not (reader);

  while (node != NO_NODE && take (reader, "AND"))
    {
      guint other = read_but_not (reader);

      if (other == NO_NODE)
        break;
      node = add_node (reader->self, NODE_AND, node, other);
    }
  return node;
}

static guint
read_either (Reader *reader)
{
  guint node = read_both (reader);

  while (node != NO_NODE && take (reader, "OR"))
    {
      guint other = read_both (reader);

      if (other == NO_NODE)
        break;
      node = add_node (reader->self, NODE_OR, node, other);
    }
  return node;
}

static guint
read_expression (JaridaSearchPrograms *self,
                 const char           *expression)
{
  Reader reader = { self, expression };

  return expression != NULL ? read_either (&reader) : NO_NODE;
}

guint
jarida_search_programs_add (JaridaSearchPrograms    *self,
                            JaridaSearchQuery       *query,
                            const JaridaSearchMatch *match)
{
  Program program = { .query = jarida_search_query_ref (query), .first = match->first, .last = match->last };

  program.all = read_expression (self, match->all);
  program.titles = read_expression (self, match->titles);
  program.filters = read_expression (self, match->filters);
  g_array_append_val (self->programs, program);
  return self->programs->len - 1;
}

/* The article. */

typedef struct
{
  JaridaSearchPrograms *self;
  guint8                seen;
  guint32               word;      /* the number of the one under way */
  GArray               *places;    /* (nullable) where they are noted */
} Noting;

static gboolean
note_form (const JaridaTerm *term,
           gpointer          user_data)
{
  Noting *noting = user_data;
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (noting->self->forms, term->text));

  noting->word += !term->other;
  if (known == 0)
    return TRUE;
  noting->self->seen->data[known - 1] |= noting->seen;
  if (noting->places != NULL)
    g_array_append_val (noting->places, ((Place) { noting->word, known - 1 }));
  return TRUE;
}

static void
note_text (JaridaSearchPrograms *self,
           const char           *text,
           JaridaFoldFlags       flags,
           Seen                  seen,
           GArray               *places)
{
  Noting noting = { self, (guint8) seen, 0, places };

  jarida_fold_each_term (text, strlen (text), flags | JARIDA_FOLD_ELISION | JARIDA_FOLD_STEM, note_form, &noting);
}

static void
note_meta (JaridaSearchPrograms *self,
           const char           *meta)
{
  g_auto(GStrv) tokens = g_strsplit (meta, " ", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (g_str_has_prefix (tokens[i], JARIDA_INDEX_AS_IS))
      {
        gpointer known = g_hash_table_lookup (self->forms, tokens[i] + strlen (JARIDA_INDEX_AS_IS));

        if (known != NULL)
          self->seen->data[GPOINTER_TO_UINT (known) - 1] |= SEEN_ALL;
      }
}

void
jarida_search_programs_load (JaridaSearchPrograms  *self,
                             guint32                id,
                             const JaridaIndexText *text,
                             gboolean               unread,
                             gboolean               saved)
{
  self->id = id;
  self->unread = unread;
  self->saved = saved;
  for (guint i = 0; i < G_N_ELEMENTS (self->places); i++)
    {
      g_array_set_size (self->places[i], 0);
      jarida_exact_text_clear (&self->exact[i]);
    }
  self->exact[0].text = text->title;
  self->exact[1].text = text->body;
  if (self->seen->len == 0)
    return;
  memset (self->seen->data, 0, self->seen->len);
  note_text (self, text->title, JARIDA_FOLD_STOP, SEEN_ALL, self->places[0]);
  note_text (self, text->title, 0, SEEN_TITLE, NULL);
  note_text (self, text->body, JARIDA_FOLD_STOP, SEEN_ALL, self->places[1]);
  note_meta (self, text->meta);
}

/* Phrases: words side by side, each in one of its forms. */

static guint64
find_in_phrase (const guint *forms,
                guint        n,
                guint        form)
{
  guint64 bits = 0;

  for (guint i = 0; i < n; i++)
    bits |= forms[i] == form ? G_GUINT64_CONSTANT (1) << i : 0;
  return bits;
}

static gboolean
has_phrase (JaridaSearchPrograms *self,
            const Node           *node,
            const GArray         *places)
{
  const guint *forms = &g_array_index (self->phrases, guint, node->a);
  guint64 before = 0;    /* a bit for each length of the phrase that ends with the word before */
  guint32 last = 0;

  for (guint i = 0; i < places->len;)
    {
      const guint32 word = g_array_index (places, Place, i).word;
      guint64 now = 0;   /* which words of the phrase this word may be, a bit each */

      for (; i < places->len && g_array_index (places, Place, i).word == word; i++)
        now |= find_in_phrase (forms, node->b, g_array_index (places, Place, i).form);
      before = word == last + 1 ? before : 0;
      before = (before << 1 | 1) & now;
      last = word;
      if (before >> (node->b - 1) & 1)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_true (JaridaSearchPrograms *self,
         guint                 number,
         Seen                  seen)
{
  const Node *node = &g_array_index (self->nodes, Node, number);

  switch (node->kind)
    {
    case NODE_FORM:
      return (self->seen->data[node->a] & seen) != 0;
    case NODE_PHRASE:
      /* No phrase is asked of the titles. */
      return node->b > MAX_PHRASE || has_phrase (self, node, self->places[0]) || has_phrase (self, node, self->places[1]);
    case NODE_AND:
      return is_true (self, node->a, seen) && is_true (self, node->b, seen);
    case NODE_OR:
      return is_true (self, node->a, seen) || is_true (self, node->b, seen);
    case NODE_NOT:
    default:
      return is_true (self, node->a, seen) && !is_true (self, node->b, seen);
    }
}

static gboolean
has_marks (const JaridaSearchPrograms *self,
           const JaridaSearchQuery    *query)
{
  for (guint i = 0; i < query->filters->len; i++)
    {
      const JaridaSearchFilter *filter = g_ptr_array_index (query->filters, i);

      if ((filter->kind == JARIDA_FILTER_UNREAD && !self->unread == !filter->without)
          || (filter->kind == JARIDA_FILTER_SAVED && !self->saved == !filter->without))
        return FALSE;
    }
  return TRUE;
}

gboolean
jarida_search_programs_holds (JaridaSearchPrograms *self,
                              guint                 number)
{
  const Program *program = &g_array_index (self->programs, Program, number);
  gboolean found = program->all != NO_NODE && is_true (self, program->all, SEEN_ALL);

  if (self->id < program->first || self->id > program->last)
    return FALSE;
  if (!found && program->titles != NO_NODE)
    found = is_true (self, program->titles, SEEN_TITLE) && (program->filters == NO_NODE || is_true (self, program->filters, SEEN_ALL));
  return found && has_marks (self, program->query)
         && (!jarida_search_query_needs_texts (program->query)
             || jarida_search_query_holds (program->query, &self->exact[0], &self->exact[1]));
}
