/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-articles.h"

#include "jarida-address.h"
#include "jarida-date.h"
#include "jarida-page.h"

/* An article's own page at the portal. What is assumed of its markup may be wrong: then it is read as any page of the web, and
 * where that finds nothing either, nothing is what it says. */

/* What the page calls the newspaper or says to every picture is no text; shorter than this is a label. */
#define MIN_TEXT_CHARACTERS 40

static gboolean
has_text (const char *html,
          const char *address)
{
  g_autoptr(JaridaDocument) document = NULL;
  g_autofree char *text = NULL;

  if (html == NULL)
    return FALSE;
  document = jarida_document_new (html, -1, address, NULL, JARIDA_DIRECTION_AUTO, NULL);
  text = jarida_document_to_text (document, NULL, NULL);
  return text != NULL && g_utf8_strlen (text, -1) >= MIN_TEXT_CHARACTERS;
}

/* The page knows a day and no hour. */
static void
set_day (JaridaArticle *article,
         const char    *day)
{
  if (day != NULL && jarida_date_parse (day, &article->published))
    article->day_only = TRUE;
}

static void
take_head (JaridaArticle             *article,
           const JaridaPortalArticle *head)
{
  if (head->title != NULL && *head->title != '\0')
    article->title = g_strdup (head->title);
  article->subtitle = g_strdup (head->subtitle);
  article->image = g_strdup (head->image);
  article->source_address = g_strdup (head->source);
  if (head->author != NULL)
    article->authors = g_strsplit (head->author, "\n", 1);
  set_day (article, head->day);
}

/* Only what the portal room did not find. */
static void
take_page (JaridaArticle *article,
           JaridaPage    *page)
{
  article->content = g_steal_pointer (&page->content);
  article->base = g_strdup (page->base);
  if (article->title == NULL)
    article->title = g_strdup (page->title);
  if (article->image == NULL)
    article->image = g_strdup (page->image);
  if (article->published == 0)
    article->published = page->published;
}

static char *
dup_beginning (const char *html)
{
  g_autoptr(JaridaDocument) document = jarida_document_new (html, -1, NULL, NULL, JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *text = jarida_document_to_text (document, NULL, NULL);
  g_autofree char *squeezed = jarida_text_squeeze (text != NULL ? text : "");

  return *squeezed != '\0' ? jarida_text_excerpt (squeezed, 200) : NULL;
}

JaridaArticle *
jarida_portal_read_whole (const JaridaPortalEdition *edition,
                          GBytes                    *bytes,
                          const char                *address,
                          const char                *content_type)
{
  g_autoptr(JaridaPortalPage) page = jarida_portal_page_read (bytes, address, content_type);
  g_autoptr(JaridaArticle) article = jarida_article_new ();
  g_autofree char *site = jarida_address_dup_site (address);

  if (page->article != NULL)
    take_head (article, page->article);
  if (page->article != NULL && has_text (page->article->content, address))
    {
      article->content = g_strdup (page->article->content);
      article->base = g_strdup (page->base);
    }
  else
    {
      g_autoptr(JaridaPage) plain = jarida_page_read (bytes, address, content_type);

      if (has_text (plain->content, address))
        take_page (article, plain);
    }
  if (article->content == NULL)
    return NULL;
  article->address = g_strdup (address);
  /* A portal that leads on to the newspaper says by that where the article is. */
  if (g_strcmp0 (site, edition->site) != 0 && article->source_address == NULL)
    article->source_address = g_strdup (address);
  article->excerpt = dup_beginning (article->content);
  article->language = g_strdup (edition->language);
  if (article->title != NULL)
    article->direction = jarida_text_direction (article->title);
  if (article->direction == JARIDA_DIRECTION_AUTO)
    article->direction = jarida_language_direction (edition->language);
  return g_steal_pointer (&article);
}
