/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-pane.h"

#include <glib/gi18n.h>

#include "jarida-front-calendar.h"
#include "jarida-front-sheet.h"
#include "jarida-pane.h"
#include "jarida-spinner.h"
#include "jarida-time-text.h"

/* A page that fills itself for the first time does so in steps. */
#define STEP_USEC (2 * G_USEC_PER_SEC)
/* Times on the cards grow old. */
#define AGE_SECONDS 60

struct _JaridaFrontPane
{
  GtkWidget         parent_instance;

  JaridaReader     *reader;        /* (owned) (nullable) */
  GSettings        *settings;      /* (owned) (nullable) */
  JaridaFrontPage  *page;          /* (owned) (nullable) the one shown */
  guint32           day;           /* asked for; 0: the newest */
  GCancellable     *loading;       /* (owned) (nullable) */
  GSignalGroup     *list_signals;
  guint             age_source;
  gint64            shown_at;      /* monotonic: when the page was made */
  gboolean          untouched;     /* it filled itself, and nobody has looked closer: it may go on doing so */
  gboolean          starts;
  gboolean          toggle_shown;

  /* Template children */
  GtkWidget        *pane;
  GtkStack         *stack;
  GtkScrolledWindow *scroller;
  JaridaFrontSheet *sheet;
  GtkMenuButton    *day_button;
  AdwStatusPage    *empty_page;
  GtkButton        *empty_button;
  GtkRevealer      *pill;
  GtkButton        *pill_button;
};

