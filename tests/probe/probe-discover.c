/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-discovery.h"
#include "probe.h"

void
probe_discover (JsonBuilder *json,
                int          argc,
                char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  g_autoptr(JaridaDiscovery) discovery = NULL;
  g_autoptr(GPtrArray) addresses = g_ptr_array_new ();

  if (bytes == NULL)
    return;
  discovery = jarida_discovery_read (bytes, probe_option (argc, argv, "--url"), NULL);
  for (guint i = 0; i < discovery->feeds->len; i++)
    g_ptr_array_add (addresses, ((const JaridaFeedLink *) g_ptr_array_index (discovery->feeds, i))->address);
  g_ptr_array_add (addresses, NULL);
  probe_strings (json, "feeds", (const char *const *) addresses->pdata);
  probe_string (json, "icon", discovery->icon);
}
