/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-ledger.h"

G_BEGIN_DECLS

/* What the service counts, for an operator's eyes: no label carries an address, a key or a picture. Any thread. */
typedef struct _JaridaMetrics JaridaMetrics;

typedef enum
{
  JARIDA_RESULT_NEW,
  JARIDA_RESULT_AGAIN,
  JARIDA_RESULT_TALLIED,      /* answered as new, not kept: the picture has all the reports it may have */
  JARIDA_RESULT_REFUSED,      /* 4xx but 429 */
  JARIDA_RESULT_LIMITED,      /* 429, 428 */
  JARIDA_RESULT_BUSY,         /* 503 */
  JARIDA_RESULT_WITHDRAWN,
  JARIDA_N_RESULTS,
} JaridaResult;

typedef enum
{
  JARIDA_HISTOGRAM_REPORT_SECONDS,
  JARIDA_HISTOGRAM_COMMIT_SECONDS,
  JARIDA_HISTOGRAM_BATCH,
  JARIDA_HISTOGRAM_WEIGHT,    /* of reporters, thousandths */
  JARIDA_N_HISTOGRAMS,
} JaridaHistogram;

typedef struct
{
  gint64 seq;
  gint64 at;
  gint64 bytes_full;
  gint64 bytes_manifest;
  gint64 bytes_deltas;
  gint64 entries;
} JaridaListNumbers;

JaridaMetrics *jarida_metrics_new         (void);
void           jarida_metrics_free        (JaridaMetrics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaMetrics, jarida_metrics_free)
void           jarida_metrics_count       (JaridaMetrics *self, JaridaResult result);
void           jarida_metrics_observe     (JaridaMetrics *self, JaridaHistogram histogram, double value);
/* A host is one of 16 buckets here. */
void           jarida_metrics_count_hide  (JaridaMetrics *self, const char *host);
void           jarida_metrics_set_ledger  (JaridaMetrics *self, const JaridaLedgerNumbers *numbers);
void           jarida_metrics_set_list    (JaridaMetrics *self, const JaridaListNumbers *numbers);
/* When the list key runs out. */
void           jarida_metrics_set_key_until (JaridaMetrics *self, gint64 until);
/* Prometheus' text. */
char          *jarida_metrics_to_text     (JaridaMetrics *self, guint n_jobs, guint n_connections, gint64 now);

G_END_DECLS
