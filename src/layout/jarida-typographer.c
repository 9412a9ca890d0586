/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "jarida-typographer.h"

/* The x-height of Noto Serif, as a part of its size: the measure by which other faces are made to look as large. */
#define REFERENCE_X_HEIGHT 0.536
/* Arabic lines need more air: marks stand above and below. */
#define ARABIC_LINE_FACTOR 1.12
#define NASKH_SIZE 1.22
#define NOTO_SANS_ARABIC_SIZE 1.05
#define CODE_SIZE 0.86
#define MARGIN 24
#define NARROW_MARGIN 16
#define NARROW 400
#define SMALL_TITLE_BELOW 500

struct _JaridaTypographer
{
  grefcount           ref_count;
  JaridaArticleStyle *style;                   /* (owned) */
  PangoContext       *contexts[2];             /* (owned) left to right, right to left */
  double              base;
  double              face_scale[JARIDA_N_FACES];
  gboolean            sans[JARIDA_N_FACES];
  GArray             *facts;                   /* (owned) JaridaFontFacts: a few dozen at the most */
  double              body_character;
};

typedef struct
{
  JaridaVoice voice;
  double      balance;        /* ascent minus descent */
  double      character;
} JaridaFontFacts;

static PangoContext *
derive_context (PangoContext  *context,
                PangoDirection direction)
{
  PangoContext *derived = pango_font_map_create_context (pango_context_get_font_map (context));

  pango_context_set_base_dir (derived, direction);
  pango_context_set_language (derived, pango_context_get_language (context));
  pango_context_set_font_description (derived, pango_context_get_font_description (context));
  pango_context_set_round_glyph_positions (derived, pango_context_get_round_glyph_positions (context));
  pango_cairo_context_set_resolution (derived, pango_cairo_context_get_resolution (context));
  pango_cairo_context_set_font_options (derived, pango_cairo_context_get_font_options (context));
  return derived;
}

