/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-charset.h"
#include "probe.h"

void
probe_charset (JsonBuilder *json,
               int          argc,
               char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  const char *hint_name = probe_option (argc, argv, "--hint");
  JaridaCharsetHint hint = JARIDA_CHARSET_HTML;
  g_autofree char *encoding = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return;
  if (g_strcmp0 (hint_name, "text") == 0)
    hint = JARIDA_CHARSET_TEXT;
  else if (g_strcmp0 (hint_name, "xml") == 0)
    hint = JARIDA_CHARSET_XML;
  text = jarida_charset_decode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                probe_option (argc, argv, "--http"), hint, NULL, &encoding);
  probe_string (json, "encoding", encoding);
  probe_string (json, "text", text);
}
