/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "jarida-service-private.h"

#define HOUR 3600
#define MAX_CONNECTIONS 4096
#define IDLE_SECONDS 30
#define MAX_BUCKETS 200000
#define ROUNDS_SECONDS 15
#define READS_PER_HOUR 600
#define MAX_DECISION_ID 40
#define KEY_ID_DIGITS 32

enum { LIMIT_ADDRESS, LIMIT_NETWORK, LIMIT_READS };

/* A request whose job is under way: the connection may be gone when it is done, and after a failure of the disk the job is gone
 * without an answer. */
typedef struct
{
  SoupServerMessage *message;          /* (owned) */
  gboolean           gone;
} Asker;

static void
finished_cb (SoupServerMessage *message,
             gpointer           data)
{
  ((Asker *) data)->gone = TRUE;
}

static void
free_asker (Asker *asker)
{
  g_signal_handlers_disconnect_by_data (asker->message, asker);
  g_object_unref (asker->message);
  g_free (asker);
}

static void
count_answer (JaridaService   *self,
              const JaridaJob *job)
{
  JaridaResult result = JARIDA_RESULT_REFUSED;

  if (job->kind == JARIDA_JOB_DECISION)
    return;
  if (job->status == 201)
    result = JARIDA_RESULT_NEW;
  else if (job->status == 200)
    result = JARIDA_RESULT_AGAIN;
  else if (job->status == 204)
    result = JARIDA_RESULT_WITHDRAWN;
  else if (job->status == 429 || job->status == 428)
    result = JARIDA_RESULT_LIMITED;
  else if (job->status == 503)
    result = JARIDA_RESULT_BUSY;
  jarida_metrics_count (self->metrics, result);
  jarida_metrics_observe (self->metrics, JARIDA_HISTOGRAM_REPORT_SECONDS,
                          (double) (g_get_monotonic_time () - job->arrived) / G_USEC_PER_SEC);
}

/* The state of the picture and the number of reports are never told: they would tune a brigade. */
static void
write_answer (SoupServerMessage *message,
              JaridaJob         *job)
{
  if (job->problem != NULL)
    jarida_service_answer_problem (message, job->problem, job->retry_after);
  else if (job->answer != NULL)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control", "public, max-age=300");
      jarida_service_answer (message, job->status, "application/json", g_steal_pointer (&job->answer));
    }
  else if (job->status == 204)
    jarida_service_answer (message, 204, NULL, NULL);
  else
    jarida_service_answer (message, job->status, "application/json",
                           g_strdup_printf ("{\"id\":\"%s\",\"state\":\"recorded\"%s}", job->id,
                                            job->intake.who.warned_at != 0 ? ",\"notice\":\"warned\"" : ""));
}

static void
finish_job (JaridaService *self,
            JaridaJob     *job)
{
  Asker *asker = job->message;

  g_hash_table_remove (self->waiting, asker);
  count_answer (self, job);
  if (!asker->gone)
    {
      jarida_listener_release (self->listener, asker->message);
      write_answer (asker->message, job);
      soup_server_message_unpause (asker->message);
    }
  free_asker (asker);
}

static void
answered (GPtrArray *jobs,
          gpointer   data)
{
  for (guint i = 0; i < jobs->len; i++)
    finish_job (data, jobs->pdata[i]);
  g_ptr_array_unref (jobs);
}

static void
broken (const GError *error,
        gpointer      data)
{
  JaridaService *self = data;

  if (!self->broken && self->options.broken != NULL)
    self->options.broken (error, self->options.data);
  self->broken = TRUE;
}

static void
paged (gint64   alert,
       gpointer data)
{
  jarida_desk_mark_alert (((JaridaService *) data)->desk, alert);
}

static void
alerted (GPtrArray *alerts,
         gpointer   data)
{
  JaridaService *self = data;

  for (guint i = 0; i < alerts->len; i++)
    {
      const JaridaAlertRow *alert = alerts->pdata[i];

      jarida_pager_page (self->pager, alert->id, alert->kind, alert->subject);
    }
  g_ptr_array_unref (alerts);
}

