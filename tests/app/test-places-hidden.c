/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-card.h"
#include "jarida-headline-row.h"
#include "jarida-report-sheet.h"
#include "journey-article.h"
#include "portal-journey.h"

/* A picture of a portal's article that was reported stays away: from the front page, from the list, and after a restart. */

/* A picture is what is painted in a frame; a mark in its place is an icon. */
static gboolean
has_picture (GskRenderNode *node,
             gboolean       in_frame)
{
  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_TEXTURE_NODE:
      return in_frame;
    case GSK_ROUNDED_CLIP_NODE:
      return has_picture (gsk_rounded_clip_node_get_child (node), TRUE);
    case GSK_CLIP_NODE:
      return has_picture (gsk_clip_node_get_child (node), in_frame);
    case GSK_TRANSFORM_NODE:
      return has_picture (gsk_transform_node_get_child (node), in_frame);
    case GSK_OPACITY_NODE:
      return has_picture (gsk_opacity_node_get_child (node), in_frame);
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        if (has_picture (gsk_container_node_get_child (node, i), in_frame))
          return TRUE;
      return FALSE;
    default:
      return FALSE;
    }
}

static gboolean
paints_picture (GtkWidget *widget)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  gboolean has;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  has = node != NULL && has_picture (node, FALSE);
  g_clear_pointer (&node, gsk_render_node_unref);
  return has;
}

static JaridaHeadline *
get_headline (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (JARIDA_IS_FRONT_CARD (widget))
    return jarida_front_card_get_headline (JARIDA_FRONT_CARD (widget));
  return JARIDA_IS_HEADLINE_ROW (widget) ? jarida_headline_row_get_headline (JARIDA_HEADLINE_ROW (widget)) : NULL;
}

/* What shows the article in sight; @id 0: any with a picture that is painted. */
static GtkWidget *
find_shown (GtkWidget *root,
            gint64     id)
{
  JaridaHeadline *headline = get_headline (root);
  GtkWidget *found = NULL;

  if (headline != NULL && (id != 0 ? jarida_headline_get_id (headline) == id
                                   : !jarida_headline_get_video (headline) && paints_picture (root)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_shown (child, id);
  return found;
}

static GtkWidget *
go_to_front (Journey *journey)
{
  GtkWidget *front;

  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_FRONT }));
  WAIT_UNTIL (jarida_window_get_front (journey->window) != NULL);
  front = GTK_WIDGET (jarida_window_get_front (journey->window));
  WAIT_UNTIL (find_shown (front, 0) != NULL);
  return front;
}

/* The row of the article, in sight. */
static GtkWidget *
go_to_row (Journey *journey,
           gint64   id)
{
  GtkWidget *view = GTK_WIDGET (journey_view (journey));
  JaridaHeadlineList *list;
  guint position = 0;

  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }));
  WAIT_UNTIL (journey_n_rows (journey) > 40);
  list = jarida_headline_view_get_list (journey_view (journey));
  while (jarida_headline_list_get_id (list, position) != id)
    g_assert_cmpuint (++position, <, journey_n_rows (journey));
  journey_open_row (journey, position);
  WAIT_UNTIL (find_shown (view, id) != NULL);
  return find_shown (view, id);
}

static void
report (Journey *journey)
{
  GtkWidget *sheet;
  gpointer left;

  WAIT_UNTIL (journey_picture (journey) != NULL && journey_stop (journey, JARIDA_STOP_REPORT) != NULL);
  WAIT_UNTIL (jarida_article_pictures_get_state (journey_article (journey)->pictures, journey_picture (journey)) == JARIDA_PICTURE_READY);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.report-picture", NULL);
  sheet = left = journey_dialog (journey);
  g_assert_true (JARIDA_IS_REPORT_SHEET (sheet));
  g_object_add_weak_pointer (G_OBJECT (sheet), &left);
  jarida_report_sheet_choose (JARIDA_REPORT_SHEET (sheet), JARIDA_REASON_VIOLENCE);
  g_signal_emit_by_name (journey_button (sheet, "_Report"), "clicked");
  WAIT_UNTIL (left == NULL);
  WAIT_UNTIL (journey_stop (journey, JARIDA_STOP_REVEAL) != NULL);
}

static void
test_reported (void)
{
  Journey *journey = portal_open (1200, 800);
  GtkWidget *front = go_to_front (journey), *row;
  const gint64 id = jarida_headline_get_id (get_headline (find_shown (front, 0)));

  row = go_to_row (journey, id);
  WAIT_UNTIL (paints_picture (row));
  report (journey);
  WAIT_UNTIL (!paints_picture (row));
  front = go_to_front (journey);
  g_assert_nonnull (find_shown (front, id));
  g_assert_false (paints_picture (find_shown (front, id)));
  portal_close (journey);

  /* Others are painted by then, so this one would be. */
  journey = portal_open (1200, 800);
  front = go_to_front (journey);
  g_assert_nonnull (find_shown (front, id));
  g_assert_false (paints_picture (find_shown (front, id)));
  row = go_to_row (journey, id);
  WAIT_UNTIL (find_shown (GTK_WIDGET (journey_view (journey)), 0) != NULL);
  g_assert_false (paints_picture (row));
  portal_close (journey);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  portal_init (&argc, &argv);
  g_test_add_func ("/places/reported", test_reported);
  status = g_test_run ();
  portal_end ();
  return status;
}
