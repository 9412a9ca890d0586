/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "../remove-tree.h"
#include "jarida-activity-sheet.h"
#include "jarida-application.h"
#include "jarida-safekeeping.h"
#include "jarida-safety-page.h"
#include "journey.h"

/* A copy of everything and back, as a person does it in the preferences of the program itself; and damage, which is said and mended. */

typedef struct
{
  JaridaApplication *application;    /* (owned) */
  char              *folder;         /* (owned) */
  char              *shelf;          /* (owned) */
  void             (*work) (gpointer program);
  gboolean           worked;
} Program;

static void
copy_old (const char *shelf,
          const char *name)
{
  g_autofree char *from = g_build_filename (TEST_DATA, "db", "shelf-3", name, NULL);
  g_autofree char *to = g_build_filename (shelf, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
}

static gboolean
work_cb (gpointer data)
{
  Program *self = data;

  self->work (self);
  self->worked = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
run_program (void (*work) (gpointer program),
             gboolean unclean)
{
  Program self = { .work = work };
  char *arguments[] = { (char *) "jarida", (char *) "--data", NULL, NULL };

  self.folder = g_dir_make_tmp ("jarida-safety-XXXXXX", NULL);
  self.shelf = g_build_filename (self.folder, "shelf", NULL);
  g_assert_cmpint (g_mkdir (self.shelf, 0700), ==, 0);
  copy_old (self.shelf, "library.db");
  copy_old (self.shelf, "bodies.db");
  if (unclean)
    {
      g_autofree char *mark = g_build_filename (self.shelf, "open", NULL);

      g_assert_true (g_file_set_contents (mark, "", 0, NULL));
    }
  arguments[2] = self.shelf;
  self.application = jarida_application_new ();
  g_timeout_add (60, work_cb, &self);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 3, arguments), ==, 0);
  g_assert_true (self.worked);
  g_object_unref (self.application);
  remove_tree (self.folder);
  g_free (self.folder);
  g_free (self.shelf);
}

static JaridaWindow *
get_window (Program *self)
{
  for (GList *windows = gtk_application_get_windows (GTK_APPLICATION (self->application)); windows != NULL; windows = windows->next)
    if (JARIDA_IS_WINDOW (windows->data))
      return windows->data;
  return NULL;
}

static GtkWidget *
find_anywhere (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;

  for (GList *window = windows; window != NULL && found == NULL; window = window->next)
    found = journey_find (window->data, type);
  return found;
}

static guint
count_unread (Program *self)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };

  return jarida_reader_count_unread (jarida_application_get_reader (self->application), &all);
}

static JaridaSafetyPage *
open_page (Program *self)
{
  GtkWidget *page;

  g_action_group_activate_action (G_ACTION_GROUP (self->application), "preferences", NULL);
  WAIT_UNTIL (find_anywhere (JARIDA_TYPE_SAFETY_PAGE) != NULL);
  page = find_anywhere (JARIDA_TYPE_SAFETY_PAGE);
  adw_view_stack_set_visible_child (ADW_VIEW_STACK (gtk_widget_get_ancestor (page, ADW_TYPE_VIEW_STACK)), page);
  WAIT_UNTIL (gtk_widget_get_mapped (page));
  return JARIDA_SAFETY_PAGE (page);
}

static void
mark_one_read (Program *self)
{
  static const JaridaPlace unread = { .kind = JARIDA_PLACE_UNREAD };
  JaridaReader *reader = jarida_application_get_reader (self->application);
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (reader, &unread);

  jarida_reader_set_read (reader, jarida_headline_list_get_id (list, 3), TRUE);
}

