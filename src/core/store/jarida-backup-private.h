/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-backup.h"
#include "jarida-connection-search.h"
#include "jarida-connection.h"

G_BEGIN_DECLS

/* The file of a backup: an SQLite database without anything but tables whose columns have neither types nor rules, so that it says
 * nothing a reader would have to obey. `backup` has the numbers, `backup_table` how many rows each table has and their sum,
 * `backup_setting` and `backup_file` what their names say; "library_" and "bodies_" begin the names of the tables of the shelf. */
#define JARIDA_BACKUP_APPLICATION_ID 0x4a524255   /* "JRBU" */
#define JARIDA_BACKUP_FORMAT 1

typedef struct
{
  const JaridaBackupWatch *watch;     /* borrowed */
  guint64                  n_done;    /* rows */
  guint64                  n_all;
  guint                    percent;   /* told */
} JaridaBackupCourse;

/* One row more. FALSE: it was cancelled. */
gboolean   jarida_backup_course_step   (JaridaBackupCourse *self, GError **error);
/* Has what runs on the connection stop when it is cancelled; and the reverse, an error of stopping becomes one of cancelling. */
void       jarida_backup_course_follow (JaridaBackupCourse *self, JaridaConnection *connection);
void       jarida_backup_course_answer (JaridaBackupCourse *self, GError **error);

/* (element-type utf8): the tables of a database, in order of their names. */
GPtrArray *jarida_backup_list_tables   (JaridaConnection *connection, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type utf8): the columns of a table, in order. */
GPtrArray *jarida_backup_list_columns  (JaridaConnection *connection, const char *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Only letters, digits and "_": may stand in a statement. */
gboolean   jarida_backup_is_plain_name (const char *name);

/* Goes through all rows of a table and adds them up; with @to, writes them to the table @to_table there, the columns that both have. A text
 * that is none ends it with DAMAGED. */
gboolean   jarida_backup_copy_table    (JaridaConnection    *from,
                                        const char          *from_table,
                                        JaridaConnection    *to,
                                        const char          *to_table,
                                        JaridaBackupCourse  *course,
                                        gint64              *out_n,
                                        gint64              *out_sum,
                                        GError             **error);

/* Opens a file from anywhere and looks whether it is a backup, whole and of a form that is known. Fills the facts. */
JaridaConnection *jarida_backup_open   (const char          *path,
                                        JaridaBackupCourse  *course,
                                        JaridaBackupFacts   *out_facts,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* The rows of a table and their sum, as they were written. FALSE: there is no such table, without an error, or with one. */
gboolean   jarida_backup_read_entry    (JaridaConnection *backup, const char *table, gint64 *out_n, gint64 *out_sum, GError **error);
gboolean   jarida_backup_read_number   (JaridaConnection *backup, const char *key, gint64 *out_value, GError **error);
/* All that is read of a backup and is not a lack of room or a cancelling is its own fault. */
void       jarida_backup_blame         (GError **error);

/* Both are there, and are one, by whatever names. */
gboolean   jarida_backup_is_same_file  (const char *a, const char *b);
gboolean   jarida_backup_sync_path     (const char *path);
gboolean   jarida_backup_fail_place    (int number, GError **error);

G_END_DECLS
