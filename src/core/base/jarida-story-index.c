/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "jarida-story-index.h"
#include "jarida-story-words.h"
#include "jarida-text.h"

/* An inverted index of the words of headlines, and stories by quick-find: few articles are ever renamed. */

/* Two headlines resemble each other from here on; and with all of a story an article must on average so much. */
#define ALIKE 0.6
#define ALIKE_ON_AVERAGE 0.38
/* What is three days apart must be so much more alike than what comes in the same hour. */
#define LATE 0.3
/* What one article may cost: so many places where its words stand are looked at, the rarest words first, and so many of the articles
 * that are found, those with the most words in common first. */
#define MAX_LOOKED_AT 500
#define MAX_COMPARED 40
/* And so many pairs when it is asked whether whole stories go together: a feed of headlines that are all alike is no reason to compare
 * each with the sixty of every story there is. */
#define MAX_WEIGHED 1200
/* Who has more words of his own than these must share two of them to be looked at. */
#define FEW_WORDS 3
/* A weight is never that of a word in a handful of headlines: so many others are thought to be there, without it. */
#define OTHERS 40
#define NONE G_MAXUINT32

typedef struct
{
  guint32           id;
  guint32           source;
  guint32           story;      /* 0: alone */
  guint32           language;   /* two letters */
  guint32           asked;      /* the last that asked for it, and how many words both have */
  guint8            n_shared;
  gboolean          apart;
  JaridaStoryWords *words;      /* (owned) */
} Entry;

/* Where a word stands, newest first. */
typedef struct
{
  guint32 entry;
  guint32 next;
} Node;

typedef struct
{
  guint32 head;
  guint32 n;
  guint32 form;   /* the hash */
  float   log;    /* of one more than n */
} Term;

struct _JaridaStoryIndex
{
  GArray     *entries;   /* (owned) Entry */
  GArray     *nodes;     /* (owned) Node */
  GArray     *terms;     /* (owned) Term */
  GHashTable *forms;     /* (owned) hash -> number of its term */
  GHashTable *members;   /* (owned) story -> GArray of guint32: entries */
  GArray     *named;     /* (owned) guint32, entries: room for the one who asks */
  guint32     n_asked;
  guint       n_weighed;
  double      log_n;     /* of so many headlines, which may be a few less than there are */
  guint       log_n_of;
};

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->words);
}

static void
make_tables (JaridaStoryIndex *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  self->forms = g_hash_table_new (NULL, NULL);
  self->members = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->named = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
free_tables (JaridaStoryIndex *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->nodes);
  g_array_unref (self->terms);
  g_hash_table_unref (self->forms);
  g_hash_table_unref (self->members);
  g_array_unref (self->named);
}

JaridaStoryIndex *
jarida_story_index_new (void)
{
  JaridaStoryIndex *self = g_new0 (JaridaStoryIndex, 1);

  make_tables (self);
  return self;
}

void
jarida_story_index_free (JaridaStoryIndex *self)
{
  if (self == NULL)
    return;
  free_tables (self);
  g_free (self);
}

static Entry *
get_entry (JaridaStoryIndex *self,
           guint32           at)
{
  return &g_array_index (self->entries, Entry, at);
}

/* The number of a form's term, from 1 on; made when it is new. */
static guint32
intern (JaridaStoryIndex *self,
        guint32           form)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->forms, GUINT_TO_POINTER (form)));

  if (number != 0)
    return number;
  g_array_append_val (self->terms, ((Term) { NONE, 0, form, 0 }));
  g_hash_table_insert (self->forms, GUINT_TO_POINTER (form), GUINT_TO_POINTER (self->terms->len));
  return self->terms->len;
}

/* From here on a form is the number of its term: what is compared and weighed again and again is found without a search. */
static void
intern_words (JaridaStoryIndex *self,
              JaridaStoryWords *words)
{
  for (guint i = 0; i < words->n; i++)
    for (guint j = 0; j < words->words[i].n_forms; j++)
      words->words[i].forms[j] = intern (self, words->words[i].forms[j]);
  jarida_story_words_mark (words);
}

static Term *
get_term (JaridaStoryIndex *self,
          guint32           number)
{
  return &g_array_index (self->terms, Term, number - 1);
}

/* Asked for every word of every headline. */
static double
get_log (guint n)
{
  static double logs[256];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint i = 1; i < G_N_ELEMENTS (logs); i++)
        logs[i] = log (i);
      g_once_init_leave (&made, 1);
    }
  return n < G_N_ELEMENTS (logs) ? logs[n] : log (n);
}

static void
add_node (JaridaStoryIndex *self,
          guint32           number,
          guint32           entry)
{
  Term *term = get_term (self, number);
  Node node = { entry, term->head };

  term->head = self->nodes->len;
  term->n++;
  term->log = (float) get_log (1 + term->n);
  g_array_append_val (self->nodes, node);
}

