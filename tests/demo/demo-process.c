/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "demo-process.h"

/* In the child: a test that is aborted leaves no server behind. */
static void
die_with_parent (gpointer user_data)
{
#ifdef __linux__
  prctl (PR_SET_PDEATHSIG, SIGKILL);
#endif
}

void
demo_start (Demo       *demo,
            const char *first_option,
            ...)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GDataInputStream) out = NULL;
  va_list options;

  g_file_open_tmp ("demo-port-XXXXXX", &demo->port_file, NULL);
  g_file_open_tmp ("demo-log-XXXXXX", &demo->log, NULL);
  g_ptr_array_add (arguments, (char *) JARIDA_DEMO);
  g_ptr_array_add (arguments, (char *) "--log");
  g_ptr_array_add (arguments, demo->log);
  g_ptr_array_add (arguments, (char *) "--port-file");
  g_ptr_array_add (arguments, demo->port_file);
  va_start (options, first_option);
  for (const char *option = first_option; option != NULL; option = va_arg (options, const char *))
    g_ptr_array_add (arguments, (char *) option);
  va_end (options);
  g_ptr_array_add (arguments, NULL);

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  demo->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (demo->process));
  demo->address = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (demo->address);
  g_assert_true (g_str_has_suffix (demo->address, "/"));
  demo->address[strlen (demo->address) - 1] = '\0';
  demo->session = soup_session_new_with_options ("timeout", 10, NULL);
}

void
demo_stop (Demo *demo)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_send_signal (demo->process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (demo->process, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&demo->process);
  g_clear_object (&demo->session);
  g_unlink (demo->port_file);
  g_unlink (demo->log);
  g_clear_pointer (&demo->port_file, g_free);
  g_clear_pointer (&demo->log, g_free);
  g_clear_pointer (&demo->address, g_free);
}

SoupMessage *
demo_new_message (Demo       *demo,
                  const char *path)
{
  g_autofree char *address = g_strconcat (demo->address, path, NULL);

  return soup_message_new ("GET", g_str_has_prefix (path, "http") ? path : address);
}

GBytes *
demo_get (Demo       *demo,
          const char *path,
          guint       status)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SoupMessage) message = demo_new_message (demo, path);
  GBytes *body = soup_session_send_and_read (demo->session, message, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
  return body;
}

char *
demo_get_text (Demo       *demo,
               const char *path)
{
  g_autoptr(GBytes) body = demo_get (demo, path, 200);

  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}
