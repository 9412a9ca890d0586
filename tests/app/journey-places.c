/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "journey-places.h"

#include <string.h>

/* ---- The sidebar ---- */

static GtkSelectionModel *
get_lines (Journey *journey)
{
  GtkWidget *view = journey_find (GTK_WIDGET (jarida_window_get_sidebar (journey->window)), GTK_TYPE_LIST_VIEW);

  return gtk_list_view_get_model (GTK_LIST_VIEW (view));
}

static JaridaSidebarEntry *
get_entry (gpointer line)
{
  g_autoptr(GtkTreeListRow) row = line;
  g_autoptr(JaridaSidebarEntry) entry = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return entry;   /* the tree keeps it */
}

/* @heading NONE: the line of @place. */
static guint
find_line (Journey              *journey,
           JaridaSidebarHeading  heading,
           const JaridaPlace    *place)
{
  GListModel *lines = G_LIST_MODEL (get_lines (journey));

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      JaridaSidebarEntry *entry = get_entry (g_list_model_get_item (lines, i));
      JaridaPlace here;

      if (jarida_sidebar_entry_get_heading (entry) != heading)
        continue;
      jarida_sidebar_entry_get_place (entry, &here);
      if (heading != JARIDA_SIDEBAR_HEADING_NONE || (here.kind == place->kind && here.id == place->id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

gboolean
journey_stands (Journey           *journey,
               const JaridaPlace *place)
{
  return find_line (journey, JARIDA_SIDEBAR_HEADING_NONE, place) != GTK_INVALID_LIST_POSITION;
}

static gboolean
select_line (Journey *journey,
             guint    line)
{
  return line != GTK_INVALID_LIST_POSITION && gtk_selection_model_select_item (get_lines (journey), line, TRUE);
}

gboolean
journey_choose (Journey           *journey,
               const JaridaPlace *place)
{
  /* The sidebar fills itself in steps. */
  WAIT_UNTIL (journey_stands (journey, place));
  return select_line (journey, find_line (journey, JARIDA_SIDEBAR_HEADING_NONE, place));
}

gboolean
journey_choose_heading (Journey              *journey,
                       JaridaSidebarHeading  heading)
{
  return select_line (journey, find_line (journey, heading, NULL));
}

gboolean
journey_get_chosen (Journey     *journey,
                   JaridaPlace *out_place)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_lines (journey));
  gpointer line = gtk_single_selection_get_selected_item (selection);

  if (line == NULL)
    return FALSE;
  jarida_sidebar_entry_get_place (get_entry (g_object_ref (line)), out_place);
  return TRUE;
}

JaridaSource *
journey_find_source (Journey    *journey,
                    const char *title)
{
  GListModel *sources = jarida_reader_get_sources (journey->reader);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      if (strcmp (jarida_source_get_title (source), title) == 0 && jarida_source_get_portal (source) != NULL)
        return source;   /* the reader keeps it */
    }
  return NULL;
}

/* ---- List and article ---- */

/* What stands for the first link that begins so, for the keyboard and the screen reader. */
static GtkWidget *
find_proxy (Journey    *journey,
            const char *beginning)
{
  JaridaDocument *document = jarida_article_view_get_document (journey_article (journey));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (journey_article (journey))); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const JaridaArticleStop *stop = JARIDA_IS_ARTICLE_PROXY (child)
                                      ? jarida_article_proxy_get_stop (JARIDA_ARTICLE_PROXY (child)) : NULL;

      if (stop != NULL && stop->link >= 0
          && g_str_has_prefix (g_ptr_array_index (document->links, (guint) stop->link), beginning))
        return child;
    }
  return NULL;
}

void
journey_follow_link (Journey    *journey,
                    const char *beginning)
{
  WAIT_UNTIL (find_proxy (journey, beginning) != NULL);
  g_assert_true (gtk_widget_activate (find_proxy (journey, beginning)));
}

void
journey_open_row (Journey *journey,
                 guint    position)
{
  JaridaReaderPane *pane = jarida_window_get_reader_pane (journey->window);
  const gint64 id = jarida_headline_list_get_id (jarida_headline_view_get_list (journey_view (journey)), position);

  g_assert_true (jarida_headline_view_open (journey_view (journey), position));
  WAIT_UNTIL (jarida_reader_pane_get_article (pane) != NULL && jarida_reader_pane_get_article (pane)->id == id);
}

const char *
journey_get_title (Journey *journey)
{
  GtkWidget *title = NULL;

  for (GtkWidget *widget = GTK_WIDGET (jarida_window_get_headlines (journey->window)); widget != NULL && title == NULL;
       widget = gtk_widget_get_parent (widget))
    title = journey_find (widget, ADW_TYPE_WINDOW_TITLE);
  g_assert_nonnull (title);
  return adw_window_title_get_title (ADW_WINDOW_TITLE (title));
}

void
journey_fold (Journey              *journey,
              JaridaSidebarHeading  heading,
              gint64                folder_id,
              gboolean              folded)
{
  const guint line = find_line (journey, heading, &(JaridaPlace) { .kind = JARIDA_PLACE_FOLDER, .id = folder_id });
  g_autoptr(GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (get_lines (journey)), line);

  g_assert_nonnull (row);
  gtk_tree_list_row_set_expanded (row, !folded);
}
