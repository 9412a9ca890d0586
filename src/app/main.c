/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "jarida-application.h"

int
main (int   argc,
      char *argv[])
{
  const char *localedir = g_getenv ("JARIDA_LOCALEDIR");
  g_autoptr(JaridaApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : JARIDA_LOCALEDIR_DEFAULT);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Jarida");
  application = jarida_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
