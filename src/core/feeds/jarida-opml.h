/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One outline of a subscription list: a feed when feed_url is set, else a folder. */
typedef struct
{
  char      *title;       /* (owned) (nullable) */
  char      *feed_url;    /* (owned) (nullable) xmlUrl */
  char      *site_url;    /* (owned) (nullable) htmlUrl */
  char      *language;    /* (owned) (nullable) */
  char     **categories;  /* (owned) (nullable) of the category attribute: "tag" or "outer/inner" */
  GPtrArray *children;    /* (owned) (not nullable) JaridaOutline */
} JaridaOutline;

JaridaOutline *jarida_outline_new  (const char *title, const char *feed_url, const char *site_url) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_outline_free (JaridaOutline *self);

/* The root, untitled or with the list's title; its children are the outlines. Errors: JARIDA_FEED_ERROR. */
JaridaOutline *jarida_opml_parse   (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lists of some programs are flat and name the folder of each feed in its category: such a feed, when it stands in no
 * folder, moves into the folders that its first category names. What a person sorted into folders stays where it is. */
void           jarida_opml_sort_by_category (JaridaOutline *root);
/* OPML 2.0, UTF-8. */
GBytes        *jarida_opml_write   (const JaridaOutline *root) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaOutline, jarida_outline_free)

G_END_DECLS
