/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-hash.h"
#include "jarida-story-private.h"
#include "jarida-text.h"

/* How much two headlines resemble each other: what they share against what only one has, each word weighed by how rare it is.
 *
 *   A. Broder, On the resemblance and containment of documents, 1997: the sets and their quotient;
 *   K. Spärck Jones, A statistical interpretation of term specificity and its application in retrieval, 1972: the weights;
 *   A. Tversky, Features of similarity, 1977: what only one has counts less than what each has against the other.
 *
 * Headlines are short: the sets are compared as they are, without the sketches that Broder draws for long documents. What sketches would
 * be for, finding whom to compare with, is done by rare words in jarida-story-index.c. */

/* A written word is a name by its capital only where not every word has one, as in the titles of some English newspapers. */
#define CAPITALS_OF_TEN 7
/* Letters of a stub, and of the least word that has one. */
#define LATIN_STUB 5
#define ARABIC_STUB 4

typedef struct
{
  const char       *title;
  JaridaStoryWords *words;
  GString          *number;        /* (owned) digits that go on: 2,3 */
  gsize             number_end;
  gsize             word_start;    /* of the word before */
  gsize             name_end;      /* of the word before, if it has a capital */
  guint             n_capitals;
  guint             n_letters;
} Reader;

static guint32
hash (const char *text,
      gsize       length)
{
  guint32 value = (guint32) jarida_hash_bytes (text, length);

  return value != 0 ? value : 1;
}

static gboolean
is_number (const char *text,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return length > 0;
}

/* 2026 says no more than that it is news. */
static gboolean
is_year (const GString *number)
{
  return number->len == 4 && (g_str_has_prefix (number->str, "19") || g_str_has_prefix (number->str, "20"));
}

static gboolean
has_form (const JaridaStoryWord *word,
          guint32                form)
{
  for (guint i = 0; i < word->n_forms; i++)
    if (word->forms[i] == form)
      return TRUE;
  return FALSE;
}

/* NULL: there are enough, or it is there already. */
static JaridaStoryWord *
add_word (Reader              *self,
          guint32              form,
          JaridaStoryWordKind  kind)
{
  JaridaStoryWords *words = self->words;
  JaridaStoryWord *word;

  if (words->n == JARIDA_STORY_MAX_WORDS)
    return NULL;
  for (guint i = 0; i < words->n; i++)
    if (has_form (&words->words[i], form))
      return NULL;
  word = &words->words[words->n++];
  *word = (JaridaStoryWord) { .forms = { form }, .n_forms = 1, .kind = (guint8) kind };
  return word;
}

static void
end_number (Reader *self)
{
  if (self->number->len == 0)
    return;
  add_word (self, hash (self->number->str, self->number->len),
            is_year (self->number) ? JARIDA_STORY_WORD_COMMON : JARIDA_STORY_WORD_NUMBER);
  g_string_truncate (self->number, 0);
}

/* 4.6 and 2-1 are one number each. */
static void
take_number (Reader           *self,
             const JaridaTerm *term)
{
  if (self->number->len > 0 && term->start != self->number_end + 1)
    end_number (self);
  if (self->number->len > 0)
    g_string_append_c (self->number, '.');
  g_string_append_len (self->number, term->text, (gssize) term->length);
  self->number_end = term->end;
}

/* Where a sentence or a part of one begins, a capital says nothing. */
static gboolean
is_beginning (const char *title,
              gsize       start)
{
  const char *p = title + start;

  while (p > title)
    {
      gunichar c;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (g_unichar_isspace (c) || c == 0xab || c == 0x201c || c == '"' || c == 0xa0 || c == 0x202f)
        continue;
      return strchr (":.?!|", (int) MIN (c, 0x7f)) != NULL || c == 0x2026;
    }
  return TRUE;
}

static guint32
get_stub (const JaridaTerm *term)
{
  const guint n = (guchar) term->text[0] >= 0xd8 ? ARABIC_STUB : LATIN_STUB;
  glong n_letters = g_utf8_strlen (term->text, (gssize) term->length);

  /* Another hash than that of the word that is spelled so. */
  return n_letters >= n ? hash (term->text, (gsize) (g_utf8_offset_to_pointer (term->text, n) - term->text)) ^ 0x5ab : 0;
}

