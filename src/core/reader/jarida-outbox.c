/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-outbox.h"

#include "jarida-problem.h"
#include "jarida-reporter-key.h"
#include "jarida-retry.h"
#include "jarida-service.h"
#include "jarida-work.h"

/* Nobody else touches a report for so long: more than a request may take in all. */
#define LEASE_SECONDS 600
/* A clock that was put back, and not a pause. As the shelf has it. */
#define NEVER_SO_LATE (2 * JARIDA_RETRY_LONGEST)
#define LONGEST_SLEEP 3600

struct _JaridaOutbox
{
  JaridaReader      *reader;         /* Borrowed */
  char              *key_path;       /* (owned) */
  JaridaReporterKey *key;            /* (owned) (nullable) until it is needed */
  GCancellable      *cancellable;    /* (owned) */
  guint              timer;
  gboolean           busy;           /* one report is under way, or the key is being read */
  gint64             current;        /* the number of the report under way, 0 none */
  gboolean           online;
  gboolean           network_back;   /* what failed for want of a network is due again */
  gint64             not_before;     /* for all of them; 0 at once */
  GHashTable        *signed_again;   /* (owned) numbers of reports: once in a session */
  GHashTable        *id_renewed;     /* (owned) */
  GPtrArray         *flushing;       /* (owned) GTask: told when nothing is due */
};

/* One request. */
typedef struct
{
  JaridaOutbox    *outbox;       /* Borrowed: it outlives its requests, whose cancellable it has */
  JaridaReader    *reader;       /* (owned) */
  JaridaReportRow *report;       /* (owned) as it was claimed */
  gboolean         withdrawal;
  char            *service;      /* (owned) that was asked */
  char            *work;         /* (owned) (nullable) the answer to a challenge */
} Sending;

static void send (Sending *sending);

static void
free_sending (Sending *sending)
{
  jarida_report_row_free (sending->report);
  g_free (sending->service);
  g_free (sending->work);
  g_object_unref (sending->reader);
  g_free (sending);
}

/* Another one may have been set meanwhile, and is not to suffer for it. */
static gboolean
is_of_service (Sending *sending)
{
  return g_str_equal (sending->service, jarida_reader_get_report_service (sending->reader));
}

/* Ends a request; the outbox may be gone. */
static void
end_sending (Sending *sending)
{
  JaridaOutbox *self = sending->outbox;
  const gboolean stopped = g_cancellable_is_cancelled (sending->reader->closing);

  free_sending (sending);
  if (stopped)
    return;
  self->busy = FALSE;
  self->current = 0;
  _jarida_outbox_wake (self);
}

/* What came of it. */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Sending *sending = user_data;
  g_autoptr(GError) error = NULL;

  /* The shelf is full or gone: the lease runs out, and it is sent again. */
  if (!jarida_store_save_report_finish (JARIDA_STORE (object), result, &error))
    g_debug ("A report's state was not kept: %s", error->message);
  end_sending (sending);
}

static void
save (Sending *sending)
{
  jarida_store_save_report_async (sending->reader->store, sending->report, NULL, saved_cb, sending);
}

static void
worked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Sending *sending = user_data;
  g_autoptr(GError) error = NULL;

  sending->work = jarida_work_solve_finish (result, &error);
  if (g_cancellable_is_cancelled (sending->reader->closing))
    {
      free_sending (sending);
      return;
    }
  if (sending->work != NULL)
    {
      send (sending);
      return;
    }
  /* More than is asked of a person's machine: perhaps tomorrow it is less. */
  sending->report->state = sending->withdrawal ? JARIDA_REPORT_WITHDRAWN : JARIDA_REPORT_QUEUED;
  sending->report->next = _jarida_reader_now (sending->reader) + JARIDA_RETRY_LONGEST;
  save (sending);
}

static void
give_up (JaridaReportRow *report)
{
  report->withdrawing = FALSE;
  report->next = 0;
  if (report->state != JARIDA_REPORT_WITHDRAWN)
    report->state = JARIDA_REPORT_REFUSED;
}

static void
accept (Sending *sending)
{
  JaridaReportRow *report = sending->report;

  g_clear_pointer (&report->problem, g_free);
  report->attempts = 0;
  report->next = 0;
  report->withdrawing = FALSE;
  if (sending->withdrawal)
    return;
  report->state = JARIDA_REPORT_SENT;
  report->sent = _jarida_reader_now (sending->reader);
}

