/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "jarida-demo-synthetic.h"

/* Items of a feed are this far apart, and feeds are written at different minutes of the hour. */
#define MINUTES_BETWEEN_ITEMS 47
#define NEWEST "2026-11-20T18:00:00Z"

static const JaridaDemoArticle *
pick_article (const JaridaDemoEdition *edition,
              guint                    feed,
              guint                    item)
{
  const JaridaDemoPaper *paper = g_ptr_array_index (edition->papers, feed % edition->papers->len);

  return g_ptr_array_index (paper->articles, (item + feed / edition->papers->len) % paper->articles->len);
}

static void
append_item (GString                 *out,
             const JaridaDemoArticle *article,
             const char              *address,
             guint                    feed,
             guint                    item,
             GDateTime               *newest)
{
  g_autofree char *title = g_markup_escape_text (article->title, -1);
  g_autofree char *body = g_markup_escape_text (article->body, -1);
  g_autoptr(GDateTime) when = g_date_time_add_minutes (newest, (int) item * MINUTES_BETWEEN_ITEMS + (int) feed % 60);
  g_autofree char *date = soup_date_time_to_string (when, SOUP_DATE_HTTP);

  g_string_append_printf (out, "<item><title>%s (%u.%u)</title><link>%s/synthetic/%u/%u.html</link>"
                          "<guid isPermaLink=\"false\">synthetic-%u-%u</guid><pubDate>%s</pubDate>",
                          title, feed, item, address, feed, item, feed, item, date);
  if (article->author != NULL)
    {
      g_autofree char *author = g_markup_escape_text (article->author, -1);

      g_string_append_printf (out, "<dc:creator>%s</dc:creator>", author);
    }
  g_string_append_printf (out, "<description>%s</description></item>\n", body);
}

char *
jarida_demo_synthetic_write (const JaridaDemoEdition *edition,
                             const char              *address,
                             guint                    feed,
                             guint                    n_items,
                             guint                    version)
{
  GString *out = g_string_new (NULL);
  g_autoptr(GDateTime) last = edition->newest != 0 ? g_date_time_new_from_unix_utc (edition->newest)
                                                   : g_date_time_new_from_iso8601 (NEWEST, NULL);
  g_autoptr(GDateTime) newest = g_date_time_add_minutes (last, -(int) n_items * MINUTES_BETWEEN_ITEMS);

  g_string_append_printf (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>"
                          "<title>Synthetic %u</title><link>%s/synthetic/%u/</link><description>For measuring</description>\n",
                          feed, address, feed);
  /* Newest first, as newspapers do; a new version drops the oldest. */
  for (guint i = n_items + version; i > version; i--)
    append_item (out, pick_article (edition, feed, i), address, feed, i, newest);
  g_string_append (out, "</channel></rss>\n");
  return g_string_free (out, FALSE);
}

char *
jarida_demo_synthetic_write_opml (GPtrArray *addresses,
                                  guint      n_feeds)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"><head>"
                               "<title>Synthetic</title></head><body>\n");

  for (guint i = 0; i < n_feeds; i++)
    g_string_append_printf (out, "<outline type=\"rss\" text=\"Synthetic %u\" xmlUrl=\"%s/synthetic/%u/rss.xml\"/>\n", i,
                            (const char *) g_ptr_array_index (addresses, i % addresses->len), i);
  g_string_append (out, "</body></opml>\n");
  return g_string_free (out, FALSE);
}
