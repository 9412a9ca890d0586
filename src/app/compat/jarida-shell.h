/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_SHELL_SOURCES,
  JARIDA_SHELL_LIST,
  JARIDA_SHELL_READER,
  JARIDA_SHELL_PAGE,
} JaridaShellPane;

#define JARIDA_TYPE_SHELL (jarida_shell_get_type ())
G_DECLARE_FINAL_TYPE (JaridaShell, jarida_shell, JARIDA, SHELL, GtkWidget)

/* The three panes, folding to two and to one: the only type that knows by which widgets of which generation. A page may stand in
 * the place of list and reader.
 * Properties: "sources", "list", "reader" (widgets, at construction); "page" (widget); "sources-width", "list-width" (int, pixels): how wide
 * these two are where there is room, and with it where the sources stop standing beside the rest; "sidebar-shown" (boolean); "sidebar-collapsed" and
 * "reader-collapsed" (booleans, read-only): the sources slide over the rest, list and reader take turns;
 * "sidebar-toggle-shown" (boolean, read-only): there must be a button to bring the sources back; "list-starts", "list-ends",
 * "reader-starts", "sources-end" (booleans, read-only): which header bars carry the window's buttons on that side; "back-shown"
 * (boolean, read-only): there must be a button that leads back from the reader. */
GtkWidget *jarida_shell_new           (void);
void       jarida_shell_show          (JaridaShell     *self,
                                       JaridaShellPane  pane);
/* With TRUE the page stands where the list does: showing the list shows the page, and the reader leads back to it. */
void       jarida_shell_set_paged     (JaridaShell     *self,
                                       gboolean         paged);
gboolean   jarida_shell_get_paged     (JaridaShell     *self);
/* One step back towards the list, or the page; FALSE when there is no such step. */
gboolean   jarida_shell_back          (JaridaShell     *self);
/* The keyboard goes to the line after the sources, then to the one after the list, then back to where it was: the arrows move
 * the line it is at, Enter or Escape leaves it. */
void       jarida_shell_take_divider  (JaridaShell     *self);
/* Whether the pane can be seen now. */
gboolean   jarida_shell_get_visible   (JaridaShell     *self,
                                       JaridaShellPane  pane);

G_END_DECLS
