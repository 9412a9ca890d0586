/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-portal-address.h"
#include "jarida-text.h"

G_BEGIN_DECLS

/* A place that a page links to: a section, a newspaper, a city. */
typedef struct
{
  char *slug;           /* (owned) (nullable) */
  char *name;           /* (owned) (not nullable) */
  char *address;        /* (owned) (not nullable) */
} JaridaPortalPlace;

/* A headline as a listing shows it. */
typedef struct
{
  char     *title;             /* (owned) (not nullable) empty: portals publish articles without one */
  char     *subtitle;          /* (owned) (nullable) */
  char     *address;           /* (owned) (not nullable) */
  char     *slug;              /* (owned) (nullable) of the newspaper */
  char     *newspaper;         /* (owned) (nullable) its name */
  char     *author;            /* (owned) (nullable) as the page says */
  gboolean  author_is_newspaper;
  char     *image;             /* (owned) (nullable) */
  gboolean  image_is_logo;     /* of the newspaper: the article has no picture */
  char     *teaser;            /* (owned) (nullable) the beginning of the text, with its line breaks */
} JaridaPortalItem;

typedef struct
{
  char      *section;          /* (owned) (nullable) its slug */
  char      *name;             /* (owned) (not nullable) */
  GPtrArray *items;            /* (owned) JaridaPortalItem */
} JaridaPortalGroup;

typedef struct
{
  char *number;                /* (owned) (not nullable) */
  char *address;               /* (owned) (not nullable) of its page at the portal */
  char *title;                 /* (owned) (nullable) */
  char *image;                 /* (owned) (nullable) */
  char *youtube;               /* (owned) (nullable) the id there */
} JaridaPortalVideo;

typedef struct
{
  char   *title;               /* (owned) (nullable) */
  char   *subtitle;            /* (owned) (nullable) */
  char   *slug;                /* (owned) (nullable) of the newspaper */
  char   *newspaper;           /* (owned) (nullable) its name */
  char   *author;              /* (owned) (nullable) never the newspaper itself */
  char   *author_address;      /* (owned) (nullable) */
  char   *day;                 /* (owned) (nullable) "2018-03-22": the page knows no hour */
  char   *image;               /* (owned) (nullable) never a logo */
  char   *content;             /* (owned) (nullable) HTML of the text alone, not sanitized: for jarida_document_new() */
  char   *source;              /* (owned) (nullable) where the article was taken from */
  char   *report_answer;       /* (owned) (nullable) what the page says after a picture was reported */
} JaridaPortalArticle;

/* A page of the portal, read. Lists are empty where the page has none; the arrays own what is in them. */
typedef struct
{
  JaridaPortalKind     kind;
  char                *language;       /* (owned) (not nullable) */
  JaridaDirection      direction;
  char                *base;           /* (owned) (nullable) what its links were resolved against */
  char                *title;          /* (owned) (nullable) as people read it over the list */
  char                *feed;           /* (owned) (nullable) */
  char                *next;           /* (owned) (nullable) older headlines */
  char                *other_edition;  /* (owned) (nullable) */
  GPtrArray           *sections;       /* JaridaPortalPlace */
  GPtrArray           *newspapers;     /* JaridaPortalPlace */
  GPtrArray           *cities;         /* JaridaPortalPlace */
  GPtrArray           *carousel;       /* JaridaPortalItem */
  GPtrArray           *groups;         /* JaridaPortalGroup */
  GPtrArray           *items;          /* JaridaPortalItem, in no group */
  GPtrArray           *videos;         /* JaridaPortalVideo */
  GPtrArray           *ticker;         /* JaridaPortalItem, title and address only */
  JaridaPortalArticle *article;        /* (owned) (nullable) */
} JaridaPortalPage;

/* Pure: any thread. Never fails: what is not there is not there, and a page whose classes have other names is read by where its
 * links lead. @address and @content_type nullable. */
JaridaPortalPage *jarida_portal_page_read (GBytes *bytes, const char *address, const char *content_type) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_portal_page_free (JaridaPortalPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPortalPage, jarida_portal_page_free)

G_END_DECLS