/* Counted although nobody looks there: a common word of a hundred headlines weighs less than one of ten. */
static void
add_nodes (JaridaStoryIndex *self,
           guint32           at)
{
  const JaridaStoryWords *words = get_entry (self, at)->words;

  for (guint i = 0; i < words->n; i++)
    for (guint j = 0; j < words->words[i].n_forms; j++)
      add_node (self, words->words[i].forms[j], at);
}

static void
add_member (JaridaStoryIndex *self,
            guint32           story,
            guint32           at)
{
  GArray *members = g_hash_table_lookup (self->members, GUINT_TO_POINTER (story));

  if (members == NULL)
    {
      members = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->members, GUINT_TO_POINTER (story), members);
    }
  g_array_append_val (members, at);
  get_entry (self, at)->story = story;
}

static guint32
read_language (const JaridaStoryArticle *article)
{
  const char *language = article->language;
  const gboolean right_to_left = article->title != NULL && jarida_text_direction (article->title) == JARIDA_DIRECTION_RTL;

  if (language == NULL || language[0] == '\0' || language[1] == '\0'
      || (jarida_language_direction (language) == JARIDA_DIRECTION_RTL) != right_to_left)
    language = article->title != NULL ? jarida_text_guess_language (article->title) : NULL;
  if (language == NULL)
    return right_to_left;
  return (guint32) (guchar) g_ascii_tolower (language[0]) << 8 | (guchar) g_ascii_tolower (language[1]);
}

static guint32
add_entry (JaridaStoryIndex         *self,
           const JaridaStoryArticle *article)
{
  Entry entry = { .id = article->id, .source = article->source, .language = read_language (article) };

  entry.words = jarida_story_words_new (article->title, article->language);
  intern_words (self, entry.words);
  g_array_append_val (self->entries, entry);
  return self->entries->len - 1;
}

void
jarida_story_index_add (JaridaStoryIndex         *self,
                        const JaridaStoryArticle *article,
                        guint32                   story,
                        gboolean                  apart)
{
  guint32 at = add_entry (self, article);

  get_entry (self, at)->apart = apart;
  add_nodes (self, at);
  if (story != 0 && !apart)
    add_member (self, story, at);
}

/* The words that it had stay where they are, but nobody meets them any more: that is rare. */
gboolean
jarida_story_index_forget (JaridaStoryIndex *self,
                           guint32           id)
{
  GArray *members;
  Entry *entry;
  guint at = self->entries->len;

  /* Most corrections are of what came last. */
  while (at > 0 && get_entry (self, at - 1)->id != id)
    at--;
  if (at == 0 || get_entry (self, at - 1)->apart)
    return FALSE;
  entry = get_entry (self, --at);
  entry->apart = TRUE;
  members = entry->story != 0 ? g_hash_table_lookup (self->members, GUINT_TO_POINTER (entry->story)) : NULL;
  for (guint i = 0; members != NULL && i < members->len; i++)
    if (g_array_index (members, guint32, i) == at)
      g_array_remove_index (members, i--);
  entry->story = 0;
  return TRUE;
}

static void
update_log_n (JaridaStoryIndex *self)
{
  const guint n = self->entries->len + OTHERS;

  if (n >= self->log_n_of && n <= self->log_n_of + self->log_n_of / 64)
    return;
  self->log_n = log (n);
  self->log_n_of = n;
}

/* From 1, of one headline, towards 0. */
static double
weigh_cb (guint32  form,
          gpointer user_data)
{
  JaridaStoryIndex *self = user_data;

  return MAX (0.1, 1 - get_term (self, form)->log / self->log_n);
}

/* Finding whom to compare with. */

typedef struct
{
  guint32 entries[MAX_COMPARED];   /* those with the most words in common first, of these the newest */
  guint   n;
} Candidates;

static int
compare_terms (gconstpointer a,
               gconstpointer b)
{
  const Term *first = a, *second = b;

  return (first->n > second->n) - (first->n < second->n);
}

/* Where the words of the article stand that are not common, the rarest first. */
static GArray *
collect_terms (JaridaStoryIndex       *self,
               const JaridaStoryWords *words)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (Term));

  for (guint i = 0; i < words->n; i++)
    for (guint j = 0; words->words[i].kind <= JARIDA_STORY_WORD_NAME_MORE && j < words->words[i].n_forms; j++)
      {
        const Term *term = get_term (self, words->words[i].forms[j]);

        if (term->n > 0)
          g_array_append_val (terms, *term);
      }
  g_array_sort (terms, compare_terms);
  return terms;
}

static gboolean
may_meet (const Entry *a,
          const Entry *b)
{
  return a->source != b->source && a->language == b->language && !b->apart
         && MAX (a->id, b->id) - MIN (a->id, b->id) <= JARIDA_STORY_SECONDS;
}

