/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "jarida-generation.h"
#include "jarida-headline-marks.h"
#include "jarida-lettering.h"
#include "jarida-texture.h"
#include "jarida-time-text.h"

#define GUTTER 22            /* before the text: the dot stands in it */
#define DOT 8
#define PAD 8
#define GAP 12
#define LINE_GAP 2
#define THUMB_WIDTH 84
#define THUMB_HEIGHT 60
#define THUMB_RADIUS 6
#define MARK 16
#define LEADING 1.17          /* on the height of a Latin line */
#define SNIPPET_LINES 2

/* Keep a name together and apart from what stands around it, whatever its direction. */
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define LRM "\xe2\x80\x8e"
#define RLM "\xe2\x80\x8f"

struct _JaridaHeadlineCard
{
  GtkWidget         parent_instance;

  JaridaThumbnails *thumbnails;  /* (owned) (nullable) */
  JaridaHeadline   *headline;    /* (owned) (nullable) */
  gulong            notify_id;
  JaridaHeadlineSnippets *snippets;   /* (owned) (nullable) in a list of what was found */

  gboolean          near;
  PangoLayout      *title;       /* (owned) (nullable) made when first drawn */
  PangoLayout      *meta;        /* (owned) (nullable) */
  PangoLayout      *snippet;     /* (owned) (nullable) */
  int               text_width;  /* of the three above */
  GdkTexture       *texture;     /* (owned) (nullable) */
  GCancellable     *loading;     /* (owned) (nullable) */
  gboolean          hidden;      /* this picture is not to be shown: a mark stands in its place */
  gboolean          failed;      /* this picture did not come: not asked for again while the row is bound */
};

G_DEFINE_FINAL_TYPE (JaridaHeadlineCard, jarida_headline_card, GTK_TYPE_WIDGET)

/* The face of the window has no Arabic, and what is found for it is another family for each weight: it is named. */
static PangoAttribute *
new_families (GtkWidget *widget)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  const char *family = pango_font_description_get_family (font);
  g_autofree char *families = g_strconcat (family != NULL ? family : "sans", ",Noto Sans Arabic", NULL);

  return pango_attr_family_new (families);
}

/* Arabic faces are made for wider lines than Latin ones: every line here has the same height, between the two. Rows of a list
 * are then all alike. */
static void
get_line_heights (GtkWidget *widget,
                  int       *out_title,
                  int       *out_meta)
{
  const int title = jarida_line_height (widget) * LEADING;

  *out_title = title;
  *out_meta = title * JARIDA_SMALL_LETTERS;
}

static void
drop_text (JaridaHeadlineCard *self)
{
  g_clear_object (&self->title);
  g_clear_object (&self->meta);
  g_clear_object (&self->snippet);
}

static const char *
direction_mark (JaridaDirection direction)
{
  switch (direction)
    {
    case JARIDA_DIRECTION_RTL:
      return RLM;
    case JARIDA_DIRECTION_LTR:
      return LRM;
    case JARIDA_DIRECTION_AUTO:
    default:
      return "";
    }
}

static PangoLayout *
make_line (JaridaHeadlineCard *self,
           const char         *text,
           int                 width,
           int                 n_lines,
           int                 line_height,
           PangoAttrList      *attributes)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_attr_list_insert (attributes, new_families (GTK_WIDGET (self)));
  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute (line_height * PANGO_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_height (layout, -n_lines);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  /* "Left" is the side of the window's own language; Pango turns it round for lines that run the other way. */
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  return layout;
}

static gboolean
wants_picture (JaridaHeadlineCard *self)
{
  return self->thumbnails != NULL && self->headline != NULL && !self->failed
         && jarida_headline_get_image (self->headline) != NULL
         && jarida_thumbnails_wants (self->thumbnails, jarida_headline_get_source_id (self->headline));
}

/* No portal says in a list when something was written. */
static void
append_origin (GString        *text,
               JaridaHeadline *headline)
{
  g_autofree char *ago = NULL;

  if (jarida_headline_get_online (headline))
    {
      /* Translators: in a row of the list, of an article that only a press portal has. */
      g_string_append_printf (text, JARIDA_ONLINE_LETTER " " FSI "%s" PDI " · " FSI "%s" PDI, C_("headline", "At the portal"),
                              jarida_headline_get_source_title (headline));
      return;
    }
  ago = jarida_time_text_ago (jarida_headline_get_published (headline), g_get_real_time () / G_USEC_PER_SEC,
                              jarida_headline_get_day_only (headline));
  g_string_append_printf (text, FSI "%s" PDI " · " FSI "%s" PDI, jarida_headline_get_source_title (headline), ago);
}

