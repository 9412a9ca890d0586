/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-desk-private.h"
#include "jarida-worker.h"

/* How often a transaction is tried that another process got in the way of. */
#define MAX_TRIES 8
#define MAX_BUCKETS 200000
#define SETTINGS_USEC G_USEC_PER_SEC
#define EXPIRE_AT_ONCE 200
#define FORGET_AT_ONCE 1000
#define FORGET_SECONDS 3600

struct _JaridaDesk
{
  JaridaWorker     *worker;         /* (owned) */
  GMainContext     *context;        /* (owned) where answers go */
  JaridaDeskEvents  events;
  gpointer          data;
  JaridaClock       clock;
  gboolean          stopped;        /* in the context's thread */

  /* On the worker's thread. */
  JaridaDeskRoom    room;
  gint64            settings_at;    /* monotonic */
  gint64            forgot_at;      /* by the clock; 0 never */
  gint64            key_until;      /* of the list key */
  gboolean          broken;
};

/* What is carried to the main thread. */
typedef struct
{
  JaridaDesk     *desk;
  GPtrArray      *jobs;       /* (owned) (nullable) */
  GPtrArray      *alerts;     /* (owned) (nullable) */
  GError         *error;      /* (owned) (nullable) */
  JaridaSettings  settings;
  gboolean        has_settings;
} News;

static gboolean
deliver_cb (gpointer data)
{
  News *news = data;
  JaridaDesk *self = news->desk;

  if (self->stopped)
    return G_SOURCE_REMOVE;
  if (news->has_settings && self->events.settled != NULL)
    self->events.settled (&news->settings, self->data);
  if (news->jobs != NULL)
    self->events.answered (g_steal_pointer (&news->jobs), self->data);
  if (news->alerts != NULL && self->events.alerted != NULL)
    self->events.alerted (g_steal_pointer (&news->alerts), self->data);
  if (news->error != NULL)
    self->events.broken (news->error, self->data);
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  News *news = data;

  g_clear_pointer (&news->jobs, g_ptr_array_unref);
  g_clear_pointer (&news->alerts, g_ptr_array_unref);
  g_clear_error (&news->error);
  g_free (news);
}

static void
deliver (JaridaDesk *self,
         News       *news)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  news->desk = self;
  /* Before new requests are read: what is done leaves first. */
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, deliver_cb, news, free_news);
  g_source_attach (source, self->context);
}

static void
pass_on (JaridaDesk *self,
         GPtrArray  *jobs)
{
  News *news = g_new0 (News, 1);

  news->jobs = jobs;
  deliver (self, news);
}

/* The disk, the file or the connection failed: what is not committed may be lost, so nothing more is acknowledged. */
static void
break_down (JaridaDesk *self,
            GError     *error)
{
  News *news = g_new0 (News, 1);

  self->broken = TRUE;
  news->error = error;
  deliver (self, news);
}

static gboolean
read_settings (JaridaDesk  *self,
               GError     **error)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr(GHashTable) rows = NULL;
  g_autoptr(GHashTable) hosts = NULL;
  News *news;

  if (self->settings_at != 0 && now - self->settings_at < SETTINGS_USEC)
    return TRUE;
  rows = jarida_ledger_get_settings (self->room.ledger, error);
  if (rows == NULL)
    return FALSE;
  hosts = jarida_ledger_get_image_hosts (self->room.ledger, error);
  if (hosts == NULL)
    return FALSE;
  jarida_settings_read (&self->room.settings, rows);
  g_clear_pointer (&self->room.hosts, g_hash_table_unref);
  self->room.hosts = g_steal_pointer (&hosts);
  self->settings_at = now;
  news = g_new0 (News, 1);
  news->settings = self->room.settings;
  news->has_settings = TRUE;
  deliver (self, news);
  return TRUE;
}

static gboolean
work_through (JaridaDesk  *self,
              GPtrArray   *jobs,
              GError     **error)
{
  g_autoptr(GPtrArray) intake = g_ptr_array_new ();

  self->room.now = self->clock ();
  self->room.alerts = FALSE;
  for (guint i = 0; i < jobs->len; i++)
    {
      JaridaJob *job = jobs->pdata[i];

      jarida_job_reset (job);
      if (job->kind != JARIDA_JOB_DECISION)
        g_ptr_array_add (intake, job);
      else if (!jarida_desk_answer_decision (&self->room, job, error))
        return FALSE;
    }
  return read_settings (self, error)
         && (intake->len == 0 || jarida_desk_take_in (&self->room, intake, error));
}

