/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-charset.h"
#include "jarida-document.h"
#include "probe.h"

void
probe_clean (JsonBuilder *json,
             int          argc,
             char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  g_autoptr(JaridaDocument) document = NULL;
  g_autofree char *page = NULL;
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return;

  page = jarida_charset_decode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, JARIDA_CHARSET_HTML,
                                NULL, NULL);
  document = jarida_document_new (page, -1, probe_option (argc, argv, "--url"), NULL, JARIDA_DIRECTION_AUTO, NULL);
  html = jarida_document_to_html (document, NULL, NULL);
  text = jarida_document_to_lines (document);
  probe_string (json, "html", html);
  probe_string (json, "text", text);
}
