/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brigades.h"

static void
test_brigades (void)
{
  for (guint i = 0; brigades[i].id != NULL; i++)
    {
      gint64 score = simulate_brigade (&brigades[i]);

      g_test_message ("%s %s: %" G_GINT64_FORMAT, brigades[i].id, brigades[i].what, score);
      g_assert_cmpint (score, >, 0);
      g_assert_cmpint (score, <=, brigades[i].most);
      g_assert_cmpint (score, <, JARIDA_SCORE_THRESHOLD);
    }
}

/* T-A5, in short; ./dev bench moderation takes a hundred times as many pictures. */
static void
test_honest (void)
{
  HonestShares shares;

  simulate_honest (5000, 20261129, &shares);
  g_test_message ("hidden at the third %.1f %%, by the fourth %.1f %%, by the fifth %.1f %%",
                  100 * shares.at_three, 100 * shares.by_four, 100 * shares.by_five);
  g_assert_cmpuint (shares.by_two, ==, 0);
  g_assert_cmpfloat (shares.at_three, >=, 0.60);
  g_assert_cmpfloat (shares.by_four, >=, 0.90);
  g_assert_cmpfloat (shares.by_five, >=, 0.98);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/T-A1/brigades", test_brigades);
  g_test_add_func ("/reports/T-A5/honest-people", test_honest);
  return g_test_run ();
}
