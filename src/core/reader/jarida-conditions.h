/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_CONDITIONS (jarida_conditions_get_type ())
G_DECLARE_FINAL_TYPE (JaridaConditions, jarida_conditions, JARIDA, CONDITIONS, GObject)

/* Whether the moment is one for fetching what nobody waits for, as the system tells it. One object, so that a test can say what the moment
 * is. Properties (boolean, all notify, writable): "available" (there is a network), "captive" (it asks to log in first), "metered" (it
 * is paid for by the byte), "saving-power". */
/* As the system says, from now on. */
JaridaConditions *jarida_conditions_new_system  (void) G_GNUC_WARN_UNUSED_RESULT;
/* A network and nothing against it, until somebody sets otherwise. */
JaridaConditions *jarida_conditions_new_fixed   (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean          jarida_conditions_get_available    (JaridaConditions *self);
gboolean          jarida_conditions_get_captive      (JaridaConditions *self);
gboolean          jarida_conditions_get_metered      (JaridaConditions *self);
gboolean          jarida_conditions_get_saving_power (JaridaConditions *self);

G_END_DECLS