/* TRUE: to be kept; FALSE: something else goes on. */
static gboolean
apply_verdict (Sending             *sending,
               JaridaRetryVerdict   verdict,
               gint64               next_at,
               const JaridaProblem *problem)
{
  JaridaOutbox *self = sending->outbox;
  JaridaReportRow *report = sending->report;

  if (!sending->withdrawal)
    report->state = JARIDA_REPORT_QUEUED;
  report->next = next_at;
  g_free (report->problem);
  report->problem = g_strdup (problem != NULL ? jarida_problem_kind_to_token (problem->kind) : NULL);
  switch (verdict)
    {
    case JARIDA_RETRY_DONE:
      accept (sending);
      break;
    case JARIDA_RETRY_LATER:
      /* A service that is not well is left alone with all of them. */
      if (is_of_service (sending))
        self->not_before = next_at;
      break;
    case JARIDA_RETRY_SIGN_AGAIN:
      g_hash_table_add (self->signed_again, GSIZE_TO_POINTER ((gsize) report->number));
      break;
    case JARIDA_RETRY_NEW_ID:
      g_hash_table_add (self->id_renewed, GSIZE_TO_POINTER ((gsize) report->number));
      g_free (report->id);
      report->id = g_uuid_string_random ();
      break;
    case JARIDA_RETRY_WORK:
      jarida_work_solve_async (problem->challenge, report->id, problem->bits, self->cancellable, worked_cb, sending);
      return FALSE;
    case JARIDA_RETRY_UPGRADE:
      report->next = _jarida_reader_now (sending->reader) + JARIDA_RETRY_LONGEST;
      break;
    case JARIDA_RETRY_GIVE_UP_NOW:
      g_free (report->problem);
      report->problem = g_strdup (jarida_problem_kind_to_token (JARIDA_PROBLEM_TOO_OLD));
      give_up (report);
      break;
    case JARIDA_RETRY_REFUSED:
    default:
      give_up (report);
      break;
    }
  return TRUE;
}

static JaridaRetryVerdict
decide (Sending                   *sending,
        const JaridaFetchResponse *response,    /* (nullable) none came */
        const JaridaProblem       *problem,     /* (nullable) */
        gint64                    *out_next_at)
{
  JaridaOutbox *self = sending->outbox;
  const JaridaReportRow *report = sending->report;
  gpointer number = GSIZE_TO_POINTER ((gsize) report->number);
  const JaridaRetryOutcome outcome = {
    .now = _jarida_reader_now (sending->reader),
    .created = report->created,
    .failures = (guint) MAX (report->attempts, 1),
    .status = response != NULL ? response->status : 0,
    .problem = problem != NULL ? problem->kind : JARIDA_PROBLEM_NONE,
    .retry_after = response != NULL ? response->retry_after : 0,
    .random = _jarida_reader_random (sending->reader),
    .withdrawal = sending->withdrawal,
    .signed_again = g_hash_table_contains (self->signed_again, number),
    .id_renewed = g_hash_table_contains (self->id_renewed, number),
    .work_done = sending->work != NULL,
  };
  const JaridaRetryVerdict verdict = jarida_retry_decide (&outcome, out_next_at);

  /* A challenge without a challenge. */
  return verdict == JARIDA_RETRY_WORK && (problem == NULL || problem->challenge == NULL) ? JARIDA_RETRY_UPGRADE : verdict;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Sending *sending = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);
  g_autoptr(JaridaProblem) problem = NULL;
  JaridaRetryVerdict verdict;
  gint64 next_at = 0;

  /* _jarida_outbox_stop() has seen to the report. */
  if (g_cancellable_is_cancelled (sending->reader->closing))
    {
      free_sending (sending);
      return;
    }
  if (response != NULL && response->status >= 400)
    problem = jarida_problem_from_json (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body),
                                        response->status);
  sending->report->http = response != NULL ? (int) response->status : 0;
  if (response == NULL && is_of_service (sending))
    sending->outbox->network_back = FALSE;
  verdict = decide (sending, response, problem, &next_at);
  if (apply_verdict (sending, verdict, next_at, problem))
    save (sending);
}

/* Sending. */

static void
send (Sending *sending)
{
  JaridaOutbox *self = sending->outbox;
  const JaridaReportRow *report = sending->report;
  const char *method = sending->withdrawal ? "DELETE" : "PUT";
  g_autofree char *path = g_strconcat ("/v1/reports/", report->id, NULL);
  g_autofree char *address = g_strconcat (sending->service, path, NULL);
  GBytes *body = sending->withdrawal ? NULL : report->body;
  gsize length = 0;
  gconstpointer bytes = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  g_autofree char *signature = jarida_reporter_key_sign (self->key, method, path, bytes, length);
  const char *headers[] = {
    JARIDA_REPORT_KEY_HEADER, jarida_reporter_key_get_public (self->key),
    JARIDA_REPORT_SIGNATURE_HEADER, signature,
    sending->work != NULL ? JARIDA_WORK_HEADER : NULL, sending->work,
    NULL,
  };
  const JaridaFetchRequest request = {
    .address = address,
    .accept = "application/json",
    .max_bytes = JARIDA_PROBLEM_MAX_BODY,
    .kind = JARIDA_FETCH_PAGE,
    .method = method,
    .body = body,
    .content_type = body != NULL ? "application/json" : NULL,
    .headers = headers,
  };

  jarida_fetcher_fetch_async (sending->reader->discreet, &request, self->cancellable, answered_cb, sending);
}

