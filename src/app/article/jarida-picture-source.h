/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-block-layout.h"

G_BEGIN_DECLS

/* Where the pictures of an article come from: the reader in the program, anything in a test. */
typedef struct
{
  GObject    *object;   /* borrowed: kept by whoever was given the source */
  void       (*load_async)        (GObject *object, const char *address, int max_width, int max_height, gboolean cached_only,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  /* (transfer full); @out_natural: upright, before scaling. */
  GdkTexture *(*load_finish)      (GObject *object, GAsyncResult *result, JaridaPictureSize *out_natural, GError **error);
  void       (*load_bytes_async)  (GObject *object, const char *address, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
  GBytes     *(*load_bytes_finish) (GObject *object, GAsyncResult *result, GError **error);
  /* (nullable) Why there is none, as a sentence to stand in its place. (transfer full) */
  char      *(*explain)           (GObject *object, const GError *error, gboolean cached_only);
  /* (nullable) The sentence to be read in the place of a picture that is not to be shown, NULL when it may be. Answers from
   * memory. (transfer full) */
  char       *(*judge)            (GObject *object, const char *address);
  /* (nullable) The person asks again for one that could not be loaded: the next load is not answered from memory. */
  void       (*retry)             (GObject *object, const char *address);
} JaridaPictureSource;

G_END_DECLS
