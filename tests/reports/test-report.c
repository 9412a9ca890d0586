/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-report.h"

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define NOW 1795798800   /* 2026-11-27T17:00:00Z */

#define FULL_BODY \
  "{\"v\":1,\"image\":{\"url\":\"https://img.example/a.jpg\",\"sha256\":\"" HEX64 "\",\"bytes\":249847,\"width\":1440,\"height\":960," \
  "\"pdq\":{\"alg\":\"pdq1\",\"hash\":\"" HEX64 "\",\"quality\":100}},\"reason\":\"violence\",\"comment\":\"a\\\"b\\\\c\\nd\"," \
  "\"lang\":\"fr\",\"page_host\":\"www.example\",\"reported_hour\":\"2026-11-27T17:00:00Z\",\"good_faith\":true}"

/* The bytes are signed and hashed: they may never come out otherwise. */
static void
test_write (void)
{
  g_autoptr(JaridaReport) report = jarida_report_new ("https://ann:word@img.example/a.jpg#top", JARIDA_REASON_VIOLENCE,
                                                      "a\"b\\c\nd\x01\x7f", "https://www.example/private/page", NOW + 1234);
  g_autoptr(JaridaReport) read = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;
  g_autofree char *again = NULL;

  g_assert_true (jarida_report_is_id (report->id));
  report->has_sha256 = report->has_pdq = TRUE;
  for (guint i = 0; i < 32; i++)
    report->sha256[i] = report->pdq[i] = (guint8[]) { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef }[i % 8];
  report->pdq_quality = 100;
  report->bytes = 249847;
  report->width = 1440;
  report->height = 960;
  report->lang = g_strdup ("fr");
  body = jarida_report_to_json (report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (body, ==, FULL_BODY);

  read = jarida_report_from_json (body, strlen (body), NULL, &error);
  g_assert_no_error (error);
  g_assert_null (read->id);
  g_assert_cmpint (read->reported_hour, ==, NOW);
  g_assert_cmpstr (read->comment, ==, "a\"b\\c\nd");
  again = jarida_report_to_json (read, &error);
  g_assert_cmpstr (again, ==, body);
}

/* The longest of everything still fits. */
static void
test_longest (void)
{
  g_autofree char *tail = g_strnfill (JARIDA_REPORT_MAX_URL - strlen ("https://img.example/"), 'a');
  g_autofree char *address = g_strconcat ("https://img.example/", tail, NULL);
  g_autoptr(GString) comment = g_string_new (NULL);
  g_autoptr(JaridaReport) report = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;

  for (guint i = 0; i < 600; i++)
    g_string_append (comment, "\xf0\x9f\x97\x9e");
  report = jarida_report_new (address, JARIDA_REASON_OTHER, comment->str, NULL, NOW);
  report->has_sha256 = report->has_pdq = TRUE;
  body = jarida_report_to_json (report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (body), <=, JARIDA_REPORT_MAX_BODY);
  g_assert_cmpint (g_utf8_strlen (report->comment, -1), ==, JARIDA_REPORT_MAX_COMMENT);
}

/* A picture written into the page has no address that says anything to others. */
static void
test_without_address (void)
{
  g_autoptr(JaridaReport) report = jarida_report_new ("data:image/png;base64,AAAA", JARIDA_REASON_SEXUAL, NULL, NULL, NOW);
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;

  g_assert_null (jarida_report_to_json (report, &error));
  g_assert_error (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_INVALID);
  g_clear_error (&error);
  report->has_sha256 = TRUE;
  body = jarida_report_to_json (report, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (body, "url"));
}

typedef struct
{
  const char *path;
  const char *body;
  const char *pointer;      /* NULL: taken */
  const char *code;
} BodyCase;

#define IMAGE "\"image\":{\"url\":\"https://a.example/\"}"

static const BodyCase body_cases[] = {
  { "least", "{\"v\":1," IMAGE ",\"reason\":\"hate\"}", NULL, NULL },
  { "any-order-and-spaces", " {\"reason\" : \"hate\",\n" IMAGE ",\"v\":1 } ", NULL, NULL },
  { "unknown-members", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"mood\":{\"a\":[1,{}]}}", NULL, NULL },
  { "null-is-absent", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"comment\":null,\"lang\":null,\"good_faith\":null}", NULL, NULL },
  { "escapes", "{\"v\":1,\"\\u0069mage\":{\"url\":\"https:\\/\\/a.example\\/\"},\"reason\":\"h\\u0061te\"}", NULL, NULL },
  { "other-pdq", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"pdq\":{\"alg\":\"pdq2\",\"hash\":7}},\"reason\":\"hate\"}",
    "/image/pdq/hash", "type" },
  { "unknown-pdq", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"pdq\":{\"alg\":\"pdq2\"}},\"reason\":\"hate\"}", NULL, NULL },
  { "v/absent", "{" IMAGE ",\"reason\":\"hate\"}", "/v", "required" },
  { "v/other", "{\"v\":2," IMAGE ",\"reason\":\"hate\"}", "/v", "version" },
  { "v/text", "{\"v\":\"1\"," IMAGE ",\"reason\":\"hate\"}", "/v", "type" },
  { "v/fraction", "{\"v\":1.0," IMAGE ",\"reason\":\"hate\"}", "/v", "type" },
  { "image/absent", "{\"v\":1,\"reason\":\"hate\"}", "/image", "required" },
  { "image/text", "{\"v\":1,\"image\":\"x\",\"reason\":\"hate\"}", "/image", "type" },
  { "image/empty", "{\"v\":1,\"image\":{},\"reason\":\"hate\"}", "/image/url", "required" },
  { "url/scheme", "{\"v\":1,\"image\":{\"url\":\"ftp://a.example/\"},\"reason\":\"hate\"}", "/image/url", "scheme" },
  { "url/data", "{\"v\":1,\"image\":{\"url\":\"data:,x\",\"sha256\":\"" HEX64 "\"},\"reason\":\"hate\"}", "/image/url", "scheme" },
  { "url/broken", "{\"v\":1,\"image\":{\"url\":\"https://a b/\"},\"reason\":\"hate\"}", "/image/url", "address" },
  { "url/number", "{\"v\":1,\"image\":{\"url\":5},\"reason\":\"hate\"}", "/image/url", "type" },
  { "sha256/upper", "{\"v\":1,\"image\":{\"sha256\":\"" "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD" "\"},\"reason\":\"hate\"}",
    "/image/sha256", "format" },
  { "sha256/alone", "{\"v\":1,\"image\":{\"sha256\":\"" HEX64 "\"},\"reason\":\"hate\"}", NULL, NULL },
  { "width/negative", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"width\":-1},\"reason\":\"hate\"}", "/image/width", "range" },
  { "height/huge", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"height\":70000},\"reason\":\"hate\"}", "/image/height", "range" },
  { "bytes/text", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"bytes\":\"5\"},\"reason\":\"hate\"}", "/image/bytes", "type" },
  { "bytes/overflow", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"bytes\":99999999999999999999},\"reason\":\"hate\"}", "/image/bytes", "*" },
  { "pdq/hash", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"pdq\":{\"alg\":\"pdq1\",\"hash\":\"00\"}},\"reason\":\"hate\"}", "/image/pdq/hash", "format" },
  { "pdq/quality", "{\"v\":1,\"image\":{\"url\":\"https://a.example/\",\"pdq\":{\"alg\":\"pdq1\",\"hash\":\"" HEX64 "\",\"quality\":101}},\"reason\":\"hate\"}", "/image/pdq/quality", "range" },
  { "reason/absent", "{\"v\":1," IMAGE "}", "/reason", "required" },
  { "reason/unknown", "{\"v\":1," IMAGE ",\"reason\":\"ugly\"}", "/reason", "unknown" },
  { "reason/empty", "{\"v\":1," IMAGE ",\"reason\":\"\"}", "/reason", "unknown" },
  { "comment/needed", "{\"v\":1," IMAGE ",\"reason\":\"other\"}", "/comment", "required" },
  { "comment/blank", "{\"v\":1," IMAGE ",\"reason\":\"other\",\"comment\":\" \\n\\u00a0\"}", "/comment", "required" },
  { "comment/control", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"comment\":\"a\\u001bb\"}", "/comment", "format" },
  { "comment/right-to-left", "{\"v\":1," IMAGE ",\"reason\":\"other\",\"comment\":\"صورة مزيفة\"}", NULL, NULL },
  { "lang/locale", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"lang\":\"fr_MA\"}", "/lang", "format" },
  { "page-host/address", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"page_host\":\"a.example/b\"}", "/page_host", "format" },
  { "hour/minute", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"reported_hour\":\"2026-11-27T17:05:00Z\"}", "/reported_hour", "format" },
  { "hour/thirteenth-month", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"reported_hour\":\"2026-13-27T17:00:00Z\"}", "/reported_hour", "format" },
  { "faith/bad", "{\"v\":1," IMAGE ",\"reason\":\"hate\",\"good_faith\":false}", "/good_faith", "value" },
};

static void
test_body (gconstpointer data)
{
  const BodyCase *row = data;
  JaridaReportFaults faults;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReport) report = jarida_report_from_json (row->body, strlen (row->body), &faults, &error);

  if (row->pointer == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (report);
      g_assert_nonnull (report->comment);
      g_assert_cmpuint (faults.n_items, ==, 0);
      return;
    }
  g_assert_error (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_INVALID);
  g_assert_null (report);
  g_assert_cmpuint (faults.n_items, ==, 1);
  g_assert_cmpstr (faults.items[0].pointer, ==, row->pointer);
  if (*row->code != '*')
    g_assert_cmpstr (faults.items[0].code, ==, row->code);
}

