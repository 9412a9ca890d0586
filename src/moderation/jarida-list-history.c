/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-list-history.h"
#include "jarida-list-manifest.h"

/* So many steps within a day are many. */
#define BUSY_WITHIN (24 * 3600)
/* There is at most one publication a second. What clocks may differ by; and how long ago the first one was, where none is known. */
#define LEAP_SLACK 3600
#define LEAP_UNKNOWN (366 * 24 * 3600)

struct _JaridaListHistory
{
  GHashTable        *keys;         /* (owned) 48-bit key -> mark */
  GHashTable        *exceptions;   /* (owned) 48-bit key -> itself */
  JaridaBlockList   *list;         /* (owned) (nullable) */
  JaridaPublication  last;
  GPtrArray         *steps;        /* (owned) of JaridaListStep, newest first */
};

static void
free_step (gpointer data)
{
  JaridaListStep *step = data;

  g_free (step->path);
  g_bytes_unref (step->bytes);
  g_free (step);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

JaridaListHistory *
jarida_list_history_new (void)
{
  JaridaListHistory *self = g_new0 (JaridaListHistory, 1);

  self->keys = new_table ();
  self->exceptions = new_table ();
  self->steps = g_ptr_array_new_with_free_func (free_step);
  return self;
}

void
jarida_list_history_free (JaridaListHistory *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->exceptions);
  g_clear_pointer (&self->list, jarida_block_list_unref);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

static void
put (GHashTable *table,
     guint64     key,
     int         mark)
{
  g_hash_table_insert (table, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (mark));
}

static void
apply (GHashTable             *keys,
       GHashTable             *exceptions,
       const JaridaListChange *change)
{
  GHashTable *table = change->kind == JARIDA_LIST_KEY ? keys : exceptions;

  if (change->op == JARIDA_LIST_ADD)
    put (table, change->key, change->mark);
  else
    g_hash_table_remove (table, &change->key);
}

static JaridaBlockList *
build (GHashTable  *keys,
       GHashTable  *exceptions,
       guint32      seq,
       GError     **error)
{
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();
  GHashTableIter iter;
  gpointer key, mark;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, &mark))
    jarida_block_list_builder_add_key (builder, *(guint64 *) key, (guint8) GPOINTER_TO_INT (mark));
  g_hash_table_iter_init (&iter, exceptions);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    jarida_block_list_builder_add_exception (builder, *(guint64 *) key);
  return jarida_block_list_builder_end (builder, seq, error);
}

char *
jarida_list_name_file (const char *folder,
                       guint32     number,
                       GBytes     *bytes,
                       const char *suffix)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_strdup_printf ("%s/%u-%.16s%s", folder, number, digest, suffix);
}

static void
add_step (JaridaListHistory *self,
          JaridaBlockList   *next)
{
  JaridaListStep *step;

  if (self->list == NULL)
    return;
  step = g_new0 (JaridaListStep, 1);
  step->from = jarida_block_list_get_seq (self->list);
  step->at = self->last.at;
  step->bytes = jarida_block_list_encode_change (self->list, next);
  step->path = jarida_list_name_file ("delta", step->from, step->bytes, ".pbl");
  g_ptr_array_insert (self->steps, 0, step);
  if (self->steps->len > JARIDA_LIST_MAX_CHAIN)
    g_ptr_array_remove_index (self->steps, JARIDA_LIST_MAX_CHAIN);
}

gboolean
jarida_list_history_catch_up (JaridaListHistory  *self,
                              JaridaLedger       *ledger,
                              GError            **error)
{
  g_autoptr(GArray) publications = g_array_new (FALSE, TRUE, sizeof (JaridaPublication));
  g_autoptr(GArray) changes = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  guint at = 0;

  if (!jarida_ledger_get_publications (ledger, self->last.seq, publications, error) || publications->len == 0
      || !jarida_ledger_changes_since (ledger, self->last.seq, changes, error))
    return publications->len == 0 && (error == NULL || *error == NULL);
  for (guint i = 0; i < publications->len; i++)
    {
      const JaridaPublication *publication = &g_array_index (publications, JaridaPublication, i);
      g_autoptr(JaridaBlockList) next = NULL;

      for (; at < changes->len && g_array_index (changes, JaridaListChange, at).seq <= publication->seq; at++)
        apply (self->keys, self->exceptions, &g_array_index (changes, JaridaListChange, at));
      self->last = *publication;
      /* Lists that nobody can come from any more are only walked through. */
      if (i + JARIDA_LIST_MAX_CHAIN + 1 < publications->len)
        continue;
      next = build (self->keys, self->exceptions, (guint32) publication->seq, error);
      if (next == NULL)
        return FALSE;
      if (memcmp (jarida_block_list_get_state (next), publication->state_sha256, 32) != 0)
        {
          g_set_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_STATE,
                       "publication %" G_GINT64_FORMAT " is not what its changes make", publication->seq);
          return FALSE;
        }
      add_step (self, next);
      g_clear_pointer (&self->list, jarida_block_list_unref);
      self->list = g_steal_pointer (&next);
    }
  return TRUE;
}

