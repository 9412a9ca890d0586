/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_COLUMN_UNREAD = 1 << 0,
  JARIDA_COLUMN_SAVED  = 1 << 1,
} JaridaColumnFlags;

typedef struct
{
  guint32  id;       /* seconds since 2000-01-01 */
  guint16  source;
  guint8   flags;    /* JaridaColumnFlags */
} JaridaColumnRow;

/* What every list and count needs of every article, as columns in memory: 7 bytes a row, oldest first, so that news is
 * appended. A cache of the table `state`, never the only copy of anything. One thread at a time. */
typedef struct
{
  guint32 *ids;        /* (owned) strictly rising */
  guint16 *sources;    /* (owned) */
  guint8  *flags;      /* (owned) */
  gsize    n;
  gsize    capacity;
} JaridaColumns;

JaridaColumns *jarida_columns_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_columns_free    (JaridaColumns         *self);
/* @row must be newer than all. */
void           jarida_columns_append  (JaridaColumns         *self,
                                       JaridaColumnRow        row);
/* @rows rise strictly. One that is there already is left alone and its id zeroed in @rows. */
void           jarida_columns_insert  (JaridaColumns         *self,
                                       JaridaColumnRow       *rows,
                                       gsize                  n_rows);
void           jarida_columns_remove_source (JaridaColumns   *self,
                                       guint16                source);
/* Index of @id, or G_MAXSIZE. */
gsize          jarida_columns_find    (const JaridaColumns   *self,
                                       guint32                id);
/* Index of the first row that is not older than @id; n when there is none. */
gsize          jarida_columns_bound   (const JaridaColumns   *self,
                                       guint32                id);

/* The side file: the columns as they are after commit @serial of the shelf @shelf_id. */
GBytes        *jarida_columns_to_bytes   (const JaridaColumns *self,
                                          guint64              shelf_id,
                                          guint64              serial) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when the file is missing, damaged, or of another moment: that is not an error, the table is read instead. */
JaridaColumns *jarida_columns_read_file  (const char          *path,
                                          guint64              shelf_id,
                                          guint64              serial) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaColumns, jarida_columns_free)

G_END_DECLS
