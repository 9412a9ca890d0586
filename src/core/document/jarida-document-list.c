/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <stdlib.h>
#include <string.h>

/* Lists: what stands before each item. */

static const char *const bullets[] = { "•", "◦", "▪" };

static char *
format_letters (int  number,
                char first)
{
  GString *text = g_string_new (NULL);

  for (; number > 0; number = (number - 1) / 26)
    g_string_prepend_c (text, first + (number - 1) % 26);

  return g_string_free (text, FALSE);
}

static char *
format_roman (int number)
{
  static const struct { int value; const char *sign; } signs[] = {
    { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" },
    { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    for (; number >= signs[i].value; number -= signs[i].value)
      g_string_append (text, signs[i].sign);

  return g_string_free (text, FALSE);
}

static char *
format_number (int  number,
               char type)
{
  g_autofree char *text = NULL;

  if (number > 0 && number < 4000 && (type == 'i' || type == 'I'))
    text = format_roman (number);
  else if (number > 0 && (type == 'a' || type == 'A'))
    text = format_letters (number, 'a');
  else
    return g_strdup_printf ("%d.", number);

  if (g_ascii_isupper (type))
    {
      g_autofree char *lower = g_steal_pointer (&text);

      text = g_ascii_strup (lower, -1);
    }

  return g_strconcat (text, ".", NULL);
}

static int
read_integer (const JaridaHtmlNode *node,
              const char           *attribute,
              int                   fallback)
{
  const char *value = jarida_html_node_get (node, attribute);
  char *end;
  long n;

  if (value == NULL)
    return fallback;
  n = strtol (value, &end, 10);

  return end == value || n < -1000000 || n > 1000000 ? fallback : (int) n;
}

static int
count_items (const JaridaHtmlNode *node)
{
  int n = 0;

  for (const JaridaHtmlNode *child = node->first; child != NULL; child = child->next)
    n += jarida_html_node_get_role (child) == JARIDA_ROLE_ITEM;

  return n;
}

static void
read_item (JaridaBuilder        *self,
           const JaridaHtmlNode *node,
           const JaridaContext  *context,
           char                 *marker)
{
  g_autofree char *own = marker;
  JaridaContext inner = *context;

  if (inner.in_cell)
    {
      /* In a cell a list is lines, and its markers are text. */
      if (!jarida_run_writer_is_empty (&self->writer))
        jarida_run_writer_break (&self->writer);
      jarida_run_writer_add (&self->writer, own, 0, -1);
      jarida_run_writer_add (&self->writer, " ", 0, -1);
      jarida_builder_walk_children (self, node, &inner);
      return;
    }
  inner.marker = &own;
  jarida_builder_walk (self, node, &inner);
  jarida_builder_flush (self);
}

void
jarida_builder_read_list (JaridaBuilder        *self,
                          const JaridaHtmlNode *node,
                          const JaridaContext  *context)
{
  gboolean ordered = node->element->value == 1;
  gboolean reversed = ordered && jarida_html_node_get (node, "reversed") != NULL;
  const char *type = jarida_html_node_get (node, "type");
  int number = ordered ? read_integer (node, "start", reversed ? count_items (node) : 1) : 0;
  JaridaContext inner = *context;

  if (!inner.in_notes || inner.list_depth > 0)
    inner.kind = JARIDA_BLOCK_LIST_ITEM;
  if (inner.in_cell)
    inner.kind = context->kind;
  else
    inner.list_depth = MIN (inner.list_depth + 1, 12);
  for (const JaridaHtmlNode *child = node->first; child != NULL; child = child->next)
    {
      char *marker;

      if (jarida_html_node_get_role (child) != JARIDA_ROLE_ITEM)
        {
          /* A list inside a list but outside its items belongs to the item before. */
          jarida_builder_walk (self, child, jarida_html_node_get_role (child) == JARIDA_ROLE_LIST ? &inner : context);
          continue;
        }
      if (ordered)
        {
          number = read_integer (child, "value", number);
          marker = format_number (number, type != NULL ? *type : '1');
          number += reversed ? -1 : 1;
        }
      else
        marker = g_strdup (bullets[MIN (MAX (inner.list_depth, 1), G_N_ELEMENTS (bullets)) - 1]);
      read_item (self, child, &inner, marker);
    }
}
