/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ledger-private.h"

/* Nobody is called twice a day for one picture. */
#define SAME_ALERT_SECONDS (24 * 3600)

static void
take_pair (guint                 set,
           const JaridaSqlValue *row,
           gpointer              data)
{
  g_hash_table_insert (data, g_strdup (row[0].data), g_strdup (row[1].data));
}

static GHashTable *
get_pairs (JaridaLedger  *self,
           const char    *sql,
           GError       **error)
{
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!jarida_ledger_run (self, sql, NULL, 0, take_pair, pairs, error))
    return NULL;
  return g_steal_pointer (&pairs);
}

GHashTable *
jarida_ledger_get_settings (JaridaLedger  *self,
                            GError       **error)
{
  return get_pairs (self, "SELECT name, value FROM setting", error);
}

gboolean
jarida_ledger_add_audit (JaridaLedger  *self,
                         gint64         at,
                         const char    *who,
                         const char    *what,
                         const char    *target,
                         const char    *before,
                         const char    *after,
                         const char    *why,
                         GError       **error)
{
  return RUN (self, "INSERT INTO audit(id, at, who, what, target, before, after, why) VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
              NULL, NULL, error, jarida_sql_int (jarida_ledger_make_id (self)), jarida_sql_int (at), jarida_sql_text (who),
              jarida_sql_text (what), jarida_sql_text (target), jarida_sql_text (before), jarida_sql_text (after),
              jarida_sql_text (why));
}

static void
take_text (guint                 set,
           const JaridaSqlValue *row,
           gpointer              data)
{
  *(char **) data = g_strdup (row[0].data);
}

gboolean
jarida_ledger_set_setting (JaridaLedger  *self,
                           const char    *name,
                           const char    *value,
                           const char    *who,
                           gint64         now,
                           GError       **error)
{
  g_autofree char *before = NULL;

  if (!RUN (self, "SELECT value FROM setting WHERE name = $1", take_text, &before, error, jarida_sql_text (name)))
    return FALSE;
  if (g_strcmp0 (before, value) == 0)
    return TRUE;
  if (value == NULL
      && !RUN (self, "DELETE FROM setting WHERE name = $1", NULL, NULL, error, jarida_sql_text (name)))
    return FALSE;
  if (value != NULL
      && !RUN (self, "INSERT INTO setting(name, value) VALUES($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
               NULL, NULL, error, jarida_sql_text (name), jarida_sql_text (value)))
    return FALSE;
  return jarida_ledger_add_audit (self, now, who, "setting", name, before, value, NULL, error);
}

GHashTable *
jarida_ledger_get_image_hosts (JaridaLedger  *self,
                               GError       **error)
{
  return get_pairs (self, "SELECT host, newspaper FROM image_host", error);
}

gboolean
jarida_ledger_set_image_hosts (JaridaLedger  *self,
                               GHashTable    *hosts,
                               GError       **error)
{
  GHashTableIter iter;
  gpointer host, newspaper;

  if (!jarida_ledger_run (self, "DELETE FROM image_host", NULL, 0, NULL, NULL, error))
    return FALSE;
  g_hash_table_iter_init (&iter, hosts);
  while (g_hash_table_iter_next (&iter, &host, &newspaper))
    if (!RUN (self, "INSERT INTO image_host(host, newspaper) VALUES($1, $2)", NULL, NULL, error,
              jarida_sql_text (host), jarida_sql_text (newspaper)))
      return FALSE;
  return TRUE;
}

gboolean
jarida_ledger_add_alert (JaridaLedger  *self,
                         const char    *kind,
                         gint64         subject,
                         gint64         now,
                         GError       **error)
{
  return RUN (self, "INSERT INTO alert(id, kind, subject_id, at)"
              " SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS BIGINT)"
              " WHERE NOT EXISTS (SELECT 1 FROM alert WHERE subject_id = $5 AND kind = $6 AND at > $7)", NULL, NULL, error,
              jarida_sql_int (jarida_ledger_make_id (self)), jarida_sql_text (kind), jarida_sql_int (subject), jarida_sql_int (now),
              jarida_sql_int (subject), jarida_sql_text (kind), jarida_sql_int (now - SAME_ALERT_SECONDS));
}

static void
take_alert (guint                 set,
            const JaridaSqlValue *row,
            gpointer              data)
{
  JaridaAlertRow *alert = g_new0 (JaridaAlertRow, 1);

  alert->id = row[0].number;
  alert->kind = g_strdup (row[1].data);
  alert->subject = row[2].number;
  alert->at = row[3].number;
  g_ptr_array_add (data, alert);
}

gboolean
jarida_ledger_get_alerts (JaridaLedger  *self,
                          GPtrArray     *alerts,
                          GError       **error)
{
  return jarida_ledger_run (self, "SELECT id, kind, subject_id, at FROM alert WHERE sent_at IS NULL ORDER BY id LIMIT 100", NULL, 0,
                            take_alert, alerts, error);
}

gboolean
jarida_ledger_set_alert_sent (JaridaLedger  *self,
                              gint64         id,
                              gint64         now,
                              GError       **error)
{
  return RUN (self, "UPDATE alert SET sent_at = $1 WHERE id = $2 AND sent_at IS NULL", NULL, NULL, error,
              jarida_sql_int (now), jarida_sql_int (id));
}
