/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-source.h"

struct _JaridaSource
{
  GObject  parent_instance;

  gint64 id;
  char *title;   /* (owned) (nullable) */
  char *feed_url;   /* (owned) (nullable) */
  char *site_url;   /* (owned) (nullable) */
  char *icon_url;   /* (owned) (nullable) */
  char *language;   /* (owned) (nullable) */
  char *portal;   /* (owned) (nullable) */
  gint64 folder_id;
  int position;
  int unread;
  int total;
  JaridaOutcome outcome;
  int status;
  gint64 last_fetch;
  gint64 next_fetch;
  int failures;
  gboolean stopped;
  gboolean fetching;
  int interval_minutes;
  int retention_days;
  JaridaPictureMode pictures;
  JaridaFullText full_text;
  int retention_count;
  JaridaTypeface typeface;
  JaridaDirection direction;
  gboolean announce;
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

static GParamSpec *properties[N_PROPS];

static void
jarida_source_finalize (GObject *object)
{
  JaridaSource *self = JARIDA_SOURCE (object);

  g_free (self->title);
  g_free (self->feed_url);
  g_free (self->site_url);
  g_free (self->icon_url);
  g_free (self->language);
  g_free (self->portal);
  G_OBJECT_CLASS (jarida_source_parent_class)->finalize (object);
}

static void
jarida_source_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  JaridaSource *self = JARIDA_SOURCE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FEED_URL:
      g_value_set_string (value, self->feed_url);
      break;
    case PROP_SITE_URL:
      g_value_set_string (value, self->site_url);
      break;
    case PROP_ICON_URL:
      g_value_set_string (value, self->icon_url);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_PORTAL:
      g_value_set_string (value, self->portal);
      break;
    case PROP_FOLDER_ID:
      g_value_set_int64 (value, self->folder_id);
      break;
    case PROP_POSITION:
      g_value_set_int (value, self->position);
      break;
    case PROP_UNREAD:
      g_value_set_int (value, self->unread);
      break;
    case PROP_TOTAL:
      g_value_set_int (value, self->total);
      break;
    case PROP_OUTCOME:
      g_value_set_int (value, self->outcome);
      break;
    case PROP_STATUS:
      g_value_set_int (value, self->status);
      break;
    case PROP_LAST_FETCH:
      g_value_set_int64 (value, self->last_fetch);
      break;
    case PROP_NEXT_FETCH:
      g_value_set_int64 (value, self->next_fetch);
      break;
    case PROP_FAILURES:
      g_value_set_int (value, self->failures);
      break;
    case PROP_STOPPED:
      g_value_set_boolean (value, self->stopped);
      break;
    case PROP_FETCHING:
      g_value_set_boolean (value, self->fetching);
      break;
    case PROP_INTERVAL_MINUTES:
      g_value_set_int (value, self->interval_minutes);
      break;
    case PROP_RETENTION_DAYS:
      g_value_set_int (value, self->retention_days);
      break;
    case PROP_PICTURES:
      g_value_set_int (value, self->pictures);
      break;
    case PROP_FULL_TEXT:
      g_value_set_int (value, self->full_text);
      break;
    case PROP_RETENTION_COUNT:
      g_value_set_int (value, self->retention_count);
      break;
    case PROP_TYPEFACE:
      g_value_set_int (value, (int) self->typeface);
      break;
    case PROP_DIRECTION:
      g_value_set_int (value, (int) self->direction);
      break;
    case PROP_ANNOUNCE:
      g_value_set_boolean (value, self->announce);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_source_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  JaridaSource *self = JARIDA_SOURCE (object);

