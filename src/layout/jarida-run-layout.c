/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "jarida-run-layout.h"

/* Below this many characters to the line justified text has rivers. */
#define JUSTIFY_CHARACTERS 45
#define LETTERS_BEFORE_HYPHEN 3
#define SOFT_HYPHEN 0x00AD
/* A command or a name in running text stays in one piece. */
#define UNBROKEN_CODE 24
/* Of a caret that stays at one place of the clean text. */
#define MOST_STEPS 4

/* What it takes to dress a text: the attributes grow while the text is walked. */
typedef struct
{
  JaridaTypographer      *typographer;
  const JaridaBlockStyle *style;
  const JaridaHyphenMap  *hyphens;
  PangoAttrList          *attributes;
  JaridaVoice             base;
  double                  base_balance;
  int                     line_height;
} JaridaDresser;

static gboolean
is_arabic (gunichar c)
{
  return (c >= 0x0600 && c <= 0x06FF) || (c >= 0x0750 && c <= 0x077F) || (c >= 0x0870 && c <= 0x08FF) ||
         (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

static gboolean
is_neutral (gunichar c)
{
  return !g_unichar_isalnum (c) && !g_unichar_ismark (c);
}

/* Brackets and quotes stand in pairs, so both take the face of the block, whatever they hold. */
static gboolean
is_paired (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION ||
         type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

/* The script at @from and where it ends. Signs and spaces go with their neighbours when both agree, else with the
 * block's own script. */
static gboolean
scan_script (const char *text,
             gsize       length,
             gsize       from,
             gboolean    base_arabic,
             gsize      *out_end)
{
  gboolean known = FALSE, arabic = base_arabic;
  gsize last_strong_end = from;

  for (gsize i = from; i < length; i = g_utf8_next_char (text + i) - text)
    {
      gunichar c = g_utf8_get_char (text + i);
      gboolean here;

      if (is_neutral (c) && !is_arabic (c) && !is_paired (c))
        continue;
      here = is_paired (c) ? base_arabic : is_arabic (c);
      if (!known)
        {
          /* Leading signs belong to the base; they are a stretch of their own unless what follows is the base too. */
          if (here != base_arabic && i > from)
            {
              *out_end = i;
              return base_arabic;
            }
          known = TRUE;
          arabic = here;
        }
      else if (here != arabic)
        {
          *out_end = arabic == base_arabic ? i : last_strong_end;
          return arabic;
        }
      last_strong_end = g_utf8_next_char (text + i) - text;
    }
  *out_end = known && arabic != base_arabic ? last_strong_end : length;
  return arabic;
}

static void
add (JaridaDresser  *self,
     PangoAttribute *attribute,
     guint           start,
     guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (self->attributes, attribute);
}

static int
even_line_height (JaridaDresser *self,
                  double         balance)
{
  double rest = self->line_height - fabs (balance - self->base_balance) - 0.5;

  return (int) (MAX (rest, 1) * PANGO_SCALE);
}

static JaridaVoice
make_voice (JaridaDresser  *self,
            JaridaSpanFlags flags,
            gboolean        arabic)
{
  JaridaVoice voice = self->base;

  voice.arabic = arabic;
  if (flags & JARIDA_SPAN_BOLD)
    voice.weight = MAX (voice.weight, PANGO_WEIGHT_BOLD);
  if (flags & JARIDA_SPAN_ITALIC)
    voice.italic = !voice.italic;
  if (flags & JARIDA_SPAN_CODE)
    {
      if (voice.face != JARIDA_FACE_CODE)
        voice.size *= 0.86;
      voice.face = JARIDA_FACE_CODE;
      voice.italic = FALSE;
    }
  if (flags & JARIDA_SPAN_SMALL)
    voice.size *= 0.85;
  if (flags & JARIDA_SPAN_SUPERSCRIPT)
    {
      voice.rise = 0.38 * voice.size;
      voice.size *= 0.7;
    }
  else if (flags & JARIDA_SPAN_SUBSCRIPT)
    {
      voice.rise = -0.16 * voice.size;
      voice.size *= 0.7;
    }
  return voice;
}

static gboolean
is_same_voice (const JaridaVoice *a,
               const JaridaVoice *b)
{
  return a->face == b->face && a->arabic == b->arabic && a->size == b->size && a->weight == b->weight &&
         a->italic == b->italic && a->rise == b->rise;
}

static void
add_voice (JaridaDresser     *self,
           const JaridaVoice *voice,
           guint              start,
           guint              end)
{
  PangoFontDescription *description = jarida_typographer_describe (self->typographer, voice);
  double balance = jarida_typographer_get_balance (self->typographer, voice);

  add (self, pango_attr_font_desc_new (description), start, end);
  pango_font_description_free (description);
  if (voice->rise != 0)
    add (self, pango_attr_rise_new ((int) (voice->rise * PANGO_SCALE)), start, end);
  if (fabs (balance - self->base_balance) > 0.01)
    add (self, pango_attr_line_height_new_absolute (even_line_height (self, balance)), start, end);
  if (voice->face == JARIDA_FACE_CODE)
    add (self, pango_attr_insert_hyphens_new (FALSE), start, end);
}

static void
add_colour (JaridaDresser  *self,
            PangoAttribute *(*make) (guint16, guint16, guint16),
            guint32         colour,
            guint           start,
            guint           end)
{
  add (self, make (((colour >> 16) & 0xFF) * 257, ((colour >> 8) & 0xFF) * 257, (colour & 0xFF) * 257), start, end);
}

static void
add_stretch (JaridaDresser   *self,
             JaridaSpanFlags  flags,
             int              link,
             gboolean         arabic,
             guint            start,
             guint            end)
{
  JaridaVoice voice = make_voice (self, flags, arabic);

  start = jarida_hyphen_map_to_display (self->hyphens, start);
  end = jarida_hyphen_map_to_display (self->hyphens, end);
  if (!is_same_voice (&voice, &self->base))
    add_voice (self, &voice, start, end);
  if (link >= 0)
    {
      add_colour (self, pango_attr_foreground_new, jarida_typographer_get_style (self->typographer)->link_colour,
                  start, end);
      /* Else the translucency of the text around would thin it out. */
      add (self, pango_attr_foreground_alpha_new (G_MAXUINT16), start, end);
    }
  if (link >= 0 || (flags & JARIDA_SPAN_UNDERLINE))
    add (self, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
  if ((flags & JARIDA_SPAN_CODE) && end - start <= UNBROKEN_CODE)
    add (self, pango_attr_allow_breaks_new (FALSE), start, end);
  if (flags & JARIDA_SPAN_STRIKE)
    add (self, pango_attr_strikethrough_new (TRUE), start, end);
  if (flags & JARIDA_SPAN_MARK)
    {
      add_colour (self, pango_attr_background_new, jarida_typographer_get_style (self->typographer)->mark_colour,
                  start, end);
      add_colour (self, pango_attr_foreground_new, 0x1e1e1e, start, end);
    }
}

/* The link of a space that stands between two spans of that link; else -1. */
static int
get_bridge (const JaridaRun *run,
            guint            next_span,
            gsize            at)
{
  const JaridaSpan *before, *after;

  if (next_span == 0)
    return -1;
  before = &g_array_index (run->spans, JaridaSpan, next_span - 1);
  after = &g_array_index (run->spans, JaridaSpan, next_span);
  return before->link == after->link && before->end == at && after->start == at + 1 && run->text[at] == ' '
         ? after->link : -1;
}

/* Cuts the text where the markup or the script changes, so that each piece gets one voice, whole. */
static void
dress (JaridaDresser   *self,
       const JaridaRun *run)
{
  guint n_spans = run->spans != NULL ? run->spans->len : 0;
  guint span = 0;
  gsize script_end = 0;
  gboolean arabic = self->base.arabic;

  for (gsize at = 0; at < run->length;)
    {
      JaridaSpanFlags flags = 0;
      gsize end;
      int link = -1;

      if (at >= script_end)
        arabic = scan_script (run->text, run->length, at, self->base.arabic, &script_end);
      end = script_end;
      while (span < n_spans && g_array_index (run->spans, JaridaSpan, span).end <= at)
        span++;
      if (span < n_spans)
        {
          const JaridaSpan *here = &g_array_index (run->spans, JaridaSpan, span);

          if (here->start <= at)
            {
              flags = here->flags;
              link = here->link;
              end = MIN (end, here->end);
            }
          else
            {
              end = MIN (end, here->start);
              link = get_bridge (run, span, at);
            }
        }
      add_stretch (self, flags, link, arabic, at, end);
      at = end;
    }
}

/* A font that Pango fell back to (an emoji, another script) is not known beforehand and may still push its line: its
 * items get a line height of their own, and the text is set once more. */
static void
even_fallbacks (JaridaDresser *self,
                PangoLayout   *layout)
{
  g_autoptr(PangoAttrList) attributes = NULL;
  int wanted = self->line_height * PANGO_SCALE;
  gboolean changed = FALSE;
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  attributes = pango_attr_list_copy (self->attributes);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle line;

      pango_layout_iter_get_line_extents (iter, NULL, &line);
      if (line.height > wanted + PANGO_SCALE / 2 && run != NULL)
        {
          PangoFontMetrics *metrics = pango_font_get_metrics (run->item->analysis.font, NULL);
          double balance = (pango_font_metrics_get_ascent (metrics) - pango_font_metrics_get_descent (metrics)) /
                           (double) PANGO_SCALE;

          pango_font_metrics_unref (metrics);
          if (fabs (balance - self->base_balance) > 0.5)
            {
              PangoAttribute *attribute = pango_attr_line_height_new_absolute (even_line_height (self, balance));

              attribute->start_index = run->item->offset;
              attribute->end_index = run->item->offset + run->item->length;
              pango_attr_list_insert (attributes, attribute);
              changed = TRUE;
            }
        }
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  if (changed)
    pango_layout_set_attributes (layout, attributes);
}

/* The narrowest width that needs no more lines: a heading of three even lines instead of two and a word. */
static void
balance_lines (PangoLayout *layout,
               double       width)
{
  int n_lines = pango_layout_get_line_count (layout);
  int low, high;

  if (n_lines < 2 || n_lines > 6)
    return;
  low = (int) (width / 2);
  high = (int) width;
  while (high - low > 4)
    {
      int middle = (low + high) / 2;

      pango_layout_set_width (layout, middle * PANGO_SCALE);
      if (pango_layout_get_line_count (layout) > n_lines)
        low = middle;
      else
        high = middle;
    }
  pango_layout_set_width (layout, high * PANGO_SCALE);
}

static void
set_paragraph (JaridaRunLayout        *self,
               JaridaTypographer      *typographer,
               const JaridaBlockStyle *style,
               JaridaDirection         direction,
               double                  width)
{
  const JaridaArticleStyle *choices = jarida_typographer_get_style (typographer);
  gboolean rtl = direction == JARIDA_DIRECTION_RTL;

  pango_layout_set_auto_dir (self->layout, FALSE);
  pango_layout_set_alignment (self->layout, rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  if (width < 0)
    return;
  pango_layout_set_width (self->layout, (int) (MAX (width, 1) * PANGO_SCALE));
  if (choices->justify && style->hyphenate && !rtl && style->voice.size > 0 &&
      width > JUSTIFY_CHARACTERS * jarida_typographer_get_character (typographer, &style->voice))
    pango_layout_set_justify (self->layout, TRUE);
}

/* Which side the text hangs from is decided by the box, so the shrunken width of a balanced heading is put back. */
static void
measure (JaridaRunLayout *self,
         JaridaDirection  direction,
         double           width)
{
  PangoRectangle logical;

  pango_layout_get_extents (self->layout, NULL, &logical);
  self->height = ceil (logical.height / (double) PANGO_SCALE);
  if (width < 0)
    {
      self->width = ceil (logical.width / (double) PANGO_SCALE);
      pango_layout_set_width (self->layout, (int) (self->width * PANGO_SCALE));
    }
  else
    {
      self->width = width;
    }
}

static JaridaRunLayout *
lay_out (JaridaTypographer      *typographer,
         const JaridaBlockStyle *style,
         const JaridaRun        *run,
         GArray                 *hyphens,
         double                  width)
{
  JaridaRunLayout *self = g_new0 (JaridaRunLayout, 1);
  gboolean rtl = run->direction == JARIDA_DIRECTION_RTL;
  JaridaDresser dresser = { typographer, style, .base = style->voice };
  PangoFontDescription *description;

  if (hyphens != NULL)
    self->hyphens = jarida_hyphen_map_new (run->text, hyphens);
  self->ink = style->ink;
  self->layout = pango_layout_new (jarida_typographer_get_context (typographer, run->direction));
  pango_layout_set_text (self->layout, self->hyphens != NULL ? jarida_hyphen_map_get_text (self->hyphens) : run->text,
                         self->hyphens != NULL ? -1 : (int) run->length);
  dresser.base.arabic = rtl;
  dresser.base.italic = style->voice.italic && !rtl;
  dresser.hyphens = self->hyphens;
  dresser.line_height = jarida_typographer_get_line_height (typographer, style, run->direction);
  dresser.base_balance = jarida_typographer_get_balance (typographer, &dresser.base);
  dresser.attributes = pango_attr_list_new ();
  description = jarida_typographer_describe (typographer, &dresser.base);
  pango_layout_set_font_description (self->layout, description);
  pango_font_description_free (description);
  add (&dresser, pango_attr_line_height_new_absolute (dresser.line_height * PANGO_SCALE), 0, G_MAXUINT);
  if (style->tabular)
    add (&dresser, pango_attr_font_features_new ("tnum=1"), 0, G_MAXUINT);
  if (style->voice.face == JARIDA_FACE_CODE)
    add (&dresser, pango_attr_insert_hyphens_new (FALSE), 0, G_MAXUINT);
  dress (&dresser, run);
  pango_layout_set_attributes (self->layout, dresser.attributes);
  set_paragraph (self, typographer, style, run->direction, width);
  if (style->balance && width > 0)
    balance_lines (self->layout, width);
  measure (self, run->direction, width);
  if (self->height > dresser.line_height * pango_layout_get_line_count (self->layout) + 0.5)
    {
      even_fallbacks (&dresser, self->layout);
      measure (self, run->direction, width);
    }
  pango_attr_list_unref (dresser.attributes);
  return self;
}

static gboolean
is_letter_before (const char *text,
                  guint       byte)
{
  return byte > 0 && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (text + byte)));
}

/* Only where a line gains by it: not for two letters at the head of a word, and never in the last word of a paragraph,
 * which would leave its tail alone on a line. */
static GArray *
find_hyphens (const JaridaRun *run,
              const char      *language)
{
  g_autoptr(GArray) all = jarida_hyphenate (run->text, language);
  const char *last_space = strrchr (run->text, ' ');
  guint limit = last_space != NULL ? last_space - run->text : 0;
  GArray *kept;

  if (all == NULL)
    return NULL;
  kept = g_array_sized_new (FALSE, FALSE, sizeof (guint), all->len);
  for (guint i = 0; i < all->len; i++)
    {
      guint offset = g_array_index (all, guint, i), before = offset;
      int n_letters = 0;

      while (n_letters < LETTERS_BEFORE_HYPHEN && is_letter_before (run->text, before))
        {
          before = g_utf8_prev_char (run->text + before) - run->text;
          n_letters++;
        }
      if (offset < limit && n_letters >= LETTERS_BEFORE_HYPHEN)
        g_array_append_val (kept, offset);
    }
  return kept;
}

JaridaRunLayout *
jarida_run_layout_new (JaridaTypographer      *typographer,
                       const JaridaBlockStyle *style,
                       const JaridaRun        *run,
                       const char             *language,
                       double                  width)
{
  g_autoptr(GArray) hyphens = NULL;
  JaridaRunLayout *self;

  if (style->hyphenate && language != NULL && run->direction != JARIDA_DIRECTION_RTL)
    hyphens = find_hyphens (run, language);
  self = lay_out (typographer, style, run, hyphens, width);
  self->run = run;
  return self;
}

JaridaRunLayout *
jarida_run_layout_new_label (JaridaTypographer      *typographer,
                             const JaridaBlockStyle *style,
                             const char             *text,
                             JaridaDirection         direction,
                             double                  width)
{
  JaridaRun run = { (char *) text, strlen (text), NULL, direction };

  return lay_out (typographer, style, &run, NULL, width);
}

void
jarida_run_layout_underline (JaridaRunLayout *self)
{
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (self->layout));

  pango_attr_list_insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
}

void
jarida_run_layout_free (JaridaRunLayout *self)
{
  g_object_unref (self->layout);
  g_clear_pointer (&self->hyphens, jarida_hyphen_map_free);
  g_free (self);
}

/* Where the lines begin: a balanced heading is set narrower than its box and hangs from the side it is read from. */
static double
get_shift (const JaridaRunLayout *self)
{
  int width = pango_layout_get_width (self->layout);
  PangoContext *context = pango_layout_get_context (self->layout);

  if (width < 0 || pango_context_get_base_dir (context) != PANGO_DIRECTION_RTL)
    return 0;
  return self->width - width / (double) PANGO_SCALE;
}

double
jarida_run_layout_get_text_x (const JaridaRunLayout *self)
{
  return self->x + get_shift (self);
}

static gboolean
find_index (const JaridaRunLayout *self,
            double                 x,
            double                 y,
            int                   *out_index,
            int                   *out_trailing)
{
  return pango_layout_xy_to_index (self->layout, (int) ((x - jarida_run_layout_get_text_x (self)) * PANGO_SCALE),
                                   (int) ((y - self->y) * PANGO_SCALE), out_index, out_trailing);
}

guint
jarida_run_layout_hit (const JaridaRunLayout *self,
                       double                 x,
                       double                 y,
                       gboolean              *out_inside)
{
  const char *text = pango_layout_get_text (self->layout);
  int index, trailing;
  gboolean inside = find_index (self, x, y, &index, &trailing);

  if (out_inside != NULL)
    *out_inside = inside;
  index = g_utf8_offset_to_pointer (text + index, trailing) - text;
  return jarida_hyphen_map_to_clean (self->hyphens, index);
}

gboolean
jarida_run_layout_byte_at (const JaridaRunLayout *self,
                           double                 x,
                           double                 y,
                           guint                 *out_byte)
{
  const char *text;
  int index, trailing;

  if (x < self->x || x >= self->x + self->width || y < self->y || y >= self->y + self->height ||
      !find_index (self, x, y, &index, &trailing))
    return FALSE;
  /* The sign at the end of a broken line belongs to the letter it follows. */
  text = pango_layout_get_text (self->layout);
  if (self->hyphens != NULL && index > 0 && g_utf8_get_char (text + index) == SOFT_HYPHEN)
    index = g_utf8_prev_char (text + index) - text;
  *out_byte = jarida_hyphen_map_to_clean (self->hyphens, index);
  return TRUE;
}

/* One rectangle for each stretch that is one piece to the eye: a range across a change of direction has several in a
 * line. They are clamped to the text, so that a selection is not a slab. */
void
jarida_run_layout_add_rects (const JaridaRunLayout *self,
                             guint                  start,
                             guint                  end,
                             GArray                *rects)
{
  int from = jarida_hyphen_map_to_display (self->hyphens, start);
  int to = jarida_hyphen_map_to_display (self->hyphens, end);
  double left = jarida_run_layout_get_text_x (self);
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      int first = MAX (from, line->start_index);
      int last = MIN (to, line->start_index + line->length);
      PangoRectangle extents;
      g_autofree int *ranges = NULL;
      int n_ranges;

      /* Lines follow one another as the text does, whatever its direction. */
      if (line->start_index >= to)
        break;
      if (first >= last)
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      pango_layout_line_get_x_ranges (line, first, last, &ranges, &n_ranges);
      for (int i = 0; i < n_ranges; i++)
        {
          int x0 = MAX (ranges[2 * i], extents.x);
          int x1 = MIN (ranges[2 * i + 1], extents.x + extents.width);
          JaridaRect rect = { left + x0 / (double) PANGO_SCALE, self->y + extents.y / (double) PANGO_SCALE,
                              (x1 - x0) / (double) PANGO_SCALE, extents.height / (double) PANGO_SCALE };

          if (rect.width > 0)
            g_array_append_val (rects, rect);
        }
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

void
jarida_run_layout_word (const JaridaRunLayout *self,
                        guint                  byte,
                        guint                 *out_start,
                        guint                 *out_end)
{
  const char *text = pango_layout_get_text (self->layout);
  int n_attrs, start, end, here;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (self->layout, &n_attrs);

  here = (int) g_utf8_pointer_to_offset (text, text + jarida_hyphen_map_to_display (self->hyphens, byte));
  for (start = MIN (here, n_attrs - 1); start > 0 && !attrs[start].is_word_start && !attrs[start].is_word_end;)
    start--;
  /* At the end of a word stands what follows it: a space, a sign. */
  if (!attrs[start].is_word_start)
    start = here;
  for (end = MIN (start + 1, n_attrs - 1); end < n_attrs - 1 && !attrs[end].is_word_end && attrs[start].is_word_start;)
    end++;
  *out_start = jarida_hyphen_map_to_clean (self->hyphens, g_utf8_offset_to_pointer (text, start) - text);
  *out_end = jarida_hyphen_map_to_clean (self->hyphens, g_utf8_offset_to_pointer (text, end) - text);
}

JaridaRect
jarida_run_layout_caret (const JaridaRunLayout *self,
                         guint                  byte)
{
  PangoRectangle strong;

  pango_layout_get_cursor_pos (self->layout, jarida_hyphen_map_to_display (self->hyphens, byte), &strong, NULL);
  return (JaridaRect) { jarida_run_layout_get_text_x (self) + strong.x / (double) PANGO_SCALE,
                        self->y + strong.y / (double) PANGO_SCALE, 0, strong.height / (double) PANGO_SCALE };
}

static int
move_by_word (const JaridaRunLayout *self,
              guint                 *byte,
              int                    forward)
{
  const char *text = pango_layout_get_text (self->layout);
  int n_attrs, i;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (self->layout, &n_attrs);

  i = (int) g_utf8_pointer_to_offset (text, text + jarida_hyphen_map_to_display (self->hyphens, *byte)) + forward;
  if (i < 0 || i >= n_attrs)
    return forward;
  while (i > 0 && i < n_attrs - 1 && !(forward > 0 ? attrs[i].is_word_end : attrs[i].is_word_start))
    i += forward;
  *byte = jarida_hyphen_map_to_clean (self->hyphens, g_utf8_offset_to_pointer (text, i) - text);
  return 0;
}

int
jarida_run_layout_move (const JaridaRunLayout *self,
                        guint                 *byte,
                        int                    direction,
                        gboolean               by_word)
{
  const char *text = pango_layout_get_text (self->layout);
  gboolean rtl = self->run != NULL && self->run->direction == JARIDA_DIRECTION_RTL;
  int index = jarida_hyphen_map_to_display (self->hyphens, *byte), trailing;
  guint before = *byte;

  if (by_word)
    return move_by_word (self, byte, rtl ? -direction : direction);
  /* A hyphen that is only shown is no step of its own. */
  for (int i = 0; i < MOST_STEPS && *byte == before; i++)
    {
      pango_layout_move_cursor_visually (self->layout, TRUE, index, 0, direction, &index, &trailing);
      if (index < 0 || index == G_MAXINT)
        return index < 0 ? -1 : 1;
      index = g_utf8_offset_to_pointer (text + index, trailing) - text;
      *byte = jarida_hyphen_map_to_clean (self->hyphens, index);
    }
  return 0;
}
