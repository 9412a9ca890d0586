/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-block-list.h"
#include "jarida-ledger-private.h"

/* The published list as rows: what it should be (from the states of the pictures), and what it was (every change of every
 * publication). The publisher writes the difference. */

static guint64
read_short_key (const JaridaSqlValue *value)
{
  const guint8 *bytes = value->data;
  guint64 key = 0;

  for (gsize i = 0; i < 6 && i < value->size; i++)
    key = key << 8 | bytes[i];
  return key;
}

static void
take_wanted (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  JaridaSubjectState state = (JaridaSubjectState) row[1].number;
  JaridaListChange change = { .op = JARIDA_LIST_ADD, .key = read_short_key (&row[0]), .kind = JARIDA_LIST_KEY };

  if (state == JARIDA_SUBJECT_CLEARED)
    change.kind = JARIDA_LIST_EXCEPTION;
  else
    change.mark = JARIDA_LIST_MARK (row[2].number, state == JARIDA_SUBJECT_BLOCKED ? JARIDA_LIST_BY_MODERATOR : JARIDA_LIST_BY_READERS);
  g_array_append_vals (data, &change, 1);
}

gboolean
jarida_ledger_get_wanted_list (JaridaLedger  *self,
                               GArray        *changes,
                               GError       **error)
{
  /* Addresses and assets always; the bytes only when we have seen them ourselves at that address, because a reader can claim
   * somebody else's bytes for a page of his own. */
  return jarida_ledger_run (self, "SELECT k.key, s.state, s.reason FROM subject s JOIN image_key k ON k.subject_id = s.id"
                            " WHERE s.state IN (1, 2, 3) AND (k.kind IN (1, 2) OR s.verified = 1)",
                            NULL, 0, take_wanted, changes, error);
}

static void
take_id (guint                 set,
         const JaridaSqlValue *row,
         gpointer              data)
{
  g_ptr_array_add (data, g_strdup (row[0].data));
}

gboolean
jarida_ledger_get_unpublished (JaridaLedger  *self,
                               GPtrArray     *ids,
                               GError       **error)
{
  /* Decisions are numbered when they are published; the index on the number finds those without. */
  return jarida_ledger_run (self, "SELECT id FROM decision WHERE log_index IS NULL ORDER BY at, id LIMIT 10000", NULL, 0, take_id, ids,
                            error);
}

static void
take_change (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  JaridaListChange change = { .seq = row[0].number, .kind = (int) row[1].number, .key = read_short_key (&row[2]),
                              .op = (int) row[3].number, .mark = (int) row[4].number };

  g_array_append_vals (data, &change, 1);
}

gboolean
jarida_ledger_changes_since (JaridaLedger  *self,
                             gint64         seq,
                             GArray        *changes,
                             GError       **error)
{
  return RUN (self, "SELECT seq, kind, key, op, reason FROM list_change WHERE seq > $1 ORDER BY seq, kind, key", take_change, changes,
              error, jarida_sql_int (seq));
}

static void
take_publication (guint                 set,
                  const JaridaSqlValue *row,
                  gpointer              data)
{
  JaridaPublication publication = { .seq = row[0].number, .at = row[1].number, .entries = row[3].number, .bytes = row[4].number };

  jarida_ledger_copy (&row[2], publication.state_sha256, sizeof publication.state_sha256);
  g_array_append_vals (data, &publication, 1);
}

gboolean
jarida_ledger_get_publications (JaridaLedger  *self,
                                gint64         since,
                                GArray        *publications,
                                GError       **error)
{
  return RUN (self, "SELECT seq, at, state_sha256, entries, bytes FROM publication WHERE seq > $1 ORDER BY seq", take_publication,
              publications, error, jarida_sql_int (since));
}

static gboolean
write_changes (JaridaLedger            *self,
               gint64                   seq,
               const JaridaListChange  *changes,
               guint                    n_changes,
               GError                 **error)
{
  g_autoptr(GArray) values = g_array_sized_new (FALSE, FALSE, sizeof (JaridaSqlValue), n_changes * 5);
  g_autofree guint8 *keys = g_malloc ((gsize) n_changes * 6 + 1);

  for (guint i = 0; i < n_changes; i++)
    {
      guint8 *key = keys + (gsize) i * 6;

      for (int byte = 0; byte < 6; byte++)
        key[byte] = (guint8) (changes[i].key >> (40 - 8 * byte));
      {
        JaridaSqlValue set[] = { jarida_sql_int (seq), jarida_sql_int (changes[i].kind), jarida_sql_blob (key, 6),
                                 jarida_sql_int (changes[i].op), jarida_sql_int (changes[i].mark) };

        g_array_append_vals (values, set, G_N_ELEMENTS (set));
      }
    }
  return jarida_ledger_run_sets (self, "INSERT INTO list_change(seq, kind, key, op, reason) VALUES($1, $2, $3, $4, $5)", values, 5,
                                 NULL, NULL, error);
}

static gboolean
number_decisions (JaridaLedger  *self,
                  GPtrArray     *ids,
                  GError       **error)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (JaridaSqlValue));
  gint64 last = 0;

  if (!jarida_ledger_run (self, "SELECT COALESCE(MAX(log_index), 0) FROM decision", NULL, 0, jarida_ledger_take_int, &last, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      JaridaSqlValue set[] = { jarida_sql_int (++last), jarida_sql_text (ids->pdata[i]) };

      g_array_append_vals (values, set, G_N_ELEMENTS (set));
    }
  return jarida_ledger_run_sets (self, "UPDATE decision SET log_index = $1 WHERE id = $2", values, 2, NULL, NULL, error);
}

gboolean
jarida_ledger_publish (JaridaLedger             *self,
                       const JaridaPublication  *publication,
                       const JaridaListChange   *changes,
                       guint                     n_changes,
                       GPtrArray                *ids,
                       GError                  **error)
{
  if (publication != NULL
      && (!RUN (self, "INSERT INTO publication(seq, at, state_sha256, entries, bytes) VALUES($1, $2, $3, $4, $5)", NULL, NULL, error,
                jarida_sql_int (publication->seq), jarida_sql_int (publication->at),
                jarida_sql_blob (publication->state_sha256, 32), jarida_sql_int (publication->entries),
                jarida_sql_int (publication->bytes))
          || !write_changes (self, publication->seq, changes, n_changes, error)))
    return FALSE;
  return number_decisions (self, ids, error);
}
