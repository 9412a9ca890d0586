/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-headline.h"
#include "jarida-place.h"
#include "jarida-search.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE_LIST (jarida_headline_list_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadlineList, jarida_headline_list, JARIDA, HEADLINE_LIST, GObject)

/* A GListModel of JaridaHeadline, newest first, made lazily: a million rows cost four bytes each. The list never moves by itself:
 * what arrives after it was made waits, counted by the property "n-pending", until jarida_headline_list_show_pending(); a row that
 * no longer fits (read, in the list of unread) stays until then too. The same id gives the same object while somebody holds it.
 * Main thread. Properties: "n-items" (uint), "n-pending" (uint, notifies). */

guint            jarida_headline_list_get_n_pending (JaridaHeadlineList *self);
/* Lets the waiting ones in; rows that no longer fit leave. items-changed is emitted for the parts that changed only. */
void             jarida_headline_list_show_pending  (JaridaHeadlineList *self);
/* Lets only those in that stand behind the last row, as when a person has asked for what is older: nothing in sight moves. */
void             jarida_headline_list_show_older    (JaridaHeadlineList *self);
/* Position of an article, or GTK's invalid position (G_MAXUINT). */
guint            jarida_headline_list_find          (JaridaHeadlineList *self, gint64 id);
/* The next unread at or after @position, or G_MAXUINT. */
guint            jarida_headline_list_next_unread   (JaridaHeadlineList *self, guint position);
gint64           jarida_headline_list_get_id        (JaridaHeadlineList *self, guint position);
/* The object that the list has for an article, made of @values when nobody holds one yet: for who has read them elsewhere. It is
 * kept true like the others, whether the list has such a row or not. */
JaridaHeadline  *jarida_headline_list_dup_headline  (JaridaHeadlineList *self, const JaridaHeadlineValues *values) G_GNUC_WARN_UNUSED_RESULT;

/* The same of an article that is on the shelf; NULL: it is not. */
JaridaHeadline  *jarida_headline_list_dup_kept      (JaridaHeadlineList *self, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

/* Only of a list made by jarida_store_list_found(): it shows @found (nullable) now. Rows that both results have stay the same objects. */
void             jarida_headline_list_show_found    (JaridaHeadlineList *self, const JaridaSearchResult *found);

/* How a list of what was found is arranged. */
typedef enum
{
  JARIDA_GROUPING_NONE,        /* as the result is */
  JARIDA_GROUPING_NEWSPAPER,   /* what a newspaper has stands together, that of the best one first */
  JARIDA_GROUPING_DAY,         /* what is of a day, the last one first */
} JaridaGrouping;

/* Of such a list. Within a group the order is that of the result; the first of each has a "group-size". */
void             jarida_headline_list_set_grouping  (JaridaHeadlineList *self, JaridaGrouping grouping);
JaridaGrouping   jarida_headline_list_get_grouping  (JaridaHeadlineList *self);
/* Where the next group begins after @position, or with @step -1 the last one that begins before it; G_MAXUINT: nowhere. */
guint            jarida_headline_list_find_group    (JaridaHeadlineList *self, guint position, int step);

G_END_DECLS
