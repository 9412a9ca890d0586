/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-card.h"

#include <glib/gi18n.h>

#include "jarida-front-setting.h"
#include "jarida-generation.h"
#include "jarida-headline-row.h"
#include "jarida-texture.h"

#define PAD 8                     /* around all of it: what is under the pointer is marked to there */
#define RADIUS 6
#define GAP 10                    /* between picture and text */
#define THUMB_WIDTH 92            /* of the small picture beside a title */
#define THUMB_HEIGHT 69
#define LEAD_HIGHEST 420
#define MARK 24
#define QUIET 0.64f               /* what was read */

struct _JaridaFrontCard
{
  GtkWidget           parent_instance;

  JaridaFrontRank     rank;
  JaridaSection       section;
  JaridaHeadline     *headline;      /* (owned) */
  JaridaReader       *reader;        /* (owned) */
  JaridaThumbnails   *thumbnails;    /* (owned) */
  JaridaTypographer  *typographer;   /* (owned) (nullable) */
  JaridaFrontFit      fit;

  JaridaFrontSetting *setting;       /* (owned) (nullable) the text, for one width */
  int                 set_width;

  gboolean            has_room;      /* for a picture: decided once, so that nothing moves when it comes or does not */
  gboolean            hidden;        /* it is not to be shown: a mark stands in its place */
  gboolean            asked;
  GdkTexture         *texture;       /* (owned) (nullable) */
  GCancellable       *closing;       /* (owned) */
};

static guint activate_signal;

G_DEFINE_FINAL_TYPE (JaridaFrontCard, jarida_front_card, GTK_TYPE_WIDGET)

/* ---- Where things are ---- */

/* Size of the picture in a card of @width; 0 by 0 when there is none. */
static void
get_picture_size (JaridaFrontCard *self,
                  int              width,
                  int             *out_width,
                  int             *out_height)
{
  const int room = MAX (width - 2 * PAD, 1);

  *out_width = *out_height = 0;
  if (!self->has_room || self->rank == JARIDA_FRONT_RANK_ITEM || self->fit == JARIDA_FRONT_FIT_PLAIN)
    return;
  if (self->fit == JARIDA_FRONT_FIT_COMPACT)
    {
      *out_width = MIN (THUMB_WIDTH, room / 3);
      *out_height = *out_width * THUMB_HEIGHT / THUMB_WIDTH;
      return;
    }
  *out_width = room;
  *out_height = self->rank == JARIDA_FRONT_RANK_LEAD ? MIN (room * 9 / 16, LEAD_HIGHEST) : room * 5 / 8;
}

static void
drop_setting (JaridaFrontCard *self)
{
  g_clear_pointer (&self->setting, jarida_front_setting_free);
}

static void
set_text (JaridaFrontCard *self,
          int              width)
{
  int picture_width, picture_height, text_width = width - 2 * PAD;

  if (self->setting != NULL && self->set_width == width)
    return;
  drop_setting (self);
  get_picture_size (self, width, &picture_width, &picture_height);
  if (self->fit == JARIDA_FRONT_FIT_COMPACT && picture_width > 0)
    text_width -= picture_width + GAP;
  self->set_width = width;
  self->setting = jarida_front_setting_new (self->typographer, self->rank, self->headline, self->section,
                                            self->fit != JARIDA_FRONT_FIT_COMPACT, MAX (text_width, 1));
}

int
jarida_front_card_get_height (JaridaFrontCard *self,
                              int              width,
                              JaridaFrontFit   fit)
{
  int picture_width, picture_height, height;

  g_return_val_if_fail (JARIDA_IS_FRONT_CARD (self), 0);

  if (self->typographer == NULL)
    return 0;
  if (self->fit != fit)
    drop_setting (self);
  self->fit = fit;
  set_text (self, width);
  get_picture_size (self, width, &picture_width, &picture_height);
  height = jarida_front_setting_get_height (self->setting);
  if (picture_height > 0)
    height = fit == JARIDA_FRONT_FIT_COMPACT ? MAX (height, picture_height) : height + picture_height + GAP;
  return height + 2 * PAD;
}

