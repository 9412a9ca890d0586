/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image-sandbox-trial.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* With stdio's buffer there would be one more thing between the trial and what is seen of it. */
static void
tell (const char *what,
      long        result,
      int         saved_errno)
{
  char line[128];
  int length = snprintf (line, sizeof line, "%s %s\n", what, result >= 0 ? "done" : strerrorname_np (saved_errno));

  (void) !write (STDOUT_FILENO, line, (size_t) length);
}

#define TRY(what, call) \
  G_STMT_START { errno = 0; long result_ = (long) (call); tell (what, result_, errno); } G_STMT_END

int
jarida_image_sandbox_trial (void)
{
  char *const arguments[] = { (char *) "true", NULL };
  char byte;

  TRY ("open", open ("/etc/passwd", O_RDONLY));
  TRY ("create", open ("jarida-trial", O_WRONLY | O_CREAT, 0600));
  TRY ("unlink", unlink ("jarida-trial"));
  TRY ("readlink", readlink ("/proc/self/exe", &byte, 1));
  TRY ("socket", socket (AF_INET, SOCK_STREAM, 0));
  TRY ("socketpair", socketpair (AF_UNIX, SOCK_STREAM, 0, (int[2]) { 0 }));
  TRY ("execve", execv ("/bin/true", arguments));
  TRY ("fork", syscall (SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
  TRY ("kill", kill (getppid (), 0));
  TRY ("ptrace", ptrace (PTRACE_TRACEME, 0, NULL, NULL));
  TRY ("memory-to-run", (long) mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  TRY ("memory", munmap (mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 4096));
  return 0;
}
