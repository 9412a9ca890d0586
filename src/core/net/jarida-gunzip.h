/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_GUNZIP (jarida_gunzip_get_type ())
G_DECLARE_FINAL_TYPE (JaridaGunzip, jarida_gunzip, JARIDA, GUNZIP, GObject)

GConverter *jarida_gunzip_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