static char *
make_meta (JaridaHeadline *headline,
           gboolean        picture)
{
  GString *text = g_string_new (direction_mark (jarida_headline_get_direction (headline)));
  const char *byline = jarida_headline_get_byline (headline);

  if (jarida_headline_get_saved (headline))
    g_string_append (text, "★ ");
  if (jarida_headline_get_kept (headline))
    g_string_append (text, JARIDA_KEPT_LETTER " ");
  /* On the picture, where there is one. */
  if (jarida_headline_get_video (headline) && !picture)
    g_string_append (text, JARIDA_PLAY_LETTER " ");
  append_origin (text, headline);
  if (byline != NULL && *byline != '\0')
    g_string_append_printf (text, " · " FSI "%s" PDI, byline);
  return g_string_free (text, FALSE);
}

static gboolean
is_dark (JaridaHeadlineCard *self)
{
  GdkRGBA color;

  jarida_widget_get_color (GTK_WIDGET (self), &color);
  return color.red + color.green + color.blue > 1.5;
}

static PangoLayout *
make_title (JaridaHeadlineCard *self,
            int                 width,
            int                 line_height)
{
  const char *title = jarida_headline_get_title (self->headline);
  const char *mark = direction_mark (jarida_headline_get_direction (self->headline));
  JaridaSearchResult *found = self->snippets != NULL ? jarida_headline_snippets_get_found (self->snippets) : NULL;
  g_autofree char *shown = g_strconcat (mark, *title != '\0' ? title : _("Untitled"), NULL);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  if (!jarida_headline_get_read (self->headline))
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (found != NULL)
    {
      g_autoptr(GArray) ranges = jarida_search_result_mark (found, title);

      jarida_headline_marks_add (attributes, ranges, strlen (mark), is_dark (self));
    }
  return make_line (self, shown, width, 2, line_height, attributes);
}

/* What a portal shows of it, in the place of the piece that the index would find. */
static PangoLayout *
make_teaser (JaridaHeadlineCard *self,
             int                 width,
             int                 line_height)
{
  const char *teaser = jarida_headline_get_excerpt (self->headline);
  const char *mark = direction_mark (jarida_headline_get_direction (self->headline));
  JaridaSearchResult *found = jarida_headline_snippets_get_found (self->snippets);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr(GArray) ranges = NULL;
  g_autofree char *shown = NULL;

  if (teaser == NULL)
    return NULL;
  shown = g_strconcat (mark, teaser, NULL);
  pango_attr_list_insert (attributes, pango_attr_scale_new (JARIDA_SMALL_LETTERS));
  if (found != NULL)
    {
      ranges = jarida_search_result_mark (found, teaser);
      jarida_headline_marks_add (attributes, ranges, strlen (mark), is_dark (self));
    }
  return make_line (self, shown, width, SNIPPET_LINES, line_height, attributes);
}

static PangoLayout *
make_snippet (JaridaHeadlineCard *self,
              int                 width,
              int                 line_height)
{
  const JaridaSnippet *snippet = jarida_headline_snippets_peek (self->snippets, jarida_headline_get_id (self->headline));
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *shown = NULL;
  const char *mark;

  if (snippet == NULL || *snippet->text == '\0')
    return NULL;
  mark = direction_mark (snippet->direction);
  shown = g_strconcat (mark, snippet->text, NULL);
  pango_attr_list_insert (attributes, pango_attr_scale_new (JARIDA_SMALL_LETTERS));
  jarida_headline_marks_add (attributes, snippet->marks, strlen (mark), is_dark (self));
  return make_line (self, shown, width, SNIPPET_LINES, line_height, attributes);
}

static void
make_text (JaridaHeadlineCard *self,
           int                 width)
{
  g_autofree char *meta = NULL;
  g_autoptr(PangoAttrList) small = NULL;
  int title_height, meta_height;

  if (self->title != NULL && self->text_width == width)
    return;
  drop_text (self);
  get_line_heights (GTK_WIDGET (self), &title_height, &meta_height);
  meta = make_meta (self->headline, wants_picture (self));
  small = pango_attr_list_new ();
  pango_attr_list_insert (small, pango_attr_scale_new (JARIDA_SMALL_LETTERS));
  self->title = make_title (self, width, title_height);
  self->meta = make_line (self, meta, width, 1, meta_height, small);
  if (self->snippets != NULL)
    self->snippet = jarida_headline_get_online (self->headline) ? make_teaser (self, width, meta_height)
                                                                : make_snippet (self, width, meta_height);
  self->text_width = width;
}