  switch (prop_id)
    {
    case PROP_ID:
      jarida_source_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_TITLE:
      jarida_source_set_title (self, g_value_get_string (value));
      break;
    case PROP_FEED_URL:
      jarida_source_set_feed_url (self, g_value_get_string (value));
      break;
    case PROP_SITE_URL:
      jarida_source_set_site_url (self, g_value_get_string (value));
      break;
    case PROP_ICON_URL:
      jarida_source_set_icon_url (self, g_value_get_string (value));
      break;
    case PROP_LANGUAGE:
      jarida_source_set_language (self, g_value_get_string (value));
      break;
    case PROP_PORTAL:
      jarida_source_set_portal (self, g_value_get_string (value));
      break;
    case PROP_FOLDER_ID:
      jarida_source_set_folder_id (self, g_value_get_int64 (value));
      break;
    case PROP_POSITION:
      jarida_source_set_position (self, g_value_get_int (value));
      break;
    case PROP_UNREAD:
      jarida_source_set_unread (self, g_value_get_int (value));
      break;
    case PROP_TOTAL:
      jarida_source_set_total (self, g_value_get_int (value));
      break;
    case PROP_OUTCOME:
      jarida_source_set_outcome (self, g_value_get_int (value));
      break;
    case PROP_STATUS:
      jarida_source_set_status (self, g_value_get_int (value));
      break;
    case PROP_LAST_FETCH:
      jarida_source_set_last_fetch (self, g_value_get_int64 (value));
      break;
    case PROP_NEXT_FETCH:
      jarida_source_set_next_fetch (self, g_value_get_int64 (value));
      break;
    case PROP_FAILURES:
      jarida_source_set_failures (self, g_value_get_int (value));
      break;
    case PROP_STOPPED:
      jarida_source_set_stopped (self, g_value_get_boolean (value));
      break;
    case PROP_FETCHING:
      jarida_source_set_fetching (self, g_value_get_boolean (value));
      break;
    case PROP_INTERVAL_MINUTES:
      jarida_source_set_interval_minutes (self, g_value_get_int (value));
      break;
    case PROP_RETENTION_DAYS:
      jarida_source_set_retention_days (self, g_value_get_int (value));
      break;
    case PROP_PICTURES:
      jarida_source_set_pictures (self, g_value_get_int (value));
      break;
    case PROP_FULL_TEXT:
      jarida_source_set_full_text (self, g_value_get_int (value));
      break;
    case PROP_RETENTION_COUNT:
      jarida_source_set_retention_count (self, g_value_get_int (value));
      break;
    case PROP_TYPEFACE:
      jarida_source_set_typeface (self, g_value_get_int (value));
      break;
    case PROP_DIRECTION:
      jarida_source_set_direction (self, g_value_get_int (value));
      break;
    case PROP_ANNOUNCE:
      jarida_source_set_announce (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_source_class_init (JaridaSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_source_finalize;
  object_class->get_property = jarida_source_get_property;
  object_class->set_property = jarida_source_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FEED_URL] = g_param_spec_string ("feed-url", NULL, NULL, NULL, flags);
  properties[PROP_SITE_URL] = g_param_spec_string ("site-url", NULL, NULL, NULL, flags);
  properties[PROP_ICON_URL] = g_param_spec_string ("icon-url", NULL, NULL, NULL, flags);
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  properties[PROP_PORTAL] = g_param_spec_string ("portal", NULL, NULL, NULL, flags);
  properties[PROP_FOLDER_ID] = g_param_spec_int64 ("folder-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_POSITION] = g_param_spec_int ("position", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_UNREAD] = g_param_spec_int ("unread", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_int ("total", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_OUTCOME] = g_param_spec_int ("outcome", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_LAST_FETCH] = g_param_spec_int64 ("last-fetch", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NEXT_FETCH] = g_param_spec_int64 ("next-fetch", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_FAILURES] = g_param_spec_int ("failures", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_STOPPED] = g_param_spec_boolean ("stopped", NULL, NULL, FALSE, flags);
  properties[PROP_FETCHING] = g_param_spec_boolean ("fetching", NULL, NULL, FALSE, flags);
  properties[PROP_INTERVAL_MINUTES] = g_param_spec_int ("interval-minutes", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_RETENTION_DAYS] = g_param_spec_int ("retention-days", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_PICTURES] = g_param_spec_int ("pictures", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_FULL_TEXT] = g_param_spec_int ("full-text", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_RETENTION_COUNT] = g_param_spec_int ("retention-count", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_TYPEFACE] = g_param_spec_int ("typeface", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_DIRECTION] = g_param_spec_int ("direction", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_ANNOUNCE] = g_param_spec_boolean ("announce", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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

  if (self->id == id)
    return;
  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
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

  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
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

  if (g_strcmp0 (self->feed_url, feed_url) == 0)
    return;
  g_free (self->feed_url);
  self->feed_url = g_strdup (feed_url);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FEED_URL]);
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

  if (g_strcmp0 (self->site_url, site_url) == 0)
    return;
  g_free (self->site_url);
  self->site_url = g_strdup (site_url);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SITE_URL]);
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

  if (g_strcmp0 (self->icon_url, icon_url) == 0)
    return;
  g_free (self->icon_url);
  self->icon_url = g_strdup (icon_url);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_URL]);
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

  if (g_strcmp0 (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
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

  if (g_strcmp0 (self->portal, portal) == 0)
    return;
  g_free (self->portal);
  self->portal = g_strdup (portal);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PORTAL]);
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

  if (self->folder_id == folder_id)
    return;
  self->folder_id = folder_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER_ID]);
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

  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
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

  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
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

  if (self->total == total)
    return;
  self->total = total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
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

  if (self->outcome == outcome)
    return;
  self->outcome = outcome;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
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

  if (self->status == status)
    return;
  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
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

  if (self->last_fetch == last_fetch)
    return;
  self->last_fetch = last_fetch;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_FETCH]);
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

  if (self->next_fetch == next_fetch)
    return;
  self->next_fetch = next_fetch;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_FETCH]);
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

  if (self->failures == failures)
    return;
  self->failures = failures;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURES]);
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

  if (self->stopped == stopped)
    return;
  self->stopped = stopped;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STOPPED]);
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

  if (self->fetching == fetching)
    return;
  self->fetching = fetching;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FETCHING]);
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

  if (self->interval_minutes == interval_minutes)
    return;
  self->interval_minutes = interval_minutes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTERVAL_MINUTES]);
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

  if (self->retention_days == retention_days)
    return;
  self->retention_days = retention_days;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETENTION_DAYS]);
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

  if (self->pictures == pictures)
    return;
  self->pictures = pictures;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICTURES]);
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

  if (self->full_text == full_text)
    return;
  self->full_text = full_text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FULL_TEXT]);
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

  if (self->retention_count == retention_count)
    return;
  self->retention_count = retention_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETENTION_COUNT]);
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

  if (self->typeface == typeface)
    return;
  self->typeface = typeface;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPEFACE]);
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

  if (self->direction == direction)
    return;
  self->direction = direction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRECTION]);
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

  if (self->announce == announce)
    return;
  self->announce = announce;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANNOUNCE]);
}
