/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A compiled statement, lent by its connection. Parameters count from 1, columns from 0. Letting it go resets it, so that no
 * read transaction is left open behind it. */
typedef struct _JaridaStatement JaridaStatement;

typedef enum
{
  JARIDA_STEP_ROW,
  JARIDA_STEP_DONE,
  JARIDA_STEP_ERROR,
} JaridaStep;

typedef enum
{
  JARIDA_KIND_NULL,
  JARIDA_KIND_INT,
  JARIDA_KIND_TEXT,
  JARIDA_KIND_BLOB,
} JaridaKind;

/* A failed bind (a text too long for SQLite) is reported by the next step. Texts and blobs must live until the reset. */
void         jarida_statement_bind_int   (JaridaStatement *self, int parameter, gint64 value);
void         jarida_statement_bind_text  (JaridaStatement *self, int parameter, const char *value);   /* nullable */
void         jarida_statement_bind_blob  (JaridaStatement *self, int parameter, gconstpointer data, gsize size);
void         jarida_statement_bind_null  (JaridaStatement *self, int parameter);

JaridaStep   jarida_statement_step       (JaridaStatement *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For statements without rows: steps to the end, resets, keeps the bindings. */
gboolean     jarida_statement_run        (JaridaStatement *self, GError **error);
void         jarida_statement_reset      (JaridaStatement *self);

gint64       jarida_statement_get_int    (JaridaStatement *self, int column);
double       jarida_statement_get_double (JaridaStatement *self, int column);
/* Valid until the next step. NULL for NULL. */
const char  *jarida_statement_get_text   (JaridaStatement *self, int column);
gconstpointer jarida_statement_get_blob  (JaridaStatement *self, int column, gsize *out_size);
gboolean     jarida_statement_is_null    (JaridaStatement *self, int column);
/* What this row has there, whatever the column was declared as. Real numbers count as INT. */
JaridaKind   jarida_statement_get_kind   (JaridaStatement *self, int column);
int          jarida_statement_get_n_columns (JaridaStatement *self);

/* Gives it back to its connection. */
void         jarida_statement_release    (JaridaStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaStatement, jarida_statement_release)

G_END_DECLS
