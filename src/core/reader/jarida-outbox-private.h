/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-outbox.h"

#include "jarida-reporter-key.h"
#include "jarida-retry.h"

G_BEGIN_DECLS

/* A clock that was put back, and not a pause. As the shelf has it. */
#define JARIDA_OUTBOX_NEVER_SO_LATE (2 * JARIDA_RETRY_LONGEST)

struct _JaridaOutbox
{
  JaridaReader      *reader;         /* Borrowed */
  char              *key_path;       /* (owned) */
  JaridaReporterKey *key;            /* (owned) (nullable) until it is needed */
  GCancellable      *cancellable;    /* (owned) */
  guint              timer;
  gboolean           busy;           /* one report is under way, or the key is being read */
  gint64             current;        /* the number of the report under way, 0 none */
  gboolean           online;
  gboolean           network_back;   /* what failed for want of a network is due again */
  gint64             not_before;     /* for all of them; 0 at once */
  GHashTable        *signed_again;   /* (owned) numbers of reports: once in a session */
  GHashTable        *id_renewed;     /* (owned) */
  GPtrArray         *flushing;       /* (owned) GTask: told when nothing is due */
};

/* Claims @report, sends it and keeps what came of it; then the outbox is woken. */
void _jarida_outbox_send (JaridaOutbox *self, const JaridaReportRow *report, gint64 now);

G_END_DECLS
