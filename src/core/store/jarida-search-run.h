/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-search-match.h"
#include "jarida-search-private.h"

G_BEGIN_DECLS

/* What the searching thread does, by connections of its own that only read. */
typedef struct _JaridaSearcher JaridaSearcher;

JaridaSearcher *jarida_searcher_new       (const char              *folder,
                                           gboolean                 frozen) G_GNUC_WARN_UNUSED_RESULT;
void            jarida_searcher_free      (JaridaSearcher          *self);

/* One question. */
typedef struct
{
  JaridaSearchQuery *query;         /* (owned) */
  JaridaSearchMatch  match;         /* (owned) */
  GArray            *allowed;       /* (owned) (nullable) guint32, rising: only these */
  GArray            *hidden;        /* (owned) (nullable) guint32, rising: none of these */
  guint              limit;
  guint              most;          /* looked for */
  gboolean           plain;         /* all of them count alike: the newest first, and no time is too long */
  gboolean           page;          /* what is older than a page before: it comes as far as it can in a moment, but never to nothing */
  gboolean           counting;      /* only how many there are: see jarida_searcher_count() */
  guint              n_slices;      /* of it that were looked at */
  guint              fruitless;     /* slices of it that came to nothing, one after the other */
  JaridaSearchFlags  flags;
  gint64             now;           /* seconds since 1970 */
  gint64             until;         /* monotonic: when a person has waited long enough, */
  gboolean           patient;       /* but not before something was met */
  GCancellable      *cancellable;   /* (owned) (nullable) */
  GTask             *task;          /* (owned) (nullable) who has asked: the main thread's */

  GArray            *hits;          /* (owned) (nullable) JaridaSearchHit: the answer */
  guint              n_found;
  gboolean           more;
  gboolean           cut;
  gint64             older;         /* below this id not everything was looked at; 0: all of it was */
  GError            *error;         /* (owned) (nullable) */
} JaridaSearchAsk;

void            jarida_search_ask_free    (JaridaSearchAsk         *self);
void            jarida_searcher_run       (JaridaSearcher          *self,
                                           JaridaSearchAsk         *ask);
/* Counts on for a moment: into `n_found`, below `match.last`, which goes down. FALSE: it is done, or it has failed. */
gboolean        jarida_searcher_count     (JaridaSearcher          *self,
                                           JaridaSearchAsk         *ask);
/* (element-type JaridaSnippet) of those that are there. */
GPtrArray      *jarida_searcher_excerpt   (JaridaSearcher          *self,
                                           const JaridaSearchQuery *query,
                                           const guint32           *ids,
                                           gsize                    n_ids,
                                           GCancellable            *cancellable,
                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads on in the words of the titles, a little; FALSE: there is nothing to be read now. */
gboolean        jarida_searcher_read_words (JaridaSearcher         *self);
/* Any thread: no more of that. */
void            jarida_searcher_stop      (JaridaSearcher          *self);
/* Lets go of the index, which is to be made anew. */
void            jarida_searcher_close     (JaridaSearcher          *self);

G_END_DECLS
