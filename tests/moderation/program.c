/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jarida-key-folder.h"
#include "program.h"

void
program_init (Program    *self,
              const char *path,
              const char *shim)
{
  g_autoptr(GError) error = NULL;

  self->path = path;
  self->shim = shim;
  self->pid = 0;
  self->folder = g_dir_make_tmp ("jarida-program-XXXXXX", &error);
  g_assert_no_error (error);
  self->socket = g_build_filename (self->folder, "socket", NULL);
  self->database = g_build_filename (self->folder, "moderation.db", NULL);
  jarida_key_folder_make (self->folder, g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
}

void
program_clear (Program *self)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", self->folder);

  if (self->pid != 0)
    program_stop (self, SIGKILL);
  g_assert_cmpint (system (command), ==, 0);
  g_free (self->folder);
  g_free (self->socket);
  g_free (self->database);
}

void
program_start (Program    *self,
               const char *disk,
               const char *setting)
{
  g_autofree char *where = g_strconcat ("unix:", self->socket, NULL);
  g_auto(GStrv) environment = g_get_environ ();
  const char *arguments[] = { self->path, "--listen", where, "--database", self->database, "--keys", self->folder,
                              "--set", "key_burst=1000000", "--set", setting, NULL };
  g_autoptr(GError) error = NULL;

  if (disk != NULL)
    {
      g_auto(GStrv) pairs = g_strsplit (disk, "\n", -1);

      environment = g_environ_setenv (environment, "LD_PRELOAD", self->shim, TRUE);
      for (guint i = 0; pairs[i] != NULL; i++)
        {
          g_auto(GStrv) parts = g_strsplit (pairs[i], "=", 2);

          environment = g_environ_setenv (environment, parts[0], parts[1], TRUE);
        }
    }
  g_spawn_async (NULL, (char **) arguments, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid, &error);
  g_assert_no_error (error);
}

int
program_wait (Program *self)
{
  int status;

  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  self->pid = 0;
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

int
program_stop (Program *self,
              int      signal)
{
  kill (self->pid, signal);
  return program_wait (self);
}

gint64
program_get_memory (Program *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", (int) self->pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) words = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoll (words[1], NULL, 10) * 4096;
}

double
program_get_cpu (Program *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) self->pid);
  g_autofree char *text = NULL;
  unsigned long user = 0, kernel = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  sscanf (strrchr (text, ')') + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
  return (double) (user + kernel) / (double) sysconf (_SC_CLK_TCK);
}