static gboolean
looks_sans (const char *family)
{
  static const char * const parts[] = { "sans", "cantarell", "inter", "ubuntu", "roboto", "helvetica", "arial" };
  g_autofree char *lower = g_ascii_strdown (family, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (lower, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Faces of one nominal size look larger or smaller by their x-height; this is the factor that evens them out. */
static double
match_x_height (PangoContext *context,
                const char   *family)
{
  g_autoptr(PangoLayout) layout = pango_layout_new (context);
  PangoFontDescription *description = pango_font_description_new ();
  PangoRectangle ink;

  pango_font_description_set_family (description, family);
  pango_font_description_set_absolute_size (description, 100 * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_text (layout, "x", 1);
  pango_layout_get_extents (layout, &ink, NULL);
  if (ink.height <= 0)
    return 1;
  return CLAMP (REFERENCE_X_HEIGHT * 100 * PANGO_SCALE / ink.height, 0.85, 1.35);
}

JaridaTypographer *
jarida_typographer_new (PangoContext             *context,
                        const JaridaArticleStyle *style)
{
  JaridaTypographer *self = g_new0 (JaridaTypographer, 1);
  JaridaVoice body = { JARIDA_FACE_BODY, .weight = PANGO_WEIGHT_NORMAL };

  g_ref_count_init (&self->ref_count);
  self->style = jarida_article_style_copy (style);
  self->contexts[0] = derive_context (context, PANGO_DIRECTION_LTR);
  self->contexts[1] = derive_context (context, PANGO_DIRECTION_RTL);
  self->base = MAX (round (style->font_size * style->zoom), 4);
  self->face_scale[JARIDA_FACE_BODY] = match_x_height (self->contexts[0], style->body_font);
  self->face_scale[JARIDA_FACE_UI] = 1;
  self->face_scale[JARIDA_FACE_CODE] = 1;
  self->sans[JARIDA_FACE_BODY] = looks_sans (style->body_font);
  self->sans[JARIDA_FACE_UI] = looks_sans (style->ui_font);
  self->facts = g_array_new (FALSE, FALSE, sizeof (JaridaFontFacts));
  body.size = self->base;
  self->body_character = jarida_typographer_get_character (self, &body);
  return self;
}

JaridaTypographer *
jarida_typographer_ref (JaridaTypographer *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
jarida_typographer_unref (JaridaTypographer *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  jarida_article_style_free (self->style);
  g_object_unref (self->contexts[0]);
  g_object_unref (self->contexts[1]);
  g_array_unref (self->facts);
  g_free (self);
}

const JaridaArticleStyle *
jarida_typographer_get_style (JaridaTypographer *self)
{
  return self->style;
}

double
jarida_typographer_get_base (JaridaTypographer *self)
{
  return self->base;
}

int
jarida_typographer_get_column (JaridaTypographer *self,
                               int                width)
{
  int margin = width < NARROW ? NARROW_MARGIN : MARGIN;
  int wanted = (int) ceil (self->style->column_characters * self->body_character);

  return MAX (MIN (wanted, width - 2 * margin), 1);
}

PangoContext *
jarida_typographer_get_context (JaridaTypographer *self,
                                JaridaDirection    direction)
{
  return self->contexts[direction == JARIDA_DIRECTION_RTL];
}

static const char *
get_latin_family (JaridaTypographer *self,
                  JaridaFace         face)
{
  switch (face)
    {
    case JARIDA_FACE_BODY:
      return self->style->body_font;
    case JARIDA_FACE_UI:
      return self->style->ui_font;
    case JARIDA_FACE_CODE:
      return "monospace";
    default:
      g_return_val_if_reached ("serif");
    }
}

/* The Arabic face is named, and the Latin one after it: a generic family would answer with any font that happens to
 * hold the letters, and digits would come from a third one. */
PangoFontDescription *
jarida_typographer_describe (JaridaTypographer *self,
                             const JaridaVoice *voice)
{
  PangoFontDescription *description = pango_font_description_new ();
  const char *latin = get_latin_family (self, voice->face);
  double size = voice->size * self->face_scale[voice->face];

  if (voice->arabic)
    {
      gboolean sans = self->sans[voice->face];
      g_autofree char *families = g_strconcat (sans ? "Noto Sans Arabic" : "Noto Naskh Arabic", ",", latin, NULL);

      pango_font_description_set_family (description, families);
      size = voice->size * (sans ? NOTO_SANS_ARABIC_SIZE : NASKH_SIZE);
    }
  else
    {
      pango_font_description_set_family (description, latin);
    }
  pango_font_description_set_absolute_size (description, round (size * 8) / 8 * PANGO_SCALE);
  pango_font_description_set_weight (description, voice->weight);
  if (voice->italic && !voice->arabic)
    pango_font_description_set_style (description, PANGO_STYLE_ITALIC);
  return description;
}

static JaridaFontFacts
ask_font (JaridaTypographer *self,
          const JaridaVoice *voice)
{
  PangoFontDescription *description = jarida_typographer_describe (self, voice);
  g_autoptr(PangoFont) font = pango_context_load_font (self->contexts[0], description);
  JaridaFontFacts facts = { *voice, 0, voice->size / 2 };

  pango_font_description_free (description);
  if (font != NULL)
    {
      PangoFontMetrics *metrics = pango_font_get_metrics (font, NULL);
      double character = pango_font_metrics_get_approximate_char_width (metrics) / (double) PANGO_SCALE;

      facts.balance = (pango_font_metrics_get_ascent (metrics) - pango_font_metrics_get_descent (metrics)) /
                      (double) PANGO_SCALE;
      if (character > 0)
        facts.character = character;
      pango_font_metrics_unref (metrics);
    }
  return facts;
}

/* Asked for every block of a document while heights are guessed: a short walk instead of a font description each. */
static const JaridaFontFacts *
get_facts (JaridaTypographer *self,
           const JaridaVoice *voice)
{
  JaridaFontFacts facts;

  for (guint i = 0; i < self->facts->len; i++)
    {
      const JaridaFontFacts *known = &g_array_index (self->facts, JaridaFontFacts, i);

      if (known->voice.face == voice->face && known->voice.arabic == voice->arabic &&
          known->voice.size == voice->size && known->voice.weight == voice->weight &&
          known->voice.italic == voice->italic)
        return known;
    }
  facts = ask_font (self, voice);
  g_array_append_val (self->facts, facts);
  return &g_array_index (self->facts, JaridaFontFacts, self->facts->len - 1);
}

double
jarida_typographer_get_balance (JaridaTypographer *self,
                                const JaridaVoice *voice)
{
  return get_facts (self, voice)->balance + 2 * voice->rise;
}

double
jarida_typographer_get_character (JaridaTypographer *self,
                                  const JaridaVoice *voice)
{
  return get_facts (self, voice)->character;
}

int
jarida_typographer_get_line_height (JaridaTypographer      *self,
                                    const JaridaBlockStyle *style,
                                    JaridaDirection         direction)
{
  return (int) round (style->line_height * (direction == JARIDA_DIRECTION_RTL ? ARABIC_LINE_FACTOR : 1));
}

static void
set_heading (JaridaBlockStyle *style,
             double            z,
             int               level)
{
  static const double sizes[] = { 1.4, 1.18, 1.0 };

  style->voice.size = sizes[CLAMP (level, 1, 3) - 1] * z;
  style->voice.weight = PANGO_WEIGHT_BOLD;
  style->line_height = (int) round (style->voice.size * 1.25);
  style->before = (level <= 1 ? 1.6 : 1.2) * z;
  style->after = 0.5 * z;
  style->hyphenate = FALSE;
  style->balance = TRUE;
}

/* The small sans of everything that is not the author's text. */
static void
set_small (JaridaBlockStyle *style,
           double            size,
           double            after)
{
  style->voice.face = JARIDA_FACE_UI;
  style->voice.size = size;
  style->line_height = (int) round (size * 1.4);
  style->after = after;
  style->hyphenate = FALSE;
}

/* The table of RENDERING.md, section 8. */
JaridaBlockStyle
jarida_typographer_get_block_style (JaridaTypographer *self,
                                    const JaridaBlock *block,
                                    int                column)
{
  double z = self->base;
  JaridaBlockStyle style = {
    .voice = { JARIDA_FACE_BODY, .size = z, .weight = PANGO_WEIGHT_NORMAL },
    .line_height = (int) round (z * self->style->line_spacing),
    .after = 0.85 * z,
    .ink = block->quote_depth > 0 ? JARIDA_INK_SOFT : JARIDA_INK_TEXT,
    .hyphenate = self->style->hyphenate,
  };

  style.voice.italic = block->quote_depth > 0;
  switch (block->kind)
    {
    case JARIDA_BLOCK_KICKER:
      set_small (&style, 0.8 * z, 0.4 * z);
      style.voice.weight = PANGO_WEIGHT_BOLD;
      style.ink = JARIDA_INK_DIM;
      break;
    case JARIDA_BLOCK_TITLE:
      style.voice.size = (column < SMALL_TITLE_BELOW * self->style->zoom ? 1.6 : 2.0) * z;
      style.voice.weight = PANGO_WEIGHT_BOLD;
      style.line_height = (int) round (style.voice.size * 1.2);
      style.after = 0.5 * z;
      style.hyphenate = FALSE;
      style.balance = TRUE;
      break;
    case JARIDA_BLOCK_SUBTITLE:
      style.voice.size = 1.2 * z;
      style.line_height = (int) round (style.voice.size * 1.35);
      style.after = 0.7 * z;
      style.ink = JARIDA_INK_SOFT;
      style.hyphenate = FALSE;
      style.balance = TRUE;
      break;
    case JARIDA_BLOCK_BYLINE:
      set_small (&style, 0.8 * z, 1.4 * z);
      style.ink = JARIDA_INK_DIM;
      break;
    case JARIDA_BLOCK_LEAD:
      style.voice.size = 1.12 * z;
      style.voice.weight = PANGO_WEIGHT_MEDIUM;
      style.line_height = (int) round (style.voice.size * 1.5);
      style.after = 1.4 * z;
      break;
    case JARIDA_BLOCK_PARAGRAPH:
      break;
    case JARIDA_BLOCK_HEADING:
      set_heading (&style, z, block->level);
      break;
    case JARIDA_BLOCK_LIST_ITEM:
      style.after = 0.35 * z;
      break;
    case JARIDA_BLOCK_CODE:
      style.voice = (JaridaVoice) { JARIDA_FACE_CODE, .size = 0.82 * z, .weight = PANGO_WEIGHT_NORMAL };
      style.line_height = (int) round (style.voice.size * 1.45);
      style.before = 0.4 * z;
      style.after = 1.0 * z;
      style.hyphenate = FALSE;
      break;
    case JARIDA_BLOCK_FIGURE:
    case JARIDA_BLOCK_EMBED:
      set_small (&style, 0.8 * z, 1.5 * z);
      style.before = 0.6 * z;
      style.ink = JARIDA_INK_DIM;
      style.voice.italic = FALSE;
      break;
    case JARIDA_BLOCK_TABLE:
      set_small (&style, 0.84 * z, 1.4 * z);
      style.before = 0.4 * z;
      style.voice.italic = FALSE;
      style.tabular = TRUE;
      break;
    case JARIDA_BLOCK_RULE:
      style.before = 1 * z;
      style.after = 2 * z;
      break;
    case JARIDA_BLOCK_NOTE:
      style.voice.size = 0.84 * z;
      style.line_height = (int) round (style.voice.size * 1.45);
      style.before = 0.3 * z;
      style.after = 0.85 * z;
      break;
    case JARIDA_BLOCK_SOURCE:
      set_small (&style, 0.88 * z, 0);
      style.before = 1.4 * z;
      break;
    default:
      break;
    }
  return style;
}
