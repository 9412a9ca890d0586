/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-portal-fetch.h"
#include "jarida-portal-run.h"

G_BEGIN_DECLS

typedef enum
{
  JARIDA_PORTAL_STEP_EDITION_FEED,
  JARIDA_PORTAL_STEP_HOME,
  JARIDA_PORTAL_STEP_SECTION,
  JARIDA_PORTAL_STEP_NEWSPAPER_FEED,
  JARIDA_PORTAL_STEP_NEWSPAPER_PAGE,
  JARIDA_PORTAL_STEP_CITIES,          /* the list of all */
  JARIDA_PORTAL_STEP_CHOOSE_CITIES,   /* no request: which of those that are known are asked for */
  JARIDA_PORTAL_STEP_CITY,
} JaridaPortalStepKind;

typedef struct
{
  JaridaPortalStepKind kind;
  char         *section;      /* (owned) (nullable) */
  char         *city;         /* (owned) (nullable) its name */
  JaridaSource *source;       /* (owned) (nullable) */
  JaridaPortalAsk ask;
  gboolean      known_only;   /* SECTION */
  gint64        interval;     /* seconds until it is due again; 0: as often as any page */
  guint         n_of_feed;    /* NEWSPAPER_PAGE: what the feed gave */
  JaridaPortalAnswer *feed;   /* (owned) (nullable) NEWSPAPER_PAGE: what came of the feed */
} JaridaPortalStep;

struct _JaridaPortalRun
{
  JaridaRefresh       *refresh;        /* Borrowed: it outlives its runs */
  JaridaReader        *reader;         /* (owned) */
  JaridaPortalEdition *edition;        /* (owned) */
  GCancellable        *cancellable;    /* (owned) */
  GQueue               steps;          /* JaridaPortalStep, owned */
  GHashTable          *members;        /* (owned) set of JaridaSource, owned: to be told of */
  GHashTable          *sources;        /* (owned) slug -> JaridaSource: all of the edition, they get headlines too */
  GHashTable          *names;          /* (owned) set of folded names of newspapers */
  GPtrArray           *cities;         /* (owned) (nullable) names that the list has just told */
  JaridaPortalStep    *step;           /* (owned) (nullable) the one under way */
  gboolean             started;
  gboolean             forced;
  gboolean             whole;          /* every newspaper of the edition was in it when it was planned */
  gboolean             fresh;          /* a newspaper is new: what was read before had nothing for it */
  guint                n_lost;         /* in a row */
  JaridaOutcome        verdict;        /* of all that are left, once there is no use in asking; NEVER until then */
  gint64               retry_after;
  gint64               began;          /* of this run, or of the one that it goes on with */
  gint64               resumed;        /* when that one began; 0: it does not */
  gboolean             marked;
};

/* jarida-portal-run.c */
JaridaPortalStep *_jarida_portal_run_push    (JaridaPortalRun *self, JaridaPortalStepKind kind, JaridaPortalAsk ask);
gboolean          _jarida_portal_run_is_videos (JaridaPortalRun *self, JaridaSource *source);
/* The step under way has come to its end. @error nullable: what the shelf refused, or cancelled. */
void              _jarida_portal_run_step_ended (JaridaPortalRun *self, const GError *error);

/* jarida-portal-step.c: what a step asks for. Takes @step. */
void              _jarida_portal_run_start_step (JaridaPortalRun *self, JaridaPortalStep *step);
/* jarida-portal-told.c: what came of it. Takes @answer. */
void              _jarida_portal_run_take_answer (JaridaPortalRun *self, JaridaPortalAnswer *answer);
/* jarida-portal-cities.c */
void              _jarida_portal_run_choose_cities (JaridaPortalRun *self);

G_END_DECLS
