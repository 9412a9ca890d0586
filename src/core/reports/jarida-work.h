/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The service under attack asks for work before it takes a report (428). It slows down who sends many, and says nothing
 * of who somebody is. The answer is a nonce with which SHA-256 ("prw1\0" challenge "\0" report-id "\0" nonce) begins with
 * so many zero bits; the nonce is eight bytes, the highest first. */

#define JARIDA_WORK_HEADER "PR-Work"          /* CHALLENGE.NONCE, the nonce as 16 hex digits */
#define JARIDA_WORK_MAX_BITS 24               /* some seconds; more is not asked of a person's machine */
#define JARIDA_WORK_MAX_CHALLENGE 128         /* characters of base64url */

#define JARIDA_WORK_ERROR (jarida_work_error_quark ())
typedef enum
{
  JARIDA_WORK_ERROR_REFUSED,                  /* too many bits, or a challenge that is none */
} JaridaWorkError;
GQuark jarida_work_error_quark (void);

/* Runs in a thread of its own. The answer is the value of the header. */
void      jarida_work_solve_async  (const char *challenge, const char *report_id, guint bits, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
char     *jarida_work_solve_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, here and now. */
char     *jarida_work_solve        (const char *challenge, const char *report_id, guint bits, GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One hash. @header: nullable. @out_challenge: (transfer full) whose age and origin the caller looks at. */
gboolean  jarida_work_check        (const char *header, const char *report_id, guint bits, char **out_challenge) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
