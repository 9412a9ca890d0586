/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"
#include "jarida-feed.h"
#include "jarida-portal-edition.h"
#include "jarida-portal-page.h"

G_BEGIN_DECLS

/* What videos are kept under: no newspaper has that name, since it is a section's. */
#define JARIDA_PORTAL_VIDEOS "video"

/* The headlines of one page or feed of an edition as drafts for the shelf, sorted by whose they are. A value. */
typedef struct
{
  GHashTable *by_slug;     /* (owned) slug of a newspaper, or VIDEOS -> GPtrArray of JaridaArticle, in the order of the page */
  GPtrArray  *order;       /* (owned) JaridaArticle, borrowed: all of a page, as it shows them */
  GHashTable *names;       /* (owned) slug -> what a page calls that newspaper */
  GHashTable *logos;       /* (owned) slug -> address of the newspaper's picture */
  GHashTable *sections;    /* (owned) slug -> address, as the menu says */
  GPtrArray  *cities;      /* (owned) names, as their addresses have them: of the list of all cities, else empty */
  char       *title;       /* (owned) (nullable) of the page */
  char       *feed;        /* (owned) (nullable) that of the page, at the same portal */
  char       *next;        /* (owned) (nullable) older headlines, in the same edition */
  guint       n_items;     /* all drafts */
  gboolean    framed;      /* the page has the menu of the portal: an empty list is one, and no page of somebody else */
  gboolean    cut;         /* there was more than is read of one page */
} JaridaPortalDrafts;

/* Any thread. @section: slug of the section whose page it is (nullable). Only what lies in @edition is taken: other editions, other
 * hosts and advertisements are not. */
JaridaPortalDrafts *jarida_portal_drafts_from_page (const JaridaPortalEdition *edition, const JaridaPortalPage *page, const char *section) G_GNUC_WARN_UNUSED_RESULT;
/* @names: folded names of newspapers, which are no authors; nullable. The feed gives its texts. */
JaridaPortalDrafts *jarida_portal_drafts_from_feed (const JaridaPortalEdition *edition, JaridaFeed *feed, GHashTable *names) G_GNUC_WARN_UNUSED_RESULT;
JaridaPortalDrafts *jarida_portal_drafts_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_portal_drafts_free      (JaridaPortalDrafts *self);
/* What has no day of its own is from no later than @before; the article's own page will say the day. 0: nothing is known. */
void                jarida_portal_drafts_date_back (JaridaPortalDrafts *self, gint64 before);
void                jarida_portal_articles_date_back (GPtrArray *articles, gint64 before);
/* All of them are about that city. */
void                jarida_portal_drafts_set_city  (JaridaPortalDrafts *self, const char *city);

/* What an article's own page says, as a draft for jarida_store_complete_article_async(); NULL when there is no text on it. Any thread.
 * @bytes is read by the portal room, and where that finds no text as any page of the web. */
JaridaArticle      *jarida_portal_read_whole       (const JaridaPortalEdition *edition, GBytes *bytes, const char *address, const char *content_type) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPortalDrafts, jarida_portal_drafts_free)

G_END_DECLS
