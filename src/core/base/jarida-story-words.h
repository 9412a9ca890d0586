/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a headline tells which event it is about: its words, folded as for the search, each with what it is worth. A value without
 * texts: what is kept of a hundred thousand headlines is small. */

typedef enum
{
  JARIDA_STORY_WORD_PLAIN,
  JARIDA_STORY_WORD_NAME,     /* a capital letter that no beginning asks for */
  JARIDA_STORY_WORD_NAME_MORE,   /* of a name: what comes after its first word */
  JARIDA_STORY_WORD_COMMON,   /* what headlines of a hundred events have: killed, announces, minister */
  JARIDA_STORY_WORD_NUMBER,   /* also a written one: seven and 7 are the same */
  JARIDA_STORY_WORD_DAY,      /* of the week */
  JARIDA_STORY_WORD_MONTH,
} JaridaStoryWordKind;

#define JARIDA_STORY_MAX_FORMS 3
#define JARIDA_STORY_MAX_WORDS 24

typedef struct
{
  guint32 forms[JARIDA_STORY_MAX_FORMS];   /* hashes, or what stands for them; two words are the same when they share one */
  guint32 stub;                            /* of how the word begins, 0: it is too short. reopens, reopening */
  guint8  n_forms;
  guint8  kind;                            /* JaridaStoryWordKind */
} JaridaStoryWord;

typedef struct
{
  guint16         n;
  guint16         kinds;    /* that there are: a bit for each */
  guint64         marks;    /* of all forms and stubs, see jarida_story_words_mark() */
  JaridaStoryWord words[];
} JaridaStoryWords;

/* How much a form says: the rarer it is among the headlines of these days, the more. */
typedef double (*JaridaStoryWeightFunc) (guint32 form, gpointer user_data);

/* @language: NULL when it is not known. Never NULL, of any text. */
JaridaStoryWords *jarida_story_words_new  (const char             *title,
                                           const char             *language) G_GNUC_WARN_UNUSED_RESULT;
/* To be called again when what stands for the forms has become another. */
void              jarida_story_words_mark (JaridaStoryWords       *self);
/* Whether they are about one event for the same reasons: the same words in the same order. */
gboolean          jarida_story_words_equal (const JaridaStoryWords *a,
                                           const JaridaStoryWords *b);
/* From 0, nothing in common, to 1: how likely both are about one event. 0 too when they contradict each other, as two numbers do. */
double            jarida_story_words_compare (const JaridaStoryWords *a,
                                           const JaridaStoryWords *b,
                                           JaridaStoryWeightFunc   weigh,
                                           gpointer                user_data);

G_END_DECLS
