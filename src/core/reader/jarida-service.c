/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-service.h"

#include <gio/gio.h>

#include "jarida-address.h"

/* The host alone: an address that only looks like this machine's ("localhost.example") is none. */
static gboolean
is_loopback_host (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

gboolean
_jarida_service_is_loopback (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && is_loopback_host (g_uri_get_host (uri));
}

char *
_jarida_service_normalize (const char *address)
{
  g_autofree char *resolved = jarida_address_resolve (address, NULL);
  g_autoptr(GUri) uri = resolved != NULL ? g_uri_parse (resolved, G_URI_FLAGS_ENCODED, NULL) : NULL;
  gsize length;

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return NULL;
  if (!g_str_equal (g_uri_get_scheme (uri), "https") && !is_loopback_host (g_uri_get_host (uri)))
    return NULL;
  length = strlen (resolved);
  while (length > 0 && resolved[length - 1] == '/')
    resolved[--length] = '\0';
  return g_steal_pointer (&resolved);
}