static void
take_word (Reader           *self,
           const JaridaTerm *term)
{
  const char *digits;
  JaridaStoryWordKind kind = _jarida_story_word_kind (term->text, term->length, &digits);
  gboolean capital = g_unichar_isupper (g_utf8_get_char (self->title + term->start));
  JaridaStoryWord *word;

  self->n_letters++;
  self->n_capitals += capital;
  if (term->length == 1)
    return;
  if (digits != NULL)
    {
      add_word (self, hash (digits, strlen (digits)), kind);
      return;
    }
  if (kind == JARIDA_STORY_WORD_PLAIN && capital && self->name_end != 0 && term->start == self->name_end + 1)
    kind = JARIDA_STORY_WORD_NAME_MORE;
  else if (kind == JARIDA_STORY_WORD_PLAIN && capital && !is_beginning (self->title, term->start))
    kind = JARIDA_STORY_WORD_NAME;
  self->name_end = capital ? term->end : 0;
  word = add_word (self, hash (term->text, term->length), kind);
  if (word != NULL && kind <= JARIDA_STORY_WORD_NAME_MORE)
    word->stub = get_stub (term);
}

/* Another form of the word before, if that was not left out; a common word is common however it is written. */
static void
take_other (Reader           *self,
            const JaridaTerm *term)
{
  JaridaStoryWord *word = self->words->n > 0 ? &self->words->words[self->words->n - 1] : NULL;
  const char *digits;
  JaridaStoryWordKind kind;

  if (word == NULL || self->word_start != term->start || word->n_forms == JARIDA_STORY_MAX_FORMS || term->length == 1)
    return;
  kind = _jarida_story_word_kind (term->text, term->length, &digits);
  if (word->kind == JARIDA_STORY_WORD_PLAIN && kind != JARIDA_STORY_WORD_PLAIN)
    word->kind = (guint8) kind;
  word->forms[word->n_forms++] = digits != NULL ? hash (digits, strlen (digits)) : hash (term->text, term->length);
}

static gboolean
term_cb (const JaridaTerm *term,
         gpointer          user_data)
{
  Reader *self = user_data;
  guint n = self->words->n;

  if (is_number (term->text, term->length))
    {
      take_number (self, term);
      return TRUE;
    }
  end_number (self);
  if (term->other)
    {
      take_other (self, term);
      return TRUE;
    }
  n = self->words->n;
  take_word (self, term);
  self->word_start = self->words->n > n ? term->start : G_MAXSIZE;
  return TRUE;
}

JaridaStoryWords *
jarida_story_words_new (const char *title,
                        const char *language)
{
  g_autofree char *valid = jarida_text_make_valid (title != NULL ? title : "", -1);
  JaridaStoryWords *words = g_malloc (sizeof *words + JARIDA_STORY_MAX_WORDS * sizeof *words->words);
  Reader self = { .title = valid, .words = words, .word_start = G_MAXSIZE };
  JaridaFoldFlags flags = JARIDA_FOLD_STEM | JARIDA_FOLD_STOP;

  if (language == NULL || g_ascii_strncasecmp (language, "en", 2) != 0)
    flags |= JARIDA_FOLD_ELISION;
  words->n = 0;
  self.number = g_string_new (NULL);
  jarida_fold_each_term (valid, strlen (valid), flags, term_cb, &self);
  end_number (&self);
  g_string_free (self.number, TRUE);
  if (self.n_capitals * 10 > self.n_letters * CAPITALS_OF_TEN)
    for (guint i = 0; i < words->n; i++)
      if (words->words[i].kind == JARIDA_STORY_WORD_NAME || words->words[i].kind == JARIDA_STORY_WORD_NAME_MORE)
        words->words[i].kind = JARIDA_STORY_WORD_PLAIN;
  jarida_story_words_mark (words);
  return g_realloc (words, sizeof *words + words->n * sizeof *words->words);
}

/* A word that has no mark in another headline is not there: one bit tells what would be a walk through all its words. */
static guint64
get_mark (guint32 form)
{
  return G_GUINT64_CONSTANT (1) << (form * 0x9e3779b1u >> 26);
}

/* Of the forms alone. */
static guint64
get_marks (const JaridaStoryWord *word)
{
  guint64 marks = 0;

  for (guint i = 0; i < word->n_forms; i++)
    marks |= get_mark (word->forms[i]);
  return marks;
}

static guint64
get_all_marks (const JaridaStoryWord *word)
{
  return get_marks (word) | (word->stub != 0 ? get_mark (word->stub) : 0);
}

void
jarida_story_words_mark (JaridaStoryWords *self)
{
  self->kinds = 0;
  self->marks = 0;
  for (guint i = 0; i < self->n; i++)
    {
      self->kinds |= (guint16) (1u << self->words[i].kind);
      self->marks |= get_all_marks (&self->words[i]);
    }
}

