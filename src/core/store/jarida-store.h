/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-article.h"
#include "jarida-folder.h"
#include "jarida-headline-list.h"
#include "jarida-mishap.h"
#include "jarida-outcome.h"
#include "jarida-place.h"
#include "jarida-source.h"

G_BEGIN_DECLS

#define JARIDA_STORE_ERROR (jarida_store_error_quark ())
typedef enum
{
  JARIDA_STORE_ERROR_TOO_NEW,     /* a later Jarida made it: nothing was touched */
  JARIDA_STORE_ERROR_READ_ONLY,   /* the folder cannot be written */
  JARIDA_STORE_ERROR_FULL,        /* no room on the disk: nothing of this act was kept */
  JARIDA_STORE_ERROR_BROKEN,      /* the file is damaged */
  JARIDA_STORE_ERROR_EXISTS,      /* there is such a source already */
  JARIDA_STORE_ERROR_NOT_FOUND,
  JARIDA_STORE_ERROR_BUSY,        /* another program holds it */
  JARIDA_STORE_ERROR_FROZEN,      /* the shelf was opened for reading only: nothing of this act was kept */
  JARIDA_STORE_ERROR_FAILED,
} JaridaStoreError;
GQuark jarida_store_error_quark (void);

/* What a source's server said, to be told back to it. A value. */
typedef struct
{
  char          *etag;              /* (owned) (nullable) opaque */
  char          *last_modified;     /* (owned) (nullable) opaque */
  gint64         validators_since;  /* when the validators were first kept: dropped every eight days */
  guint64        feed_hash;         /* of the bytes last read, 0 none */
  gint64         last_fetch;
  gint64         next_fetch;
  int            failures;
  int            status;
  JaridaOutcome  outcome;
} JaridaFetchState;

JaridaFetchState *jarida_fetch_state_copy (const JaridaFetchState *self) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_fetch_state_free (JaridaFetchState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFetchState, jarida_fetch_state_free)

#define JARIDA_TYPE_STORE (jarida_store_get_type ())
G_DECLARE_FINAL_TYPE (JaridaStore, jarida_store, JARIDA, STORE, GObject)

/* The shelf: what was published and what the reader did with it, in three SQLite files (STORAGE.md). One thread writes, one
 * reads; everything here is called on the main thread, returns at once, and answers on the main thread.
 * An act (mark, save, rename) shows at once in the objects below and is durable when its _finish() says so; when it
 * fails, the objects are put back and the error is returned.
 *
 * Signals: "articles-arrived" (guint n_new), after a put is acknowledged; "counts-changed" (no argument), at most once a turn. */

/* Opens or makes the shelf in @folder; blocking, a few milliseconds whatever is stored. A broken file is set aside and said by
 * jarida_store_get_notice(). Two processes may have it open. Where nothing can be written, a shelf that is there is opened for reading
 * only, which the notice says too. */