static void
back_up_and_restore (gpointer data)
{
  Program *self = data;
  g_autofree char *path = g_build_filename (self->folder, "copy.jarida", NULL);
  g_autofree char *other = g_build_filename (self->shelf, "settings.ini", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) no_backup = g_file_new_for_path (other);
  JaridaReader *first;
  JaridaSafetyPage *page;
  GtkWidget *sheet;
  guint n_unread;

  WAIT_UNTIL (get_window (self) != NULL);
  first = jarida_application_get_reader (self->application);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  g_settings_set_int (jarida_application_get_settings (self->application), "font-size", 23);
  n_unread = count_unread (self);
  page = open_page (self);
  jarida_safety_page_back_up (page, file);
  g_assert_null (jarida_safety_page_get_said (page));
  WAIT_UNTIL (jarida_safety_page_get_said (page) != NULL);
  g_assert_nonnull (strstr (jarida_safety_page_get_said (page), "17 articles of 1 newspaper"));
  g_assert_true (g_file_query_exists (file, NULL));

  /* Something else has happened since. */
  mark_one_read (self);
  g_settings_set_int (jarida_application_get_settings (self->application), "font-size", 30);
  g_assert_cmpuint (count_unread (self), ==, n_unread - 1);
  jarida_safety_page_restore (page, no_backup);
  WAIT_UNTIL (jarida_safety_page_get_said (page) != NULL);
  g_assert_nonnull (strstr (jarida_safety_page_get_said (page), "not a backup"));
  g_assert_null (journey_shown_button (GTK_WIDGET (page), "_Replace"));

  jarida_safety_page_restore (page, file);
  WAIT_UNTIL (jarida_safety_page_get_said (page) != NULL);
  g_assert_cmpuint (count_unread (self), ==, n_unread - 1);
  WAIT_UNTIL (journey_shown_button (GTK_WIDGET (page), "_Keep Mine") != NULL);
  g_signal_emit_by_name (journey_shown_button (GTK_WIDGET (page), "_Keep Mine"), "clicked");
  g_assert_null (jarida_safety_page_get_said (page));
  jarida_safety_page_restore (page, file);
  WAIT_UNTIL (jarida_safety_page_get_said (page) != NULL);
  WAIT_UNTIL (journey_shown_button (GTK_WIDGET (page), "_Replace") != NULL);
  g_signal_emit_by_name (journey_shown_button (GTK_WIDGET (page), "_Replace"), "clicked");
  /* The new one may lie where it lay. */
  WAIT_UNTIL (first == NULL && jarida_application_get_reader (self->application) != NULL && get_window (self) != NULL);
  g_assert_null (find_anywhere (JARIDA_TYPE_SAFETY_PAGE));
  g_assert_cmpuint (count_unread (self), ==, n_unread);
  g_assert_cmpint (g_settings_get_int (jarida_application_get_settings (self->application), "font-size"), ==, 23);

  /* A page says what happened, until it was read. */
  gtk_widget_activate_action (GTK_WIDGET (get_window (self)), "win.activity", NULL);
  WAIT_UNTIL (find_anywhere (JARIDA_TYPE_ACTIVITY_SHEET) != NULL);
  sheet = find_anywhere (JARIDA_TYPE_ACTIVITY_SHEET);
  WAIT_UNTIL (journey_says (sheet, "before-restore-"));
  g_signal_emit_by_name (journey_shown_button (sheet, "_Understood"), "clicked");
  g_assert_false (journey_says (sheet, "before-restore-"));
  g_assert_null (jarida_reader_get_mishap (jarida_application_get_reader (self->application)));
}

static void
test_back_up_and_restore (void)
{
  run_program (back_up_and_restore, FALSE);
}

/* Bytes of a file become others, as a disk does it; the shelf is open. */
static void
spoil (Program    *self,
       const char *name,
       gsize       from)
{
  g_autofree char *path = g_build_filename (self->shelf, name, NULL);
  FILE *file = g_fopen (path, "r+b");
  g_autofree char *junk = g_strnfill (8192, 'Z');

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) from, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (junk, 1, 8192, file), ==, 8192);
  fclose (file);
}

static void
mend (gpointer data)
{
  Program *self = data;
  g_autofree char *mark = g_build_filename (self->shelf, "unchecked", NULL);
  JaridaReader *first;
  GtkWidget *sheet;

  /* The last end was not clean: the program looks through the files by itself. */
  WAIT_UNTIL (get_window (self) != NULL);
  first = jarida_application_get_reader (self->application);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  g_assert_true (g_file_test (mark, G_FILE_TEST_EXISTS));
  spoil (self, "bodies.db", 24576);
  WAIT_UNTIL (jarida_reader_get_damaged (first));
  WAIT_UNTIL (journey_says (GTK_WIDGET (get_window (self)), "A part of the shelf is damaged"));
  g_signal_emit_by_name (journey_shown_button (GTK_WIDGET (get_window (self)), "app.reopen-shelf"), "clicked");
  /* The new one may lie where it lay. */
  WAIT_UNTIL (first == NULL && jarida_application_get_reader (self->application) != NULL && get_window (self) != NULL);
  g_assert_false (jarida_reader_get_damaged (jarida_application_get_reader (self->application)));
  WAIT_UNTIL (journey_says (GTK_WIDGET (get_window (self)), "Texts Were Damaged"));
  gtk_widget_activate_action (GTK_WIDGET (get_window (self)), "win.activity", NULL);
  WAIT_UNTIL (find_anywhere (JARIDA_TYPE_ACTIVITY_SHEET) != NULL);
  sheet = find_anywhere (JARIDA_TYPE_ACTIVITY_SHEET);
  WAIT_UNTIL (journey_says (sheet, "bodies.db.broken-1"));
}

static void
test_mend (void)
{
  run_program (mend, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/safety/back-up-and-restore", test_back_up_and_restore);
  g_test_add_func ("/safety/mend", test_mend);
  return g_test_run ();
}
