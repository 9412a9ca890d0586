/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-section.h"
#include "jarida-store.h"

G_BEGIN_DECLS

/* Of a day that has more, the newest: what a page is chosen from, not what is listed. */
#define JARIDA_DAY_MAX_ARTICLES 4000

/* An article of a day, with what a page is laid out by. */
typedef struct
{
  JaridaHeadlineValues values;     /* its texts are the day's */
  JaridaSection        section;
} JaridaDayArticle;

/* What of one local day is on the shelf. A value: made on the main thread, then only read, by any thread. */
typedef struct
{
  guint32       julian;            /* g_date_get_julian(); 0 when there is no article at all */
  GArray       *articles;          /* (owned) JaridaDayArticle, newest first */
  GStringChunk *texts;             /* (owned) */
} JaridaDay;

void       jarida_day_free               (JaridaDay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDay, jarida_day_free)

/* The first second of a local day, since 1970. */
gint64     jarida_day_get_start          (guint32 julian);
/* The local day of a second since 1970. */
guint32    jarida_day_from_time          (gint64 time);

/* @step -1: the newest day before @julian that has articles, 1: the oldest after it, 0: the newest of all. 0 when there is none. From
 * memory. */
guint32    jarida_store_find_day         (JaridaStore *self, guint32 julian, int step);

/* What a front page is made of. @julian 0: the newest day that has articles; while that one has fewer than seven, the newest of the day
 * before make them up. A day without any is not an error. */
void       jarida_store_load_day_async   (JaridaStore *self, guint32 julian, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaDay *jarida_store_load_day_finish  (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
