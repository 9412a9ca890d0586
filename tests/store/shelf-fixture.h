/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"

/* A shelf in a folder of its own, and the acts of the store as plain calls that wait. */
typedef struct
{
  char        *folder;   /* (owned) */
  JaridaStore *store;    /* (owned) (nullable) */
} Shelf;

void             shelf_set_up          (Shelf *self, gconstpointer data);
void             shelf_tear_down       (Shelf *self, gconstpointer data);
void             shelf_open            (Shelf *self);
void             shelf_close           (Shelf *self);
void             shelf_reopen          (Shelf *self);
char            *shelf_path            (Shelf *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* What a query for one number answers in one of its files. */
gint64           shelf_query           (Shelf *self, const char *name, const char *sql);
/* Lays a file of an old shelf ("shelf-1") under tests/data/db, where it may be packed (".gz"), into the folder of this one, which is closed. */
void             shelf_copy_old        (Shelf *self, const char *old, const char *name);
/* Lets everything that is under way arrive. */
void             shelf_settle          (void);
/* Until the index has all that the shelf has: what it writes and frees of the disk is over then. */
void             shelf_wait_for_index  (Shelf *self);

/* Waits for any of the store's operations: pass wait_cb and &result, then this. */
void             wait_cb               (GObject *object, GAsyncResult *result, gpointer data);
GAsyncResult    *wait_for              (GAsyncResult **result);

JaridaSource    *shelf_add_source      (Shelf *self, const char *feed_url);
JaridaFolder    *shelf_add_folder      (Shelf *self, const char *name, gint64 parent_id);
void             shelf_save_source     (Shelf *self, JaridaSource *source);
void             shelf_set_removed     (Shelf *self, JaridaSource *source, gboolean removed);
void             shelf_put             (Shelf *self, JaridaSource *source, GPtrArray *articles, guint *n_new, guint *n_updated);
void             shelf_put_one         (Shelf *self, JaridaSource *source, JaridaArticle *article, guint *n_new, guint *n_updated);
void             shelf_set_read        (Shelf *self, gint64 id, gboolean read);
void             shelf_set_saved       (Shelf *self, gint64 id, gboolean saved);
GArray          *shelf_mark_all_read   (Shelf *self, JaridaPlaceKind kind, gint64 id);
JaridaArticle   *shelf_load            (Shelf *self, gint64 id);
guint            shelf_count           (Shelf *self, JaridaPlaceKind kind, gint64 id);
guint            shelf_count_unread    (Shelf *self, JaridaPlaceKind kind, gint64 id);
JaridaHeadlineList *shelf_list         (Shelf *self, JaridaPlaceKind kind, gint64 id);
JaridaHeadline  *list_get              (JaridaHeadlineList *list, guint position);

/* A draft; @published 0 is none. */
JaridaArticle   *article_new           (const char *guid, const char *address, const char *title, gint64 published);
/* @n drafts with guids "PREFIX-0"…, an hour apart, the newest first. */
GPtrArray       *articles_new          (const char *prefix, guint n, gint64 newest);
