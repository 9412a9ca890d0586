/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A small newspaper on loopback, for tests: real HTTP, real faults. Runs in the main context of the test.
 *   /feed.xml      RSS of n_items articles, with ETag; 304 when it is sent back
 *   /same.xml      the same bytes each time, no validators
 *   /page          a page that names /feed.xml and /atom.xml
 *   /bare          a page that names nothing (the site has /feed)
 *   /feed          as /same.xml
 *   /moved         301 to /feed.xml
 *   /gone 410 · /none 404 · /broken 500 · /busy 429 with Retry-After · /empty 0 bytes · /login an HTML page
 *   /picture-N.jpg  what the folder `pictures` has as the N-th of three
 *   /cut           the connection ends in the middle of a feed
 *   /article/N     the page of an article, as `page` says
 */
typedef enum
{
  NEWS_PAGE_NONE,      /* 404 */
  NEWS_PAGE_WHOLE,     /* the article, longer than the feed has it */
  NEWS_PAGE_WORSE,     /* of the same article, with less than the feed */
  NEWS_PAGE_OTHER,     /* something else that is long */
} NewsPage;

typedef struct
{
  SoupServer *server;         /* (owned) */
  char       *base;           /* (owned) http://127.0.0.1:PORT */
  guint       n_items;
  guint       edition;        /* part of the texts and of the ETag */
  guint       n_requests;
  guint       n_conditional;  /* with If-None-Match */
  const char *pictures;       /* (nullable) a folder: each article has a picture of it, from /picture-N.jpg */
  NewsPage    page;
  guint       n_pages;        /* requests for one */
  guint       n_repeats;      /* how often each item of the feed says its sentence */
  guint       n_numbers;      /* in each item of the feed, no two alike: nothing makes them smaller */
  gboolean    login;          /* every answer is the page of a captive portal */
  gboolean    led_away;       /* every answer leads to it, for good */
} NewsServer;

NewsServer *news_server_new     (guint n_items);
void        news_server_free    (NewsServer *self);
char       *news_server_address (NewsServer *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NewsServer, news_server_free)

G_END_DECLS
