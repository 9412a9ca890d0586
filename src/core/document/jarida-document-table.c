/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <stdlib.h>
#include <string.h>

/* Tables: those that say something become a grid of runs, those that only hold a page together
 * become blocks. The signs by which the two are told apart are the ones browsers' screen reader
 * support looks for (Mozilla's and WebKit's lists of "layout table" signs). */

#define MAX_COLUMNS 40
#define MAX_CELLS   20000
#define CELL_TEXT   80    /* letters of a cell on average: more is prose */

typedef struct
{
  GPtrArray            *rows;      /* (owned) tr elements */
  const JaridaHtmlNode *caption;   /* (nullable) */
  GPtrArray            *cells;     /* (owned) td and th elements row by row; NULL: covered by one that spans */
  guint                 n_columns;
  guint                 n_header_rows;
} Grid;

static void
collect_rows (const JaridaHtmlNode  *table,
              GPtrArray             *rows,
              const JaridaHtmlNode **caption)
{
  for (const JaridaHtmlNode *child = table->first; child != NULL; child = child->next)
    if (jarida_html_node_is_hidden (child))
      continue;
    else if (jarida_html_node_is (child, "tr"))
      g_ptr_array_add (rows, (gpointer) child);
    else if (jarida_html_node_is (child, "caption") && *caption == NULL)
      *caption = child;
    else if (jarida_html_node_get_role (child) == JARIDA_ROLE_TABLE_PART)
      collect_rows (child, rows, caption);
}

static guint
read_spread (const JaridaHtmlNode *cell,
             const char           *attribute,
             guint                 limit)
{
  const char *value = jarida_html_node_get (cell, attribute);
  int n = value != NULL ? atoi (value) : 1;

  return CLAMP (n, 1, (int) limit);
}

/* The cells of one row to their places. @occupied: for how many rows more, this one included, a cell
 * from above fills the column. FALSE when there are too many columns. */
static gboolean
place_row (Grid                  *grid,
           guint                  row,
           guint                 *occupied,
           const JaridaHtmlNode **places)
{
  const JaridaHtmlNode *tr = grid->rows->pdata[row];
  guint column = 0;

  for (const JaridaHtmlNode *cell = tr->first; cell != NULL; cell = cell->next)
    {
      guint width, height;

      if (jarida_html_node_get_role (cell) != JARIDA_ROLE_CELL || jarida_html_node_is_hidden (cell))
        continue;
      while (column < MAX_COLUMNS && occupied[column] > 0)
        column++;
      width = read_spread (cell, "colspan", MAX_COLUMNS);
      height = read_spread (cell, "rowspan", grid->rows->len - row);
      if (column + width > MAX_COLUMNS)
        return FALSE;
      places[column] = cell;
      for (guint i = 0; i < width; i++)
        occupied[column + i] = MAX (occupied[column + i], height);
      column += width;
    }
  for (guint i = 0; i < MAX_COLUMNS; i++)
    if (occupied[i] > 0)
      {
        occupied[i]--;
        grid->n_columns = MAX (grid->n_columns, i + 1);
      }

  return TRUE;
}

/* FALSE when it is larger than anything to be read as a table. */
static gboolean
place_cells (Grid *grid)
{
  guint occupied[MAX_COLUMNS] = { 0 };
  g_autofree const JaridaHtmlNode **places = NULL;

  if (grid->rows->len == 0 || grid->rows->len > MAX_CELLS / 2)
    return FALSE;
  places = g_new0 (const JaridaHtmlNode *, (gsize) grid->rows->len * MAX_COLUMNS);
  for (guint r = 0; r < grid->rows->len; r++)
    if (!place_row (grid, r, occupied, places + (gsize) r * MAX_COLUMNS))
      return FALSE;
  if (grid->n_columns == 0 || grid->n_columns * grid->rows->len > MAX_CELLS)
    return FALSE;

  for (guint r = 0; r < grid->rows->len; r++)
    for (guint c = 0; c < grid->n_columns; c++)
      g_ptr_array_add (grid->cells, (gpointer) places[(gsize) r * MAX_COLUMNS + c]);

  return TRUE;
}

typedef struct
{
  guint n_cells;
  guint n_letters;
  guint n_headers;
  guint n_blocks;      /* of the kinds that are not found in cells of data */
  guint n_tables;
} Signs;

static void
read_signs (const JaridaHtmlNode *table,
            Signs                *signs)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, table); node != NULL;
       node = jarida_html_node_walk (node, table))
    {
      JaridaRole role = jarida_html_node_get_role (node);

      if (node->text != NULL)
        signs->n_letters += g_utf8_strlen (node->text + strspn (node->text, " \t\r\n"), -1);
      else if (role == JARIDA_ROLE_CELL)
        {
          signs->n_cells++;
          signs->n_headers += node->element->value;
        }
      else if (role == JARIDA_ROLE_TABLE)
        signs->n_tables++;
      else if (role == JARIDA_ROLE_HEADING || role == JARIDA_ROLE_QUOTE || role == JARIDA_ROLE_FIGURE
               || role == JARIDA_ROLE_EMBED || role == JARIDA_ROLE_PREFORMATTED || role == JARIDA_ROLE_RULE)
        signs->n_blocks++;
    }
}

