/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-block-layout-private.h"

/* A picture, its caption, and the words to report it by. */

#define PICTURE_HEIGHT 620  /* at the most, times the zoom */
#define SMALL_PICTURE 100
#define CARD 6.2            /* the height of a picture that is not there, in base sizes */
#define CAPTION_GAP 0.5     /* above the words, in sizes of theirs */
#define REPORT_GAP 1.4      /* between the caption and the words beside it */
#define REPORT_SHARE 0.4    /* of the room: words wider than this stand below the caption */

static const JaridaPictureSize *
find_known_size (const JaridaColumn *column,
                 const JaridaFigure *figure)
{
  if (column->picture_sizes == NULL || figure->address == NULL)
    return NULL;
  return g_hash_table_lookup (column->picture_sizes, figure->address);
}

/* As the page says, as it was last time, or a guess that most pictures of the press fit. */
static void
get_natural_size (const JaridaColumn *column,
                  const JaridaFigure *figure,
                  double             *out_width,
                  double             *out_height)
{
  const JaridaPictureSize *known = find_known_size (column, figure);

  /* What the page calls small is small: a face, a flag. Larger sizes are only what its columns had room for. */
  if (known != NULL && known->width > 0 && known->height > 0 &&
      (figure->width <= 0 || figure->width >= SMALL_PICTURE))
    {
      *out_width = known->width;
      *out_height = known->height;
    }
  else if (figure->width > 0 && figure->height > 0)
    {
      *out_width = figure->width;
      *out_height = figure->height;
    }
  else
    {
      *out_width = MAX (column->width, figure->width);
      *out_height = *out_width * 2 / 3;
    }
}

static gboolean
has_no_picture (const JaridaColumn *column,
                const JaridaFigure *figure)
{
  const JaridaPictureSize *known = find_known_size (column, figure);

  return figure->address == NULL || (known != NULL && known->width < 0);
}

/* Never enlarged, never wider than the text, never so high that it cannot be seen whole. */
static void
fit_picture (const JaridaColumn *column,
             const JaridaFigure *figure,
             double              room,
             double             *out_width,
             double             *out_height)
{
  double most = PICTURE_HEIGHT * jarida_typographer_get_style (column->typographer)->zoom;
  double width, height, scale;

  if (has_no_picture (column, figure))
    {
      *out_width = room;
      *out_height = round (CARD * jarida_typographer_get_base (column->typographer));
      return;
    }
  get_natural_size (column, figure, &width, &height);
  scale = MIN (1, MIN (room / width, most / height));
  *out_width = MAX (round (width * scale), 1);
  *out_height = MAX (round (height * scale), 1);
}

/* The direction of the words themselves: those of the window, whatever the article is written in. */
static JaridaRunLayout *
make_report (JaridaBlockWork *self)
{
  const char *words = self->column->report_words;
  JaridaRunLayout *report;

  if (words == NULL || self->block->figure == NULL || self->block->figure->address == NULL)
    return NULL;
  report = jarida_run_layout_new_label (self->column->typographer, &self->style, words,
                                        jarida_text_direction (words) == JARIDA_DIRECTION_RTL ? JARIDA_DIRECTION_RTL
                                                                                              : JARIDA_DIRECTION_LTR, -1);
  jarida_run_layout_underline (report);
  return report;
}

static double
get_baseline (const JaridaRunLayout *run)
{
  return pango_layout_get_baseline (run->layout) / (double) PANGO_SCALE;
}

static double
get_report_gap (const JaridaBlockWork *self)
{
  return round (REPORT_GAP * self->style.voice.size);
}

/* On the first line of the caption, at the end of the column. */
static void
set_beside (JaridaBlockWork       *self,
            const JaridaRunLayout *caption,
            double                 room)
{
  JaridaRunLayout *report = self->layout->report;
  double lowered = caption != NULL ? round (get_baseline (caption) - get_baseline (report)) : 0;

  report->x = _jarida_block_work_x (self, self->indent + room - report->width, report->width);
  report->y = self->y + MAX (lowered, 0);
  if (caption == NULL || report->y + report->height > self->y + caption->height)
    self->y = report->y + report->height;
  else
    self->y += caption->height;
}

static void
set_below (JaridaBlockWork *self,
           double           room,
           gboolean         centred)
{
  JaridaRunLayout *report = self->layout->report;
  double start = centred ? floor ((room - report->width) / 2) : MAX (room - report->width, 0);

  report->x = _jarida_block_work_x (self, self->indent + start, report->width);
  report->y = self->y;
  self->y += report->height;
}

/* Words under a picture that is narrower than the text stand in the middle with it, one below the other. */
static void
add_words (JaridaBlockWork *self,
           double           room,
           gboolean         centred)
{
  JaridaRunLayout *report = self->layout->report = make_report (self);
  const GPtrArray *runs = self->block->runs;
  gboolean beside = report != NULL && !centred && report->width <= room * REPORT_SHARE;

  if (runs->len > 0 || report != NULL)
    self->y += round (CAPTION_GAP * self->style.voice.size);
  for (guint i = 0; i < runs->len; i++)
    {
      double taken = i == 0 && beside ? report->width + get_report_gap (self) : 0;
      JaridaRunLayout *caption = _jarida_block_work_add_run (self, g_ptr_array_index (runs, i), &self->style,
                                                             self->indent, room - taken);

      if (centred)
        pango_layout_set_alignment (caption->layout, PANGO_ALIGN_CENTER);
      if (taken > 0)
        set_beside (self, caption, room);
      else
        self->y += caption->height;
    }
  if (beside && runs->len == 0)
    set_beside (self, NULL, room);
  else if (report != NULL && !beside)
    set_below (self, room, centred);
}

void
_jarida_figure_layout_compose (JaridaBlockWork *self)
{
  double room = self->column->width - self->indent;
  double width, height;

  if (self->block->figure == NULL)
    width = height = 0;
  else
    fit_picture (self->column, self->block->figure, room, &width, &height);
  self->layout->picture = (JaridaRect) {
    _jarida_block_work_x (self, self->indent + floor ((room - width) / 2), width), self->y, width, height
  };
  self->y += height;
  add_words (self, room, width < room);
}

double
_jarida_figure_layout_estimate (const JaridaColumn     *column,
                                const JaridaBlock      *block,
                                const JaridaBlockStyle *style,
                                double                  room)
{
  gboolean reports = column->report_words != NULL && block->figure->address != NULL;
  double width, height;

  fit_picture (column, block->figure, room, &width, &height);
  if (block->runs->len > 0 || reports)
    height += round (CAPTION_GAP * style->voice.size);
  /* Beside a caption the words take no height of their own. */
  if (reports && (block->runs->len == 0 || width < room))
    height += style->line_height;
  return height;
}
