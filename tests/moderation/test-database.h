/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-sql-engine.h"

G_BEGIN_DECLS

/* Where a new, empty database is: on the PostgreSQL that JARIDA_TEST_POSTGRES names (tests/moderation/with-postgres), else
 * an SQLite file in @folder. */
char     *test_database_new         (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
gboolean  test_database_is_postgres (void);
/* How often PostgreSQL had to break a deadlock in it. Waits until every session has ended: that is when it tells. */
gint64    test_database_count_deadlocks (const char *where);
/* Removes @folder and what is in it, one level deep. */
void      test_database_remove      (const char *folder);

G_END_DECLS
