/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ledger-private.h"
#include "jarida-ledger-review.h"

/* Reporters as reviewers see them: a code, its record, and what was done about it; and the newspapers' image hosts. */

static void
take_reporter (guint                 set,
               const JaridaSqlValue *row,
               gpointer              data)
{
  JaridaReporterRow reporter = {
    .first_day = row[1].number, .agreed = row[2].number, .disagreed = row[3].number, .warned_at = row[4].number,
    .suspended_until = row[5].number,
  };

  if (jarida_ledger_copy (&row[0], reporter.id, sizeof reporter.id))
    g_array_append_vals (data, &reporter, 1);
}

gboolean
jarida_ledger_get_reporters (JaridaLedger  *self,
                             guint          limit,
                             GArray        *rows,
                             GError       **error)
{
  return RUN (self, "SELECT id, first_day, agreed, disagreed, warned_at, suspended_until FROM reporter"
              " WHERE disagreed > 0 OR warned_at IS NOT NULL OR suspended_until IS NOT NULL"
              " ORDER BY disagreed - agreed DESC, id LIMIT $1", take_reporter, rows, error, jarida_sql_int (limit));
}

gboolean
jarida_ledger_get_reporter (JaridaLedger       *self,
                            const guint8       *id,
                            JaridaReporterRow  *out_row,
                            gboolean           *out_found,
                            GError            **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (JaridaReporterRow));

  if (!RUN (self, "SELECT id, first_day, agreed, disagreed, warned_at, suspended_until FROM reporter WHERE id = $1", take_reporter,
            rows, error, jarida_sql_blob (id, JARIDA_REPORTER_ID_BYTES)))
    return FALSE;
  *out_found = rows->len > 0;
  if (*out_found)
    *out_row = g_array_index (rows, JaridaReporterRow, 0);
  return TRUE;
}

gboolean
jarida_ledger_set_reporter (JaridaLedger             *self,
                            const JaridaReporterRow  *row,
                            GError                  **error)
{
  return RUN (self, "UPDATE reporter SET warned_at = $1, suspended_until = $2 WHERE id = $3", NULL, NULL, error,
              jarida_sql_int_or_null (row->warned_at), jarida_sql_int_or_null (row->suspended_until),
              jarida_sql_blob (row->id, JARIDA_REPORTER_ID_BYTES));
}

gboolean
jarida_ledger_set_image_host (JaridaLedger  *self,
                              const char    *host,
                              const char    *newspaper,
                              const char    *who,
                              gint64         now,
                              GError       **error)
{
  if (newspaper == NULL)
    {
      if (!RUN (self, "DELETE FROM image_host WHERE host = $1", NULL, NULL, error, jarida_sql_text (host)))
        return FALSE;
    }
  else if (!RUN (self, "INSERT INTO image_host(host, newspaper) VALUES($1, $2)"
                 " ON CONFLICT (host) DO UPDATE SET newspaper = excluded.newspaper", NULL, NULL, error,
                 jarida_sql_text (host), jarida_sql_text (newspaper)))
    return FALSE;
  return jarida_ledger_add_audit (self, now, who, "image host", host, NULL, newspaper, NULL, error);
}
