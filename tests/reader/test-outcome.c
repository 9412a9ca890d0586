/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-reader-private.h"

#include "jarida-feed.h"

/* What servers and rooms say, sorted into what a person can do about it, and said. */

static const struct
{
  guint         status;
  gint64        retry_after;
  JaridaOutcome outcome;
} statuses[] = {
  { 304, 0, JARIDA_OUTCOME_HTTP_ERROR },   /* nobody had asked for that */
  { 400, 0, JARIDA_OUTCOME_HTTP_ERROR },
  { 401, 0, JARIDA_OUTCOME_DENIED },
  { 402, 0, JARIDA_OUTCOME_DENIED },
  { 403, 0, JARIDA_OUTCOME_DENIED },
  { 404, 0, JARIDA_OUTCOME_NOT_FOUND },
  { 408, 0, JARIDA_OUTCOME_TIMEOUT },
  { 410, 0, JARIDA_OUTCOME_GONE },
  { 418, 0, JARIDA_OUTCOME_HTTP_ERROR },
  { 429, 0, JARIDA_OUTCOME_BUSY },
  { 451, 0, JARIDA_OUTCOME_DENIED },
  { 500, 0, JARIDA_OUTCOME_SERVER_ERROR },
  { 503, 0, JARIDA_OUTCOME_SERVER_ERROR },
  { 503, 120, JARIDA_OUTCOME_BUSY },
  { 504, 0, JARIDA_OUTCOME_TIMEOUT },
  { 599, 0, JARIDA_OUTCOME_SERVER_ERROR },
};

static void
test_statuses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_test_message ("%u", statuses[i].status);
      g_assert_cmpint (jarida_outcome_from_status (statuses[i].status, statuses[i].retry_after), ==, statuses[i].outcome);
    }
}

static void
test_errors (void)
{
  const struct { GQuark domain; int code; JaridaOutcome outcome; const char *words; } rows[] = {
    { JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_UNREACHABLE, JARIDA_OUTCOME_UNREACHABLE, "could not be reached" },
    { JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_OFFLINE, JARIDA_OUTCOME_OFFLINE, "no network" },
    { JARIDA_FETCH_ERROR, 1000, JARIDA_OUTCOME_UNKNOWN, "Something went wrong" },
    { JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_NOT_A_FEED, JARIDA_OUTCOME_NOT_A_FEED, "no feed" },
    { JARIDA_READER_ERROR, JARIDA_OUTCOME_BAD_ADDRESS, JARIDA_OUTCOME_BAD_ADDRESS, "not a web address" },
    { JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL, JARIDA_OUTCOME_DISK_FULL, "disk is full" },
    { JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_READ_ONLY, JARIDA_OUTCOME_READ_ONLY, "may not write in its folder" },
    { JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN, JARIDA_OUTCOME_READ_ONLY, "can only read" },
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, JARIDA_OUTCOME_DISK_FULL, "disk is full" },
    { G_IO_ERROR, G_IO_ERROR_READ_ONLY, JARIDA_OUTCOME_READ_ONLY, "may not write in its folder" },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, JARIDA_OUTCOME_TIMEOUT, "in time" },
    /* A file of the person's own, or a picture: nothing of it says that a server cannot be reached. */
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, JARIDA_OUTCOME_UNKNOWN, "may not read or write there" },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, JARIDA_OUTCOME_UNKNOWN, "no longer there" },
    { G_IO_ERROR, G_IO_ERROR_FAILED, JARIDA_OUTCOME_UNKNOWN, "Something went wrong" },
    { G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, JARIDA_OUTCOME_UNKNOWN, "Something went wrong" },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, JARIDA_OUTCOME_CANCELLED, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = g_error_new (rows[i].domain, rows[i].code, "row %u", (guint) i);
      g_autofree char *text = jarida_error_text (error);

      g_test_message ("%s %d: %s", g_quark_to_string (rows[i].domain), rows[i].code, text);
      g_assert_cmpint (jarida_outcome_from_error (error), ==, rows[i].outcome);
      g_assert_nonnull (strstr (text, rows[i].words));
    }
}

/* Each outcome has a sentence of its own, and none is empty. */
static void
test_sentences (void)
{
  g_autoptr(GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int outcome = JARIDA_OUTCOME_NEVER; outcome <= (int) JARIDA_OUTCOME_NO_TEXT; outcome++)
    {
      char *text = jarida_outcome_text ((JaridaOutcome) outcome, 0);

      g_assert_cmpstr (text, !=, "");
      g_assert_true (g_hash_table_add (said, text));
    }
  g_assert_true (jarida_outcome_is_failure (JARIDA_OUTCOME_UNKNOWN));
  g_assert_false (jarida_outcome_is_failure (JARIDA_OUTCOME_CUT));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/outcome/statuses", test_statuses);
  g_test_add_func ("/reader/outcome/errors", test_errors);
  g_test_add_func ("/reader/outcome/sentences", test_sentences);
  return g_test_run ();
}
