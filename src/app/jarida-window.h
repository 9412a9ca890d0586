/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "jarida-front-pane.h"
#include "jarida-headline-pane.h"
#include "jarida-reader.h"
#include "jarida-reader-pane.h"
#include "jarida-shell.h"
#include "jarida-sidebar.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_WINDOW (jarida_window_get_type ())
G_DECLARE_FINAL_TYPE (JaridaWindow, jarida_window, JARIDA, WINDOW, AdwApplicationWindow)

/* The window: introduces the panes to each other and to the reader, carries out what they ask for.
 * Properties: "unread-only", "article-saved", "article-read", "searching" (booleans; actions of the same names). */
GtkWidget          *jarida_window_new               (GtkApplication *application,
                                                     JaridaReader   *reader,
                                                     GSettings      *settings);
JaridaReader       *jarida_window_get_reader        (JaridaWindow   *self);
GSettings          *jarida_window_get_settings      (JaridaWindow   *self);
/* Opens the dialog that adds a newspaper; @address nullable, looked up at once when given. */
void                jarida_window_add_source        (JaridaWindow   *self,
                                                     const char     *address);
void                jarida_window_import            (JaridaWindow   *self,
                                                     GFile          *file);
/* Shows its headlines. */
void                jarida_window_visit             (JaridaWindow      *self,
                                                     const JaridaPlace *place);
/* At its foot, for a moment. */
void                jarida_window_say               (JaridaWindow   *self,
                                                     const char     *sentence);
void                jarida_window_open_article      (JaridaWindow   *self,
                                                     gint64          id);

/* Its parts, for those who look at it from outside. */
JaridaShell        *jarida_window_get_shell         (JaridaWindow   *self);
JaridaSidebar      *jarida_window_get_sidebar       (JaridaWindow   *self);
JaridaHeadlinePane *jarida_window_get_headlines     (JaridaWindow   *self);
/* NULL until it is first shown. */
JaridaFrontPane    *jarida_window_get_front         (JaridaWindow   *self);
JaridaReaderPane   *jarida_window_get_reader_pane   (JaridaWindow   *self);
/* "welcome" or "reading" */
const char         *jarida_window_get_page          (JaridaWindow   *self);

G_END_DECLS
