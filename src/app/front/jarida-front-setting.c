/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-setting.h"

#include <glib/gi18n.h>
#include <math.h>

#include "jarida-lettering.h"
#include "jarida-run-layout.h"
#include "jarida-section-name.h"
#include "jarida-text.h"
#include "jarida-time-text.h"

/* Keep a name together and apart from what stands around it, whatever its direction. */
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"

/* In characters. Titles are what a publisher wrote, and may be of any length. */
#define LONGEST_TITLE 220
#define WIDE 440              /* from here a lead is set large */
#define N_PARTS 4

static const GdkRGBA accent_on_light = { 0.106f, 0.416f, 0.796f, 1 };
static const GdkRGBA accent_on_dark = { 0.471f, 0.682f, 0.929f, 1 };

typedef struct
{
  JaridaRunLayout *layout;    /* (owned) */
  int              y;
  float            alpha;
  gboolean         accent;
} Part;

struct _JaridaFrontSetting
{
  Part  parts[N_PARTS];
  guint n_parts;
  int   height;
};

/* Of a rank, as parts of the base size. */
static const struct
{
  double title;
  int    weight;
  double excerpt;      /* 0: none */
  guint  n_characters; /* of it */
} ranks[] = {
  [JARIDA_FRONT_RANK_LEAD] = { 1.9, PANGO_WEIGHT_BOLD, 0.95, 320 },
  [JARIDA_FRONT_RANK_TOP] = { 1.14, PANGO_WEIGHT_BOLD, 0.84, 130 },
  [JARIDA_FRONT_RANK_HEAD] = { 1.08, PANGO_WEIGHT_BOLD, 0, 0 },
  [JARIDA_FRONT_RANK_ITEM] = { 0.93, PANGO_WEIGHT_NORMAL, 0, 0 },
};

static JaridaDirection
get_direction (JaridaHeadline *headline)
{
  JaridaDirection direction = jarida_headline_get_direction (headline);

  if (direction == JARIDA_DIRECTION_AUTO)
    direction = jarida_text_direction (jarida_headline_get_title (headline));
  return direction == JARIDA_DIRECTION_RTL ? JARIDA_DIRECTION_RTL : JARIDA_DIRECTION_LTR;
}

static void
add_part (JaridaFrontSetting     *self,
          JaridaTypographer      *typographer,
          const JaridaBlockStyle *style,
          const char             *text,
          JaridaDirection         direction,
          int                     width,
          float                   alpha)
{
  Part *part = &self->parts[self->n_parts++];

  part->layout = jarida_run_layout_new_label (typographer, style, text, direction, width);
  part->y = self->height;
  part->alpha = alpha;
  self->height += (int) ceil (part->layout->height + style->after);
}

static JaridaBlockStyle
make_small (double z,
            int    weight,
            double after)
{
  return (JaridaBlockStyle) {
    .voice = { JARIDA_FACE_UI, .size = 0.74 * z, .weight = weight },
    .line_height = (int) round (0.74 * z * 1.4),
    .after = after,
  };
}

static void
add_title (JaridaFrontSetting *self,
           JaridaTypographer  *typographer,
           JaridaFrontRank     rank,
           JaridaHeadline     *headline,
           int                 width)
{
  const double z = jarida_typographer_get_base (typographer);
  const double size = (rank == JARIDA_FRONT_RANK_LEAD && width < WIDE ? 1.4 : ranks[rank].title) * z;
  const char *title = jarida_headline_get_title (headline);
  g_autofree char *shown = jarida_text_excerpt (*title != '\0' ? title : _("Untitled"), LONGEST_TITLE);
  const JaridaBlockStyle style = {
    .voice = { JARIDA_FACE_BODY, .size = size, .weight = ranks[rank].weight },
    .line_height = (int) round (size * (rank == JARIDA_FRONT_RANK_LEAD ? 1.2 : 1.28)),
    .after = (rank == JARIDA_FRONT_RANK_LEAD ? 0.45 : 0.22) * z,
    .balance = rank != JARIDA_FRONT_RANK_ITEM,
  };

  add_part (self, typographer, &style, shown, get_direction (headline), width, 1);
}

