/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/* A disk with faults, to be loaded before the C library: JARIDA_DISK_MS makes every sync so slow; while the file JARIDA_DISK_EIO
 * names is there a sync fails, while JARIDA_DISK_FULL is there nothing can be written to a file. */

static int
is_there (const char *variable)
{
  const char *path = getenv (variable);

  return path != NULL && access (path, F_OK) == 0;
}

static int
sync_with (const char *name,
           int         fd)
{
  int (*real) (int) = (int (*) (int)) dlsym (RTLD_NEXT, name);
  const char *ms = getenv ("JARIDA_DISK_MS");

  if (is_there ("JARIDA_DISK_EIO"))
    {
      errno = EIO;
      return -1;
    }
  if (ms != NULL)
    {
      struct timespec time = { 0, atol (ms) * 1000000 };

      nanosleep (&time, NULL);
    }
  return real (fd);
}

int fsync (int fd);
int fdatasync (int fd);
ssize_t pwrite64 (int fd, const void *data, size_t size, off_t at);

int
fsync (int fd)
{
  return sync_with ("fsync", fd);
}

int
fdatasync (int fd)
{
  return sync_with ("fdatasync", fd);
}

ssize_t
pwrite64 (int         fd,
          const void *data,
          size_t      size,
          off_t       at)
{
  ssize_t (*real) (int, const void *, size_t, off_t) = (ssize_t (*) (int, const void *, size_t, off_t)) dlsym (RTLD_NEXT, "pwrite64");

  if (is_there ("JARIDA_DISK_FULL"))
    {
      errno = ENOSPC;
      return -1;
    }
  return real (fd, data, size, at);
}
