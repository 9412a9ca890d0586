/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-picture-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_SUFFIX ".tmp"
/* Nobody takes this long to write one picture: older ones were left by a crash. */
#define TEMPORARY_AGE    (5 * 60)

typedef struct
{
  char            *path;   /* (owned) */
  guint64          size;
  struct timespec  used;
} Kept;

char *
jarida_picture_folder_dup_path (const char *folder,
                                const char *address)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);
  const char shelf[] = { name[0], name[1], '\0' };

  return g_build_filename (folder, shelf, name + 2, NULL);
}

guint64
jarida_picture_folder_measure (const char *folder,
                               const char *address)
{
  g_autofree char *path = jarida_picture_folder_dup_path (folder, address);
  struct stat st;

  return lstat (path, &st) == 0 && S_ISREG (st.st_mode) ? (guint64) st.st_size : 0;
}

static void
set_error_from_errno (GError     **error,
                      int          saved_errno,
                      const char  *path)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s: %s", path, g_strerror (saved_errno));
}

static GBytes *
read_all (int       fd,
          gsize     size,
          GError  **error,
          const char *path)
{
  g_autofree guint8 *data = g_malloc (MAX (size, 1));
  gsize done = 0;

  while (done < size)
    {
      ssize_t n = read (fd, data + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_error_from_errno (error, errno, path);
          return NULL;
        }
      if (n == 0)
        break;
      done += (gsize) n;
    }

  return g_bytes_new_take (g_steal_pointer (&data), done);
}

GBytes *
jarida_picture_folder_read (const char  *folder,
                            const char  *address,
                            GError     **error)
{
  g_autofree char *path = jarida_picture_folder_dup_path (folder, address);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat st;
  GBytes *bytes;

  if (fd < 0 || fstat (fd, &st) < 0 || !S_ISREG (st.st_mode) || st.st_size == 0)
    {
      int saved_errno = fd < 0 ? errno : ENOENT;

      if (fd >= 0)
        close (fd);
      set_error_from_errno (error, saved_errno, path);
      return NULL;
    }

  bytes = read_all (fd, (gsize) st.st_size, error, path);
  /* A read-only disk keeps no order of use: a pity, no error. */
  (void) futimens (fd, NULL);
  close (fd);
  return bytes;
}

static gboolean
write_all (int     fd,
           GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      ssize_t n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }

  /* A rename can outlive the bytes it names when the power goes. */
  return fdatasync (fd) == 0;
}

gboolean
jarida_picture_folder_write (const char  *folder,
                             const char  *address,
                             GBytes      *bytes,
                             GError     **error)
{
  g_autofree char *path = jarida_picture_folder_dup_path (folder, address);
  g_autofree char *shelf = g_path_get_dirname (path);
  g_autofree char *temporary = g_strconcat (path, "-XXXXXX" TEMPORARY_SUFFIX, NULL);
  gboolean written;
  int fd, saved_errno;

  if (g_mkdir_with_parents (shelf, 0700) < 0
      || (fd = mkostemps (temporary, strlen (TEMPORARY_SUFFIX), O_CLOEXEC)) < 0)
    {
      set_error_from_errno (error, errno, path);
      return FALSE;
    }

  written = write_all (fd, bytes);
  saved_errno = errno;
  /* Some disks say only now that they are full. */
  if (close (fd) < 0 && written)
    {
      written = FALSE;
      saved_errno = errno;
    }
  if (written && g_rename (temporary, path) == 0)
    return TRUE;
  if (written)
    saved_errno = errno;

  g_unlink (temporary);
  set_error_from_errno (error, saved_errno, path);
  return FALSE;
}

static void
kept_clear (gpointer data)
{
  g_free (((Kept *) data)->path);
}

static int
compare_use (gconstpointer a,
             gconstpointer b)
{
  const struct timespec *used_a = &((const Kept *) a)->used;
  const struct timespec *used_b = &((const Kept *) b)->used;

  if (used_a->tv_sec != used_b->tv_sec)
    return used_a->tv_sec < used_b->tv_sec ? -1 : 1;

  return (used_a->tv_nsec > used_b->tv_nsec) - (used_a->tv_nsec < used_b->tv_nsec);
}

/* Adds the files of one of the 256 folders; returns the bytes in them. */
static guint64
list_shelf (const char *shelf,
            gint64      now,
            GArray     *kept)
{
  g_autoptr(GDir) dir = g_dir_open (shelf, 0, NULL);
  const char *name;
  guint64 sum = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (shelf, name, NULL);
      struct stat st;

      if (lstat (path, &st) < 0 || !S_ISREG (st.st_mode))
        continue;
      if (g_str_has_suffix (name, TEMPORARY_SUFFIX))
        {
          if (st.st_mtim.tv_sec < now - TEMPORARY_AGE)
            g_unlink (path);
          continue;
        }

      Kept one = { g_steal_pointer (&path), (guint64) st.st_size, st.st_mtim };
      g_array_append_val (kept, one);
      sum += one.size;
    }

  return sum;
}

guint64
jarida_picture_folder_sweep (const char *folder,
                             guint64     limit,
                             guint      *out_n_gone)
{
  g_autoptr(GArray) kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint64 sum = 0;
  gboolean too_much;
  guint n_gone = 0;

  g_array_set_clear_func (kept, kept_clear);
  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *shelf = g_strdup_printf ("%s/%02x", folder, i);

      sum += list_shelf (shelf, now, kept);
    }

  too_much = sum > limit;
  if (too_much)
    g_array_sort (kept, compare_use);
  for (guint i = 0; too_much && sum > limit / 10 * 9 && i < kept->len; i++)
    {
      const Kept *one = &g_array_index (kept, Kept, i);

      if (g_unlink (one->path) == 0 || errno == ENOENT)
        {
          sum -= one->size;
          n_gone++;
        }
    }
  if (out_n_gone != NULL)
    *out_n_gone = n_gone;

  return sum;
}
