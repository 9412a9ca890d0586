/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "jarida-problem.h"
#include "jarida-picture-key.h"
#include "jarida-report.h"
#include "jarida-work.h"

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const FuzzSeed fuzz_seeds[] = {
  { "{\"v\":1,\"image\":{\"url\":\"https://img.example/a.jpg\",\"sha256\":\"" HEX64 "\",\"bytes\":249847,\"width\":1440,\"height\":960,"
    "\"pdq\":{\"alg\":\"pdq1\",\"hash\":\"" HEX64 "\",\"quality\":100}},\"reason\":\"violence\",\"comment\":\"a\\\"b\\\\c\\nd\","
    "\"lang\":\"fr\",\"page_host\":\"www.example\",\"reported_hour\":\"2026-11-27T17:00:00Z\",\"good_faith\":true}" },
  { "{\"v\":1,\"image\":{\"sha256\":\"" HEX64 "\"},\"reason\":\"other\",\"comment\":\"\\u0635\xd9\x88\xd8\xb1\xd8\xa9\"}" },
  { "{\"type\":\"/problems/invalid\",\"title\":\"t\",\"status\":422,\"detail\":\"d\",\"errors\":[{\"pointer\":\"/image/url\",\"code\":\"scheme\"}]}" },
  { "{\"type\":\"https://reports.example/problems/work-needed\",\"status\":428,\"challenge\":\"abc\",\"bits\":20,\"expires\":\"2026-11-29T12:00:00Z\"}" },
  { "{\"format\":\"jarida-asset-rules/1\",\"serial\":7,\"rules\":[{\"hosts\":[\"a.example\"],\"group\":\"g\","
    "\"path\":\"/([0-9]{4}/[a-z.-]{1,20})/[0-9]{1,5}\",\"query\":\"any\",\"asset\":\"x$1\"}]}" },
  { "https://a.example/2026/b.jpg/640?utm_source=x&y=%41#z" },
  { "fixed.000000000000d86c" },
  { NULL },
};

static void
try_report (const char *text,
            gsize       size)
{
  JaridaReportFaults faults;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReport) report = jarida_report_from_json (text, size, &faults, &error);
  g_autoptr(JaridaReport) again = NULL;
  g_autofree char *body = NULL;
  g_autofree char *body_again = NULL;

  g_assert_true ((report == NULL) == (error != NULL));
  if (report == NULL)
    {
      g_assert_true ((faults.n_items > 0) == g_error_matches (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_INVALID));
      return;
    }
  /* What was taken can be sent on, and comes out the same. */
  body = jarida_report_to_json (report, &error);
  g_assert_no_error (error);
  again = jarida_report_from_json (body, strlen (body), &faults, &error);
  g_assert_no_error (error);
  body_again = jarida_report_to_json (again, &error);
  g_assert_cmpstr (body, ==, body_again);
}

static void
try_rules (const char *text,
           gsize       size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaAssetRules) rules = jarida_asset_rules_parse (bytes, &error);
  g_autofree char *asset = NULL;
  const char *group;

  g_assert_true ((rules == NULL) == (error != NULL));
  if (rules != NULL)
    jarida_asset_rules_match (rules, "https://a.example/2026/b.jpg/640", &group, &asset);
}

static void
try_address (const char *text)
{
  g_autofree char *form = jarida_picture_canonical (text);
  g_autofree char *again = form != NULL ? jarida_picture_canonical (form) : NULL;
  JaridaPictureKey key;

  g_assert_cmpstr (form, ==, again);
  jarida_picture_key_asset (jarida_asset_rules_get_default (), text, &key);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autofree char *terminated = g_strndup (text, size);
  g_autofree char *challenge = NULL;
  g_autoptr(JaridaProblem) problem = jarida_problem_from_json (text, size, 422);
  g_autofree char *written = problem->kind != JARIDA_PROBLEM_NONE ? jarida_problem_to_json (problem) : NULL;

  try_report (text, size);
  try_rules (text, size);
  try_address (terminated);
  g_assert_true (jarida_work_check (terminated, "6f1c2c8e-6a0e-4d6e-9a51-0f6f0b6f9b10", 1, &challenge) == (challenge != NULL));

  return 0;
}
