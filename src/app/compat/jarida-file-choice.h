/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for a file in the way of the generation. @pattern, such as "*.opml", nullable. The answer is NULL with
 * G_IO_ERROR_CANCELLED when the person thought better of it. */
void   jarida_file_choice_open_async (GtkWidget           *parent,
                                      const char          *title,
                                      const char          *kind,
                                      const char          *pattern,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
void   jarida_file_choice_save_async (GtkWidget           *parent,
                                      const char          *title,
                                      const char          *name,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* Of both. (transfer full) */
GFile *jarida_file_choice_finish     (GAsyncResult        *result,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
