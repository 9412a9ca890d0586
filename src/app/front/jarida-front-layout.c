/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-layout.h"

#define MARGIN 20
#define NARROW_MARGIN 8
#define NARROW 480
#define WIDEST 1240
/* Of the paper without its margins. */
#define THREE_COLUMNS 840
#define TWO_COLUMNS 540
#define MAX_COLUMNS 3
#define GUTTER 20
#define BLOCK_GAP 22
#define BOTTOM 36
#define N_BESIDE 3          /* of the top, beside the lead */

#define HAIR 0.13f
#define LINE 0.85f

typedef struct
{
  JaridaFrontLayout *layout;
  int                x;          /* of the first column */
  int                n_columns;
  int                column;     /* width of one */
} Setter;

static int
column_x (const Setter *self,
          int           column)
{
  return self->x + column * (self->column + GUTTER);
}

static int
span (const Setter *self,
      int           n_columns)
{
  return n_columns * self->column + (n_columns - 1) * GUTTER;
}

static void
put (Setter    *self,
     GtkWidget *widget,
     int        x,
     int        y,
     int        width,
     int        height)
{
  const JaridaFrontSpot spot = { widget, { x, y, width, height } };

  g_array_append_val (self->layout->spots, spot);
}

static void
rule (Setter *self,
      int     x,
      int     y,
      int     width,
      int     height,
      float   strength)
{
  const JaridaFrontRule line = { { x, y, width, height }, strength };

  g_array_append_val (self->layout->rules, line);
}

/* Between columns, from @top to @bottom. */
static void
rule_columns (Setter *self,
              int     first,
              int     top,
              int     bottom)
{
  for (int i = first; i < self->n_columns && bottom > top; i++)
    rule (self, column_x (self, i) - GUTTER / 2, top, 1, bottom - top, HAIR);
}

static int
put_widget (Setter    *self,
            GtkWidget *widget,
            int        x,
            int        y,
            int        width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  put (self, widget, x, y, width, height);
  return y + height;
}

static int
put_card (Setter          *self,
          JaridaFrontCard *card,
          int              x,
          int              y,
          int              width,
          JaridaFrontFit   fit)
{
  const int height = jarida_front_card_get_height (card, width, fit);

  put (self, GTK_WIDGET (card), x, y, width, height);
  return y + height;
}

/* One under the other, [@from, @to). */
static int
put_stack (Setter    *self,
           GPtrArray *cards,
           guint      from,
           guint      to,
           int        x,
           int        y,
           JaridaFrontFit fit)
{
  for (guint i = from; i < to; i++)
    {
      if (i > from)
        rule (self, x, y++, self->column, 1, HAIR);
      y = put_card (self, g_ptr_array_index (cards, i), x, y, self->column, fit);
    }
  return y;
}

/* Row by row, from @from on. */
static int
put_rows (Setter    *self,
          GPtrArray *cards,
          guint      from,
          int        y,
          JaridaFrontFit fit)
{
  if (self->n_columns == 1)
    return put_stack (self, cards, from, cards->len, self->x, y, fit);
  for (guint row = from; row < cards->len; row += (guint) self->n_columns)
    {
      int bottom = y, top = y;

      if (row > from)
        rule (self, self->x, y, span (self, self->n_columns), 1, HAIR);
      top += row > from;
      for (int i = 0; i < self->n_columns && row + (guint) i < cards->len; i++)
        bottom = MAX (bottom, put_card (self, g_ptr_array_index (cards, row + (guint) i), column_x (self, i), top, self->column, fit));
      rule_columns (self, 1, top + 8, bottom - 8);
      y = bottom;
    }
  return y;
}

static int
put_top (Setter          *self,
         JaridaFrontCard *lead,
         GPtrArray       *top,
         int              y)
{
  const int over = MIN (self->n_columns, 2);
  guint beside = 0;
  int bottom;

  if (lead == NULL)
    return y;
  bottom = put_card (self, lead, self->x, y, span (self, over), JARIDA_FRONT_FIT_FULL);
  if (self->n_columns == 3)
    {
      int side;

      beside = MIN (N_BESIDE, top->len);
      side = put_stack (self, top, 0, beside, column_x (self, 2), y, JARIDA_FRONT_FIT_PLAIN);
      if (beside > 0)
        rule_columns (self, 2, y + 8, MAX (side, bottom) - 8);
      bottom = MAX (side, bottom);
    }
  if (beside == top->len)
    return bottom;
  rule (self, self->x, bottom, span (self, self->n_columns), 1, HAIR);
  return put_rows (self, top, beside, bottom + 1, self->n_columns == 1 ? JARIDA_FRONT_FIT_COMPACT : JARIDA_FRONT_FIT_FULL);
}

