/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-columns.h"

G_BEGIN_DECLS

/* A place, worked out: which sources are in it, which flags its articles have and between which ids they lie. A value. */
typedef struct
{
  guint8 *sources;     /* (owned) by source id: 1 is in */
  guint   n_sources;   /* of the array */
  guint8  flags;       /* all of these */
  guint32 first;       /* id */
  guint32 last;        /* id */
} JaridaPlaceMatch;

static inline gboolean
jarida_place_match_source (const JaridaPlaceMatch *self,
                           guint16                 source)
{
  return source < self->n_sources && self->sources[source];
}

static inline gboolean
jarida_place_match_row (const JaridaPlaceMatch *self,
                        const JaridaColumns    *columns,
                        gsize                   row)
{
  return jarida_place_match_source (self, columns->sources[row])
         && (columns->flags[row] & self->flags) == self->flags
         && columns->ids[row] >= self->first && columns->ids[row] <= self->last;
}

static inline void
jarida_place_match_clear (JaridaPlaceMatch *self)
{
  g_clear_pointer (&self->sources, g_free);
  self->n_sources = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaPlaceMatch, jarida_place_match_clear)

G_END_DECLS
