/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-outbox-private.h"

#include "jarida-problem.h"
#include "jarida-report.h"
#include "jarida-retry.h"
#include "jarida-work.h"

/* One report on its way: claimed, sent, and what its answer means. Which one it is, and when, is decided in jarida-outbox.c. */

/* Nobody else touches a report for so long: more than a request may take in all. */
#define LEASE_SECONDS 600
#define CLAIM_PAUSE 60

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

/* A success in other words than the service's. */
static gboolean
is_foreign (Sending                   *sending,
            const JaridaFetchResponse *response)
{
  gsize size;
  const char *text = g_bytes_get_data (response->body, &size);

  if (response->status < 200 || response->status >= 300)
    return FALSE;
  if (sending->withdrawal)
    return response->status != 204;
  return !jarida_report_is_receipt (text, size, sending->report->id);
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
    .foreign = response != NULL && is_foreign (sending, response),
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
      /* Somebody else has it, or the disk is full: to ask at once again would be to ask without end. */
      if (!g_cancellable_is_cancelled (sending->reader->closing))
        sending->outbox->not_before = _jarida_reader_now (sending->reader) + CLAIM_PAUSE;
      end_sending (sending);
      return;
    }
  jarida_report_row_free (sending->report);
  sending->report = jarida_report_row_copy (claimed);
  sending->service = g_strdup (jarida_reader_get_report_service (sending->reader));
  sending->withdrawal = claimed->withdrawing;
  send (sending);
}

void
_jarida_outbox_send (JaridaOutbox          *self,
                     const JaridaReportRow *report,
                     gint64                 now)
{
  Sending *sending = g_new0 (Sending, 1);
  gint64 claim_at;

  sending->outbox = self;
  sending->reader = g_object_ref (self->reader);
  sending->report = jarida_report_row_copy (report);
  self->busy = TRUE;
  self->current = report->number;
  /* One that waits for want of a network is claimed as of the time it would have waited for; one whose time no pause can have set, by a
   * clock that has since been put back, as of now. */
  claim_at = report->next > now + JARIDA_OUTBOX_NEVER_SO_LATE ? now : MAX (now, report->next);
  jarida_store_claim_report_async (self->reader->store, report->number, claim_at, now + LEASE_SECONDS, NULL, claimed_cb, sending);
}
