/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-block-list.h"

G_BEGIN_DECLS

/* A list of invented keys that is the same for the same numbers: @n_keys keys, a fifth as many exceptions, @n_families. */
JaridaBlockList *make_list (guint32 seq, guint n_keys, guint n_families, guint32 seed);
/* The key number @i of make_list(). */
guint64          make_key  (guint32 seed, guint i);

G_END_DECLS
