/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A request is signed by the key of the one who reports, in two headers: both base64url without padding. */

#define JARIDA_REPORT_KEY_HEADER "PR-Key"
#define JARIDA_REPORT_SIGNATURE_HEADER "PR-Sig"
#define JARIDA_REPORT_KEY_BYTES 32
#define JARIDA_REPORT_SIGNATURE_BYTES 64

/* What is signed: "PR1\nMETHOD\nPATH\nhex(SHA-256(body))\n". @body: NULL with @length 0 for a request without one. */
char     *jarida_report_signed_text (const char *method, const char *path, const void *body, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* Any thread; 50 microseconds. @key, @signature: the values of the headers, nullable. @out_key: the key's bytes when the
 * answer is TRUE. FALSE for what is not of the form, too. */
gboolean  jarida_report_verify      (const char *key, const char *signature, const char *method, const char *path,
                                     const void *body, gsize length, guint8 out_key[JARIDA_REPORT_KEY_BYTES]) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
