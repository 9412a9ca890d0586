/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "jarida-picture-key.h"

/* The three kinds share the list's 48 bits: a word before each, its zero byte included, keeps them apart. */
static void
digest (const char       *word,
        gconstpointer     data,
        gsize             size,
        JaridaPictureKey *out_key)
{
  crypto_hash_sha256_state state;

  G_STATIC_ASSERT (sizeof out_key->bytes == crypto_hash_sha256_BYTES);
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const guint8 *) word, strlen (word) + 1);
  crypto_hash_sha256_update (&state, data, size);
  crypto_hash_sha256_final (&state, out_key->bytes);
}

gboolean
jarida_picture_key_url (const char       *address,
                        JaridaPictureKey *out_key)
{
  g_autofree char *canonical = jarida_picture_canonical (address);

  if (canonical == NULL)
    return FALSE;
  digest ("url1", canonical, strlen (canonical), out_key);

  return TRUE;
}

gboolean
jarida_picture_key_asset (const JaridaAssetRules *rules,
                          const char             *address,
                          JaridaPictureKey       *out_key)
{
  g_autoptr(GString) name = NULL;
  g_autofree char *asset = NULL;
  const char *group;

  if (!jarida_asset_rules_match (rules, address, &group, &asset))
    return FALSE;
  name = g_string_new (group);
  g_string_append_c (name, '\0');
  g_string_append (name, asset);
  digest ("ast1", name->str, name->len, out_key);

  return TRUE;
}

void
jarida_picture_key_content (const guint8      sha256[32],
                            JaridaPictureKey *out_key)
{
  digest ("img1", sha256, 32, out_key);
}

guint64
jarida_picture_key_short (const JaridaPictureKey *key)
{
  guint64 value = 0;

  for (guint i = 0; i < 6; i++)
    value = value << 8 | key->bytes[i];

  return value;
}
