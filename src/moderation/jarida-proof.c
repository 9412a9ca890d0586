/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "jarida-hex.h"
#include "jarida-origin.h"
#include "jarida-proof.h"
#include "jarida-work.h"

#define VALID_SECONDS 600

/* As it travels: when it ends, what it costs, and the code over both and the report's id. */
typedef struct
{
  guint8 expires[8];
  guint8 bits;
  guint8 code[JARIDA_CODE_BYTES];
} Challenge;

char *
jarida_proof_format_time (gint64 time)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
}

static void
make_code (const guint8 *secret,
           const char   *report_id,
           guint         bits,
           gint64        expires,
           guint8        out[JARIDA_CODE_BYTES])
{
  g_autofree char *text = g_strdup_printf ("%s %u", report_id, bits);

  jarida_code_make (secret, "work", expires, text, strlen (text), out);
}

char *
jarida_proof_make_challenge (const guint8  *secret,
                             const char    *report_id,
                             guint          bits,
                             gint64         now,
                             char         **out_expires)
{
  gint64 expires = now + VALID_SECONDS;
  guint64 wire = GUINT64_TO_BE ((guint64) expires);
  Challenge challenge;

  memcpy (challenge.expires, &wire, sizeof wire);
  challenge.bits = (guint8) bits;
  make_code (secret, report_id, bits, expires, challenge.code);
  *out_expires = jarida_proof_format_time (expires);
  return jarida_base64url_encode ((const guint8 *) &challenge, sizeof challenge);
}

gboolean
jarida_proof_check (const guint8 *secret,
                    const char   *header,
                    const char   *report_id,
                    guint         bits,
                    gint64        now)
{
  g_autofree char *text = NULL;
  Challenge challenge;
  guint8 code[JARIDA_CODE_BYTES];
  guint64 wire;
  gint64 expires;

  if (!jarida_work_check (header, report_id, bits, &text)
      || !jarida_base64url_decode (text, (guint8 *) &challenge, sizeof challenge))
    return FALSE;
  memcpy (&wire, challenge.expires, sizeof wire);
  expires = (gint64) GUINT64_FROM_BE (wire);
  make_code (secret, report_id, challenge.bits, expires, code);
  return sodium_memcmp (code, challenge.code, sizeof code) == 0 && challenge.bits >= bits && expires > now;
}