enum
{
  PROP_0,
  PROP_STARTS,
  PROP_TOGGLE_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint opened_signal, section_activated_signal, failed_signal, turned_signal;

G_DEFINE_FINAL_TYPE (JaridaFrontPane, jarida_front_pane, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

static gboolean
is_filled (JaridaFrontPane *self)
{
  return self->page != NULL && self->page->lead != NULL;
}

/* How many articles a renewed page could be made of that this one is not: of the day, or all of a newer day. */
static guint
count_new (JaridaFrontPane *self)
{
  const JaridaPlace newest = { .kind = JARIDA_PLACE_DAY, .id = jarida_reader_find_day (self->reader, 0, 0) };

  if (self->day == 0 && newest.id != self->page->julian)
    return jarida_reader_count (self->reader, &newest);
  return jarida_headline_list_get_n_pending (self->page->list);
}

static void
show_emptiness (JaridaFrontPane *self)
{
  const gboolean online = jarida_reader_get_online (self->reader);
  const gboolean elsewhere = self->day != 0;

  adw_status_page_set_icon_name (self->empty_page, online || elsewhere ? "jarida-newspaper-symbolic" : "network-offline-symbolic");
  adw_status_page_set_title (self->empty_page, elsewhere ? _("No Edition") : _("No Headlines"));
  if (elsewhere)
    adw_status_page_set_description (self->empty_page, _("Nothing of this day is kept."));
  else if (online)
    adw_status_page_set_description (self->empty_page, _("Nothing has come from your newspapers yet."));
  else
    adw_status_page_set_description (self->empty_page, _("There is no network. Headlines come as soon as it is back."));
  gtk_button_set_label (self->empty_button, elsewhere ? _("Newest Edition") : online ? _("Refresh") : _("Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), elsewhere ? "front.newest-edition" : "win.refresh");
}

static void
update_state (JaridaFrontPane *self)
{
  guint n_new = 0;

  if (self->page == NULL)
    return;
  if (is_filled (self))
    {
      gtk_stack_set_visible_child_name (self->stack, "page");
      n_new = count_new (self);
    }
  else if (jarida_reader_get_refreshing (self->reader) && self->day == 0)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    {
      show_emptiness (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  if (n_new > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u new headline", "%u new headlines", n_new), n_new);

      gtk_button_set_label (self->pill_button, text);
    }
  gtk_revealer_set_reveal_child (self->pill, n_new > 0);
}

static void
update_days (JaridaFrontPane *self)
{
  const guint32 day = jarida_front_pane_get_day (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->day_button), day != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "front.previous-edition",
                                 day != 0 && jarida_reader_find_day (self->reader, day, -1) != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "front.next-edition",
                                 day != 0 && jarida_reader_find_day (self->reader, day, 1) != 0);
}

static char *
make_date (JaridaFrontPane *self)
{
  g_autofree char *date = jarida_time_text_edition (self->page->julian);

  if (self->page->julian >= jarida_reader_get_today (self->reader))
    return g_steal_pointer (&date);
  /* Translators: an older edition of the front page: "Edition of Wednesday 7 October 2020". */
  return g_strdup_printf (_("Edition of %s"), date);
}

/* Takes @page. */
static void
show_page (JaridaFrontPane *self,
           JaridaFrontPage *page)
{
  g_autoptr(JaridaFrontPage) before = g_steal_pointer (&self->page);
  g_autofree char *date = NULL;
  const gboolean turned = before == NULL || before->julian != page->julian;

  self->page = page;
  self->shown_at = g_get_monotonic_time ();
  self->untouched = (before != NULL && before->lead == NULL) || (self->untouched && !turned);
  g_signal_group_set_target (self->list_signals, page->list);
  date = page->julian != 0 ? make_date (self) : NULL;
  jarida_front_sheet_set_page (self->sheet, is_filled (self) ? page : NULL, date != NULL ? date : "");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update_days (self);
  update_state (self);
  if (turned)
    g_signal_emit (self, turned_signal, 0);
}

/* ---- Loading ---- */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaFrontPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFrontPage) page = jarida_reader_load_front_page_finish (JARIDA_READER (source), result, &error);

  /* Another day was asked for meanwhile, or the pane is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->loading == NULL
      || g_task_get_cancellable (G_TASK (result)) != self->loading)
    return;
  g_clear_object (&self->loading);
  if (page == NULL)
    {
      g_signal_emit (self, failed_signal, 0, error);
      return;
    }
  show_page (self, g_steal_pointer (&page));
}

static void
load (JaridaFrontPane *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  jarida_reader_load_front_page_async (self->reader, self->day, self->loading, loaded_cb, g_object_ref (self));
}

static void
renew_cb (JaridaFrontPane *self)
{
  load (self);
}

/* An empty page has nothing that could be moved away under a person's eyes, nor one that is filling for the first time. */
static void
news_cb (JaridaFrontPane *self)
{
  const gboolean empty = self->page != NULL && !is_filled (self);
  const gboolean filling = self->untouched && g_get_monotonic_time () - self->shown_at > STEP_USEC;

  if (self->loading == NULL && (empty || filling))
    load (self);
  else
    {
      update_state (self);
      update_days (self);
    }
}

static void
refreshing_cb (JaridaFrontPane *self)
{
  if (!jarida_reader_get_refreshing (self->reader) && self->untouched && is_filled (self) && count_new (self) > 0)
    load (self);
  update_state (self);
}

/* A newspaper has gone, or come back. */
static void
sources_cb (JaridaFrontPane *self)
{
  if (self->page != NULL)
    load (self);
}

static gboolean
touched_cb (JaridaFrontPane *self,
            GdkEvent        *event)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_KEY_PRESS || type == GDK_SCROLL || type == GDK_TOUCH_BEGIN)
    self->untouched = FALSE;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
age_cb (gpointer user_data)
{
  JaridaFrontPane *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      jarida_front_sheet_age (self->sheet);
      update_state (self);
    }
  return G_SOURCE_CONTINUE;
}

/* ---- What a person does ---- */

static void
opened_cb (JaridaFrontPane *self,
           gint64           id)
{
  g_signal_emit (self, opened_signal, 0, id);
}

static void
section_cb (JaridaFrontPane *self,
            int              section)
{
  g_signal_emit (self, section_activated_signal, 0, section);
}

static void
turn_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaFrontPane *self = JARIDA_FRONT_PANE (widget);
  const int step = g_str_equal (action, "front.previous-edition") ? -1 : 1;
  const guint32 day = jarida_front_pane_get_day (self);
  guint32 other;

  if (g_str_equal (action, "front.newest-edition") || day == 0)
    {
      jarida_front_pane_turn_to (self, 0);
      return;
    }
  other = jarida_reader_find_day (self->reader, day, step);
  if (other != 0)
    jarida_front_pane_turn_to (self, other);
}

static void
chosen_cb (JaridaFrontPane *self,
           guint            julian)
{
  jarida_front_pane_turn_to (self, julian);
}

/* The calendar is made when it is wanted. */
static void
make_calendar (GtkMenuButton *button,
               gpointer       user_data)
{
  JaridaFrontPane *self = user_data;
  GtkWidget *calendar = GTK_WIDGET (gtk_menu_button_get_popover (button));

  if (calendar == NULL)
    {
      calendar = jarida_front_calendar_new (self->reader);
      g_signal_connect_object (calendar, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, calendar);
    }
  if (jarida_front_pane_get_day (self) != 0)
    jarida_front_calendar_show (JARIDA_FRONT_CALENDAR (calendar), jarida_front_pane_get_day (self));
}

static void
scrolled_cb (JaridaFrontPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  const double top = gtk_adjustment_get_value (adjustment);

  jarida_front_sheet_look (self->sheet, top, top + gtk_adjustment_get_page_size (adjustment));
}

static void
font_size_cb (JaridaFrontPane *self)
{
  jarida_front_sheet_set_font_size (self->sheet, g_settings_get_int (self->settings, "font-size"));
}

/* ---- The widget ---- */

static void
jarida_front_pane_dispose (GObject *object)
{
  JaridaFrontPane *self = JARIDA_FRONT_PANE (object);

  g_clear_handle_id (&self->age_source, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->list_signals);
  if (self->sheet != NULL)
    jarida_front_sheet_set_page (self->sheet, NULL, "");
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_FRONT_PANE);
  g_clear_pointer (&self->page, jarida_front_page_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_front_pane_parent_class)->dispose (object);
}

