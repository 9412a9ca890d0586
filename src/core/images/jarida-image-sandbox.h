/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives up, for good, everything a decoder does not need: files, sockets, programs, other processes. Afterwards the process can
 * read 0, write 1 and 2, take memory within a limit, and compute. FALSE: it could not, and must not go on. */
gboolean jarida_image_sandbox_enter (const char **out_what_failed);

G_END_DECLS
