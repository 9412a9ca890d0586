/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-row.h"

#include <glib/gi18n.h>

#include "jarida-headline-others.h"
#include "jarida-lettering.h"
#include "jarida-time-text.h"

struct _JaridaHeadlineRow
{
  GtkWidget       parent_instance;

  JaridaHeadline *headline;      /* (owned) (nullable) */
  gulong          notify_id;
  gulong          others_id;
  gulong          group_id;
  JaridaReader   *reader;        /* (owned) (nullable) */

  /* Children */
  GtkWidget      *heading;       /* (nullable) a day or a group, made for the few rows that need it */
  GtkWidget      *card;
  GtkWidget      *others;        /* (nullable) likewise */
  GtkWidget      *filtered;      /* (nullable) likewise: shows it whatever filters say */
};

G_DEFINE_FINAL_TYPE (JaridaHeadlineRow, jarida_headline_row, GTK_TYPE_WIDGET)

static GtkWidget *
make_day (void)
{
  GtkWidget *day = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (day), 0);
  jarida_label_set_small (GTK_LABEL (day));
  gtk_widget_add_css_class (day, "day");
  return day;
}

static char *
dup_day (JaridaHeadline *headline)
{
  return jarida_time_text_day (jarida_headline_get_published (headline), g_get_real_time () / G_USEC_PER_SEC);
}

/* The name, which gives way where it is narrow, and how many there are. */
static GtkWidget *
make_group (JaridaHeadline *headline)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = make_day ();
  GtkWidget *count = gtk_label_new (NULL);
  g_autofree char *number = g_strdup_printf ("%'u", jarida_headline_get_group_size (headline));

  gtk_widget_add_css_class (box, "group");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  if (jarida_headline_get_day_start (headline))
    {
      g_autofree char *day = dup_day (headline);

      gtk_label_set_text (GTK_LABEL (name), day);
    }
  else
    /* It may be given another name. */
    g_object_bind_property (headline, "source-title", name, "label", G_BINDING_SYNC_CREATE);
  gtk_label_set_text (GTK_LABEL (count), number);
  jarida_label_set_small (GTK_LABEL (count));
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  return box;
}

static void
show_heading (JaridaHeadlineRow *self)
{
  const gboolean group = self->headline != NULL && jarida_headline_get_group_size (self->headline) > 0;
  const gboolean day = self->headline != NULL && !group && jarida_headline_get_day_start (self->headline);
  g_autofree char *text = NULL;

  if (!day || (self->heading != NULL && !GTK_IS_LABEL (self->heading)))
    g_clear_pointer (&self->heading, gtk_widget_unparent);
  if (!group && !day)
    return;
  if (self->heading == NULL)
    {
      self->heading = group ? make_group (self->headline) : make_day ();
      gtk_widget_insert_before (self->heading, GTK_WIDGET (self), self->card);
    }
  if (group)
    return;
  text = dup_day (self->headline);
  gtk_label_set_text (GTK_LABEL (self->heading), text);
}

static void
show_others (JaridaHeadlineRow *self)
{
  const gboolean wanted = self->headline != NULL && self->reader != NULL && jarida_headline_get_others (self->headline) != NULL;

  if (!wanted)
    {
      g_clear_pointer (&self->others, gtk_widget_unparent);
      return;
    }
  if (self->others == NULL)
    {
      self->others = jarida_headline_others_new (self->reader);
      gtk_widget_insert_after (self->others, GTK_WIDGET (self), self->card);
    }
  jarida_headline_others_set (self->others, self->headline);
}

