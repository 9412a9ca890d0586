/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* Where the older headlines of one list go on: what the reader's table keeps by the address of the list. */
typedef struct _JaridaOlderTrail JaridaOlderTrail;

void _jarida_older_trail_free (gpointer data);

G_END_DECLS
