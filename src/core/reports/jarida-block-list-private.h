/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-block-list.h"
#include "jarida-family-set.h"

G_BEGIN_DECLS

enum
{
  SECTION_KEYS = 1,
  SECTION_KEYS_REMOVED,
  SECTION_FAMILIES,
  SECTION_FAMILIES_REMOVED,
  SECTION_EXCEPTIONS,
  SECTION_EXCEPTIONS_REMOVED,
  SECTION_SPARED,
  SECTION_SPARED_REMOVED,
  N_SECTIONS,
};

#define JARIDA_LIST_MAGIC "PBL1"
#define JARIDA_LIST_HEADER_BYTES 12
#define JARIDA_LIST_SECTION_BYTES 9
#define JARIDA_LIST_STATE_BYTES 32

struct _JaridaBlockList
{
  guint32          seq;
  GArray          *keys;         /* (owned) (element-type guint64) key << 8 | mark, by rising key */
  GArray          *exceptions;   /* (owned) (element-type guint64) key << 8 */
  JaridaFamilySet *families;     /* (owned) */
  JaridaFamilySet *spared;       /* (owned) */
  guint8           state[JARIDA_LIST_STATE_BYTES];
};

/* Takes the parts and hashes them. NULL: more than the limits. */
JaridaBlockList *_jarida_block_list_new_take (guint32 seq, GArray *keys, GArray *exceptions, JaridaFamilySet *families,
                                              JaridaFamilySet *spared, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
