/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "jarida-image-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef HAVE_SECCOMP
# include <seccomp.h>
#endif


/* 24 megapixels are 96 MB decoded; AVIF and progressive JPEG hold them up to three times over, in wider samples. */
#define MEMORY      (G_GUINT64_CONSTANT (1) << 30)
/* For the whole life of the helper, which retires before (see jarida-image-helper.c). */
#define CPU_SECONDS 120

/* Where a stricter limit stands already, raising it would be refused: it stays. */
static gboolean
limit (int    resource,
       rlim_t value)
{
  struct rlimit both;

  if (getrlimit (resource, &both) < 0)
    return FALSE;
  both.rlim_cur = both.rlim_max = MIN (value, both.rlim_max);
  return setrlimit (resource, &both) == 0;
}

#ifdef HAVE_SECCOMP
/* What libc, GLib and the decoders' threads need to compute; nothing here names a file. */
static const int plain_calls[] = {
  SCMP_SYS (brk), SCMP_SYS (clock_getres), SCMP_SYS (clock_gettime), SCMP_SYS (close), SCMP_SYS (exit),
  SCMP_SYS (exit_group), SCMP_SYS (fstat), SCMP_SYS (futex), SCMP_SYS (getpid), SCMP_SYS (getrandom),
  SCMP_SYS (getrusage), SCMP_SYS (gettid), SCMP_SYS (gettimeofday), SCMP_SYS (lseek), SCMP_SYS (madvise),
  SCMP_SYS (mremap), SCMP_SYS (munmap), SCMP_SYS (restart_syscall), SCMP_SYS (rseq), SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn), SCMP_SYS (sched_getaffinity), SCMP_SYS (sched_yield),
  SCMP_SYS (set_robust_list), SCMP_SYS (sigaltstack),
};

static gboolean
add_plain_calls (scmp_filter_ctx filter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_calls); i++)
    if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, plain_calls[i], 0) < 0)
      return FALSE;

  return TRUE;
}

/* Calls that are right with some arguments only. */
static gboolean
add_bounded_calls (scmp_filter_ctx filter)
{
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (read), 1, SCMP_A0 (SCMP_CMP_EQ, STDIN_FILENO)) == 0
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1, SCMP_A0 (SCMP_CMP_EQ, STDOUT_FILENO)) == 0
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1, SCMP_A0 (SCMP_CMP_EQ, STDERR_FILENO)) == 0
         /* Memory, but none that can be run. */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 2,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                              SCMP_A3 (SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0
         /* glibc's fstat() is this with an empty path. A filter cannot see whether it is empty; what a path added here
          * would tell is a file's size and dates. */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (newfstatat), 1,
                              SCMP_A3 (SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH)) == 0
         /* dav1d decodes on threads: threads, no processes. clone3() hides its flags, glibc falls back to clone(). */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1,
                              SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0
         && seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prctl), 1, SCMP_A0 (SCMP_CMP_EQ, PR_SET_NAME)) == 0
         /* abort() is how a decoder that notices its own corruption ends. */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                              SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ())) == 0;
}

static gboolean
install_filter (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean installed = filter != NULL && add_plain_calls (filter) && add_bounded_calls (filter)
                       && seccomp_load (filter) == 0;

  if (filter != NULL)
    seccomp_release (filter);
  return installed;
}
#endif

gboolean
jarida_image_sandbox_enter (const char **out_what_failed)
{
  *out_what_failed = "limits";
  /* A write to a regular file beyond the limit is an error, not a death. */
  signal (SIGXFSZ, SIG_IGN);
  /* The address sanitizer reserves terabytes that it never touches. */
#ifndef __SANITIZE_ADDRESS__
  if (!limit (RLIMIT_AS, MEMORY))
    return FALSE;
#endif
  if (!limit (RLIMIT_CPU, CPU_SECONDS) || !limit (RLIMIT_FSIZE, 0) || !limit (RLIMIT_CORE, 0)
      || !limit (RLIMIT_NOFILE, 3))
    return FALSE;

  *out_what_failed = "privileges";
  if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) < 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
    return FALSE;

#ifdef HAVE_SECCOMP
  *out_what_failed = "filter";
  if (!install_filter ())
    return FALSE;
#endif

  *out_what_failed = NULL;
  return TRUE;
}
