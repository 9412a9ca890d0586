/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "jarida-hex.h"
#include "jarida-report-signature.h"
#include "load.h"

#define MAX_ANSWER 4096
#define CONNECT_AGAIN_USEC 5000

typedef struct
{
  int      fd;              /* -1: not connected */
  gint64   connect_at;
  guint    number;          /* of its report */
  char    *request;         /* (owned) (nullable) nothing to send */
  gsize    length;
  gsize    sent;
  gint64   began;
  char     answer[MAX_ANSWER];
  gsize    n_answer;
} Line;

typedef struct
{
  const LoadOptions *options;
  LoadResult        *result;
  guint              next;
  GArray            *times;       /* of float, milliseconds */
  GHashTable        *made;        /* numbers that were new */
} Load;

char *
load_make_id (guint number)
{
  return g_strdup_printf ("10adf00d-0000-4000-8000-%012x", number);
}

static char *
make_request (const LoadOptions *options,
              guint              number)
{
  guint n_people = options->n_people != 0 ? options->n_people : 20000, n_pictures = options->n_pictures != 0 ? options->n_pictures : 20000;
  guint person = number % n_people, round = number / n_people;
  g_autofree char *id = load_make_id (number);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = g_strdup_printf ("{\"v\":1,\"image\":{\"url\":\"https://img.example.org/2026/%u/photo.jpg\",\"bytes\":249847,"
                                           "\"width\":1440,\"height\":960},\"reason\":\"violence\",\"comment\":\"\",\"lang\":\"fr\","
                                           "\"good_faith\":true}", (person * 31 + round * 977) % n_pictures);
  g_autofree char *text = jarida_report_signed_text ("PUT", path, body, strlen (body));
  guint8 seed[crypto_sign_SEEDBYTES] = { 0x10, 0xad }, public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *key_text = NULL, *signature_text = NULL;

  memcpy (seed + 4, &person, sizeof person);
  crypto_sign_seed_keypair (public_key, secret_key, seed);
  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), secret_key);
  key_text = jarida_base64url_encode (public_key, sizeof public_key);
  signature_text = jarida_base64url_encode (signature, sizeof signature);
  return g_strdup_printf ("PUT %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: %u.%u.%u.9\r\nPR-Key: %s\r\nPR-Sig: %s\r\n"
                          "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", path, 1 + person % 200,
                          person / 200 % 250, person / 50000 % 250, key_text, signature_text, strlen (body), body);
}

static gboolean
is_over (const Load *self,
         gint64      now,
         gint64      end)
{
  const LoadOptions *options = self->options;

  return (options->usec != 0 && now >= end) || (options->stop != NULL && g_atomic_int_get (options->stop))
         || (options->n_reports != 0 && self->next >= options->first + options->n_reports);
}

static void
give_report (Load *self,
             Line *line)
{
  g_free (line->request);
  line->number = self->next++;
  line->request = make_request (self->options, line->number);
  line->length = strlen (line->request);
  line->sent = line->n_answer = 0;
  line->began = g_get_monotonic_time ();
}

static void
hang_up (Load *self,
         Line *line)
{
  close (line->fd);
  line->fd = -1;
  line->sent = line->n_answer = 0;
  line->connect_at = g_get_monotonic_time () + CONNECT_AGAIN_USEC;
  if (line->request != NULL)
    self->result->n_broken++;
}

static void
dial (Load *self,
      Line *line)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  g_strlcpy (address.sun_path, self->options->socket, sizeof address.sun_path);
  line->fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (line->fd >= 0 && connect (line->fd, (struct sockaddr *) &address, sizeof address) == 0)
    return;
  if (line->fd >= 0)
    close (line->fd);
  line->fd = -1;
  line->connect_at = g_get_monotonic_time () + CONNECT_AGAIN_USEC;
}

/* -1: not all of it is there yet. */
static int
read_status (Line *line)
{
  const char *end, *length;
  gsize head, body = 0;

  line->answer[line->n_answer] = '\0';
  end = strstr (line->answer, "\r\n\r\n");
  if (end == NULL)
    return -1;
  head = (gsize) (end + 4 - line->answer);
  length = strcasestr (line->answer, "\r\nContent-Length:");
  if (length != NULL && length < end)
    body = strtoul (length + strlen ("\r\nContent-Length:"), NULL, 10);
  return line->n_answer >= head + body ? atoi (line->answer + strlen ("HTTP/1.1 ")) : -1;
}

static void
note_acknowledged (Load       *self,
                   const Line *line,
                   gboolean    is_new)
{
  float ms = (float) (g_get_monotonic_time () - line->began) / 1000;

  g_array_append_val (self->times, ms);
  if (!self->options->keep_ids)
    return;
  if (is_new && !g_hash_table_add (self->made, GUINT_TO_POINTER (line->number + 1)))
    self->result->n_twice++;
  g_array_append_val (self->result->acknowledged, line->number);
}

