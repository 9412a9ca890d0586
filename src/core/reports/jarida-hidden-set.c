/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-hidden-set.h"
#include "jarida-pdq.h"

typedef struct
{
  char               *id;        /* (owned) */
  JaridaReportReason  reason;
} Own;

struct _JaridaHiddenSet
{
  JaridaBlockList  *list;        /* (owned) */
  JaridaAssetRules *rules;       /* (owned) */
  GHashTable       *own_keys;    /* (owned) JaridaPictureKey to GArray of Own: several reports may meet in one key */
  GByteArray       *own_hashes;  /* (owned) 32 bytes each */
  GArray           *hash_owners; /* (owned) (element-type Own) of each */
  GHashTable       *shown;       /* (owned) JaridaPictureKey */
};

static guint
hash_key (gconstpointer data)
{
  const JaridaPictureKey *key = data;

  return (guint) (jarida_picture_key_short (key) >> 16);
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  return memcmp (a, b, sizeof (JaridaPictureKey)) == 0;
}

static void
own_clear (gpointer data)
{
  Own *own = data;

  g_free (own->id);
}

static GArray *
new_owns (void)
{
  GArray *owns = g_array_new (FALSE, FALSE, sizeof (Own));

  g_array_set_clear_func (owns, own_clear);

  return owns;
}

JaridaHiddenSet *
jarida_hidden_set_new (void)
{
  JaridaHiddenSet *self = g_new0 (JaridaHiddenSet, 1);

  self->list = jarida_block_list_new ();
  self->rules = jarida_asset_rules_ref (jarida_asset_rules_get_default ());
  self->own_keys = g_hash_table_new_full (hash_key, equal_keys, g_free, (GDestroyNotify) g_array_unref);
  self->own_hashes = g_byte_array_new ();
  self->hash_owners = new_owns ();
  self->shown = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);

  return self;
}

void
jarida_hidden_set_free (JaridaHiddenSet *self)
{
  jarida_block_list_unref (self->list);
  jarida_asset_rules_unref (self->rules);
  g_hash_table_unref (self->own_keys);
  g_byte_array_unref (self->own_hashes);
  g_array_unref (self->hash_owners);
  g_hash_table_unref (self->shown);
  g_free (self);
}

void
jarida_hidden_set_set_list (JaridaHiddenSet  *self,
                            JaridaBlockList  *list,
                            JaridaAssetRules *rules)
{
  JaridaBlockList *old_list = self->list;
  JaridaAssetRules *old_rules = self->rules;

  self->list = list != NULL ? jarida_block_list_ref (list) : jarida_block_list_new ();
  self->rules = jarida_asset_rules_ref (rules != NULL ? rules : jarida_asset_rules_get_default ());
  jarida_block_list_unref (old_list);
  jarida_asset_rules_unref (old_rules);
}

static void
append_own (GArray             *owns,
            const char         *id,
            JaridaReportReason  reason)
{
  Own own = { g_strdup (id), reason };

  g_array_append_val (owns, own);
}

void
jarida_hidden_set_hide_key (JaridaHiddenSet        *self,
                            const char             *id,
                            const JaridaPictureKey *key,
                            JaridaReportReason      reason)
{
  GArray *owns = g_hash_table_lookup (self->own_keys, key);

  if (owns == NULL)
    {
      owns = new_owns ();
      g_hash_table_insert (self->own_keys, g_memdup2 (key, sizeof *key), owns);
    }
  append_own (owns, id, reason);
}

void
jarida_hidden_set_hide_hash (JaridaHiddenSet    *self,
                             const char         *id,
                             const guint8       *pdq,
                             JaridaReportReason  reason)
{
  g_byte_array_append (self->own_hashes, pdq, JARIDA_PDQ_BYTES);
  append_own (self->hash_owners, id, reason);
}

guint
jarida_hidden_set_keys_of (JaridaHiddenSet     *self,
                           const JaridaPicture *picture,
                           JaridaPictureKey     out_keys[JARIDA_PICTURE_MAX_KEYS],
                           JaridaKeyKind        out_kinds[JARIDA_PICTURE_MAX_KEYS])
{
  guint n = 0;

  if (picture->address != NULL && jarida_picture_key_url (picture->address, &out_keys[n]))
    out_kinds[n++] = JARIDA_KEY_URL;
  if (picture->address != NULL && jarida_picture_key_asset (self->rules, picture->address, &out_keys[n]))
    out_kinds[n++] = JARIDA_KEY_ASSET;
  if (picture->sha256 != NULL)
    {
      jarida_picture_key_content (picture->sha256, &out_keys[n]);
      out_kinds[n++] = JARIDA_KEY_CONTENT;
    }

  return n;
}

void
jarida_hidden_set_hide (JaridaHiddenSet     *self,
                        const char          *id,
                        const JaridaPicture *picture,
                        JaridaReportReason   reason)
{
  JaridaPictureKey keys[JARIDA_PICTURE_MAX_KEYS];
  JaridaKeyKind kinds[JARIDA_PICTURE_MAX_KEYS];
  guint n = jarida_hidden_set_keys_of (self, picture, keys, kinds);

  for (guint i = 0; i < n; i++)
    jarida_hidden_set_hide_key (self, id, &keys[i], reason);
  for (guint i = 0; i < picture->n_hashes; i++)
    jarida_hidden_set_hide_hash (self, id, picture->hashes + i * JARIDA_PDQ_BYTES, reason);
}

