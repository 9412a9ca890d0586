/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-hidden-set.h"
#include "jarida-list-updater.h"
#include "jarida-outbox.h"
#include "jarida-picture-facts.h"
#include "jarida-reader-private.h"
#include "jarida-reports.h"

G_BEGIN_DECLS

/* What `kind` of a JaridaHiddenRow says: a JaridaKeyKind, or that the key is a perceptual hash. */
#define JARIDA_HIDDEN_LOOK 4

/* What the reader has in memory of reports; it follows the shelf and the list. */
struct _JaridaReports
{
  JaridaReader      *reader;       /* Borrowed */
  char              *service;      /* (owned) "" none */
  GListStore        *entries;      /* (owned) JaridaReportEntry, newest first */
  GArray            *hidden;       /* (owned) JaridaHiddenRow: what the set was made of */
  GArray            *shown;        /* (owned) JaridaHiddenRow */
  JaridaHiddenSet   *set;          /* (owned) */
  guint              generation;   /* of the set: a verdict of another one is worth nothing */
  JaridaFactTable   *facts;        /* (owned) */
  JaridaOutbox      *outbox;       /* (owned) */
  JaridaListUpdater *updater;      /* (owned) */
  gboolean           looking;      /* pictures that were loaded without being hashed are being looked at */
};

/* Gives one to @reader, whose shelf is open. */
void           _jarida_reports_new          (JaridaReader *reader, const char *data_folder);
/* While the shelf is open. */
void           _jarida_reports_stop         (JaridaReports *self);
void           _jarida_reports_free         (JaridaReports *self);
/* Takes a list in use. @rules: nullable. */
void           _jarida_reports_set_list     (JaridaReports *self, JaridaBlockList *list, JaridaAssetRules *rules);
/* Whether anything is hidden by its looks, so that pictures have to be looked at. */
gboolean       _jarida_reports_has_looks    (JaridaReports *self);
/* With all that is known of the picture. */
void           _jarida_reports_judge        (JaridaReports *self, const char *address, JaridaVerdict *out_verdict);

JaridaReportEntry *_jarida_report_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Brings it to what the shelf says. @now: for what may still be withdrawn. */
void           _jarida_report_entry_show    (JaridaReportEntry *self, const JaridaReportRow *row, gint64 now);
gint64         _jarida_report_entry_get_number (JaridaReportEntry *self);

/* What is wrong with a report, in a sentence, or NULL. (transfer full) */
char          *_jarida_report_problem_text  (const JaridaReportRow *row) G_GNUC_WARN_UNUSED_RESULT;
/* May it still be withdrawn? */
gboolean       _jarida_report_can_withdraw  (const JaridaReportRow *row, gint64 now);

/* Looks at a picture that is on the disk and adds its bytes and looks to what report @number hides. */
void           _jarida_reports_learn        (JaridaReports *self, const char *address, gint64 number, JaridaReportReason reason);
/* The same for reports after which the program ended before the picture had been looked at. */
void           _jarida_reports_learn_rest   (JaridaReports *self);
/* Pictures that were loaded before anything was hidden by its looks are hashed from the disk, some at a time, so that those on
 * screen are judged too. */
void           _jarida_reports_look_again   (JaridaReports *self);

G_END_DECLS
