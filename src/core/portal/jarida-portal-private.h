/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-html.h"
#include "jarida-portal-page.h"

G_BEGIN_DECLS

/* The area of a page that is its own: without menu, ticker, side bar and foot. (not nullable) */
JaridaHtmlNode   *jarida_portal_find_area       (JaridaHtmlNode       *root);
/* Whether @node stands in what every page of the portal has around its own. */
gboolean          jarida_portal_is_frame        (const JaridaHtmlNode *node);

/* jarida-portal-menu.c: sections, newspapers, cities, the other edition. */
void              jarida_portal_read_menu       (JaridaPortalPage *self, JaridaHtmlNode *root);
/* The name over the page: its own word, else that of the menu. */
void              jarida_portal_read_title      (JaridaPortalPage *self, JaridaHtmlNode *root);
/* jarida-portal-items.c: carousel, groups, items, ticker, videos. */
void              jarida_portal_read_items      (JaridaPortalPage *self, JaridaHtmlNode *root);
void              jarida_portal_read_ticker     (JaridaPortalPage *self, JaridaHtmlNode *root);
void              jarida_portal_read_videos     (JaridaPortalPage *self, JaridaHtmlNode *root);
/* jarida-portal-links.c: the items of a page whose classes are unknown, by where its links lead. */
void              jarida_portal_gather_items    (JaridaPortalPage *self, JaridaHtmlNode *area);
/* jarida-portal-article.c. Takes from the tree what is not of the text. */
void              jarida_portal_read_article    (JaridaPortalPage *self, JaridaHtmlNode *root, const char *address);
/* jarida-portal-text.c: the text and the link to its source, once everything else was read. */
void              jarida_portal_read_text       (JaridaPortalPage *self, JaridaHtmlNode *root, JaridaHtmlNode *area);

/* jarida-portal-day.c: the first "D - M - YYYY" of a text, in any digits, as "YYYY-MM-DD"; NULL. */
char             *jarida_portal_find_day        (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the text says that something was published somewhere: "Publié dans", "نشر في". */
gboolean          jarida_portal_is_attribution  (const char *text);

JaridaPortalItem *jarida_portal_item_new        (const char *address) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_portal_item_free       (JaridaPortalItem *self);
/* Once all is known: is the author the newspaper, is the picture a logo. */
void              jarida_portal_item_finish     (JaridaPortalItem *self);

G_END_DECLS
