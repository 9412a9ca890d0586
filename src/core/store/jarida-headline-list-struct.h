/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article-row.h"
#include "jarida-headline-list-private.h"
#include "jarida-store-private.h"

G_BEGIN_DECLS

#define NOT_FOUND G_MAXUINT

/* Ids of a place, newest first, and the few objects that somebody looks at. While a change is told piece by piece, from the
 * bottom up, the list is the first `n_old` of `old` followed by `ids` from `first_new` on: so it always agrees with what
 * has been emitted, and nothing is copied between two signals. */
struct _JaridaHeadlineList
{
  GObject           parent_instance;

  JaridaPlace       place;
  JaridaPlaceMatch  match;        /* (owned) */
  GArray           *ids;          /* (owned) guint32, falling; of what was found, group after group */
  GArray           *old;          /* (owned) (nullable) while a change is told */
  guint             n_old;
  guint             first_new;
  GArray           *pending;      /* (owned) guint32, rising */
  gboolean          grouped;      /* a story is one row */
  gboolean          found;        /* it shows what a search has found: nothing waits, and the order is not that of time */
  GArray           *order;        /* (owned) guint32: of what was found, as the result has them */
  JaridaGrouping    grouping;     /* of what was found */
  GHashTable       *groups;       /* (owned) the first id of each group -> how many there are in it */
  GHashTable       *rows;         /* (owned) id -> JaridaHeadlineRow */
  GQueue            kept;         /* JaridaHeadline (owned), the latest first; links are in JaridaHeadlineRow */

  /* Borrowed: detaches itself when it closes. */
  JaridaStore      *store;
};

typedef struct
{
  JaridaHeadlineList *list;       /* borrowed */
  JaridaHeadline     *headline;   /* borrowed: the row goes when it does */
  GList              *link;       /* (nullable) in list->kept */
  guint32             id;
} JaridaHeadlineRow;

/* What the files of the list share: the object and its rows, the ids it holds, what the store tells it. */

/* Whether the row is the first of its day, by the second it is sorted by, so that every day stands once. */
gboolean  jarida_headline_list_starts_day        (JaridaHeadlineList     *self,
                                                  guint                   position);

/* Days as numbers that rise. */
gint64    jarida_headline_list_get_day           (guint32                 id);
/* The ids of what was found, group after group, and the groups with it. */
GArray   *jarida_headline_list_group_found       (JaridaHeadlineList     *self) G_GNUC_WARN_UNUSED_RESULT;
/* What its row has to say of the group that it begins. */
void      jarida_headline_list_mark_group        (JaridaHeadlineList     *self,
                                                  JaridaHeadline         *headline);

/* Whether the row fits and is the one that stands for its story: the newest that fits. */
gboolean  jarida_headline_list_takes             (JaridaHeadlineList     *self,
                                                  gsize                   row);
/* The other newspapers of the story that a row stands for, one a line; NULL: there are none. */
char     *jarida_headline_list_dup_others        (JaridaHeadlineList     *self,
                                                  guint32                 id) G_GNUC_WARN_UNUSED_RESULT;
/* By the place and what the store is told. */
gboolean  jarida_headline_list_is_grouped        (JaridaHeadlineList     *self);
/* All that fit, falling. */
GArray   *jarida_headline_list_collect           (JaridaHeadlineList     *self) G_GNUC_WARN_UNUSED_RESULT;
GArray   *jarida_headline_list_collect_grouped   (JaridaHeadlineList     *self) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @ids. Tells what has changed. */
void      jarida_headline_list_swap              (JaridaHeadlineList     *self,
                                                  GArray                 *ids);
/* Takes @pending. */
void      jarida_headline_list_set_pending       (JaridaHeadlineList     *self,
                                                  GArray                 *pending);
/* What waits and @ids, both rising, as one; only those that fit and are not in the list. */
GArray   *jarida_headline_list_merge_pending     (JaridaHeadlineList     *self,
                                                  const guint32          *ids,
                                                  gsize                   n_ids) G_GNUC_WARN_UNUSED_RESULT;
/* The ids without those that have left the place. */
GArray   *jarida_headline_list_drop_strangers    (JaridaHeadlineList     *self) G_GNUC_WARN_UNUSED_RESULT;
/* What fits and is older than @horizon, or was not in the place @before (nullable). */
GArray   *jarida_headline_list_collect_returning (JaridaHeadlineList     *self,
                                                  const JaridaPlaceMatch *before,
                                                  guint32                 horizon) G_GNUC_WARN_UNUSED_RESULT;
/* Without those that have gone, or with those that have become others; in their order. For a list of what was found. */
void      jarida_headline_list_tidy_found        (JaridaHeadlineList     *self);
void      jarida_headline_list_notify_n_items    (JaridaHeadlineList     *self);
void      jarida_headline_list_notify_n_pending  (JaridaHeadlineList     *self);

/* Arrays of ids that fall. */
int       jarida_ids_compare_falling             (gconstpointer           a,
                                                  gconstpointer           b);
/* Each stays once: the same may have been met twice. */
void      jarida_ids_sort_falling                (GArray                 *ids);
GArray   *jarida_ids_merge_falling               (GArray                 *a,
                                                  GArray                 *b) G_GNUC_WARN_UNUSED_RESULT;
guint     jarida_ids_find_falling                (GArray                 *ids,
                                                  guint32                 id);

G_END_DECLS
