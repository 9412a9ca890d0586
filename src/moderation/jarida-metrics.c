/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-metrics.h"

#define N_HOST_BUCKETS 16
#define MAX_BOUNDS 12

typedef struct
{
  const char *name;
  const char *help;
  double      bounds[MAX_BOUNDS];   /* ended by 0 */
} HistogramKind;

static const HistogramKind kinds[JARIDA_N_HISTOGRAMS] = {
  { "report_seconds", "From the last byte of a report to its answer.", { .002, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5 } },
  { "commit_seconds", "Of one transaction of the intake.", { .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5 } },
  { "commit_batch_size", "Reports in one transaction.", { 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2000 } },
  { "reporter_weight", "Thousandths a report counted when it came.", { 1, 125, 250, 500, 750, 999, 1000 } },
};

static const char *const result_names[JARIDA_N_RESULTS] = { "new", "again", "tallied", "refused", "limited", "busy", "withdrawn" };
static const char *const state_names[] = { "open", "hidden_auto", "blocked", "cleared", "expired" };
static const char *const action_names[] = { NULL, "hide", "block", "clear", "expire", "reopen", "escalate" };
static const char *const basis_names[] = { NULL, "automatic", "reviewer" };

typedef struct
{
  guint64 buckets[MAX_BOUNDS + 1];
  double  sum;
  guint64 n;
} Histogram;

struct _JaridaMetrics
{
  GMutex              mutex;
  guint64             results[JARIDA_N_RESULTS];
  Histogram           histograms[JARIDA_N_HISTOGRAMS];
  guint64             hides[N_HOST_BUCKETS];
  JaridaLedgerNumbers ledger;
  JaridaListNumbers   list;
  gint64              key_until;
};

JaridaMetrics *
jarida_metrics_new (void)
{
  JaridaMetrics *self = g_new0 (JaridaMetrics, 1);

  g_mutex_init (&self->mutex);
  return self;
}

