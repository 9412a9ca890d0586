/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-lettering.h"

void
jarida_label_set_small (GtkLabel *label)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (JARIDA_SMALL_LETTERS));
  gtk_label_set_attributes (label, attributes);
}

int
jarida_line_height (GtkWidget *widget)
{
  static PangoFontDescription *known_font;
  static int height;
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);

  if (known_font == NULL || !pango_font_description_equal (known_font, font))
    {
      g_autoptr(PangoLayout) layout = pango_layout_new (context);

      g_clear_pointer (&known_font, pango_font_description_free);
      known_font = pango_font_description_copy (font);
      pango_layout_set_text (layout, "Ág", -1);
      pango_layout_get_pixel_size (layout, NULL, &height);
    }
  return height;
}
