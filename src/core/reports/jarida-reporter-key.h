/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "jarida-report-signature.h"

G_BEGIN_DECLS

/* The pair of keys of one installation (Ed25519): says that two reports come from the same place and nothing of who is
 * there. Signing may be done on any thread; the rest belongs to whoever owns the file. The secret lies in memory that is
 * wiped. */
typedef struct _JaridaReporterKey JaridaReporterKey;

#define JARIDA_REPORTER_KEY_ERROR (jarida_reporter_key_error_quark ())
typedef enum
{
  JARIDA_REPORTER_KEY_ERROR_BROKEN,     /* the file holds something else: _reset() replaces it */
} JaridaReporterKeyError;
GQuark jarida_reporter_key_error_quark (void);

/* Reads the file, or makes it, for its owner's eyes only; two programs that start at once end with the same key. Reads and
 * writes a file: not on the main thread. Other errors are of %G_IO_ERROR. */
JaridaReporterKey *jarida_reporter_key_load       (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A new key in place of the one there, whole or not at all. */
JaridaReporterKey *jarida_reporter_key_reset      (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_reporter_key_free       (JaridaReporterKey *self);
/* The value of the header PR-Key. (transfer none) */
const char        *jarida_reporter_key_get_public (const JaridaReporterKey *self);
/* The value of the header PR-Sig. */
char              *jarida_reporter_key_sign       (const JaridaReporterKey *self, const char *method, const char *path,
                                                   const void *body, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaReporterKey, jarida_reporter_key_free)

G_END_DECLS