static void
add_excerpt (JaridaFrontSetting *self,
             JaridaTypographer  *typographer,
             JaridaFrontRank     rank,
             JaridaHeadline     *headline,
             int                 width)
{
  const double size = ranks[rank].excerpt * jarida_typographer_get_base (typographer);
  const char *excerpt = jarida_headline_get_excerpt (headline);
  g_autofree char *shown = NULL;
  const JaridaBlockStyle style = {
    .voice = { JARIDA_FACE_BODY, .size = size, .weight = PANGO_WEIGHT_NORMAL },
    .line_height = (int) round (size * 1.45),
    .after = 0.35 * size,
  };

  /* Feeds without excerpts repeat the title. */
  if (ranks[rank].excerpt <= 0 || excerpt == NULL || *excerpt == '\0'
      || g_str_equal (excerpt, jarida_headline_get_title (headline)))
    return;
  shown = jarida_text_excerpt (excerpt, ranks[rank].n_characters);
  add_part (self, typographer, &style, shown, get_direction (headline), width, 0.82f);
}

static void
add_meta (JaridaFrontSetting *self,
          JaridaTypographer  *typographer,
          JaridaHeadline     *headline,
          int                 width)
{
  const JaridaBlockStyle style = make_small (jarida_typographer_get_base (typographer), PANGO_WEIGHT_NORMAL, 0);
  g_autofree char *time = jarida_time_text_in_edition (jarida_headline_get_published (headline), g_get_real_time () / G_USEC_PER_SEC,
                                                       jarida_headline_get_day_only (headline));
  GString *joined = g_string_new (jarida_headline_get_saved (headline) ? "★ " : NULL);
  g_autofree char *text = NULL;

  if (jarida_headline_get_video (headline) && jarida_headline_get_image (headline) == NULL)
    g_string_append (joined, JARIDA_PLAY_LETTER " ");
  g_string_append_printf (joined, FSI "%s" PDI, jarida_headline_get_source_title (headline));
  if (time != NULL)
    g_string_append_printf (joined, " · " FSI "%s" PDI, time);
  text = g_string_free (joined, FALSE);

  add_part (self, typographer, &style, text, get_direction (headline), width, 0.66f);
}

JaridaFrontSetting *
jarida_front_setting_new (JaridaTypographer *typographer,
                          JaridaFrontRank    rank,
                          JaridaHeadline    *headline,
                          JaridaSection      section,
                          gboolean           with_excerpt,
                          int                width)
{
  JaridaFrontSetting *self = g_new0 (JaridaFrontSetting, 1);
  const double z = jarida_typographer_get_base (typographer);
  const char *kicker = jarida_section_name (section);

  if (kicker != NULL)
    {
      const JaridaBlockStyle style = make_small (z, PANGO_WEIGHT_BOLD, 0.15 * z);

      add_part (self, typographer, &style, kicker, get_direction (headline), width, 1);
      self->parts[0].accent = TRUE;
    }
  add_title (self, typographer, rank, headline, width);
  if (with_excerpt)
    add_excerpt (self, typographer, rank, headline, width);
  add_meta (self, typographer, headline, width);
  return self;
}

void
jarida_front_setting_free (JaridaFrontSetting *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    jarida_run_layout_free (self->parts[i].layout);
  g_free (self);
}

int
jarida_front_setting_get_height (JaridaFrontSetting *self)
{
  return self->height;
}

void
jarida_front_setting_append (JaridaFrontSetting *self,
                             GtkSnapshot        *snapshot,
                             float               x,
                             float               y,
                             const GdkRGBA      *color,
                             float               strength)
{
  const gboolean dark = color->red + color->green + color->blue > 1.5f;

  for (guint i = 0; i < self->n_parts; i++)
    {
      const Part *part = &self->parts[i];
      GdkRGBA faded = part->accent ? dark ? accent_on_dark : accent_on_light : *color;

      faded.alpha *= part->alpha * strength;
      gtk_snapshot_save (snapshot);
      /* A balanced title is narrower than its box, and hangs from the side it begins on. */
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + (float) jarida_run_layout_get_text_x (part->layout),
                                                              y + part->y));
      gtk_snapshot_append_layout (snapshot, part->layout->layout, &faded);
      gtk_snapshot_restore (snapshot);
    }
}
