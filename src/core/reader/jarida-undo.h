/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be taken back, last first; at most fifty acts. Knows nothing of what they do. */
typedef struct _JaridaUndo JaridaUndo;
typedef void (*JaridaUndoFunc) (gpointer owner, gpointer data);

JaridaUndo *jarida_undo_new      (gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
void        jarida_undo_free     (JaridaUndo *self);
/* @data is owned, and freed with @destroy when the act is undone or forgotten. */
void        jarida_undo_push     (JaridaUndo *self, JaridaUndoFunc func, gpointer data, GDestroyNotify destroy);
/* Forgets the act with that data: there was nothing to do. */
void        jarida_undo_drop     (JaridaUndo *self, gpointer data);
gboolean    jarida_undo_is_empty (JaridaUndo *self);
/* Undoes the last act; what that pushes is dropped: there is no redo. */
void        jarida_undo_pop      (JaridaUndo *self);

G_END_DECLS
