/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* One refresh of a set of sources: fetch, read, keep, each source on its own, so that what fails at one leaves the others alone.
 * At most 64 sources are on their way at once, from the request to the shelf: that bounds what stands in memory. */
JaridaRefresh *jarida_refresh_new     (JaridaReader *reader);
void           jarida_refresh_add     (JaridaRefresh *self, JaridaSource *source);
/* Ends by itself; @task is completed then. */
void           jarida_refresh_start   (JaridaRefresh *self);
/* Another one who waits for the same refresh. */
void           jarida_refresh_join    (JaridaRefresh *self, GTask *task);
void           jarida_refresh_cancel  (JaridaRefresh *self);

typedef struct
{
  guint n_new;
  guint n_failed;
} JaridaRefreshResult;

G_END_DECLS
