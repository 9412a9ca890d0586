/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-view.h"

#include "jarida-generation.h"
#include "jarida-headline-row.h"

/* The list counts as standing still after so long without a movement. */
#define STILL_MS 120

/* Words such as "3 min ago" are looked at again so often. */
#define AGE_SECONDS 60

struct _JaridaHeadlineView
{
  GtkWidget           parent_instance;

  JaridaReader       *reader;      /* (owned) (nullable) */
  JaridaThumbnails   *thumbnails;  /* (owned) (nullable) */
  JaridaHeadlineSnippets *snippets;   /* (owned) (nullable) in a list of what was found */
  JaridaHeadlineList *list;        /* (owned) (nullable) */
  GListModel         *behind;      /* (owned) (nullable) rows of JaridaHeadline that follow */
  GtkSingleSelection *selection;   /* (owned) */
  GPtrArray          *rows;        /* (owned) JaridaHeadlineRow, borrowed: all that GTK has made */
  gint64              selected_id;
  gboolean            replacing;   /* the model is being changed: the selection says nothing */
  guint               still_source;
  guint               age_source;
  GdkFrameClock      *clock;       /* (owned) (nullable) while realized */
  gulong              layout_id;
  gboolean            near_stale;
  guint               n_holds;     /* for so many layouts it is not to move */
  gint64              sought_id;   /* to be in sight after the next layout; 0 for none */
  gint64              awaited_id;  /* to have the keyboard when there is a row of it; 0 for none */
  double              held;

  /* Children */
  GtkWidget          *scroller;
  GtkWidget          *view;
};

enum
{
  SHOWN,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaHeadlineView, jarida_headline_view, GTK_TYPE_WIDGET)

static gint64
headline_id (JaridaHeadlineView *self)
{
  JaridaHeadline *headline = gtk_single_selection_get_selected_item (self->selection);

  return headline != NULL ? jarida_headline_get_id (headline) : 0;
}

static gboolean
is_within (JaridaHeadlineView *self,
           GtkWidget          *row,
           float               margin)
{
  graphene_rect_t bounds;
  const float height = gtk_widget_get_height (self->view);

  /* Rows that GTK keeps for later have no place. The others are looked at in each frame of a scroll: one step up to GTK's own row,
   * and its place in the view, cost a quarter of the way to the scroller. */
  if (!gtk_widget_get_mapped (row) || !gtk_widget_compute_bounds (gtk_widget_get_parent (row), self->view, &bounds))
    return FALSE;
  return bounds.size.height > 0 && bounds.origin.y + bounds.size.height > -margin && bounds.origin.y < height + margin;
}

/* Those of the rows that are near the screen. */
static void
load_snippets (JaridaHeadlineView *self)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->rows->len; i++)
    {
      JaridaHeadlineRow *row = g_ptr_array_index (self->rows, i);
      JaridaHeadline *headline = jarida_headline_row_get_headline (row);

      if (headline != NULL && !jarida_headline_get_online (headline)
          && jarida_headline_card_get_near (jarida_headline_row_get_card (row)))
        {
          const gint64 id = jarida_headline_get_id (headline);

          g_array_append_val (ids, id);
        }
    }
  jarida_headline_snippets_load (self->snippets, ids);
}

static void
snippets_loaded_cb (JaridaHeadlineView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    jarida_headline_card_update_snippet (jarida_headline_row_get_card (g_ptr_array_index (self->rows, i)));
  load_snippets (self);
}

static void
update_near (JaridaHeadlineView *self)
{
  const float margin = gtk_widget_get_height (self->scroller) / 2.0f;

  for (guint i = 0; i < self->rows->len; i++)
    {
      JaridaHeadlineRow *row = g_ptr_array_index (self->rows, i);

      jarida_headline_card_set_near (jarida_headline_row_get_card (row), is_within (self, GTK_WIDGET (row), margin));
    }
  if (self->snippets != NULL)
    load_snippets (self);
}

static gboolean
still_cb (gpointer user_data)
{
  JaridaHeadlineView *self = user_data;

  self->still_source = 0;
  self->n_holds = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      JaridaHeadlineRow *row = g_ptr_array_index (self->rows, i);
      JaridaHeadlineCard *card = jarida_headline_row_get_card (row);

      if (jarida_headline_card_get_near (card) && is_within (self, GTK_WIDGET (row), 40))
        jarida_headline_card_load_picture (card);
    }
  return G_SOURCE_REMOVE;
}

