/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"
#include "jarida-store.h"

G_BEGIN_DECLS

/* The rows of the tables `source` and `folder`, as values that may travel between threads; the objects may not. */
typedef struct
{
  gint64             id;
  gint64             folder_id;
  int                position;
  gboolean           stopped;
  int                interval_minutes;
  int                retention_days;
  JaridaPictureMode  pictures;
  JaridaFullText     full_text;
  int                retention_count;
  JaridaTypeface     typeface;
  JaridaDirection    direction;
  gboolean           announce;
  gint64             removed_at;      /* 0: it is there */
  char              *title;           /* (owned) (nullable) */
  char              *feed_url;        /* (owned) (not nullable) */
  char              *site_url;        /* (owned) (nullable) */
  char              *icon_url;        /* (owned) (nullable) */
  char              *language;        /* (owned) (nullable) */
  char              *portal;          /* (owned) (nullable) */
  JaridaFetchState  *fetch;           /* (owned) (nullable): not read, not to be written */
} JaridaSourceRow;

typedef struct
{
  gint64  id;
  gint64  parent_id;
  int     position;
  char   *name;                       /* (owned) (not nullable) */
} JaridaFolderRow;

JaridaSourceRow *jarida_source_row_new       (JaridaSource           *source) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_source_row_free      (JaridaSourceRow        *self);
/* What a person can set; then what the last fetch said. */
void             jarida_source_row_show      (const JaridaSourceRow  *self,
                                              JaridaSource           *source);
void             jarida_fetch_state_show     (const JaridaFetchState *self,
                                              JaridaSource           *source);
JaridaFolderRow *jarida_folder_row_new       (JaridaFolder           *folder) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_folder_row_free      (JaridaFolderRow        *self);
void             jarida_folder_row_show      (const JaridaFolderRow  *self,
                                              JaridaFolder           *folder);

/* (element-type JaridaSourceRow), also those removed. */
GPtrArray *jarida_source_rows_read     (JaridaConnection        *connection,
                                        GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one with that address: its id and whether it is removed; id 0 when there is none. */
gboolean   jarida_source_rows_find     (JaridaConnection        *connection,
                                        const char              *feed_url,
                                        gint64                  *out_id,
                                        gboolean                *out_removed,
                                        GError                 **error);
/* Gives self->id, the first free one. */
gboolean   jarida_source_rows_insert   (JaridaConnection        *connection,
                                        JaridaSourceRow         *self,
                                        GError                 **error);
/* These write what is there; @out_found tells whether there was such a row. */
gboolean   jarida_source_rows_update   (JaridaConnection        *connection,
                                        const JaridaSourceRow   *self,
                                        gboolean                *out_found,
                                        GError                 **error);
/* The title, site, icon and language, only where the shelf has none; a title that is the address is none. */
gboolean   jarida_source_rows_fill     (JaridaConnection        *connection,
                                        const JaridaSourceRow   *self,
                                        gboolean                *out_found,
                                        GError                 **error);
gboolean   jarida_source_rows_update_fetch   (JaridaConnection        *connection,
                                              gint64                   id,
                                              const JaridaFetchState  *state,
                                              gboolean                *out_found,
                                              GError                 **error);
gboolean   jarida_source_rows_update_removed (JaridaConnection        *connection,
                                              gint64                   id,
                                              gint64                   removed_at,
                                              gboolean                *out_found,
                                              GError                 **error);
gboolean   jarida_source_rows_delete   (JaridaConnection        *connection,
                                        gint64                   id,
                                        GError                 **error);

/* (element-type JaridaFolderRow) */
GPtrArray *jarida_folder_rows_read     (JaridaConnection        *connection,
                                        GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   jarida_folder_rows_insert   (JaridaConnection        *connection,
                                        JaridaFolderRow         *self,
                                        GError                 **error);
gboolean   jarida_folder_rows_update   (JaridaConnection        *connection,
                                        const JaridaFolderRow   *self,
                                        gboolean                *out_found,
                                        GError                 **error);
/* What is in it moves to @parent_id. */
gboolean   jarida_folder_rows_delete   (JaridaConnection        *connection,
                                        gint64                   id,
                                        gint64                   parent_id,
                                        GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSourceRow, jarida_source_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFolderRow, jarida_folder_row_free)

G_END_DECLS
