/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-article-view-private.h"

/* The article on the screen. This file is the widget: its properties, its place in GTK's layout and scrolling. What is laid
 * out is decided in -flow.c and painted in -paint.c; no block far from the window costs anything but a guess at its height. */

#define MIN_ZOOM 0.5
#define MAX_ZOOM 4.0
#define MIN_WIDTH 200
#define NATURAL_WIDTH 640
#define MIN_HEIGHT 100
/* px above a paragraph one is sent to. */
#define AIR 24

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_BODY_FONT,
  PROP_FONT_SIZE,
  PROP_COLUMN_CHARACTERS,
  PROP_LINE_SPACING,
  PROP_JUSTIFY,
  PROP_HYPHENATE,
  PROP_WRAP_CODE,
  PROP_PALETTE,
  PROP_LOAD_PICTURES,
  PROP_HOVERED_LINK,
  N_PROPS,
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_LINK_ACTIVATED,
  SIGNAL_PICTURE_ACTIVATED,
  SIGNAL_REPORT_ACTIVATED,
  SIGNAL_REVEAL_ACTIVATED,
  SIGNAL_WHY_ACTIVATED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (JaridaArticleView, jarida_article_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
value_changed_cb (GtkAdjustment     *adjustment,
                  JaridaArticleView *self)
{
  _jarida_article_view_scrolled (self);
}

static void
set_scroll_adjustment (JaridaArticleView *self,
                       GtkOrientation     orientation,
                       GtkAdjustment     *adjustment)
{
  GtkAdjustment *old = self->adjustments[orientation];

  if (old != NULL && old == adjustment)
    return;
  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, value_changed_cb, self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    g_signal_connect (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
make_typographer (JaridaArticleView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *ui = pango_context_get_font_description (context);

  g_free (self->style->ui_font);
  self->style->ui_font = g_strdup (ui != NULL && pango_font_description_get_family (ui) != NULL
                                   ? pango_font_description_get_family (ui) : "sans");
  self->style->link_colour = self->palette.link;
  self->style->mark_colour = self->palette.mark;
  self->typographer = jarida_typographer_new (context, self->style);
}

static void
jarida_article_view_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  int column;

  if (self->typographer == NULL)
    make_typographer (self);
  column = jarida_typographer_get_column (self->typographer, width);
  self->column_x = (width - column) / 2;
  if (column != self->column_width || self->heights == NULL)
    {
      self->column_width = column;
      _jarida_article_view_reflow (self);
    }
  if (self->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, width, 1, width, width);
  _jarida_article_view_settle (self);
  if (self->heights != NULL)
    _jarida_article_view_allocate_proxies (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
jarida_article_view_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? MIN_WIDTH : MIN_HEIGHT;
  *natural = horizontal ? NATURAL_WIDTH : MIN_HEIGHT;
}

/* Another colour moves no letter. */
static void
forget_nodes (JaridaArticleView *self)
{
  GHashTableIter iter;
  gpointer shown;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &shown))
    _jarida_shown_block_forget_nodes (shown);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
jarida_article_view_css_changed (GtkWidget         *widget,
                                 GtkCssStyleChange *change)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  JaridaArticlePalette before = self->palette;

  GTK_WIDGET_CLASS (jarida_article_view_parent_class)->css_changed (widget, change);
  _jarida_article_view_update_palette (self);
  if (before.link != self->palette.link)
    _jarida_article_view_restyle (self);
  else if (!gdk_rgba_equal (&before.text, &self->palette.text) || before.is_strong != self->palette.is_strong)
    forget_nodes (self);
}

/* Fonts, their rendering or the direction of the window changed. */
static void
jarida_article_view_system_setting_changed (GtkWidget        *widget,
                                            GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (jarida_article_view_parent_class)->system_setting_changed (widget, setting);
  _jarida_article_view_restyle (JARIDA_ARTICLE_VIEW (widget));
}

/* The page itself takes the keyboard, never one of the children that stand in for its parts. */
static gboolean
grab_focus_self (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL)
    return FALSE;
  gtk_root_set_focus (root, widget);
  return TRUE;
}

