/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-sheet.h"

#include <glib/gi18n.h>

#include "jarida-front-layout.h"
#include "jarida-generation.h"
#include "jarida-section-name.h"

#define LEAST_WIDTH 300

struct _JaridaFrontSheet
{
  GtkWidget              parent_instance;

  JaridaReader          *reader;         /* (owned) (nullable) */
  JaridaThumbnails      *thumbnails;     /* (owned) (nullable) */
  JaridaTypographer     *typographer;    /* (owned) (nullable) made when first measured */
  double                 font_size;

  const JaridaFrontPage *page;           /* (nullable) borrowed */
  guint                  n_sections;     /* of the page, that stand on the sheet by now */
  guint                  section_source;
  JaridaFrontLayout     *layout;         /* (owned) (nullable) */
  double                 seen_top;
  double                 seen_bottom;

  /* Children, in reading order */
  GtkWidget             *masthead;
  JaridaFrontCard       *lead;           /* (nullable) */
  GPtrArray             *top;            /* (owned) JaridaFrontCard */
  GPtrArray             *blocks;         /* (owned) JaridaFrontBlock */
};

static guint opened_signal, section_activated_signal;

G_DEFINE_FINAL_TYPE (JaridaFrontSheet, jarida_front_sheet, GTK_TYPE_WIDGET)

static void
free_block (gpointer data)
{
  JaridaFrontBlock *block = data;

  g_ptr_array_unref (block->cards);
  g_free (block);
}

/* ---- What stands on it ---- */

static void
card_activated_cb (GtkWidget        *card,
                   JaridaFrontSheet *self)
{
  g_signal_emit (self, opened_signal, 0, jarida_headline_get_id (jarida_front_card_get_headline (JARIDA_FRONT_CARD (card))));
}

static JaridaFrontCard *
add_card (JaridaFrontSheet *self,
          JaridaFrontRank   rank,
          JaridaHeadline   *headline,
          JaridaSection     section)
{
  GtkWidget *card = jarida_front_card_new (rank, headline, section, self->reader, self->thumbnails);

  g_signal_connect_object (card, "activate", G_CALLBACK (card_activated_cb), self, 0);
  gtk_widget_insert_before (card, GTK_WIDGET (self), NULL);
  if (self->typographer != NULL)
    jarida_front_card_set_typographer (JARIDA_FRONT_CARD (card), self->typographer);
  return JARIDA_FRONT_CARD (card);
}

static void
heading_clicked_cb (GtkWidget        *button,
                    JaridaFrontSheet *self)
{
  g_signal_emit (self, section_activated_signal, 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "section")));
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "section");
  return label;
}

/* A section is a place of its own; what belongs to none is not. */
static GtkWidget *
add_heading (JaridaFrontSheet *self,
             JaridaSection     section)
{
  GtkWidget *heading;

  if (section == JARIDA_SECTION_NONE)
    heading = make_heading (self->page->sections->len > 1 ? _("More Headlines") : _("Headlines"));
  else
    {
      const char *name = jarida_section_name (section);

      heading = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (heading), make_heading (name));
      gtk_widget_add_css_class (heading, "flat");
      gtk_widget_add_css_class (heading, "section");
      gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (heading), "section", GINT_TO_POINTER ((int) section));
      g_signal_connect_object (heading, "clicked", G_CALLBACK (heading_clicked_cb), self, 0);
    }
  gtk_widget_insert_before (heading, GTK_WIDGET (self), NULL);
  return heading;
}

static void
add_section (JaridaFrontSheet         *self,
             const JaridaFrontSection *section)
{
  JaridaFrontBlock *block = g_new0 (JaridaFrontBlock, 1);

  block->cards = g_ptr_array_new ();
  block->wide = section->section == JARIDA_SECTION_NONE;
  block->heading = add_heading (self, section->section);
  for (guint i = 0; i < section->headlines->len; i++)
    {
      JaridaHeadline *headline = g_ptr_array_index (section->headlines, i);
      /* Where there are no sections, all that has a picture shows it. */
      const gboolean head = i == 0 || block->wide;

      g_ptr_array_add (block->cards, add_card (self, head ? JARIDA_FRONT_RANK_HEAD : JARIDA_FRONT_RANK_ITEM, headline,
                                               JARIDA_SECTION_NONE));
    }
  g_ptr_array_add (self->blocks, block);
}