static gboolean
forget (gpointer key,
        gpointer value,
        gpointer user_data)
{
  GArray *owns = value;

  for (guint i = owns->len; i > 0; i--)
    if (strcmp (g_array_index (owns, Own, i - 1).id, user_data) == 0)
      g_array_remove_index (owns, i - 1);

  return owns->len == 0;
}

void
jarida_hidden_set_unhide (JaridaHiddenSet *self,
                          const char      *id)
{
  g_hash_table_foreach_remove (self->own_keys, forget, (gpointer) id);
  for (guint i = self->hash_owners->len; i > 0; i--)
    if (strcmp (g_array_index (self->hash_owners, Own, i - 1).id, id) == 0)
      {
        g_array_remove_index (self->hash_owners, i - 1);
        g_byte_array_remove_range (self->own_hashes, (i - 1) * JARIDA_PDQ_BYTES, JARIDA_PDQ_BYTES);
      }
}

guint
jarida_hidden_set_count_own (JaridaHiddenSet *self)
{
  return g_hash_table_size (self->own_keys) + self->hash_owners->len;
}

void
jarida_hidden_set_show_key (JaridaHiddenSet        *self,
                            const JaridaPictureKey *key,
                            gboolean                shown)
{
  if (shown)
    g_hash_table_add (self->shown, g_memdup2 (key, sizeof *key));
  else
    g_hash_table_remove (self->shown, key);
}

/* (nullable) */
static const Own *
find_own (JaridaHiddenSet        *self,
          const JaridaPicture    *picture,
          const JaridaPictureKey *keys,
          guint                   n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      GArray *owns = g_hash_table_lookup (self->own_keys, &keys[i]);

      if (owns != NULL)
        return &g_array_index (owns, Own, owns->len - 1);
    }
  for (guint i = 0; i < picture->n_hashes; i++)
    {
      gssize found = jarida_pdq_find (self->own_hashes->data, self->hash_owners->len,
                                      picture->hashes + i * JARIDA_PDQ_BYTES, JARIDA_PDQ_MATCH);

      if (found >= 0)
        return &g_array_index (self->hash_owners, Own, (guint) found);
    }

  return NULL;
}

static void
take_mark (JaridaVerdict *verdict,
           guint8         mark)
{
  JaridaReportReason reason = JARIDA_LIST_MARK_REASON (mark);

  verdict->kind = JARIDA_LIST_MARK_DECIDER (mark) == JARIDA_LIST_BY_MODERATOR ? JARIDA_VERDICT_HIDDEN_BY_MODERATOR
                                                                               : JARIDA_VERDICT_HIDDEN_BY_READERS;
  /* A reason of a later version is one that we have no words for. */
  verdict->reason = jarida_report_reason_to_token (reason) != NULL ? reason : JARIDA_REASON_OTHER;
}

static void
judge_by_keys (JaridaHiddenSet        *self,
               const JaridaPictureKey *keys,
               guint                   n_keys,
               JaridaVerdict          *verdict)
{
  for (guint i = 0; i < n_keys && verdict->kind != JARIDA_VERDICT_HIDDEN_BY_MODERATOR; i++)
    {
      guint64 key = jarida_picture_key_short (&keys[i]);
      guint8 mark = jarida_block_list_lookup (self->list, key);

      /* A moderator's word goes before the readers'. */
      if (mark == 0 || (verdict->kind != JARIDA_VERDICT_SHOWN && JARIDA_LIST_MARK_DECIDER (mark) != JARIDA_LIST_BY_MODERATOR))
        continue;
      take_mark (verdict, mark);
      verdict->list_key = key;
    }
}

static void
judge_by_hashes (JaridaHiddenSet     *self,
                 const JaridaPicture *picture,
                 JaridaVerdict       *verdict)
{
  for (guint i = 0; i < picture->n_hashes; i++)
    if (jarida_block_list_is_spared (self->list, picture->hashes + i * JARIDA_PDQ_BYTES))
      return;
  for (guint i = 0; i < picture->n_hashes; i++)
    {
      guint8 mark = jarida_block_list_match (self->list, picture->hashes + i * JARIDA_PDQ_BYTES, &verdict->list_family);

      if (mark == 0)
        continue;
      take_mark (verdict, mark);
      return;
    }
}

void
jarida_hidden_set_judge (JaridaHiddenSet     *self,
                         const JaridaPicture *picture,
                         JaridaVerdict       *out_verdict)
{
  JaridaPictureKey keys[JARIDA_PICTURE_MAX_KEYS];
  JaridaKeyKind kinds[JARIDA_PICTURE_MAX_KEYS];
  guint n_keys = jarida_hidden_set_keys_of (self, picture, keys, kinds);
  const Own *own;

  *out_verdict = (JaridaVerdict) { .kind = JARIDA_VERDICT_SHOWN };
  for (guint i = 0; i < n_keys; i++)
    if (g_hash_table_contains (self->shown, &keys[i]))
      return;
  own = find_own (self, picture, keys, n_keys);
  if (own != NULL)
    {
      out_verdict->kind = JARIDA_VERDICT_HIDDEN_BY_YOU;
      out_verdict->reason = own->reason;
      return;
    }
  for (guint i = 0; i < n_keys; i++)
    if (jarida_block_list_is_exception (self->list, jarida_picture_key_short (&keys[i])))
      return;
  judge_by_keys (self, keys, n_keys, out_verdict);
  if (out_verdict->kind == JARIDA_VERDICT_SHOWN)
    judge_by_hashes (self, picture, out_verdict);
}