static void
claimed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Sending *sending = user_data;
  JaridaStore *store = JARIDA_STORE (object);
  const JaridaReportRow *claimed = NULL;
  GPtrArray *reports;

  if (jarida_store_claim_report_finish (store, result, NULL) && !g_cancellable_is_cancelled (sending->reader->closing))
    {
      reports = jarida_store_get_reports (store);
      for (guint i = 0; i < reports->len; i++)
        if (((JaridaReportRow *) g_ptr_array_index (reports, i))->number == sending->report->number)
          claimed = g_ptr_array_index (reports, i);
    }
  if (claimed == NULL)
    {
      end_sending (sending);
      return;
    }
  jarida_report_row_free (sending->report);
  sending->report = jarida_report_row_copy (claimed);
  sending->service = g_strdup (jarida_reader_get_report_service (sending->reader));
  sending->withdrawal = claimed->withdrawing;
  send (sending);
}

static void
start_sending (JaridaOutbox          *self,
               const JaridaReportRow *report,
               gint64                 now)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->outbox = self;
  sending->reader = g_object_ref (self->reader);
  sending->report = jarida_report_row_copy (report);
  self->busy = TRUE;
  self->current = report->number;
  /* One that waits for want of a network is claimed as of the time it would have waited for. */
  jarida_store_claim_report_async (self->reader->store, report->number, MAX (now, MIN (report->next, now + JARIDA_RETRY_LONGEST)),
                                   now + LEASE_SECONDS, NULL, claimed_cb, sending);
}

/* The key. */

typedef struct
{
  char     *path;    /* (owned) */
  gboolean  reset;
} KeyWork;

static void
free_key_work (gpointer data)
{
  g_free (((KeyWork *) data)->path);
  g_free (data);
}

static void
read_key_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const KeyWork *work = task_data;
  g_autoptr(GError) error = NULL;
  JaridaReporterKey *key = work->reset ? NULL : jarida_reporter_key_load (work->path, &error);

  /* A file that is no key is replaced: it never was anybody. */
  if (work->reset || g_error_matches (error, JARIDA_REPORTER_KEY_ERROR, JARIDA_REPORTER_KEY_ERROR_BROKEN))
    {
      g_clear_error (&error);
      key = jarida_reporter_key_reset (work->path, &error);
    }
  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) jarida_reporter_key_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start_key_work (JaridaOutbox        *self,
                gboolean             reset,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self->reader, cancellable, callback, user_data);
  KeyWork *work = g_new0 (KeyWork, 1);

  work->path = g_strdup (self->key_path);
  work->reset = reset;
  g_task_set_task_data (task, work, free_key_work);
  g_task_run_in_thread (task, read_key_thread);
}

static void
key_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  JaridaReader *reader = JARIDA_READER (object);
  JaridaOutbox *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReporterKey) key = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (reader->closing))
    return;
  self->busy = FALSE;
  if (key == NULL)
    {
      self->not_before = _jarida_reader_now (reader) + JARIDA_RETRY_FIRST;
      _jarida_reader_fail (reader, error);
    }
  g_clear_pointer (&self->key, jarida_reporter_key_free);
  self->key = g_steal_pointer (&key);
  _jarida_outbox_wake (self);
}

static void
key_reset_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *reader = JARIDA_READER (object);
  JaridaOutbox *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReporterKey) key = g_task_propagate_pointer (G_TASK (result), &error);

  if (key == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!g_cancellable_is_cancelled (reader->closing))
    {
      g_clear_pointer (&self->key, jarida_reporter_key_free);
      self->key = g_steal_pointer (&key);
    }
  g_task_return_boolean (task, TRUE);
}

void
_jarida_outbox_reset_async (JaridaOutbox        *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self->reader, cancellable, callback, user_data);

  g_task_set_source_tag (task, _jarida_outbox_reset_async);
  g_task_set_task_data (task, self, NULL);
  start_key_work (self, TRUE, cancellable, key_reset_cb, task);
}

/* What is due. */

static gint64
due_at (JaridaOutbox          *self,
        const JaridaReportRow *report,
        gint64                 now)
{
  if (report->state != JARIDA_REPORT_QUEUED && report->state != JARIDA_REPORT_SENDING && !report->withdrawing)
    return G_MAXINT64;
  if (report->next > now + NEVER_SO_LATE)
    return now;
  if (self->network_back && report->state == JARIDA_REPORT_QUEUED && report->http == 0)
    return now;
  return report->next;
}

