/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Families of perceptual hashes: one picture, its usual crops, and how far a copy may be from any of them. By rising number;
 * the hashes of all of them lie one behind the other, to be walked through at once. */

#define JARIDA_FAMILY_MAX_DISTANCE 31

typedef struct
{
  guint32 number;
  guint8  distance;     /* bits that may differ */
  guint8  n_hashes;     /* from 1 */
  guint8  mark;         /* reason and who decided, as of a key */
} JaridaFamily;

typedef struct
{
  GArray     *families;   /* (owned) (element-type JaridaFamily) */
  GByteArray *hashes;     /* (owned) 32 bytes each, in the order of the families */
  GArray     *owners;     /* (owned) (element-type guint32) of each hash, the index of its family */
} JaridaFamilySet;

JaridaFamilySet    *_jarida_family_set_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void                _jarida_family_set_free     (JaridaFamilySet *self);
/* @hashes: family->n_hashes times 32 bytes. The number must be above those there. */
void                _jarida_family_set_append   (JaridaFamilySet *self, const JaridaFamily *family, const guint8 *hashes);
guint               _jarida_family_set_size     (const JaridaFamilySet *self);
const JaridaFamily *_jarida_family_set_get      (const JaridaFamilySet *self, guint i);
/* Without the families of @removed (numbers, rising) and with those of @added, which replace one of the same number. */
JaridaFamilySet    *_jarida_family_set_merge    (const JaridaFamilySet *self, const JaridaFamilySet *added, const GArray *removed) G_GNUC_WARN_UNUSED_RESULT;
/* What of @to is not in @from as it is, and the numbers that are in @from only. */
JaridaFamilySet    *_jarida_family_set_diff     (const JaridaFamilySet *from, const JaridaFamilySet *to, GArray *out_removed) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) the first family that the picture belongs to. */
const JaridaFamily *_jarida_family_set_find     (const JaridaFamilySet *self, const guint8 *pdq);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFamilySet, _jarida_family_set_free)

G_END_DECLS
