/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_BANNER (jarida_banner_get_type ())
G_DECLARE_FINAL_TYPE (JaridaBanner, jarida_banner, JARIDA, BANNER, AdwBin)

/* A quiet bar with a sentence, and perhaps a button. Properties: "sentence" (string), "revealed" (boolean). */
GtkWidget  *jarida_banner_new          (void);
const char *jarida_banner_get_sentence (JaridaBanner *self);
void        jarida_banner_set_sentence (JaridaBanner *self,
                                        const char   *sentence);
/* NULL: none. */
void        jarida_banner_set_button   (JaridaBanner *self,
                                        const char   *label,
                                        const char   *action);
gboolean    jarida_banner_get_revealed (JaridaBanner *self);
void        jarida_banner_set_revealed (JaridaBanner *self,
                                        gboolean      revealed);

G_END_DECLS
