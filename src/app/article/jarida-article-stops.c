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
      JaridaArticleStop stop = { { block, run_index, span->start }, { block, run_index, span->end }, span->link,
                                 JARIDA_STOP_LINK };

      if (span->link < 0)
        continue;
      if (last != NULL && last->kind == JARIDA_STOP_LINK && last->link == span->link && last->to.run == run_index && follows (last, run, span))
        last->to.byte = span->end;
      else
        g_array_append_val (stops, stop);
    }
}

static void
add_own (GArray         *stops,
         guint           block,
         JaridaStopKind  kind)
{
  JaridaArticleStop stop = { { block, 0, 0 }, { block, 0, 0 }, -1, kind };

  g_array_append_val (stops, stop);
}

GArray *
jarida_article_stops_list (JaridaDocument *document,
                           guint           block,
                           gboolean        hidden)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (JaridaArticleStop));
  const JaridaBlock *self = g_ptr_array_index (document->blocks, block);

  if (self->figure != NULL)
    add_own (stops, block, JARIDA_STOP_PICTURE);
  if (hidden)
    {
      add_own (stops, block, JARIDA_STOP_REVEAL);
      add_own (stops, block, JARIDA_STOP_WHY);
    }
  for (guint i = 0; i < self->runs->len; i++)
    add_links (stops, g_ptr_array_index (self->runs, i), block, i);
  if (self->figure != NULL && self->figure->address != NULL && !hidden)
    add_own (stops, block, JARIDA_STOP_REPORT);
  return stops;
}

const char *
jarida_article_stops_get_caption (const JaridaBlock *block)
{
  const char *alt = block->figure != NULL ? block->figure->alt : NULL;

  if (block->runs->len > 0)
    return ((JaridaRun *) g_ptr_array_index (block->runs, 0))->text;
  return alt != NULL && *alt != '\0' ? alt : NULL;
}

gboolean
jarida_article_stop_equals (const JaridaArticleStop *a,
                            const JaridaArticleStop *b)
{
  return a->kind == b->kind && a->link == b->link && jarida_position_compare (&a->from, &b->from) == 0;
}
