/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "jarida-image-process.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <signal.h>

#include "jarida-image-header.h"
#include "jarida-image-wire.h"
#include "jarida-pixels-private.h"

/* One helper process and the conversation with it: one question at a time, written and answered without blocking. Any
 * misbehaviour (silence, a wrong number, sizes that do not add up) ends it; there is nothing in it worth saving. */

#define PIPE_SIZE (1024 * 1024)

struct _JaridaImageProcess
{
  GObject        parent_instance;

  GSubprocess   *subprocess;   /* (owned) */
  GOutputStream *in;           /* (owned) its standard input */
  GInputStream  *out;          /* (owned) its standard output */
  guint32        number;       /* of the last question */
  gboolean       busy;
  gboolean       dead;
};

G_DEFINE_FINAL_TYPE (JaridaImageProcess, jarida_image_process, G_TYPE_OBJECT)

typedef struct
{
  GBytes              *bytes;      /* (owned) */
  JaridaImageQuestion  question;
  JaridaImageAnswer    answer;
  guint8              *data;       /* (owned) (nullable) what comes after the answer */
  GCancellable        *cancellable;   /* (owned) of both pipes */
  guint                timeout;    /* source id, 0 none */
  gboolean             timed_out;
  gboolean             writing;
  GError              *error;      /* (owned) (nullable) */
  JaridaPixels        *pixels;     /* (owned) (nullable) */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_assert (ask->timeout == 0);

  g_bytes_unref (ask->bytes);
  g_object_unref (ask->cancellable);
  g_free (ask->data);
  g_clear_error (&ask->error);
  g_clear_pointer (&ask->pixels, jarida_pixels_unref);
  g_free (ask);
}

static void
kill_process (JaridaImageProcess *self)
{
  self->dead = TRUE;
  g_subprocess_force_exit (self->subprocess);
}

/* Ends when both the writing and the reading have ended, in whatever order they did. */
static void
end_if_quiet (GTask *task)
{
  JaridaImageProcess *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);

  if (ask->writing || (ask->error == NULL && ask->pixels == NULL))
    return;

  g_clear_handle_id (&ask->timeout, g_source_remove);
  self->busy = FALSE;
  if (ask->error != NULL)
    g_task_return_error (task, g_steal_pointer (&ask->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&ask->pixels), (GDestroyNotify) jarida_pixels_unref);
}

/* The helper is of no more use. */
static void
give_up (GTask      *task,
         const char *what)
{
  JaridaImageProcess *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);

  kill_process (self);
  g_cancellable_cancel (ask->cancellable);
  if (ask->timed_out)
    ask->error = g_error_new_literal (JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_BROKEN, "Decoding took too long");
  else
    ask->error = g_error_new (JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_HELPER, "The picture helper %s", what);
  end_if_quiet (task);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GTask *task = user_data;
  Ask *ask = g_task_get_task_data (task);

  ask->timeout = 0;
  ask->timed_out = TRUE;
  kill_process (g_task_get_source_object (task));
  /* Ends what is under way on the pipes, and that ends the rest. */
  g_cancellable_cancel (ask->cancellable);
  return G_SOURCE_REMOVE;
}

static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);

  ask->writing = FALSE;
  /* Why it broke is told by the other pipe. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  end_if_quiet (task);
}

/* Two writes and not one vector: g_output_stream_writev_async() of GLib 2.74 warns when a pipe breaks. */
static void
write_question_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  gconstpointer data;
  gsize size;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      ask->writing = FALSE;
      end_if_quiet (task);
      return;
    }

  data = g_bytes_get_data (ask->bytes, &size);
  g_output_stream_write_all_async (G_OUTPUT_STREAM (source), data, size, G_PRIORITY_DEFAULT, ask->cancellable, write_cb,
                                   g_steal_pointer (&task));
}

/* The pixels keep the block they came in, the hashes at its end are copied out. */
static JaridaPixels *
make_pixels (const JaridaImageAnswer *answer,
             guint8                  *data)
{
  gsize size = jarida_image_answer_get_pixels_size (answer);
  JaridaPdq *hashes = g_memdup2 (data + size, answer->n_hashes * sizeof *hashes);

  return jarida_pixels_new ((int) answer->width, (int) answer->height, (int) answer->stride, answer->has_alpha != 0,
                            (int) answer->full_width, (int) answer->full_height, g_bytes_new_take (data, size),
                            hashes, answer->n_hashes);
}

static void
take_body (GTask *task)
{
  Ask *ask = g_task_get_task_data (task);
  const JaridaImageAnswer *answer = &ask->answer;

  if (answer->verdict == JARIDA_IMAGE_ANSWER_OK)
    ask->pixels = make_pixels (answer, g_steal_pointer (&ask->data));
  else
    {
      g_autofree char *words = g_utf8_make_valid ((const char *) ask->data, answer->size);

      ask->error = g_error_new_literal (JARIDA_IMAGE_ERROR,
                                        answer->verdict == JARIDA_IMAGE_ANSWER_TOO_LARGE
                                          ? JARIDA_IMAGE_ERROR_TOO_LARGE : JARIDA_IMAGE_ERROR_BROKEN,
                                        words);
    }
  end_if_quiet (task);
}

static void
read_body_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  gsize n = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n, NULL) || n < ask->answer.size)
    give_up (task, "died while answering");
  else if (!jarida_image_answer_is_body_sound (&ask->answer, ask->data))
    give_up (task, "talks nonsense");
  else
    take_body (task);
}

