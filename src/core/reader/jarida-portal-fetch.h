/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-portal-edition.h"

G_BEGIN_DECLS

/* One page or feed of a portal on its way to the shelf: asked for conditionally, read off the main thread, its headlines put to the
 * sources of their newspapers, and what the server said kept under its address. */

typedef enum
{
  JARIDA_PORTAL_ASK_DUE,      /* only when its time has come */
  JARIDA_PORTAL_ASK_NOW,      /* a page that is known to have no feed is left alone all the same, for a day */
  JARIDA_PORTAL_ASK_AFRESH,   /* and read even when nothing has changed: there are new newspapers to give it to */
} JaridaPortalAsk;

typedef struct
{
  const char      *address;
  gboolean         is_feed;
  const char      *section;        /* (nullable) slug of the section whose page it is */
  JaridaPortalAsk  ask;
  gboolean         known_only;     /* not when it has never been asked for, nor a list has told of it */
  JaridaFetchKind  kind;
  gint64           reached_since;  /* not again what was reached since then; 0: no such time */
  gint64           interval;       /* seconds until it is due again, if nobody wants more */
  gint64           rest;           /* seconds until it is asked for again, however else it is due, when it is there or is not; 0: none */
  gint64           before;         /* headlines without a day are from that of this moment, being older than what we have; 0: from now */
  gint64           behind;         /* as before, of a page that has never been read; 0: from now */
  guint            enough;         /* a list that gives no more than so many is not due again for a day; 0: any */
  GHashTable      *sources;        /* slug -> JaridaSource: where headlines go; those of others are left */
  GHashTable      *names;          /* (nullable) folded names of newspapers; not changed while a page is on its way */
} JaridaPortalRequest;

typedef struct
{
  JaridaOutcome  outcome;
  guint          status;           /* 0: no answer */
  gboolean       asked;            /* FALSE: it was not its time; the rest says what was the last time */
  gint64         max_age;          /* -1: unknown */
  gint64         retry_after;      /* 0: none */
  guint          n_items;
  guint          n_new;
  char          *title;            /* (owned) (nullable) */
  char          *feed;             /* (owned) (nullable) */
  char          *next;             /* (owned) (nullable) */
  char          *permanent;        /* (owned) (nullable) where it has moved for good */
  GHashTable    *sections;         /* (owned) (nullable) slug -> address */
  GPtrArray     *cities;           /* (owned) (nullable) names, see JaridaPortalDrafts */
} JaridaPortalAnswer;

/* Errors: cancelled, and those of the shelf; what fails at the server is an outcome. */
void                jarida_portal_fetch_async  (JaridaReader *reader, JaridaPortalEdition *edition, const JaridaPortalRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaPortalAnswer *jarida_portal_fetch_finish (JaridaReader *reader, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_portal_answer_free  (JaridaPortalAnswer *self);

/* A page names its feed, whose address may have any form: kept beside the page. */
void                jarida_portal_learn_feed         (JaridaReader *reader, const char *page, const char *feed);
/* The one that was learnt, else @guess. */
void                jarida_portal_look_up_feed_async (JaridaReader *reader, const char *page, const char *guess, GAsyncReadyCallback callback, gpointer user_data);
char               *jarida_portal_look_up_feed_finish (JaridaReader *reader, GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* Of an edition's sources on the shelf: slug, or JARIDA_PORTAL_VIDEOS -> JaridaSource. (transfer full) */
GHashTable         *jarida_portal_list_sources (JaridaReader *reader, const JaridaPortalEdition *edition) G_GNUC_WARN_UNUSED_RESULT;
/* Without those that are stopped: they take nothing, unless somebody asks for them by name (in the set @members, nullable). */
void                jarida_portal_drop_stopped (GHashTable *sources, GHashTable *members);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPortalAnswer, jarida_portal_answer_free)

G_END_DECLS
