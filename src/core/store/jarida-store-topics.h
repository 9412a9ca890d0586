/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"
#include "jarida-topic.h"

G_BEGIN_DECLS

/* Sections, authors, cities and days of the shelf; the pages of portals. */

/* (element-type JaridaTopic) The sections that have articles, in the order of JaridaSection. Observable; counts are kept. */
GListModel *jarida_store_get_sections           (JaridaStore *self);

/* How many articles each of @n days has, from @first_julian on (g_date_get_julian(), by the clock of this machine). */
void        jarida_store_count_days             (JaridaStore *self, guint32 first_julian, guint n, guint *out_counts);

/* What the server of a page that is no source of its own said. All zero when the page has never been fetched. */
void              jarida_store_load_page_async  (JaridaStore *self, const char *address, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaFetchState *jarida_store_load_page_finish (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_store_save_page_async  (JaridaStore *self, const char *address, const JaridaFetchState *state, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          jarida_store_save_page_finish (JaridaStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
