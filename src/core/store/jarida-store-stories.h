/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"

G_BEGIN_DECLS

/* Stories: articles of several newspapers about one event, found when they come; see jarida-story-index.h. */

/* Whether a list of several newspapers has one row for a story. FALSE until it is set. The lists that are there change at once. */
void      jarida_store_set_group_stories (JaridaStore         *self,
                                          gboolean             group);
gboolean  jarida_store_get_group_stories (JaridaStore         *self);

/* A number that the articles of one story share, until anything comes; 0: it stands alone. From memory. */
guint32   jarida_store_get_story_number  (JaridaStore         *self,
                                          gint64               id);
/* (element-type gint64) (transfer full) The articles that tell the story of an article, itself too, newest first; only those that can
 * be seen, empty when it stands alone. From memory. */
GArray   *jarida_store_get_story         (JaridaStore         *self,
                                          gint64               id) G_GNUC_WARN_UNUSED_RESULT;

/* A person says that the article is not of that story: it stands alone, whatever comes, for as long as it is on the shelf. FALSE takes
 * it back into the story that it was in, as that is now. */
void      jarida_store_set_apart_async   (JaridaStore         *self,
                                          gint64               id,
                                          gboolean             apart,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean  jarida_store_set_apart_finish  (JaridaStore         *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