void
jarida_metrics_free (JaridaMetrics *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
jarida_metrics_count (JaridaMetrics *self,
                      JaridaResult   result)
{
  g_mutex_lock (&self->mutex);
  self->results[result]++;
  g_mutex_unlock (&self->mutex);
}

void
jarida_metrics_observe (JaridaMetrics   *self,
                        JaridaHistogram  histogram,
                        double           value)
{
  const double *bounds = kinds[histogram].bounds;
  Histogram *to = &self->histograms[histogram];
  guint i = 0;

  while (i < MAX_BOUNDS && bounds[i] > 0 && value > bounds[i])
    i++;
  g_mutex_lock (&self->mutex);
  to->buckets[i]++;
  to->sum += value;
  to->n++;
  g_mutex_unlock (&self->mutex);
}

void
jarida_metrics_count_hide (JaridaMetrics *self,
                           const char    *host)
{
  g_mutex_lock (&self->mutex);
  self->hides[g_str_hash (host) % N_HOST_BUCKETS]++;
  g_mutex_unlock (&self->mutex);
}

void
jarida_metrics_set_ledger (JaridaMetrics             *self,
                           const JaridaLedgerNumbers *numbers)
{
  g_mutex_lock (&self->mutex);
  self->ledger = *numbers;
  g_mutex_unlock (&self->mutex);
}

void
jarida_metrics_set_list (JaridaMetrics           *self,
                         const JaridaListNumbers *numbers)
{
  g_mutex_lock (&self->mutex);
  self->list = *numbers;
  g_mutex_unlock (&self->mutex);
}

void
jarida_metrics_set_key_until (JaridaMetrics *self,
                              gint64         until)
{
  g_mutex_lock (&self->mutex);
  self->key_until = until;
  g_mutex_unlock (&self->mutex);
}

static void
add_head (GString    *text,
          const char *name,
          const char *type,
          const char *help)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
add_number (GString    *text,
            const char *name,
            const char *type,
            const char *help,
            gint64      value)
{
  add_head (text, name, type, help);
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n", name, value);
}

static void
add_decimal (GString *text,
             double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
}

static void
add_histogram (GString             *text,
               const HistogramKind *kind,
               const Histogram     *histogram)
{
  guint64 below = 0;

  add_head (text, kind->name, "histogram", kind->help);
  for (guint i = 0; i < MAX_BOUNDS && kind->bounds[i] > 0; i++)
    {
      below += histogram->buckets[i];
      g_string_append_printf (text, "%s_bucket{le=\"", kind->name);
      add_decimal (text, kind->bounds[i]);
      g_string_append_printf (text, "\"} %" G_GUINT64_FORMAT "\n", below);
    }
  g_string_append_printf (text, "%s_bucket{le=\"+Inf\"} %" G_GUINT64_FORMAT "\n%s_sum ", kind->name, histogram->n, kind->name);
  add_decimal (text, histogram->sum);
  g_string_append_printf (text, "\n%s_count %" G_GUINT64_FORMAT "\n", kind->name, histogram->n);
}

static void
add_labelled (GString    *text,
              const char *name,
              const char *label,
              const char *value,
              guint64     count)
{
  g_string_append_printf (text, "%s{%s=\"%s\"} %" G_GUINT64_FORMAT "\n", name, label, value, count);
}

static void
add_intake (JaridaMetrics *self,
            GString       *text)
{
  add_head (text, "reports_total", "counter", "Requests about reports, by what became of them.");
  for (guint i = 0; i < JARIDA_N_RESULTS; i++)
    add_labelled (text, "reports_total", "result", result_names[i], self->results[i]);
  for (guint i = 0; i < JARIDA_N_HISTOGRAMS; i++)
    add_histogram (text, &kinds[i], &self->histograms[i]);
  add_head (text, "auto_hides_total", "counter", "Pictures hidden by readers since the start, by hosts in 16 heaps.");
  for (guint i = 0; i < N_HOST_BUCKETS; i++)
    {
      char bucket[4];

      g_snprintf (bucket, sizeof bucket, "%u", i);
      add_labelled (text, "auto_hides_total", "host_bucket", bucket, self->hides[i]);
    }
}

static void
add_review (JaridaMetrics *self,
            GString       *text,
            gint64         now)
{
  const JaridaLedgerNumbers *numbers = &self->ledger;

  add_head (text, "subjects", "gauge", "Pictures, by state.");
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    add_labelled (text, "subjects", "state", state_names[i], (guint64) numbers->subjects[i]);
  add_number (text, "breaker_open", "gauge", "1 while readers' reports alone hide nothing.", numbers->breaker_until > now);
  add_number (text, "review_age_seconds", "gauge", "How long the oldest hidden picture has waited for a reviewer.",
              numbers->review_since != 0 ? MAX (now - numbers->review_since, 0) : 0);
  add_head (text, "decisions_total", "counter", "Decisions, by what and by whom.");
  for (guint action = 1; action < G_N_ELEMENTS (action_names); action++)
    for (guint basis = 1; basis < G_N_ELEMENTS (basis_names); basis++)
      g_string_append_printf (text, "decisions_total{action=\"%s\",basis=\"%s\"} %" G_GINT64_FORMAT "\n", action_names[action],
                              basis_names[basis], numbers->decisions[action][basis]);
  add_head (text, "reversal_ratio", "gauge", "Of what readers hid and a reviewer judged in 7 days, the share that was cleared.");
  g_string_append (text, "reversal_ratio ");
  add_decimal (text, numbers->judged_auto > 0 ? (double) numbers->reversed_auto / numbers->judged_auto : 0);
  g_string_append_c (text, '\n');
  add_number (text, "appeals_open", "gauge", "Appeals that wait.", numbers->appeals_open);
}

static void
add_list (JaridaMetrics *self,
          GString       *text,
          gint64         now)
{
  const JaridaListNumbers *numbers = &self->list;

  add_number (text, "publish_seq", "gauge", "Number of the published list.", numbers->seq);
  add_number (text, "publish_age_seconds", "gauge", "Since it was published.", numbers->at != 0 ? MAX (now - numbers->at, 0) : 0);
  add_number (text, "list_key_seconds", "gauge", "Until readers stop to believe the list key; below 0 they have.", self->key_until - now);
  add_number (text, "list_entries", "gauge", "Keys and exceptions in it.", numbers->entries);
  add_head (text, "list_bytes", "gauge", "Bytes of its files.");
  add_labelled (text, "list_bytes", "kind", "manifest", (guint64) numbers->bytes_manifest);
  add_labelled (text, "list_bytes", "kind", "full", (guint64) numbers->bytes_full);
  add_labelled (text, "list_bytes", "kind", "delta", (guint64) numbers->bytes_deltas);
}

char *
jarida_metrics_to_text (JaridaMetrics *self,
                        guint          n_jobs,
                        guint          n_connections,
                        gint64         now)
{
  GString *text = g_string_sized_new (8192);

  g_mutex_lock (&self->mutex);
  add_intake (self, text);
  add_number (text, "queue_jobs", "gauge", "Requests that wait for their transaction.", n_jobs);
  add_number (text, "connections", "gauge", "Open connections.", n_connections);
  add_review (self, text, now);
  add_list (self, text, now);
  g_mutex_unlock (&self->mutex);
  return g_string_free (text, FALSE);
}
