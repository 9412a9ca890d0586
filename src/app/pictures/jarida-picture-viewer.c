/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-picture-viewer.h"

#include <glib/gi18n.h>

#include "jarida-file-choice.h"
#include "jarida-report-text.h"
#include "jarida-spinner.h"
#include "jarida-texture.h"
#include "jarida-zoom-area.h"

#define ZOOM_STEP 1.25

/* Larger than any screen; what is larger yet is decoded down to it. */
#define MAX_EDGE 4096

struct _JaridaPictureViewer
{
  AdwWindow        parent_instance;

  JaridaReader    *reader;       /* (owned) (nullable) */
  char            *address;      /* (owned) (nullable) */
  GdkTexture      *texture;      /* (owned) (nullable) */
  GBytes          *bytes;        /* (owned) (nullable) as they came, on their way to a file */
  GCancellable    *closing;      /* (owned) */

  /* Template children */
  AdwToastOverlay *toasts;
  GtkStack        *stack;
  JaridaZoomArea  *area;
  AdwStatusPage   *missing;
  AdwStatusPage   *hidden;
  GtkLabel        *caption;
};

enum
{
  REPORT_ACTIVATED,
  WHY_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaPictureViewer, jarida_picture_viewer, ADW_TYPE_WINDOW)

static void
say (JaridaPictureViewer *self,
     const char          *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (sentence));
}

static void
say_error (JaridaPictureViewer *self,
           const GError        *error)
{
  g_autofree char *text = jarida_error_text (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, text);
}

/* What can be done with a picture that is there. */
static void
enable_actions (JaridaPictureViewer *self,
                gboolean             shown)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.save", shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.copy", shown);
}

/* TRUE when it is not to be shown; says why in its place. */
static gboolean
show_hidden (JaridaPictureViewer *self)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };
  g_autofree char *sentence = NULL;

  jarida_reader_judge_picture (self->reader, self->address, &verdict);
  sentence = jarida_picture_verdict_text (&verdict);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.report", sentence == NULL);
  if (sentence == NULL)
    return FALSE;
  g_clear_object (&self->texture);
  jarida_zoom_area_set_texture (self->area, NULL);
  enable_actions (self, FALSE);
  adw_status_page_set_description (self->hidden, sentence);
  gtk_stack_set_visible_child_name (self->stack, "hidden");
  return TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaPictureViewer) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPixels) pixels = jarida_reader_load_picture_finish (JARIDA_READER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->reader == NULL)
    return;
  if (show_hidden (self))
    return;
  if (pixels == NULL)
    {
      g_autofree char *text = jarida_error_text (error);

      adw_status_page_set_description (self->missing, text);
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }
  g_clear_object (&self->texture);
  self->texture = jarida_texture_new (pixels);
  jarida_zoom_area_set_texture (self->area, self->texture);
  gtk_stack_set_visible_child_name (self->stack, "picture");
  enable_actions (self, TRUE);
}

static void
load (JaridaPictureViewer *self)
{
  if (show_hidden (self))
    return;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  jarida_reader_load_picture_async (self->reader, self->address, MAX_EDGE, MAX_EDGE, FALSE, self->closing,
                                    loaded_cb, g_object_ref (self));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JaridaPictureViewer) self = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (self, _("The picture was saved."));
  else
    say_error (self, error);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (source);
  g_autoptr(GFile) file = jarida_file_choice_finish (result, NULL);

  if (file != NULL && self->bytes != NULL)
    g_file_replace_contents_bytes_async (file, self->bytes, NULL, FALSE, G_FILE_CREATE_NONE, self->closing,
                                         written_cb, g_object_ref (self));
}

static char *
propose_name (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *base = uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : NULL;

  if (base == NULL || *base == '\0' || *base == '.' || *base == '/')
    return g_strdup (_("picture"));
  return g_steal_pointer (&base);
}

static void
bytes_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JaridaPictureViewer) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jarida_reader_load_picture_bytes_finish (JARIDA_READER (source), result, &error);
  g_autofree char *name = NULL;

  if (self->reader == NULL)
    return;
  if (bytes == NULL)
    {
      say_error (self, error);
      return;
    }
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_steal_pointer (&bytes);
  name = propose_name (self->address);
  jarida_file_choice_save_async (GTK_WIDGET (self), _("Save Picture"), name, self->closing, chosen_cb, NULL);
}