static gboolean
add_section_cb (gpointer user_data)
{
  JaridaFrontSheet *self = user_data;

  if (self->n_sections < self->page->sections->len)
    {
      add_section (self, g_ptr_array_index (self->page->sections, self->n_sections++));
      return G_SOURCE_CONTINUE;
    }
  self->section_source = 0;
  return G_SOURCE_REMOVE;
}

static void
clear (JaridaFrontSheet *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->section_source, g_source_remove);
  g_clear_pointer (&self->layout, jarida_front_layout_free);
  self->page = NULL;
  self->lead = NULL;
  g_ptr_array_set_size (self->top, 0);
  g_ptr_array_set_size (self->blocks, 0);
  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))) != NULL && child != self->masthead)
    gtk_widget_unparent (child);
}

/* ---- Size ---- */

static void
make_typographer (JaridaFrontSheet *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *ui = pango_context_get_font_description (context);
  g_autoptr(JaridaArticleStyle) style = jarida_article_style_new ();

  if (ui != NULL && pango_font_description_get_family (ui) != NULL)
    {
      g_free (style->ui_font);
      style->ui_font = g_strdup (pango_font_description_get_family (ui));
    }
  style->font_size = self->font_size;
  self->typographer = jarida_typographer_new (context, style);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (JARIDA_IS_FRONT_CARD (child))
      jarida_front_card_set_typographer (JARIDA_FRONT_CARD (child), self->typographer);
}

static void
lay_out (JaridaFrontSheet *self,
         int               width)
{
  g_clear_pointer (&self->layout, jarida_front_layout_free);
  self->layout = jarida_front_layout_new (self->masthead, self->lead, self->top, self->blocks, width,
                                          gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
}

static GtkSizeRequestMode
jarida_front_sheet_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
jarida_front_sheet_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  JaridaFrontSheet *self = JARIDA_FRONT_SHEET (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 1)
    {
      *minimum = *natural = LEAST_WIDTH;
      return;
    }
  if (self->typographer == NULL)
    make_typographer (self);
  lay_out (self, for_size);
  *minimum = *natural = self->layout->height;
}

static void
jarida_front_sheet_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  JaridaFrontSheet *self = JARIDA_FRONT_SHEET (widget);

  if (self->typographer == NULL)
    make_typographer (self);
  lay_out (self, width);
  for (guint i = 0; i < self->layout->spots->len; i++)
    {
      const JaridaFrontSpot *spot = &g_array_index (self->layout->spots, JaridaFrontSpot, i);

      /* GTK 4.8 wants every child to be measured before it is given its size. */
      gtk_widget_measure (spot->widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (spot->widget, &spot->box, -1);
    }
  jarida_front_sheet_look (self, self->seen_top, self->seen_bottom);
}

static void
jarida_front_sheet_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  JaridaFrontSheet *self = JARIDA_FRONT_SHEET (widget);
  GdkRGBA color;

  jarida_widget_get_color (widget, &color);
  for (guint i = 0; self->layout != NULL && i < self->layout->rules->len; i++)
    {
      const JaridaFrontRule *rule = &g_array_index (self->layout->rules, JaridaFrontRule, i);
      GdkRGBA faded = color;

      faded.alpha *= rule->strength;
      gtk_snapshot_append_color (snapshot, &faded, &GRAPHENE_RECT_INIT (rule->box.x, rule->box.y, rule->box.width, rule->box.height));
    }
  GTK_WIDGET_CLASS (jarida_front_sheet_parent_class)->snapshot (widget, snapshot);
}

/* ---- Walking ---- */

/* Children are in reading order; GTK would go by where they are, across the columns. */
static GtkWidget *
get_next (JaridaFrontSheet *self,
          GtkWidget        *child,
          int               step)
{
  if (child == NULL)
    return step > 0 ? gtk_widget_get_first_child (GTK_WIDGET (self)) : gtk_widget_get_last_child (GTK_WIDGET (self));
  return step > 0 ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child);
}