/* What is on the screen changed, or will with the next frame. */
static void
moved (JaridaHeadlineView *self)
{
  self->near_stale = TRUE;
  if (self->clock != NULL)
    gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
  g_clear_handle_id (&self->still_source, g_source_remove);
  self->still_source = g_timeout_add (STILL_MS, still_cb, self);
}

static gboolean
focus_row (JaridaHeadlineView *self,
           gint64              id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      JaridaHeadline *headline = jarida_headline_row_get_headline (JARIDA_HEADLINE_ROW (row));

      if (headline != NULL && jarida_headline_get_id (headline) == id && gtk_widget_get_mapped (row))
        return gtk_widget_grab_focus (gtk_widget_get_parent (row));
    }
  return FALSE;
}

/* The row of the article that is open may be made after the list has been given the keyboard, which stands on the first row then. */
static void
focus_awaited (JaridaHeadlineView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->awaited_id == 0)
    return;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->view) || self->awaited_id != headline_id (self)
      || focus_row (self, self->awaited_id))
    self->awaited_id = 0;
}

static gboolean
is_in_sight (JaridaHeadlineView *self,
             gint64              id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      JaridaHeadlineRow *row = g_ptr_array_index (self->rows, i);
      JaridaHeadline *headline = jarida_headline_row_get_headline (row);

      if (headline != NULL && jarida_headline_get_id (headline) == id && is_within (self, GTK_WIDGET (row), 0))
        return TRUE;
    }
  return FALSE;
}

/* Of an article, in the list or behind it. */
static guint
find_row (JaridaHeadlineView *self,
          gint64              id)
{
  const guint position = self->list != NULL ? jarida_headline_list_find (self->list, id) : GTK_INVALID_LIST_POSITION;
  const guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;

  if (position != GTK_INVALID_LIST_POSITION || self->behind == NULL)
    return position;
  for (guint i = 0; i < g_list_model_get_n_items (self->behind); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (self->behind, i);

      if (jarida_headline_get_id (headline) == id)
        return n + i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* TRUE when the view was told to move. */
static gboolean
scroll_to_sought (JaridaHeadlineView *self)
{
  const gint64 id = self->sought_id;
  guint position;

  if (id == 0 || self->list == NULL || !gtk_widget_get_mapped (self->view))
    return FALSE;
  self->sought_id = 0;
  position = find_row (self, id);
  if (position == GTK_INVALID_LIST_POSITION || is_in_sight (self, id))
    return FALSE;
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
  return TRUE;
}

/* After GTK has given the rows their places, before anything is drawn. */
static void
laid_out_cb (JaridaHeadlineView *self)
{
  GtkAdjustment *adjustment = jarida_headline_view_get_adjustment (self);

  /* Rows that are only now made have no height yet: it could not be told to go anywhere else. */
  if (scroll_to_sought (self))
    return;
  /* Other rows, and fewer: there is nothing to be held any more. */
  if (self->held > gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment))
    self->n_holds = 0;
  if (self->n_holds > 0 && gtk_adjustment_get_value (adjustment) != self->held)
    {
      self->n_holds--;
      gtk_adjustment_set_value (adjustment, self->held);
    }
  focus_awaited (self);
  if (!self->near_stale)
    return;
  self->near_stale = FALSE;
  update_near (self);
}

static gboolean
age_cb (gpointer user_data)
{
  jarida_headline_view_refresh_rows (user_data);
  return G_SOURCE_CONTINUE;
}

static void
name_row (GtkListItem *item)
{
  JaridaHeadline *headline = gtk_list_item_get_item (item);

  if (headline != NULL)
    {
      g_autofree char *label = jarida_headline_row_dup_label (headline);

      jarida_list_item_set_label (item, label);
    }
}

/* Not at "teardown": by then GTK may have taken the row out of its item already. */
static void
forget_row (JaridaHeadlineView *self,
            GtkWidget          *row)
{
  g_ptr_array_remove_fast (self->rows, row);
}

static void
setup_cb (JaridaHeadlineView *self,
          GtkListItem        *item)
{
  GtkWidget *row = jarida_headline_row_new (self->thumbnails);

  jarida_headline_card_set_snippets (jarida_headline_row_get_card (JARIDA_HEADLINE_ROW (row)), self->snippets);
  jarida_headline_row_set_reader (JARIDA_HEADLINE_ROW (row), self->reader);
  gtk_list_item_set_child (item, row);
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "destroy", G_CALLBACK (forget_row), self, G_CONNECT_SWAPPED);
}

