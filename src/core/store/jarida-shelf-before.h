/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"

G_BEGIN_DECLS

/* Keeps a file of the shelf as it is, of @version, before it is brought up to date. NULL: there was no room for it, or none could be made,
 * which is no reason not to go on. */
char *jarida_shelf_copy_before (const char       *folder,
                                const char       *name,
                                JaridaConnection *connection,
                                guint             version) G_GNUC_WARN_UNUSED_RESULT;
/* At a start that brought nothing up to date, after an end that was clean: the second one deletes the copies. */
void  jarida_shelf_count_start (const char       *folder);

G_END_DECLS