static gboolean
jarida_front_sheet_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  JaridaFrontSheet *self = JARIDA_FRONT_SHEET (widget);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  const gboolean on = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN
                      || direction == (rtl ? GTK_DIR_LEFT : GTK_DIR_RIGHT);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  while ((child = get_next (self, child, on ? 1 : -1)) != NULL)
    if ((tab || JARIDA_IS_FRONT_CARD (child)) && gtk_widget_child_focus (child, direction))
      return TRUE;
  /* The arrows stay on the paper. */
  return !tab && gtk_widget_get_focus_child (widget) != NULL;
}

gboolean
jarida_front_sheet_walk (JaridaFrontSheet *self,
                         int               step)
{
  GtkWidget *child;

  g_return_val_if_fail (JARIDA_IS_FRONT_SHEET (self), FALSE);

  child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  if (child == NULL)
    step = 1;
  while ((child = get_next (self, child, step)) != NULL)
    if (JARIDA_IS_FRONT_CARD (child))
      return gtk_widget_grab_focus (child);
  return FALSE;
}

gboolean
jarida_front_sheet_walk_unread (JaridaFrontSheet *self)
{
  GtkWidget *child;

  g_return_val_if_fail (JARIDA_IS_FRONT_SHEET (self), FALSE);

  child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  while ((child = get_next (self, child, 1)) != NULL)
    if (JARIDA_IS_FRONT_CARD (child) && !jarida_headline_get_read (jarida_front_card_get_headline (JARIDA_FRONT_CARD (child))))
      return gtk_widget_grab_focus (child);
  return FALSE;
}

gboolean
jarida_front_sheet_take_keyboard (JaridaFrontSheet *self,
                                  gint64            id)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_SHEET (self), FALSE);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (JARIDA_IS_FRONT_CARD (child)
        && jarida_headline_get_id (jarida_front_card_get_headline (JARIDA_FRONT_CARD (child))) == id)
      return gtk_widget_grab_focus (child);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return gtk_widget_grab_focus (gtk_widget_get_focus_child (GTK_WIDGET (self)));
  return jarida_front_sheet_walk (self, 1);
}

JaridaHeadline *
jarida_front_sheet_get_headline (JaridaFrontSheet *self)
{
  GtkWidget *child;

  g_return_val_if_fail (JARIDA_IS_FRONT_SHEET (self), NULL);

  child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  return JARIDA_IS_FRONT_CARD (child) ? jarida_front_card_get_headline (JARIDA_FRONT_CARD (child)) : NULL;
}

/* ---- The widget ---- */