static void
bind_cb (JaridaHeadlineView *self,
         GtkListItem        *item)
{
  JaridaHeadline *headline = gtk_list_item_get_item (item);

  jarida_headline_row_set_headline (JARIDA_HEADLINE_ROW (gtk_list_item_get_child (item)), headline);
  g_signal_connect_object (headline, "notify::read", G_CALLBACK (name_row), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (headline, "notify::others", G_CALLBACK (name_row), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (headline, "notify::group-size", G_CALLBACK (name_row), item, G_CONNECT_SWAPPED);
  name_row (item);
  moved (self);
}

static void
unbind_cb (JaridaHeadlineView *self,
           GtkListItem        *item)
{
  JaridaHeadlineRow *row = JARIDA_HEADLINE_ROW (gtk_list_item_get_child (item));

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_row, item);
  jarida_headline_row_set_headline (row, NULL);
}

static void
selected_cb (JaridaHeadlineView *self)
{
  const gint64 id = headline_id (self);

  if (self->replacing || id == 0 || id == self->selected_id)
    return;
  self->selected_id = id;
  g_signal_emit (self, signals[SHOWN], 0, id);
}

static void
say_opened (JaridaHeadlineView *self)
{
  const gint64 id = headline_id (self);

  if (id != 0)
    g_signal_emit (self, signals[OPENED], 0, id);
}

static void
activate_cb (JaridaHeadlineView *self,
             guint               position)
{
  say_opened (self);
}

static void
opened_idle_cb (gpointer user_data)
{
  g_autoptr(JaridaHeadlineView) self = user_data;

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    say_opened (self);
}

/* A click opens at once. GTK's own "single click" mode would select whatever the pointer is above. */
static void
clicked_cb (JaridaHeadlineView *self,
            int                 n_press,
            double              x,
            double              y,
            GtkGestureClick    *gesture)
{
  GtkWidget *picked = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  /* The button of the other newspapers opens something else. */
  if (n_press == 1 && picked != NULL && picked != self->view && gtk_widget_get_ancestor (picked, GTK_TYPE_MENU_BUTTON) == NULL)
    g_idle_add_once (opened_idle_cb, g_object_ref (self));
}

static void
jarida_headline_view_realize (GtkWidget *widget)
{
  JaridaHeadlineView *self = JARIDA_HEADLINE_VIEW (widget);

  GTK_WIDGET_CLASS (jarida_headline_view_parent_class)->realize (widget);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  self->layout_id = g_signal_connect_data (self->clock, "layout", G_CALLBACK (laid_out_cb), self, NULL,
                                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  self->near_stale = TRUE;
}

static void
jarida_headline_view_unrealize (GtkWidget *widget)
{
  JaridaHeadlineView *self = JARIDA_HEADLINE_VIEW (widget);

  g_clear_signal_handler (&self->layout_id, self->clock);
  g_clear_object (&self->clock);
  GTK_WIDGET_CLASS (jarida_headline_view_parent_class)->unrealize (widget);
}

static void
jarida_headline_view_dispose (GObject *object)
{
  JaridaHeadlineView *self = JARIDA_HEADLINE_VIEW (object);

  g_clear_handle_id (&self->still_source, g_source_remove);
  g_clear_handle_id (&self->age_source, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->behind);
  g_clear_object (&self->snippets);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_headline_view_parent_class)->dispose (object);
}

static void
jarida_headline_view_finalize (GObject *object)
{
  g_ptr_array_unref (JARIDA_HEADLINE_VIEW (object)->rows);
  G_OBJECT_CLASS (jarida_headline_view_parent_class)->finalize (object);
}

static void
jarida_headline_view_class_init (JaridaHeadlineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_headline_view_dispose;
  object_class->finalize = jarida_headline_view_finalize;
  widget_class->realize = jarida_headline_view_realize;
  widget_class->unrealize = jarida_headline_view_unrealize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "headlines");

  signals[SHOWN] = g_signal_new ("shown", JARIDA_TYPE_HEADLINE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPENED] = g_signal_new ("opened", JARIDA_TYPE_HEADLINE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
make_view (JaridaHeadlineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));
}

