/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"
#include "jarida-topic.h"

G_BEGIN_DECLS

/* Sections, authors, cities and days of the shelf; the pages of portals. */

/* (element-type JaridaTopic) The sections that have articles, in the order of JaridaSection. Observable; counts are kept. */
GListModel *jarida_store_get_sections           (JaridaStore *self);

/* (element-type JaridaTopic) Authors and cities that the person follows, in the order in which that began. Observable; counts are kept. */
GListModel *jarida_store_get_followed           (JaridaStore *self);
/* @kind: AUTHOR or CITY. An act: it shows at once. NOT_FOUND: there is no such author or city. */
void        jarida_store_follow_async           (JaridaStore *self, JaridaPlaceKind kind, gint64 id, gboolean follow, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    jarida_store_follow_finish          (JaridaStore *self, GAsyncResult *result, GError **error);

/* (element-type JaridaTopic) The authors or cities that have articles, the most articles first; with @words (nullable) those in whose
 * name every one of the words begins a word, however it is accented or vowelled. After them those without articles whose folded names
 * are in @known (element-type utf8, nullable), which nobody changes meanwhile. Their counts are of this moment. */
void        jarida_store_list_topics_async      (JaridaStore *self, JaridaPlaceKind kind, const char *words, GHashTable *known, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *jarida_store_list_topics_finish     (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The author or city of that name, as a byline or an article has it; NULL without error when there is none. */
void        jarida_store_find_topic_async       (JaridaStore *self, JaridaPlaceKind kind, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaTopic *jarida_store_find_topic_finish     (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type JaridaHeadline) The same story from other sources: articles with the same address, or with the same title, however
 * it is accented, within three days; and, where stories are grouped, those of its story. At most 100, newest first;
 * @out_n (nullable): how many they are in all. */
void        jarida_store_find_same_async        (JaridaStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *jarida_store_find_same_finish       (JaridaStore *self, GAsyncResult *result, guint *out_n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many articles each of @n days has, from @first_julian on (g_date_get_julian(), by the clock of this machine). */
void        jarida_store_count_days             (JaridaStore *self, guint32 first_julian, guint n, guint *out_counts);

/* What the article's own page said (@page: a draft, only read): it fills what is empty and takes the better text, never flips a read mark,
 * never moves the article. When its source-address is the address of another row, one of the two being of a portal, both become this one
 * with two origins: read if either was, saved if either was; the id of the other goes on naming it until the shelf is closed. */
void        jarida_store_complete_article_async  (JaridaStore *self, gint64 id, JaridaArticle *page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    jarida_store_complete_article_finish (JaridaStore *self, GAsyncResult *result, GError **error);

/* A portal has named its cities: each can be found and followed from now on, though it has no articles, and its page is known, unasked
 * for yet. @names, @addresses: of the same length. */
void        jarida_store_learn_cities_async     (JaridaStore *self, GPtrArray *names, GPtrArray *addresses, gint64 now, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    jarida_store_learn_cities_finish    (JaridaStore *self, GAsyncResult *result, GError **error);

/* The oldest article of a source, as seconds since 1970; 0 when there is none. From memory. */
gint64      jarida_store_get_oldest             (JaridaStore *self, gint64 source_id);

/* What the server of a page that is no source of its own said. All zero when the page has never been fetched. */
void              jarida_store_load_page_async  (JaridaStore *self, const char *address, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaFetchState *jarida_store_load_page_finish (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_store_save_page_async  (JaridaStore *self, const char *address, const JaridaFetchState *state, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          jarida_store_save_page_finish (JaridaStore *self, GAsyncResult *result, GError **error);

/* A page that something is known of: it was asked for, or a list has told of it. A value. */
typedef struct
{
  char   *address;      /* (owned) */
  gint64  last_fetch;   /* 0: never */
  gint64  next_fetch;
} JaridaPageRow;

void              jarida_page_row_free              (JaridaPageRow *self);
/* (element-type JaridaPageRow) those whose addresses begin like @prefix, in no order. */
void              jarida_store_list_pages_async (JaridaStore *self, const char *prefix, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray        *jarida_store_list_pages_finish (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