static void
read_answer_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  gsize n = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n, NULL) || n < sizeof ask->answer)
    {
      give_up (task, "died");
      return;
    }
  if (!jarida_image_answer_is_sound (&ask->answer, &ask->question))
    {
      give_up (task, "talks nonsense");
      return;
    }

  ask->data = g_try_malloc (MAX (ask->answer.size, 1));
  if (ask->data == NULL)
    {
      give_up (task, "needs more memory than there is");
      return;
    }
  g_input_stream_read_all_async (G_INPUT_STREAM (source), ask->data, ask->answer.size, G_PRIORITY_DEFAULT,
                                 ask->cancellable, read_body_cb, g_object_ref (task));
}

/* What the loaders and a sanitizer look at; a decoder need not know who the reader is. */
static char **
dup_environment (void)
{
  static const char *const names[] = {
    "PATH", "LD_LIBRARY_PATH", "GDK_PIXBUF_MODULE_FILE", "GDK_PIXBUF_MODULEDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS",
  };
  char **environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_getenv (names[i]) != NULL)
      environment = g_environ_setenv (environment, names[i], g_getenv (names[i]), TRUE);

  return environment;
}

static GSubprocess *
spawn (GError **error)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                               | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_auto(GStrv) environment = dup_environment ();
  const char *path = g_getenv ("JARIDA_IMAGE_HELPER");

  g_subprocess_launcher_set_environ (launcher, environment);
  return g_subprocess_launcher_spawn (launcher, error, path != NULL ? path : JARIDA_IMAGE_HELPER, NULL);
}

/* Our ends must not block. A larger pipe saves turns of the main loop; where it is not granted, nothing is lost. */
static gboolean
prepare_pipe (int      fd,
              GError **error)
{
  (void) fcntl (fd, F_SETPIPE_SZ, PIPE_SIZE);
  return g_unix_set_fd_nonblocking (fd, TRUE, error);
}

static void
jarida_image_process_dispose (GObject *object)
{
  JaridaImageProcess *self = JARIDA_IMAGE_PROCESS (object);

  if (self->subprocess != NULL)
    kill_process (self);
  g_clear_object (&self->in);
  g_clear_object (&self->out);
  g_clear_object (&self->subprocess);

  G_OBJECT_CLASS (jarida_image_process_parent_class)->dispose (object);
}

static void
jarida_image_process_class_init (JaridaImageProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_image_process_dispose;

  /* A helper may die while it is written to: an error, not our end. GIO does the same when it has a socket. */
  signal (SIGPIPE, SIG_IGN);
}

static void
jarida_image_process_init (JaridaImageProcess *self)
{
}

JaridaImageProcess *
jarida_image_process_new (GError **error)
{
  g_autoptr(JaridaImageProcess) self = g_object_new (JARIDA_TYPE_IMAGE_PROCESS, NULL);
  g_autoptr(GError) local_error = NULL;

  self->subprocess = spawn (&local_error);
  if (self->subprocess != NULL)
    {
      self->in = g_object_ref (g_subprocess_get_stdin_pipe (self->subprocess));
      self->out = g_object_ref (g_subprocess_get_stdout_pipe (self->subprocess));
    }
  if (self->subprocess == NULL
      || !prepare_pipe (g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (self->in)), &local_error)
      || !prepare_pipe (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (self->out)), &local_error))
    {
      g_set_error (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_HELPER,
                   "The picture helper cannot be started: %s", local_error->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

gboolean
jarida_image_process_is_free (JaridaImageProcess *self)
{
  return !self->busy && !self->dead;
}

gboolean
jarida_image_process_is_dead (JaridaImageProcess *self)
{
  return self->dead;
}

void
jarida_image_process_ask_async (JaridaImageProcess  *self,
                                JaridaImageFormat    format,
                                GBytes              *bytes,
                                int                  max_width,
                                int                  max_height,
                                JaridaDecodeFlags    flags,
                                guint                timeout_milliseconds,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);

  g_assert (jarida_image_process_is_free (self));

  g_task_set_source_tag (task, jarida_image_process_ask_async);
  g_task_set_task_data (task, ask, ask_free);
  self->busy = TRUE;
  ask->bytes = g_bytes_ref (bytes);
  ask->cancellable = g_cancellable_new ();
  ask->question = (JaridaImageQuestion) {
    .magic = JARIDA_IMAGE_WIRE_MAGIC,
    .number = ++self->number,
    .format = format,
    .max_width = (guint32) MAX (max_width, 0),
    .max_height = (guint32) MAX (max_height, 0),
    .flags = flags,
    .size = (guint32) g_bytes_get_size (bytes),
  };
  ask->timeout = g_timeout_add (timeout_milliseconds, timeout_cb, task);
  ask->writing = TRUE;
  g_output_stream_write_all_async (self->in, &ask->question, sizeof ask->question, G_PRIORITY_DEFAULT,
                                   ask->cancellable, write_question_cb, g_object_ref (task));
  g_input_stream_read_all_async (self->out, &ask->answer, sizeof ask->answer, G_PRIORITY_DEFAULT,
                                 ask->cancellable, read_answer_cb, g_object_ref (task));
}

JaridaPixels *
jarida_image_process_ask_finish (JaridaImageProcess  *self,
                                 GAsyncResult        *result,
                                 GError             **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