static void
drop_typographer (JaridaFrontSheet *self)
{
  g_clear_pointer (&self->typographer, jarida_typographer_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
jarida_front_sheet_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (jarida_front_sheet_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
jarida_front_sheet_system_setting_changed (GtkWidget        *widget,
                                           GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (jarida_front_sheet_parent_class)->system_setting_changed (widget, setting);
  if (setting != GTK_SYSTEM_SETTING_ICON_THEME && setting != GTK_SYSTEM_SETTING_DISPLAY)
    drop_typographer (JARIDA_FRONT_SHEET (widget));
}

static void
jarida_front_sheet_dispose (GObject *object)
{
  JaridaFrontSheet *self = JARIDA_FRONT_SHEET (object);

  if (self->masthead != NULL)
    clear (self);
  g_clear_pointer (&self->masthead, gtk_widget_unparent);
  g_clear_pointer (&self->typographer, jarida_typographer_unref);
  g_clear_pointer (&self->top, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_object (&self->reader);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (jarida_front_sheet_parent_class)->dispose (object);
}

static void
jarida_front_sheet_class_init (JaridaFrontSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_front_sheet_dispose;
  widget_class->get_request_mode = jarida_front_sheet_get_request_mode;
  widget_class->measure = jarida_front_sheet_measure;
  widget_class->size_allocate = jarida_front_sheet_size_allocate;
  widget_class->snapshot = jarida_front_sheet_snapshot;
  widget_class->focus = jarida_front_sheet_focus;
  widget_class->css_changed = jarida_front_sheet_css_changed;
  widget_class->system_setting_changed = jarida_front_sheet_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "frontsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  opened_signal = g_signal_new ("opened", JARIDA_TYPE_FRONT_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  section_activated_signal = g_signal_new ("section-activated", JARIDA_TYPE_FRONT_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
jarida_front_sheet_init (JaridaFrontSheet *self)
{
  self->font_size = 18;
  self->top = g_ptr_array_new ();
  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->masthead = make_heading ("");
  gtk_label_set_wrap (GTK_LABEL (self->masthead), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->masthead), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (self->masthead), 0.5f);
  gtk_label_set_justify (GTK_LABEL (self->masthead), GTK_JUSTIFY_CENTER);
  gtk_widget_remove_css_class (self->masthead, "section");
  gtk_widget_add_css_class (self->masthead, "masthead");
  gtk_widget_set_parent (self->masthead, GTK_WIDGET (self));
}

GtkWidget *
jarida_front_sheet_new (void)
{
  return g_object_new (JARIDA_TYPE_FRONT_SHEET, NULL);
}

void
jarida_front_sheet_set_reader (JaridaFrontSheet *self,
                               JaridaReader     *reader,
                               JaridaThumbnails *thumbnails)
{
  g_return_if_fail (JARIDA_IS_FRONT_SHEET (self));

  g_set_object (&self->reader, reader);
  g_set_object (&self->thumbnails, thumbnails);
}

void
jarida_front_sheet_set_font_size (JaridaFrontSheet *self,
                                  double            font_size)
{
  g_return_if_fail (JARIDA_IS_FRONT_SHEET (self));

  if (self->font_size == font_size)
    return;
  self->font_size = font_size;
  drop_typographer (self);
}

void
jarida_front_sheet_set_page (JaridaFrontSheet      *self,
                             const JaridaFrontPage *page,
                             const char            *date)
{
  g_return_if_fail (JARIDA_IS_FRONT_SHEET (self));

  clear (self);
  gtk_label_set_text (GTK_LABEL (self->masthead), date);
  if (page == NULL || page->lead == NULL)
    return;
  self->page = page;
  self->n_sections = 0;
  self->lead = add_card (self, JARIDA_FRONT_RANK_LEAD, page->lead, page->lead_section);
  for (guint i = 0; i < page->top->len; i++)
    g_ptr_array_add (self->top, add_card (self, JARIDA_FRONT_RANK_TOP, g_ptr_array_index (page->top, i),
                                          g_array_index (page->top_sections, JaridaSection, i)));
  self->section_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, add_section_cb, self, NULL);
}

void
jarida_front_sheet_look (JaridaFrontSheet *self,
                         double            top,
                         double            bottom)
{
  const double more = (bottom - top) / 2;

  g_return_if_fail (JARIDA_IS_FRONT_SHEET (self));

  self->seen_top = top;
  self->seen_bottom = bottom;
  for (guint i = 0; self->layout != NULL && i < self->layout->spots->len; i++)
    {
      const JaridaFrontSpot *spot = &g_array_index (self->layout->spots, JaridaFrontSpot, i);

      if (JARIDA_IS_FRONT_CARD (spot->widget) && spot->box.y < bottom + more && spot->box.y + spot->box.height > top - more)
        jarida_front_card_load_picture (JARIDA_FRONT_CARD (spot->widget));
    }
}

static void
for_each_card (JaridaFrontSheet *self,
               void            (*func) (JaridaFrontCard *card))
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (JARIDA_IS_FRONT_CARD (child))
      func (JARIDA_FRONT_CARD (child));
}

void
jarida_front_sheet_judge (JaridaFrontSheet *self)
{
  g_return_if_fail (JARIDA_IS_FRONT_SHEET (self));

  for_each_card (self, jarida_front_card_judge);
  jarida_front_sheet_look (self, self->seen_top, self->seen_bottom);
}

void
jarida_front_sheet_age (JaridaFrontSheet *self)
{
  g_return_if_fail (JARIDA_IS_FRONT_SHEET (self));

  for_each_card (self, jarida_front_card_age);
}
