/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_FOLDER (jarida_folder_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFolder, jarida_folder, JARIDA, FOLDER, GObject)

/* A folder of the sidebar; folders nest. Main thread only. */
JaridaFolder *jarida_folder_new            (void) G_GNUC_WARN_UNUSED_RESULT;

gint64        jarida_folder_get_id         (JaridaFolder *self);
void          jarida_folder_set_id         (JaridaFolder *self, gint64 id);
/* 0: at the top */
gint64        jarida_folder_get_parent_id  (JaridaFolder *self);
void          jarida_folder_set_parent_id  (JaridaFolder *self, gint64 parent_id);
const char   *jarida_folder_get_name       (JaridaFolder *self);
void          jarida_folder_set_name       (JaridaFolder *self, const char *name);
int           jarida_folder_get_position   (JaridaFolder *self);
void          jarida_folder_set_position   (JaridaFolder *self, int position);
/* Of all that is in it, subfolders too; kept by the store. */
int           jarida_folder_get_unread     (JaridaFolder *self);
void          jarida_folder_set_unread     (JaridaFolder *self, int unread);

G_END_DECLS