static void
jarida_article_view_dispose (GObject *object)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (object);

  _jarida_article_view_stop_refining (self);
  _jarida_article_view_stop_pointer (self);
  _jarida_article_view_drop_proxies (self);
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_cancellable_cancel (self->saving);
  g_clear_object (&self->saving);
  if (self->pictures != NULL)
    g_signal_handlers_disconnect_by_func (self->pictures, _jarida_article_view_picture_changed_cb, self);
  g_clear_object (&self->pictures);
  g_clear_object (&self->screen_reader);
  if (self->find != NULL)
    g_signal_handlers_disconnect_by_data (self->find, self);
  g_clear_object (&self->find);
  for (int i = 0; i < 2; i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_func (self->adjustments[i], value_changed_cb, self);
      g_clear_object (&self->adjustments[i]);
    }
  g_hash_table_remove_all (self->shown);
  g_clear_pointer (&self->heights, jarida_height_map_free);
  g_clear_pointer (&self->document, jarida_document_unref);
  G_OBJECT_CLASS (jarida_article_view_parent_class)->dispose (object);
}

static void
jarida_article_view_finalize (GObject *object)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (object);

  g_clear_pointer (&self->typographer, jarida_typographer_unref);
  g_clear_pointer (&self->style, jarida_article_style_free);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->picture_sizes);
  g_hash_table_unref (self->verdicts);
  g_hash_table_unref (self->proxies);
  g_free (self->palette_name);
  g_free (self->hovered_link);
  g_free (self->menu_link);
  G_OBJECT_CLASS (jarida_article_view_parent_class)->finalize (object);
}

static void
jarida_article_view_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->style->zoom);
      break;
    case PROP_BODY_FONT:
      g_value_set_string (value, self->style->body_font);
      break;
    case PROP_FONT_SIZE:
      g_value_set_int (value, (int) self->style->font_size);
      break;
    case PROP_COLUMN_CHARACTERS:
      g_value_set_int (value, self->style->column_characters);
      break;
    case PROP_LINE_SPACING:
      g_value_set_double (value, self->style->line_spacing);
      break;
    case PROP_JUSTIFY:
      g_value_set_boolean (value, self->style->justify);
      break;
    case PROP_HYPHENATE:
      g_value_set_boolean (value, self->style->hyphenate);
      break;
    case PROP_WRAP_CODE:
      g_value_set_boolean (value, self->style->wrap_code);
      break;
    case PROP_PALETTE:
      g_value_set_string (value, self->palette_name);
      break;
    case PROP_LOAD_PICTURES:
      g_value_set_boolean (value, self->load_pictures);
      break;
    case PROP_HOVERED_LINK:
      g_value_set_string (value, self->hovered_link);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
change_double (double       *field,
               const GValue *value)
{
  double wanted = g_value_get_double (value);

  if (fabs (*field - wanted) < 0.0001)
    return FALSE;
  *field = wanted;
  return TRUE;
}

static gboolean
change_int (int          *field,
            const GValue *value)
{
  if (*field == g_value_get_int (value))
    return FALSE;
  *field = g_value_get_int (value);
  return TRUE;
}

static gboolean
change_boolean (gboolean     *field,
                const GValue *value)
{
  if (*field == g_value_get_boolean (value))
    return FALSE;
  *field = g_value_get_boolean (value);
  return TRUE;
}

static gboolean
change_string (char         **field,
               const GValue  *value)
{
  if (g_value_get_string (value) == NULL || g_strcmp0 (*field, g_value_get_string (value)) == 0)
    return FALSE;
  g_free (*field);
  *field = g_value_dup_string (value);
  return TRUE;
}