static void
note_answer (Load *self,
             Line *line,
             int   status)
{
  LoadResult *result = self->result;
  gboolean waits = strcasestr (line->answer, "\r\nRetry-After:") != NULL;

  switch (status)
    {
    case 201:
    case 200:
      *(status == 201 ? &result->n_new : &result->n_again) += 1;
      note_acknowledged (self, line, status == 201);
      break;
    case 429:
    case 503:
      *(status == 429 ? &result->n_limited : &result->n_busy) += 1;
      result->n_without_wait += !waits;
      break;
    default:
      result->n_other++;
      break;
    }
}

static void
serve_line (Load     *self,
            Line     *line,
            short     events,
            gboolean  over)
{
  gssize n;
  int status;

  if (line->sent < line->length && (events & POLLOUT))
    {
      n = send (line->fd, line->request + line->sent, line->length - line->sent, MSG_NOSIGNAL);
      if (n > 0)
        line->sent += (gsize) n;
      else if (n < 0 && errno != EAGAIN)
        hang_up (self, line);
    }
  if (line->fd < 0 || !(events & (POLLIN | POLLHUP | POLLERR)))
    return;
  n = recv (line->fd, line->answer + line->n_answer, MAX_ANSWER - 1 - line->n_answer, 0);
  if (n <= 0)
    {
      if (n == 0 || errno != EAGAIN)
        hang_up (self, line);
      return;
    }
  line->n_answer += (gsize) n;
  status = read_status (line);
  if (status < 0)
    return;
  note_answer (self, line, status);
  g_clear_pointer (&line->request, g_free);
  line->length = line->sent = line->n_answer = 0;
  if (!over)
    give_report (self, line);
}

static guint
wait_for_lines (Load          *self,
                Line          *lines,
                struct pollfd *polls,
                gboolean       over)
{
  gint64 now = g_get_monotonic_time ();
  guint n_busy = 0;

  for (guint i = 0; i < self->options->n_connections; i++)
    {
      Line *line = &lines[i];

      if (line->request == NULL && !over)
        give_report (self, line);
      if (line->fd < 0 && line->request != NULL && line->connect_at <= now)
        dial (self, line);
      polls[i].fd = line->fd;
      polls[i].events = (short) (POLLIN | (line->sent < line->length ? POLLOUT : 0));
      polls[i].revents = 0;
      n_busy += line->request != NULL;
    }
  if (n_busy > 0)
    poll (polls, self->options->n_connections, 5);
  return n_busy;
}

static int
compare_floats (gconstpointer a,
                gconstpointer b)
{
  float one = *(const float *) a, other = *(const float *) b;

  return one < other ? -1 : one > other;
}

void
load_run (const LoadOptions *options,
          LoadResult        *out_result)
{
  Load self = { .options = options, .result = out_result, .next = options->first };
  g_autofree Line *lines = g_new0 (Line, options->n_connections);
  g_autofree struct pollfd *polls = g_new0 (struct pollfd, options->n_connections);
  gint64 began = g_get_monotonic_time ();
  gboolean over = FALSE;
  guint n_busy;

  memset (out_result, 0, sizeof *out_result);
  out_result->acknowledged = g_array_new (FALSE, FALSE, sizeof (guint));
  self.times = g_array_new (FALSE, FALSE, sizeof (float));
  self.made = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < options->n_connections; i++)
    lines[i].fd = -1;
  do
    {
      over = is_over (&self, g_get_monotonic_time (), began + options->usec);
      n_busy = wait_for_lines (&self, lines, polls, over);
      for (guint i = 0; i < options->n_connections; i++)
        if (polls[i].revents != 0 && lines[i].fd >= 0)
          serve_line (&self, &lines[i], polls[i].revents, over);
      /* Half a minute more for what is under way. */
    }
  while ((!over || n_busy > 0) && !(over && options->usec != 0 && g_get_monotonic_time () > began + options->usec + 30 * G_USEC_PER_SEC));
  out_result->seconds = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  g_array_sort (self.times, compare_floats);
  if (self.times->len > 0)
    {
      out_result->p50 = g_array_index (self.times, float, self.times->len / 2);
      out_result->p99 = g_array_index (self.times, float, (guint) (self.times->len * 0.99));
    }
  for (guint i = 0; i < options->n_connections; i++)
    {
      if (lines[i].fd >= 0)
        close (lines[i].fd);
      g_free (lines[i].request);
    }
  g_array_unref (self.times);
  g_hash_table_unref (self.made);
}

void
load_result_clear (LoadResult *self)
{
  g_clear_pointer (&self->acknowledged, g_array_unref);
}
