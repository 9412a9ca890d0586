/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-ledger-private.h"

JaridaLedger *
jarida_ledger_new (JaridaSqlEngine  *engine,
                   GError          **error)
{
  JaridaLedger *self = g_new0 (JaridaLedger, 1);

  self->engine = engine;
  if (!engine->klass->migrate (engine, jarida_ledger_scripts, jarida_ledger_n_scripts, error))
    {
      jarida_ledger_free (self);
      return NULL;
    }
  return self;
}

void
jarida_ledger_free (JaridaLedger *self)
{
  if (self == NULL)
    return;
  jarida_sql_engine_free (self->engine);
  g_free (self);
}

JaridaSqlEngine *
jarida_ledger_get_engine (JaridaLedger *self)
{
  return self->engine;
}

gboolean
jarida_ledger_begin (JaridaLedger  *self,
                     GError       **error)
{
  return self->engine->klass->begin (self->engine, error);
}

gboolean
jarida_ledger_commit (JaridaLedger  *self,
                      GError       **error)
{
  return self->engine->klass->commit (self->engine, error);
}

void
jarida_ledger_rollback (JaridaLedger *self)
{
  self->engine->klass->rollback (self->engine);
}

gboolean
jarida_ledger_run (JaridaLedger          *self,
                   const char            *sql,
                   const JaridaSqlValue  *values,
                   guint                  n_values,
                   JaridaSqlRowFunc       func,
                   gpointer               data,
                   GError               **error)
{
  return self->engine->klass->run (self->engine, sql, values, n_values, 1, func, data, error);
}

gboolean
jarida_ledger_run_sets (JaridaLedger      *self,
                        const char        *sql,
                        GArray            *values,
                        guint              n_values,
                        JaridaSqlRowFunc   func,
                        gpointer           data,
                        GError           **error)
{
  g_assert (values->len % n_values == 0);

  if (values->len == 0)
    return TRUE;
  return self->engine->klass->run (self->engine, sql, (const JaridaSqlValue *) (gpointer) values->data, n_values,
                                   values->len / n_values, func, data, error);
}

gboolean
jarida_ledger_copy (const JaridaSqlValue *value,
                    guint8               *to,
                    gsize                 size)
{
  if (value->type != JARIDA_SQL_BLOB || value->size != size)
    return FALSE;
  memcpy (to, value->data, size);
  return TRUE;
}

void
jarida_ledger_take_int (guint                 set,
                        const JaridaSqlValue *row,
                        gpointer              data)
{
  *(gint64 *) data = row[0].number;
}

/* Numbers of this program's making: the time in milliseconds, then chance; of one process they only grow. Two processes may
 * make the same one, which who inserts it must see. */
gint64
jarida_ledger_make_id (JaridaLedger *self)
{
  gint64 id = (g_get_real_time () / 1000) << 15 | (gint64) g_random_int_range (0, 1 << 15);

  self->last_id = MAX (self->last_id + 1, id);
  return self->last_id;
}

void
jarida_subject_free (JaridaSubject *self)
{
  if (self == NULL)
    return;
  g_free (self->host);
  g_free (self->url);
  g_free (self);
}

void
jarida_decision_free (JaridaDecision *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->facts);
  g_free (self->reviewer);
  g_free (self->supersedes);
  g_free (self);
}

void
jarida_alert_row_free (JaridaAlertRow *self)
{
  g_free (self->kind);
  g_free (self);
}

void
jarida_ledger_take_subject (guint                 set,
                            const JaridaSqlValue *row,
                            gpointer              data)
{
  JaridaSubject *subject = g_new0 (JaridaSubject, 1);

  subject->id = row[0].number;
  subject->host = g_strdup (row[1].data);
  subject->url = g_strdup (row[2].data);
  subject->state = (JaridaSubjectState) row[3].number;
  subject->reason = (int) row[4].number;
  subject->score = row[5].number;
  subject->first_at = row[6].number;
  subject->last_at = row[7].number;
  subject->expires_at = row[8].number;
  subject->version = row[9].number;
  subject->verified = row[10].number != 0;
  subject->family = row[11].number;
  g_ptr_array_add (data, subject);
}

void
jarida_ledger_take_decision (guint                 set,
                             const JaridaSqlValue *row,
                             gpointer              data)
{
  JaridaDecision *decision = g_new0 (JaridaDecision, 1);

  decision->id = g_strdup (row[0].data);
  decision->subject = row[1].number;
  decision->action = (JaridaAction) row[2].number;
  decision->basis = (JaridaBasis) row[3].number;
  decision->reason = (int) row[4].number;
  decision->facts = g_strdup (row[5].data);
  decision->reviewer = g_strdup (row[6].data);
  decision->at = row[7].number;
  decision->expires_at = row[8].number;
  decision->supersedes = g_strdup (row[9].data);
  decision->log_index = row[10].number;
  g_ptr_array_add (data, decision);
}
