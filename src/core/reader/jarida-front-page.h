/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-section.h"

G_BEGIN_DECLS

typedef struct
{
  JaridaSection  section;       /* NONE: of no section */
  GPtrArray     *headlines;     /* (owned) JaridaHeadline, never empty */
} JaridaFrontSection;

/* The front page of a local day, chosen from the shelf (jarida-front-choice.h has the rules). Its headlines are those of `list` and stay
 * true: read, saved, corrected. A value; main thread. */
typedef struct
{
  guint32             julian;   /* g_date_get_julian(); 0: there is no article at all */
  guint               n_articles;
  JaridaHeadline     *lead;     /* (owned) (nullable) */
  JaridaSection       lead_section;
  GPtrArray          *top;      /* (owned) JaridaHeadline, up to six */
  GArray             *top_sections; /* (owned) JaridaSection, of those */
  GPtrArray          *sections; /* (owned) JaridaFrontSection */
  JaridaHeadlineList *list;     /* (owned) of the whole day; what arrives later waits in it */
} JaridaFrontPage;

void             jarida_front_page_free                 (JaridaFrontPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFrontPage, jarida_front_page_free)

/* @julian 0: the newest day that has articles. A day without any gives a page without a lead. */
void             jarida_reader_load_front_page_async    (JaridaReader *self, guint32 julian, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaFrontPage *jarida_reader_load_front_page_finish   (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From memory. @step -1: the newest day before @julian that has articles, 1: the oldest after it, 0: the newest of all. 0: there is none. */
guint32          jarida_reader_find_day                 (JaridaReader *self, guint32 julian, int step);
/* Of the machine's clock. */
guint32          jarida_reader_get_today                (JaridaReader *self);

G_END_DECLS
