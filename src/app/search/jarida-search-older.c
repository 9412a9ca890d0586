/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-older.h"

#include <glib/gi18n.h>

/* So many heights of the list before its end: a page comes within a moment. */
#define PAGES_AHEAD 3

struct _JaridaSearchOlder
{
  GtkWidget            parent_instance;

  JaridaSearchSession *session;   /* (owned) (nullable) */
  JaridaHeadlineView  *view;      /* borrowed: both are parts of one pane */

  /* Children */
  GtkWidget           *button;
};

G_DEFINE_FINAL_TYPE (JaridaSearchOlder, jarida_search_older, GTK_TYPE_WIDGET)

static gboolean
goes_into_groups (JaridaSearchOlder *self)
{
  return jarida_headline_list_get_grouping (jarida_search_session_get_list (self->session)) == JARIDA_GROUPING_NEWSPAPER;
}

/* Not farther from the end than so many heights; the button takes from the height of the list and must not hide itself by that. */
static gboolean
is_near_end (JaridaSearchOlder *self,
             double             pages)
{
  GtkAdjustment *adjustment = jarida_headline_view_get_adjustment (self->view);
  const double page = gtk_adjustment_get_page_size (adjustment);
  const double margin = MAX (pages * page, gtk_widget_get_height (self->button) + 1.0);

  return page > 0 && gtk_adjustment_get_value (adjustment) + page + margin >= gtk_adjustment_get_upper (adjustment);
}

static void
update (JaridaSearchOlder *self)
{
  const JaridaSearchResult *found = jarida_search_session_get_found (self->session);
  const gboolean more = found != NULL && jarida_search_result_get_older (found) != 0;
  const gboolean asks = more && goes_into_groups (self);

  gtk_widget_set_visible (self->button, asks && is_near_end (self, 0));
  if (more && !asks && gtk_widget_get_mapped (GTK_WIDGET (self)) && is_near_end (self, PAGES_AHEAD))
    jarida_search_session_go_on (self->session);
}

static void
grows_cb (JaridaSearchOlder *self)
{
  /* Below what is in sight: it stays where it is. */
  if (!goes_into_groups (self))
    jarida_headline_view_hold (self->view);
}

static void
clicked_cb (JaridaSearchOlder *self)
{
  jarida_search_session_go_on (self->session);
}

static void
jarida_search_older_dispose (GObject *object)
{
  JaridaSearchOlder *self = JARIDA_SEARCH_OLDER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (jarida_search_older_parent_class)->dispose (object);
}

static void
jarida_search_older_class_init (JaridaSearchOlderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_search_older_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
jarida_search_older_init (JaridaSearchOlder *self)
{
  self->button = gtk_button_new_with_label (_("Show More"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->button, 6);
  gtk_widget_set_margin_bottom (self->button, 6);
  gtk_widget_set_visible (self->button, FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
jarida_search_older_set_list (JaridaSearchOlder   *self,
                              JaridaSearchSession *session,
                              JaridaHeadlineView  *view)
{
  GtkAdjustment *adjustment = jarida_headline_view_get_adjustment (view);

  g_return_if_fail (JARIDA_IS_SEARCH_OLDER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->view = view;
  g_signal_connect_object (session, "answered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "grows", G_CALLBACK (grows_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "went-on", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
