/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "jarida-report-reason.h"

G_BEGIN_DECLS

/* The pictures that are hidden for everybody, downloaded whole and compared here: nobody is asked about a picture. Holds the
 * first 48 bits of keys (jarida-picture-key.h) with a mark each, exceptions, and families of perceptual hashes. Immutable, any
 * thread.
 *
 * The file, numbers with the highest byte first: "PBL1", u32 seq, u32 from (0: a whole list; otherwise what is to be done to
 * the list of that number), then sections by rising type, none of them empty, each u8 type, u32 count, u32 bytes:
 *   1 keys added         u8 Rice parameter, 6 bytes of the first, the differences (jarida-rice.h), then one mark each
 *   2 keys removed       the same without marks
 *   3 families added     u32 number, u8 distance (31 at most), u8 n, n hashes of 32 bytes; after all of them one mark each
 *   4 families removed   u32 number each, rising
 *   5, 6 exceptions      added and removed, as 2
 *   7, 8 families spared added and removed, as 3 (the marks are 0) and 4: pictures that no family may hide
 * and at the end the SHA-256 of the state that results. What is added replaces what has the same key. A whole list has no 2, 4,
 * 6, 8. The state is hashed as "PBS1", u32 seq, then for keys, exceptions, families, families spared: u32 count and the entries by
 * rising key or number, a key as 6 bytes and its mark, an exception as 6 bytes, a family as in the file with its mark behind n. */

typedef struct _JaridaBlockList JaridaBlockList;

#define JARIDA_LIST_MAX_KEYS 2000000
#define JARIDA_LIST_MAX_FAMILIES 200000
#define JARIDA_LIST_MAX_BYTES (32 * 1024 * 1024)
#define JARIDA_LIST_MAX_CHAIN 48

/* A mark: the reason in the lower half of the byte, who decided in the upper one. What comes later than this program is kept
 * as it is. */
typedef enum
{
  JARIDA_LIST_BY_READERS = 1,      /* several people; provisional */
  JARIDA_LIST_BY_MODERATOR = 2,
} JaridaListDecider;

#define JARIDA_LIST_MARK(reason, by) ((guint8) ((by) << 4 | (reason)))
#define JARIDA_LIST_MARK_REASON(mark) ((JaridaReportReason) ((mark) & 15))
#define JARIDA_LIST_MARK_DECIDER(mark) ((JaridaListDecider) ((mark) >> 4))

#define JARIDA_LIST_ERROR (jarida_list_error_quark ())
typedef enum
{
  JARIDA_LIST_ERROR_MALFORMED,      /* not such a file, or a cut or damaged one */
  JARIDA_LIST_ERROR_TOO_LARGE,      /* more than the limits above */
  JARIDA_LIST_ERROR_GAP,            /* a change to another list than this one */
  JARIDA_LIST_ERROR_STATE,          /* what came out is not what was signed: take the whole list */
} JaridaListError;
GQuark jarida_list_error_quark (void);

#define JARIDA_TYPE_BLOCK_LIST (jarida_block_list_get_type ())
GType            jarida_block_list_get_type       (void);
/* Nothing is hidden; number 0. */
JaridaBlockList *jarida_block_list_new            (void) G_GNUC_WARN_UNUSED_RESULT;
JaridaBlockList *jarida_block_list_ref            (JaridaBlockList *self);
void             jarida_block_list_unref          (JaridaBlockList *self);
/* A whole list. */
JaridaBlockList *jarida_block_list_parse          (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A change to @self, which stays as it is. */
JaridaBlockList *jarida_block_list_apply          (JaridaBlockList *self, GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint32          jarida_block_list_get_seq        (JaridaBlockList *self);
const guint8    *jarida_block_list_get_state      (JaridaBlockList *self);     /* SHA-256 */
guint            jarida_block_list_count_keys     (JaridaBlockList *self);
guint            jarida_block_list_count_families (JaridaBlockList *self);

/* The mark of the key, 0: not listed. @key: its first 48 bits. */
guint8           jarida_block_list_lookup         (JaridaBlockList *self, guint64 key);
gboolean         jarida_block_list_is_exception   (JaridaBlockList *self, guint64 key);
/* The mark of the family that a hash belongs to, 0: none. Walks through all hashes: off the main thread. @out_family: nullable. */
guint8           jarida_block_list_match          (JaridaBlockList *self, const guint8 *pdq, guint32 *out_family);
gboolean         jarida_block_list_is_spared      (JaridaBlockList *self, const guint8 *pdq);

/* For those who publish. */

GBytes          *jarida_block_list_encode         (JaridaBlockList *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes          *jarida_block_list_encode_change  (JaridaBlockList *from, JaridaBlockList *to) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _JaridaBlockListBuilder JaridaBlockListBuilder;

/* In any order; of two entries with one key or number the later one counts. */
JaridaBlockListBuilder *jarida_block_list_builder_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void                    jarida_block_list_builder_free          (JaridaBlockListBuilder *self);
void                    jarida_block_list_builder_add_key       (JaridaBlockListBuilder *self, guint64 key, guint8 mark);
void                    jarida_block_list_builder_add_exception (JaridaBlockListBuilder *self, guint64 key);
/* @mark 0: spared. @hashes: @n times 32 bytes, @n from 1 to 255. */
void                    jarida_block_list_builder_add_family    (JaridaBlockListBuilder *self, guint32 number, guint8 distance,
                                                                 guint8 mark, const guint8 *hashes, guint8 n);
/* Ends the builder. NULL: more than the limits. */
JaridaBlockList        *jarida_block_list_builder_end           (JaridaBlockListBuilder *self, guint32 seq, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaBlockList, jarida_block_list_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaBlockListBuilder, jarida_block_list_builder_free)

G_END_DECLS
