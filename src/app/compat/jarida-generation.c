/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-generation.h"

#include <glib/gi18n.h>

#define COPYRIGHT "© 2026 The Jarida authors"

#if JARIDA_MODERN

void
jarida_present_about (GtkWidget *parent)
{
  AdwDialog *about = adw_about_dialog_new ();

  g_object_set (about,
                "application-icon", JARIDA_APP_ID,
                "application-name", "Jarida",
                "comments", _("The press of the Maghreb and the Arab world, kept on your shelf"),
                "version", JARIDA_VERSION,
                "developer-name", _("The Jarida authors"),
                "copyright", COPYRIGHT,
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: put your names here, one a line. */
                "translator-credits", _("translator-credits"),
                NULL);
  adw_dialog_present (about, parent);
}

GtkWidget *
jarida_present_preferences (GtkWidget  *parent,
                            GtkWidget **pages)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();

  for (guint i = 0; pages[i] != NULL; i++)
    adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (pages[i]));
  adw_dialog_set_title (dialog, _("Preferences"));
  adw_dialog_present (dialog, parent);
  return GTK_WIDGET (dialog);
}

void
jarida_widget_get_color (GtkWidget *widget,
                         GdkRGBA   *out_color)
{
  gtk_widget_get_color (widget, out_color);
}

void
jarida_list_item_set_label (GtkListItem *item,
                            const char  *label)
{
  gtk_list_item_set_accessible_label (item, label);
}

void
jarida_widget_announce (GtkWidget  *widget,
                        const char *message)
{
#if GTK_CHECK_VERSION (4, 14, 0)
  g_autoptr(GtkATContext) context = gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  /* The one that GTK_A11Y=test asks for cannot announce, and GTK calls it all the same. */
  if (context == NULL || g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext"))
    return;
  /* Newer than the fence of the build allows. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

#else

void
jarida_present_about (GtkWidget *parent)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about,
                "application-icon", JARIDA_APP_ID,
                "application-name", "Jarida",
                "comments", _("The press of the Maghreb and the Arab world, kept on your shelf"),
                "version", JARIDA_VERSION,
                "developer-name", _("The Jarida authors"),
                "copyright", COPYRIGHT,
                "license-type", GTK_LICENSE_GPL_3_0,
                "translator-credits", _("translator-credits"),
                "transient-for", gtk_widget_get_root (parent),
                "modal", TRUE,
                NULL);
  gtk_window_present (GTK_WINDOW (about));
}

GtkWidget *
jarida_present_preferences (GtkWidget  *parent,
                            GtkWidget **pages)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkRoot *root = gtk_widget_get_root (parent);

  for (guint i = 0; pages[i] != NULL; i++)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (pages[i]));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  /* The toolkit's own word is not in every language. */
  gtk_window_set_title (GTK_WINDOW (window), _("Preferences"));
  if (gtk_widget_get_width (GTK_WIDGET (root)) < 640)
    gtk_window_set_default_size (GTK_WINDOW (window), 360, 600);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
jarida_widget_get_color (GtkWidget *widget,
                         GdkRGBA   *out_color)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), out_color);
}

void
jarida_list_item_set_label (GtkListItem *item,
                            const char  *label)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *row = child != NULL ? gtk_widget_get_parent (child) : NULL;

  /* The row that has the focus is GTK's own; it learns its name nowhere else on this generation. */
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* There are no announcements yet: whoever calls says the same in a description of what has the keyboard. */
void
jarida_widget_announce (GtkWidget  *widget,
                        const char *message)
{
}

#endif
