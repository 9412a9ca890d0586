/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

static JaridaFigure *
get_menu_figure (JaridaArticleView *self)
{
  const JaridaBlock *block;

  if (self->document == NULL || self->menu_picture < 0 || self->menu_picture >= (int) self->document->blocks->len)
    return NULL;
  block = g_ptr_array_index (self->document->blocks, self->menu_picture);
  return block->figure;
}

static void
activate_in_picture (JaridaArticleView *self,
                     JaridaStopKind     kind)
{
  guint block = self->menu_picture;

  if (get_menu_figure (self) != NULL)
    _jarida_article_view_activate_stop (self, &(JaridaArticleStop) { { block, 0, 0 }, { block, 0, 0 }, -1, kind });
}

static void
activate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);

  if (g_str_equal (name, "article.copy"))
    _jarida_article_view_copy (self);
  else if (g_str_equal (name, "article.select-all"))
    _jarida_article_view_select_all (self);
  else if (g_str_equal (name, "article.open-link") && self->menu_link != NULL)
    _jarida_article_view_activate_link (self, self->menu_link);
  else if (g_str_equal (name, "article.copy-link") && self->menu_link != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->menu_link);
  else if (g_str_equal (name, "article.save-picture"))
    _jarida_article_view_save_picture (self);
  else if (g_str_equal (name, "article.copy-picture"))
    _jarida_article_view_copy_picture (self);
  else if (g_str_equal (name, "article.report-picture"))
    activate_in_picture (self, JARIDA_STOP_REPORT);
  else if (g_str_equal (name, "article.reveal-picture"))
    activate_in_picture (self, JARIDA_STOP_REVEAL);
  else if (g_str_equal (name, "article.explain-picture"))
    activate_in_picture (self, JARIDA_STOP_WHY);
}

