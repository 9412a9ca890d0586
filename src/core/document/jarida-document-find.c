/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-document-find.h"
#include "jarida-fold-map.h"

static void
find_in_run (const JaridaRun *run,
             guint            block,
             guint            index,
             const char      *needle,
             guint            limit,
             GArray          *ranges)
{
  g_autoptr(JaridaFoldMap) map = jarida_fold_map_new (run->text);
  const char *text = jarida_fold_map_get_text (map);
  gsize length = strlen (needle), done = 0;

  for (const char *at = text; ranges->len < limit && (at = strstr (at, needle)) != NULL; at += length)
    {
      JaridaRange range = { { block, index, 0 }, { block, index, 0 } };
      gsize start, end;

      jarida_fold_map_resolve (map, at - text, at - text + length, &start, &end);
      /* Half a letter may have been found before: the second s of a sharp one. */
      if (start < done)
        continue;
      done = end;
      range.from.byte = (guint) start;
      range.to.byte = (guint) end;
      g_array_append_val (ranges, range);
    }
}

void
jarida_document_find (JaridaDocument *self,
                      const char     *words,
                      guint           first,
                      guint           end,
                      guint           limit,
                      GArray         *ranges)
{
  g_autoptr(JaridaFoldMap) needle = jarida_fold_map_new (words);

  if (*jarida_fold_map_get_text (needle) == '\0')
    return;
  for (guint i = first; i < MIN (end, self->blocks->len - self->n_foot); i++)
    {
      const JaridaBlock *block = g_ptr_array_index (self->blocks, i);

      for (guint j = 0; j < block->runs->len; j++)
        find_in_run (g_ptr_array_index (block->runs, j), i, j, jarida_fold_map_get_text (needle), limit, ranges);
    }
}

gboolean
jarida_document_can_find (const char *words)
{
  g_autoptr(JaridaFoldMap) needle = jarida_fold_map_new (words);

  return *jarida_fold_map_get_text (needle) != '\0';
}
