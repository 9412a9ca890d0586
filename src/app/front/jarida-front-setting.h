/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-front-card.h"

G_BEGIN_DECLS

/* The text of a card, set in lines for one width: section, title, excerpt, newspaper and time. A value. */
typedef struct _JaridaFrontSetting JaridaFrontSetting;

JaridaFrontSetting *jarida_front_setting_new        (JaridaTypographer  *typographer,
                                                     JaridaFrontRank     rank,
                                                     JaridaHeadline     *headline,
                                                     JaridaSection       section,
                                                     gboolean            with_excerpt,
                                                     int                 width) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_front_setting_free       (JaridaFrontSetting *self);
int                 jarida_front_setting_get_height (JaridaFrontSetting *self);
/* @strength: of what is said; less for what was read. */
void                jarida_front_setting_append     (JaridaFrontSetting *self,
                                                     GtkSnapshot        *snapshot,
                                                     float               x,
                                                     float               y,
                                                     const GdkRGBA      *color,
                                                     float               strength);

G_END_DECLS
