/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-columns.h"
#include "jarida-place.h"

G_BEGIN_DECLS

/* A place, worked out: which sources are in it, which flags its articles have, between which ids they lie, and what else is asked of
 * them. A value. */
typedef struct
{
  guint8          *sources;     /* (owned) by source id: 1 is in */
  guint            n_sources;   /* of the array */
  guint8           flags;       /* all of these; without FILTERED, none that is hidden */
  guint32          first;       /* id */
  guint32          last;        /* id */
  JaridaPlaceKind  topic;       /* SECTION, CITY or AUTHOR; else no more is asked */
  guint16          number;      /* of the section or city */
  guint8          *bylines;     /* (owned) (nullable) by byline, a bit each: those of the author */
  guint32          n_bylines;   /* bits */
} JaridaPlaceMatch;

static inline gboolean
jarida_place_match_source (const JaridaPlaceMatch *self,
                           guint32                 source)
{
  return source < self->n_sources && self->sources[source];
}

/* Whether one of the sources that have the article is in the place. */
static inline gboolean
jarida_place_match_sources (const JaridaPlaceMatch *self,
                            const JaridaColumns    *columns,
                            gsize                   row)
{
  const JaridaColumnOrigin *origins;
  guint n;

  if (jarida_place_match_source (self, columns->sources[row]))
    return TRUE;
  if (!(columns->flags[row] & JARIDA_COLUMN_SHARED))
    return FALSE;
  origins = jarida_columns_find_origins (columns, columns->ids[row], &n);
  for (guint i = 0; i < n; i++)
    if (jarida_place_match_source (self, origins[i].source))
      return TRUE;
  return FALSE;
}

static inline gboolean
jarida_place_match_topic (const JaridaPlaceMatch *self,
                          const JaridaColumns    *columns,
                          gsize                   row)
{
  if (self->topic == JARIDA_PLACE_SECTION)
    return columns->sections[row] == self->number;
  if (self->topic == JARIDA_PLACE_CITY)
    return columns->cities[row] == self->number;
  if (self->topic == JARIDA_PLACE_AUTHOR)
    return columns->bylines[row] < self->n_bylines && self->bylines[columns->bylines[row] / 8] >> columns->bylines[row] % 8 & 1;
  return TRUE;
}

/* Whether the article stands in the place, read or not. */
static inline gboolean
jarida_place_match_stays (const JaridaPlaceMatch *self,
                          const JaridaColumns    *columns,
                          gsize                   row)
{
  return columns->ids[row] >= self->first && columns->ids[row] <= self->last
         && ((columns->flags[row] ^ self->flags) & JARIDA_COLUMN_FILTERED) == 0
         && jarida_place_match_topic (self, columns, row) && jarida_place_match_sources (self, columns, row);
}

static inline gboolean
jarida_place_match_row (const JaridaPlaceMatch *self,
                        const JaridaColumns    *columns,
                        gsize                   row)
{
  return (columns->flags[row] & self->flags) == self->flags && jarida_place_match_stays (self, columns, row);
}

/* The rows that can be in the place at all: of a day only its own. */
static inline void
jarida_place_match_range (const JaridaPlaceMatch *self,
                          const JaridaColumns    *columns,
                          gsize                  *out_from,
                          gsize                  *out_to)
{
  *out_from = jarida_columns_bound (columns, self->first);
  *out_to = self->last == G_MAXUINT32 ? columns->n : MAX (*out_from, jarida_columns_bound (columns, self->last + 1));
}

static inline void
jarida_place_match_clear (JaridaPlaceMatch *self)
{
  g_clear_pointer (&self->sources, g_free);
  g_clear_pointer (&self->bylines, g_free);
  self->n_sources = 0;
  self->n_bylines = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaPlaceMatch, jarida_place_match_clear)

G_END_DECLS