/* FALSE when it may be shown. */
static gboolean
judge_picture (JaridaHeadlineCard *self)
{
  self->hidden = wants_picture (self) && jarida_thumbnails_is_hidden (self->thumbnails, jarida_headline_get_image (self->headline));
  return self->hidden;
}

static void
drop_picture (JaridaHeadlineCard *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->texture);
}

static void
take_texture (JaridaHeadlineCard *self,
              GdkTexture         *texture)
{
  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaHeadlineCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->loading;

  texture = jarida_thumbnails_load_finish (JARIDA_THUMBNAILS (source), result, &error);
  /* The row may show another headline by now. */
  if (!mine)
    return;
  g_clear_object (&self->loading);
  if (texture != NULL)
    take_texture (self, texture);
  else if (judge_picture (self))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Not a word to the reader: the headline is what counts, and it takes the room. */
      self->failed = TRUE;
      drop_text (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

static void
headline_changed_cb (JaridaHeadlineCard *self)
{
  drop_text (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append_layout (GtkSnapshot   *snapshot,
               PangoLayout   *layout,
               float          x,
               float          y,
               const GdkRGBA *color,
               float          strength)
{
  GdkRGBA faded = *color;

  faded.alpha *= strength;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &faded);
  gtk_snapshot_restore (snapshot);
}

static void
append_dot (GtkSnapshot *snapshot,
            float        x,
            float        y)
{
  static const GdkRGBA accent = { 0.21f, 0.52f, 0.89f, 1.0f };
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x, y, DOT, DOT), DOT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &accent, &circle.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_picture (JaridaHeadlineCard *self,
                GtkSnapshot        *snapshot,
                float               x,
                float               y,
                const GdkRGBA      *color)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, THUMB_WIDTH, THUMB_HEIGHT);
  GdkRGBA faded = *color;

  faded.alpha *= 0.5f;
  jarida_texture_frame (self->texture, snapshot, &bounds, THUMB_RADIUS, color);
  /* An eye that is crossed out, in the middle. */
  if (self->texture == NULL && self->hidden)
    jarida_texture_mark (GTK_WIDGET (self), snapshot, &bounds, "jarida-hidden-symbolic", MARK, &faded);
  else if (jarida_headline_get_video (self->headline))
    jarida_texture_play (snapshot, &bounds);
}

static void
jarida_headline_card_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  JaridaHeadlineCard *self = JARIDA_HEADLINE_CARD (widget);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  int text_width, text_x, text_y, title_line, meta_line, title_height, meta_height;
  gboolean picture;
  GdkRGBA color;

  if (self->headline == NULL || !self->near)
    return;
  picture = wants_picture (self);
  text_width = width - GUTTER - PAD - (picture ? THUMB_WIDTH + GAP : 0);
  if (text_width < 1)
    return;
  jarida_widget_get_color (widget, &color);
  make_text (self, text_width);
  get_line_heights (widget, &title_line, &meta_line);
  pango_layout_get_pixel_size (self->title, NULL, &title_height);
  pango_layout_get_pixel_size (self->meta, NULL, &meta_height);
  text_x = rtl ? width - GUTTER - text_width : GUTTER;
  /* Where a piece of the text may come below, nothing moves when it does. */
  text_y = self->snippets != NULL ? PAD : (height - title_height - LINE_GAP - meta_height) / 2;
  append_layout (snapshot, self->title, text_x, text_y, &color,
                 jarida_headline_get_read (self->headline) ? 0.78f : 1.0f);
  append_layout (snapshot, self->meta, text_x, text_y + title_height + LINE_GAP, &color, 0.62f);
  if (self->snippet != NULL)
    append_layout (snapshot, self->snippet, text_x, text_y + title_height + meta_height + 2 * LINE_GAP, &color, 0.78f);
  if (!jarida_headline_get_read (self->headline))
    append_dot (snapshot, rtl ? width - GUTTER + (GUTTER - DOT) / 2 : (GUTTER - DOT) / 2,
                text_y + (title_line - DOT) / 2);
  if (picture)
    append_picture (self, snapshot, rtl ? PAD : width - PAD - THUMB_WIDTH, (height - THUMB_HEIGHT) / 2, &color);
}

