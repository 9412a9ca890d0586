/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-problem.h"

static void
test_table (void)
{
  static const struct { const char *token; guint status; } expected[] = {
    { "malformed", 400 }, { "bad-signature", 401 }, { "reporter-suspended", 403 }, { "id-reused", 409 }, { "too-old", 410 },
    { "too-large", 413 }, { "media-type", 415 }, { "invalid", 422 }, { "upgrade", 426 }, { "work-needed", 428 },
    { "slow-down", 429 }, { "busy", 503 }, { "maintenance", 503 }, { "not-found", 404 },
  };

  g_assert_cmpuint (G_N_ELEMENTS (expected), ==, JARIDA_PROBLEM_LAST);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      JaridaProblemKind kind = jarida_problem_kind_from_token (expected[i].token);

      g_assert_cmpint (kind, ==, i + 1);
      g_assert_cmpuint (jarida_problem_kind_get_status (kind), ==, expected[i].status);
      g_assert_cmpstr (jarida_problem_kind_to_token (kind), ==, expected[i].token);
    }
  g_assert_cmpint (jarida_problem_kind_from_token ("else"), ==, JARIDA_PROBLEM_NONE);
  g_assert_null (jarida_problem_kind_to_token (99));
}

static void
test_write (void)
{
  g_autoptr(JaridaProblem) self = jarida_problem_new (JARIDA_PROBLEM_INVALID, "image.url \"x\"");
  g_autoptr(JaridaProblem) work = jarida_problem_new (JARIDA_PROBLEM_WORK_NEEDED, NULL);
  g_autofree char *text = NULL;
  g_autofree char *work_text = NULL;

  self->faults.items[self->faults.n_items++] = (JaridaReportFault) { "/image/url", "scheme" };
  text = jarida_problem_to_json (self);
  g_assert_cmpstr (text, ==, "{\"type\":\"/problems/invalid\",\"title\":\"A member is wrong\",\"status\":422,"
                             "\"detail\":\"image.url \\\"x\\\"\",\"errors\":[{\"pointer\":\"/image/url\",\"code\":\"scheme\"}]}");
  work->challenge = g_strdup ("abc");
  work->bits = 20;
  work->expires = g_strdup ("2026-11-29T12:00:00Z");
  work_text = jarida_problem_to_json (work);
  g_assert_cmpstr (work_text, ==, "{\"type\":\"/problems/work-needed\",\"title\":\"Solve the challenge first\",\"status\":428,"
                                  "\"challenge\":\"abc\",\"bits\":20,\"expires\":\"2026-11-29T12:00:00Z\"}");
}

static void
test_read (void)
{
  static const char suspended[] = "{\"type\":\"https://reports.example/problems/reporter-suspended\",\"status\":403,"
                                  "\"until\":\"2026-12-01T00:00:00Z\",\"appeal\":\"/v1/appeals/\",\"new\":[1]}";
  static const char work[] = "{\"type\":\"/problems/work-needed\",\"challenge\":\"abc\",\"bits\":-5}";
  static const char *const junk[] = { "", "<html>", "{\"type\":5}", "{\"type\":\"about:blank\"}", "{\"type\":\"/problems/busy\"}", "{\"a\":1,\"a\":2}" };
  g_autoptr(JaridaProblem) self = jarida_problem_from_json (suspended, strlen (suspended), 403);
  g_autoptr(JaridaProblem) asked = jarida_problem_from_json (work, strlen (work), 428);

  g_assert_cmpint (self->kind, ==, JARIDA_PROBLEM_REPORTER_SUSPENDED);
  g_assert_cmpstr (self->until, ==, "2026-12-01T00:00:00Z");
  g_assert_cmpstr (self->appeal, ==, "/v1/appeals/");
  g_assert_cmpstr (asked->challenge, ==, "abc");
  g_assert_cmpuint (asked->bits, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (junk); i++)
    {
      /* 502 is of no kind: a type that says another status is not believed. */
      g_autoptr(JaridaProblem) none = jarida_problem_from_json (junk[i], strlen (junk[i]), 502);

      g_assert_cmpint (none->kind, ==, JARIDA_PROBLEM_NONE);
      g_assert_cmpuint (none->status, ==, 502);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/problem/table", test_table);
  g_test_add_func ("/reports/problem/write", test_write);
  g_test_add_func ("/reports/problem/read", test_read);
  return g_test_run ();
}