static void
jarida_front_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  JaridaFrontPane *self = JARIDA_FRONT_PANE (object);

  switch (prop_id)
    {
    case PROP_STARTS:
      g_value_set_boolean (value, self->starts);
      break;
    case PROP_TOGGLE_SHOWN:
      g_value_set_boolean (value, self->toggle_shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_front_pane_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  JaridaFrontPane *self = JARIDA_FRONT_PANE (object);

  switch (prop_id)
    {
    case PROP_STARTS:
      self->starts = g_value_get_boolean (value);
      break;
    case PROP_TOGGLE_SHOWN:
      self->toggle_shown = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-front-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, pane);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, sheet);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, day_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, empty_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, pill);
  gtk_widget_class_bind_template_child (widget_class, JaridaFrontPane, pill_button);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_cb);
  gtk_widget_class_bind_template_callback (widget_class, renew_cb);
}

static void
jarida_front_pane_class_init (JaridaFrontPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_front_pane_dispose;
  object_class->get_property = jarida_front_pane_get_property;
  object_class->set_property = jarida_front_pane_set_property;
  properties[PROP_STARTS] = g_param_spec_boolean ("starts", NULL, NULL, FALSE, flags);
  properties[PROP_TOGGLE_SHOWN] = g_param_spec_boolean ("toggle-shown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (JARIDA_TYPE_FRONT_SHEET);
  g_type_ensure (JARIDA_TYPE_PANE);
  g_type_ensure (JARIDA_TYPE_SPINNER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "front.previous-edition", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "front.next-edition", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "front.newest-edition", NULL, turn_action);
  opened_signal = g_signal_new ("opened", JARIDA_TYPE_FRONT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  section_activated_signal = g_signal_new ("section-activated", JARIDA_TYPE_FRONT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_INT);
  failed_signal = g_signal_new ("failed", JARIDA_TYPE_FRONT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  turned_signal = g_signal_new ("turned", JARIDA_TYPE_FRONT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jarida_front_pane_init (JaridaFrontPane *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  self->list_signals = g_signal_group_new (JARIDA_TYPE_HEADLINE_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify::n-pending", G_CALLBACK (update_state), self);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->day_button, make_calendar, self, NULL);
  self->age_source = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
}

GtkWidget *
jarida_front_pane_new (void)
{
  return g_object_new (JARIDA_TYPE_FRONT_PANE, NULL);
}

void
jarida_front_pane_set_reader (JaridaFrontPane  *self,
                              JaridaReader     *reader,
                              JaridaThumbnails *thumbnails,
                              GSettings        *settings)
{
  g_return_if_fail (JARIDA_IS_FRONT_PANE (self));
  g_return_if_fail (self->reader == NULL);

  self->reader = g_object_ref (reader);
  self->settings = g_object_ref (settings);
  jarida_front_sheet_set_reader (self->sheet, reader, thumbnails);
  g_signal_connect_object (settings, "changed::font-size", G_CALLBACK (font_size_cb), self, G_CONNECT_SWAPPED);
  font_size_cb (self);
  g_signal_connect_object (thumbnails, "judged", G_CALLBACK (jarida_front_sheet_judge), self->sheet, G_CONNECT_SWAPPED);
  g_signal_connect_object (thumbnails, "notify::enabled", G_CALLBACK (renew_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "articles-arrived", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "notify::refreshing", G_CALLBACK (refreshing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jarida_reader_get_sources (reader), "items-changed", G_CALLBACK (sources_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "notify::online", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_days (self);
}

void
jarida_front_pane_turn_to (JaridaFrontPane *self,
                           guint32          julian)
{
  g_return_if_fail (JARIDA_IS_FRONT_PANE (self));

  /* The newest one, reached by walking, is the newest also tomorrow. */
  self->day = julian != 0 && julian == jarida_reader_find_day (self->reader, 0, 0) ? 0 : julian;
  self->untouched = FALSE;
  load (self);
}

guint32
jarida_front_pane_get_day (JaridaFrontPane *self)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_PANE (self), 0);
  return self->page != NULL ? self->page->julian : 0;
}

gboolean
jarida_front_pane_walk (JaridaFrontPane *self,
                        int              step)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_PANE (self), FALSE);
  return jarida_front_sheet_walk (self->sheet, step);
}

gboolean
jarida_front_pane_walk_unread (JaridaFrontPane *self)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_PANE (self), FALSE);
  return jarida_front_sheet_walk_unread (self->sheet);
}

gboolean
jarida_front_pane_scroll (JaridaFrontPane *self,
                          int              step)
{
  GtkAdjustment *adjustment;
  double before;

  g_return_val_if_fail (JARIDA_IS_FRONT_PANE (self), FALSE);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  before = gtk_adjustment_get_value (adjustment);
  gtk_adjustment_set_value (adjustment, before + step * 0.9 * gtk_adjustment_get_page_size (adjustment));
  return gtk_adjustment_get_value (adjustment) != before;
}

gboolean
jarida_front_pane_take_keyboard (JaridaFrontPane *self,
                                 gint64           id)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_PANE (self), FALSE);
  return is_filled (self) && jarida_front_sheet_take_keyboard (self->sheet, id);
}

JaridaHeadline *
jarida_front_pane_get_headline (JaridaFrontPane *self)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_PANE (self), NULL);
  return jarida_front_sheet_get_headline (self->sheet);
}
