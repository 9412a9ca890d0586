/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is published at one moment, in memory: paths below "/v1/list/" and their bytes. Immutable once handed over; any thread. */
typedef struct
{
  GBytes     *manifest;     /* (owned) */
  char       *tag;          /* (owned) of the manifest, with its quotes */
  GHashTable *files;        /* (owned) path -> GBytes */
  guint64     bytes_full;
  guint64     bytes_deltas;
} JaridaListFiles;

JaridaListFiles *jarida_list_files_new   (void) G_GNUC_WARN_UNUSED_RESULT;
JaridaListFiles *jarida_list_files_ref   (JaridaListFiles *self);
void             jarida_list_files_unref (JaridaListFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaListFiles, jarida_list_files_unref)

void             jarida_list_files_add   (JaridaListFiles *self, const char *path, GBytes *bytes);
/* To a folder that a web server gives out: the files first, the manifest last, each whole or not at all. What no manifest of
 * the last week named goes. Blocks. */
gboolean         jarida_list_files_write (JaridaListFiles *self, const char *folder, gint64 now, GError **error);

G_END_DECLS