static gboolean
do_transaction (JaridaDesk  *self,
                GPtrArray   *jobs,
                GError     **error)
{
  if (jarida_ledger_begin (self->room.ledger, error)
      && work_through (self, jobs, error)
      && jarida_ledger_commit (self->room.ledger, error))
    return TRUE;
  jarida_ledger_rollback (self->room.ledger);
  return FALSE;
}

static void
give_up (GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      JaridaJob *job = jobs->pdata[i];

      jarida_job_refuse (job, JARIDA_PROBLEM_BUSY, NULL);
      job->retry_after = (guint) g_random_int_range (30, 121);
    }
}

static void
pass_alerts_on (JaridaDesk *self)
{
  g_autoptr(GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_alert_row_free);
  GError *error = NULL;
  News *news;

  if (!jarida_ledger_get_alerts (self->room.ledger, alerts, &error))
    {
      if (g_error_matches (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY))
        g_clear_error (&error);
      else
        break_down (self, error);
      return;
    }
  if (alerts->len == 0)
    return;
  news = g_new0 (News, 1);
  news->alerts = g_steal_pointer (&alerts);
  deliver (self, news);
}

/* One transaction for all of @jobs, then their answers. */
static void
do_batch (JaridaDesk *self,
          GPtrArray  *jobs)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine = jarida_ledger_get_engine (self->room.ledger);
  gint64 began = g_get_monotonic_time ();

  for (guint try = 0; ; try++)
    {
      g_clear_error (&error);
      if (do_transaction (self, jobs, &error))
        break;
      if (!g_error_matches (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY))
        {
          g_ptr_array_unref (jobs);
          break_down (self, g_steal_pointer (&error));
          return;
        }
      if (try + 1 == MAX_TRIES)
        {
          give_up (jobs);
          break;
        }
      g_usleep ((gulong) g_random_int_range (1000, 5000 << MIN (try, 4)));
    }
  jarida_metrics_observe (self->room.metrics, JARIDA_HISTOGRAM_COMMIT_SECONDS,
                          (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  jarida_metrics_observe (self->room.metrics, JARIDA_HISTOGRAM_BATCH, jobs->len);
  pass_on (self, jobs);
  if (self->room.alerts)
    pass_alerts_on (self);
  /* They have their answers; who comes next waits for this, now and then. */
  g_clear_error (&error);
  if (!engine->klass->rest (engine, &error) && !g_error_matches (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY))
    break_down (self, g_steal_pointer (&error));
}

typedef struct
{
  JaridaDesk *desk;
  JaridaJob  *job;    /* (owned) */
} Order;

/* Everything that waits, but never two requests about one report: the second must see what became of the first. */
static void
do_jobs (JaridaWorker *worker,
         gpointer      data)
{
  Order *order = data;
  JaridaDesk *self = order->desk;
  guint max = jarida_ledger_get_engine (self->room.ledger)->max_batch;
  g_autoptr(GPtrArray) later = g_ptr_array_new ();
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_job_free);
  GPtrArray *refused = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_job_free);

  while (order != NULL)
    {
      JaridaJob *job = order->job;

      if (job->status != 0)
        g_ptr_array_add (refused, job);
      else
        g_ptr_array_add (job->kind == JARIDA_JOB_DECISION || g_hash_table_add (ids, job->id) ? jobs : later, job);
      g_free (order);
      order = jobs->len + later->len < max ? jarida_worker_take_next (worker, JARIDA_RANK_BULK, do_jobs) : NULL;
    }
  if (!self->broken && refused->len > 0)
    pass_on (self, g_steal_pointer (&refused));
  g_clear_pointer (&refused, g_ptr_array_unref);
  if (self->broken || jobs->len == 0)
    g_ptr_array_unref (jobs);
  else
    do_batch (self, jobs);
  for (guint i = 0; i < later->len; i++)
    {
      GPtrArray *one = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_job_free);

      g_ptr_array_add (one, later->pdata[i]);
      if (self->broken)
        g_ptr_array_unref (one);
      else
        do_batch (self, one);
    }
}

void
jarida_desk_take (JaridaDesk *self,
                  JaridaJob  *job)
{
  Order *order = g_new (Order, 1);

  order->desk = self;
  order->job = job;
  jarida_worker_push (self->worker, JARIDA_RANK_BULK, do_jobs, order);
}

/* Nobody else would notice before the readers do, whose lists then stay as they are. Once a day, until there is another key. */
static gboolean
watch_key (JaridaDesk  *self,
           GError     **error)
{
  return self->room.now < self->key_until - JARIDA_KEY_FOLDER_WARN_SECONDS
         || jarida_ledger_add_alert (self->room.ledger, "list-key", 0, self->room.now, error);
}

