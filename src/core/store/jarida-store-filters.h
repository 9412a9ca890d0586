/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-filter.h"
#include "jarida-saved-search.h"
#include "jarida-store.h"

G_BEGIN_DECLS

/* Searches that are kept, and filters: what is to be done with new articles that a search would find. Both are small, always in memory and
 * observable, in their order. An act shows at once and is put back when it fails. */

GListModel        *jarida_store_get_saved_searches         (JaridaStore          *self);   /* JaridaSavedSearch */
JaridaSavedSearch *jarida_store_find_saved_search          (JaridaStore          *self,
                                                            gint64                id);
/* Writes the name, question and position that @search has now. One without an id is new: it goes to the end. */
void               jarida_store_keep_search_async          (JaridaStore          *self,
                                                            JaridaSavedSearch    *search,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean           jarida_store_keep_search_finish         (JaridaStore          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
/* TRUE takes it out of the list, FALSE brings it back to its place. What is still removed at the next opening is deleted then. */
void               jarida_store_set_search_removed_async   (JaridaStore          *self,
                                                            JaridaSavedSearch    *search,
                                                            gboolean              removed,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean           jarida_store_set_search_removed_finish  (JaridaStore          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);

/* A filter wants the person to be told of a new article. */
typedef struct
{
  gint64 filter_id;
  gint64 id;
} JaridaAnnounced;

/* Filters are asked of each article once, when it is new to the shelf: not of what another newspaper had already, nor of a correction, nor
 * of the text that its own page gives later. An empty question is all of the filter's newspaper, and nothing where it names none.
 *
 * Signal "articles-announced" (GArray of JaridaAnnounced), after "articles-arrived": the new articles that filters of
 * %JARIDA_FILTER_ACTION_NOTIFY have found and none hides.
 *
 * What a filter hides stands in no list and no count but those of %JARIDA_PLACE_FILTERED, and no search finds it. It is there again when the
 * filter is removed, switched off, or asks for something else. */
GListModel        *jarida_store_get_filters                (JaridaStore          *self);   /* JaridaFilter */
JaridaFilter      *jarida_store_find_filter                (JaridaStore          *self,
                                                            gint64                id);
void               jarida_store_save_filter_async          (JaridaStore          *self,
                                                            JaridaFilter         *filter,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean           jarida_store_save_filter_finish         (JaridaStore          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
void               jarida_store_set_filter_removed_async   (JaridaStore          *self,
                                                            JaridaFilter         *filter,
                                                            gboolean              removed,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean           jarida_store_set_filter_removed_finish  (JaridaStore          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);

/* What a filter with that question would find of a place, whose articles are to be seen: all for which it would change something, the newest
 * first, however long that takes (behind whatever a person searches for). What is read already is not marked so, what is saved not saved, and
 * what the person has had shown all the same not hidden; %JARIDA_FILTER_ACTION_NOTIFY leaves nothing out.
 * As filters are: no question is all of a newspaper, and nothing of any other place. */
void               jarida_store_find_matches_async         (JaridaStore          *self,
                                                            const char           *query,
                                                            const JaridaPlace    *place,
                                                            JaridaFilterAction    action,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
/* (element-type gint64) */
GArray            *jarida_store_find_matches_finish        (JaridaStore          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the person wants a filter to do with articles that are kept already: @hidden, it hides them, FALSE, it does so no longer. A bulk act:
 * give some hundreds at a time. Those that the person has had shown all the same stay. */
void               jarida_store_hide_by_filter_async       (JaridaStore          *self,
                                                            gint64                filter_id,
                                                            const gint64         *ids,
                                                            gsize                 n_ids,
                                                            gboolean              hidden,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean           jarida_store_hide_by_filter_finish      (JaridaStore          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
/* @shown: whatever filters say, these articles are there from now on. FALSE: as filters say. */
void               jarida_store_show_all_the_same_async    (JaridaStore          *self,
                                                            const gint64         *ids,
                                                            gsize                 n_ids,
                                                            gboolean              shown,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean           jarida_store_show_all_the_same_finish   (JaridaStore          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
/* (element-type JaridaHeadline) (transfer full): those of the articles that are to be seen and still unread, the newest first, up to @limit;
 * @out_n: how many they are in all. */
GPtrArray         *jarida_store_list_announced             (JaridaStore          *self,
                                                            const gint64         *ids,
                                                            gsize                 n_ids,
                                                            guint                 limit,
                                                            guint                *out_n) G_GNUC_WARN_UNUSED_RESULT;
gboolean           jarida_store_is_filtered                (JaridaStore          *self,
                                                            gint64                id);

G_END_DECLS
