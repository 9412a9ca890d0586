/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "small-disk.h"

static gboolean permitted;

/* Where a person may have a name space of his own, he is himself in it. */
static gboolean
enter_user_space (void)
{
  g_autofree char *users = g_strdup_printf ("%d %d 1", (int) getuid (), (int) getuid ());

  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return FALSE;
  return g_file_set_contents_full ("/proc/self/uid_map", users, -1, G_FILE_SET_CONTENTS_NONE, 0, NULL);
}

void
small_disk_init (void)
{
  permitted = (unshare (CLONE_NEWNS) == 0 || enter_user_space ())
              && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

gboolean
small_disk_mount (const char *folder,
                  gsize       bytes)
{
  g_autofree char *options = g_strdup_printf ("size=%" G_GSIZE_FORMAT ",mode=0700", bytes);

  if (permitted && mount ("jarida-test", folder, "tmpfs", 0, options) == 0)
    return TRUE;
  g_test_skip ("no disk of its own is permitted here");
  return FALSE;
}

void
small_disk_set_frozen (const char *folder,
                       gboolean    frozen)
{
  int result = mount (NULL, folder, NULL, MS_REMOUNT | (frozen ? MS_RDONLY : 0), NULL);

  g_assert_cmpint (result, ==, 0);
}

void
small_disk_set_full (const char *folder,
                     gboolean    full)
{
  g_autofree char *path = g_build_filename (folder, "ballast", NULL);
  static const char block[4096];
  int fd;

  if (!full)
    {
      g_unlink (path);
      return;
    }
  fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, sizeof block) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

gboolean
small_disk_mirror (const char *folder,
                   const char *place)
{
  return permitted && mount (folder, place, NULL, MS_BIND, NULL) == 0
         && mount (NULL, place, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}

void
small_disk_unmount (const char *folder)
{
  /* What is open still goes with its last user. */
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}
