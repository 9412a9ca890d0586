/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store.h"

JaridaFetchState *
jarida_fetch_state_copy (const JaridaFetchState *self)
{
  JaridaFetchState *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->etag = g_strdup (self->etag);
  copy->last_modified = g_strdup (self->last_modified);
  return copy;
}

void
jarida_fetch_state_free (JaridaFetchState *self)
{
  if (self == NULL)
    return;
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}
