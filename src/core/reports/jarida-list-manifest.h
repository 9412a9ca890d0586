/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-block-list.h"
#include "jarida-list-keys.h"

G_BEGIN_DECLS

/* What is published at the moment: a note signed by a list key, its body
 *   pressreader-blocklist/1
 *   seq 4711
 *   time 2026-11-23T17:00:00Z
 *   expires 2026-12-07T17:00:00Z
 *   min_wait 3600
 *   full full/4711-3f2a…c9.pbl 61234 SHA-256
 *   delta 4710 delta/4710-77aa…01.pbl 212 SHA-256
 *   rules rules/17-aa….json 5120 SHA-256
 *   keys keys/3.note 420 SHA-256
 *   log 18234 BASE64
 * Each delta leads from its number to the number of the next line before it, the first one to seq. Lines that begin with another
 * word are for later versions. Pure. */

/* What a publisher lists: a line weighs some 60 bytes when it is compressed, and is fetched with every manifest. Two hours at
 * the most publications there can be; a client that was away for longer on such a day takes the whole list. */
#define JARIDA_LIST_LISTED_DELTAS 24
#define JARIDA_LIST_MIN_WAIT 300
#define JARIDA_LIST_MAX_WAIT (24 * 3600)
#define JARIDA_LIST_OLD_AFTER (14 * 24 * 3600)   /* then the person is told */
#define JARIDA_LIST_CLOCK_SLACK (2 * 24 * 3600)  /* what a machine's clock may be wrong */

typedef struct
{
  char    *path;          /* (owned) (nullable) below the list's address */
  guint64  size;
  guint8   sha256[32];
} JaridaListFileRef;

typedef struct
{
  guint32           from;
  JaridaListFileRef file;
} JaridaListDelta;

typedef struct
{
  guint32            seq;
  gint64             time;
  gint64             expires;
  guint              min_wait;
  JaridaListFileRef  full;
  guint              n_deltas;
  JaridaListDelta    deltas[JARIDA_LIST_MAX_CHAIN];     /* by falling number */
  JaridaListFileRef  rules;         /* path NULL: none */
  JaridaListFileRef  keys;          /* path NULL: none */
  guint64            log_index;     /* 0 none */
  char              *log_root;      /* (owned) (nullable) */
  guint32            signed_by;     /* id of the list key; 0 when made and not opened */
} JaridaListManifest;

#define JARIDA_MANIFEST_ERROR (jarida_manifest_error_quark ())
typedef enum
{
  JARIDA_MANIFEST_ERROR_MALFORMED,
  JARIDA_MANIFEST_ERROR_KEY_EXPIRED,     /* signed by a list key out of its time */
  JARIDA_MANIFEST_ERROR_ROLLED_BACK,     /* older than what this key has signed before */
  JARIDA_MANIFEST_ERROR_FROZEN,          /* out of its time: the old list stays in use */
} JaridaManifestError;
GQuark jarida_manifest_error_quark (void);

/* The highest number seen under each key, and of the note of keys: what keeps an old list from coming back. It is per key, so
 * that a stolen key cannot lock out what comes after it. A value; the caller keeps it with the list. */
typedef struct
{
  guint32 keys_serial;
  guint   n_entries;
  struct { guint32 key_id; guint32 seq; } entries[JARIDA_LIST_MAX_KEYS_KNOWN];
} JaridaListRatchet;

JaridaListManifest *jarida_list_manifest_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_list_manifest_free   (JaridaListManifest *self);
/* All checks that need no file: who signed it and when that key is good, no step back, not out of its time. Errors are of
 * JARIDA_NOTE_ERROR and JARIDA_MANIFEST_ERROR. */
JaridaListManifest *jarida_list_manifest_open   (const char *note, gsize length, const JaridaListKeys *keys,
                                                 const JaridaListRatchet *ratchet, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the note of keys is, as an unsigned manifest says: to be fetched and opened first when its signer is not known. */
gboolean            jarida_list_manifest_peek_keys (const char *note, gsize length, JaridaListFileRef *out_keys);
void                jarida_list_file_ref_clear  (JaridaListFileRef *self);
/* The body, to be signed. */
char               *jarida_list_manifest_format (const JaridaListManifest *self) G_GNUC_WARN_UNUSED_RESULT;

/* The deltas that lead from list @seq to this one, oldest first, as indices into deltas; the answer is how many. 0 when @seq is
 * there already; -1: take the whole list (too far behind, a gap, another key's numbers, or the chain weighs more). */
int                 jarida_list_manifest_plan   (const JaridaListManifest *self, guint32 seq, guint out_deltas[JARIDA_LIST_MAX_CHAIN]);
/* Size and digest. An error of JARIDA_LIST_ERROR_MALFORMED. */
gboolean            jarida_list_file_ref_check  (const JaridaListFileRef *self, GBytes *bytes, GError **error);

/* After the list is in its place. */
void                jarida_list_ratchet_advance (JaridaListRatchet *self, const JaridaListKeys *keys, const JaridaListManifest *manifest);
/* FALSE: the note of keys is older than one seen before. */
gboolean            jarida_list_ratchet_allows_keys (const JaridaListRatchet *self, const JaridaListKeys *keys);
char               *jarida_list_ratchet_to_text (const JaridaListRatchet *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean            jarida_list_ratchet_parse   (const char *text, JaridaListRatchet *out_ratchet);

/* Seconds to the next request: 0 to 60 after the start, min_wait and a fifth more or less after success, the back-off of
 * jarida-retry.h after failures. @random from 0 up to 1. */
gint64              jarida_list_next_delay      (gboolean starting, guint min_wait, guint failures, double random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaListManifest, jarida_list_manifest_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaListFileRef, jarida_list_file_ref_clear)

G_END_DECLS
