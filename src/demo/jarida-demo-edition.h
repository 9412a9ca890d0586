/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-paper.h"

G_BEGIN_DECLS

/* The newspapers of a folder: edition.json names them, each has a folder of articles, pictures/ is shared. A value. */
typedef struct
{
  char      *title;      /* (owned) (not nullable) */
  char      *address;    /* (owned) (not nullable) of the page that names them all */
  GFile     *folder;     /* (owned) (not nullable) */
  GPtrArray *papers;     /* (owned) (not nullable) JaridaDemoPaper */
  guint      n_held;     /* so many of each newspaper's newest articles are not published yet */
  gint64     newest;     /* seconds since 1970, on which the newest article of a synthetic feed is; 0: always the same */
} JaridaDemoEdition;

JaridaDemoEdition     *jarida_demo_edition_load          (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void                   jarida_demo_edition_free          (JaridaDemoEdition *self);

/* NULL when there is none of this name. */
const JaridaDemoPaper *jarida_demo_edition_find          (const JaridaDemoEdition *self, const char *id);
/* Moves every date by the same number of days, so that the newest article is of @today. Synthetic feeds end within the last two hours. */
void                   jarida_demo_edition_make_recent   (JaridaDemoEdition *self, GDateTime *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDemoEdition, jarida_demo_edition_free)

G_END_DECLS
