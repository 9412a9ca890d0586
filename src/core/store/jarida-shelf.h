/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-columns.h"
#include "jarida-connection.h"
#include "jarida-report-row.h"

G_BEGIN_DECLS

/* The two files of the shelf as one thing that is written to: what the writing thread owns. A transaction spans both and
 * commits the bodies first, so that the library never names a body that was not kept. */
typedef struct _JaridaShelf JaridaShelf;

/* @alone: no other process has the shelf open, so that what a kill has left may be tidied, and files that are brought up to date are
 * copied before: see jarida-shelf-before.h. */
JaridaShelf      *jarida_shelf_open            (const char       *folder,
                                                gboolean          alone,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* For reading only, where nothing can be written. It may be of an earlier version: nothing is brought up to date. */
JaridaShelf      *jarida_shelf_open_frozen     (const char       *folder,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* A file of this name in the folder says that a mend was begun and not ended. */
#define JARIDA_SHELF_MENDING "mending"
/* Looks through both files, sets the damaged ones aside and brings what can be read into new ones. Only when nobody has the
 * shelf open. @out_notice: a key, static, set when there is something to tell. */
gboolean          jarida_shelf_mend            (const char       *folder,
                                                const char      **out_notice,
                                                GError          **error);
void              jarida_shelf_close           (JaridaShelf      *self);
/* Whether the opening has brought a file up to date that was there before. */
gboolean          jarida_shelf_was_migrated    (JaridaShelf      *self);
JaridaConnection *jarida_shelf_get_library     (JaridaShelf      *self);
JaridaConnection *jarida_shelf_get_bodies      (JaridaShelf      *self);
/* Tells this library from every other. */
guint64           jarida_shelf_get_id          (JaridaShelf      *self);
/* Counts the commits of all processes. */
guint64           jarida_shelf_get_serial      (JaridaShelf      *self);

/* @durable: a person's act. */
gboolean          jarida_shelf_begin           (JaridaShelf      *self,
                                                gboolean          durable,
                                                GError          **error);
gboolean          jarida_shelf_commit          (JaridaShelf      *self,
                                                GError          **error);
void              jarida_shelf_rollback        (JaridaShelf      *self);
/* A filter, or the title of a newspaper, may be another now. */
void              jarida_shelf_forget_filters  (JaridaShelf      *self);
/* Looks whether another process has written. */
gboolean          jarida_shelf_check_foreign   (JaridaShelf      *self,
                                                GError          **error);
/* Whether that was seen, by looking or by writing; "take" asks once. */
gboolean          jarida_shelf_is_foreign      (JaridaShelf      *self);
gboolean          jarida_shelf_take_foreign    (JaridaShelf      *self);
/* Length of the longer of the two logs, in pages of 4 kB. */
guint             jarida_shelf_get_log_pages   (JaridaShelf      *self);

/* The newest @limit rows of `state`, as columns. @out_all: there are no more. */
JaridaColumns    *jarida_shelf_read_columns    (JaridaShelf      *self,
                                                gsize             limit,
                                                gboolean         *out_all,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* All that is kept in memory, as it was at one moment. A value. */
typedef struct
{
  guint64        serial;
  GPtrArray     *sources;     /* (owned) JaridaSourceRow */
  GPtrArray     *folders;     /* (owned) JaridaFolderRow */
  JaridaReportRows *reports;  /* (owned) */
  GPtrArray     *followed;    /* (owned) JaridaTopicRow */
  GPtrArray     *searches;    /* (owned) JaridaSavedSearchRow */
  GPtrArray     *filters;     /* (owned) JaridaFilterRow */
  JaridaColumns *columns;     /* (owned) */
  gboolean       complete;    /* the columns are all there, not only the newest */
  gboolean       unfilled;    /* there are articles from before sections, authors and cities were kept */
} JaridaSnapshot;

/* @side_file: (nullable): where the columns may be read faster, if it is of this moment. */
JaridaSnapshot   *jarida_snapshot_new          (JaridaShelf      *shelf,
                                                const char       *side_file,
                                                gsize             limit,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_snapshot_free         (JaridaSnapshot   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSnapshot, jarida_snapshot_free)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaShelf, jarida_shelf_close)

G_END_DECLS
