/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-portal-edition.h"
#include "jarida-refresh.h"

G_BEGIN_DECLS

/* The part of a refresh that asks one edition of a portal for the news of many newspapers: the feed of the edition, its home page
 * (with that a front page can be shown), its sections, and then each newspaper's own feed, and its page where the feed gives less.
 * One request after the other; what fails at one page leaves the others alone. */
typedef struct _JaridaPortalRun JaridaPortalRun;

/* @refresh is told of each source as it is done, and then once that the run has ended, which frees it. */
JaridaPortalRun *jarida_portal_run_new    (JaridaRefresh *refresh, JaridaReader *reader, JaridaPortalEdition *edition, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_portal_run_free   (JaridaPortalRun *self);
const char      *jarida_portal_run_get_key (JaridaPortalRun *self);
/* Also while it is under way. @force: a person wants it, due or not. */
void             jarida_portal_run_add    (JaridaPortalRun *self, JaridaSource *source, gboolean force);
/* Again: nothing. */
void             jarida_portal_run_start  (JaridaPortalRun *self);

G_END_DECLS
