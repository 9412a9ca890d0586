/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-entry.h"

#include "jarida-reader.h"
#include "jarida-section-name.h"

struct _JaridaSidebarEntry
{
  GObject          parent_instance;

  JaridaPlaceKind  kind;
  char            *title;        /* (owned) (nullable) of standing places, headings and days */
  const char      *icon_name;
  int              count;        /* of standing places and days */
  guint32          julian;       /* of a day */
  JaridaFolder    *folder;       /* (owned) (nullable) */
  JaridaSource    *source;       /* (owned) (nullable) */
  JaridaTopic     *topic;        /* (owned) (nullable) */
  JaridaSavedSearch *search;     /* (owned) (nullable) */
  JaridaSidebarHeading heading;
  GListModel      *branch;       /* (owned) (nullable) of headings */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_COUNT,
  PROP_ICON_NAME,
  PROP_EMBLEM_NAME,
  PROP_EMBLEM_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaSidebarEntry, jarida_sidebar_entry, G_TYPE_OBJECT)

static const char *
get_emblem_name (JaridaSidebarEntry *self)
{
  if (self->source == NULL)
    return NULL;
  if (jarida_source_get_fetching (self->source))
    return "content-loading-symbolic";
  if (jarida_source_get_stopped (self->source))
    return "media-playback-pause-symbolic";
  if (jarida_outcome_is_failure (jarida_source_get_outcome (self->source)))
    return "dialog-warning-symbolic";
  return NULL;
}

static char *
dup_emblem_text (JaridaSidebarEntry *self)
{
  if (self->source == NULL || !jarida_outcome_is_failure (jarida_source_get_outcome (self->source)))
    return NULL;
  return jarida_outcome_text (jarida_source_get_outcome (self->source), jarida_source_get_status (self->source));
}

static void
title_changed_cb (JaridaSidebarEntry *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
count_changed_cb (JaridaSidebarEntry *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
emblem_changed_cb (JaridaSidebarEntry *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMBLEM_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMBLEM_TEXT]);
}

static void
jarida_sidebar_entry_finalize (GObject *object)
{
  JaridaSidebarEntry *self = JARIDA_SIDEBAR_ENTRY (object);

  g_free (self->title);
  g_clear_object (&self->folder);
  g_clear_object (&self->source);
  g_clear_object (&self->topic);
  g_clear_object (&self->search);
  g_clear_object (&self->branch);
  G_OBJECT_CLASS (jarida_sidebar_entry_parent_class)->finalize (object);
}

