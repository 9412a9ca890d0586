/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-list-file.h"
#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* One update of the block list, from the manifest to the file in its place. @current is what is in use; what
 * ends it is what shall be. Everything is checked before any of it is used. */
void            _jarida_list_update_async  (JaridaReader         *reader,
                                            const char           *service,
                                            const char           *path,
                                            const JaridaListFile *current,
                                            const JaridaNoteKey  *roots,
                                            guint                 n_roots,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
JaridaListFile *_jarida_list_update_finish (JaridaReader         *reader,
                                            GAsyncResult         *result,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