/* A headline that filters hide stands only in the list of those. */
static void
show_filtered (JaridaHeadlineRow *self)
{
  const gint64 id = self->headline != NULL ? jarida_headline_get_id (self->headline) : 0;

  if (id == 0 || self->reader == NULL || !jarida_reader_is_filtered (self->reader, id))
    {
      g_clear_pointer (&self->filtered, gtk_widget_unparent);
      return;
    }
  if (self->filtered == NULL)
    {
      self->filtered = gtk_button_new_with_label (_("Show All the Same"));
      gtk_button_set_has_frame (GTK_BUTTON (self->filtered), FALSE);
      gtk_widget_set_halign (self->filtered, GTK_ALIGN_START);
      gtk_widget_add_css_class (self->filtered, "all-the-same");
      gtk_widget_set_tooltip_text (self->filtered, _("Whatever filters say, this article is shown from now on"));
      gtk_widget_insert_after (self->filtered, GTK_WIDGET (self), self->card);
    }
  /* In this order: GTK does not like the action without it. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->filtered), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->filtered), "win.show-all-the-same");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filtered), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show All the Same"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, jarida_headline_get_title (self->headline), -1);
}

static void
jarida_headline_row_dispose (GObject *object)
{
  JaridaHeadlineRow *self = JARIDA_HEADLINE_ROW (object);

  if (self->headline != NULL)
    {
      g_clear_signal_handler (&self->notify_id, self->headline);
      g_clear_signal_handler (&self->others_id, self->headline);
      g_clear_signal_handler (&self->group_id, self->headline);
    }
  g_clear_object (&self->headline);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->others, gtk_widget_unparent);
  g_clear_pointer (&self->filtered, gtk_widget_unparent);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  G_OBJECT_CLASS (jarida_headline_row_parent_class)->dispose (object);
}

static void
jarida_headline_row_class_init (JaridaHeadlineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_headline_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "headlinerow");
}

static void
jarida_headline_row_init (JaridaHeadlineRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->card = jarida_headline_card_new ();
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
jarida_headline_row_new (JaridaThumbnails *thumbnails)
{
  JaridaHeadlineRow *self = g_object_new (JARIDA_TYPE_HEADLINE_ROW, NULL);

  jarida_headline_card_set_thumbnails (JARIDA_HEADLINE_CARD (self->card), thumbnails);
  return GTK_WIDGET (self);
}

JaridaHeadline *
jarida_headline_row_get_headline (JaridaHeadlineRow *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_ROW (self), NULL);
  return self->headline;
}

void
jarida_headline_row_set_headline (JaridaHeadlineRow *self,
                                  JaridaHeadline    *headline)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_ROW (self));

  if (self->headline == headline)
    return;
  if (self->headline != NULL)
    {
      g_clear_signal_handler (&self->notify_id, self->headline);
      g_clear_signal_handler (&self->others_id, self->headline);
      g_clear_signal_handler (&self->group_id, self->headline);
    }
  g_set_object (&self->headline, headline);
  if (headline != NULL)
    {
      self->notify_id = g_signal_connect_swapped (headline, "notify::day-start", G_CALLBACK (show_heading), self);
      self->group_id = g_signal_connect_swapped (headline, "notify::group-size", G_CALLBACK (show_heading), self);
      self->others_id = g_signal_connect_swapped (headline, "notify::others", G_CALLBACK (show_others), self);
    }
  jarida_headline_card_set_headline (JARIDA_HEADLINE_CARD (self->card), headline);
  show_heading (self);
  show_others (self);
  show_filtered (self);
}

void
jarida_headline_row_set_reader (JaridaHeadlineRow *self,
                                JaridaReader      *reader)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_ROW (self));

  g_set_object (&self->reader, reader);
}

gboolean
jarida_headline_row_show_others (JaridaHeadlineRow *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_ROW (self), FALSE);

  if (self->others == NULL)
    return FALSE;
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->others));
  return TRUE;
}

JaridaHeadlineCard *
jarida_headline_row_get_card (JaridaHeadlineRow *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_ROW (self), NULL);
  return JARIDA_HEADLINE_CARD (self->card);
}

static char *
dup_own_label (JaridaHeadline *headline)
{
  g_autofree char *ago = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *others = NULL;

  if (jarida_headline_get_online (headline))
    /* Translators: what a screen reader says for a headline that only a press portal has: title, newspaper. */
    return g_strdup_printf (C_("headline", "At the portal, %1$s, %2$s"), jarida_headline_get_title (headline),
                            jarida_headline_get_source_title (headline));
  if (jarida_headline_get_video (headline))
    /* Translators: what a screen reader says for the title of a video. */
    title = g_strdup_printf (C_("headline", "Video, %s"), jarida_headline_get_title (headline));
  else
    title = g_strdup (jarida_headline_get_title (headline));
  ago = jarida_time_text_ago (jarida_headline_get_published (headline), g_get_real_time () / G_USEC_PER_SEC,
                              jarida_headline_get_day_only (headline));
  if (jarida_headline_get_read (headline))
    /* Translators: what a screen reader says for a headline that was read: title, newspaper, time. */
    label = g_strdup_printf (C_("headline", "%1$s, %2$s, %3$s"), title, jarida_headline_get_source_title (headline), ago);
  else
    /* Translators: the same for an unread headline. */
    label = g_strdup_printf (C_("headline", "Unread, %1$s, %2$s, %3$s"), title, jarida_headline_get_source_title (headline), ago);
  others = jarida_headline_others_dup_label (headline);
  if (others != NULL)
    {
      g_autofree char *alone = g_steal_pointer (&label);

      /* Translators: what a screen reader says for a headline (first) that other newspapers ("4 other newspapers") have too. */
      label = g_strdup_printf (C_("headline", "%1$s, %2$s"), alone, others);
    }
  if (!jarida_headline_get_kept (headline))
    return g_steal_pointer (&label);
  /* Translators: what a screen reader says for a headline (%s) of which all is on this computer. */
  return g_strdup_printf (C_("headline", "%s, kept offline"), label);
}

char *
jarida_headline_row_dup_label (JaridaHeadline *headline)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  guint n;

  g_return_val_if_fail (JARIDA_IS_HEADLINE (headline), NULL);

  label = dup_own_label (headline);
  n = jarida_headline_get_group_size (headline);
  if (n == 0)
    return g_steal_pointer (&label);
  name = jarida_headline_get_day_start (headline) ? dup_day (headline) : g_strdup (jarida_headline_get_source_title (headline));
  /* Translators: what a screen reader says for a headline (%3$s) with which the articles of a newspaper or of a day begin. */
  return g_strdup_printf (ngettext ("%1$s, %2$'u article: %3$s", "%1$s, %2$'u articles: %3$s", n), name, n, label);
}

void
jarida_headline_row_age (JaridaHeadlineRow *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_ROW (self));

  show_heading (self);
  jarida_headline_card_age (JARIDA_HEADLINE_CARD (self->card));
}
