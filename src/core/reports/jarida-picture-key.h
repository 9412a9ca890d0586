/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-asset-rules.h"

G_BEGIN_DECLS

/* By what a picture is known: its address, the newspaper's own name for it, its bytes. Pure functions. The keys are
 * stored, sent and published: nothing here may change what they come to. */

typedef enum
{
  JARIDA_KEY_URL = 1,
  JARIDA_KEY_ASSET = 2,
  JARIDA_KEY_CONTENT = 3,
} JaridaKeyKind;

typedef struct
{
  guint8 bytes[32];
} JaridaPictureKey;

/* The one form of all addresses that lead to the same bytes: https, host as in the DNS, unreserved octets decoded and
 * the others in upper case, no fragment, no parameter that only says where the reader came from. Never for fetching.
 * NULL: not http(s), or longer than a server would take. */
char     *jarida_picture_canonical   (const char *address) G_GNUC_WARN_UNUSED_RESULT;

gboolean  jarida_picture_key_url     (const char *address, JaridaPictureKey *out_key);
/* FALSE: no rule knows the newspaper's names. */
gboolean  jarida_picture_key_asset   (const JaridaAssetRules *rules, const char *address, JaridaPictureKey *out_key);
void      jarida_picture_key_content (const guint8 sha256[32], JaridaPictureKey *out_key);
/* The first 48 bits: what the block list holds. */
guint64   jarida_picture_key_short   (const JaridaPictureKey *key);

G_END_DECLS
