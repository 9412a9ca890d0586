/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk of its own for a test: it can be read-only or full, which the superuser is stopped by too, as by no permission. Nobody
 * else sees it. Call small_disk_init() first in main(), before there is a second thread. */
void     small_disk_init      (void);
/* At @folder, which exists. FALSE, and the test is marked as skipped, where the system does not let us. */
gboolean small_disk_mount     (const char *folder,
                               gsize       bytes);
void     small_disk_set_frozen (const char *folder,
                                gboolean    frozen);
/* Leaves no room for one byte more; FALSE: takes that back. */
void     small_disk_set_full  (const char *folder,
                               gboolean    full);
/* Shows what is at @folder at @place, too, but read-only there. FALSE where the system does not let us. */
gboolean small_disk_mirror    (const char *folder,
                               const char *place);
void     small_disk_unmount   (const char *folder);

G_END_DECLS
