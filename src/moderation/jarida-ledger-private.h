/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-ledger.h"

G_BEGIN_DECLS

struct _JaridaLedger
{
  JaridaSqlEngine *engine;        /* (owned) */
  gint64           last_id;
};

extern const char *const jarida_ledger_scripts[];
extern const guint       jarida_ledger_n_scripts;

/* One set of parameters. */
gboolean jarida_ledger_run  (JaridaLedger *self, const char *sql, const JaridaSqlValue *values, guint n_values,
                             JaridaSqlRowFunc func, gpointer data, GError **error);
gboolean jarida_ledger_run_sets (JaridaLedger *self, const char *sql, GArray *values, guint n_values,
                             JaridaSqlRowFunc func, gpointer data, GError **error);
#define RUN(self, sql, func, data, error, ...) \
  jarida_ledger_run (self, sql, (const JaridaSqlValue[]) { __VA_ARGS__ }, \
                     sizeof ((const JaridaSqlValue[]) { __VA_ARGS__ }) / sizeof (JaridaSqlValue), func, data, error)

gint64   jarida_ledger_make_id (JaridaLedger *self);

/* Copies a blob of a fixed size; FALSE when it is NULL or has another. */
gboolean jarida_ledger_copy (const JaridaSqlValue *value, guint8 *to, gsize size);
/* For tables of RUN's functions: puts the first column of the last row at the gint64 @data. */
void     jarida_ledger_take_int (guint set, const JaridaSqlValue *row, gpointer data);
void     jarida_ledger_take_decision (guint set, const JaridaSqlValue *row, gpointer data);   /* GPtrArray */
#define JARIDA_DECISION_COLUMNS "d.id, d.subject_id, d.action, d.basis, d.reason, d.facts, d.reviewer, d.at, d.expires_at, " \
                                "d.supersedes, d.log_index"
void     jarida_ledger_take_subject (guint set, const JaridaSqlValue *row, gpointer data);    /* GPtrArray */
#define JARIDA_SUBJECT_COLUMNS "id, host, url, state, reason, score_milli, first_at, last_at, expires_at, version, verified, family_id"

G_END_DECLS
