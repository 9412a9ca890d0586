/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-filter-row.h"
#include "jarida-index-text.h"

G_BEGIN_DECLS

/* The filters that are switched on, as the writing thread asks them of each new article. */
typedef struct _JaridaFilterSet JaridaFilterSet;

/* What filters want of an article. */
typedef struct
{
  gboolean  read;
  gboolean  saved;
  gboolean  hidden;
  GArray   *hiding;      /* (owned) gint64: filters */
  GArray   *announcing;  /* (owned) gint64: filters; none when it is hidden */
} JaridaVerdict;

JaridaFilterSet *jarida_filter_set_read    (JaridaConnection       *library,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_filter_set_free    (JaridaFilterSet        *self);
/* Whether any of them asks about articles of a source. */
gboolean         jarida_filter_set_concerns (const JaridaFilterSet *self,
                                            gint64                  source_id);
/* Of a new article: nobody has read or saved it. */
void             jarida_filter_set_judge   (JaridaFilterSet        *self,
                                            guint32                 id,
                                            gint64                  source_id,
                                            const JaridaIndexText  *text,
                                            JaridaVerdict          *out_verdict);
void             jarida_verdict_clear      (JaridaVerdict          *self);

/* A question that is no more than spaces: it stands for all of a newspaper, and for nothing where no newspaper is named. */
gboolean         jarida_filter_is_whole    (const char             *query);
/* For jarida_search_match_init(): the newspapers (gint64) whose title, as far as the shelf knows one, has all the words of @name.
 * @titles: id (gint64 *) -> title. */
GArray          *jarida_filter_find_sources (const char            *name,
                                            gpointer                titles);
/* Whether a title has all of these folded words. */
gboolean         jarida_filter_has_words   (const char             *title,
                                            char                  **words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaVerdict, jarida_verdict_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFilterSet, jarida_filter_set_free)

G_END_DECLS
