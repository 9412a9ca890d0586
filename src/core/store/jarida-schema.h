/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-migration.h"

G_BEGIN_DECLS

/* "JAR1" and "JARb": what the two files of the shelf call themselves. */
#define JARIDA_LIBRARY_APPLICATION_ID 0x4a415231
#define JARIDA_BODIES_APPLICATION_ID  0x4a415262

#define JARIDA_LIBRARY_PAGE_SIZE 4096
/* Bodies are appended, several to a page: fewer of them begin a page that they do not fill. */
#define JARIDA_BODIES_PAGE_SIZE 8192

extern const JaridaMigration jarida_library_migrations[];
extern const guint jarida_n_library_migrations;
extern const JaridaMigration jarida_bodies_migrations[];
extern const guint jarida_n_bodies_migrations;

/* A library that is frozen may be of an earlier version: lets this connection read it by the names of today. */
gboolean jarida_schema_make_readable (JaridaConnection  *library,
                                      GError           **error);

G_END_DECLS