static void
settled (const JaridaSettings *settings,
         gpointer              data)
{
  JaridaService *self = data;

  self->settings = *settings;
  g_atomic_int_set (&self->work_bits, (int) settings->work_bits);
}

static void
check_in_pool (gpointer data,
               gpointer user_data)
{
  JaridaService *self = user_data;
  JaridaJobTerms terms = { self->keys->secret, self->rules, (guint) g_atomic_int_get (&self->work_bits), self->options.clock () };

  /* What is refused goes the same way back; the desk only passes it on. */
  jarida_job_check (data, &terms);
  jarida_desk_take (self->desk, data);
}

static void
start_job (JaridaService     *self,
           SoupServerMessage *message,
           JaridaJob         *job,
           JaridaOrigin       origin)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Asker *asker = g_new0 (Asker, 1);

  asker->message = g_object_ref (message);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), asker);
  g_signal_connect (message, "disconnected", G_CALLBACK (finished_cb), asker);
  job->message = asker;
  job->origin = origin;
  job->key = g_strdup (soup_message_headers_get_one (headers, JARIDA_REPORT_KEY_HEADER));
  job->signature = g_strdup (soup_message_headers_get_one (headers, JARIDA_REPORT_SIGNATURE_HEADER));
  job->work = g_strdup (soup_message_headers_get_one (headers, "PR-Work"));
  job->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_hash_table_add (self->waiting, asker);
  jarida_listener_hold (self->listener, message);
  soup_server_message_pause (message);
  if (job->kind == JARIDA_JOB_DECISION)
    jarida_desk_take (self->desk, job);
  else
    g_thread_pool_push (self->pool, job, NULL);
}

static guint
take_limit (JaridaService      *self,
            const JaridaOrigin *origin,
            gboolean            reads)
{
  JaridaLimit address = { (guint) self->settings.address_per_hour, HOUR };
  JaridaLimit network = { (guint) self->settings.network_per_hour, HOUR };
  JaridaLimit by_reads = { READS_PER_HOUR, HOUR };
  double now = (double) g_get_monotonic_time () / G_USEC_PER_SEC;
  gint64 day = self->options.clock () / (24 * HOUR);
  guint8 code[JARIDA_CODE_BYTES], code_network[JARIDA_CODE_BYTES];
  guint wait;

  /* The code of an origin is another one every day. */
  jarida_code_make (self->keys->secret, "limit", day, origin->bytes, origin->n_address, code);
  if (reads)
    return jarida_limits_take (self->limits, LIMIT_READS, code, &by_reads, now);
  jarida_code_make (self->keys->secret, "limit-network", day, origin->bytes, origin->n_network, code_network);
  wait = jarida_limits_take (self->limits, LIMIT_ADDRESS, code, &address, now);
  if (wait == 0 && (wait = jarida_limits_take (self->limits, LIMIT_NETWORK, code_network, &network, now)) != 0)
    jarida_limits_give (self->limits, LIMIT_ADDRESS, code, &address);
  return wait;
}

/* A version that is too old is asked to wait for its update: its reports are kept where they are. */
static gboolean
is_outdated (JaridaService     *self,
             SoupServerMessage *message)
{
  const char *agent = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "User-Agent");
  guint major, minor;

  return self->settings.min_minor > 0 && agent != NULL && sscanf (agent, "jarida/%4u.%4u", &major, &minor) == 2
         && major == 0 && minor < self->settings.min_minor;
}

static void
refuse_outdated (JaridaService     *self,
                 SoupServerMessage *message)
{
  g_autoptr(JaridaProblem) problem = jarida_problem_new (JARIDA_PROBLEM_UPGRADE, NULL);

  problem->min_version = g_strdup_printf ("0.%" G_GINT64_FORMAT, self->settings.min_minor);
  jarida_service_answer_problem (message, problem, 0);
}

