/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-headline-list.h"
#include "jarida-store.h"

G_BEGIN_DECLS

JaridaHeadlineList *jarida_headline_list_new          (JaridaStore        *store,
                                                       const JaridaPlace  *place) G_GNUC_WARN_UNUSED_RESULT;

/* The store tells its lists, after it has changed its columns. */

/* @ids rise strictly: articles that are new. */
void                jarida_headline_list_note_ids     (JaridaHeadlineList *self,
                                                       const guint32      *ids,
                                                       gsize               n_ids);
/* An article that a person has brought by opening it: it stands in its place at once, and is no news. */
void                jarida_headline_list_let_in       (JaridaHeadlineList *self,
                                                       guint32             id);
/* @ids rise strictly: articles that were given @flag, or lost it. */
void                jarida_headline_list_note_marks   (JaridaHeadlineList *self,
                                                       const guint32      *ids,
                                                       gsize               n_ids,
                                                       guint8              flag,
                                                       gboolean            on);
/* @ids rise strictly: a filter hides them now, or does so no longer. The person has chosen so: they go and come at once. */
void                jarida_headline_list_note_filtered (JaridaHeadlineList *self,
                                                       const guint32      *ids,
                                                       gsize               n_ids);
/* What is kept has changed, and nothing else. */
void                jarida_headline_list_note_kept    (JaridaHeadlineList *self);
/* Sources came, went, or moved to other folders: their articles do so at once. */
void                jarida_headline_list_note_sources (JaridaHeadlineList *self);
/* Articles older than @horizon are known now, or some are gone: everything is looked at again, but what is new stays pending. */
void                jarida_headline_list_note_all     (JaridaHeadlineList *self,
                                                       guint32             horizon);
/* Authors have new bylines: what is asked of articles is asked anew, before they come. */
void                jarida_headline_list_note_bylines (JaridaHeadlineList *self);
/* @joined (JaridaJoinedRow): articles that have become others. Where one stood that is no more, the other stands in its own place. */
void                jarida_headline_list_note_joined  (JaridaHeadlineList *self,
                                                       const GArray       *joined);
/* Stories have grown, or somebody has left one: what rows say of them is true again. No row comes or goes by that. */
void                jarida_headline_list_note_stories (JaridaHeadlineList *self);
/* A person has taken an article out of a story that has @members, or has put it back. */
void                jarida_headline_list_note_parted  (JaridaHeadlineList *self,
                                                       const guint32      *members,
                                                       guint               n_members);
/* A person wants stories to be one row, or no longer: everything is looked at again, what waits comes in. */
void                jarida_headline_list_note_grouping (JaridaHeadlineList *self);
/* Texts were corrected. */
void                jarida_headline_list_note_texts   (JaridaHeadlineList *self,
                                                       const guint32      *ids,
                                                       gsize               n_ids);
/* The store closes: the list stays as it is, for whoever still holds it. */
void                jarida_headline_list_detach       (JaridaHeadlineList *self);

G_END_DECLS
