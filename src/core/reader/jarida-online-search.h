/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

G_BEGIN_DECLS

/* What can be done about searching the portals, and what came of it. */
typedef enum
{
  JARIDA_ONLINE_NOTHING,     /* nothing is asked */
  JARIDA_ONLINE_NO_WORDS,    /* what is asked has no plain words: they alone are sent */
  JARIDA_ONLINE_NO_PORTAL,   /* none of the newspapers is read at a portal */
  JARIDA_ONLINE_FROZEN,      /* nothing could be kept */
  JARIDA_ONLINE_OFFLINE,
  JARIDA_ONLINE_READY,       /* nobody has been asked yet */
  JARIDA_ONLINE_ASKING,
  JARIDA_ONLINE_MORE,        /* there are more pages */
  JARIDA_ONLINE_EXHAUSTED,
  JARIDA_ONLINE_FAILED,      /* asking goes on where it stopped */
} JaridaOnlineState;

#define JARIDA_TYPE_ONLINE_SEARCH (jarida_online_search_get_type ())
G_DECLARE_FINAL_TYPE (JaridaOnlineSearch, jarida_online_search, JARIDA, ONLINE_SEARCH, GObject)

/* Searching the portals themselves, when a person asks for it and at no other time: a page of each edition that the person has
 * newspapers of, one after another. What comes is not put on the shelf: its rows have numbers below zero, until one is opened, which
 * brings it. What the shelf has already stands there as that article, unless the list beside has it.
 * Signal: "changed": the state, or what goes with it. Main thread. */
JaridaOnlineSearch *jarida_online_search_new          (JaridaReader *reader) G_GNUC_WARN_UNUSED_RESULT;
/* Another question: what is under way ends, what had come goes. Nothing is asked. @text nullable. @place nullable: of a newspaper at a
 * portal, only that edition is asked. @beside nullable: what its list has is not shown twice. */
void               jarida_online_search_set_question  (JaridaOnlineSearch *self, const char *text, const JaridaPlace *place, JaridaHeadlineList *beside);
/* The first page, the next, or again what has failed. Nothing in a state in which nobody can be asked. */
void               jarida_online_search_ask           (JaridaOnlineSearch *self);
/* What had come stays. */
void               jarida_online_search_stop          (JaridaOnlineSearch *self);
/* The list beside has others now. */
void               jarida_online_search_tidy          (JaridaOnlineSearch *self);

JaridaOnlineState  jarida_online_search_get_state     (JaridaOnlineSearch *self);
/* What is sent, and to whom: "maghress.com, turess.com". Borrowed. */
const char        *jarida_online_search_get_words     (JaridaOnlineSearch *self);
const char        *jarida_online_search_get_sites     (JaridaOnlineSearch *self);
/* How many rows have come in all. */
guint              jarida_online_search_get_n_come    (JaridaOnlineSearch *self);
/* Why it has FAILED, for people. (transfer full) (nullable) */
char              *jarida_online_search_dup_failure   (JaridaOnlineSearch *self) G_GNUC_WARN_UNUSED_RESULT;
/* JaridaHeadline. (transfer none) */
GListModel        *jarida_online_search_get_rows      (JaridaOnlineSearch *self);

/* The row @id, below zero: its page is fetched, and the article kept, read and for good. Its newspaper becomes a source that is not
 * updated, when it is none yet. The row is that of the article then. Answers the id of that; 0 with an error, as of
 * jarida_reader_complete_article_finish(). @out_new_source (nullable): borrowed, NULL when it was there. */
void               jarida_online_search_open_async    (JaridaOnlineSearch *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64             jarida_online_search_open_finish   (JaridaOnlineSearch *self, GAsyncResult *result, JaridaSource **out_new_source, GError **error);

/* A sentence for people. (transfer full) */
char              *jarida_online_error_text           (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
