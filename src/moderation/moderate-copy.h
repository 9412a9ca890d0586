/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "moderate.h"

G_BEGIN_DECLS

/* What backup and restore share. */

#define MODERATE_PAGE_SIZE 4096

gboolean moderate_is_postgres  (const char *where);
gboolean moderate_run_program  (const char *const *arguments, GError **error);
/* Every page read, every index compared with its table, every row that belongs to another one found. */
gboolean moderate_check_sqlite (const char *path, GError **error);
/* Onto the disk, then its name, then the folder that has the name. */
gboolean moderate_put_in_place (const char *from, const char *to, GError **error);
char    *moderate_make_stamp   (Moderate *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
