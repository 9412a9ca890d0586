/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-filter.h"
#include "jarida-saved-search.h"
#include "jarida-shelf.h"

G_BEGIN_DECLS

/* The rows of the tables `saved_search` and `filter`, as values that may travel between threads; the objects may not. */

typedef struct
{
  gint64  id;
  int     position;
  gint64  removed_at;     /* 0: it is there */
  char   *name;           /* (owned) (not nullable) */
  char   *query;          /* (owned) (not nullable) */
} JaridaSavedSearchRow;

typedef struct
{
  gint64    id;
  int       position;
  gint64    source_id;    /* 0: everywhere */
  int       action;       /* JaridaFilterAction */
  gboolean  enabled;
  gint64    removed_at;   /* 0: it is there */
  char     *query;        /* (owned) (not nullable) */
} JaridaFilterRow;

/* What became of articles when filters did: guint32, each. */
typedef struct
{
  GArray *hidden;         /* (owned) */
  GArray *shown;          /* (owned) */
} JaridaFiltered;

JaridaSavedSearchRow *jarida_saved_search_row_new  (JaridaSavedSearch           *search) G_GNUC_WARN_UNUSED_RESULT;
void                  jarida_saved_search_row_free (JaridaSavedSearchRow        *self);
void                  jarida_saved_search_row_show (const JaridaSavedSearchRow  *self,
                                                    JaridaSavedSearch           *search);
JaridaFilterRow      *jarida_filter_row_new        (JaridaFilter                *filter) G_GNUC_WARN_UNUSED_RESULT;
void                  jarida_filter_row_free       (JaridaFilterRow             *self);
void                  jarida_filter_row_show       (const JaridaFilterRow       *self,
                                                    JaridaFilter                *filter);

/* (element-type JaridaSavedSearchRow), also those removed. */
GPtrArray            *jarida_saved_search_rows_read (JaridaConnection           *library,
                                                     GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type JaridaFilterRow), also those removed. */
GPtrArray            *jarida_filter_rows_read       (JaridaConnection           *library,
                                                     GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/* All in a transaction. */

/* With an id of 0 it is new, and given one. Writes all but `removed_at`; NOT_FOUND (of the store): there is no such one. */
gboolean  jarida_saved_search_row_save    (JaridaSavedSearchRow   *self,
                                           JaridaConnection       *library,
                                           GError                **error);
/* Writes `removed_at`. */
gboolean  jarida_saved_search_row_remove  (JaridaSavedSearchRow   *self,
                                           JaridaConnection       *library,
                                           GError                **error);
/* As above. When it asks for something else than before, what it has hidden is hidden by it no longer. */
gboolean  jarida_filter_row_save          (JaridaFilterRow        *self,
                                           JaridaShelf            *shelf,
                                           JaridaFiltered         *filtered,
                                           GError                **error);
gboolean  jarida_filter_row_remove        (JaridaFilterRow        *self,
                                           JaridaShelf            *shelf,
                                           JaridaFiltered         *filtered,
                                           GError                **error);
/* @on: the filter hides these articles, but those that the person has had shown all the same; else it hides them no longer. */
gboolean  jarida_filter_rows_hide         (JaridaShelf            *shelf,
                                           gint64                  filter_id,
                                           const guint32          *ids,
                                           gsize                   n_ids,
                                           gboolean                on,
                                           JaridaFiltered         *filtered,
                                           GError                **error);
/* @shown: whatever hides these articles, they are there; else it hides them again. */
gboolean  jarida_filter_rows_show_all_the_same (JaridaShelf       *shelf,
                                           const guint32          *ids,
                                           gsize                   n_ids,
                                           gboolean                shown,
                                           JaridaFiltered         *filtered,
                                           GError                **error);
/* Deletes what is removed, and what was hidden by it. */
gboolean  jarida_filter_rows_purge        (JaridaShelf            *shelf,
                                           GError                **error);

/* Deletes the filters of a newspaper that goes, and shows what only they have hidden. @out_any: there were some. */
gboolean  jarida_filter_rows_purge_source (JaridaShelf            *shelf,
                                           gint64                  source_id,
                                           gboolean               *out_any,
                                           GError                **error);

void      jarida_filtered_init            (JaridaFiltered         *self);
void      jarida_filtered_clear           (JaridaFiltered         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSavedSearchRow, jarida_saved_search_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFilterRow, jarida_filter_row_free)

G_END_DECLS
