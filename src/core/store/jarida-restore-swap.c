/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-backup-private.h"
#include "jarida-restore-private.h"
#include "jarida-salvage.h"
#include "jarida-search-file.h"
#include "jarida-store-error.h"

/* Putting a restored shelf in the place of another. What is to be done is written down first, and every step may be done twice: a kill in
 * the middle leaves work for the next opening, and never half of one shelf and half of another. */

#define PLAN "restoring"
#define ASIDE "before-restore-"

/* The bodies first: a library without them has articles whose text is missing. The key last, which is worth nothing without reports. */
static const char *const moved[] = { "bodies.db", "library.db", "reporter-key" };

gboolean
jarida_restore_is_extra (const char *name)
{
  return g_strcmp0 (name, "reporter-key") == 0;
}

static gboolean
fail_file (const char  *path,
           int          number,
           GError     **error)
{
  const gboolean full = number == ENOSPC || number == EDQUOT;

  g_set_error (error, JARIDA_DB_ERROR, full ? JARIDA_DB_ERROR_FULL : JARIDA_DB_ERROR_READ_ONLY, "%s: %s", path, g_strerror (number));
  return FALSE;
}

/* As long as the new one lies apart, the old one is still to be moved, or to be moved to its end. */
static gboolean
move_one (const char  *folder,
          const char  *staged,
          const char  *aside,
          const char  *name,
          GError     **error)
{
  g_autofree char *here = g_build_filename (folder, name, NULL);
  g_autofree char *from = g_build_filename (folder, staged, name, NULL);
  g_autofree char *to = g_build_filename (folder, aside, name, NULL);
  g_autofree char *second = NULL;

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  /* What lies aside already is the old one: nothing is ever put over it. */
  if (g_file_test (to, G_FILE_TEST_EXISTS) && g_file_test (here, G_FILE_TEST_EXISTS))
    second = jarida_salvage_choose_aside (to);
  if (!jarida_salvage_set_aside (here, second != NULL ? second : to, error))
    return FALSE;
  return g_rename (from, here) == 0 || fail_file (here, errno, error);
}

/* What was made of the old shelf, and what was noted of it. */
static void
drop_derived (const char *folder)
{
  static const char *const names[] = { "columns", "damaged", "mending" };

  jarida_search_file_delete (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
}

static gboolean
carry_out (const char  *folder,
           const char  *staged,
           const char  *aside,
           GError     **error)
{
  g_autofree char *plan = g_build_filename (folder, PLAN, NULL);
  g_autofree char *staged_path = g_build_filename (folder, staged, NULL);
  g_autofree char *aside_path = g_build_filename (folder, aside, NULL);

  if (g_mkdir (aside_path, 0700) != 0 && errno != EEXIST)
    return fail_file (aside_path, errno, error);
  drop_derived (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (moved); i++)
    if (!move_one (folder, staged, aside, moved[i], error))
      return FALSE;
  /* The names are on the disk before the plan is not. */
  jarida_backup_sync_path (aside_path);
  jarida_backup_sync_path (folder);
  g_unlink (plan);
  jarida_restore_drop (staged_path);
  /* Empty: there was nothing before. */
  g_rmdir (aside_path);
  return TRUE;
}

/* A name within the folder, and one of ours. */
static gboolean
is_own_name (const char *name,
             const char *beginning)
{
  return name != NULL && g_str_has_prefix (name, beginning) && strchr (name, '/') == NULL;
}

static void
drop_leftovers (const char *folder)
{
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (is_own_name (name, JARIDA_RESTORE_STAGED))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        jarida_restore_drop (path);
      }
}