static int
put_heading (Setter    *self,
             GtkWidget *heading,
             int        x,
             int        y,
             int        width)
{
  rule (self, x, y, width, 2, LINE);
  return heading != NULL ? put_widget (self, heading, x, y + 2, width) : y + 2;
}

/* Each under the shortest column, so that what is added later moves nothing. */
static int
put_blocks (Setter    *self,
            GPtrArray *blocks,
            int        y)
{
  int ends[MAX_COLUMNS] = { y, y, y };
  int bottom = y;

  for (guint i = 0; i < blocks->len; i++)
    {
      const JaridaFrontBlock *block = g_ptr_array_index (blocks, i);
      int shortest = 0;

      if (block->wide)
        continue;
      for (int column = 1; column < self->n_columns; column++)
        if (ends[column] < ends[shortest])
          shortest = column;
      ends[shortest] = put_heading (self, block->heading, column_x (self, shortest), ends[shortest], self->column);
      ends[shortest] = put_stack (self, block->cards, 0, block->cards->len, column_x (self, shortest), ends[shortest],
                                  self->n_columns == 1 ? JARIDA_FRONT_FIT_COMPACT : JARIDA_FRONT_FIT_FULL) + BLOCK_GAP;
      bottom = MAX (bottom, ends[shortest]);
    }
  rule_columns (self, 1, y, bottom - BLOCK_GAP);
  for (guint i = 0; i < blocks->len; i++)
    {
      const JaridaFrontBlock *block = g_ptr_array_index (blocks, i);

      if (!block->wide)
        continue;
      bottom = put_heading (self, block->heading, self->x, bottom, span (self, self->n_columns));
      bottom = put_rows (self, block->cards, 0, bottom, JARIDA_FRONT_FIT_COMPACT) + BLOCK_GAP;
    }
  return bottom;
}

static void
mirror (JaridaFrontLayout *self,
        int                width)
{
  for (guint i = 0; i < self->spots->len; i++)
    {
      GtkAllocation *box = &g_array_index (self->spots, JaridaFrontSpot, i).box;

      box->x = width - box->x - box->width;
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      GtkAllocation *box = &g_array_index (self->rules, JaridaFrontRule, i).box;

      box->x = width - box->x - box->width;
    }
}

JaridaFrontLayout *
jarida_front_layout_new (GtkWidget       *masthead,
                         JaridaFrontCard *lead,
                         GPtrArray       *top,
                         GPtrArray       *blocks,
                         int              width,
                         gboolean         mirrored)
{
  JaridaFrontLayout *self = g_new0 (JaridaFrontLayout, 1);
  const int margin = width < NARROW ? NARROW_MARGIN : MARGIN;
  const int paper = CLAMP (width - 2 * margin, 1, WIDEST);
  Setter setter = { .layout = self, .x = (width - paper) / 2 };
  int y = 4;

  self->spots = g_array_new (FALSE, FALSE, sizeof (JaridaFrontSpot));
  self->rules = g_array_new (FALSE, FALSE, sizeof (JaridaFrontRule));
  setter.n_columns = paper >= THREE_COLUMNS ? 3 : paper >= TWO_COLUMNS ? 2 : 1;
  setter.column = (paper - (setter.n_columns - 1) * GUTTER) / setter.n_columns;
  y = put_widget (&setter, masthead, setter.x, y, paper);
  rule (&setter, setter.x, y, paper, 1, LINE);
  rule (&setter, setter.x, y + 3, paper, 3, LINE);
  y = put_top (&setter, lead, top, y + 14) + BLOCK_GAP;
  y = put_blocks (&setter, blocks, y);
  self->height = y + BOTTOM - BLOCK_GAP;
  if (mirrored)
    mirror (self, width);
  return self;
}

void
jarida_front_layout_free (JaridaFrontLayout *self)
{
  g_array_unref (self->spots);
  g_array_unref (self->rules);
  g_free (self);
}
