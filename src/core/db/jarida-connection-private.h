/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>
#include "jarida-connection-search.h"

struct _JaridaConnection
{
  sqlite3    *handle;       /* (owned) */
  char       *path;         /* (owned) */
  GHashTable *statements;   /* (owned) address of the SQL literal -> JaridaStatement */
  gboolean    durable;
  guint       log_pages;
  JaridaStopFunc stop_func;  /* (nullable) */
  gpointer    stop_data;
};

struct _JaridaStatement
{
  sqlite3_stmt     *handle;   /* (owned) */
  gboolean          kept;     /* in the connection's table; else finalized on release */
  gboolean          lent;
  int               bind_result;

  /* Borrowed */
  JaridaConnection *connection;
};

/* Turns what SQLite answered into our error. Always FALSE. */
gboolean jarida_connection_fail (JaridaConnection *self, int result, const char *doing, GError **error);
void     jarida_statement_free  (gpointer data);
/* Sets `handle`, also when it fails; answers what SQLite did. */
int      jarida_connection_open_frozen (JaridaConnection *self);
