/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "jarida-origin.h"

void
jarida_origin_from_address (JaridaOrigin *self,
                            GInetAddress *address)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);
  gboolean six = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  memset (self, 0, sizeof *self);
  if (six && memcmp (bytes, mapped, sizeof mapped) == 0)
    {
      bytes += sizeof mapped;
      six = FALSE;
    }
  self->n_address = six ? 8 : 4;
  self->n_network = six ? 6 : 3;
  memcpy (self->bytes, bytes, self->n_address);
}

gboolean
jarida_origin_from_header (JaridaOrigin *self,
                           const char   *forwarded_for)
{
  const char *last = forwarded_for != NULL ? strrchr (forwarded_for, ',') : NULL;
  g_autofree char *text = g_strdup (last != NULL ? last + 1 : forwarded_for);
  g_autoptr(GInetAddress) address = NULL;

  if (text == NULL)
    return FALSE;
  address = g_inet_address_new_from_string (g_strstrip (text));
  if (address == NULL)
    return FALSE;
  jarida_origin_from_address (self, address);
  return TRUE;
}

void
jarida_code_make (const guint8  secret[JARIDA_SECRET_BYTES],
                  const char   *use,
                  gint64        number,
                  const void   *bytes,
                  gsize         size,
                  guint8        out[JARIDA_CODE_BYTES])
{
  crypto_auth_hmacsha256_state state;
  guint64 wire = GUINT64_TO_BE ((guint64) number);
  guint8 full[crypto_auth_hmacsha256_BYTES];

  crypto_auth_hmacsha256_init (&state, secret, JARIDA_SECRET_BYTES);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) use, strlen (use) + 1);
  crypto_auth_hmacsha256_update (&state, (const guint8 *) &wire, sizeof wire);
  crypto_auth_hmacsha256_update (&state, bytes, size);
  crypto_auth_hmacsha256_final (&state, full);
  memcpy (out, full, JARIDA_CODE_BYTES);
}
