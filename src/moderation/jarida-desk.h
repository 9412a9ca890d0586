/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-job.h"
#include "jarida-key-folder.h"
#include "jarida-metrics.h"
#include "jarida-settings.h"

G_BEGIN_DECLS

/* The one thread that writes. Whatever waits becomes one transaction, and what was in it is answered when it is on the disk, not
 * before. It judges by the rows of the ledger: who may report, what a picture's reports weigh, whether readers hide it. After a
 * failure of the disk it acknowledges nothing more and says so. Knows no HTTP. */
typedef struct _JaridaDesk JaridaDesk;

typedef gint64 (*JaridaClock) (void);     /* seconds since 1970 */

typedef struct
{
  /* (element-type JaridaJob) (transfer full) jobs that are done, on the main thread. */
  void (*answered)  (GPtrArray *jobs, gpointer data);
  /* Nothing will be answered any more. */
  void (*broken)    (const GError *error, gpointer data);
  /* There are alerts that nobody has passed on. (element-type JaridaAlertRow) (transfer full) */
  void (*alerted)   (GPtrArray *alerts, gpointer data);
  void (*settled)   (const JaridaSettings *settings, gpointer data);
} JaridaDeskEvents;

/* @ledger: (transfer full) used on the desk's thread only, from here on. @keys: borrowed. The events come in the main context of now. */
JaridaDesk *jarida_desk_new         (JaridaLedger *ledger, const JaridaKeyFolder *keys, JaridaMetrics *metrics, JaridaClock clock,
                                     const JaridaDeskEvents *events, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
/* Does what waits, then stops. No event comes after it. */
void        jarida_desk_free        (JaridaDesk *self);
/* Any thread. @job: (transfer full) One that has its answer already is only passed on. */
void        jarida_desk_take        (JaridaDesk *self, JaridaJob *job);
/* Expiry, retention, numbers for the metrics, alerts that are still to be passed on. */
void        jarida_desk_do_rounds   (JaridaDesk *self);
void        jarida_desk_mark_alert  (JaridaDesk *self, gint64 id);

G_END_DECLS
