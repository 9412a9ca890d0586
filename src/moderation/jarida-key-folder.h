/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "jarida-signed-note.h"

G_BEGIN_DECLS

/* The service's keys in one folder, for its eyes only:
 *   secret       what codes of reporters and origins are made with; lost, all codes mean nothing
 *   list.key     signs the manifest
 *   keys.note    says that list.key may, signed by a root key
 *   roots.pub    the two root keys' public halves, for the app
 *   root-1.key, root-2.key   made here once, then to be taken away and kept offline; the service never opens them */
typedef struct
{
  guint8            secret[32];
  JaridaNoteSigner *signer;      /* (owned) */
  GBytes           *keys_note;   /* (owned) */
  guint32           serial;      /* of the note */
  gint64            until;       /* when the apps stop to believe list.key */
} JaridaKeyFolder;

/* The operator hears of it so long before: a root key has to be fetched from where it is kept. */
#define JARIDA_KEY_FOLDER_WARN_SECONDS (14 * 24 * 3600)

/* Reads files. */
JaridaKeyFolder *jarida_key_folder_open  (const char *path, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_key_folder_free  (JaridaKeyFolder *self);
/* All of it, in a folder that has none of it yet. */
gboolean         jarida_key_folder_make  (const char *path, gint64 now, GError **error);
/* A new list key, and the next note of keys for it and its predecessors, or (@revoke) for it alone: whoever has this note believes
 * the others no more. Needs a root key back in the folder. */
gboolean         jarida_key_folder_renew (const char *path, gint64 now, gboolean revoke, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaKeyFolder, jarida_key_folder_free)

G_END_DECLS