gboolean
jarida_story_words_equal (const JaridaStoryWords *a,
                          const JaridaStoryWords *b)
{
  gboolean equal = a->n == b->n;

  for (guint i = 0; equal && i < a->n; i++)
    {
      const JaridaStoryWord *one = &a->words[i], *other = &b->words[i];

      equal = one->kind == other->kind && one->n_forms == other->n_forms && one->stub == other->stub
              && memcmp (one->forms, other->forms, one->n_forms * sizeof *one->forms) == 0;
    }
  return equal;
}

/* Comparing. What was best on one half of tests/data/stories; see there. */

#define WEIGHT_COMMON 0.4
#define WEIGHT_NUMBER 0.6
#define WEIGHT_DATE   0.2
#define WEIGHT_STUB   0.7
/* What only one has, and what each has against the other. */
#define ONLY_ONE       0.25
#define OPPOSED        1.0
#define OPPOSED_NAMES  1.0
#define ONLY_COMMON    0.25
#define OPPOSED_COMMON 0.8
/* A name of several words is one name: those after the first say little more. */
#define WEIGHT_NAME_GOES_ON 0.2

typedef struct
{
  double  shared;         /* all of it */
  double  shared_own;     /* of words that are not common */
  guint   n_own;
  guint   n_common;
  double  left[2];        /* of words that are not common, that only one has */
  double  left_names[2];  /* of these, of names */
  double  left_common[2]; /* of all others */
  guint   n_numbers[2], n_days[2], n_months[2];
  guint   n_same_numbers, n_same_days, n_same_months;
} Tally;

static gboolean
is_own (const JaridaStoryWord *word)
{
  return word->kind <= JARIDA_STORY_WORD_NAME_MORE;
}

static double
get_weight (const JaridaStoryWord *word,
            JaridaStoryWeightFunc  weigh,
            gpointer               user_data)
{
  switch ((JaridaStoryWordKind) word->kind)
    {
    case JARIDA_STORY_WORD_COMMON: return WEIGHT_COMMON * weigh (word->forms[0], user_data);
    case JARIDA_STORY_WORD_NUMBER: return WEIGHT_NUMBER;
    case JARIDA_STORY_WORD_DAY:
    case JARIDA_STORY_WORD_MONTH:  return WEIGHT_DATE;
    case JARIDA_STORY_WORD_NAME_MORE: return WEIGHT_NAME_GOES_ON * weigh (word->forms[0], user_data);
    case JARIDA_STORY_WORD_PLAIN:
    case JARIDA_STORY_WORD_NAME:
    default:                       return weigh (word->forms[0], user_data);
    }
}

static gboolean
share_form (const JaridaStoryWord *a,
            const JaridaStoryWord *b)
{
  for (guint i = 0; i < a->n_forms; i++)
    if (has_form (b, a->forms[i]))
      return TRUE;
  return FALSE;
}

static void
count_kind (Tally                 *tally,
            const JaridaStoryWord *word,
            guint                  side)
{
  tally->n_numbers[side] += word->kind == JARIDA_STORY_WORD_NUMBER;
  tally->n_days[side] += word->kind == JARIDA_STORY_WORD_DAY;
  tally->n_months[side] += word->kind == JARIDA_STORY_WORD_MONTH;
}

static void
count_shared (Tally                 *tally,
              const JaridaStoryWord *word,
              double                 weight)
{
  tally->shared += weight;
  if (is_own (word))
    tally->shared_own += weight;
  tally->n_own += is_own (word);
  tally->n_common += word->kind == JARIDA_STORY_WORD_COMMON || word->kind == JARIDA_STORY_WORD_NUMBER;
  tally->n_same_numbers += word->kind == JARIDA_STORY_WORD_NUMBER;
  tally->n_same_days += word->kind == JARIDA_STORY_WORD_DAY;
  tally->n_same_months += word->kind == JARIDA_STORY_WORD_MONTH;
}

/* The first of @b that no other has taken and that is the same word, or begins alike. */
static guint
find_partner (const JaridaStoryWord  *word,
              const JaridaStoryWords *b,
              guint32                 taken,
              gboolean                stub)
{
  for (guint j = 0; j < b->n; j++)
    if (!(taken >> j & 1) && (stub ? word->stub != 0 && word->stub == b->words[j].stub : share_form (word, &b->words[j])))
      return j;
  return G_MAXUINT;
}

