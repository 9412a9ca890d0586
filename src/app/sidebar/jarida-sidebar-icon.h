/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR_ICON (jarida_sidebar_icon_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebarIcon, jarida_sidebar_icon, JARIDA, SIDEBAR_ICON, GtkWidget)

/* The sign of a newspaper: its own icon when there is one, else the first letter of its name on a colour of its own. */
GtkWidget *jarida_sidebar_icon_new  (void);
/* @icon_url nullable. Asks for the icon when it is first drawn. */
void       jarida_sidebar_icon_show (JaridaSidebarIcon *self,
                                     JaridaThumbnails  *thumbnails,
                                     const char        *title,
                                     const char        *icon_url);

G_END_DECLS