static void
jarida_front_card_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  JaridaFrontCard *self = JARIDA_FRONT_CARD (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 160;
      *natural = 300;
      return;
    }
  *minimum = *natural = jarida_front_card_get_height (self, for_size > 0 ? for_size : 300, self->fit);
}

/* ---- The picture ---- */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaFrontCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPixels) pixels = jarida_reader_load_picture_finish (JARIDA_READER (source), result, &error);

  /* Judged while it was on its way, it was asked for twice. */
  if (pixels != NULL)
    {
      g_clear_object (&self->texture);
      self->texture = jarida_texture_new (pixels);
    }
  else
    /* Not a word to the reader, and not asked for again; but it may have been hidden meanwhile. */
    self->hidden = jarida_thumbnails_is_hidden (self->thumbnails, jarida_headline_get_image (self->headline));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
jarida_front_card_load_picture (JaridaFrontCard *self)
{
  int width, height;

  g_return_if_fail (JARIDA_IS_FRONT_CARD (self));

  if (self->asked || !self->has_room || self->hidden || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  get_picture_size (self, gtk_widget_get_width (GTK_WIDGET (self)), &width, &height);
  if (width == 0)
    return;
  self->asked = TRUE;
  width *= gtk_widget_get_scale_factor (GTK_WIDGET (self));
  height *= gtk_widget_get_scale_factor (GTK_WIDGET (self));
  if (jarida_headline_get_video (self->headline))
    jarida_reader_note_video_picture (self->reader, jarida_headline_get_image (self->headline));
  /* It fills its place, so the longer side may stand out. */
  jarida_reader_load_picture_async (self->reader, jarida_headline_get_image (self->headline), width * 3 / 2, height * 3 / 2, FALSE,
                                    self->closing, loaded_cb, g_object_ref (self));
}

void
jarida_front_card_judge (JaridaFrontCard *self)
{
  g_return_if_fail (JARIDA_IS_FRONT_CARD (self));

  if (!self->has_room)
    return;
  self->hidden = jarida_thumbnails_is_hidden (self->thumbnails, jarida_headline_get_image (self->headline));
  if (self->hidden)
    g_clear_object (&self->texture);
  else if (self->texture == NULL)
    self->asked = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append_picture (JaridaFrontCard       *self,
                GtkSnapshot           *snapshot,
                const graphene_rect_t *bounds,
                const GdkRGBA         *color)
{
  GdkTexture *texture = self->hidden ? NULL : self->texture;
  GdkRGBA faded = *color;

  faded.alpha *= 0.35f;
  jarida_texture_frame (texture, snapshot, bounds, RADIUS, color);
  if (jarida_headline_get_video (self->headline) && !self->hidden)
    jarida_texture_play (snapshot, bounds);
  else if (texture == NULL)
    jarida_texture_mark (GTK_WIDGET (self), snapshot, bounds,
                         self->hidden ? "jarida-hidden-symbolic" : "jarida-newspaper-symbolic", MARK, &faded);
}

static void
jarida_front_card_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  JaridaFrontCard *self = JARIDA_FRONT_CARD (widget);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int width = gtk_widget_get_width (widget);
  int picture_width, picture_height, text_x = PAD, text_y = PAD;
  GdkRGBA color;

  if (self->typographer == NULL || width < 1)
    return;
  jarida_widget_get_color (widget, &color);
  set_text (self, width);
  get_picture_size (self, width, &picture_width, &picture_height);
  if (picture_height > 0)
    {
      const gboolean compact = self->fit == JARIDA_FRONT_FIT_COMPACT;
      const int x = compact != rtl ? width - PAD - picture_width : PAD;

      append_picture (self, snapshot, &GRAPHENE_RECT_INIT (x, PAD, picture_width, picture_height), &color);
      if (!compact)
        text_y += picture_height + GAP;
      else if (rtl)
        text_x += picture_width + GAP;
    }
  jarida_front_setting_append (self->setting, snapshot, text_x, text_y, &color,
                               jarida_headline_get_read (self->headline) ? QUIET : 1.0f);
}

/* ---- The widget ---- */

static void
tell_name (JaridaFrontCard *self)
{
  g_autofree char *label = jarida_headline_row_dup_label (self->headline);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
headline_changed_cb (JaridaFrontCard *self,
                     GParamSpec      *pspec)
{
  tell_name (self);
  /* A mark changes how it is painted; words change how much room they take. */
  if (g_str_equal (pspec->name, "title") || g_str_equal (pspec->name, "excerpt") || g_str_equal (pspec->name, "source-title")
      || g_str_equal (pspec->name, "saved"))
    {
      drop_setting (self);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
released_cb (JaridaFrontCard *self,
             int              n_press,
             double           x,
             double           y)
{
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    g_signal_emit (self, activate_signal, 0);
}

static void
jarida_front_card_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  gtk_widget_queue_draw (widget);
  GTK_WIDGET_CLASS (jarida_front_card_parent_class)->css_changed (widget, change);
}

static void
jarida_front_card_dispose (GObject *object)
{
  JaridaFrontCard *self = JARIDA_FRONT_CARD (object);

  if (self->closing != NULL)
    g_cancellable_cancel (self->closing);
  drop_setting (self);
  g_clear_pointer (&self->typographer, jarida_typographer_unref);
  g_clear_object (&self->closing);
  g_clear_object (&self->texture);
  g_clear_object (&self->headline);
  g_clear_object (&self->reader);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (jarida_front_card_parent_class)->dispose (object);
}

static void
jarida_front_card_class_init (JaridaFrontCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_front_card_dispose;
  widget_class->measure = jarida_front_card_measure;
  widget_class->snapshot = jarida_front_card_snapshot;
  widget_class->css_changed = jarida_front_card_css_changed;
  gtk_widget_class_set_css_name (widget_class, "frontcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LINK);
  activate_signal = g_signal_new ("activate", JARIDA_TYPE_FRONT_CARD, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, activate_signal);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activate", NULL);
}

static void
jarida_front_card_init (JaridaFrontCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->closing = g_cancellable_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
jarida_front_card_new (JaridaFrontRank   rank,
                       JaridaHeadline   *headline,
                       JaridaSection     section,
                       JaridaReader     *reader,
                       JaridaThumbnails *thumbnails)
{
  JaridaFrontCard *self = g_object_new (JARIDA_TYPE_FRONT_CARD, NULL);
  const char *image = jarida_headline_get_image (headline);

  self->rank = rank;
  self->section = section;
  self->headline = g_object_ref (headline);
  self->reader = g_object_ref (reader);
  self->thumbnails = g_object_ref (thumbnails);
  /* One that is hidden already is not there; one that will be hidden leaves its place, with a mark. */
  self->has_room = image != NULL && jarida_thumbnails_wants (thumbnails, jarida_headline_get_source_id (headline))
                   && !jarida_thumbnails_is_hidden (thumbnails, image);
  g_signal_connect_object (headline, "notify", G_CALLBACK (headline_changed_cb), self, G_CONNECT_SWAPPED);
  tell_name (self);
  return GTK_WIDGET (self);
}

JaridaHeadline *
jarida_front_card_get_headline (JaridaFrontCard *self)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_CARD (self), NULL);
  return self->headline;
}

JaridaFrontRank
jarida_front_card_get_rank (JaridaFrontCard *self)
{
  g_return_val_if_fail (JARIDA_IS_FRONT_CARD (self), JARIDA_FRONT_RANK_ITEM);
  return self->rank;
}

void
jarida_front_card_set_typographer (JaridaFrontCard   *self,
                                   JaridaTypographer *typographer)
{
  g_return_if_fail (JARIDA_IS_FRONT_CARD (self));

  drop_setting (self);
  g_clear_pointer (&self->typographer, jarida_typographer_unref);
  self->typographer = typographer != NULL ? jarida_typographer_ref (typographer) : NULL;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
jarida_front_card_age (JaridaFrontCard *self)
{
  g_return_if_fail (JARIDA_IS_FRONT_CARD (self));

  tell_name (self);
  drop_setting (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
