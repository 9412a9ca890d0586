/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-ahead.h"
#include "jarida-conditions.h"
#include "jarida-reader-private.h"

G_BEGIN_DECLS

struct _JaridaAhead
{
  GObject           parent_instance;

  JaridaReader     *reader;         /* borrowed: it owns this */
  JaridaConditions *conditions;     /* (owned) (nullable) until the first start */
  GCancellable     *cancellable;    /* (owned) (nullable) of the run */
  GQueue            waiting;        /* gint64, owned: ids */
  GArray           *notes;          /* (owned) JaridaKeptNote, to be written */
  GListStore       *failures;       /* (owned) JaridaAheadFailure */
  GHashTable       *given_up;       /* (owned) address or "#id" -> gint64, until when it is not asked for again */
  GHashTable       *odd_hosts;      /* (owned) hosts that have answered with something else since one answered well */
  JaridaAheadState  state;
  guint64           bytes;
  guint             n_active;
  guint             done;
  guint             total;
  guint             days;
  gboolean          again;          /* a start came while it ran */
  gboolean          doubtful;       /* pictures have left since the notes were made */
  gboolean          enabled;
  gboolean          over_metered;
  gboolean          while_saving_power;
  gboolean          pictures;
};

JaridaAhead *jarida_ahead_new              (JaridaReader *reader) G_GNUC_WARN_UNUSED_RESULT;
/* When the reader has its cache of pictures. */
void         jarida_ahead_watch_pictures   (JaridaAhead *self);
/* For tests, before the first start. */
void         jarida_ahead_set_conditions   (JaridaAhead *self, JaridaConditions *conditions);
/* (transfer none): what the moment is like, for whoever else asks. */
JaridaConditions *jarida_ahead_get_conditions (JaridaAhead *self);
/* The reader is closed: nothing is begun any more. */
void         jarida_ahead_close            (JaridaAhead *self);
/* Whether the next request may be made; else the run is ended with what speaks against it. */
gboolean     jarida_ahead_may_go_on        (JaridaAhead *self);
/* Ends the run. */
void         jarida_ahead_pause            (JaridaAhead *self, JaridaAheadState why);
void         jarida_ahead_fail             (JaridaAhead *self, gint64 id, const char *title, const GError *error);
/* What @key names is not asked for again for so long, while the program runs. */
void         jarida_ahead_give_up          (JaridaAhead *self, const char *key, gint64 seconds);
/* Seconds until it may be asked for again, 0: now. */
gint64       jarida_ahead_get_given_up     (JaridaAhead *self, const char *key);
/* A host has answered with what was asked for; or with something else, as all do behind a network that asks to log in. */
void         jarida_ahead_note_answer      (JaridaAhead *self, const char *address, gboolean odd);
void         jarida_ahead_job_ended        (JaridaAhead *self, gint64 id, gboolean kept, guint64 bytes);
JaridaAheadFailure *jarida_ahead_failure_new (gint64 id, const char *title, const char *reason) G_GNUC_WARN_UNUSED_RESULT;
/* Looks whether one that is noted as kept still is, and asks for nothing. */
void         jarida_ahead_job_verify       (JaridaAhead *self, gint64 id, GCancellable *cancellable);
void         jarida_ahead_job_verified     (JaridaAhead *self, gint64 id, gboolean kept);
/* One article; jarida-ahead-job.c. It ends by jarida_ahead_job_ended(). */
void         jarida_ahead_job_start        (JaridaAhead *self, gint64 id, GCancellable *cancellable);

/* (element-type char *): the pictures that an article is shown with. Any thread. */
GPtrArray   *jarida_ahead_list_pictures    (const JaridaArticle *article) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
