/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-sidebar-icon.h"

#include "jarida-lettering.h"
#include "jarida-texture.h"

#define SIZE 18
#define RADIUS 4

struct _JaridaSidebarIcon
{
  GtkWidget         parent_instance;

  JaridaThumbnails *thumbnails;  /* (owned) (nullable) */
  char             *title;       /* (owned) (nullable) */
  char             *icon_url;    /* (owned) (nullable) */
  GdkTexture       *texture;     /* (owned) (nullable) */
  GCancellable     *loading;     /* (owned) (nullable) */
  gboolean          asked;
};

G_DEFINE_FINAL_TYPE (JaridaSidebarIcon, jarida_sidebar_icon, GTK_TYPE_WIDGET)

/* Quiet tints that carry a white letter. */
static const GdkRGBA tints[] = {
  { 0.25f, 0.43f, 0.62f, 1 }, { 0.55f, 0.31f, 0.35f, 1 }, { 0.27f, 0.49f, 0.42f, 1 }, { 0.50f, 0.41f, 0.24f, 1 },
  { 0.43f, 0.34f, 0.57f, 1 }, { 0.33f, 0.45f, 0.51f, 1 }, { 0.57f, 0.37f, 0.24f, 1 }, { 0.37f, 0.47f, 0.27f, 1 },
};

static void
stop_loading (JaridaSidebarIcon *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaSidebarIcon) self = user_data;
  g_autoptr(GdkTexture) texture = NULL;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->loading;

  /* An icon that does not come is no matter: the letter stands there already. */
  texture = jarida_thumbnails_load_finish (JARIDA_THUMBNAILS (source), result, NULL);
  if (!mine)
    return;
  g_clear_object (&self->loading);
  if (texture != NULL && g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ask_for_icon (JaridaSidebarIcon *self)
{
  GdkTexture *texture;

  if (self->asked || self->icon_url == NULL || self->thumbnails == NULL)
    return;
  self->asked = TRUE;
  texture = jarida_thumbnails_peek (self->thumbnails, self->icon_url);
  if (texture != NULL)
    {
      g_set_object (&self->texture, texture);
      return;
    }
  self->loading = g_cancellable_new ();
  jarida_thumbnails_load_async (self->thumbnails, self->icon_url, FALSE, self->loading, loaded_cb, g_object_ref (self));
}

/* Half of all newspapers begin with an article, and would all have its letter. */
static const char *
skip_article (const char *title)
{
  static const char *const articles[] = { "ال", "L’", "L'", "Le ", "La ", "Les ", "The ", "El ", "Al " };

  for (gsize i = 0; i < G_N_ELEMENTS (articles); i++)
    if (g_str_has_prefix (title, articles[i]) && title[strlen (articles[i])] != '\0')
      return title + strlen (articles[i]);
  return title;
}

static void
append_letter (JaridaSidebarIcon     *self,
               GtkSnapshot           *snapshot,
               const graphene_rect_t *bounds)
{
  const GdkRGBA white = { 1, 1, 1, 0.95f };
  const char *title = self->title != NULL ? self->title : "";
  const char *name = skip_article (title);
  const char *end = g_utf8_validate (name, -1, NULL) && *name != '\0' ? g_utf8_next_char (name) : name;
  g_autofree char *first = g_strndup (name, end - name);
  g_autofree char *letter = g_utf8_strup (first, -1);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), letter);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GskRoundedRect clip;
  PangoRectangle ink;

  gsk_rounded_rect_init_from_rect (&clip, bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_color (snapshot, &tints[g_str_hash (title) % G_N_ELEMENTS (tints)], bounds);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (JARIDA_SMALL_LETTERS));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (bounds->origin.x + (SIZE - ink.width) / 2.0f - ink.x,
                                                          bounds->origin.y + (SIZE - ink.height) / 2.0f - ink.y));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_pop (snapshot);
}

static void
jarida_sidebar_icon_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  JaridaSidebarIcon *self = JARIDA_SIDEBAR_ICON (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT ((gtk_widget_get_width (widget) - SIZE) / 2,
                                                     (gtk_widget_get_height (widget) - SIZE) / 2, SIZE, SIZE);

  ask_for_icon (self);
  if (self->texture != NULL)
    jarida_texture_cover (self->texture, snapshot, &bounds, RADIUS);
  else
    append_letter (self, snapshot, &bounds);
}

static void
jarida_sidebar_icon_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
jarida_sidebar_icon_dispose (GObject *object)
{
  JaridaSidebarIcon *self = JARIDA_SIDEBAR_ICON (object);

  stop_loading (self);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (jarida_sidebar_icon_parent_class)->dispose (object);
}

static void
jarida_sidebar_icon_finalize (GObject *object)
{
  JaridaSidebarIcon *self = JARIDA_SIDEBAR_ICON (object);

  g_free (self->title);
  g_free (self->icon_url);
  G_OBJECT_CLASS (jarida_sidebar_icon_parent_class)->finalize (object);
}

static void
jarida_sidebar_icon_class_init (JaridaSidebarIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_sidebar_icon_dispose;
  object_class->finalize = jarida_sidebar_icon_finalize;
  widget_class->snapshot = jarida_sidebar_icon_snapshot;
  widget_class->measure = jarida_sidebar_icon_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
jarida_sidebar_icon_init (JaridaSidebarIcon *self)
{
}

GtkWidget *
jarida_sidebar_icon_new (void)
{
  return g_object_new (JARIDA_TYPE_SIDEBAR_ICON, NULL);
}

void
jarida_sidebar_icon_show (JaridaSidebarIcon *self,
                          JaridaThumbnails  *thumbnails,
                          const char        *title,
                          const char        *icon_url)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_ICON (self));

  stop_loading (self);
  g_clear_object (&self->texture);
  self->asked = FALSE;
  g_set_object (&self->thumbnails, thumbnails);
  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->icon_url);
  self->icon_url = g_strdup (icon_url);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