static void
pair_words (Tally                  *tally,
            const JaridaStoryWords *a,
            const JaridaStoryWords *b,
            guint32                 taken[2],
            gboolean                stub,
            JaridaStoryWeightFunc   weigh,
            gpointer                user_data)
{
  for (guint i = 0; i < a->n; i++)
    {
      guint j = G_MAXUINT;
      double weight;

      if (!(taken[0] >> i & 1) && (b->marks & (stub ? get_mark (a->words[i].stub) : get_marks (&a->words[i]))) != 0)
        j = find_partner (&a->words[i], b, taken[1], stub);
      if (j == G_MAXUINT)
        continue;
      weight = MIN (get_weight (&a->words[i], weigh, user_data), get_weight (&b->words[j], weigh, user_data));
      count_shared (tally, a->words[i].kind > b->words[j].kind ? &a->words[i] : &b->words[j], stub ? WEIGHT_STUB * weight : weight);
      taken[0] |= 1u << i;
      taken[1] |= 1u << j;
    }
}

static void
count_left (Tally                  *tally,
            const JaridaStoryWords *words,
            guint32                 taken,
            guint                   side,
            JaridaStoryWeightFunc   weigh,
            gpointer                user_data)
{
  for (guint i = 0; i < words->n; i++)
    {
      double weight;

      count_kind (tally, &words->words[i], side);
      if (taken >> i & 1)
        continue;
      weight = get_weight (&words->words[i], weigh, user_data);
      if (is_own (&words->words[i]))
        tally->left[side] += weight;
      else
        tally->left_common[side] += weight;
      if (words->words[i].kind == JARIDA_STORY_WORD_NAME || words->words[i].kind == JARIDA_STORY_WORD_NAME_MORE)
        tally->left_names[side] += weight;
    }
}

/* Both say a number, a day or a month, and never the same. */
static gboolean
contradict (const Tally *tally)
{
  return (tally->n_numbers[0] > 0 && tally->n_numbers[1] > 0 && tally->n_same_numbers == 0)
         || (tally->n_days[0] > 0 && tally->n_days[1] > 0 && tally->n_same_days == 0)
         || (tally->n_months[0] > 0 && tally->n_months[1] > 0 && tally->n_same_months == 0);
}

/* Whether a word of this kind in @a may be counted as shared. */
static gboolean
may_share_kind (const JaridaStoryWords *a,
                const JaridaStoryWords *b,
                JaridaStoryWordKind     kind)
{
  for (guint i = 0; i < a->n; i++)
    {
      const JaridaStoryWord *word = &a->words[i];

      if (word->kind != kind || (get_all_marks (word) & b->marks) == 0)
        continue;
      for (guint j = 0; j < b->n; j++)
        if (share_form (word, &b->words[j]) || (word->stub != 0 && word->stub == b->words[j].stub))
          return TRUE;
    }
  return FALSE;
}

/* What is sure to contradict is seen before anything is weighed: a publisher who numbers what he calls the same a hundred times
 * makes it the usual case. */
static gboolean
must_contradict (const JaridaStoryWords *a,
                 const JaridaStoryWords *b)
{
  for (JaridaStoryWordKind kind = JARIDA_STORY_WORD_NUMBER; kind <= JARIDA_STORY_WORD_MONTH; kind++)
    if ((a->kinds & b->kinds) >> kind & 1 && !may_share_kind (a, b, kind) && !may_share_kind (b, a, kind))
      return TRUE;
  return FALSE;
}

double
jarida_story_words_compare (const JaridaStoryWords *a,
                            const JaridaStoryWords *b,
                            JaridaStoryWeightFunc   weigh,
                            gpointer                user_data)
{
  Tally tally = { 0 };
  guint32 taken[2] = { 0, 0 };
  double against;

  if (must_contradict (a, b))
    return 0;
  pair_words (&tally, a, b, taken, FALSE, weigh, user_data);
  /* One word of its own, with what happened there, or two: less than that is a place or a person, and no event. */
  if (tally.n_own == 0 || tally.n_own + tally.n_common < 2)
    return 0;
  pair_words (&tally, a, b, taken, TRUE, weigh, user_data);
  count_left (&tally, a, taken[0], 0, weigh, user_data);
  count_left (&tally, b, taken[1], 1, weigh, user_data);
  if (contradict (&tally))
    return 0;
  against = OPPOSED * MIN (tally.left[0], tally.left[1]) + ONLY_ONE * MAX (tally.left[0], tally.left[1])
            + OPPOSED_NAMES * MIN (tally.left_names[0], tally.left_names[1])
            + OPPOSED_COMMON * MIN (tally.left_common[0], tally.left_common[1])
            + ONLY_COMMON * MAX (tally.left_common[0], tally.left_common[1]);
  return tally.shared / (tally.shared + against);
}