static gboolean
holds_data (const JaridaHtmlNode *table,
            Grid                 *grid)
{
  const char *role = jarida_html_node_get (table, "role");
  Signs signs = { 0 };

  if (role != NULL && (strcmp (role, "presentation") == 0 || strcmp (role, "none") == 0))
    return FALSE;
  read_signs (table, &signs);
  if (signs.n_tables > 0 || signs.n_cells == 0)
    return FALSE;
  if (grid->n_columns < 2)
    return FALSE;
  if (grid->caption != NULL || signs.n_headers > 0 || jarida_html_node_get (table, "summary") != NULL)
    return TRUE;
  if (signs.n_blocks > 0 || grid->rows->len < 2)
    return FALSE;

  return signs.n_letters / signs.n_cells <= CELL_TEXT;
}

static gboolean
is_header_row (Grid  *grid,
               guint  row)
{
  const JaridaHtmlNode *tr = grid->rows->pdata[row];
  gboolean any = FALSE;

  if (tr->parent != NULL && jarida_html_node_is (tr->parent, "thead"))
    return TRUE;
  for (guint c = 0; c < grid->n_columns; c++)
    {
      const JaridaHtmlNode *cell = grid->cells->pdata[row * grid->n_columns + c];

      if (cell == NULL)
        continue;
      if (cell->element->value == 0)
        return FALSE;
      any = TRUE;
    }

  return any;
}

static JaridaRun *
read_cell (JaridaBuilder        *self,
           const JaridaHtmlNode *cell,
           const JaridaContext  *context)
{
  JaridaContext inner = *context;
  JaridaRun *run = NULL;

  inner.in_cell = TRUE;
  if (cell != NULL)
    {
      jarida_builder_walk_children (self, cell, &inner);
      run = jarida_run_writer_finish (&self->writer);
    }

  return run != NULL ? run : jarida_run_new ("");
}

static gboolean
is_number (const char *text)
{
  gboolean digits = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        digits = TRUE;
      else if (!g_unichar_isspace (c) && strchr ("+-.,%/()", c < 0x80 ? (int) c : 'x') == NULL
               && c != 0x2212 && c != 0x2013 && c != 0x20ac && c != 0x66b && c != 0x66c && c != '$')
        return FALSE;
    }

  return digits;
}

static int
said_align (const JaridaHtmlNode *cell)
{
  const char *align = jarida_html_node_get (cell, "align");
  const char *style = jarida_html_node_get (cell, "style");

  if (align == NULL && style != NULL && (style = strstr (style, "text-align")) != NULL)
    {
      align = style + strlen ("text-align");
      align += strspn (align, " :\t");
    }
  if (align == NULL)
    return -1;
  if (g_ascii_strncasecmp (align, "center", 6) == 0)
    return 1;
  if (g_ascii_strncasecmp (align, "right", 5) == 0 || g_ascii_strncasecmp (align, "end", 3) == 0)
    return 2;

  return 0;
}

/* A column is set as its cells say when they agree, and numbers stand at the end. */
static guint8
column_align (Grid        *grid,
              JaridaBlock *block,
              guint        column)
{
  guint n_said[3] = { 0 }, n_numbers = 0, n_cells = 0;

  for (guint r = grid->n_header_rows; r < grid->rows->len; r++)
    {
      guint i = r * grid->n_columns + column;
      JaridaRun *run = block->runs->pdata[i];
      int said;

      if (grid->cells->pdata[i] == NULL || run->length == 0)
        continue;
      n_cells++;
      n_numbers += is_number (run->text);
      said = said_align (grid->cells->pdata[i]);
      if (said >= 0)
        n_said[said]++;
    }
  if (n_cells == 0)
    return 0;
  for (guint8 i = 1; i < 3; i++)
    if (n_said[i] * 2 > n_cells)
      return i;

  return n_numbers * 4 >= n_cells * 3 && n_said[0] == 0 ? 2 : 0;
}

static void
read_grid (JaridaBuilder       *self,
           Grid                *grid,
           const JaridaContext *context)
{
  JaridaBlock *block;

  if (grid->caption != NULL)
    {
      JaridaContext inner = *context;

      inner.flags |= JARIDA_SPAN_BOLD;
      jarida_builder_walk (self, grid->caption, &inner);
    }
  block = jarida_builder_add (self, JARIDA_BLOCK_TABLE, context);
  block->table = g_new0 (JaridaTable, 1);
  block->table->n_columns = grid->n_columns;
  block->table->n_rows = grid->rows->len;
  while (grid->n_header_rows < grid->rows->len && is_header_row (grid, grid->n_header_rows))
    grid->n_header_rows++;
  if (grid->n_header_rows == grid->rows->len)
    grid->n_header_rows = 0;
  block->table->n_header_rows = grid->n_header_rows;
  for (guint i = 0; i < grid->cells->len; i++)
    g_ptr_array_add (block->runs, read_cell (self, grid->cells->pdata[i], context));
  block->table->align = g_new0 (guint8, grid->n_columns);
  for (guint c = 0; c < grid->n_columns; c++)
    block->table->align[c] = column_align (grid, block, c);
  /* Pictures of the cells stand below. */
  jarida_builder_flush (self);
}

void
jarida_builder_read_table (JaridaBuilder        *self,
                           const JaridaHtmlNode *node,
                           const JaridaContext  *context)
{
  Grid grid = { 0 };

  grid.rows = g_ptr_array_new ();
  grid.cells = g_ptr_array_new ();
  collect_rows (node, grid.rows, &grid.caption);
  if (context->in_cell || !place_cells (&grid) || !holds_data (node, &grid))
    jarida_builder_walk_children (self, node, context);
  else
    read_grid (self, &grid, context);
  g_ptr_array_unref (grid.rows);
  g_ptr_array_unref (grid.cells);
}
