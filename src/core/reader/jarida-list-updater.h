/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-block-list.h"
#include "jarida-asset-rules.h"
#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* Keeps the block list up to date: the same requests for everybody, whatever is read. What comes is believed when it is signed by a key
 * that one of the root keys of this program has named, and when nothing in it goes back; else the old list stays. */
typedef struct _JaridaListUpdater JaridaListUpdater;

/* @path: the file the list is kept in. */
JaridaListUpdater *_jarida_list_updater_new         (JaridaReader        *reader,
                                                     const char          *path) G_GNUC_WARN_UNUSED_RESULT;
void               _jarida_list_updater_stop        (JaridaListUpdater   *self);
void               _jarida_list_updater_free        (JaridaListUpdater   *self);
/* "": no list is in use. */
void               _jarida_list_updater_set_service (JaridaListUpdater   *self,
                                                     const char          *service);
void               _jarida_list_updater_set_online  (JaridaListUpdater   *self,
                                                     gboolean             online);
/* Never NULL; borrowed. */
JaridaBlockList   *_jarida_list_updater_get_list    (JaridaListUpdater   *self);
/* (nullable) those that came with the list */
JaridaAssetRules  *_jarida_list_updater_get_rules   (JaridaListUpdater   *self);
gint64             _jarida_list_updater_get_time    (JaridaListUpdater   *self);

/* Whether the kept list is in use already, or there is none to wait for. */
gboolean           _jarida_list_updater_is_ready    (JaridaListUpdater   *self);
/* Ends when the kept list is in use and, with @update, the service has been asked, whether it is time or not. Errors: of the
 * fetcher, and of why the list was not believed. */
void               _jarida_list_updater_load_async  (JaridaListUpdater   *self,
                                                     gboolean             update,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);

G_END_DECLS
