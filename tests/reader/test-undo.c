/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-undo.h"

static guint n_freed;

static void
count_free (gpointer data)
{
  n_freed++;
}

static void
append (gpointer owner,
        gpointer data)
{
  g_string_append_printf (owner, "%d", GPOINTER_TO_INT (data));
}

static void
test_last_first (void)
{
  g_autoptr(GString) log = g_string_new (NULL);
  JaridaUndo *undo = jarida_undo_new (log);

  n_freed = 0;
  g_assert_true (jarida_undo_is_empty (undo));
  for (int i = 1; i <= 3; i++)
    jarida_undo_push (undo, append, GINT_TO_POINTER (i), count_free);
  while (!jarida_undo_is_empty (undo))
    jarida_undo_pop (undo);
  g_assert_cmpstr (log->str, ==, "321");
  g_assert_cmpuint (n_freed, ==, 3);
  jarida_undo_pop (undo);
  g_assert_cmpstr (log->str, ==, "321");
  jarida_undo_free (undo);
}

static JaridaUndo *reentrant;

static void
push_again (gpointer owner,
            gpointer data)
{
  jarida_undo_push (reentrant, append, NULL, count_free);
}

static void
test_undoing_leaves_nothing_to_undo (void)
{
  n_freed = 0;
  reentrant = jarida_undo_new (NULL);
  jarida_undo_push (reentrant, push_again, NULL, NULL);
  jarida_undo_pop (reentrant);
  g_assert_true (jarida_undo_is_empty (reentrant));
  g_assert_cmpuint (n_freed, ==, 1);
  jarida_undo_free (reentrant);
}

static void
test_fifty_acts (void)
{
  g_autoptr(GString) log = g_string_new (NULL);
  JaridaUndo *undo = jarida_undo_new (log);
  guint n_undone = 0;

  n_freed = 0;
  for (int i = 0; i < 80; i++)
    jarida_undo_push (undo, append, GINT_TO_POINTER (7), count_free);
  g_assert_cmpuint (n_freed, ==, 30);
  for (; !jarida_undo_is_empty (undo); n_undone++)
    jarida_undo_pop (undo);
  g_assert_cmpuint (n_undone, ==, 50);
  jarida_undo_free (undo);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/undo/last-first", test_last_first);
  g_test_add_func ("/reader/undo/undoing-leaves-nothing-to-undo", test_undoing_leaves_nothing_to_undo);
  g_test_add_func ("/reader/undo/fifty-acts", test_fifty_acts);
  return g_test_run ();
}
