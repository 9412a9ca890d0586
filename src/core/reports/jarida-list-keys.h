/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-signed-note.h"

G_BEGIN_DECLS

/* Which keys may sign the block list, and when: a note signed by one of the two root keys that the app carries and that lie
 * offline. Its body:
 *   pressreader-keys/1
 *   serial 3
 *   key NAME+ID+BASE64 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z
 * with a line for each key. Pure. */

#define JARIDA_LIST_MAX_KEYS_KNOWN 16

typedef struct
{
  JaridaNoteKey key;
  gint64        from;       /* seconds since 1970 */
  gint64        until;
} JaridaListKey;

typedef struct
{
  guint32       serial;
  guint         n_keys;
  JaridaListKey keys[JARIDA_LIST_MAX_KEYS_KNOWN];
} JaridaListKeys;

/* Errors are of JARIDA_NOTE_ERROR. */
JaridaListKeys *jarida_list_keys_open   (const char *note, gsize length, const JaridaNoteKey *roots, guint n_roots, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The body, to be signed. */
char           *jarida_list_keys_format (const JaridaListKeys *self) G_GNUC_WARN_UNUSED_RESULT;
void            jarida_list_keys_free   (JaridaListKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaListKeys, jarida_list_keys_free)

G_END_DECLS
