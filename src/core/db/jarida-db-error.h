/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What SQLite and the disk answered, sorted by what the caller can do about it. */
#define JARIDA_DB_ERROR (jarida_db_error_quark ())
typedef enum
{
  JARIDA_DB_ERROR_TOO_NEW,      /* a later program made the file: it was not touched */
  JARIDA_DB_ERROR_READ_ONLY,    /* the file or its folder cannot be written */
  JARIDA_DB_ERROR_FULL,         /* no room on the disk; the transaction is gone */
  JARIDA_DB_ERROR_BROKEN,       /* damaged, or not a database */
  JARIDA_DB_ERROR_BUSY,         /* another process holds it */
  JARIDA_DB_ERROR_CONSTRAINT,   /* the row contradicts another */
  JARIDA_DB_ERROR_FAILED,
  JARIDA_DB_ERROR_STOPPED,      /* whoever asked did not want to wait any longer */
} JaridaDbError;
GQuark jarida_db_error_quark (void);

G_END_DECLS
