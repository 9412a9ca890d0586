/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-address.h"
#include "probe.h"

void
probe_url (JsonBuilder *json,
           int          argc,
           char       **argv)
{
  g_autofree char *address = jarida_address_resolve (argv[0], argc > 1 && argv[1][0] != '\0' ? argv[1] : NULL);
  g_autofree char *canonical = address != NULL ? jarida_address_canonical (address) : NULL;
  g_autofree char *host = address != NULL ? jarida_address_dup_host (address) : NULL;

  probe_string (json, "url", address);
  probe_string (json, "canonical", canonical);
  probe_string (json, "host", host);
}
