/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-migration.h"

G_BEGIN_DECLS

/* "JAR1" and "JARb": what the two files of the shelf call themselves. */
#define JARIDA_LIBRARY_APPLICATION_ID 0x4a415231
#define JARIDA_BODIES_APPLICATION_ID  0x4a415262

extern const JaridaMigration jarida_library_migrations[];
extern const guint jarida_n_library_migrations;
extern const JaridaMigration jarida_bodies_migrations[];
extern const guint jarida_n_bodies_migrations;

G_END_DECLS
