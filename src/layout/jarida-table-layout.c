/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-block-layout-private.h"

/* A column is measured on this many rows: the rest follows. */
#define MEASURED_ROWS 60
/* Wider text is broken even when there is room: no one reads lines across the whole window. */
#define WIDEST_CELL 22.0
#define ROOMY_CELL 14.0
#define SHORT_CELL 20
/* px below a table that scrolls sideways, for the bar that says so. */
#define BAR_ROOM 10

typedef struct
{
  double least;      /* the longest word */
  double decent;     /* short cells unbroken: a number, a name */
  double natural;    /* unbroken */
  double width;      /* decided */
} JaridaTableColumn;

typedef struct
{
  JaridaBlockWork    *work;
  const JaridaTable  *table;
  JaridaTableColumn  *columns;    /* (owned) */
  double              pad_x;
  double              pad_y;
} JaridaTableWork;

static const JaridaRun *
get_cell (const JaridaTableWork *self,
          guint                  row,
          guint                  column)
{
  guint index = row * self->table->n_columns + column;

  return index < self->work->block->runs->len ? g_ptr_array_index (self->work->block->runs, index) : NULL;
}

static JaridaBlockStyle
get_cell_style (const JaridaTableWork *self,
                guint                  row)
{
  JaridaBlockStyle style = self->work->style;

  if (row < self->table->n_header_rows)
    style.voice.weight = PANGO_WEIGHT_BOLD;
  return style;
}

/* A number in pieces is not that number. */
static gboolean
is_number (const JaridaRun *run)
{
  gboolean has_digit = FALSE;

  for (const char *at = run->text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalpha (c))
        return FALSE;
      has_digit = has_digit || g_unichar_isdigit (c);
    }
  return has_digit;
}

static void
measure_columns (JaridaTableWork *self)
{
  double most = WIDEST_CELL * self->work->style.voice.size;

  for (guint i = 0; i < self->table->n_columns; i++)
    self->columns[i].least = 2 * self->pad_x + 1;
  for (guint row = 0; row < MIN (self->table->n_rows, MEASURED_ROWS); row++)
    for (guint i = 0; i < self->table->n_columns; i++)
      {
        const JaridaRun *run = get_cell (self, row, i);
        JaridaBlockStyle style = get_cell_style (self, row);
        JaridaTableColumn *column = &self->columns[i];
        g_autoptr(JaridaRunLayout) cell = NULL;
        int least;

        if (run == NULL || run->length == 0)
          continue;
        cell = jarida_run_layout_new (self->work->column->typographer, &style, run, NULL, -1);
        if (g_utf8_strlen (run->text, run->length) <= SHORT_CELL)
          {
            column->decent = MAX (column->decent, cell->width + 2 * self->pad_x);
            if (is_number (run))
              column->least = MAX (column->least, cell->width + 2 * self->pad_x);
          }
        column->natural = MAX (column->natural, MIN (cell->width, most) + 2 * self->pad_x);
        pango_layout_set_wrap (cell->layout, PANGO_WRAP_WORD);
        pango_layout_set_width (cell->layout, 0);
        pango_layout_get_pixel_size (cell->layout, &least, NULL);
        column->least = MAX (column->least, MIN (least, most) + 2 * self->pad_x);
      }
}

/* Everything on one line if it fits; else narrow columns keep their width and the wide ones share what is left by
 * what they would like, never below their short cells, or else their longest word. Returns the width of the table. */
