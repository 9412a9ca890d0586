/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reader-notice.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"
#include "jarida-reader.h"

struct _JaridaReaderNotice
{
  GtkWidget                parent_instance;

  JaridaReaderNoticeState  state;

  /* Template children */
  GtkWidget               *row;
  GtkLabel                *label;
  GtkWidget               *open_button;
  GtkWidget               *retry_button;
  GtkWidget               *keep_button;
};

static guint retry_signal;
static guint keep_signal;

G_DEFINE_FINAL_TYPE (JaridaReaderNotice, jarida_reader_notice, GTK_TYPE_WIDGET)

static void
retry_cb (JaridaReaderNotice *self)
{
  g_signal_emit (self, retry_signal, 0);
}

static void
keep_cb (JaridaReaderNotice *self)
{
  g_signal_emit (self, keep_signal, 0);
}

static void
jarida_reader_notice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_READER_NOTICE);
  G_OBJECT_CLASS (jarida_reader_notice_parent_class)->dispose (object);
}

static void
jarida_reader_notice_class_init (JaridaReaderNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_reader_notice_dispose;
  retry_signal = g_signal_new ("retry", JARIDA_TYPE_READER_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  keep_signal = g_signal_new ("keep", JARIDA_TYPE_READER_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-reader-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderNotice, row);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderNotice, label);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderNotice, open_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderNotice, retry_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderNotice, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
jarida_reader_notice_init (JaridaReaderNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jarida_reader_notice_new (void)
{
  return g_object_new (JARIDA_TYPE_READER_NOTICE, NULL);
}

static char *
describe (JaridaReaderNoticeState  state,
          const GError            *error)
{
  switch (state)
    {
    case JARIDA_READER_NOTICE_NO_TEXT:
      return g_strdup (_("The newspaper’s feed does not carry the text of this article."));
    case JARIDA_READER_NOTICE_FETCHING:
      return g_strdup (_("Fetching the whole article…"));
    case JARIDA_READER_NOTICE_OFFLINE:
      return g_strdup (_("The rest of this article is not kept on this computer, and there is no network."));
    case JARIDA_READER_NOTICE_QUEUED:
      return g_strdup (_("The rest of this article is fetched as soon as there is a network."));
    case JARIDA_READER_NOTICE_FAILED:
      return jarida_error_text (error);
    case JARIDA_READER_NOTICE_NONE:
    default:
      return NULL;
    }
}

void
jarida_reader_notice_show (JaridaReaderNotice      *self,
                           JaridaReaderNoticeState  state,
                           const GError            *error)
{
  g_autofree char *sentence = describe (state, error);

  g_return_if_fail (JARIDA_IS_READER_NOTICE (self));

  self->state = state;
  gtk_widget_set_visible (GTK_WIDGET (self), state != JARIDA_READER_NOTICE_NONE);
  gtk_widget_set_visible (self->open_button, state == JARIDA_READER_NOTICE_NO_TEXT || state == JARIDA_READER_NOTICE_FAILED);
  gtk_widget_set_visible (self->keep_button, state == JARIDA_READER_NOTICE_OFFLINE);
  gtk_widget_set_visible (self->retry_button, state == JARIDA_READER_NOTICE_FAILED);
  gtk_label_set_text (self->label, sentence != NULL ? sentence : "");
  if (state == JARIDA_READER_NOTICE_FAILED || state == JARIDA_READER_NOTICE_QUEUED)
    jarida_widget_announce (GTK_WIDGET (self), sentence);
}

JaridaReaderNoticeState
jarida_reader_notice_get_state (JaridaReaderNotice *self)
{
  g_return_val_if_fail (JARIDA_IS_READER_NOTICE (self), JARIDA_READER_NOTICE_NONE);
  return self->state;
}