/* Whatever writes goes through here. */
static void
take_in (JaridaService     *self,
         SoupServerMessage *message,
         JaridaJobKind      kind,
         const char        *id,
         const char        *path)
{
  JaridaOrigin origin = jarida_service_get_origin (message);
  const gsize *size = g_object_get_data (G_OBJECT (message), "jarida-body-size");
  guint wait;

  if (size != NULL && *size > JARIDA_REPORT_MAX_BODY)
    jarida_service_refuse (message, JARIDA_PROBLEM_TOO_LARGE, 0);
  else if (self->settings.maintenance != 0 && kind != JARIDA_JOB_DECISION)
    jarida_service_refuse (message, JARIDA_PROBLEM_MAINTENANCE, (guint) g_random_int_range (300, 900));
  else if (is_outdated (self, message))
    refuse_outdated (self, message);
  else if (g_hash_table_size (self->waiting) >= self->settings.max_jobs || self->broken)
    {
      jarida_metrics_count (self->metrics, JARIDA_RESULT_BUSY);
      jarida_service_refuse (message, JARIDA_PROBLEM_BUSY, (guint) g_random_int_range (30, 121));
    }
  else if ((wait = take_limit (self, &origin, kind == JARIDA_JOB_DECISION)) != 0)
    {
      jarida_metrics_count (self->metrics, JARIDA_RESULT_LIMITED);
      jarida_service_refuse (message, JARIDA_PROBLEM_SLOW_DOWN, wait);
    }
  else
    start_job (self, message, jarida_job_new (kind, id, path), origin);
}

static void
route_report (JaridaService     *self,
              SoupServerMessage *message,
              const char        *path)
{
  const char *method = soup_server_message_get_method (message);
  const char *id = path + strlen ("/v1/reports/");

  if (!jarida_report_is_id (id))
    jarida_service_refuse (message, JARIDA_PROBLEM_MALFORMED, 0);
  else if (g_str_equal (method, "PUT"))
    take_in (self, message, JARIDA_JOB_REPORT, id, path);
  else if (g_str_equal (method, "DELETE"))
    take_in (self, message, JARIDA_JOB_WITHDRAW, id, path);
  else
    jarida_service_refuse_method (message, "PUT, DELETE");
}

static void
route_key (JaridaService     *self,
           SoupServerMessage *message,
           const char        *path)
{
  const char *id = path + strlen ("/v1/keys/");

  if (strlen (id) != KEY_ID_DIGITS || strspn (id, "0123456789abcdef") != KEY_ID_DIGITS)
    jarida_service_refuse (message, JARIDA_PROBLEM_MALFORMED, 0);
  else if (g_str_equal (soup_server_message_get_method (message), "PUT"))
    take_in (self, message, JARIDA_JOB_KEY, id, path);
  else
    jarida_service_refuse_method (message, "PUT");
}

