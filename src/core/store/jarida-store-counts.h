/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store-private.h"

G_BEGIN_DECLS

/* Rows are changing: what is counted of them follows. For a row that goes or becomes another: add it with less than nothing before, and
 * with its new counts after. Main thread. */
typedef struct
{
  JaridaStore *store;     /* borrowed */
  int         *totals;    /* (owned) by source */
  int         *unread;    /* in the same piece of memory */
  gboolean     shared;    /* a row of several sources is among them */
} JaridaTally;

void         jarida_tally_begin         (JaridaTally     *tally,
                                         JaridaStore     *store);
void         jarida_tally_add           (JaridaTally     *tally,
                                         gsize            row,
                                         int              n_total,
                                         int              n_unread);
/* Tells everyone. */
void         jarida_tally_end           (JaridaTally     *tally);

/* A source that is there again brings its counts along. */
void         jarida_store_count_source  (JaridaStore     *self,
                                         guint16          source,
                                         int              n_total,
                                         int              n_unread);
/* Whether the source is there, for the counts of topics. */
void         jarida_store_set_shown     (JaridaStore     *self,
                                         gint64           source_id,
                                         gboolean         shown);
/* Makes the counts of topics right; of authors and cities only @with_names, from when on they are kept. */
void         jarida_store_count_topics  (JaridaStore     *self,
                                         gboolean         with_names);
JaridaCount  jarida_store_count_topic   (JaridaStore     *self,
                                         JaridaPlaceKind  kind,
                                         gint64           id);

G_END_DECLS
