/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "jarida-work.h"

#define NONCE_DIGITS 16
/* How many hashes between two looks at the cancellable: some milliseconds. */
#define STRIDE 4096

G_DEFINE_QUARK (jarida-work-error-quark, jarida_work_error)

static gboolean
is_challenge (const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;

  return length > 0 && length <= JARIDA_WORK_MAX_CHALLENGE;
}

/* All but the nonce, which is the same for every try. */
static void
begin (crypto_hash_sha256_state *state,
       const char               *challenge,
       gsize                     length,
       const char               *report_id)
{
  crypto_hash_sha256_init (state);
  crypto_hash_sha256_update (state, (const guint8 *) "prw1", 5);
  crypto_hash_sha256_update (state, (const guint8 *) challenge, length);
  crypto_hash_sha256_update (state, (const guint8 *) "", 1);
  crypto_hash_sha256_update (state, (const guint8 *) report_id, strlen (report_id) + 1);
}

static gboolean
is_solved (const crypto_hash_sha256_state *begun,
           guint64                         nonce,
           guint                           bits)
{
  crypto_hash_sha256_state state = *begun;
  guint8 digest[crypto_hash_sha256_BYTES];
  guint64 big_endian = GUINT64_TO_BE (nonce);
  guint32 head;

  crypto_hash_sha256_update (&state, (const guint8 *) &big_endian, sizeof big_endian);
  crypto_hash_sha256_final (&state, digest);
  memcpy (&head, digest, sizeof head);

  return bits == 0 || GUINT32_FROM_BE (head) >> (32 - bits) == 0;
}

char *
jarida_work_solve (const char    *challenge,
                   const char    *report_id,
                   guint          bits,
                   GCancellable  *cancellable,
                   GError       **error)
{
  crypto_hash_sha256_state begun;
  guint64 nonce;

  if (bits > JARIDA_WORK_MAX_BITS || challenge == NULL || !is_challenge (challenge, strlen (challenge)))
    {
      g_set_error (error, JARIDA_WORK_ERROR, JARIDA_WORK_ERROR_REFUSED, "The service asks for %u bits of work", bits);
      return NULL;
    }
  begin (&begun, challenge, strlen (challenge), report_id);
  /* Two to the power of the bits is what it takes on the average; the end of 64 bits is never met. */
  for (nonce = 0; !is_solved (&begun, nonce, bits); nonce++)
    if (nonce % STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;

  return g_strdup_printf ("%s.%016" G_GINT64_MODIFIER "x", challenge, nonce);
}

typedef struct
{
  char *challenge;     /* (owned) */
  char *report_id;     /* (owned) */
  guint bits;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->challenge);
  g_free (work->report_id);
  g_free (work);
}

static void
solve_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  char *answer = jarida_work_solve (work->challenge, work->report_id, work->bits, cancellable, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, g_free);
  else
    g_task_return_error (task, error);
}

void
jarida_work_solve_async (const char          *challenge,
                         const char          *report_id,
                         guint                bits,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, jarida_work_solve_async);
  work->challenge = g_strdup (challenge);
  work->report_id = g_strdup (report_id);
  work->bits = bits;
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, solve_in_thread);
}

char *
jarida_work_solve_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
jarida_work_check (const char  *header,
                   const char  *report_id,
                   guint        bits,
                   char       **out_challenge)
{
  const char *dot = header != NULL ? strchr (header, '.') : NULL;
  crypto_hash_sha256_state begun;
  guint64 nonce = 0;

  if (dot == NULL || !is_challenge (header, (gsize) (dot - header)) || strlen (dot + 1) != NONCE_DIGITS)
    return FALSE;
  for (const char *p = dot + 1; *p != '\0'; p++)
    {
      if (!g_ascii_isxdigit (*p) || g_ascii_isupper (*p))
        return FALSE;
      nonce = nonce << 4 | (guint64) g_ascii_xdigit_value (*p);
    }
  begin (&begun, header, (gsize) (dot - header), report_id);
  if (bits > JARIDA_WORK_MAX_BITS || !is_solved (&begun, nonce, bits))
    return FALSE;
  *out_challenge = g_strndup (header, (gsize) (dot - header));

  return TRUE;
}
