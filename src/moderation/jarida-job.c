/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "jarida-address-parts.h"
#include "jarida-hex.h"
#include "jarida-job.h"
#include "jarida-picture-key.h"
#include "jarida-proof.h"

#define MAX_AGE_SECONDS (30 * 24 * 3600)
#define KEY_ID_DIGITS 32

JaridaJob *
jarida_job_new (JaridaJobKind  kind,
                const char    *id,
                const char    *path)
{
  JaridaJob *self = g_new0 (JaridaJob, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->path = g_strdup (path);
  self->arrived = g_get_monotonic_time ();
  return self;
}

void
jarida_job_free (JaridaJob *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->path);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->key);
  g_free (self->signature);
  g_free (self->work);
  g_clear_pointer (&self->report, jarida_report_free);
  g_free (self->host);
  g_clear_pointer (&self->problem, jarida_problem_free);
  g_free (self->answer);
  g_free (self);
}

void
jarida_job_reset (JaridaJob *self)
{
  self->status = 0;
  g_clear_pointer (&self->problem, jarida_problem_free);
  g_clear_pointer (&self->answer, g_free);
}

void
jarida_job_accept (JaridaJob *self,
                   guint      status)
{
  self->status = status;
}

void
jarida_job_refuse (JaridaJob         *self,
                   JaridaProblemKind  kind,
                   const char        *detail)
{
  g_clear_pointer (&self->problem, jarida_problem_free);
  self->problem = jarida_problem_new (kind, detail);
  self->status = self->problem->status;
}

void
jarida_job_limit (JaridaJob *self,
                  guint      retry_after)
{
  jarida_job_refuse (self, JARIDA_PROBLEM_SLOW_DOWN, NULL);
  self->retry_after = MAX (retry_after, 1);
}

static gboolean
check_signature (JaridaJob *self)
{
  gsize size = 0;
  const void *body = self->body != NULL ? g_bytes_get_data (self->body, &size) : NULL;
  const char *method = self->kind == JARIDA_JOB_WITHDRAW ? "DELETE" : "PUT";

  if (jarida_report_verify (self->key, self->signature, method, self->path, body, size, self->public_key))
    return TRUE;
  jarida_job_refuse (self, JARIDA_PROBLEM_BAD_SIGNATURE, NULL);
  return FALSE;
}

static gboolean
check_work (JaridaJob            *self,
            const JaridaJobTerms *terms)
{
  if (terms->work_bits == 0 || jarida_proof_check (terms->secret, self->work, self->id, terms->work_bits, terms->now))
    return TRUE;
  jarida_job_refuse (self, JARIDA_PROBLEM_WORK_NEEDED, NULL);
  self->problem->bits = terms->work_bits;
  self->problem->challenge = jarida_proof_make_challenge (terms->secret, self->id, terms->work_bits, terms->now,
                                                          &self->problem->expires);
  return FALSE;
}

/* What the client did with its own key is checked before anything is looked up by it. */
static gboolean
check_key_id (JaridaJob *self)
{
  guint8 digest[crypto_hash_sha256_BYTES];
  g_autoptr(GString) text = g_string_new (NULL);

  crypto_hash_sha256 (digest, self->public_key, sizeof self->public_key);
  jarida_hex_append (text, digest, KEY_ID_DIGITS / 2);
  if (strcmp (text->str, self->id) == 0)
    return TRUE;
  jarida_job_refuse (self, JARIDA_PROBLEM_BAD_SIGNATURE, "the key has another id");
  return FALSE;
}

static void
refuse_body (JaridaJob                *self,
             const JaridaReportFaults *faults,
             const GError             *error)
{
  if (g_error_matches (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_INVALID))
    {
      jarida_job_refuse (self, JARIDA_PROBLEM_INVALID, NULL);
      self->problem->faults = *faults;
    }
  else if (g_error_matches (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_TOO_LARGE))
    {
      jarida_job_refuse (self, JARIDA_PROBLEM_TOO_LARGE, NULL);
      self->problem->limit = JARIDA_REPORT_MAX_BODY;
    }
  else
    jarida_job_refuse (self, JARIDA_PROBLEM_MALFORMED, NULL);
}

static void
set_key (JaridaIntake           *intake,
         JaridaKeyKind           kind,
         const JaridaPictureKey *key)
{
  memcpy (intake->key[kind], key->bytes, sizeof key->bytes);
  intake->keys |= 1u << kind;
}

static void
fill_keys (JaridaJob              *self,
           const JaridaAssetRules *rules)
{
  const JaridaReport *report = self->report;
  JaridaPictureKey key;

  if (report->url != NULL)
    {
      g_autoptr(JaridaAddress) parts = jarida_address_parse (report->url, NULL);

      self->host = g_strdup (parts != NULL ? parts->host : "");
      if (jarida_picture_key_url (report->url, &key))
        set_key (&self->intake, JARIDA_KEY_URL, &key);
      if (jarida_picture_key_asset (rules, report->url, &key))
        set_key (&self->intake, JARIDA_KEY_ASSET, &key);
    }
  if (report->has_sha256)
    {
      jarida_picture_key_content (report->sha256, &key);
      set_key (&self->intake, JARIDA_KEY_CONTENT, &key);
    }
}

static gboolean
check_report (JaridaJob            *self,
              const JaridaJobTerms *terms)
{
  g_autoptr(GError) error = NULL;
  JaridaReportFaults faults = { 0 };
  JaridaIntake *intake = &self->intake;
  gsize size;
  const char *text = g_bytes_get_data (self->body, &size);

  self->report = jarida_report_from_json (text, size, &faults, &error);
  if (self->report == NULL)
    {
      refuse_body (self, &faults, error);
      return FALSE;
    }
  if (self->report->reported_hour != 0 && self->report->reported_hour < terms->now - MAX_AGE_SECONDS)
    {
      jarida_job_refuse (self, JARIDA_PROBLEM_TOO_OLD, NULL);
      return FALSE;
    }
  fill_keys (self, terms->rules);
  crypto_hash_sha256 (intake->body_hash, (const guint8 *) text, size);
  intake->url = self->report->url;
  intake->host = self->host != NULL ? self->host : "";
  intake->sha256 = self->report->has_sha256 ? self->report->sha256 : NULL;
  intake->pdq = self->report->has_pdq ? self->report->pdq : NULL;
  intake->pdq_quality = self->report->pdq_quality;
  intake->reason = self->report->reason;
  intake->comment = self->report->comment[0] != '\0' ? self->report->comment : NULL;
  intake->received_at = terms->now;
  return TRUE;
}

gboolean
jarida_job_check (JaridaJob            *self,
                  const JaridaJobTerms *terms)
{
  guint8 code[JARIDA_CODE_BYTES];

  if (self->kind == JARIDA_JOB_DECISION)
    return TRUE;
  if (!check_signature (self)
      || (self->kind == JARIDA_JOB_KEY && !check_key_id (self))
      || (self->kind == JARIDA_JOB_REPORT && (!check_work (self, terms) || !check_report (self, terms))))
    return FALSE;
  /* From here on the reporter is a code; the key itself is not kept. */
  jarida_code_make (terms->secret, "reporter", 0, self->public_key, sizeof self->public_key, code);
  G_STATIC_ASSERT (JARIDA_CODE_BYTES == JARIDA_REPORTER_ID_BYTES);
  memcpy (self->intake.reporter, code, sizeof code);
  self->intake.id = self->id;
  return TRUE;
}