/* T-I8, the part of the body: nothing of this reaches the JSON library. */
static void
test_malformed (void)
{
  static const char *const bodies[] = {
    "", "null", "[]", "\"v\"", "{", "{\"v\":1", "{\"v\":1}x", "{\"v\":1,}", "{'v':1}", "{\"v\":1}{\"v\":1}",
    "{\"v\":1,\"v\":1}", "{\"v\":1,\"\\u0076\":1}", "{\"image\":{\"url\":\"a\",\"url\":\"b\"}}", "{\"a\":[{\"b\":1,\"b\":2}]}",
    "{\"comment\":\"\xff\"}", "{\"comment\":\"\xed\xa0\x80\"}", "{\"comment\":\"a\\u0000b\"}", "{\"a\\u0000\":1}",
    "{\"comment\":\"\x01\"}", "\xef\xbb\xbf{\"v\":1}", "/* */{\"v\":1}", "{\"v\":NaN}", "{\"v\":01}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (jarida_report_from_json (bodies[i], strlen (bodies[i]), NULL, &error));
      g_assert_error (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_MALFORMED);
    }
}

static void
test_bombs (void)
{
  g_autofree char *nested = g_strnfill (JARIDA_REPORT_MAX_BODY, '[');
  g_autofree char *huge = g_strnfill (JARIDA_REPORT_MAX_BODY + 1, ' ');
  g_autoptr(GError) error = NULL;

  g_assert_null (jarida_report_from_json (nested, JARIDA_REPORT_MAX_BODY, NULL, &error));
  g_assert_error (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (jarida_report_from_json (huge, JARIDA_REPORT_MAX_BODY + 1, NULL, &error));
  g_assert_error (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_TOO_LARGE);
}

/* All that is wrong is said at once. */
static void
test_several_faults (void)
{
  static const char body[] = "{\"v\":3,\"image\":{\"url\":\"ftp://a\",\"width\":-1},\"reason\":\"x\",\"lang\":\"FR\"}";
  JaridaReportFaults faults;
  g_autoptr(GError) error = NULL;

  g_assert_null (jarida_report_from_json (body, strlen (body), &faults, &error));
  g_assert_cmpuint (faults.n_items, ==, 5);
}

static void
test_reasons (void)
{
  guint n_hiding = 0;

  for (guint i = 1; i <= JARIDA_REASON_LAST; i++)
    {
      g_assert_cmpint (jarida_report_reason_from_token (jarida_report_reason_to_token (i)), ==, i);
      n_hiding += jarida_report_reason_may_hide (i);
      g_assert_true (jarida_report_reason_counts (i) == (i != JARIDA_REASON_BROKEN));
      g_assert_true (jarida_report_reason_needs_comment (i) == (i == JARIDA_REASON_OTHER));
    }
  g_assert_cmpuint (n_hiding, ==, 7);
  g_assert_null (jarida_report_reason_to_token (0));
  g_assert_null (jarida_report_reason_to_token (-1));
  g_assert_null (jarida_report_reason_to_token (JARIDA_REASON_LAST + 1));
  g_assert_cmpint (jarida_report_reason_from_token (NULL), ==, 0);
  g_assert_false (jarida_report_reason_may_hide (99));
}

static void
test_ids (void)
{
  g_assert_true (jarida_report_is_id ("6f1c2c8e-6a0e-4d6e-9a51-0f6f0b6f9b10"));
  g_assert_false (jarida_report_is_id ("6F1C2C8E-6A0E-4D6E-9A51-0F6F0B6F9B10"));
  g_assert_false (jarida_report_is_id ("6f1c2c8e-6a0e-4d6e-9a51-0f6f0b6f9b1"));
  g_assert_false (jarida_report_is_id ("6f1c2c8e6a0e4d6e9a510f6f0b6f9b10"));
  g_assert_false (jarida_report_is_id ("../../../etc/passwd"));
  g_assert_false (jarida_report_is_id (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/report/write", test_write);
  g_test_add_func ("/reports/report/longest", test_longest);
  g_test_add_func ("/reports/report/without-address", test_without_address);
  for (guint i = 0; i < G_N_ELEMENTS (body_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reports/report/body/", body_cases[i].path, NULL);

      g_test_add_data_func (path, &body_cases[i], test_body);
    }
  g_test_add_func ("/reports/T-I8/malformed", test_malformed);
  g_test_add_func ("/reports/T-I8/bombs", test_bombs);
  g_test_add_func ("/reports/report/several-faults", test_several_faults);
  g_test_add_func ("/reports/report/reasons", test_reasons);
  g_test_add_func ("/reports/report/ids", test_ids);
  return g_test_run ();
}
