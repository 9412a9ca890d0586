/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <zstd.h>
#include "jarida-address-table.h"
#include "jarida-filter-set.h"
#include "jarida-shelf.h"
#include "jarida-story-index.h"

#define N_HINTS 64

struct _JaridaShelf
{
  JaridaConnection   *library;      /* (owned) */
  JaridaConnection   *bodies;       /* (owned) */
  guint64             id;
  guint64             serial;
  gboolean            alone;        /* at the opening */
  gboolean            migrated;     /* at the opening */
  gboolean            foreign;      /* another process has written, not told yet */
  gint64              bodies_page_size;   /* bytes: files keep the one they were made with */
  gboolean            bodies_open;  /* a transaction is under way there too */

  /* What putting articles remembers between calls; nothing of it outlives a rollback or another process's commit. */
  JaridaAddressTable *addresses;    /* (owned) (nullable) */
  GHashTable         *known;        /* (owned) (nullable) guid_h -> JaridaKnown, of known_source */
  gint64              known_source;
  GHashTable         *bylines;      /* (owned) (nullable) text -> id */
  GHashTable         *cities;       /* (owned) (nullable) folded name -> id */
  JaridaFilterSet    *filters;      /* (owned) (nullable) also forgotten when the person does anything */
  JaridaStoryIndex   *stories;      /* (owned) (nullable) the headlines of the last days */
  guint32             new_story;    /* the next story's number */
  gint64              stories_cut;  /* when the older ones were last forgotten there */
  struct { guint32 wanted, next; } hints[N_HINTS];
  GArray             *body_ids;     /* (owned) guint32: bodies written in this transaction */
  GArray             *orphans;      /* (owned) guint32: bodies of rows that have become others */
  guint               n_orphans;    /* of these, whose rows are gone for good: the next transaction of the bodies deletes them */
  ZSTD_CCtx          *compressor;   /* (owned) */
  GByteArray         *packed;       /* (owned) */
  GByteArray         *compressed;   /* (owned) */
};

/* Opens the transaction of the bodies, if it is not. */
gboolean jarida_shelf_begin_bodies (JaridaShelf *self, GError **error);
/* The row goes in this transaction, and its body when that is kept: a kill in between would leave the row without a text. */
gboolean jarida_shelf_orphan_body  (JaridaShelf *self, guint32 id, GError **error);
void     jarida_shelf_forget       (JaridaShelf *self);
