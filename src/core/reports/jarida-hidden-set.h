/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-block-list.h"
#include "jarida-picture-key.h"

G_BEGIN_DECLS

/* Whether a picture is shown: from memory, at once, without asking anybody. Looks, in this order, at what the person wants
 * shown anyway, at what they reported or hid themselves, at exceptions, at the list's keys (before a picture is downloaded), and
 * when it is decoded at the perceptual hashes. Main thread, but for what says otherwise. */
typedef struct _JaridaHiddenSet JaridaHiddenSet;

typedef enum
{
  JARIDA_VERDICT_SHOWN,
  JARIDA_VERDICT_HIDDEN_BY_YOU,
  JARIDA_VERDICT_HIDDEN_BY_READERS,
  JARIDA_VERDICT_HIDDEN_BY_MODERATOR,
} JaridaVerdictKind;

typedef struct
{
  JaridaVerdictKind  kind;
  JaridaReportReason reason;        /* 0 not known */
  guint64            list_key;      /* the key on the list that decided, for "Why?"; 0 none */
  guint32            list_family;   /* the family on the list that decided; 0 none */
} JaridaVerdict;

/* What is known of a picture at the moment. */
typedef struct
{
  const char   *address;            /* (nullable) for data: and the like */
  const guint8 *sha256;             /* (nullable) of the bytes, once they are there */
  const guint8 *hashes;             /* (nullable) PDQ, 32 bytes each, once it is decoded */
  guint         n_hashes;
} JaridaPicture;

JaridaHiddenSet *jarida_hidden_set_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_hidden_set_free       (JaridaHiddenSet *self);
/* Replaces the list; NULL: none. @rules: NULL: those of this program. */
void             jarida_hidden_set_set_list   (JaridaHiddenSet *self, JaridaBlockList *list, JaridaAssetRules *rules);

/* One's own: a report, or a picture hidden. @id names all that belongs to one report, to be taken back at once. */
void             jarida_hidden_set_hide_key   (JaridaHiddenSet *self, const char *id, const JaridaPictureKey *key, JaridaReportReason reason);
void             jarida_hidden_set_hide_hash  (JaridaHiddenSet *self, const char *id, const guint8 *pdq, JaridaReportReason reason);
/* All keys that @picture has, and its hashes. */
void             jarida_hidden_set_hide       (JaridaHiddenSet *self, const char *id, const JaridaPicture *picture, JaridaReportReason reason);
void             jarida_hidden_set_unhide     (JaridaHiddenSet *self, const char *id);
guint            jarida_hidden_set_count_own  (JaridaHiddenSet *self);

/* "Show anyway": stronger than all else, for every key that was said. */
void             jarida_hidden_set_show_key   (JaridaHiddenSet *self, const JaridaPictureKey *key, gboolean shown);

/* The keys by which a picture is known: of its address, of its newspaper's name for it, of its bytes. The answer is how many. */
#define JARIDA_PICTURE_MAX_KEYS 3
guint            jarida_hidden_set_keys_of    (JaridaHiddenSet *self, const JaridaPicture *picture,
                                               JaridaPictureKey out_keys[JARIDA_PICTURE_MAX_KEYS], JaridaKeyKind out_kinds[JARIDA_PICTURE_MAX_KEYS]);

/* Without hashes: some microseconds. With hashes: walks through all families, some milliseconds at 160,000 hashes. */
void             jarida_hidden_set_judge      (JaridaHiddenSet *self, const JaridaPicture *picture, JaridaVerdict *out_verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaHiddenSet, jarida_hidden_set_free)

G_END_DECLS