static gboolean
timer_cb (gpointer user_data)
{
  JaridaOutbox *self = user_data;

  self->timer = 0;
  _jarida_outbox_wake (self);
  return G_SOURCE_REMOVE;
}

static void
sleep_until (JaridaOutbox *self,
             gint64        when,
             gint64        now)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  /* The clock may be set, and the machine may sleep: it is looked at again after an hour at the latest. */
  if (when != G_MAXINT64)
    self->timer = g_timeout_add_seconds ((guint) CLAMP (when - now, 1, LONGEST_SLEEP), timer_cb, self);
}

static void
end_flushing (JaridaOutbox *self)
{
  g_autoptr(GPtrArray) flushing = g_steal_pointer (&self->flushing);

  self->flushing = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushing->len; i++)
    g_task_return_boolean (g_ptr_array_index (flushing, i), TRUE);
}

static gboolean
may_send (JaridaOutbox *self)
{
  return !g_cancellable_is_cancelled (self->cancellable) && self->online && !jarida_store_get_frozen (self->reader->store)
         && jarida_reader_get_report_service (self->reader)[0] != '\0';
}

void
_jarida_outbox_wake (JaridaOutbox *self)
{
  const gint64 now = _jarida_reader_now (self->reader);
  GPtrArray *reports = jarida_store_get_reports (self->reader->store);
  const JaridaReportRow *report = NULL;
  gint64 first = G_MAXINT64;

  if (self->busy)
    return;
  for (guint i = 0; may_send (self) && i < reports->len && report == NULL; i++)
    {
      const gint64 due = due_at (self, g_ptr_array_index (reports, i), now);

      first = MIN (first, due);
      if (due <= now)
        report = g_ptr_array_index (reports, i);
    }
  if (self->not_before > now + NEVER_SO_LATE)
    self->not_before = 0;
  if (report == NULL || self->not_before > now)
    {
      end_flushing (self);
      sleep_until (self, first != G_MAXINT64 ? MAX (first, self->not_before) : first, now);
    }
  else if (self->key == NULL)
    {
      self->busy = TRUE;
      start_key_work (self, FALSE, self->cancellable, key_read_cb, self);
    }
  else
    start_sending (self, report, now);
}

void
_jarida_outbox_set_online (JaridaOutbox *self,
                           gboolean      online)
{
  const gint64 now = _jarida_reader_now (self->reader);

  if (self->online == online)
    return;
  self->online = online;
  if (online)
    {
      self->network_back = TRUE;
      self->not_before = now + jarida_retry_first_delay (TRUE, _jarida_reader_random (self->reader));
    }
  _jarida_outbox_wake (self);
}

void
_jarida_outbox_set_service (JaridaOutbox *self)
{
  /* What the one before did not answer, this one may. */
  self->not_before = 0;
  self->network_back = TRUE;
  _jarida_outbox_wake (self);
}

void
_jarida_outbox_flush_async (JaridaOutbox        *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self->reader, cancellable, callback, user_data);

  g_task_set_source_tag (task, _jarida_outbox_flush_async);
  g_ptr_array_add (self->flushing, task);
  self->not_before = 0;
  _jarida_outbox_wake (self);
}

JaridaOutbox *
_jarida_outbox_new (JaridaReader *reader,
                    const char   *key_path)
{
  JaridaOutbox *self = g_new0 (JaridaOutbox, 1);

  self->reader = reader;
  self->key_path = g_strdup (key_path);
  self->cancellable = g_cancellable_new ();
  self->online = TRUE;
  self->signed_again = g_hash_table_new (NULL, NULL);
  self->id_renewed = g_hash_table_new (NULL, NULL);
  self->flushing = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
_jarida_outbox_stop (JaridaOutbox *self)
{
  GPtrArray *reports = jarida_store_get_reports (self->reader->store);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_cancellable_cancel (self->cancellable);
  end_flushing (self);
  for (guint i = 0; i < reports->len; i++)
    {
      const JaridaReportRow *row = g_ptr_array_index (reports, i);
      g_autoptr(JaridaReportRow) report = NULL;

      if (row->number != self->current || row->state != JARIDA_REPORT_SENDING)
        continue;
      report = jarida_report_row_copy (row);
      report->state = JARIDA_REPORT_QUEUED;
      report->next = 0;
      jarida_store_save_report_async (self->reader->store, report, NULL, NULL, NULL);
    }
}

void
_jarida_outbox_free (JaridaOutbox *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->key, jarida_reporter_key_free);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->signed_again);
  g_hash_table_unref (self->id_renewed);
  g_ptr_array_unref (self->flushing);
  g_free (self->key_path);
  g_free (self);
}
