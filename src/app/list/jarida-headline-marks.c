/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-marks.h"

#define RED 0xffff
#define GREEN 0xcc00
#define BLUE 0
#define ALPHA 0x7300
#define DARK_ALPHA 0x4800

static void
insert (PangoAttrList         *attributes,
        PangoAttribute        *attribute,
        const JaridaTextRange *range,
        guint                  offset)
{
  attribute->start_index = offset + range->start;
  attribute->end_index = offset + range->end;
  pango_attr_list_insert (attributes, attribute);
}

void
jarida_headline_marks_add (PangoAttrList *attributes,
                           const GArray  *ranges,
                           guint          offset,
                           gboolean       dark)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const JaridaTextRange *range = &g_array_index (ranges, JaridaTextRange, i);

      insert (attributes, pango_attr_background_new (RED, GREEN, BLUE), range, offset);
      insert (attributes, pango_attr_background_alpha_new (dark ? DARK_ALPHA : ALPHA), range, offset);
    }
}
