/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "jarida-image-decode.h"
#include "jarida-image-sandbox.h"
#include "jarida-image-sandbox-trial.h"
#include "jarida-image-wire.h"

/* jarida-image-helper: reads encoded pictures on standard input, writes pixels on standard output (jarida-image-wire.h), and
 * can do nothing else. It keeps nothing from one picture to the next; it ends when its input does, and when it has
 * worked so long that the limit on its time comes near. */

#define MAX_SIZE           (64 * 1024 * 1024)
#define RETIRE_CPU_SECONDS 60

static gboolean
read_all (gpointer data,
          gsize    size)
{
  guint8 *p = data;

  while (size > 0)
    {
      ssize_t n = read (STDIN_FILENO, p, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static gboolean
write_all (gconstpointer data,
           gsize         size)
{
  const guint8 *p = data;

  while (size > 0)
    {
      ssize_t n = write (STDOUT_FILENO, p, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static gboolean
answer_refusal (guint32       number,
                const GError *error)
{
  JaridaImageAnswer answer = { .magic = JARIDA_IMAGE_WIRE_MAGIC, .number = number };

  answer.verdict = error->code == JARIDA_IMAGE_ERROR_TOO_LARGE ? JARIDA_IMAGE_ANSWER_TOO_LARGE
                                                               : JARIDA_IMAGE_ANSWER_BROKEN;
  answer.size = (guint32) MIN (strlen (error->message), 1024);
  return write_all (&answer, sizeof answer) && write_all (error->message, answer.size);
}

static gboolean
answer_pixels (guint32                 number,
               GdkPixbuf              *pixbuf,
               const JaridaImageFacts *facts)
{
  gsize there = gdk_pixbuf_get_byte_length (pixbuf);
  guint8 end[16] = { 0 };
  JaridaImageAnswer answer = {
    .magic = JARIDA_IMAGE_WIRE_MAGIC,
    .number = number,
    .verdict = JARIDA_IMAGE_ANSWER_OK,
    .width = (guint32) gdk_pixbuf_get_width (pixbuf),
    .height = (guint32) gdk_pixbuf_get_height (pixbuf),
    .stride = (guint32) gdk_pixbuf_get_rowstride (pixbuf),
    .has_alpha = gdk_pixbuf_get_has_alpha (pixbuf),
    .full_width = (guint32) facts->full_width,
    .full_height = (guint32) facts->full_height,
    .n_hashes = facts->n_hashes,
  };
  gsize pixels_size = jarida_image_answer_get_pixels_size (&answer), hashes_size = facts->n_hashes * sizeof (JaridaPdq);

  answer.size = (guint32) (pixels_size + hashes_size);
  /* The last row of a pixbuf is without the padding the others have. */
  if (pixels_size - there > sizeof end)
    return FALSE;

  return write_all (&answer, sizeof answer) && write_all (gdk_pixbuf_read_pixels (pixbuf), there)
         && write_all (end, pixels_size - there) && write_all (facts->hashes, hashes_size);
}

static gboolean
serve_one (const JaridaImageQuestion *question)
{
  g_autofree guint8 *data = NULL;
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autoptr(GError) error = NULL;
  JaridaImageFacts facts;

  if (question->magic != JARIDA_IMAGE_WIRE_MAGIC || question->size > MAX_SIZE || question->format > JARIDA_IMAGE_AVIF
      || question->max_width > G_MAXINT || question->max_height > G_MAXINT)
    return FALSE;

  data = g_malloc (MAX (question->size, 1));
  if (!read_all (data, question->size))
    return FALSE;

  pixbuf = jarida_image_decode (question->format, data, question->size, (int) question->max_width,
                                (int) question->max_height, question->flags, &facts, &error);
  g_clear_pointer (&data, g_free);

  return pixbuf != NULL ? answer_pixels (question->number, pixbuf, &facts)
                        : answer_refusal (question->number, error);
}

static gboolean
is_tired (void)
{
  struct rusage usage;

  return getrusage (RUSAGE_SELF, &usage) < 0
         || usage.ru_utime.tv_sec + usage.ru_stime.tv_sec >= RETIRE_CPU_SECONDS;
}

int
main (int   argc,
      char *argv[])
{
  JaridaImageQuestion question;
  const char *failed = NULL;

  /* Large blocks go back to the system when they are freed: an idle helper is small. */
  mallopt (M_MMAP_THRESHOLD, 256 * 1024);
  jarida_image_decode_prepare ();
  if (!jarida_image_sandbox_enter (&failed))
    {
      fprintf (stderr, "jarida-image-helper: no sandbox (%s), so no pictures\n", failed);
      return 3;
    }
  /* From here on it ends with _exit(): there is nothing to put in order, and a leak checker could not look around. */
  if (argc > 1 && strcmp (argv[1], "--sandbox-trial") == 0)
    _exit (jarida_image_sandbox_trial ());

  while (read_all (&question, sizeof question))
    if (!serve_one (&question))
      _exit (1);
    else if (is_tired ())
      break;

  _exit (0);
}