static void
jarida_sidebar_entry_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  JaridaSidebarEntry *self = JARIDA_SIDEBAR_ENTRY (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, jarida_sidebar_entry_get_title (self));
      break;
    case PROP_COUNT:
      g_value_set_int (value, jarida_sidebar_entry_get_count (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_EMBLEM_NAME:
      g_value_set_string (value, get_emblem_name (self));
      break;
    case PROP_EMBLEM_TEXT:
      g_value_take_string (value, dup_emblem_text (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_sidebar_entry_class_init (JaridaSidebarEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_sidebar_entry_finalize;
  object_class->get_property = jarida_sidebar_entry_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_int ("count", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_EMBLEM_NAME] = g_param_spec_string ("emblem-name", NULL, NULL, NULL, flags);
  properties[PROP_EMBLEM_TEXT] = g_param_spec_string ("emblem-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_sidebar_entry_init (JaridaSidebarEntry *self)
{
}

JaridaSidebarEntry *
jarida_sidebar_entry_new_standing (JaridaPlaceKind  kind,
                                   const char      *title,
                                   const char      *icon_name)
{
  JaridaSidebarEntry *self = g_object_new (JARIDA_TYPE_SIDEBAR_ENTRY, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->icon_name = g_intern_string (icon_name);
  return self;
}

JaridaSidebarEntry *
jarida_sidebar_entry_new_heading (JaridaSidebarHeading  heading,
                                  const char           *title,
                                  const char           *icon_name,
                                  GListModel           *branch)
{
  JaridaSidebarEntry *self = jarida_sidebar_entry_new_standing (JARIDA_PLACE_ALL, title, icon_name);

  self->heading = heading;
  g_set_object (&self->branch, branch);
  return self;
}

static const char *
topic_icon (JaridaTopic *topic)
{
  switch ((int) jarida_topic_get_kind (topic))
    {
    case JARIDA_PLACE_SECTION:
      return jarida_section_icon_name (jarida_topic_get_id (topic));
    case JARIDA_PLACE_CITY:
      return "jarida-city-symbolic";
    default:
      return "jarida-author-symbolic";
    }
}

JaridaSidebarEntry *
jarida_sidebar_entry_new_topic (JaridaTopic *topic)
{
  JaridaSidebarEntry *self = g_object_new (JARIDA_TYPE_SIDEBAR_ENTRY, NULL);

  self->kind = jarida_topic_get_kind (topic);
  self->icon_name = topic_icon (topic);
  self->topic = g_object_ref (topic);
  g_signal_connect_object (topic, "notify::unread", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

JaridaSidebarEntry *
jarida_sidebar_entry_new_search (JaridaSavedSearch *search)
{
  JaridaSidebarEntry *self = g_object_new (JARIDA_TYPE_SIDEBAR_ENTRY, NULL);

  self->kind = JARIDA_PLACE_SAVED_SEARCH;
  self->icon_name = "edit-find-symbolic";
  self->search = g_object_ref (search);
  g_signal_connect_object (search, "notify::name", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "notify::unread", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

JaridaSidebarEntry *
jarida_sidebar_entry_new_day (guint32 julian)
{
  JaridaSidebarEntry *self = jarida_sidebar_entry_new_standing (JARIDA_PLACE_DAY, "", "jarida-calendar-symbolic");

  self->julian = julian;
  return self;
}

JaridaSidebarEntry *
jarida_sidebar_entry_new_folder (JaridaFolder *folder)
{
  JaridaSidebarEntry *self = g_object_new (JARIDA_TYPE_SIDEBAR_ENTRY, NULL);

  self->kind = JARIDA_PLACE_FOLDER;
  self->icon_name = "folder-symbolic";
  self->folder = g_object_ref (folder);
  g_signal_connect_object (folder, "notify::name", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (folder, "notify::unread", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

JaridaSidebarEntry *
jarida_sidebar_entry_new_source (JaridaSource *source)
{
  JaridaSidebarEntry *self = g_object_new (JARIDA_TYPE_SIDEBAR_ENTRY, NULL);

  self->kind = JARIDA_PLACE_SOURCE;
  self->icon_name = "jarida-newspaper-symbolic";
  self->source = g_object_ref (source);
  g_signal_connect_object (source, "notify::title", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "notify::unread", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "notify::outcome", G_CALLBACK (emblem_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "notify::fetching", G_CALLBACK (emblem_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "notify::stopped", G_CALLBACK (emblem_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
jarida_sidebar_entry_get_place (JaridaSidebarEntry *self,
                                JaridaPlace        *out_place)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self));

  *out_place = (JaridaPlace) { .kind = self->kind, .id = self->julian };
  if (self->folder != NULL)
    out_place->id = jarida_folder_get_id (self->folder);
  if (self->source != NULL)
    out_place->id = jarida_source_get_id (self->source);
  if (self->topic != NULL)
    out_place->id = jarida_topic_get_id (self->topic);
  if (self->search != NULL)
    out_place->id = jarida_saved_search_get_id (self->search);
}

JaridaSavedSearch *
jarida_sidebar_entry_get_search (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), NULL);
  return self->search;
}

JaridaTopic *
jarida_sidebar_entry_get_topic (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), NULL);
  return self->topic;
}

JaridaSidebarHeading
jarida_sidebar_entry_get_heading (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), JARIDA_SIDEBAR_HEADING_NONE);
  return self->heading;
}

GListModel *
jarida_sidebar_entry_get_branch (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), NULL);
  return self->branch;
}

JaridaFolder *
jarida_sidebar_entry_get_folder (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), NULL);
  return self->folder;
}

JaridaSource *
jarida_sidebar_entry_get_source (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), NULL);
  return self->source;
}

const char *
jarida_sidebar_entry_get_title (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), NULL);

  if (self->folder != NULL)
    return jarida_folder_get_name (self->folder);
  if (self->source != NULL)
    return jarida_source_get_title (self->source);
  if (self->topic != NULL)
    return self->kind == JARIDA_PLACE_SECTION ? jarida_section_name (jarida_topic_get_id (self->topic))
                                              : jarida_topic_get_name (self->topic);
  if (self->search != NULL)
    return jarida_saved_search_get_name (self->search);
  return self->title;
}

int
jarida_sidebar_entry_get_count (JaridaSidebarEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self), 0);

  if (self->folder != NULL)
    return MAX (0, jarida_folder_get_unread (self->folder));
  if (self->source != NULL)
    return MAX (0, jarida_source_get_unread (self->source));
  if (self->topic != NULL)
    return MAX (0, jarida_topic_get_unread (self->topic));
  if (self->search != NULL)
    return MAX (0, jarida_saved_search_get_unread (self->search));
  return self->count;
}

void
jarida_sidebar_entry_set_title (JaridaSidebarEntry *self,
                                const char         *title)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  title_changed_cb (self);
}

void
jarida_sidebar_entry_set_count (JaridaSidebarEntry *self,
                                int                 count)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_ENTRY (self));

  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
