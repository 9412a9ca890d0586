/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-source.h"

#include "jarida-field.h"

struct _JaridaSource
{
  GObject            parent_instance;

  gint64             id;
  char              *title;             /* (owned) (nullable) */
  char              *feed_url;          /* (owned) (nullable) */
  char              *site_url;          /* (owned) (nullable) */
  char              *icon_url;          /* (owned) (nullable) */
  char              *language;          /* (owned) (nullable) */
  char              *portal;            /* (owned) (nullable) */
  gint64             folder_id;
  int                position;
  int                unread;
  int                total;
  JaridaOutcome      outcome;
  int                status;
  gint64             last_fetch;
  gint64             next_fetch;
  int                failures;
  gboolean           stopped;
  gboolean           fetching;
  int                interval_minutes;
  int                retention_days;
  JaridaPictureMode  pictures;
  JaridaFullText     full_text;
  int                retention_count;
  JaridaTypeface     typeface;
  JaridaDirection    direction;
  gboolean           announce;
};

G_DEFINE_FINAL_TYPE (JaridaSource, jarida_source, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_FEED_URL,
  PROP_SITE_URL,
  PROP_ICON_URL,
  PROP_LANGUAGE,
  PROP_PORTAL,
  PROP_FOLDER_ID,
  PROP_POSITION,
  PROP_UNREAD,
  PROP_TOTAL,
  PROP_OUTCOME,
  PROP_STATUS,
  PROP_LAST_FETCH,
  PROP_NEXT_FETCH,
  PROP_FAILURES,
  PROP_STOPPED,
  PROP_FETCHING,
  PROP_INTERVAL_MINUTES,
  PROP_RETENTION_DAYS,
  PROP_PICTURES,
  PROP_FULL_TEXT,
  PROP_RETENTION_COUNT,
  PROP_TYPEFACE,
  PROP_DIRECTION,
  PROP_ANNOUNCE,
  N_PROPS
};

/* In the order of their numbers. */
static const JaridaField fields[] = {
  { "id",                JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaSource, id) },
  { "title",             JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSource, title) },
  { "feed-url",          JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSource, feed_url) },
  { "site-url",          JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSource, site_url) },
  { "icon-url",          JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSource, icon_url) },
  { "language",          JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSource, language) },
  { "portal",            JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSource, portal) },
  { "folder-id",         JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaSource, folder_id) },
  { "position",          JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, position) },
  { "unread",            JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, unread) },
  { "total",             JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, total) },
  { "outcome",           JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, outcome) },
  { "status",            JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, status) },
  { "last-fetch",        JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaSource, last_fetch) },
  { "next-fetch",        JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaSource, next_fetch) },
  { "failures",          JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, failures) },
  { "stopped",           JARIDA_FIELD_BOOLEAN,  G_STRUCT_OFFSET (JaridaSource, stopped) },
  { "fetching",          JARIDA_FIELD_BOOLEAN,  G_STRUCT_OFFSET (JaridaSource, fetching) },
  { "interval-minutes",  JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, interval_minutes) },
  { "retention-days",    JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, retention_days) },
  { "pictures",          JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, pictures) },
  { "full-text",         JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, full_text) },
  { "retention-count",   JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, retention_count) },
  { "typeface",          JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, typeface) },
  { "direction",         JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSource, direction) },
  { "announce",          JARIDA_FIELD_BOOLEAN,  G_STRUCT_OFFSET (JaridaSource, announce) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_PROPS - 1);

static GParamSpec *properties[N_PROPS];

static void
jarida_source_finalize (GObject *object)
{
  jarida_field_clear_all (object, fields, G_N_ELEMENTS (fields));
  G_OBJECT_CLASS (jarida_source_parent_class)->finalize (object);
}

static void
jarida_source_class_init (JaridaSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jarida_source_finalize;
  jarida_field_install_all (object_class, fields, G_N_ELEMENTS (fields), properties);
}

static void
jarida_source_init (JaridaSource *self)
{
}

JaridaSource *
jarida_source_new (void)
{
  return g_object_new (JARIDA_TYPE_SOURCE, NULL);
}

gint64
jarida_source_get_id (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->id;
}

void
jarida_source_set_id (JaridaSource *self,
                     gint64        id)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_ID], id);
}

const char *
jarida_source_get_title (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), NULL);

  return self->title;
}

void
jarida_source_set_title (JaridaSource *self,
                        const char   *title)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_string (G_OBJECT (self), properties[PROP_TITLE], title);
}

const char *
jarida_source_get_feed_url (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), NULL);

  return self->feed_url;
}

void
jarida_source_set_feed_url (JaridaSource *self,
                           const char   *feed_url)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_string (G_OBJECT (self), properties[PROP_FEED_URL], feed_url);
}

const char *
jarida_source_get_site_url (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), NULL);

  return self->site_url;
}

void
jarida_source_set_site_url (JaridaSource *self,
                           const char   *site_url)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_string (G_OBJECT (self), properties[PROP_SITE_URL], site_url);
}