JaridaStore *jarida_store_open                 (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Finishes what is queued, joins the threads, closes. */
void         jarida_store_close                (JaridaStore *self);
/* What a person must know of the opening ("broken-set-aside", "recovered", "frozen-full", "frozen-read-only"), or NULL: a key, not a
 * sentence. */
const char  *jarida_store_get_notice           (JaridaStore *self);
/* TRUE: damage was met since the opening, by the signal "damage-found"; the next opening mends what can be mended. */
gboolean     jarida_store_get_damaged          (JaridaStore *self);
/* What was mended, at this opening or an earlier one, and not forgotten yet. NULL: nothing. */
const JaridaMishap *jarida_store_get_mishap    (JaridaStore *self);
void         jarida_store_forget_mishap        (JaridaStore *self);
/* TRUE until it is closed or thawed: all can be read, every act fails with FROZEN and is put back. */
gboolean     jarida_store_get_frozen           (JaridaStore *self);
/* Opens a frozen one for writing, if that can be done now. FALSE: it is as it was; an error of FULL or READ_ONLY. Takes as long as
 * opening does. */
gboolean     jarida_store_thaw                 (JaridaStore *self, GError **error);

/* Small and always in memory. Observable, sorted by position. */
GListModel   *jarida_store_get_sources         (JaridaStore *self);
GListModel   *jarida_store_get_folders         (JaridaStore *self);
JaridaSource *jarida_store_find_source         (JaridaStore *self, gint64 id);
JaridaSource *jarida_store_find_source_by_url  (JaridaStore *self, const char *feed_url);
JaridaFolder *jarida_store_find_folder         (JaridaStore *self, gint64 id);

/* Keeps @source (a draft with feed-url and title) and gives it an id. EXISTS: the one that is there is not touched. */
void     jarida_store_add_source_async         (JaridaStore *self, JaridaSource *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_add_source_finish        (JaridaStore *self, GAsyncResult *result, GError **error);
/* Writes the title, address, folder, position and settings that @source has now. */
void     jarida_store_save_source_async        (JaridaStore *self, JaridaSource *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_save_source_finish       (JaridaStore *self, GAsyncResult *result, GError **error);
/* What a publisher says of itself: the title, site, icon and language that @source has now, written only where the shelf has
 * none. Nobody's act: it waits with the articles, shares their transaction and their durability. */
void     jarida_store_fill_source_async        (JaridaStore *self, JaridaSource *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_fill_source_finish       (JaridaStore *self, GAsyncResult *result, GError **error);
/* TRUE takes it out of every list at once but keeps all of it, so that FALSE brings it back whole.
 * What is still removed at the next opening is deleted then, in slices. */
void     jarida_store_set_source_removed_async  (JaridaStore *self, JaridaSource *source, gboolean removed, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_set_source_removed_finish (JaridaStore *self, GAsyncResult *result, GError **error);
/* Several sources as one act: all of it is kept, or nothing. @folders has for each of @add the folder it goes to, or NULL; one without
 * an id is added with it. @restore takes removed ones back. Each nullable: none. (element-type JaridaSource, JaridaFolder) */
void     jarida_store_choose_sources_async     (JaridaStore *self, GPtrArray *add, GPtrArray *folders, GPtrArray *remove, GPtrArray *restore, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_choose_sources_finish    (JaridaStore *self, GAsyncResult *result, GError **error);

void     jarida_store_add_folder_async         (JaridaStore *self, JaridaFolder *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_add_folder_finish        (JaridaStore *self, GAsyncResult *result, GError **error);
void     jarida_store_save_folder_async        (JaridaStore *self, JaridaFolder *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_save_folder_finish       (JaridaStore *self, GAsyncResult *result, GError **error);
/* Its sources and folders move up to its parent. */
void     jarida_store_remove_folder_async      (JaridaStore *self, JaridaFolder *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_remove_folder_finish     (JaridaStore *self, GAsyncResult *result, GError **error);

/* Any thread, before drafts are shared: does here what the writing thread would else do when it puts them, which is worth it
 * when most of them are new. The drafts lose their content for it. */
void     jarida_store_pack_articles            (GPtrArray *articles);
/* Keeps what a source published (JaridaArticle drafts; the array and articles are only read) and, in the same transaction, @state. What a
 * filter hides does not count among the new.
 * Known ones are updated when they changed: never a read mark, never the order. What is missing from @articles is not touched.
 * One whose address, or address at its own newspaper, is that of an article of another source, one of the two being of a portal, is no
 * new article but a further origin of that one.
 * @state nullable. Batches of several sources may share a transaction. */
void     jarida_store_put_articles_async       (JaridaStore *self, gint64 source_id, GPtrArray *articles, const JaridaFetchState *state, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_put_articles_finish      (JaridaStore *self, GAsyncResult *result, guint *out_n_new, guint *out_n_updated, GError **error);
void     jarida_store_save_fetch_state_async   (JaridaStore *self, gint64 source_id, const JaridaFetchState *state, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_save_fetch_state_finish  (JaridaStore *self, GAsyncResult *result, GError **error);
/* From memory. (transfer full), never NULL. */
JaridaFetchState *jarida_store_dup_fetch_state (JaridaStore *self, gint64 source_id) G_GNUC_WARN_UNUSED_RESULT;

/* The whole article with its text. */
void           jarida_store_load_article_async  (JaridaStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaArticle *jarida_store_load_article_finish (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Which of the articles that a listing shows are here: for each of @articles (drafts) of @source_ids (0: of a source that is not here)
 * the id (gint64); 0: it is not; -1: it is, but is not to be seen. @source_ids is copied, the drafts are only read. */
void           jarida_store_find_articles_async  (JaridaStore *self, const gint64 *source_ids, GPtrArray *articles, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray        *jarida_store_find_articles_finish (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps an article that a person has opened before it was here, as a listing and as its own page have it (both drafts). It comes read, is
 * no news, and stays however old it is. Answers its id, 0 with an error. */
void           jarida_store_keep_article_async   (JaridaStore *self, gint64 source_id, JaridaArticle *listed, JaridaArticle *page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64         jarida_store_keep_article_finish  (JaridaStore *self, GAsyncResult *result, GError **error);

/* @ids is copied. */
/* FALSE also of an article that is not there. */
gboolean jarida_store_is_unread                (JaridaStore *self, gint64 id);
void     jarida_store_set_read_async           (JaridaStore *self, const gint64 *ids, gsize n_ids, gboolean read, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_set_read_finish          (JaridaStore *self, GAsyncResult *result, GError **error);
void     jarida_store_set_saved_async          (JaridaStore *self, const gint64 *ids, gsize n_ids, gboolean saved, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_set_saved_finish         (JaridaStore *self, GAsyncResult *result, GError **error);
/* All of a place that was there when asked. Returns the ids that changed, for undoing: (element-type gint64). */
void     jarida_store_mark_all_read_async      (JaridaStore *self, const JaridaPlace *place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray  *jarida_store_mark_all_read_finish     (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A list of headlines, newest first, over the columns in memory. Cheap at any size. */
JaridaHeadlineList *jarida_store_list_headlines (JaridaStore *self, const JaridaPlace *place) G_GNUC_WARN_UNUSED_RESULT;
guint    jarida_store_count                    (JaridaStore *self, const JaridaPlace *place);
guint    jarida_store_count_unread             (JaridaStore *self, const JaridaPlace *place);
/* Publication of the newest article and number of all, for the offline bar. */
gint64   jarida_store_get_newest               (JaridaStore *self);

G_END_DECLS
