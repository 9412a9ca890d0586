/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-search.h"
#include "jarida-store.h"

G_BEGIN_DECLS

/* Searching the shelf. The index (search.db) is made beside the shelf by a thread of its own, after the articles are kept: it may be behind
 * by seconds, never for good, and can be made again from the shelf at any time.
 *
 * Signal "search-changed" (no argument), at most once a second: the index has taken articles in, or jarida_store_get_unindexed() is another
 * number. Whoever shows a result may ask again. */

/**
 * jarida_store_search_async:
 * @self: a store
 * @text: what a person typed, see below
 * @place: (nullable): only in this place, as its list would show it; %NULL: everywhere
 * @limit: at most so many; with %JARIDA_SEARCH_MOST, about so many and what is needed to go on behind them
 * @older_than: only articles with lower ids, 0: all: jarida_search_result_get_older() of a page gives the next one
 * @flags: %JARIDA_SEARCH_TYPING, %JARIDA_SEARCH_BY_TIME, %JARIDA_SEARCH_FIRST
 * @cancellable: (nullable): cancelled, it stops at once; do so when the next key comes
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Words find articles that have all of them, in any form of the word. There is no wrong question: what is not understood is searched for as
 * words. An empty one finds nothing. Errors are only those of a file that cannot be read.
 */
void                jarida_store_search_async      (JaridaStore         *self,
                                                    const char          *text,
                                                    const JaridaPlace   *place,
                                                    guint                limit,
                                                    gint64               older_than,
                                                    JaridaSearchFlags    flags,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
JaridaSearchResult *jarida_store_search_finish     (JaridaStore         *self,
                                                    GAsyncResult        *result,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * jarida_store_count_found_async:
 * @self: a store
 * @text: as it was searched for
 * @place: (nullable): likewise
 * @flags: likewise
 * @cancellable: (nullable): for when there is another question
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * How many articles there are that fit, however many: for what is said of a result that does not hold them all. Behind whatever a person
 * waits for, a moment at a time. With quotes, for which the texts are read, it is given up after a second or two: %G_IO_ERROR_TIMED_OUT.
 */
void                jarida_store_count_found_async  (JaridaStore         *self,
                                                     const char          *text,
                                                     const JaridaPlace   *place,
                                                     JaridaSearchFlags    flags,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
gboolean            jarida_store_count_found_finish (JaridaStore         *self,
                                                     GAsyncResult        *result,
                                                     guint               *out_n,
                                                     GError             **error);

/**
 * jarida_store_list_found:
 * @self: a store
 * @found: (nullable): a result; %NULL: nothing yet
 *
 * A list of what was found, in the order of the result. It is a list like the others, with rows that follow every mark and correction, but
 * nothing ever waits in it: "n-pending" stays 0. jarida_headline_list_show_found() gives it another result, and only the rows that differ
 * are told. Its place is %JARIDA_PLACE_SEARCH.
 *
 * Returns: (transfer full): the list
 */
JaridaHeadlineList *jarida_store_list_found        (JaridaStore              *self,
                                                    const JaridaSearchResult *found) G_GNUC_WARN_UNUSED_RESULT;

/**
 * jarida_store_load_snippets_async:
 * @self: a store
 * @found: the result that the rows are of
 * @ids: articles; copied
 * @n_ids: how many, those on the screen
 * @cancellable: (nullable): for when they have left the screen
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads the texts and finds, in each, the piece that shows best why it was found.
 */
void                jarida_store_load_snippets_async  (JaridaStore         *self,
                                                       JaridaSearchResult  *found,
                                                       const gint64        *ids,
                                                       gsize                n_ids,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
/* (element-type JaridaSnippet) (transfer full): of those that are there, in the order of the ids. */
GPtrArray          *jarida_store_load_snippets_finish (JaridaStore         *self,
                                                       GAsyncResult        *result,
                                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many articles the index has still to take in, as far as is known: 0 when it has all. */
guint               jarida_store_get_unindexed     (JaridaStore         *self);
/* Waits until the index has all that the shelf had when this was called. A full disk, or another process at it, is an error. */
void                jarida_store_index_async       (JaridaStore         *self,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
gboolean            jarida_store_index_finish      (JaridaStore         *self,
                                                    GAsyncResult        *result,
                                                    GError             **error);
/* Makes the index once more, from nothing, the newest articles first: what is found grows meanwhile, and jarida_store_get_unindexed() says
 * how much is left. Cancelling only ends the waiting. */
void                jarida_store_rebuild_index_async  (JaridaStore         *self,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
gboolean            jarida_store_rebuild_index_finish (JaridaStore         *self,
                                                       GAsyncResult        *result,
                                                       GError             **error);

G_END_DECLS
