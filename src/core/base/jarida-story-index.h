/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds between two articles of one story, at most. */
#define JARIDA_STORY_SECONDS (3 * 24 * 60 * 60)
/* Articles of one story, at most: what still grows then is a theme and no event. */
#define JARIDA_STORY_MAX_ARTICLES 60

/* The headlines of the last days, found by their rare words, and which of them are about one event. Articles of one newspaper are
 * never the reason that two stories are one; another language is another story. Bounded: what it costs to place an article does not
 * grow with how many there are. One thread at a time. */
typedef struct _JaridaStoryIndex JaridaStoryIndex;

typedef struct
{
  guint32     id;         /* a second: its moment, and its name */
  guint32     source;
  const char *language;   /* (nullable) */
  const char *title;      /* (nullable) */
} JaridaStoryArticle;

/* What came of placing an article: nothing, or that @ids, which stood alone (the article among them), and the articles of @stories are
 * one story, named @story: as one of them was, or with the new name. */
typedef struct
{
  guint32  story;     /* 0: it stands alone */
  GArray  *ids;       /* (owned) guint32 */
  GArray  *stories;   /* (owned) guint32: others than @story, which are no more */
} JaridaStoryPlacing;

JaridaStoryIndex *jarida_story_index_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_story_index_free   (JaridaStoryIndex         *self);

/* An article that has its place already: in @story, or alone (0). @apart: it stays alone, whatever comes. */
void              jarida_story_index_add    (JaridaStoryIndex         *self,
                                             const JaridaStoryArticle *article,
                                             guint32                   story,
                                             gboolean                  apart);
/* A new one. @new_story: what a story is to be named that nobody has told before. FALSE: it stands alone, as most do. */
gboolean          jarida_story_index_place  (JaridaStoryIndex         *self,
                                             const JaridaStoryArticle *article,
                                             guint32                   new_story,
                                             JaridaStoryPlacing       *out_placing);
/* An article whose title is another now: it leaves its story, and is to be placed again. FALSE: it is not there, or stays apart. */
gboolean          jarida_story_index_forget (JaridaStoryIndex         *self,
                                             guint32                   id);
/* Forgets those before @id, when they are many enough to be worth it. */
void              jarida_story_index_trim   (JaridaStoryIndex         *self,
                                             guint32                   id);

void              jarida_story_placing_clear (JaridaStoryPlacing      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaStoryIndex, jarida_story_index_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaStoryPlacing, jarida_story_placing_clear)

G_END_DECLS
