/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-address-parts.h"

G_BEGIN_DECLS

/* The parts of jarida_picture_canonical(), for the rules that look at them one by one. (transfer full) (nullable) */
JaridaAddress *_jarida_picture_canonical_parts (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
