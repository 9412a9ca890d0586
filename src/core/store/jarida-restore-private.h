/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the name of a folder begins in which a shelf is being made. */
#define JARIDA_RESTORE_STAGED "incoming-"

/* Whether a backup may bring a file of this name along. */
gboolean jarida_restore_is_extra (const char *name);

G_END_DECLS