static double
decide_widths (JaridaTableWork *self,
               double           room)
{
  double least = 0, decent = 0, natural = 0, total = 0;

  for (guint i = 0; i < self->table->n_columns; i++)
    {
      JaridaTableColumn *column = &self->columns[i];

      column->decent = MAX (column->decent, column->least);
      column->natural = MAX (column->natural, column->decent);
      least += column->least;
      decent += column->decent;
      natural += column->natural;
    }
  for (guint i = 0; i < self->table->n_columns; i++)
    {
      JaridaTableColumn *column = &self->columns[i];
      double floor_width = decent <= room ? column->decent : column->least;
      double spare = room - (decent <= room ? decent : least);
      double wishes = natural - (decent <= room ? decent : least);

      if (natural <= room)
        column->width = natural > 0.7 * room ? column->natural * room / natural : column->natural;
      else if (spare >= 0)
        column->width = floor_width + (wishes > 0 ? spare * (column->natural - floor_width) / wishes : 0);
      else
        /* It scrolls in any case: then it need not be cramped as well. */
        column->width = MIN (column->natural, MAX (column->decent, ROOMY_CELL * self->work->style.voice.size));
      column->width = floor (column->width);
      total += column->width;
    }
  return total;
}

static void
align_cell (const JaridaTableWork *self,
            JaridaRunLayout       *cell,
            guint                  column)
{
  guint8 align = self->table->align != NULL ? self->table->align[column] : 0;

  if (align == 1)
    pango_layout_set_alignment (cell->layout, PANGO_ALIGN_CENTER);
  else
    /* Start and end are the table's: a Latin word in an Arabic table hangs with its column. */
    pango_layout_set_alignment (cell->layout, (align == 2) != self->work->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

static double
compose_row (JaridaTableWork *self,
             guint            row)
{
  JaridaBlockWork *work = self->work;
  JaridaBlockStyle style = get_cell_style (self, row);
  double start = work->indent, height = 0;

  for (guint i = 0; i < self->table->n_columns; i++)
    {
      const JaridaRun *run = get_cell (self, row, i);
      double width = self->columns[i].width;

      if (run != NULL)
        {
          JaridaRunLayout *cell = _jarida_block_work_add_run (work, run, &style, start + self->pad_x,
                                                              MAX (width - 2 * self->pad_x, 1));

          align_cell (self, cell, i);
          cell->y += self->pad_y;
          height = MAX (height, cell->height);
        }
      start += width;
    }
  return ceil (height + 2 * self->pad_y);
}

/* A table wider than the column is laid out whole and seen through a window that scrolls. */
static void
make_scroll (JaridaTableWork *self,
             double           top,
             double           room,
             double           total)
{
  JaridaBlockWork *work = self->work;
  double x = _jarida_block_work_x (work, work->indent, room);

  work->layout->viewport = (JaridaRect) { x, top, room, work->y - top };
  work->layout->content_width = total;
  for (guint i = 0; i < work->layout->decorations->len; i++)
    g_array_index (work->layout->decorations, JaridaDecoration, i).scrolls = TRUE;
  work->y += BAR_ROOM;
  if (!work->rtl)
    return;
  /* Laid out from the right edge, the far end lies left of the column: it is brought back to the right of x. */
  for (guint i = 0; i < work->layout->runs->len; i++)
    ((JaridaRunLayout *) g_ptr_array_index (work->layout->runs, i))->x += total - room;
  for (guint i = 0; i < work->layout->decorations->len; i++)
    g_array_index (work->layout->decorations, JaridaDecoration, i).rect.x += total - room;
}

void
_jarida_table_layout_compose (JaridaBlockWork *work)
{
  JaridaTableWork self = { work, work->block->table };
  double room = work->column->width - work->indent, top = work->y, total;

  if (self.table == NULL || self.table->n_columns == 0)
    return;
  self.pad_x = round (0.6 * work->style.voice.size);
  self.pad_y = round (0.35 * work->style.voice.size);
  self.columns = g_new0 (JaridaTableColumn, self.table->n_columns);
  measure_columns (&self);
  total = decide_widths (&self, room);
  for (guint row = 0; row < self.table->n_rows; row++)
    {
      gboolean head = row + 1 == self.table->n_header_rows;

      work->y += compose_row (&self, row);
      _jarida_block_work_decorate (work, head ? JARIDA_INK_RULE : JARIDA_INK_FAINT, work->indent, work->y,
                                   total, 1, 0);
      work->y += 1;
    }
  if (total > room)
    make_scroll (&self, top, room, total);
  g_free (self.columns);
}