void
_jarida_article_view_add_actions (GtkWidgetClass *klass)
{
  static const char * const names[] = {
    "article.copy", "article.select-all", "article.open-link", "article.copy-link", "article.save-picture",
    "article.copy-picture", "article.report-picture", "article.reveal-picture", "article.explain-picture",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (klass, names[i], NULL, activate_action);
}

void
_jarida_article_view_update_actions (JaridaArticleView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const JaridaFigure *figure = get_menu_figure (self);
  gboolean is_hidden = figure != NULL && _jarida_article_view_get_hidden (self, figure->address) != NULL;
  gboolean is_ready = figure != NULL && figure->address != NULL &&
                      jarida_article_pictures_get_state (self->pictures, figure->address) == JARIDA_PICTURE_READY;

  gtk_widget_action_set_enabled (widget, "article.copy", _jarida_article_view_has_selection (self));
  gtk_widget_action_set_enabled (widget, "article.select-all", self->document != NULL);
  gtk_widget_action_set_enabled (widget, "article.open-link", self->menu_link != NULL);
  gtk_widget_action_set_enabled (widget, "article.copy-link", self->menu_link != NULL && *self->menu_link != '#'
                                 && !g_str_has_prefix (self->menu_link, JARIDA_DOCUMENT_OWN_SCHEME));
  gtk_widget_action_set_enabled (widget, "article.save-picture",
                                 figure != NULL && figure->address != NULL &&
                                 jarida_article_pictures_get_source (self->pictures) != NULL);
  gtk_widget_action_set_enabled (widget, "article.copy-picture", is_ready);
  gtk_widget_action_set_enabled (widget, "article.report-picture",
                                 figure != NULL && figure->address != NULL && !is_hidden);
  gtk_widget_action_set_enabled (widget, "article.reveal-picture", is_hidden);
  gtk_widget_action_set_enabled (widget, "article.explain-picture", is_hidden);
}

static void
add_section (GMenu      *menu,
             const char *first_label,
             const char *first_action,
             const char *second_label,
             const char *second_action)
{
  g_autoptr(GMenu) section = g_menu_new ();

  g_menu_append (section, first_label, first_action);
  if (second_label != NULL)
    g_menu_append (section, second_label, second_action);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
make_menu (JaridaArticleView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) find = g_menu_new ();
  const JaridaFigure *figure = get_menu_figure (self);

  /* The bar is around the view, not in it. */
  g_menu_append (find, _("_Find in Article…"), "win.find");
  if (self->menu_link != NULL)
    add_section (menu, _("_Open Link"), "article.open-link", _("Copy _Link Address"), "article.copy-link");
  if (figure != NULL && _jarida_article_view_get_hidden (self, figure->address) != NULL)
    {
      add_section (menu, _("Show _Anyway"), "article.reveal-picture", _("_Why Is It Hidden?"), "article.explain-picture");
    }
  else if (figure != NULL && figure->address != NULL)
    {
      add_section (menu, _("_Save Picture…"), "article.save-picture", _("Copy _Picture"), "article.copy-picture");
      add_section (menu, _("_Report Picture…"), "article.report-picture", NULL, NULL);
    }
  add_section (menu, _("_Copy"), "article.copy", _("Select _All"), "article.select-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (find));
  return menu;
}

static void
remember_target (JaridaArticleView *self,
                 double             x,
                 double             y)
{
  double window_x = x, window_y = y;
  JaridaShownBlock *shown = _jarida_article_view_pick_block (self, &x, &y);
  JaridaArticleStop stop;

  g_clear_pointer (&self->menu_link, g_free);
  self->menu_picture = -1;
  if (shown == NULL)
    return;
  if (_jarida_article_view_find_stop (self, window_x, window_y, &stop))
    {
      self->menu_picture = shown->layout->index;
      self->menu_link = g_strdup (shown->layout->block->figure->link);
    }
  else
    {
      int link = jarida_block_layout_link_at (shown->layout, x, y);

      if (link >= 0)
        self->menu_link = g_strdup (g_ptr_array_index (self->document->links, link));
    }
}

void
_jarida_article_view_open_menu (JaridaArticleView *self,
                                double             x,
                                double             y)
{
  g_autoptr(GMenu) menu = NULL;

  if (self->document == NULL)
    return;
  remember_target (self, x, y);
  _jarida_article_view_update_actions (self);
  menu = make_menu (self);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* A note's mark, a table of contents: the place in this article, if there is one. */
static gboolean
go_to_anchor (JaridaArticleView *self,
              const char        *anchor)
{
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (self->document->blocks, i);

      if (g_strcmp0 (block->anchor, anchor) == 0)
        {
          _jarida_article_view_go_to (self, &(JaridaPosition) { i, 0, 0 });
          return TRUE;
        }
    }
  return FALSE;
}

void
_jarida_article_view_activate_link (JaridaArticleView *self,
                                    const char        *address)
{
  g_autofree char *kept = g_strdup (address);

  if (*kept != '#')
    g_signal_emit_by_name (self, "link-activated", kept);
  else
    go_to_anchor (self, kept + 1);
}

void
_jarida_article_view_activate_picture (JaridaArticleView *self,
                                       guint              block)
{
  const JaridaFigure *figure = ((JaridaBlock *) g_ptr_array_index (self->document->blocks, block))->figure;
  const JaridaBlock *source = g_ptr_array_index (self->document->blocks, block);

  if (_jarida_article_view_get_hidden (self, figure->address) != NULL)
    {
      g_signal_emit_by_name (self, "why-activated", figure->address);
      return;
    }
  if (_jarida_article_view_unveil_picture (self, figure->address))
    return;
  if (source->kind == JARIDA_BLOCK_EMBED)
    {
      if (figure->link != NULL)
        _jarida_article_view_activate_link (self, figure->link);
    }
  else if (figure->address != NULL && !_jarida_article_view_retry_picture (self, figure->address))
    {
      g_signal_emit_by_name (self, "picture-activated", figure->address, figure->alt);
    }
}
