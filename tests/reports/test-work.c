/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-work.h"

#define ID "6f1c2c8e-6a0e-4d6e-9a51-0f6f0b6f9b10"
#define OTHER_ID "6f1c2c8e-6a0e-4d6e-9a51-0f6f0b6f9b11"

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static char *
solve (const char    *challenge,
       guint          bits,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_work_solve_async (challenge, ID, bits, cancellable, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return jarida_work_solve_finish (result, error);
}

static void
test_solve (void)
{
  for (guint bits = 0; bits <= 14; bits += 7)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *header = solve ("a-challenge_1", bits, NULL, &error);
      g_autofree char *challenge = NULL;
      g_autofree char *of_other = NULL;

      g_assert_no_error (error);
      g_assert_true (jarida_work_check (header, ID, bits, &challenge));
      g_assert_cmpstr (challenge, ==, "a-challenge_1");
      if (bits == 14)
        g_assert_false (jarida_work_check (header, OTHER_ID, bits, &of_other));
    }
}

/* Made with: for n in …; printf 'prw1\0fixed\0ID\0' and eight bytes of n | sha256sum. */
static void
test_known (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *header = jarida_work_solve ("fixed", ID, 16, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, "fixed.000000000000d86c");
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "", "fixed", "fixed.", "fixed.0", "fixed.000000000000000g", "fixed.00000000000000000",
                                       ".0000000000000000", "fi.xed.0000000000000000", "fi xed.0000000000000000", "fixed.000000000000000A" };
  g_autoptr(GError) error = NULL;
  g_autofree char *challenge = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (jarida_work_check (wrong[i], ID, 0, &challenge));
  g_assert_false (jarida_work_check (NULL, ID, 0, &challenge));
  g_assert_false (jarida_work_check ("fixed.0000000000000000", ID, 60, &challenge));
  g_assert_null (solve ("fixed", 25, NULL, &error));
  g_assert_error (error, JARIDA_WORK_ERROR, JARIDA_WORK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (solve ("no\nchallenge", 1, NULL, &error));
  g_assert_error (error, JARIDA_WORK_ERROR, JARIDA_WORK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (jarida_work_solve (NULL, ID, 1, NULL, &error));
}

static gpointer
cancel_in_thread (gpointer data)
{
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *header = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_in_thread, cancellable);

  header = solve ("fixed", JARIDA_WORK_MAX_BITS, cancellable, &error);
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (header);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/work/solve", test_solve);
  g_test_add_func ("/reports/work/known", test_known);
  g_test_add_func ("/reports/work/refused", test_refused);
  g_test_add_func ("/reports/work/cancelled", test_cancelled);
  return g_test_run ();
}