static void
jarida_headline_view_init (JaridaHeadlineView *self)
{
  GtkAdjustment *adjustment;

  self->rows = g_ptr_array_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  make_view (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  self->age_source = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
}

GtkWidget *
jarida_headline_view_new (void)
{
  return g_object_new (JARIDA_TYPE_HEADLINE_VIEW, NULL);
}

/* Pictures are wanted from now on, or no more. */
static void
pictures_cb (JaridaHeadlineView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    jarida_headline_card_update_picture (jarida_headline_row_get_card (g_ptr_array_index (self->rows, i)));
  moved (self);
}

void
jarida_headline_view_set_thumbnails (JaridaHeadlineView *self,
                                     JaridaThumbnails   *thumbnails)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));

  if (self->thumbnails != NULL)
    g_signal_handlers_disconnect_by_func (self->thumbnails, pictures_cb, self);
  if (g_set_object (&self->thumbnails, thumbnails) && thumbnails != NULL)
    {
      g_signal_connect_object (thumbnails, "notify::enabled", G_CALLBACK (pictures_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (thumbnails, "judged", G_CALLBACK (pictures_cb), self, G_CONNECT_SWAPPED);
    }
  for (guint i = 0; i < self->rows->len; i++)
    jarida_headline_card_set_thumbnails (jarida_headline_row_get_card (g_ptr_array_index (self->rows, i)), thumbnails);
}

void
jarida_headline_view_set_snippets (JaridaHeadlineView     *self,
                                   JaridaHeadlineSnippets *snippets)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));
  g_return_if_fail (self->snippets == NULL && self->rows->len == 0);

  self->snippets = g_object_ref (snippets);
  g_signal_connect_object (snippets, "loaded", G_CALLBACK (snippets_loaded_cb), self, G_CONNECT_SWAPPED);
}

void
jarida_headline_view_set_reader (JaridaHeadlineView *self,
                                 JaridaReader       *reader)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));

  g_set_object (&self->reader, reader);
  for (guint i = 0; i < self->rows->len; i++)
    jarida_headline_row_set_reader (g_ptr_array_index (self->rows, i), reader);
}

gboolean
jarida_headline_view_show_others (JaridaHeadlineView *self)
{
  const gint64 selected = jarida_headline_view_get_selected (self);

  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), FALSE);

  for (guint i = 0; selected != 0 && i < self->rows->len; i++)
    {
      JaridaHeadlineRow *row = g_ptr_array_index (self->rows, i);
      JaridaHeadline *headline = jarida_headline_row_get_headline (row);

      if (headline != NULL && jarida_headline_get_id (headline) == selected && gtk_widget_get_mapped (GTK_WIDGET (row)))
        return jarida_headline_row_show_others (row);
    }
  return FALSE;
}

JaridaHeadlineList *
jarida_headline_view_get_list (JaridaHeadlineView *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), NULL);
  return self->list;
}

/* Rows that were never laid out have no height: to GTK each of them is in sight already, and it stays where it is. So it is asked
 * again after the next layout, if the row is not in sight then. */
static void
scroll_to (JaridaHeadlineView *self,
           guint               position)
{
  g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
  self->sought_id = jarida_headline_get_id (headline);
  moved (self);
}

void
jarida_headline_view_set_behind (JaridaHeadlineView *self,
                                 GListModel         *behind)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));
  g_return_if_fail (self->list == NULL && self->behind == NULL);

  self->behind = g_object_ref (behind);
}

