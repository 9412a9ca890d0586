/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Scores against the test material of other projects, which lies beside the repository (JARIDA_SHARED) and is no part
 * of it. Each difference that remains stands in a file with its reason: KEY, a tab, the reason. A difference that is
 * not listed fails the test, and so does a listed one that is none any more. */
typedef struct
{
  const char *name;
  GHashTable *reasons;      /* (owned) key to reason */
  GHashTable *seen;         /* (owned) keys that did differ */
  guint       n;
  guint       n_right;
} CorpusScore;

/* The file's text, or NULL after skipping the test with a message. */
char *corpus_read        (const char *path, gsize *out_size) G_GNUC_WARN_UNUSED_RESULT;
char *corpus_path        (const char *path) G_GNUC_WARN_UNUSED_RESULT;

void  corpus_score_begin (CorpusScore *self, const char *name);
void  corpus_score_add   (CorpusScore *self, const char *key, gboolean right, const char *wanted, const char *got);
/* Prints the figure; fails under @goal, a percentage. */
void  corpus_score_end   (CorpusScore *self, double goal);

G_END_DECLS
