/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "portal-journey.h"

#include <glib/gstdio.h>
#include <string.h>

#include "jarida-newspapers-page.h"

static struct
{
  char     *home;        /* of the browser */
  char     *opened;      /* what it was asked to open */
  char     *catalogue;
  char     *folder;      /* the shelf's */
  Demo      demo;
  gboolean  filled;
} portal;

/* ---- The browser ---- */

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (portal.home, folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (above, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_chmod (path, 0700);
}

void
portal_init (int    *argc,
             char ***argv)
{
  g_autofree char *script = NULL;
  g_autofree char *desktop = NULL;
  g_autofree char *path = NULL;

  portal.home = g_dir_make_tmp ("jarida-portal-XXXXXX", NULL);
  portal.opened = g_build_filename (portal.home, "opened", NULL);
  path = g_build_filename (portal.home, "data", NULL);
  g_setenv ("XDG_DATA_HOME", path, TRUE);
  g_free (path);
  path = g_build_filename (portal.home, "config", NULL);
  g_setenv ("XDG_CONFIG_HOME", path, TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  script = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$1\" >>'%s'\n", portal.opened);
  write_file (".", "browser", script);
  desktop = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s/browser %%u\n"
                             "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n", portal.home);
  write_file ("data/applications", "browser.desktop", desktop);
  write_file ("config", "mimeapps.list", "[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
              "x-scheme-handler/https=browser.desktop\n");
  journey_init (argc, argv);
}

char *
portal_take_opened (void)
{
  char *text = NULL;

  if (!g_file_get_contents (portal.opened, &text, NULL, NULL))
    return g_strdup ("");
  g_unlink (portal.opened);
  return text;
}

/* ---- The portal ---- */

static GtkWidget *
find_fetch_button (GtkWidget *root)
{
  const char *label;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  label = GTK_IS_BUTTON (root) ? gtk_button_get_label (GTK_BUTTON (root)) : NULL;
  if (label != NULL && g_str_has_prefix (label, "_Fetch "))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_fetch_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A request at a time and a pause between: the whole press of the day takes its time. */
static void
wait_for_refresh (Journey *journey)
{
  const gint64 end = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;

  WAIT_UNTIL (jarida_reader_get_refreshing (journey->reader));
  while (jarida_reader_get_refreshing (journey->reader) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (jarida_reader_get_refreshing (journey->reader));
}

/* From the page of a first start: a country, a language, and a button. */
static void
fill (void)
{
  g_autofree char *articles = g_strdup_printf ("%d", PORTAL_N_ARTICLES);
  Journey *journey;
  GtkWidget *window;
  JaridaNewspapersPage *page;

  portal.filled = TRUE;
  portal.catalogue = g_build_filename (portal.home, "catalogue.json", NULL);
  demo_start (&portal.demo, "--portal", "--many-hosts", "--recent", "--portal-papers", "2", "--portal-articles", articles,
              "--catalogue", portal.catalogue, NULL);
  g_setenv ("JARIDA_CATALOGUE", portal.catalogue, TRUE);
  journey = journey_new (NULL, 1200, 800);
  portal.folder = g_strdup (journey->folder);
  window = GTK_WIDGET (journey->window);
  page = JARIDA_NEWSPAPERS_PAGE (journey_find (window, JARIDA_TYPE_NEWSPAPERS_PAGE));
  WAIT_UNTIL (jarida_newspapers_page_get_choice (page) != NULL);
  jarida_newspapers_page_choose_country (page, "MA");
  jarida_newspaper_choice_set_language (jarida_newspapers_page_get_choice (page), "ar", FALSE);
  WAIT_UNTIL (find_fetch_button (window) != NULL);
  g_signal_emit_by_name (find_fetch_button (window), "clicked");
  wait_for_refresh (journey);
  g_assert_cmpstr (jarida_window_get_page (journey->window), ==, "reading");
  journey_end (journey, TRUE);
}

Journey *
portal_open (int width,
             int height)
{
  if (!portal.filled)
    fill ();
  return journey_new (portal.folder, width, height);
}

void
portal_close (Journey *journey)
{
  journey_end (journey, TRUE);
}

void
portal_stop (void)
{
  if (portal.demo.process != NULL)
    demo_stop (&portal.demo);
}

void
portal_end (void)
{
  portal_stop ();
  if (portal.folder != NULL)
    demo_remove_folder (portal.folder);
  demo_remove_folder (portal.home);
}

GPtrArray *
portal_read_requests (void)
{
  return demo_read_requests (&portal.demo);
}
