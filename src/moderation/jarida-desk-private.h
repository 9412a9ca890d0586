/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-desk.h"
#include "jarida-limits.h"
#include "jarida-reputation.h"

G_BEGIN_DECLS

/* What the desk's thread knows while it works. */
typedef struct
{
  JaridaLedger   *ledger;       /* (owned) */
  const guint8   *secret;
  JaridaMetrics  *metrics;
  JaridaSettings  settings;
  GHashTable     *hosts;        /* (owned) host -> newspaper */
  JaridaLimits   *limits;       /* (owned) by installation, and for new ones by origin */
  gint64          now;          /* of this transaction */
  gboolean        alerts;       /* this transaction wrote some */
} JaridaDeskRoom;

/* One picture with its reports as they will be after this transaction. */
typedef struct
{
  JaridaSubject *subject;       /* (owned) */
  GArray        *rows;          /* (owned) of JaridaReportRow */
  GArray        *voices;        /* (owned) of JaridaScoreRow: the same, as the score wants them */
  gint64         withdrawn_from; /* when the oldest report came that is withdrawn in this transaction; 0 none */
  gboolean       first_minors;  /* nobody had said so before */
} JaridaPictureCase;

/* Inside a transaction: reports, withdrawals and keys of one batch, to their answers. */
gboolean     jarida_desk_take_in        (JaridaDeskRoom *room, GPtrArray *jobs, GError **error);
/* Its score from its rows; whether that is another one than before. */
gboolean     jarida_desk_weigh          (JaridaDeskRoom *room, JaridaPictureCase *picture);
/* What follows for one picture from its rows: hide, show again, alert, or nothing. */
gboolean     jarida_desk_judge          (JaridaDeskRoom *room, JaridaPictureCase *picture, GError **error);
/* (nullable) the newspaper whose pictures come from @host. */
const char  *jarida_desk_find_newspaper (GHashTable *hosts, const char *host);
gboolean     jarida_desk_answer_decision (JaridaDeskRoom *room, JaridaJob *job, GError **error);

G_END_DECLS
