/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-section.h"

G_BEGIN_DECLS

/* What a section is called in the window, and its icon. Static; NULL for NONE. */
const char *jarida_section_name      (JaridaSection section);
const char *jarida_section_icon_name (JaridaSection section);

G_END_DECLS
