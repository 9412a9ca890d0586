/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What a picture looks like behind frosted glass: so few spots of colour that nothing in it can be made out, however it is stretched.
 * (transfer full) */
GdkTexture *jarida_picture_veil (GdkTexture *texture) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