/* (transfer full) (nullable) */
static GListModel *
make_model (JaridaHeadlineView *self)
{
  GListStore *parts;

  if (self->list == NULL || self->behind == NULL)
    return self->list != NULL ? G_LIST_MODEL (g_object_ref (self->list)) : NULL;
  parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (parts, self->list);
  g_list_store_append (parts, self->behind);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

void
jarida_headline_view_set_list (JaridaHeadlineView *self,
                               JaridaHeadlineList *list,
                               gint64              selected_id)
{
  guint position = GTK_INVALID_LIST_POSITION;
  g_autoptr(GListModel) model = NULL;

  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));

  if (self->list == list)
    return;
  if (list != NULL && selected_id != 0)
    position = jarida_headline_list_find (list, selected_id);
  /* While the rows of the old list have their heights: those of the new one have none yet, and cannot be gone to by pixels. */
  if (self->list != NULL && position == GTK_INVALID_LIST_POSITION)
    jarida_headline_view_scroll_to_top (self);
  self->replacing = TRUE;
  g_set_object (&self->list, list);
  model = make_model (self);
  gtk_single_selection_set_model (self->selection, model);
  gtk_single_selection_set_selected (self->selection, position);
  self->selected_id = headline_id (self);
  self->replacing = FALSE;
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  self->awaited_id = self->selected_id;
  scroll_to (self, position);
}

gint64
jarida_headline_view_get_selected (JaridaHeadlineView *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), 0);
  return headline_id (self);
}

JaridaHeadline *
jarida_headline_view_get_headline (JaridaHeadlineView *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), NULL);
  return gtk_single_selection_get_selected_item (self->selection);
}

gboolean
jarida_headline_view_select (JaridaHeadlineView *self,
                             gint64              id)
{
  guint position;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), FALSE);

  position = find_row (self, id);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  self->replacing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selected_id = id;
  self->replacing = FALSE;
  self->awaited_id = id;
  moved (self);
  return TRUE;
}

void
jarida_headline_view_select_again (JaridaHeadlineView *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));

  if (headline_id (self) == 0 && self->selected_id > 0)
    jarida_headline_view_select (self, self->selected_id);
}

gboolean
jarida_headline_view_open (JaridaHeadlineView *self,
                           guint               position)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), FALSE);

  if (self->list == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  scroll_to (self, position);
  say_opened (self);
  return TRUE;
}

gboolean
jarida_headline_view_walk (JaridaHeadlineView *self,
                           int                 step)
{
  const guint position = gtk_single_selection_get_selected (self->selection);

  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), FALSE);

  if (position == GTK_INVALID_LIST_POSITION)
    return jarida_headline_view_open (self, 0);
  if (step < 0 && position == 0)
    return FALSE;
  return jarida_headline_view_open (self, position + step);
}

gboolean
jarida_headline_view_walk_group (JaridaHeadlineView *self,
                                 int                 step)
{
  guint position;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), FALSE);

  if (self->list == NULL)
    return FALSE;
  position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  /* What stands behind is in no group. */
  position = MIN (position, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
  position = jarida_headline_list_find_group (self->list, position, step);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  scroll_to (self, position);
  self->awaited_id = self->sought_id;
  return TRUE;
}

gboolean
jarida_headline_view_walk_unread (JaridaHeadlineView *self)
{
  guint position;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), FALSE);

  if (self->list == NULL)
    return FALSE;
  position = gtk_single_selection_get_selected (self->selection);
  position = position == GTK_INVALID_LIST_POSITION ? 0 : position + 1;
  position = jarida_headline_list_next_unread (self->list, position);
  if (position == GTK_INVALID_LIST_POSITION)
    position = jarida_headline_list_next_unread (self->list, 0);
  return position != GTK_INVALID_LIST_POSITION && jarida_headline_view_open (self, position);
}

void
jarida_headline_view_scroll_to_top (JaridaHeadlineView *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));
  self->sought_id = 0;
  self->n_holds = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

void
jarida_headline_view_hold (JaridaHeadlineView *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));

  self->held = gtk_adjustment_get_value (jarida_headline_view_get_adjustment (self));
  self->n_holds = 3;
  moved (self);
}

void
jarida_headline_view_refresh_rows (JaridaHeadlineView *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_VIEW (self));

  for (guint i = 0; i < self->rows->len; i++)
    jarida_headline_row_age (g_ptr_array_index (self->rows, i));
  moved (self);
}

gboolean
jarida_headline_view_take_keyboard (JaridaHeadlineView *self)
{
  const gint64 selected = jarida_headline_view_get_selected (self);

  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), FALSE);

  if (selected != 0 && focus_row (self, selected))
    return TRUE;
  self->awaited_id = selected;
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

GtkAdjustment *
jarida_headline_view_get_adjustment (JaridaHeadlineView *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_VIEW (self), NULL);
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}
