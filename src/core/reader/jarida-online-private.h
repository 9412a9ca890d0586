/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-online-search.h"
#include "jarida-portal-edition.h"

G_BEGIN_DECLS

/* One article that a portal has found. A value. */
typedef struct
{
  JaridaPortalEdition *edition;     /* (owned) */
  JaridaArticle       *listed;      /* (owned) a draft */
  char                *slug;        /* (owned) of its newspaper */
  char                *newspaper;   /* (owned) what to call it */
  gint64               id;          /* of its row, below zero; of the article when that is here */
} JaridaOnlineOffer;

/* A page of what a portal has found. A value. */
typedef struct
{
  GPtrArray *offers;      /* (owned) JaridaOnlineOffer, as the page has them; the id is set by jarida_online_page_fetch_finish() */
  char      *next;        /* (owned) (nullable) */
} JaridaOnlinePage;

/* For the files of the search. */
struct _JaridaOnlineSearch
{
  GObject             parent_instance;

  JaridaReader       *reader;      /* (owned) */
  JaridaHeadlineList *shelf;       /* (owned) has the objects of what is on the shelf */
  JaridaHeadlineList *beside;      /* (owned) (nullable) */
  GListStore         *rows;        /* (owned) JaridaHeadline */
  GPtrArray          *offers;      /* (owned) JaridaOnlineOffer, as they came */
  GHashTable         *seen;        /* (owned) set of guids, borrowed from the offers */
  GHashTable         *pages;       /* (owned) set of the addresses that were asked */
  GPtrArray          *editions;    /* (owned) (nullable) that can be asked; NULL: to be looked up */
  GPtrArray          *trails;      /* (owned) (nullable) once somebody was asked */
  char               *words;       /* (owned) */
  char               *sites;       /* (owned) */
  JaridaPlace         place;
  gboolean            asked_nothing;
  GCancellable       *asking;      /* (owned) (nullable) */
  GError             *error;       /* (owned) (nullable) */
  guint               n_come;
  gint64              last_id;     /* of a row, falling: no number is given twice, whatever is asked */
};

/* Of the editions that there are newspapers of, those to ask: of the place, and of the script in which the words are written, where
 * there are any. (transfer full) */
GPtrArray          *jarida_online_choose_editions    (JaridaReader              *reader,
                                                      const GPtrArray           *editions,
                                                      const JaridaPlace         *place,
                                                      const char                *words) G_GNUC_WARN_UNUSED_RESULT;
/* The list beside has it. */
gboolean            _jarida_online_search_is_beside  (JaridaOnlineSearch        *self,
                                                      gint64                     id);
/* "maghress.com, turess.com" */
char               *jarida_online_dup_sites          (const GPtrArray           *editions) G_GNUC_WARN_UNUSED_RESULT;
/* Seconds for which a portal has asked to be left alone: by every search of this run. */
gint64              jarida_online_get_rest           (JaridaReader              *reader,
                                                      const JaridaPortalEdition *edition);
void                jarida_online_set_rest           (JaridaReader              *reader,
                                                      const JaridaPortalEdition *edition,
                                                      gint64                     wait);

void                jarida_online_offer_free         (JaridaOnlineOffer   *self);
void                jarida_online_page_free          (JaridaOnlinePage    *self);
/* Asks for one page, before anything else that waits for the portal, and looks up what is on the shelf: the id of an offer is that of the
 * article, 0 when it is not here, -1 when it is not to be seen. @out_wait: seconds that the portal wants to be left alone, with an error.
 * Errors: JARIDA_READER_ERROR with the outcome, those of the fetcher and the shelf, cancelled. */
void                jarida_online_page_fetch_async   (JaridaReader        *reader,
                                                      JaridaPortalEdition *edition,
                                                      const char          *address,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
JaridaOnlinePage   *jarida_online_page_fetch_finish  (JaridaReader        *reader,
                                                      GAsyncResult        *result,
                                                      gint64              *out_wait,
                                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* jarida-online-open.c: fetches the page of one and keeps it. */
void                jarida_online_offer_keep_async   (JaridaReader        *reader,
                                                      JaridaOnlineOffer   *offer,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
gint64              jarida_online_offer_keep_finish  (JaridaReader        *reader,
                                                      GAsyncResult        *result,
                                                      JaridaSource       **out_new_source,
                                                      GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaOnlinePage, jarida_online_page_free)

G_END_DECLS
