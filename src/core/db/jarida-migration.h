/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"

G_BEGIN_DECLS

/* One step from a version of the schema to the next: a script, then a function for what SQL cannot say. */
typedef struct
{
  const char *sql;                                                            /* nullable */
  gboolean  (*function) (JaridaConnection *connection, GError **error);       /* nullable */
} JaridaMigration;

/* Looks at a file without locking or changing anything, so that a newer or a foreign one is left as it is, to the byte; also while this
 * process has it open.
 * TOO_NEW: its version is above @n_migrations. BROKEN: not a database, or another program's. A missing or empty file is good. */
gboolean jarida_migration_check (const char             *path,
                                 guint32                 application_id,
                                 guint                   n_migrations,
                                 GError                **error);
/* Brings the file to version @n_migrations: steps and version number in one transaction each. Two processes may do it at
 * the same time. @out_from: the version that was there, 0 for a new file. */
gboolean jarida_migration_run   (JaridaConnection       *connection,
                                 guint32                 application_id,
                                 const JaridaMigration  *migrations,
                                 guint                   n_migrations,
                                 guint                  *out_from,
                                 GError                **error);

G_END_DECLS