/* Counts the word, and names the entry when it is the first. */
static void
ask (JaridaStoryIndex *self,
     guint32           at)
{
  Entry *entry = get_entry (self, at);

  if (entry->asked != self->n_asked)
    {
      entry->asked = self->n_asked;
      entry->n_shared = 0;
      g_array_append_val (self->named, at);
    }
  entry->n_shared += entry->n_shared < G_MAXUINT8;
}

static guint
count_own (const JaridaStoryWords *words)
{
  guint n = 0;

  for (guint i = 0; i < words->n; i++)
    n += words->words[i].kind <= JARIDA_STORY_WORD_NAME_MORE;
  return n;
}

static gboolean
is_before (JaridaStoryIndex *self,
           guint32           a,
           guint32           b)
{
  const guint8 n_a = get_entry (self, a)->n_shared, n_b = get_entry (self, b)->n_shared;

  return n_a != n_b ? n_a > n_b : a > b;
}

static void
add_candidate (JaridaStoryIndex *self,
               guint32           at,
               Candidates       *candidates)
{
  guint i;

  if (candidates->n == MAX_COMPARED && !is_before (self, at, candidates->entries[MAX_COMPARED - 1]))
    return;
  candidates->n += candidates->n < MAX_COMPARED;
  for (i = candidates->n - 1; i > 0 && is_before (self, at, candidates->entries[i - 1]); i--)
    candidates->entries[i] = candidates->entries[i - 1];
  candidates->entries[i] = at;
}

static void
find_candidates (JaridaStoryIndex *self,
                 const Entry      *entry,
                 Candidates       *out_candidates)
{
  g_autoptr(GArray) terms = collect_terms (self, entry->words);
  const guint n_least = count_own (entry->words) > FEW_WORDS ? 2 : 1;
  guint n_looked_at = 0;

  update_log_n (self);
  self->n_asked++;
  g_array_set_size (self->named, 0);
  for (guint i = 0; i < terms->len; i++)
    for (guint32 at = g_array_index (terms, Term, i).head; at != NONE && n_looked_at < MAX_LOOKED_AT; n_looked_at++)
      {
        const Node *node = &g_array_index (self->nodes, Node, at);

        if (may_meet (entry, get_entry (self, node->entry)))
          ask (self, node->entry);
        at = node->next;
      }
  out_candidates->n = 0;
  for (guint i = 0; i < self->named->len; i++)
    if (get_entry (self, g_array_index (self->named, guint32, i))->n_shared >= n_least)
      add_candidate (self, g_array_index (self->named, guint32, i), out_candidates);
}

/* Choosing. */

typedef struct
{
  guint32 entry;
  double  likeness;
} Like;

static int
compare_likes (gconstpointer a,
               gconstpointer b)
{
  const Like *first = a, *second = b;

  if (first->likeness != second->likeness)
    return first->likeness < second->likeness ? 1 : -1;
  return (first->entry > second->entry) - (first->entry < second->entry);
}

static double
compare (JaridaStoryIndex *self,
         const Entry      *a,
         const Entry      *b)
{
  return jarida_story_words_compare (a->words, b->words, weigh_cb, self);
}

/* From 0 to 1. */
static double
get_gap (const Entry *a,
         const Entry *b)
{
  return (MAX (a->id, b->id) - MIN (a->id, b->id)) / (double) JARIDA_STORY_SECONDS;
}

static GArray *
find_alike (JaridaStoryIndex *self,
            const Entry      *entry)
{
  GArray *likes = g_array_new (FALSE, FALSE, sizeof (Like));
  Candidates candidates;

  find_candidates (self, entry, &candidates);
  for (guint i = 0; i < candidates.n; i++)
    {
      Like like = { candidates.entries[i], 0 };

      like.likeness = compare (self, entry, get_entry (self, like.entry));
      if (like.likeness >= ALIKE + LATE * get_gap (entry, get_entry (self, like.entry)))
        g_array_append_val (likes, like);
    }
  g_array_sort (likes, compare_likes);
  return likes;
}

/* All that go along with an entry. (transfer full): guint32 */
static GArray *
dup_companions (JaridaStoryIndex *self,
                guint32           at)
{
  guint32 story = get_entry (self, at)->story;
  GArray *members = story != 0 ? g_hash_table_lookup (self->members, GUINT_TO_POINTER (story)) : NULL;
  GArray *companions = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (members != NULL)
    g_array_append_vals (companions, members->data, members->len);
  else
    g_array_append_val (companions, at);
  return companions;
}

