/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "journey-article.h"

JaridaArticleView *
journey_article (Journey *journey)
{
  return jarida_reader_pane_get_view (jarida_window_get_reader_pane (journey->window));
}

const char *
journey_picture (Journey *journey)
{
  JaridaDocument *document = jarida_article_view_get_document (journey_article (journey));

  for (guint i = 0; document != NULL && i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->figure != NULL && block->figure->address != NULL)
        return block->figure->address;
    }
  return NULL;
}

JaridaArticleProxy *
journey_stop (Journey        *journey,
            JaridaStopKind  kind)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (journey_article (journey))); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const JaridaArticleStop *stop = JARIDA_IS_ARTICLE_PROXY (child)
                                      ? jarida_article_proxy_get_stop (JARIDA_ARTICLE_PROXY (child)) : NULL;

      if (stop != NULL && stop->kind == kind)
        return JARIDA_ARTICLE_PROXY (child);
    }
  return NULL;
}

Journey *
journey_read_picture (NewsServer *server)
{
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey;

  server->pictures = SAMPLE_PICTURES;
  journey = journey_new (NULL, 1200, 800);
  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == server->n_items);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (journey_picture (journey) != NULL && journey_stop (journey, JARIDA_STOP_REPORT) != NULL);
  WAIT_UNTIL (jarida_article_pictures_get_state (journey_article (journey)->pictures, journey_picture (journey)) == JARIDA_PICTURE_READY);
  return journey;
}
