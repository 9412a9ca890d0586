/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "jarida-outcome.h"
#include "jarida-text.h"

G_BEGIN_DECLS

/* The numbers are stored. */
typedef enum
{
  JARIDA_PICTURE_MODE_DEFAULT,
  JARIDA_PICTURE_MODE_ON,
  JARIDA_PICTURE_MODE_OFF,
  JARIDA_PICTURE_MODE_BLURRED,   /* shown when it is asked for, one by one */
} JaridaPictureMode;

/* When the text of an article is fetched from its own page. The numbers are stored. */
typedef enum
{
  JARIDA_FULL_TEXT_SHORT,    /* when what the feed gives is short */
  JARIDA_FULL_TEXT_ALWAYS,
  JARIDA_FULL_TEXT_NEVER,
} JaridaFullText;

/* What the articles are set in. The numbers are stored. */
typedef enum
{
  JARIDA_TYPEFACE_DEFAULT,   /* as in the preferences */
  JARIDA_TYPEFACE_SERIF,
  JARIDA_TYPEFACE_SANS,
} JaridaTypeface;

#define JARIDA_TYPE_SOURCE (jarida_source_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSource, jarida_source, JARIDA, SOURCE, GObject)

/* A feed the person has added, as the sidebar, the activity page and the refresh see it. Main thread only.
 * Setting a property changes this object; the store writes what is asked of it, and keeps the counts. */
JaridaSource      *jarida_source_new                   (void) G_GNUC_WARN_UNUSED_RESULT;

/* 0 before it is on the shelf */
gint64             jarida_source_get_id                (JaridaSource *self);
void               jarida_source_set_id                (JaridaSource *self, gint64 id);
/* What the person calls it, else what the publisher does. */
const char        *jarida_source_get_title             (JaridaSource *self);
void               jarida_source_set_title             (JaridaSource *self, const char *title);
const char        *jarida_source_get_feed_url          (JaridaSource *self);
void               jarida_source_set_feed_url          (JaridaSource *self, const char *feed_url);
const char        *jarida_source_get_site_url          (JaridaSource *self);
void               jarida_source_set_site_url          (JaridaSource *self, const char *site_url);
const char        *jarida_source_get_icon_url          (JaridaSource *self);
void               jarida_source_set_icon_url          (JaridaSource *self, const char *icon_url);
const char        *jarida_source_get_language          (JaridaSource *self);
void               jarida_source_set_language          (JaridaSource *self, const char *language);
/* The id of the press portal that gives its articles; NULL for an ordinary feed. */
const char        *jarida_source_get_portal            (JaridaSource *self);
void               jarida_source_set_portal            (JaridaSource *self, const char *portal);
/* 0: not in a folder */
gint64             jarida_source_get_folder_id         (JaridaSource *self);
void               jarida_source_set_folder_id         (JaridaSource *self, gint64 folder_id);
/* Order among its siblings. */
int                jarida_source_get_position          (JaridaSource *self);
void               jarida_source_set_position          (JaridaSource *self, int position);
/* Kept by the store. */
int                jarida_source_get_unread            (JaridaSource *self);
void               jarida_source_set_unread            (JaridaSource *self, int unread);
/* Kept by the store. */
int                jarida_source_get_total             (JaridaSource *self);
void               jarida_source_set_total             (JaridaSource *self, int total);
/* How the last fetch ended. */
JaridaOutcome      jarida_source_get_outcome           (JaridaSource *self);
void               jarida_source_set_outcome           (JaridaSource *self, JaridaOutcome outcome);
/* HTTP status of the last fetch, 0 when there was no answer. */
int                jarida_source_get_status            (JaridaSource *self);
void               jarida_source_set_status            (JaridaSource *self, int status);
/* Seconds since 1970 of the last fetch that had an answer, 0 never. */
gint64             jarida_source_get_last_fetch        (JaridaSource *self);
void               jarida_source_set_last_fetch        (JaridaSource *self, gint64 last_fetch);
/* Not to be fetched before, seconds since 1970. */
gint64             jarida_source_get_next_fetch        (JaridaSource *self);
void               jarida_source_set_next_fetch        (JaridaSource *self, gint64 next_fetch);
/* Failed fetches in a row. */
int                jarida_source_get_failures          (JaridaSource *self);
void               jarida_source_set_failures          (JaridaSource *self, int failures);
/* 410, or stopped by the person: no automatic fetch. */
gboolean           jarida_source_get_stopped           (JaridaSource *self);
void               jarida_source_set_stopped           (JaridaSource *self, gboolean stopped);
/* A fetch is under way now; not stored. */
gboolean           jarida_source_get_fetching          (JaridaSource *self);
void               jarida_source_set_fetching          (JaridaSource *self, gboolean fetching);
/* 0: as in the preferences */
int                jarida_source_get_interval_minutes  (JaridaSource *self);
void               jarida_source_set_interval_minutes  (JaridaSource *self, int interval_minutes);
/* 0: as in the preferences, -1: for ever */
int                jarida_source_get_retention_days    (JaridaSource *self);
void               jarida_source_set_retention_days    (JaridaSource *self, int retention_days);
JaridaPictureMode  jarida_source_get_pictures          (JaridaSource *self);
void               jarida_source_set_pictures          (JaridaSource *self, JaridaPictureMode pictures);
JaridaFullText     jarida_source_get_full_text         (JaridaSource *self);
void               jarida_source_set_full_text         (JaridaSource *self, JaridaFullText full_text);
/* So many of the newest are kept, 0: however many there are. */
int                jarida_source_get_retention_count   (JaridaSource *self);
void               jarida_source_set_retention_count   (JaridaSource *self, int retention_count);
JaridaTypeface     jarida_source_get_typeface          (JaridaSource *self);
void               jarida_source_set_typeface          (JaridaSource *self, JaridaTypeface typeface);
/* Of its texts, where they do not say or say it wrongly; AUTO: as they say. */
JaridaDirection    jarida_source_get_direction         (JaridaSource *self);
void               jarida_source_set_direction         (JaridaSource *self, JaridaDirection direction);
/* Tell when new articles come. */
gboolean           jarida_source_get_announce          (JaridaSource *self);
void               jarida_source_set_announce          (JaridaSource *self, gboolean announce);

G_END_DECLS
