/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-db-error.h"
#include "jarida-statement.h"

G_BEGIN_DECLS

/* One connection to one SQLite file, with the pragmas every connection of ours has. It belongs to one thread at a time and
 * may be handed over between acts; nothing here locks. */
typedef struct _JaridaConnection JaridaConnection;

typedef enum
{
  JARIDA_CONNECTION_READ,    /* the file must exist; nothing can be written through it */
  JARIDA_CONNECTION_WRITE,   /* the file is made when it is missing; fails with READ_ONLY when it cannot be written */
  JARIDA_CONNECTION_FROZEN,  /* the file must exist; no file is written or made, neither it nor one beside it */
  /* A file being made that nobody knows of yet: it keeps no log and waits for no disk, so a failure, or a rollback, leaves rubbish. */
  JARIDA_CONNECTION_DRAFT,
  /* A file from anywhere: read as it lies there, with nothing beside it; whatever its schema says, nothing of ours is called and
   * nothing is taken on trust. */
  JARIDA_CONNECTION_FOREIGN,
} JaridaConnectionMode;

/* @page_size counts only for a file that does not exist yet. */
JaridaConnection *jarida_connection_open          (const char            *path,
                                                   JaridaConnectionMode   mode,
                                                   guint                  page_size,
                                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_connection_close         (JaridaConnection      *self);
const char       *jarida_connection_get_path      (JaridaConnection      *self);

gboolean          jarida_connection_execute       (JaridaConnection      *self,
                                                   const char            *sql,
                                                   GError               **error);
/* The first column of the first row; @otherwise when there is no row. */
gboolean          jarida_connection_query_int     (JaridaConnection      *self,
                                                   const char            *sql,
                                                   gint64                 otherwise,
                                                   gint64                *out_value,
                                                   GError               **error);
/* @sql must be a string literal: the compiled statement is kept under its address and lent again. */
JaridaStatement  *jarida_connection_prepare       (JaridaConnection      *self,
                                                   const char            *sql,
                                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* For an @sql made at run time: it is compiled each time, and not kept. */
JaridaStatement  *jarida_connection_prepare_passing (JaridaConnection *self,
                                                   const char            *sql,
                                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gint64            jarida_connection_get_last_id   (JaridaConnection      *self);
int               jarida_connection_get_n_changes (JaridaConnection      *self);
/* Changes when another connection, of this process or another, has committed. */
gboolean          jarida_connection_get_data_version (JaridaConnection   *self,
                                                   gint64                *out_version,
                                                   GError               **error);

/* TRUE: the next transactions are on the disk when they are committed (synchronous=FULL), as a person's act must be.
 * FALSE: they survive the program's death but may be lost to a power cut (NORMAL). Not inside a transaction. */
gboolean          jarida_connection_set_durable   (JaridaConnection      *self,
                                                   gboolean               durable,
                                                   GError               **error);
/* Takes the write lock at once, so that no later statement can find the file locked. */
gboolean          jarida_connection_begin         (JaridaConnection      *self,
                                                   GError               **error);
gboolean          jarida_connection_commit        (JaridaConnection      *self,
                                                   GError               **error);
/* Never fails; nothing when no transaction is open. */
void              jarida_connection_rollback      (JaridaConnection      *self);

/* Pages in the log after this connection's last commit. */
guint             jarida_connection_get_log_pages (JaridaConnection      *self);
/* Folds the log into the file as far as readers allow. @truncate: all of it, waiting for them, and empties the log file.
 * @out_done: nothing is left, the next commit starts the log from its beginning. */
gboolean          jarida_connection_checkpoint    (JaridaConnection      *self,
                                                   gboolean               truncate,
                                                   gboolean              *out_done,
                                                   GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaConnection, jarida_connection_close)

G_END_DECLS
