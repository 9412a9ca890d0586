/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>
#include "jarida-connection.h"

G_BEGIN_DECLS

/* What searching needs of a connection beyond statements. */

/* Where tokenizers and functions of full-text search are given to it. Lives as long as the connection. */
fts5_api *jarida_connection_get_fts  (JaridaConnection  *self,
                                      GError           **error);

/* TRUE: what runs is to end, with JARIDA_DB_ERROR_STOPPED. Called on the connection's thread, every few rows. */
typedef gboolean (*JaridaStopFunc) (gpointer user_data);
/* @func nullable: nothing stops it. */
void      jarida_connection_set_stop (JaridaConnection  *self,
                                      JaridaStopFunc     func,
                                      gpointer           user_data);

G_END_DECLS