static void
route_decision (JaridaService     *self,
                SoupServerMessage *message,
                const char        *path)
{
  const char *id = path + strlen ("/v1/decisions/");
  const char *method = soup_server_message_get_method (message);

  if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    jarida_service_refuse_method (message, "GET, HEAD");
  else if (*id == '\0' || strlen (id) > MAX_DECISION_ID || strspn (id, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_") != strlen (id))
    jarida_service_refuse (message, JARIDA_PROBLEM_NOT_FOUND, 0);
  else
    take_in (self, message, JARIDA_JOB_DECISION, id, path);
}

/* For the operator's machine only: a request that came through the proxy finds nothing here. */
static void
route_local (JaridaService     *self,
             SoupServerMessage *message,
             const char        *path)
{
  if (jarida_service_is_proxied (message))
    jarida_service_refuse (message, JARIDA_PROBLEM_NOT_FOUND, 0);
  else if (g_str_equal (path, "/metrics"))
    jarida_service_answer (message, 200, "text/plain; version=0.0.4; charset=utf-8",
                           jarida_metrics_to_text (self->metrics, g_hash_table_size (self->waiting),
                                                   jarida_listener_count_connections (self->listener), self->options.clock ()));
  else if (g_str_equal (path, "/readyz") && (self->broken || self->settings.maintenance != 0))
    jarida_service_answer (message, 503, "text/plain", g_strdup ("not ready\n"));
  else
    jarida_service_answer (message, 200, "text/plain", g_strdup ("ok\n"));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  JaridaService *self = data;

  if (g_str_has_prefix (path, "/v1/reports/"))
    route_report (self, message, path);
  else if (g_str_has_prefix (path, "/v1/keys/"))
    route_key (self, message, path);
  else if (g_str_has_prefix (path, "/v1/list/"))
    jarida_service_route_list (self, message, path);
  else if (g_str_has_prefix (path, "/v1/decisions/"))
    route_decision (self, message, path);
  else if (g_str_equal (path, "/healthz") || g_str_equal (path, "/readyz") || g_str_equal (path, "/metrics"))
    route_local (self, message, path);
  else
    jarida_service_refuse (message, JARIDA_PROBLEM_NOT_FOUND, 0);
}

static void
head_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           data)
{
  jarida_service_check_head (data, message, path);
}

static void
answer_written_cb (SoupServerMessage *message,
                   gpointer           data)
{
  jarida_listener_release (((JaridaService *) data)->listener, message);
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           data)
{
  JaridaService *self = data;

  jarida_service_watch_body (self, message);
  g_signal_connect (message, "wrote-body", G_CALLBACK (answer_written_cb), self);
}

static gboolean
rounds_cb (gpointer data)
{
  jarida_service_do_rounds (data);
  return G_SOURCE_CONTINUE;
}

static gint64
get_time (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
published (JaridaListFiles *files,
           gpointer         data)
{
  JaridaService *self = data;

  g_clear_pointer (&self->files, jarida_list_files_unref);
  self->files = files;
}

static gboolean
look_cb (gpointer data)
{
  jarida_publisher_look (((JaridaService *) data)->publisher);
  return G_SOURCE_CONTINUE;
}

static JaridaLedger *
open_ledger (JaridaService  *self,
             GError        **error)
{
  JaridaSqlEngine *engine = jarida_sql_engine_open (self->options.database, error);

  return engine != NULL ? jarida_ledger_new (engine, error) : NULL;
}

static gboolean
open_publisher (JaridaService  *self,
                GError        **error)
{
  JaridaPublisherOptions options = { .folder = self->options.list, .keys = self->keys, .rules = self->rules_json,
                                     .rules_serial = jarida_asset_rules_get_serial (self->rules), .metrics = self->metrics,
                                     .clock = self->options.clock, .published = published, .broken = broken, .data = self };
  JaridaLedger *ledger = open_ledger (self, error);

  if (ledger == NULL)
    return FALSE;
  self->publisher = jarida_publisher_new (ledger, &options);
  return TRUE;
}

static gboolean
read_rules (JaridaService  *self,
            GError        **error)
{
  self->rules_json = self->options.rules != NULL
    ? g_bytes_ref (self->options.rules)
    : g_resources_lookup_data ("/org/jarida/Jarida/asset-rules.json", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (self->rules_json == NULL)
    return FALSE;
  self->rules = jarida_asset_rules_parse (self->rules_json, error);
  return self->rules != NULL;
}

static gboolean
open_desk (JaridaService  *self,
           GError        **error)
{
  static const JaridaDeskEvents events = { answered, broken, alerted, settled };
  JaridaLedger *ledger = open_ledger (self, error);
  g_autoptr(GHashTable) settings = NULL;

  if (ledger == NULL)
    return FALSE;
  settings = jarida_ledger_get_settings (ledger, error);
  if (settings == NULL)
    {
      jarida_ledger_free (ledger);
      return FALSE;
    }
  jarida_settings_read (&self->settings, settings);
  self->work_bits = (int) self->settings.work_bits;
  jarida_metrics_set_key_until (self->metrics, self->keys->until);
  self->desk = jarida_desk_new (ledger, self->keys, self->metrics, self->options.clock, &events, self);
  return TRUE;
}

static gboolean
open_doors (JaridaService  *self,
            GError        **error)
{
  self->server = soup_server_new ("server-header", NULL, NULL);
  self->listener = jarida_listener_new (self->server,
                                        self->options.max_connections != 0 ? self->options.max_connections : MAX_CONNECTIONS,
                                        self->options.idle_seconds != 0 ? self->options.idle_seconds : IDLE_SECONDS);
  soup_server_add_early_handler (self->server, NULL, head_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  for (guint i = 0; self->options.listen[i] != NULL; i++)
    if (!jarida_listener_add (self->listener, self->options.listen[i], error))
      return FALSE;
  jarida_listener_start (self->listener);
  return TRUE;
}

JaridaService *
jarida_service_new (const JaridaServiceOptions  *options,
                    GError                     **error)
{
  g_autoptr(JaridaService) self = g_new0 (JaridaService, 1);
  /* The thread of the doors and the desk's are busy, too. */
  guint n_threads = CLAMP (g_get_num_processors () - 1, 1, 8);

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self->options = *options;
  if (self->options.clock == NULL)
    self->options.clock = get_time;
  self->context = g_main_context_ref_thread_default ();
  self->metrics = jarida_metrics_new ();
  self->limits = jarida_limits_new (MAX_BUCKETS);
  self->waiting = g_hash_table_new (NULL, NULL);
  self->pager = jarida_pager_new (options->alert, paged, self);
  self->pool = g_thread_pool_new (check_in_pool, self, (int) n_threads, FALSE, NULL);
  if (!read_rules (self, error)
      || (self->keys = jarida_key_folder_open (options->keys, self->options.clock (), error)) == NULL
      || !open_desk (self, error) || !open_publisher (self, error) || !open_doors (self, error))
    return NULL;
  self->rounds_id = g_timeout_add_seconds (ROUNDS_SECONDS, rounds_cb, self);
  self->look_id = g_timeout_add_seconds (1, look_cb, self);
  jarida_service_do_rounds (self);
  return g_steal_pointer (&self);
}

/* Whatever is under way gets its answer before the doors close. */
static void
drain (JaridaService *self)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (self->waiting != NULL && g_hash_table_size (self->waiting) > 0 && !self->broken && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (self->context, FALSE))
      g_usleep (500);
}

void
jarida_service_free (JaridaService *self)
{
  GHashTableIter iter;
  gpointer asker;

  if (self == NULL)
    return;
  g_clear_handle_id (&self->rounds_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  drain (self);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_pointer (&self->desk, jarida_desk_free);
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &asker, NULL))
    free_asker (asker);
  g_clear_pointer (&self->publisher, jarida_publisher_free);
  g_clear_pointer (&self->files, jarida_list_files_unref);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->listener, jarida_listener_free);
  g_clear_pointer (&self->pager, jarida_pager_free);
  g_clear_pointer (&self->limits, jarida_limits_free);
  g_clear_pointer (&self->metrics, jarida_metrics_free);
  g_clear_pointer (&self->rules, jarida_asset_rules_unref);
  g_clear_pointer (&self->rules_json, g_bytes_unref);
  g_hash_table_unref (self->waiting);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->keys, jarida_key_folder_free);
  g_free (self);
}

guint
jarida_service_get_port (JaridaService *self)
{
  return jarida_listener_get_port (self->listener);
}

void
jarida_service_do_rounds (JaridaService *self)
{
  jarida_desk_do_rounds (self->desk);
  jarida_publisher_look (self->publisher);
}
