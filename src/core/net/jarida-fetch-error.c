/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-fetch-error.h"

#include <libsoup/soup.h>

G_DEFINE_QUARK (jarida-fetch-error-quark, jarida_fetch_error)

/* Whether this is how a machine without a network fails; a host that is down fails so too, hence @network. */
static gboolean
is_unconnected (const GError *cause)
{
  return cause->domain == G_RESOLVER_ERROR
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND);
}

static JaridaFetchError
sort_cause (const GError *cause,
            gboolean      network)
{
  /* A connection closed in the middle of TLS is a broken line, not a bad certificate. */
  if (cause->domain == G_TLS_ERROR)
    return cause->code == G_TLS_ERROR_EOF ? JARIDA_FETCH_ERROR_UNREACHABLE : JARIDA_FETCH_ERROR_TLS;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return JARIDA_FETCH_ERROR_TIMEOUT;
  if (is_unconnected (cause) && !network)
    return JARIDA_FETCH_ERROR_OFFLINE;

  return JARIDA_FETCH_ERROR_UNREACHABLE;
}

GError *
jarida_fetch_error_new (const GError *cause,
                        const char   *address,
                        gboolean      network)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == JARIDA_FETCH_ERROR)
    return g_error_copy (cause);

  return g_error_new (JARIDA_FETCH_ERROR, sort_cause (cause, network), "%s: %s", address, cause->message);
}