static void
save_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (widget);

  jarida_reader_load_picture_bytes_async (self->reader, self->address, self->closing, bytes_cb, g_object_ref (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (widget);

  if (self->texture == NULL)
    return;
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), self->texture);
  say (self, _("The picture was copied."));
}

/* Another verdict on what is shown, or on what was hidden. */
static void
judged_cb (JaridaPictureViewer *self)
{
  const gboolean was_hidden = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "hidden") == 0;

  if (self->reader != NULL && !show_hidden (self) && was_hidden)
    load (self);
}

static void
report_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (widget);
  const char *caption = gtk_label_get_text (self->caption);

  g_signal_emit (self, signals[REPORT_ACTIVATED], 0, self->address, *caption != '\0' ? caption : NULL);
}

static void
reveal_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (widget);

  jarida_reader_set_picture_shown (self->reader, self->address, TRUE);
}

static void
explain_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[WHY_ACTIVATED], 0, JARIDA_PICTURE_VIEWER (widget)->address);
}

static void
zoom_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (widget);

  if (g_str_equal (action, "viewer.zoom-fit"))
    jarida_zoom_area_fit (self->area);
  else
    jarida_zoom_area_zoom_by (self->area, g_str_equal (action, "viewer.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP);
}

static void
jarida_picture_viewer_dispose (GObject *object)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (object);

  if (self->closing != NULL)
    g_cancellable_cancel (self->closing);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_PICTURE_VIEWER);
  g_clear_object (&self->closing);
  g_clear_object (&self->texture);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_picture_viewer_parent_class)->dispose (object);
}

static void
jarida_picture_viewer_finalize (GObject *object)
{
  JaridaPictureViewer *self = JARIDA_PICTURE_VIEWER (object);

  g_free (self->address);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (jarida_picture_viewer_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, 0, "viewer.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, 0, "viewer.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "viewer.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, 0, "viewer.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "viewer.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, 0, "viewer.zoom-fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "viewer.zoom-fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "viewer.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "viewer.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "viewer.report", NULL);
}

static void
jarida_picture_viewer_class_init (JaridaPictureViewerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_picture_viewer_dispose;
  object_class->finalize = jarida_picture_viewer_finalize;
  g_type_ensure (JARIDA_TYPE_ZOOM_AREA);
  g_type_ensure (JARIDA_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-picture-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaPictureViewer, toasts);
  gtk_widget_class_bind_template_child (widget_class, JaridaPictureViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaPictureViewer, area);
  gtk_widget_class_bind_template_child (widget_class, JaridaPictureViewer, missing);
  gtk_widget_class_bind_template_child (widget_class, JaridaPictureViewer, hidden);
  gtk_widget_class_bind_template_child (widget_class, JaridaPictureViewer, caption);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "viewer.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "viewer.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "viewer.report", NULL, report_action);
  gtk_widget_class_install_action (widget_class, "viewer.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "viewer.explain", NULL, explain_action);
  signals[REPORT_ACTIVATED] = g_signal_new ("report-activated", JARIDA_TYPE_PICTURE_VIEWER, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[WHY_ACTIVATED] = g_signal_new ("why-activated", JARIDA_TYPE_PICTURE_VIEWER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  add_keys (widget_class);
}

static void
jarida_picture_viewer_init (JaridaPictureViewer *self)
{
  self->closing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  enable_actions (self, FALSE);
}

GtkWidget *
jarida_picture_viewer_new (JaridaReader *reader,
                           const char   *address,
                           const char   *alt)
{
  JaridaPictureViewer *self = g_object_new (JARIDA_TYPE_PICTURE_VIEWER, NULL);

  self->reader = g_object_ref (reader);
  self->address = g_strdup (address);
  if (alt != NULL && *alt != '\0')
    {
      gtk_label_set_text (self->caption, alt);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, alt, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->caption), alt != NULL && *alt != '\0');
  g_signal_connect_object (reader, "pictures-judged", G_CALLBACK (judged_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

const char *
jarida_picture_viewer_get_page (JaridaPictureViewer *self)
{
  g_return_val_if_fail (JARIDA_IS_PICTURE_VIEWER (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