gboolean
jarida_restore_resume (const char  *folder,
                       GError     **error)
{
  g_autofree char *plan = g_build_filename (folder, PLAN, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (g_file_get_contents (plan, &text, NULL, NULL))
    {
      lines = g_strsplit (text, "\n", -1);
      if (g_strv_length (lines) >= 2 && is_own_name (lines[0], JARIDA_RESTORE_STAGED) && is_own_name (lines[1], ASIDE)
          && !carry_out (folder, lines[0], lines[1], error))
        return FALSE;
      g_unlink (plan);
    }
  drop_leftovers (folder);
  return TRUE;
}

static char *
choose_aside (const char *folder,
              gint64      now)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local (now);
  g_autofree char *day = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d-%H%M%S") : g_strdup ("0");
  g_autofree char *name = g_strconcat (ASIDE, day, NULL);

  for (guint i = 2;; i++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
      g_free (name);
      name = g_strdup_printf (ASIDE "%s-%u", day, i);
    }
}

/* Whoever calls has the lock. */
static gboolean
swap (const char  *folder,
      const char  *staged,
      gint64       now,
      char       **out_aside,
      GError     **error)
{
  g_autofree char *plan = g_build_filename (folder, PLAN, NULL);
  g_autofree char *staged_name = g_path_get_basename (staged);
  g_autofree char *aside = choose_aside (folder, now);
  g_autofree char *aside_path = g_build_filename (folder, aside, NULL);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", staged_name, aside);
  g_autoptr(GError) local_error = NULL;

  if (!g_file_set_contents_full (plan, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return fail_file (plan, g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EACCES, error);
  if (!carry_out (folder, staged_name, aside, error))
    return FALSE;
  *out_aside = g_file_test (aside_path, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&aside_path) : NULL;
  return TRUE;
}

/* The lock that every open shelf shares. */
static int
lock_alone (const char  *folder,
            GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int lock = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0)
    {
      fail_file (path, errno, error);
      return -1;
    }
  if (flock (lock, LOCK_EX | LOCK_NB) == 0)
    return lock;
  g_set_error_literal (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_IN_USE, folder);
  close (lock);
  return -1;
}

/* Made here by jarida_restore_stage(), and whole: its path may have come from anybody on the session's bus. */
static gboolean
is_staged (const char *folder,
           const char *staged)
{
  g_autofree char *name = g_path_get_basename (staged);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *library = g_build_filename (path, "library.db", NULL);
  g_autofree char *bodies = g_build_filename (path, "bodies.db", NULL);

  return g_str_equal (path, staged) && is_own_name (name, JARIDA_RESTORE_STAGED)
         && g_file_test (library, G_FILE_TEST_IS_REGULAR) && g_file_test (bodies, G_FILE_TEST_IS_REGULAR);
}

gboolean
jarida_restore_finish (const char  *folder,
                       const char  *staged,
                       gint64       now,
                       char       **out_aside,
                       GError     **error)
{
  GError *local_error = NULL;
  g_autofree char *plan = g_build_filename (folder, PLAN, NULL);
  const gboolean ours = is_staged (folder, staged);
  const int lock = ours ? lock_alone (folder, &local_error) : -1;
  gboolean done;

  *out_aside = NULL;
  if (!ours)
    g_set_error_literal (&local_error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED, staged);
  done = lock >= 0 && swap (folder, staged, now, out_aside, &local_error);
  if (lock >= 0)
    close (lock);
  /* Not once a plan names it: the next opening needs it. */
  if (!done && ours && !g_file_test (plan, G_FILE_TEST_EXISTS))
    jarida_restore_drop (staged);
  if (!done)
    g_propagate_error (error, jarida_store_error_from_db (local_error));
  return done;
}

gboolean
jarida_restore_run (const char               *folder,
                    const char               *path,
                    gint64                    now,
                    const JaridaBackupWatch  *watch,
                    char                    **out_aside,
                    JaridaBackupFacts        *out_facts,
                    GError                  **error)
{
  GError *local_error = NULL;
  g_autofree char *staged = NULL;
  const int lock = lock_alone (folder, &local_error);
  gboolean done;

  *out_aside = NULL;
  done = lock >= 0
         && jarida_restore_resume (folder, &local_error)
         && jarida_restore_stage (folder, path, watch, &staged, out_facts, &local_error)
         && swap (folder, staged, now, out_aside, &local_error);
  if (lock >= 0)
    close (lock);
  if (!done)
    g_propagate_error (error, jarida_store_error_from_db (local_error));
  return done;
}
