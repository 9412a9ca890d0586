/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-edition.h"

G_BEGIN_DECLS

/* A press portal gathers articles of many newspapers, in an Arabic and a French edition: here of those of the sample edition
 * that sample/portal/portal.json names, and of some that it brings itself. */

#define JARIDA_DEMO_N_SECTIONS 9
#define JARIDA_DEMO_N_SIDES 2

typedef enum
{
  JARIDA_DEMO_ARABIC,
  JARIDA_DEMO_FRENCH,
} JaridaDemoLanguage;

typedef struct
{
  const char *slug;
  const char *names[JARIDA_DEMO_N_SIDES];   /* as the menu has them */
} JaridaDemoSection;

extern const JaridaDemoSection jarida_demo_sections[JARIDA_DEMO_N_SECTIONS];
#define JARIDA_DEMO_SECTION_VIDEO (JARIDA_DEMO_N_SECTIONS - 1)

/* An article as the portal has it. All strings are borrowed. A value. */
typedef struct
{
  const JaridaDemoPaper   *paper;
  const JaridaDemoArticle *article;
  const char              *author;      /* (nullable) NULL: the newspaper itself */
  const char              *city;        /* (nullable) */
  gint64                   number;      /* counts up within its newspaper */
  guint                    serial;      /* 0: the article itself; else the how manieth that was generated with its text */
  guint                    rank;        /* within its newspaper; 0 is the newest */
  guint8                   section;
  gboolean                 untitled;    /* portals publish articles without a title in their lists */
} JaridaDemoEntry;

typedef struct
{
  char *number;      /* (owned) (not nullable) */
  char *id;          /* (owned) (not nullable) eleven characters, at the host of videos */
  char *title;       /* (owned) (nullable) */
  char *picture;     /* (owned) (not nullable) file name */
} JaridaDemoVideo;

/* One edition of the portal. Lists are of JaridaDemoEntry, newest first. */
typedef struct
{
  JaridaDemoLanguage  language;
  const char         *code;         /* "ar" */
  const char         *prefix;       /* of every path: "" or "/fr" */
  char               *name;         /* (owned) (not nullable) the portal's */
  GPtrArray          *papers;       /* (owned) (not nullable) JaridaDemoPaper, Borrowed */
  GPtrArray          *all;          /* (owned) (not nullable) */
  GPtrArray          *sections[JARIDA_DEMO_N_SECTIONS];
  GHashTable         *by_paper;     /* (owned) id -> list */
  GHashTable         *by_author;    /* (owned) name -> list */
  GHashTable         *by_city;      /* (owned) name -> list */
  GPtrArray          *cities;       /* (owned) (not nullable) names, Borrowed, as they were met */
  GPtrArray          *videos;       /* (owned) (not nullable) JaridaDemoVideo */
} JaridaDemoSide;

/* Where the portal answers, and those that its pages name beside it: "http://127.0.0.100:8000". */
typedef enum
{
  JARIDA_DEMO_HOST_PORTAL,
  JARIDA_DEMO_HOST_PICTURES,
  JARIDA_DEMO_HOST_VIDEOS,
  JARIDA_DEMO_HOST_ADVERTISING,   /* nobody who only reads asks this one, */
  JARIDA_DEMO_HOST_COUNTER,       /* nor this, */
  JARIDA_DEMO_HOST_SOCIAL,        /* nor this */
  JARIDA_DEMO_N_HOSTS
} JaridaDemoHost;

typedef struct
{
  JaridaDemoEdition *edition;       /* Borrowed */
  char              *id;            /* (owned) (not nullable) in the catalogue */
  char              *country;       /* (owned) (not nullable) */
  char              *addresses[JARIDA_DEMO_N_HOSTS];   /* (owned) set by the server */
  JaridaDemoSide     sides[JARIDA_DEMO_N_SIDES];
  GHashTable        *names;         /* (owned) id of a newspaper -> its name in the other script */
  GHashTable        *section_of;    /* (owned) what newspapers call a section -> number + 1 */
  GHashTable        *staff;         /* (owned) bylines that name nobody */
  GHashTable        *untitled;      /* (owned) "paper/article" */
  GHashTable        *paragraphs;    /* (owned) ids of newspapers whose texts have them, and not only empty lines */
  GPtrArray         *entries;       /* (owned) JaridaDemoEntry */
  GPtrArray         *generated;     /* (owned) JaridaDemoPaper */
  GStringChunk      *strings;       /* (owned) of generated names */
  GDateTime         *newest;        /* (owned) (nullable) until somebody asks */
} JaridaDemoPortal;

/* Without newspapers. */
JaridaDemoPortal      *jarida_demo_portal_new       (JaridaDemoEdition *edition) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the newspapers of sample/portal to @edition, which must live as long. Dates may be moved afterwards, numbers stay. */
JaridaDemoPortal      *jarida_demo_portal_load      (JaridaDemoEdition *edition, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void                   jarida_demo_portal_free      (JaridaDemoPortal *self);

/* Adds @n_papers newspapers, by turns in Arabic and French, with @n_articles each, all older than the others. The first author of each
 * edition has written every second one, a city or a section every eighth or twelfth. */
void                   jarida_demo_portal_generate  (JaridaDemoPortal *self, guint n_papers, guint n_articles);

/* At most @n entries of @list from @from on, without those that are held back. (transfer container). */
GPtrArray             *jarida_demo_portal_take      (JaridaDemoPortal *self, GPtrArray *list, guint from, guint n, gboolean *out_more) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when there is none, or it is held back. */
const JaridaDemoEntry *jarida_demo_portal_find      (JaridaDemoPortal *self, const JaridaDemoSide *side, const char *paper, gint64 number);
const JaridaDemoVideo *jarida_demo_side_find_video  (const JaridaDemoSide *self, const char *number);
/* Of the newest article that anybody has. Borrowed. */
GDateTime             *jarida_demo_portal_get_newest (JaridaDemoPortal *self);

/* Puts one at the end of the lists it belongs to. */
void                   jarida_demo_side_add         (JaridaDemoSide *self, JaridaDemoEntry *entry);

char                  *jarida_demo_entry_dup_title     (const JaridaDemoEntry *self) G_GNUC_WARN_UNUSED_RESULT;
GDateTime             *jarida_demo_entry_dup_published (const JaridaDemoEntry *self, JaridaDemoPortal *portal) G_GNUC_WARN_UNUSED_RESULT;
/* The beginning of its text, without markup, cut as portals do: "(...)". */
char                  *jarida_demo_entry_dup_teaser    (const JaridaDemoEntry *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDemoPortal, jarida_demo_portal_free)

G_END_DECLS
