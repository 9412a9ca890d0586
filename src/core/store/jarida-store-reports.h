/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"

G_BEGIN_DECLS

/* Reports of pictures as the shelf keeps them. What a report says is the business of others: here it is a body of bytes that never
 * changes, and where it has got to. */
typedef enum
{
  JARIDA_REPORT_QUEUED,
  JARIDA_REPORT_SENDING,     /* somebody is at it until `next`; found so afterwards it is as good as queued */
  JARIDA_REPORT_SENT,
  JARIDA_REPORT_REFUSED,     /* the service said no for good */
  JARIDA_REPORT_WITHDRAWN,
  JARIDA_REPORT_LOCAL,       /* made while there was no service: never sent */
} JaridaReportState;

/* A value. */
typedef struct
{
  gint64             number;        /* 0 in a draft; the order they were made in, and the family of what they hide */
  char              *id;            /* (owned) UUID */
  JaridaReportState  state;
  gboolean           withdrawing;   /* withdrawn here, and the service is still to be told */
  int                reason;
  char              *address;       /* (owned) (nullable) of the picture */
  char              *comment;       /* (owned) (nullable) */
  gint64             created;
  gint64             sent;          /* 0 not yet */
  gint64             next;          /* when it may be tried again */
  int                attempts;
  int                http;          /* the last answer, 0 none */
  char              *problem;       /* (owned) (nullable) a token */
  GBytes            *body;          /* (owned) (nullable) as it is sent */
} JaridaReportRow;

JaridaReportRow *jarida_report_row_copy (const JaridaReportRow *self) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_report_row_free (JaridaReportRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaReportRow, jarida_report_row_free)

#define JARIDA_HIDDEN_KEY_SIZE 32

/* One sign by which a picture that the reader hid is known again. */
typedef struct
{
  gint64  family;                        /* the number of the report */
  int     kind;                          /* what the key is of: the caller's business */
  int     reason;
  guint8  key[JARIDA_HIDDEN_KEY_SIZE];
} JaridaHiddenRow;

/* From memory, as last kept, borrowed until the next turn of the main loop; both in the order they were made in.
 * Signal "reports-changed" of the store: these are others now, by our own acts or another process's. */
GPtrArray *jarida_store_get_reports               (JaridaStore *self);   /* JaridaReportRow */
GArray    *jarida_store_get_hidden                (JaridaStore *self);   /* JaridaHiddenRow */
GArray    *jarida_store_get_shown                 (JaridaStore *self);   /* JaridaHiddenRow, family 0 */

/* Keeps a draft and what it hides in one durable transaction; the families of @hidden are set here. Both are copied. */
void      jarida_store_add_report_async           (JaridaStore *self, const JaridaReportRow *report, const JaridaHiddenRow *hidden, gsize n_hidden, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  jarida_store_add_report_finish          (JaridaStore *self, GAsyncResult *result, gint64 *out_number, GError **error);
/* More signs of a picture that is hidden already; nothing when its report has been withdrawn meanwhile. */
void      jarida_store_add_hidden_async           (JaridaStore *self, const JaridaHiddenRow *hidden, gsize n_hidden, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  jarida_store_add_hidden_finish          (JaridaStore *self, GAsyncResult *result, GError **error);
/* Takes back what the report hides and the report itself. What the service may know is left as "withdrawing". */
void      jarida_store_withdraw_report_async      (JaridaStore *self, gint64 number, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  jarida_store_withdraw_report_finish     (JaridaStore *self, GAsyncResult *result, GError **error);
/* Nobody else sends it until @until: NOT_FOUND when somebody does, or there is nothing to send. */
void      jarida_store_claim_report_async         (JaridaStore *self, gint64 number, gint64 now, gint64 until, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  jarida_store_claim_report_finish        (JaridaStore *self, GAsyncResult *result, GError **error);
/* Where @report has got to: everything but address, reason, comment and body. One that was withdrawn meanwhile stays withdrawn. */
void      jarida_store_save_report_async          (JaridaStore *self, const JaridaReportRow *report, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  jarida_store_save_report_finish         (JaridaStore *self, GAsyncResult *result, GError **error);
/* "Show anyway", kept, for a picture by any of its signs; FALSE forgets it, and so does a report that hides the picture. */
void      jarida_store_set_picture_shown_async    (JaridaStore *self, const JaridaHiddenRow *signs, gsize n_signs, gboolean shown, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  jarida_store_set_picture_shown_finish   (JaridaStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
