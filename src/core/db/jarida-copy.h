/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"

G_BEGIN_DECLS

/* Writes the database to @path, which must not exist: page by page, as it is for this connection, without its log. It is on the disk when
 * this returns; when it fails, what is there is rubbish. */
gboolean jarida_connection_copy (JaridaConnection  *self,
                                 const char        *path,
                                 GError           **error);

G_END_DECLS
