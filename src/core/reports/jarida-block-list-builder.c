/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-block-list-private.h"
#include "jarida-pdq.h"
#include "jarida-rice.h"

struct _JaridaBlockListBuilder
{
  GHashTable *keys;         /* (owned) of guint64, to its mark */
  GHashTable *exceptions;   /* (owned) of guint64 */
  GTree      *families;     /* (owned) by number, of Given */
  GTree      *spared;       /* (owned) */
};

typedef struct
{
  JaridaFamily  family;
  guint8       *hashes;     /* (owned) */
} Given;

static int
compare_numbers (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  guint32 x = GPOINTER_TO_UINT (a), y = GPOINTER_TO_UINT (b);

  return (x > y) - (x < y);
}

static void
given_free (gpointer data)
{
  Given *given = data;

  g_free (given->hashes);
  g_free (given);
}

JaridaBlockListBuilder *
jarida_block_list_builder_new (void)
{
  JaridaBlockListBuilder *self = g_new0 (JaridaBlockListBuilder, 1);

  self->keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->exceptions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->families = g_tree_new_full (compare_numbers, NULL, NULL, given_free);
  self->spared = g_tree_new_full (compare_numbers, NULL, NULL, given_free);

  return self;
}

void
jarida_block_list_builder_free (JaridaBlockListBuilder *self)
{
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->exceptions);
  g_tree_unref (self->families);
  g_tree_unref (self->spared);
  g_free (self);
}

void
jarida_block_list_builder_add_key (JaridaBlockListBuilder *self,
                                   guint64                 key,
                                   guint8                  mark)
{
  g_return_if_fail (key <= JARIDA_RICE_MAX_VALUE && mark != 0);

  g_hash_table_insert (self->keys, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (mark));
}

void
jarida_block_list_builder_add_exception (JaridaBlockListBuilder *self,
                                         guint64                 key)
{
  g_return_if_fail (key <= JARIDA_RICE_MAX_VALUE);

  g_hash_table_insert (self->exceptions, g_memdup2 (&key, sizeof key), NULL);
}

void
jarida_block_list_builder_add_family (JaridaBlockListBuilder *self,
                                      guint32                 number,
                                      guint8                  distance,
                                      guint8                  mark,
                                      const guint8           *hashes,
                                      guint8                  n)
{
  Given *given;

  g_return_if_fail (distance <= JARIDA_FAMILY_MAX_DISTANCE && n > 0);

  given = g_new0 (Given, 1);
  given->family = (JaridaFamily) { .number = number, .distance = distance, .n_hashes = n, .mark = mark };
  given->hashes = g_memdup2 (hashes, (gsize) n * JARIDA_PDQ_BYTES);
  g_tree_replace (mark == 0 ? self->spared : self->families, GUINT_TO_POINTER (number), given);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

static GArray *
sort_keys (GHashTable *table)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (guint64), g_hash_table_size (table));
  GHashTableIter iter;
  gpointer key, mark;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &mark))
    {
      guint64 value = *(guint64 *) key << 8 | GPOINTER_TO_UINT (mark);

      g_array_append_val (keys, value);
    }
  g_array_sort (keys, compare_keys);

  return keys;
}

static gboolean
append_given (gpointer key,
              gpointer value,
              gpointer user_data)
{
  Given *given = value;

  _jarida_family_set_append (user_data, &given->family, given->hashes);

  return FALSE;
}

static JaridaFamilySet *
list_families (GTree *tree)
{
  JaridaFamilySet *set = _jarida_family_set_new ();

  g_tree_foreach (tree, append_given, set);

  return set;
}

JaridaBlockList *
jarida_block_list_builder_end (JaridaBlockListBuilder  *self,
                               guint32                  seq,
                               GError                 **error)
{
  g_autoptr(JaridaBlockListBuilder) owned = self;

  return _jarida_block_list_new_take (seq, sort_keys (owned->keys), sort_keys (owned->exceptions),
                                      list_families (owned->families), list_families (owned->spared), error);
}
