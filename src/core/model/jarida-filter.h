/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is done with an article. Stored: the numbers do not change. */
typedef enum
{
  JARIDA_FILTER_ACTION_HIDE = 1,     /* it stands in no list and no count, but in the place of those */
  JARIDA_FILTER_ACTION_READ = 2,     /* it is marked as read */
  JARIDA_FILTER_ACTION_SAVE = 3,     /* it is saved */
  JARIDA_FILTER_ACTION_NOTIFY = 4,   /* the person is told */
} JaridaFilterAction;

#define JARIDA_TYPE_FILTER (jarida_filter_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFilter, jarida_filter, JARIDA, FILTER, GObject)

/* What is to be done with new articles that a search would find. Properties have the names of the getters. Main thread only. */
JaridaFilter       *jarida_filter_new           (void) G_GNUC_WARN_UNUSED_RESULT;

gint64              jarida_filter_get_id        (JaridaFilter *self);
void                jarida_filter_set_id        (JaridaFilter *self, gint64 id);
/* In the language of the search; none, or an empty one, means all of the newspaper */
const char         *jarida_filter_get_query     (JaridaFilter *self);
void                jarida_filter_set_query     (JaridaFilter *self, const char *query);
/* 0: everywhere */
gint64              jarida_filter_get_source_id (JaridaFilter *self);
void                jarida_filter_set_source_id (JaridaFilter *self, gint64 source_id);
JaridaFilterAction  jarida_filter_get_action    (JaridaFilter *self);
void                jarida_filter_set_action    (JaridaFilter *self, JaridaFilterAction action);
/* FALSE: it does nothing, and what it has hidden is there */
gboolean            jarida_filter_get_enabled   (JaridaFilter *self);
void                jarida_filter_set_enabled   (JaridaFilter *self, gboolean enabled);
int                 jarida_filter_get_position  (JaridaFilter *self);
void                jarida_filter_set_position  (JaridaFilter *self, int position);

G_END_DECLS
