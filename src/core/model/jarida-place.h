/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a list of headlines is taken from: an entry of the sidebar. */
typedef enum
{
  JARIDA_PLACE_ALL,
  JARIDA_PLACE_UNREAD,
  JARIDA_PLACE_SAVED,
  JARIDA_PLACE_FOLDER,    /* id: the folder; its subfolders too */
  JARIDA_PLACE_SOURCE,    /* id: the source */
  JARIDA_PLACE_SECTION,   /* id: the JaridaSection, of every source */
  JARIDA_PLACE_AUTHOR,    /* id: the author, see JaridaTopic */
  JARIDA_PLACE_CITY,      /* id: the city, see JaridaTopic */
  JARIDA_PLACE_DAY,       /* id: g_date_get_julian() of the day, by the clock of this machine */
  JARIDA_PLACE_FRONT = 9, /* id: g_date_get_julian() of a day, whose front page it is; 0: of the newest that has articles */
  JARIDA_PLACE_SEARCH,    /* what a search has found, see jarida_store_list_found(); as a place of its own it has nothing */
  JARIDA_PLACE_FILTERED,  /* what filters hide, which is in no other place */
  JARIDA_PLACE_SAVED_SEARCH, /* id: the JaridaSavedSearch; as a place of its own it has nothing */
} JaridaPlaceKind;

typedef struct
{
  JaridaPlaceKind kind;
  gint64          id;
  gboolean        unread_only;
} JaridaPlace;

G_END_DECLS
