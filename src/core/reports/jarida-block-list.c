/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>

#include "jarida-block-list-private.h"
#include "jarida-pdq.h"

G_DEFINE_QUARK (jarida-list-error-quark, jarida_list_error)
G_DEFINE_BOXED_TYPE (JaridaBlockList, jarida_block_list, jarida_block_list_ref, jarida_block_list_unref)

static void
hash_number (crypto_hash_sha256_state *hash,
             guint32                   number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  crypto_hash_sha256_update (hash, (const guint8 *) &big_endian, sizeof big_endian);
}

/* Six bytes of a key, or those and its mark. */
static void
hash_keys (crypto_hash_sha256_state *hash,
           const GArray             *keys,
           gsize                     n_bytes)
{
  hash_number (hash, keys->len);
  for (guint i = 0; i < keys->len; i++)
    {
      guint64 big_endian = GUINT64_TO_BE (g_array_index (keys, guint64, i));

      crypto_hash_sha256_update (hash, (const guint8 *) &big_endian + 1, n_bytes);
    }
}

static void
hash_families (crypto_hash_sha256_state *hash,
               const JaridaFamilySet    *set)
{
  const guint8 *hashes = set->hashes->data;

  hash_number (hash, _jarida_family_set_size (set));
  for (guint i = 0; i < _jarida_family_set_size (set); i++)
    {
      const JaridaFamily *family = _jarida_family_set_get (set, i);
      const guint8 head[3] = { family->distance, family->n_hashes, family->mark };

      hash_number (hash, family->number);
      crypto_hash_sha256_update (hash, head, sizeof head);
      crypto_hash_sha256_update (hash, hashes, (gsize) family->n_hashes * JARIDA_PDQ_BYTES);
      hashes += (gsize) family->n_hashes * JARIDA_PDQ_BYTES;
    }
}

JaridaBlockList *
_jarida_block_list_new_take (guint32           seq,
                             GArray           *keys,
                             GArray           *exceptions,
                             JaridaFamilySet  *families,
                             JaridaFamilySet  *spared,
                             GError          **error)
{
  g_autoptr(JaridaBlockList) self = g_atomic_rc_box_new0 (JaridaBlockList);
  crypto_hash_sha256_state hash;

  self->seq = seq;
  self->keys = keys;
  self->exceptions = exceptions;
  self->families = families;
  self->spared = spared;
  if (keys->len > JARIDA_LIST_MAX_KEYS || exceptions->len > JARIDA_LIST_MAX_KEYS
      || _jarida_family_set_size (families) > JARIDA_LIST_MAX_FAMILIES
      || _jarida_family_set_size (spared) > JARIDA_LIST_MAX_FAMILIES)
    {
      g_set_error_literal (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_TOO_LARGE, "The list has too many entries");
      return NULL;
    }
  crypto_hash_sha256_init (&hash);
  crypto_hash_sha256_update (&hash, (const guint8 *) "PBS1", 4);
  hash_number (&hash, seq);
  hash_keys (&hash, keys, 7);
  hash_keys (&hash, exceptions, 6);
  hash_families (&hash, families);
  hash_families (&hash, spared);
  crypto_hash_sha256_final (&hash, self->state);

  return g_steal_pointer (&self);
}

JaridaBlockList *
jarida_block_list_new (void)
{
  return _jarida_block_list_new_take (0, g_array_new (FALSE, FALSE, sizeof (guint64)), g_array_new (FALSE, FALSE, sizeof (guint64)),
                                      _jarida_family_set_new (), _jarida_family_set_new (), NULL);
}

JaridaBlockList *
jarida_block_list_ref (JaridaBlockList *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  JaridaBlockList *self = data;

  g_array_unref (self->keys);
  g_array_unref (self->exceptions);
  _jarida_family_set_free (self->families);
  _jarida_family_set_free (self->spared);
}

void
jarida_block_list_unref (JaridaBlockList *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

guint32
jarida_block_list_get_seq (JaridaBlockList *self)
{
  return self->seq;
}

const guint8 *
jarida_block_list_get_state (JaridaBlockList *self)
{
  return self->state;
}

guint
jarida_block_list_count_keys (JaridaBlockList *self)
{
  return self->keys->len;
}

guint
jarida_block_list_count_families (JaridaBlockList *self)
{
  return _jarida_family_set_size (self->families);
}

/* (nullable) */
static const guint64 *
find_key (const GArray *keys,
          guint64       key)
{
  const guint64 *first = (const guint64 *) (const void *) keys->data;
  gsize low = 0, high = keys->len;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (first[middle] >> 8 < key)
        low = middle + 1;
      else
        high = middle;
    }

  return low < keys->len && first[low] >> 8 == key ? &first[low] : NULL;
}

guint8
jarida_block_list_lookup (JaridaBlockList *self,
                          guint64          key)
{
  const guint64 *found = find_key (self->keys, key);

  return found != NULL ? (guint8) *found : 0;
}

gboolean
jarida_block_list_is_exception (JaridaBlockList *self,
                                guint64          key)
{
  return find_key (self->exceptions, key) != NULL;
}

guint8
jarida_block_list_match (JaridaBlockList *self,
                         const guint8    *pdq,
                         guint32         *out_family)
{
  const JaridaFamily *family = _jarida_family_set_find (self->families, pdq);

  if (family != NULL && out_family != NULL)
    *out_family = family->number;

  return family != NULL ? family->mark : 0;
}

gboolean
jarida_block_list_is_spared (JaridaBlockList *self,
                             const guint8    *pdq)
{
  return _jarida_family_set_find (self->spared, pdq) != NULL;
}
