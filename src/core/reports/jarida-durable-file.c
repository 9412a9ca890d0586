/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "jarida-durable-file.h"

#define TEMPORARY_SUFFIX ".tmp"
#define TEMPORARY_AGE (5 * 60)

static gboolean
fail (GError     **error,
      const char  *path)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s: %s", path, g_strerror (saved_errno));

  return FALSE;
}

static gboolean
write_all (int         fd,
           const void *data,
           gsize       size)
{
  const guint8 *p = data;

  while (size > 0)
    {
      ssize_t n = write (fd, p, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      p += n;
      size -= (gsize) n;
    }

  return TRUE;
}

/* Without this a power cut may forget the new name. */
static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  /* Some file systems over the network know no such thing as a folder's state. */
  gboolean synced = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP);
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  errno = saved_errno;

  return synced;
}

static gboolean
fill (const char *path,
      const void *data,
      gsize       size,
      int         mode)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  gboolean filled;
  int saved_errno;

  if (fd < 0)
    return FALSE;
  /* Whatever the umask is. */
  filled = fchmod (fd, (mode_t) mode) == 0 && write_all (fd, data, size) && fsync (fd) == 0;
  saved_errno = errno;
  if (close (fd) != 0 && filled)
    {
      saved_errno = errno;
      filled = FALSE;
    }
  if (!filled)
    unlink (path);
  errno = saved_errno;

  return filled;
}

/* What a crash left beside @path: of its name, and older than anybody takes to write it. */
static void
sweep (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;
  struct stat own, other;

  if (dir == NULL || stat (path, &own) != 0)
    return;
  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *left_over = NULL;

      if (!g_str_has_prefix (entry, name) || entry[strlen (name)] != '.' || !g_str_has_suffix (entry, TEMPORARY_SUFFIX))
        continue;
      left_over = g_build_filename (folder, entry, NULL);
      if (lstat (left_over, &other) == 0 && other.st_mtime < own.st_mtime - TEMPORARY_AGE)
        unlink (left_over);
    }
}

/* link() fails where the name is taken, which rename() would not. Where there are no links (FAT), the name is looked at first:
 * not as sure, but there is nothing better. */
static gboolean
name_new (const char *temporary,
          const char *path)
{
  if (link (temporary, path) == 0)
    return TRUE;
  if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
    return FALSE;
  if (access (path, F_OK) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }

  return rename (temporary, path) == 0;
}

gboolean
jarida_durable_file_write (const char         *path,
                           const void         *data,
                           gsize               size,
                           int                 mode,
                           JaridaDurableMode   how,
                           GError            **error)
{
  /* From the system and not from GLib's sequence, which a child shares with its parent. */
  g_autofree char *temporary = g_strdup_printf ("%s.%08x" TEMPORARY_SUFFIX, path, randombytes_random ());
  gboolean named;
  int saved_errno;

  if (!fill (temporary, data, size, mode))
    return fail (error, temporary);
  named = how == JARIDA_DURABLE_KEEP ? name_new (temporary, path) : rename (temporary, path) == 0;
  saved_errno = errno;
  if (how == JARIDA_DURABLE_KEEP || !named)
    unlink (temporary);
  errno = saved_errno;
  if (!named || !sync_folder (path))
    return fail (error, path);
  sweep (path);

  return TRUE;
}

GBytes *
jarida_durable_file_read (const char  *path,
                          gsize        max_size,
                          GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autofree guint8 *data = NULL;
  struct stat st;
  gsize done = 0;
  ssize_t n = 0;

  if (fd < 0 || fstat (fd, &st) != 0)
    {
      fail (error, path);
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if (!S_ISREG (st.st_mode) || st.st_size < 0 || (guint64) st.st_size > max_size)
    {
      close (fd);
      errno = S_ISREG (st.st_mode) ? EFBIG : EINVAL;
      fail (error, path);
      return NULL;
    }
  data = g_malloc ((gsize) st.st_size + 1);
  do
    {
      n = read (fd, data + done, (gsize) st.st_size - done);
      done += n > 0 ? (gsize) n : 0;
    }
  while (n > 0 || (n < 0 && errno == EINTR));
  if (n < 0)
    {
      fail (error, path);
      close (fd);
      return NULL;
    }
  close (fd);

  return g_bytes_new_take (g_steal_pointer (&data), done);
}