/* What changes how the text is set: the page is laid out again around the line the person reads. */
static gboolean
change_style (JaridaArticleView *self,
              guint              prop_id,
              const GValue      *value)
{
  JaridaArticleStyle *style = self->style;
  int size = (int) style->font_size;
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_ZOOM:
      return change_double (&style->zoom, value);
    case PROP_BODY_FONT:
      return change_string (&style->body_font, value);
    case PROP_FONT_SIZE:
      changed = change_int (&size, value);
      style->font_size = size;
      return changed;
    case PROP_COLUMN_CHARACTERS:
      return change_int (&style->column_characters, value);
    case PROP_LINE_SPACING:
      return change_double (&style->line_spacing, value);
    case PROP_JUSTIFY:
      return change_boolean (&style->justify, value);
    case PROP_HYPHENATE:
      return change_boolean (&style->hyphenate, value);
    case PROP_WRAP_CODE:
      return change_boolean (&style->wrap_code, value);
    case PROP_PALETTE:
      changed = change_string (&self->palette_name, value);
      _jarida_article_view_update_palette (self);
      return changed;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
jarida_article_view_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_scroll_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_scroll_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    case PROP_LOAD_PICTURES:
      if (!change_boolean (&self->load_pictures, value))
        break;
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ZOOM:
    case PROP_BODY_FONT:
    case PROP_FONT_SIZE:
    case PROP_COLUMN_CHARACTERS:
    case PROP_LINE_SPACING:
    case PROP_JUSTIFY:
    case PROP_HYPHENATE:
    case PROP_WRAP_CODE:
    case PROP_PALETTE:
      if (!change_style (self, prop_id, value))
        break;
      _jarida_article_view_restyle (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, MIN_ZOOM, MAX_ZOOM, 1.0, flags);
  properties[PROP_BODY_FONT] = g_param_spec_string ("body-font", NULL, NULL, "Noto Serif", flags);
  properties[PROP_FONT_SIZE] = g_param_spec_int ("font-size", NULL, NULL, 8, 72, 18, flags);
  properties[PROP_COLUMN_CHARACTERS] = g_param_spec_int ("column-characters", NULL, NULL, 20, 200, 64, flags);
  properties[PROP_LINE_SPACING] = g_param_spec_double ("line-spacing", NULL, NULL, 1.0, 3.0, 1.55, flags);
  properties[PROP_JUSTIFY] = g_param_spec_boolean ("justify", NULL, NULL, FALSE, flags);
  properties[PROP_HYPHENATE] = g_param_spec_boolean ("hyphenate", NULL, NULL, TRUE, flags);
  properties[PROP_WRAP_CODE] = g_param_spec_boolean ("wrap-code", NULL, NULL, FALSE, flags);
  properties[PROP_PALETTE] = g_param_spec_string ("palette", NULL, NULL, "system", flags);
  properties[PROP_LOAD_PICTURES] = g_param_spec_boolean ("load-pictures", NULL, NULL, TRUE, flags);
  properties[PROP_HOVERED_LINK] = g_param_spec_string ("hovered-link", NULL, NULL, NULL,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
install_signals (GType type)
{
  signals[SIGNAL_LINK_ACTIVATED] = g_signal_new ("link-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_PICTURE_ACTIVATED] = g_signal_new ("picture-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_REPORT_ACTIVATED] = g_signal_new ("report-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_REVEAL_ACTIVATED] = g_signal_new ("reveal-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_WHY_ACTIVATED] = g_signal_new ("why-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
jarida_article_view_class_init (JaridaArticleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_article_view_dispose;
  object_class->finalize = jarida_article_view_finalize;
  object_class->get_property = jarida_article_view_get_property;
  object_class->set_property = jarida_article_view_set_property;
  widget_class->measure = jarida_article_view_measure;
  widget_class->size_allocate = jarida_article_view_size_allocate;
  widget_class->snapshot = _jarida_article_view_snapshot;
  widget_class->focus = _jarida_article_view_focus;
  widget_class->grab_focus = grab_focus_self;
  widget_class->css_changed = jarida_article_view_css_changed;
  widget_class->system_setting_changed = jarida_article_view_system_setting_changed;
  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  _jarida_article_view_add_actions (widget_class);
  _jarida_article_view_add_keys (widget_class);

  gtk_widget_class_set_css_name (widget_class, "articleview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
screen_reader_cb (JaridaScreenReader *reader,
                  GParamSpec         *pspec,
                  JaridaArticleView  *self)
{
  _jarida_article_view_set_reads_aloud (self, jarida_screen_reader_get_enabled (reader));
}

static void
jarida_article_view_init (JaridaArticleView *self)
{
  self->style = jarida_article_style_new ();
  self->palette_name = g_strdup ("system");
  self->shown = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) _jarida_shown_block_free);
  self->picture_sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->proxies = _jarida_article_view_make_proxy_table ();
  self->pictures = jarida_article_pictures_new ();
  self->screen_reader = jarida_screen_reader_new ();
  self->load_pictures = TRUE;
  self->menu_picture = -1;
  self->grabbed_block = -1;
  self->hovered_report = -1;
  g_signal_connect (self->pictures, "changed", G_CALLBACK (_jarida_article_view_picture_changed_cb), self);
  g_signal_connect_object (self->screen_reader, "notify::enabled", G_CALLBACK (screen_reader_cb), self, 0);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  _jarida_article_view_update_palette (self);
  _jarida_article_view_add_pointer (self);
  _jarida_article_view_add_find (self);
  _jarida_article_view_update_actions (self);
}

GtkWidget *
jarida_article_view_new (void)
{
  return g_object_new (JARIDA_TYPE_ARTICLE_VIEW, NULL);
}

void
_jarida_article_view_set_hovered (JaridaArticleView *self,
                                  const char        *address)
{
  if (g_strcmp0 (self->hovered_link, address) == 0)
    return;
  g_free (self->hovered_link);
  self->hovered_link = g_strdup (address);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVERED_LINK]);
}

JaridaDocument *
jarida_article_view_get_document (JaridaArticleView *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_VIEW (self), NULL);

  return self->document;
}

/* Everything that was said about the article that leaves. */
static void
forget_document (JaridaArticleView *self)
{
  /* The keyboard must not stay on a child that goes. */
  if (_jarida_article_view_get_focused (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  _jarida_article_view_drop_proxies (self);
  _jarida_article_view_drop_shown (self);
  _jarida_article_view_stop_refining (self);
  _jarida_article_view_stop_pointer (self);
  _jarida_article_view_set_hovered (self, NULL);
  jarida_article_pictures_clear (self->pictures);
  g_hash_table_remove_all (self->picture_sizes);
  g_hash_table_remove_all (self->verdicts);
  self->hovered_report = -1;
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  g_clear_pointer (&self->menu_link, g_free);
  self->menu_picture = -1;
  g_clear_pointer (&self->heights, jarida_height_map_free);
  g_clear_pointer (&self->document, jarida_document_unref);
  self->place = (JaridaReadingPlace) { 0 };
  self->selection = self->pressed = (JaridaRange) { 0 };
  self->has_caret = FALSE;
  self->find_origin = self->place;
  self->find_from = self->place.position;
}

void
jarida_article_view_set_document (JaridaArticleView *self,
                                  JaridaDocument    *document)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  if (document != NULL)
    jarida_document_ref (document);
  forget_document (self);
  self->document = document;
  jarida_article_find_set_document (self->find, document);
  self->opened_at = g_get_monotonic_time ();
  _jarida_article_view_update_actions (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
turn_page (JaridaArticleView *self,
           int                direction)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double before, most;

  if (vertical == NULL)
    return FALSE;
  before = gtk_adjustment_get_value (vertical);
  most = gtk_adjustment_get_upper (vertical) - gtk_adjustment_get_page_size (vertical);
  if (direction > 0 ? before >= most - 1 : before <= 0)
    return FALSE;
  gtk_adjustment_set_value (vertical, before + direction * gtk_adjustment_get_page_increment (vertical));
  return TRUE;
}

gboolean
jarida_article_view_page_down (JaridaArticleView *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_VIEW (self), FALSE);

  return turn_page (self, 1);
}

gboolean
jarida_article_view_page_up (JaridaArticleView *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_VIEW (self), FALSE);

  return turn_page (self, -1);
}

void
jarida_article_view_get_position (JaridaArticleView *self,
                                  JaridaPosition    *out_position)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  *out_position = self->place.position;
}

void
jarida_article_view_set_position (JaridaArticleView    *self,
                                  const JaridaPosition *position)
{
  const JaridaBlock *block;

  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  if (self->document == NULL || position->block >= self->document->blocks->len)
    return;
  self->place = (JaridaReadingPlace) { .position = *position };
  block = g_ptr_array_index (self->document->blocks, position->block);
  if (position->run < block->runs->len)
    {
      const JaridaRun *run = g_ptr_array_index (block->runs, position->run);

      self->place.position.byte = MIN (position->byte, run->length);
      self->place.in_text = position->block > 0 || position->byte > 0;
      self->place.below_line = position->byte == 0 ? -AIR : 0;
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
