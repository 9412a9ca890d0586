/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-sheet.h"

G_BEGIN_DECLS

#define JARIDA_DEMO_PAGE_ITEMS 20

/* A place of the portal that has a list: a section, a newspaper, an author, a city, the words of a search. A value. */
typedef struct
{
  const JaridaDemoSide *side;      /* Borrowed */
  char                 *title;     /* (owned) (not nullable) */
  char                 *path;      /* (owned) (not nullable) "/fr/author/A+B" */
  GPtrArray            *entries;   /* (owned) (not nullable) */
} JaridaDemoListing;

/* @rest: the path behind the edition's prefix and its slash, decoded. FALSE: no such place. */
gboolean jarida_demo_listing_find       (JaridaDemoListing *self, JaridaDemoPortal *portal, const JaridaDemoSide *side, const char *rest) G_GNUC_WARN_UNUSED_RESULT;
void     jarida_demo_listing_clear      (JaridaDemoListing *self);

/* @page counts from 1; NULL when there are not so many. */
char    *jarida_demo_listing_write      (const JaridaDemoListing *self, JaridaDemoPortal *portal, guint page) G_GNUC_WARN_UNUSED_RESULT;
char    *jarida_demo_listing_write_feed (const JaridaDemoListing *self, JaridaDemoPortal *portal) G_GNUC_WARN_UNUSED_RESULT;

char    *jarida_demo_listing_write_home   (JaridaDemoPortal *portal, const JaridaDemoSide *side) G_GNUC_WARN_UNUSED_RESULT;
char    *jarida_demo_listing_write_videos (JaridaDemoPortal *portal, const JaridaDemoSide *side) G_GNUC_WARN_UNUSED_RESULT;
char    *jarida_demo_listing_write_cities (JaridaDemoPortal *portal, const JaridaDemoSide *side) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaDemoListing, jarida_demo_listing_clear)

G_END_DECLS
