/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-report-reason.h"
#include "jarida-store-reports.h"

G_BEGIN_DECLS

typedef struct _JaridaReader JaridaReader;

/* Reports of pictures, from the reader's side. A picture that somebody reported is hidden for him at once, with every copy of it;
 * the report waits on the shelf until the service has it; what the service hides for everybody comes as a list that is compared
 * here, so that nobody learns what is looked at. Main thread, as everything of the reader. */

#define JARIDA_PICTURE_ERROR (jarida_picture_error_quark ())
typedef enum
{
  JARIDA_PICTURE_ERROR_HIDDEN,             /* it is not shown: jarida_reader_judge_picture() says why */
  JARIDA_PICTURE_ERROR_TOO_MANY_TODAY,     /* twenty reports in a day */
  JARIDA_PICTURE_ERROR_TOO_MANY_WAITING,   /* five hundred are waiting to be sent */
  JARIDA_PICTURE_ERROR_INCOMPLETE,         /* the reason needs a comment, or the picture has no address that could be sent */
  JARIDA_PICTURE_ERROR_NO_SERVICE,         /* there is none to ask */
  JARIDA_PICTURE_ERROR_NO_DECISION,        /* the service does not know of one */
  JARIDA_PICTURE_ERROR_VIDEO,              /* it is of a video, and those are switched off */
} JaridaPictureError;
GQuark jarida_picture_error_quark (void);

typedef enum
{
  JARIDA_PICTURE_SHOWN,
  JARIDA_PICTURE_HIDDEN_BY_YOU,
  JARIDA_PICTURE_HIDDEN_BY_READERS,        /* several people reported it: for two weeks, until somebody has looked */
  JARIDA_PICTURE_HIDDEN_BY_MODERATOR,
} JaridaPictureStanding;

/* A value: jarida_picture_verdict_clear() frees what is in it. */
typedef struct
{
  JaridaPictureStanding  standing;
  JaridaReportReason     reason;           /* 0 when it is shown */
  char                  *decision_key;     /* (owned) (nullable) what to ask the service why */
} JaridaPictureVerdict;

void          jarida_picture_verdict_clear            (JaridaPictureVerdict *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaPictureVerdict, jarida_picture_verdict_clear)

/* From memory, at once; never a request. Before download: by address. After decoding the reader itself judges by bytes and looks;
 * load_picture_async() then fails with HIDDEN, and this knows the address from then on. */
void          jarida_reader_judge_picture             (JaridaReader *self, const char *address, JaridaPictureVerdict *out_verdict);
/* Signal "pictures-judged" of the reader: verdicts may have changed (a report, undo, "show anyway", a new list): ask again for
 * what is on screen. */

/* Keeps the report and hides the picture in one durable transaction; answers when that is done, with the report's id. Never
 * waits for the network. Of @article_address (nullable) only the host is sent. @comment: nullable. */
void          jarida_reader_report_picture_async      (JaridaReader *self, const char *address, const char *article_address, JaridaReportReason reason, const char *comment, gboolean hide_now, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char         *jarida_reader_report_picture_finish     (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "Undo", and "Withdraw" for a day: shows the picture again; what was not sent is never sent, of what was the service is told. A
 * failure comes by the signal "failed". */
void          jarida_reader_withdraw_report           (JaridaReader *self, const char *report_id);
/* "Show anyway", kept. FALSE forgets that it was said. */
void          jarida_reader_set_picture_shown         (JaridaReader *self, const char *address, gboolean shown);

/* One report in the list of them. Properties, all readable, all notify: "id", "address" (nullable), "reason" (int), "comment" (nullable),
 * "created" (int64, seconds since 1970), "state" (int, JaridaReportState), "problem" (a sentence, nullable), "can-withdraw". */
#define JARIDA_TYPE_REPORT_ENTRY (jarida_report_entry_get_type ())
G_DECLARE_FINAL_TYPE (JaridaReportEntry, jarida_report_entry, JARIDA, REPORT_ENTRY, GObject)
const char        *jarida_report_entry_get_id           (JaridaReportEntry *self);
const char        *jarida_report_entry_get_address      (JaridaReportEntry *self);
JaridaReportReason jarida_report_entry_get_reason       (JaridaReportEntry *self);
const char        *jarida_report_entry_get_comment      (JaridaReportEntry *self);
gint64             jarida_report_entry_get_created      (JaridaReportEntry *self);
JaridaReportState  jarida_report_entry_get_state        (JaridaReportEntry *self);
const char        *jarida_report_entry_get_problem      (JaridaReportEntry *self);
gboolean           jarida_report_entry_get_can_withdraw (JaridaReportEntry *self);

/* JaridaReportEntry, newest first. (transfer none) */
GListModel   *jarida_reader_get_reports               (JaridaReader *self);

/* The service's address, https (or http on this machine); "" or NULL: reports stay here. Property "report-service" (string). Reports
 * that were made while there was none stay here for good: that is what the person was told. */
void          jarida_reader_set_report_service        (JaridaReader *self, const char *address);
const char   *jarida_reader_get_report_service        (JaridaReader *self);
/* As it is used, without a slash at its end; NULL when it can be none. */
char         *jarida_report_service_normalize         (const char *address) G_GNUC_WARN_UNUSED_RESULT;

/* A new identifier from the next report on: what was sent before cannot be withdrawn any more. */
void          jarida_reader_reset_reporter_async      (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      jarida_reader_reset_reporter_finish     (JaridaReader *self, GAsyncResult *result, GError **error);

/* Reports are sent and the list is asked for when it is time; these do it now. Sending ends when nothing is due any more, whatever
 * came of it: the reports say that. */
void          jarida_reader_send_reports_async        (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      jarida_reader_send_reports_finish       (JaridaReader *self, GAsyncResult *result, GError **error);
/* Ends when the list that is kept here is in use and, with @update, the service has been asked for a newer one. */
void          jarida_reader_load_list_async           (JaridaReader *self, gboolean update, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      jarida_reader_load_list_finish          (JaridaReader *self, GAsyncResult *result, GError **error);

/* Of the block list in force, seconds since 1970, 0 none. Property "list-time" (int64). */
gint64        jarida_reader_get_list_time             (JaridaReader *self);
/* Whether it is older than two weeks, which the person should know. FALSE when there is none. */
gboolean      jarida_reader_get_list_old              (JaridaReader *self);
guint         jarida_reader_count_listed              (JaridaReader *self);

/* Why a picture is hidden for everybody, as the service says it. A value; what it does not say is NULL or 0. */
typedef struct
{
  char               *id;             /* (owned) */
  char               *facts;          /* (owned) (nullable) a sentence, in the service's language */
  JaridaReportReason  reason;
  gboolean            automatic;      /* nobody has looked at it yet */
  gint64              at;             /* seconds since 1970 */
  gint64              until;
} JaridaDecisionText;

void                jarida_decision_text_free           (JaridaDecisionText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDecisionText, jarida_decision_text_free)

/* Asks the service about one picture: it learns that somebody here has met it, so only when the person asks "Why?". @decision_key:
 * of a verdict. Errors: NO_DECISION, NO_SERVICE, those of the fetcher. */
void                jarida_reader_load_decision_async   (JaridaReader *self, const char *decision_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaDecisionText *jarida_reader_load_decision_finish  (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