JaridaBlockList *
jarida_list_history_get_list (JaridaListHistory *self)
{
  return self->list;
}

const JaridaPublication *
jarida_list_history_get_last (JaridaListHistory *self)
{
  return &self->last;
}

GPtrArray *
jarida_list_history_get_steps (JaridaListHistory *self)
{
  return self->steps;
}

guint
jarida_list_history_count_listed (JaridaListHistory *self)
{
  const JaridaListStep *oldest = self->steps->len > 0 ? self->steps->pdata[self->steps->len - 1] : NULL;

  return self->steps->len == JARIDA_LIST_MAX_CHAIN && oldest->at > self->last.at - BUSY_WITHIN ? JARIDA_LIST_LISTED_DELTAS
                                                                                                 : self->steps->len;
}

/* What is in @now and not the same in @before, and what is gone. */
static void
add_differences (GHashTable *before,
                 GHashTable *now,
                 int         kind,
                 gint64      seq,
                 GArray     *changes)
{
  GHashTableIter iter;
  gpointer key, mark, old;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &key, &mark))
    if (!g_hash_table_lookup_extended (before, key, NULL, &old) || old != mark)
      {
        JaridaListChange change = { seq, kind, *(guint64 *) key, JARIDA_LIST_ADD, GPOINTER_TO_INT (mark) };

        g_array_append_val (changes, change);
      }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &mark))
    if (!g_hash_table_contains (now, key))
      {
        JaridaListChange change = { seq, kind, *(guint64 *) key, JARIDA_LIST_REMOVE, GPOINTER_TO_INT (mark) };

        g_array_append_val (changes, change);
      }
}

JaridaBlockList *
jarida_list_history_plan (JaridaListHistory  *self,
                          GArray             *wanted,
                          gint64              seq,
                          GArray             *out_changes,
                          GError            **error)
{
  g_autoptr(GHashTable) keys = new_table ();
  g_autoptr(GHashTable) exceptions = new_table ();

  for (guint i = 0; i < wanted->len; i++)
    apply (keys, exceptions, &g_array_index (wanted, JaridaListChange, i));
  add_differences (self->keys, keys, JARIDA_LIST_KEY, seq, out_changes);
  add_differences (self->exceptions, exceptions, JARIDA_LIST_EXCEPTION, seq, out_changes);
  return build (keys, exceptions, (guint32) seq, error);
}

gboolean
jarida_list_history_leap (JaridaListHistory  *self,
                          JaridaLedger       *ledger,
                          gint64              now,
                          GError            **error)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(JaridaBlockList) list = NULL;
  g_autoptr(GBytes) full = NULL;
  JaridaPublication publication = { .at = now };

  if (!jarida_list_history_catch_up (self, ledger, error))
    return FALSE;
  publication.seq = self->last.seq + LEAP_SLACK + (self->last.seq > 0 ? MAX (now - self->last.at, 0) : LEAP_UNKNOWN);
  if (publication.seq > G_MAXUINT32)
    {
      g_set_error_literal (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_TOO_LARGE, "The numbers of the list are used up: it needs a new key");
      return FALSE;
    }
  list = build (self->keys, self->exceptions, (guint32) publication.seq, error);
  if (list == NULL)
    return FALSE;
  full = jarida_block_list_encode (list);
  memcpy (publication.state_sha256, jarida_block_list_get_state (list), sizeof publication.state_sha256);
  publication.entries = jarida_block_list_count_keys (list);
  publication.bytes = (gint64) g_bytes_get_size (full);
  return jarida_ledger_publish (ledger, &publication, NULL, 0, none, error);
}