static void
jarida_headline_card_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  int title, meta;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = GUTTER + THUMB_WIDTH + GAP + PAD + 80;
      *natural = 360;
      return;
    }
  get_line_heights (widget, &title, &meta);
  *minimum = *natural = MAX (2 * title + LINE_GAP + meta, THUMB_HEIGHT) + 2 * PAD;
  if (JARIDA_HEADLINE_CARD (widget)->snippets != NULL)
    *minimum = *natural += LINE_GAP + SNIPPET_LINES * meta;
}

static void
jarida_headline_card_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  drop_text (JARIDA_HEADLINE_CARD (widget));
  GTK_WIDGET_CLASS (jarida_headline_card_parent_class)->css_changed (widget, change);
}

static void
jarida_headline_card_direction_changed (GtkWidget        *widget,
                                        GtkTextDirection  previous)
{
  drop_text (JARIDA_HEADLINE_CARD (widget));
  gtk_widget_queue_draw (widget);
}

static void
jarida_headline_card_dispose (GObject *object)
{
  JaridaHeadlineCard *self = JARIDA_HEADLINE_CARD (object);

  jarida_headline_card_set_headline (self, NULL);
  g_clear_object (&self->snippets);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (jarida_headline_card_parent_class)->dispose (object);
}

static void
jarida_headline_card_class_init (JaridaHeadlineCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_headline_card_dispose;
  widget_class->snapshot = jarida_headline_card_snapshot;
  widget_class->measure = jarida_headline_card_measure;
  widget_class->css_changed = jarida_headline_card_css_changed;
  widget_class->direction_changed = jarida_headline_card_direction_changed;
  gtk_widget_class_set_css_name (widget_class, "headline");
  /* The row around it carries the name: it must not be said twice. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
jarida_headline_card_init (JaridaHeadlineCard *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
jarida_headline_card_new (void)
{
  return g_object_new (JARIDA_TYPE_HEADLINE_CARD, NULL);
}

void
jarida_headline_card_set_headline (JaridaHeadlineCard *self,
                                   JaridaHeadline     *headline)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));

  if (self->headline == headline)
    return;
  drop_picture (self);
  drop_text (self);
  self->failed = FALSE;
  self->hidden = FALSE;
  if (self->headline != NULL)
    g_clear_signal_handler (&self->notify_id, self->headline);
  g_set_object (&self->headline, headline);
  if (headline != NULL)
    self->notify_id = g_signal_connect_swapped (headline, "notify", G_CALLBACK (headline_changed_cb), self);
  if (self->near)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
jarida_headline_card_set_thumbnails (JaridaHeadlineCard *self,
                                     JaridaThumbnails   *thumbnails)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));
  g_set_object (&self->thumbnails, thumbnails);
}

void
jarida_headline_card_set_snippets (JaridaHeadlineCard     *self,
                                   JaridaHeadlineSnippets *snippets)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));

  if (!g_set_object (&self->snippets, snippets))
    return;
  drop_text (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
jarida_headline_card_update_snippet (JaridaHeadlineCard *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));

  if (self->near)
    headline_changed_cb (self);
}

void
jarida_headline_card_set_near (JaridaHeadlineCard *self,
                               gboolean            near)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));

  if (near && self->texture == NULL && wants_picture (self) && !judge_picture (self))
    {
      GdkTexture *texture = jarida_thumbnails_peek (self->thumbnails, jarida_headline_get_image (self->headline));

      if (texture != NULL)
        take_texture (self, texture);
    }
  if (self->near == near)
    return;
  self->near = near;
  if (!near)
    {
      drop_text (self);
      drop_picture (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
jarida_headline_card_get_near (JaridaHeadlineCard *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_CARD (self), FALSE);
  return self->near;
}

void
jarida_headline_card_load_picture (JaridaHeadlineCard *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));

  if (!wants_picture (self) || self->texture != NULL || self->loading != NULL || judge_picture (self))
    return;
  self->loading = g_cancellable_new ();
  jarida_thumbnails_load_async (self->thumbnails, jarida_headline_get_image (self->headline),
                                jarida_headline_get_video (self->headline), self->loading, loaded_cb, g_object_ref (self));
}

void
jarida_headline_card_update_picture (JaridaHeadlineCard *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));

  /* Those of videos may have been switched on. */
  if (self->failed && self->headline != NULL && jarida_headline_get_video (self->headline))
    {
      self->failed = FALSE;
      drop_text (self);
    }
  if (!wants_picture (self) || judge_picture (self))
    drop_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
jarida_headline_card_age (JaridaHeadlineCard *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_CARD (self));
  if (self->near && self->headline != NULL)
    headline_changed_cb (self);
}