const char *
jarida_source_get_icon_url (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), NULL);

  return self->icon_url;
}

void
jarida_source_set_icon_url (JaridaSource *self,
                           const char   *icon_url)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_string (G_OBJECT (self), properties[PROP_ICON_URL], icon_url);
}

const char *
jarida_source_get_language (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), NULL);

  return self->language;
}

void
jarida_source_set_language (JaridaSource *self,
                           const char   *language)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_string (G_OBJECT (self), properties[PROP_LANGUAGE], language);
}

const char *
jarida_source_get_portal (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), NULL);

  return self->portal;
}

void
jarida_source_set_portal (JaridaSource *self,
                           const char   *portal)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_string (G_OBJECT (self), properties[PROP_PORTAL], portal);
}

gint64
jarida_source_get_folder_id (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->folder_id;
}

void
jarida_source_set_folder_id (JaridaSource *self,
                            gint64        folder_id)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_FOLDER_ID], folder_id);
}

int
jarida_source_get_position (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->position;
}

void
jarida_source_set_position (JaridaSource *self,
                           int           position)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_POSITION], position);
}

int
jarida_source_get_unread (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->unread;
}

void
jarida_source_set_unread (JaridaSource *self,
                         int           unread)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_UNREAD], unread);
}

int
jarida_source_get_total (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->total;
}

void
jarida_source_set_total (JaridaSource *self,
                        int           total)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_TOTAL], total);
}

JaridaOutcome
jarida_source_get_outcome (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->outcome;
}

void
jarida_source_set_outcome (JaridaSource *self,
                          JaridaOutcome outcome)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_OUTCOME], (int) outcome);
}

int
jarida_source_get_status (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->status;
}

void
jarida_source_set_status (JaridaSource *self,
                         int           status)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_STATUS], status);
}

gint64
jarida_source_get_last_fetch (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->last_fetch;
}

void
jarida_source_set_last_fetch (JaridaSource *self,
                             gint64        last_fetch)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_LAST_FETCH], last_fetch);
}

gint64
jarida_source_get_next_fetch (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->next_fetch;
}

void
jarida_source_set_next_fetch (JaridaSource *self,
                             gint64        next_fetch)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_NEXT_FETCH], next_fetch);
}

int
jarida_source_get_failures (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->failures;
}

void
jarida_source_set_failures (JaridaSource *self,
                           int           failures)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_FAILURES], failures);
}

gboolean
jarida_source_get_stopped (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->stopped;
}

void
jarida_source_set_stopped (JaridaSource *self,
                          gboolean      stopped)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_boolean (G_OBJECT (self), properties[PROP_STOPPED], stopped);
}

gboolean
jarida_source_get_fetching (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->fetching;
}

void
jarida_source_set_fetching (JaridaSource *self,
                           gboolean      fetching)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_boolean (G_OBJECT (self), properties[PROP_FETCHING], fetching);
}

int
jarida_source_get_interval_minutes (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->interval_minutes;
}

void
jarida_source_set_interval_minutes (JaridaSource *self,
                                   int           interval_minutes)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_INTERVAL_MINUTES], interval_minutes);
}

int
jarida_source_get_retention_days (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->retention_days;
}

void
jarida_source_set_retention_days (JaridaSource *self,
                                 int           retention_days)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_RETENTION_DAYS], retention_days);
}

JaridaPictureMode
jarida_source_get_pictures (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->pictures;
}

void
jarida_source_set_pictures (JaridaSource     *self,
                           JaridaPictureMode pictures)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_PICTURES], (int) pictures);
}

JaridaFullText
jarida_source_get_full_text (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->full_text;
}

void
jarida_source_set_full_text (JaridaSource   *self,
                             JaridaFullText  full_text)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_FULL_TEXT], (int) full_text);
}

int
jarida_source_get_retention_count (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->retention_count;
}

void
jarida_source_set_retention_count (JaridaSource *self,
                                   int           retention_count)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_RETENTION_COUNT], retention_count);
}

JaridaTypeface
jarida_source_get_typeface (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), (JaridaTypeface) 0);

  return self->typeface;
}

void
jarida_source_set_typeface (JaridaSource   *self,
                              JaridaTypeface  typeface)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_TYPEFACE], (int) typeface);
}

JaridaDirection
jarida_source_get_direction (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), (JaridaDirection) 0);

  return self->direction;
}

void
jarida_source_set_direction (JaridaSource    *self,
                               JaridaDirection  direction)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_int (G_OBJECT (self), properties[PROP_DIRECTION], (int) direction);
}

gboolean
jarida_source_get_announce (JaridaSource *self)
{
  g_return_val_if_fail (JARIDA_IS_SOURCE (self), 0);

  return self->announce;
}

void
jarida_source_set_announce (JaridaSource *self,
                           gboolean      announce)
{
  g_return_if_fail (JARIDA_IS_SOURCE (self));

  jarida_field_set_boolean (G_OBJECT (self), properties[PROP_ANNOUNCE], announce);
}
