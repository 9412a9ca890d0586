/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-portal-fetch.h"
#include "jarida-reader-private.h"

G_BEGIN_DECLS

typedef struct _JaridaPortalRun JaridaPortalRun;

/* One refresh of a set of sources: fetch, read, keep, each source on its own, so that what fails at one leaves the others alone;
 * those of an edition of a portal as one run. At most 64 sources are on their way at once, from the request to the shelf: that bounds what stands in memory. */
JaridaRefresh *jarida_refresh_new     (JaridaReader *reader);
/* @force: a person wants it, due or not. */
void           jarida_refresh_add     (JaridaRefresh *self, JaridaSource *source, gboolean force);
/* Ends by itself; @task is completed then. */
void           jarida_refresh_start   (JaridaRefresh *self);
/* Another one who waits for the same refresh. */
void           jarida_refresh_join    (JaridaRefresh *self, GTask *task);
void           jarida_refresh_cancel  (JaridaRefresh *self);

/* What runs tell. */
void           jarida_refresh_note_new         (JaridaRefresh *self, guint n_new);
void           jarida_refresh_note_answer      (JaridaRefresh *self);
void           jarida_refresh_note_shelf_error (JaridaRefresh *self, const GError *error);
/* Keeps what came of @source, and counts it. */
void           jarida_refresh_source_done      (JaridaRefresh *self, JaridaSource *source, const JaridaPortalAnswer *answer);
/* Frees it. */
void           jarida_refresh_run_ended        (JaridaRefresh *self, JaridaPortalRun *run);

typedef struct
{
  guint n_new;
  guint n_failed;
} JaridaRefreshResult;

G_END_DECLS
