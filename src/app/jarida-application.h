/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "jarida-background.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_APPLICATION (jarida_application_get_type ())
G_DECLARE_FINAL_TYPE (JaridaApplication, jarida_application, JARIDA, APPLICATION, AdwApplication)

/* The program: opens the shelf and one window on it, and takes addresses and lists of feeds from outside.
 * With "--data FOLDER" it is a world of its own: its shelf, pictures and settings are in that folder, and it neither talks to
 * nor answers another running one. */
JaridaApplication *jarida_application_new          (void);
JaridaReader      *jarida_application_get_reader   (JaridaApplication *self);
GSettings         *jarida_application_get_settings (JaridaApplication *self);
/* NULL for one that is a world of its own: nobody could reach it without its window. */
JaridaBackground  *jarida_application_get_background (JaridaApplication *self);

G_END_DECLS