/* Whether the one and the other may be one story: on average they resemble each other. */
static gboolean
go_together (JaridaStoryIndex *self,
             const Entry      *new,
             GArray           *group,
             GArray           *others)
{
  double sum = 0;
  guint n = others->len * (group->len + 1);

  if (group->len + 1 + others->len > JARIDA_STORY_MAX_ARTICLES || self->n_weighed + n > MAX_WEIGHED)
    return FALSE;
  self->n_weighed += n;
  for (guint j = 0; j < others->len; j++)
    {
      const Entry *other = get_entry (self, g_array_index (others, guint32, j));

      sum += compare (self, new, other);
      for (guint i = 0; i < group->len; i++)
        sum += compare (self, get_entry (self, g_array_index (group, guint32, i)), other);
    }
  return sum >= ALIKE_ON_AVERAGE * n;
}

static gboolean
has_entry (GArray  *group,
           guint32  at)
{
  for (guint i = 0; i < group->len; i++)
    if (g_array_index (group, guint32, i) == at)
      return TRUE;
  return FALSE;
}

/* Those that the new one goes with, the likest first: guint32, empty when it stands alone. */
static GArray *
gather (JaridaStoryIndex *self,
        const Entry      *new)
{
  g_autoptr(GArray) likes = find_alike (self, new);
  GArray *group = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->n_weighed = 0;
  for (guint i = 0; i < likes->len; i++)
    {
      guint32 at = g_array_index (likes, Like, i).entry;
      g_autoptr(GArray) others = NULL;

      if (has_entry (group, at))
        continue;
      others = dup_companions (self, at);
      if (go_together (self, new, group, others))
        g_array_append_vals (group, others->data, others->len);
    }
  return group;
}

static gboolean
has_id (GArray  *ids,
        guint32  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint32, i) == id)
      return TRUE;
  return FALSE;
}

static void
name_story (JaridaStoryIndex   *self,
            GArray             *group,
            const Entry        *new,
            guint32             new_story,
            JaridaStoryPlacing *placing)
{
  placing->story = 0;
  g_array_append_val (placing->ids, new->id);
  for (guint i = 0; i < group->len; i++)
    {
      const Entry *entry = get_entry (self, g_array_index (group, guint32, i));

      if (entry->story == 0)
        g_array_append_val (placing->ids, entry->id);
      else if (placing->story == 0)
        placing->story = entry->story;
      else if (entry->story != placing->story && !has_id (placing->stories, entry->story))
        g_array_append_val (placing->stories, entry->story);
    }
  if (placing->story == 0)
    placing->story = new_story;
}

static void
unite (JaridaStoryIndex *self,
       GArray           *group,
       guint32           at,
       guint32           story)
{
  for (guint i = 0; i < group->len; i++)
    {
      guint32 one = g_array_index (group, guint32, i);
      guint32 before = get_entry (self, one)->story;

      if (before == story)
        continue;
      add_member (self, story, one);
      if (before != 0)
        g_hash_table_remove (self->members, GUINT_TO_POINTER (before));
    }
  add_member (self, story, at);
}

gboolean
jarida_story_index_place (JaridaStoryIndex         *self,
                          const JaridaStoryArticle *article,
                          guint32                   new_story,
                          JaridaStoryPlacing       *out_placing)
{
  guint32 at = add_entry (self, article);
  Entry new = *get_entry (self, at);
  g_autoptr(GArray) group = gather (self, &new);

  *out_placing = (JaridaStoryPlacing) { 0, g_array_new (FALSE, FALSE, sizeof (guint32)), g_array_new (FALSE, FALSE, sizeof (guint32)) };
  add_nodes (self, at);
  if (group->len == 0)
    return FALSE;
  name_story (self, group, &new, new_story, out_placing);
  unite (self, group, at, out_placing->story);
  return TRUE;
}

void
jarida_story_placing_clear (JaridaStoryPlacing *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->stories, g_array_unref);
}

/* Everything anew, of those that stay: once for as many as have gone. */
void
jarida_story_index_trim (JaridaStoryIndex *self,
                         guint32           id)
{
  g_autoptr(GArray) entries = NULL;
  g_autoptr(GArray) terms = NULL;
  guint n_gone = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n_gone += get_entry (self, i)->id < id;
  if (n_gone < 256 || n_gone * 2 < self->entries->len)
    return;
  entries = g_array_ref (self->entries);
  terms = g_array_ref (self->terms);
  free_tables (self);
  make_tables (self);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      Entry copy = *entry;

      if (entry->id < id)
        continue;
      entry->words = NULL;
      for (guint j = 0; j < copy.words->n; j++)
        for (guint k = 0; k < copy.words->words[j].n_forms; k++)
          copy.words->words[j].forms[k] = g_array_index (terms, Term, copy.words->words[j].forms[k] - 1).form;
      intern_words (self, copy.words);
      copy.story = 0;
      g_array_append_val (self->entries, copy);
      add_nodes (self, self->entries->len - 1);
      if (entry->story != 0)
        add_member (self, entry->story, self->entries->len - 1);
    }
}
