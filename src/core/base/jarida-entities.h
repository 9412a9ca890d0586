/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JARIDA_ENTITY_MAX_LENGTH 8

/* The character an entity of HTML 4 stands for ("eacute"), or 0. */
gunichar jarida_entity_lookup (const char *name,
                               gsize       length);

G_END_DECLS
