/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-stops.h"

/* The space between two words of a link may belong to neither span. */
static gboolean
follows (const JaridaArticleStop *last,
         const JaridaRun         *run,
         const JaridaSpan        *span)
{
  return last->to.byte == span->start || (last->to.byte + 1 == span->start && run->text[last->to.byte] == ' ');
}

/* A link with a bold word in it is three spans and one stop. */
static void
add_links (GArray          *stops,
           const JaridaRun *run,
           guint            block,
           guint            run_index)
{
  for (guint i = 0; run->spans != NULL && i < run->spans->len; i++)
    {
      const JaridaSpan *span = &g_array_index (run->spans, JaridaSpan, i);
      JaridaArticleStop *last = stops->len > 0 ? &g_array_index (stops, JaridaArticleStop, stops->len - 1) : NULL;
      JaridaArticleStop stop = { { block, run_index, span->start }, { block, run_index, span->end }, span->link };

      if (span->link < 0)
        continue;
      if (last != NULL && last->link == span->link && last->to.run == run_index && follows (last, run, span))
        last->to.byte = span->end;
      else
        g_array_append_val (stops, stop);
    }
}

GArray *
jarida_article_stops_list (JaridaDocument *document,
                           guint           block)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (JaridaArticleStop));
  const JaridaBlock *self = g_ptr_array_index (document->blocks, block);

  if (self->figure != NULL)
    {
      JaridaArticleStop stop = { { block, 0, 0 }, { block, 0, 0 }, -1 };

      g_array_append_val (stops, stop);
    }
  for (guint i = 0; i < self->runs->len; i++)
    add_links (stops, g_ptr_array_index (self->runs, i), block, i);
  return stops;
}
