/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-headings.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static void
topics_changed_cb (GListModel *topics,
                   guint       position,
                   guint       n_removed,
                   guint       n_added,
                   GListStore *entries)
{
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (topics, i);

      g_ptr_array_add (added, JARIDA_IS_SAVED_SEARCH (item) ? jarida_sidebar_entry_new_search (JARIDA_SAVED_SEARCH (item))
                                                            : jarida_sidebar_entry_new_topic (JARIDA_TOPIC (item)));
    }
  g_list_store_splice (entries, position, n_removed, added->pdata, added->len);
}

/* Not by a GtkMapListModel: that of GTK 4.8 mistakes what comes before a line that is there for what comes behind it. */
static GListModel *
make_branch (GListModel *topics)
{
  GListStore *entries = g_list_store_new (JARIDA_TYPE_SIDEBAR_ENTRY);

  topics_changed_cb (topics, 0, 0, g_list_model_get_n_items (topics), entries);
  g_signal_connect_object (topics, "items-changed", G_CALLBACK (topics_changed_cb), entries, 0);
  g_object_set_data_full (G_OBJECT (entries), "topics", g_object_ref (topics), g_object_unref);
  return G_LIST_MODEL (entries);
}

static gboolean
is_of_kind (gpointer item,
            gpointer user_data)
{
  return jarida_topic_get_kind (item) == (JaridaPlaceKind) GPOINTER_TO_INT (user_data);
}

static void
add_followed (GListStore           *headings,
              JaridaReader         *reader,
              JaridaPlaceKind       kind,
              JaridaSidebarHeading  heading,
              const char           *title,
              const char           *icon_name)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_of_kind, GINT_TO_POINTER (kind), NULL));
  g_autoptr(GListModel) followed = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (jarida_reader_get_followed (reader)), filter));
  g_autoptr(GListModel) branch = make_branch (followed);
  g_autoptr(JaridaSidebarEntry) entry = jarida_sidebar_entry_new_heading (heading, title, icon_name, branch);

  g_list_store_append (headings, entry);
}

/* Feeds that name no sections leave nothing to head. */
static void
sections_changed_cb (GListModel *sections,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     GListStore *headings)
{
  g_autoptr(JaridaSidebarEntry) first = g_list_model_get_item (G_LIST_MODEL (headings), 0);
  const gboolean there = first != NULL && jarida_sidebar_entry_get_heading (first) == JARIDA_SIDEBAR_HEADING_SECTIONS;
  const gboolean wanted = g_list_model_get_n_items (sections) > 0;

  if (there && !wanted)
    g_list_store_remove (headings, 0);
  else if (wanted && !there)
    {
      g_autoptr(GListModel) branch = make_branch (sections);
      g_autoptr(JaridaSidebarEntry) entry = NULL;

      entry = jarida_sidebar_entry_new_heading (JARIDA_SIDEBAR_HEADING_SECTIONS, C_("sidebar", "Sections"),
                                                "jarida-sections-symbolic", branch);
      g_list_store_insert (headings, 0, entry);
    }
}

/* Behind the cities; nothing is headed where nothing is kept. */
static void
searches_changed_cb (GListModel *searches,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     GListStore *headings)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (headings));
  const gboolean wanted = g_list_model_get_n_items (searches) > 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JaridaSidebarEntry) entry = g_list_model_get_item (G_LIST_MODEL (headings), i);
      const JaridaSidebarHeading heading = jarida_sidebar_entry_get_heading (entry);

      if (heading == JARIDA_SIDEBAR_HEADING_SEARCHES)
        {
          if (!wanted)
            g_list_store_remove (headings, i);
          return;
        }
      if (heading == JARIDA_SIDEBAR_HEADING_DAYS && wanted)
        {
          g_autoptr(GListModel) branch = make_branch (searches);
          g_autoptr(JaridaSidebarEntry) made = NULL;

          made = jarida_sidebar_entry_new_heading (JARIDA_SIDEBAR_HEADING_SEARCHES, C_("sidebar", "Searches"), "edit-find-symbolic", branch);
          g_list_store_insert (headings, i, made);
          return;
        }
    }
}

GListModel *
jarida_sidebar_headings_new (JaridaReader *reader,
                             GListModel   *days)
{
  GListStore *headings = g_list_store_new (JARIDA_TYPE_SIDEBAR_ENTRY);
  GListModel *sections = jarida_reader_get_sections (reader);
  GListModel *searches = jarida_reader_get_saved_searches (reader);
  g_autoptr(JaridaSidebarEntry) heading = NULL;

  add_followed (headings, reader, JARIDA_PLACE_AUTHOR, JARIDA_SIDEBAR_HEADING_AUTHORS, C_("sidebar", "Authors"),
                "jarida-author-symbolic");
  add_followed (headings, reader, JARIDA_PLACE_CITY, JARIDA_SIDEBAR_HEADING_CITIES, C_("sidebar", "Cities"),
                "jarida-city-symbolic");
  heading = jarida_sidebar_entry_new_heading (JARIDA_SIDEBAR_HEADING_DAYS, C_("sidebar", "Days"), "jarida-calendar-symbolic", days);
  g_list_store_append (headings, heading);
  g_signal_connect_object (sections, "items-changed", G_CALLBACK (sections_changed_cb), headings, 0);
  sections_changed_cb (sections, 0, 0, g_list_model_get_n_items (sections), headings);
  g_signal_connect_object (searches, "items-changed", G_CALLBACK (searches_changed_cb), headings, 0);
  searches_changed_cb (searches, 0, 0, 0, headings);
  return G_LIST_MODEL (headings);
}
