/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "jarida-discovery.h"

const FuzzSeed fuzz_seeds[] = {
  { "<!doctype html><html><head><title>T &eacute;</title><base href=\"/b/\"><!-- <link> -->"
    "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"R\" href=\"feed?a=1&amp;b=2\">"
    "<link rel='shortcut icon' href=favicon.png sizes=32x32><script>var a = '<link>';</script></head>"
    "<body><a href=\"/rss.xml\">RSS <b>here</b></a><a href='feed://a.test/x'>f</a></body></html>" },
  { "<LINK REL=ALTERNATE TYPE=application/atom+xml HREF=a.xml><a href=/feed/" },
  { NULL },
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(JaridaDiscovery) discovery = jarida_discovery_read (bytes, "https://base.test/page", NULL);

  g_assert_true (discovery->icon == NULL || g_str_has_prefix (discovery->icon, "http"));
  for (guint i = 0; i < discovery->feeds->len; i++)
    g_assert_true (g_str_has_prefix (((JaridaFeedLink *) g_ptr_array_index (discovery->feeds, i))->address, "http"));

  return 0;
}
