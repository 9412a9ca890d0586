/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-connection.h"

G_BEGIN_DECLS

/* What the indexing thread does: brings search.db to what the library says, a slice at a time. It reads the library by connections of its
 * own and never writes there. */
typedef struct _JaridaIndexer JaridaIndexer;

/* The index has followed what was laid aside of an article, up to that row. */
typedef struct
{
  guint32 id;
  gint64  number;
} JaridaFollowed;

/* One slice. */
typedef struct
{
  /* Asked */
  GArray   *ids;        /* (owned) (nullable) guint32: articles that may be new */
  gboolean  look;       /* something may be laid aside */
  gboolean  remake;     /* the file is damaged: begin with a new one */
  gboolean  rebuild;    /* all of it once more */

  /* Answered */
  guint     n_taken;
  guint     n_left;
  gboolean  more;       /* laid aside */
  GArray   *followed;   /* (owned) JaridaFollowed */
  GError   *error;      /* (owned) (nullable) */
} JaridaIndexSlice;

JaridaIndexer    *jarida_indexer_new       (const char       *folder) G_GNUC_WARN_UNUSED_RESULT;
/* When its thread has ended. */
void              jarida_indexer_free      (JaridaIndexer    *self);
/* Any thread: the slice under way is to end soon. */
void              jarida_indexer_stop      (JaridaIndexer    *self);

JaridaIndexSlice *jarida_index_slice_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_index_slice_free  (JaridaIndexSlice *self);
void              jarida_indexer_run       (JaridaIndexer    *self,
                                            JaridaIndexSlice *slice);

G_END_DECLS
