/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-days.h"

#include <glib/gi18n.h>

#include "jarida-front-page.h"
#include "jarida-time-text.h"

#define N_DAYS 7
/* What was today is yesterday some time after midnight. */
#define LOOK_SECONDS 60

typedef struct
{
  JaridaReader *reader;        /* (owned) */
  GListStore   *entries;       /* Borrowed: owns this */
  guint32       today;         /* that the titles are of */
  guint         look_source;
  guint         update_source;
} Days;

static guint32
get_julian (GListModel *entries,
            guint       position)
{
  g_autoptr(JaridaSidebarEntry) entry = g_list_model_get_item (entries, position);
  JaridaPlace place = { .id = 0 };

  if (entry != NULL)
    jarida_sidebar_entry_get_place (entry, &place);
  return (guint32) place.id;
}

/* "Today", "Yesterday", "Wednesday 7 October". */
static void
show_title (JaridaSidebarEntry *entry,
            guint32             julian,
            guint32             today)
{
  g_autofree char *title = jarida_time_text_julian (julian, today);

  jarida_sidebar_entry_set_title (entry, title);
}

/* Those that stay keep their lines. */
static void
show_days (Days          *self,
           const guint32 *julians,
           guint          n)
{
  GListModel *entries = G_LIST_MODEL (self->entries);
  guint at = 0;

  while (at < n)
    {
      const guint32 here = get_julian (entries, at);
      g_autoptr(JaridaSidebarEntry) entry = NULL;

      if (here > julians[at])
        {
          g_list_store_remove (self->entries, at);
          continue;
        }
      if (here < julians[at])
        {
          entry = jarida_sidebar_entry_new_day (julians[at]);
          g_list_store_insert (self->entries, at, entry);
        }
      else
        entry = g_list_model_get_item (entries, at);
      show_title (entry, julians[at], self->today);
      at++;
    }
  while (get_julian (entries, at) != 0)
    g_list_store_remove (self->entries, at);
}

static gboolean
update_cb (gpointer user_data)
{
  Days *self = user_data;
  guint32 julians[N_DAYS];
  guint32 day = jarida_reader_find_day (self->reader, 0, 0);
  guint n = 0;

  self->update_source = 0;
  self->today = jarida_reader_get_today (self->reader);
  for (; day != 0 && n < N_DAYS; day = jarida_reader_find_day (self->reader, day, -1))
    julians[n++] = day;
  show_days (self, julians, n);
  return G_SOURCE_REMOVE;
}

/* Once a turn, whatever comes. */
static void
changed_cb (Days *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update_cb, self);
}

static gboolean
look_cb (gpointer user_data)
{
  Days *self = user_data;

  if (jarida_reader_get_today (self->reader) != self->today)
    changed_cb (self);
  return G_SOURCE_CONTINUE;
}

static void
free_days (gpointer data)
{
  Days *self = data;

  g_signal_handlers_disconnect_by_data (self->reader, self);
  g_signal_handlers_disconnect_by_data (jarida_reader_get_sources (self->reader), self);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_object_unref (self->reader);
  g_free (self);
}

GListModel *
jarida_sidebar_days_new (JaridaReader *reader)
{
  GListStore *entries = g_list_store_new (JARIDA_TYPE_SIDEBAR_ENTRY);
  g_autoptr(JaridaSidebarEntry) others = NULL;
  Days *self = g_new0 (Days, 1);

  self->reader = g_object_ref (reader);
  self->entries = entries;
  g_object_set_data_full (G_OBJECT (entries), "days", self, free_days);
  /* Translators: asks for a day whose headlines are to be shown. */
  others = jarida_sidebar_entry_new_heading (JARIDA_SIDEBAR_HEADING_CHOOSE_DAY, _("Choose a Day…"), "view-more-symbolic", NULL);
  g_list_store_append (entries, others);
  g_signal_connect_swapped (reader, "articles-arrived", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (jarida_reader_get_sources (reader), "items-changed", G_CALLBACK (changed_cb), self);
  self->look_source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  update_cb (self);
  return G_LIST_MODEL (entries);
}