static gboolean
do_round (JaridaDesk  *self,
          GError     **error)
{
  gboolean forget = self->forgot_at == 0 || self->room.now - self->forgot_at >= FORGET_SECONDS;
  guint n = 0;

  self->room.alerts = FALSE;
  if (jarida_ledger_begin (self->room.ledger, error)
      && read_settings (self, error)
      && jarida_ledger_expire (self->room.ledger, self->room.now, EXPIRE_AT_ONCE, &n, error)
      && (!forget || jarida_ledger_forget (self->room.ledger, self->room.now, FORGET_AT_ONCE, &n, error))
      && watch_key (self, error)
      && jarida_ledger_commit (self->room.ledger, error))
    {
      /* A full helping: there is more, and the next round has it. */
      if (forget)
        self->forgot_at = n >= FORGET_AT_ONCE ? 0 : self->room.now;
      return TRUE;
    }
  return FALSE;
}

static void
do_rounds (JaridaWorker *worker,
           gpointer      data)
{
  JaridaDesk *self = data;
  JaridaSqlEngine *engine = jarida_ledger_get_engine (self->room.ledger);
  GError *error = NULL;

  if (self->broken)
    return;
  self->room.now = self->clock ();
  if (!do_round (self, &error))
    jarida_ledger_rollback (self->room.ledger);
  else if (engine->klass->rest (engine, &error))
    pass_alerts_on (self);
  if (error == NULL)
    return;
  /* Another process was in the way: the next round does it. */
  if (g_error_matches (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY))
    g_error_free (error);
  else
    break_down (self, error);
}

void
jarida_desk_do_rounds (JaridaDesk *self)
{
  jarida_worker_push (self->worker, JARIDA_RANK_URGENT, do_rounds, self);
}

typedef struct
{
  JaridaDesk *desk;
  gint64      id;
} Mark;

static void
mark_alert (JaridaWorker *worker,
            gpointer      data)
{
  g_autofree Mark *mark = data;
  JaridaDesk *self = mark->desk;
  GError *error = NULL;

  if (self->broken)
    return;
  /* Outside begin and commit: a transaction of its own. When it fails the alert is passed on once more, which does no harm. */
  if (jarida_ledger_set_alert_sent (self->room.ledger, mark->id, self->clock (), &error))
    return;
  if (g_error_matches (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY))
    g_error_free (error);
  else
    break_down (self, error);
}

void
jarida_desk_mark_alert (JaridaDesk *self,
                        gint64      id)
{
  Mark *mark = g_new (Mark, 1);

  mark->desk = self;
  mark->id = id;
  jarida_worker_push (self->worker, JARIDA_RANK_URGENT, mark_alert, mark);
}

JaridaDesk *
jarida_desk_new (JaridaLedger           *ledger,
                 const JaridaKeyFolder  *keys,
                 JaridaMetrics          *metrics,
                 JaridaClock             clock,
                 const JaridaDeskEvents *events,
                 gpointer                data)
{
  JaridaDesk *self = g_new0 (JaridaDesk, 1);
  g_autoptr(GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  self->context = g_main_context_ref_thread_default ();
  self->events = *events;
  self->data = data;
  self->clock = clock;
  self->room.ledger = ledger;
  self->room.secret = keys->secret;
  self->key_until = keys->until;
  self->room.metrics = metrics;
  self->room.limits = jarida_limits_new (MAX_BUCKETS);
  self->room.hosts = g_hash_table_ref (none);
  jarida_settings_read (&self->room.settings, none);
  self->worker = jarida_worker_new ("desk", 0);
  return self;
}

static gboolean
free_desk_cb (gpointer data)
{
  JaridaDesk *self = data;

  g_main_context_unref (self->context);
  g_free (self);
  return G_SOURCE_REMOVE;
}

void
jarida_desk_free (JaridaDesk *self)
{
  g_autoptr(GSource) source = NULL;

  if (self == NULL)
    return;
  jarida_worker_stop (self->worker);
  self->stopped = TRUE;
  g_clear_pointer (&self->room.ledger, jarida_ledger_free);
  g_clear_pointer (&self->room.limits, jarida_limits_free);
  g_clear_pointer (&self->room.hosts, g_hash_table_unref);
  /* News may still be on its way; it must find the desk, and that it is stopped. */
  source = g_idle_source_new ();
  g_source_set_callback (source, free_desk_cb, self, NULL);
  g_source_attach (source, self->context);
}
