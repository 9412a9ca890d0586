/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>

#include "jarida-reporter-key.h"
#include "report-server.h"

/* A person asks for a new identifier at a moment when the old one is just being read: no report is signed with the old one after
 * that. */

#define PICTURE "https://img.example/port.jpg"
#define KEY_FILE "/reporter-key"

/* A slow disk: who opens the key to read it has it open, and waits. */
static struct
{
  GMutex   mutex;
  GCond    cond;
  gboolean closed;
  guint    n_waiting;
} gate;

static void
wait_at_gate (void)
{
  g_mutex_lock (&gate.mutex);
  gate.n_waiting += gate.closed;
  g_cond_broadcast (&gate.cond);
  while (gate.closed)
    g_cond_wait (&gate.cond, &gate.mutex);
  g_mutex_unlock (&gate.mutex);
}

/* In the place of the C library's, for the whole program. */
int
open (const char *path,
      int         flags,
      ...)
{
  static int (*real_open) (const char *path, int flags, ...);
  int mode = 0, fd;
  va_list arguments;

  if (real_open == NULL)
    real_open = (int (*) (const char *, int, ...)) dlsym (RTLD_NEXT, "open");
  va_start (arguments, flags);
  if ((flags & (O_CREAT | __O_TMPFILE)) != 0)
    mode = va_arg (arguments, int);
  va_end (arguments);
  fd = real_open (path, flags, mode);
  if ((flags & (O_WRONLY | O_RDWR)) == 0 && g_str_has_suffix (path, KEY_FILE))
    wait_at_gate ();
  return fd;
}

static void
set_gate (gboolean closed)
{
  g_mutex_lock (&gate.mutex);
  gate.closed = closed;
  gate.n_waiting = 0;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.mutex);
}

static guint
count_waiting (void)
{
  guint n;

  g_mutex_lock (&gate.mutex);
  n = gate.n_waiting;
  g_mutex_unlock (&gate.mutex);
  return n;
}

typedef struct
{
  char         *folder;    /* (owned) */
  ReportServer *server;    /* (owned) */
  JaridaReader *reader;    /* (owned) */
  char         *first;     /* (owned) the identifier of the session before */
} Fixture;

/* As the file has it. */
static char *
read_identifier (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "reporter-key", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReporterKey) key = jarida_reporter_key_load (path, &error);

  g_assert_no_error (error);
  return g_strdup (jarida_reporter_key_get_public (key));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-reset-XXXXXX", NULL);
  self->server = report_server_new (self->folder);
  self->first = read_identifier (self);
  self->reader = open_reader (self->folder, "");
  jarida_reader_set_report_service (self->reader, self->server->base);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self->reader);
  report_server_free (self->server);
  g_free (self->first);
  g_free (self->folder);
}

static void
report (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = report_and_wait (self->reader, PICTURE, &error);

  g_assert_no_error (error);
}

static void
keep_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
reset (Fixture       *self,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_reset_reporter_async (self->reader, cancellable, keep_result_cb, &result);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return jarida_reader_reset_reporter_finish (self->reader, result, error);
}

/* What the newest report was signed with is what the file has, and is another one than before. */
static void
assert_renewed (Fixture *self)
{
  const char *at = strstr (g_ptr_array_index (self->server->heads, self->server->heads->len - 1), "\nPR-Key: ");
  g_autofree char *used = NULL, *kept = read_identifier (self);

  g_assert_nonnull (at);
  at += strlen ("\nPR-Key: ");
  used = g_strndup (at, strcspn (at, "\n"));
  g_assert_cmpstr (used, !=, self->first);
  g_assert_cmpstr (used, ==, kept);
  g_assert_cmpuint (self->server->n_unsigned, ==, 0);
}

static void
test_while_read (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  set_gate (TRUE);
  report (self);
  while (count_waiting () == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (reset (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->server->requests->len, ==, 0);
  set_gate (FALSE);
  send_and_wait (self->reader);
  g_assert_cmpuint (report_server_count (self->server, "PUT /v1/reports/"), ==, 1);
  assert_renewed (self);
}

/* Who asked for it does not wait for it any more; the file has another one all the same. */
static void
test_not_waited_for (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  report (self);
  send_and_wait (self->reader);
  g_assert_cmpuint (self->server->heads->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (self->server->heads, 0), self->first));
  g_assert_false (reset (self, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  report (self);
  send_and_wait (self->reader);
  g_assert_cmpuint (self->server->heads->len, ==, 2);
  assert_renewed (self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reader/reporter-reset/while-read", Fixture, NULL, set_up, test_while_read, tear_down);
  g_test_add ("/reader/reporter-reset/not-waited-for", Fixture, NULL, set_up, test_not_waited_for, tear_down);
  return g_test_run ();
}
