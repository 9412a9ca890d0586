/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-feed-articles.h"

#include <string.h>

#include "jarida-markup.h"

#define EXCERPT_CHARACTERS 200
#define MAX_TITLE_CHARACTERS 300

static char **
dup_authors (const JaridaFeedItem *item)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  guint n_names = 0;

  for (guint i = 0; i < item->authors->len; i++)
    {
      const JaridaFeedPerson *person = g_ptr_array_index (item->authors, i);

      if (person->name == NULL || person->name[0] == '\0')
        continue;
      g_strv_builder_add (names, person->name);
      n_names++;
    }
  return n_names > 0 ? g_strv_builder_end (names) : NULL;
}

static char **
dup_categories (const JaridaFeedItem *item)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  if (item->categories->len == 0)
    return NULL;
  for (guint i = 0; i < item->categories->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (item->categories, i));
  return g_strv_builder_end (names);
}

static GPtrArray *
copy_enclosures (const JaridaFeedItem *item)
{
  GPtrArray *enclosures;

  if (item->enclosures->len == 0)
    return NULL;
  enclosures = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_enclosure_free);
  for (guint i = 0; i < item->enclosures->len; i++)
    {
      const JaridaFeedEnclosure *from = g_ptr_array_index (item->enclosures, i);

      g_ptr_array_add (enclosures, jarida_enclosure_new (from->address, from->type, from->length));
    }
  return enclosures;
}

/* The words of a fragment of HTML, as good as an excerpt needs: every tag is a space, scripts, styles and comments are nothing. */
static char *
read_words (const char *html)
{
  const char *end = html + strlen (html);
  g_autoptr(GString) out = g_string_sized_new (end - html + 1);
  const char *p = html;
  const char *bracket;

  while ((bracket = memchr (p, '<', end - p)) != NULL)
    {
      JaridaTag tag;

      g_string_append_len (out, p, bracket - p);
      if (g_str_has_prefix (bracket, "<!--"))
        {
          const char *close = strstr (bracket, "-->");

          p = close != NULL ? close + 3 : end;
        }
      else if (!jarida_tag_read (&tag, bracket, end))
        {
          /* A tag that the cut went through is no text either. */
          if (strchr (bracket, '>') == NULL && g_ascii_isalpha (bracket[1]))
            break;
          g_string_append_c (out, '<');
          p = bracket + 1;
        }
      else
        {
          const gboolean hidden = !tag.closing && (jarida_tag_is (&tag, "script") || jarida_tag_is (&tag, "style"));

          p = tag.end;
          while (hidden && jarida_tag_find (&tag, p, end))
            {
              p = tag.end;
              if (tag.closing && (jarida_tag_is (&tag, "script") || jarida_tag_is (&tag, "style")))
                break;
            }
          g_string_append_c (out, ' ');
        }
    }
  if (bracket == NULL)
    g_string_append_len (out, p, end - p);
  return jarida_markup_unescape (out->str, out->len);
}

/* The beginning is enough, and cheap: some feeds put whole books into a summary, and a parser for pages would cost more than all
 * the rest of a refresh. Only where the beginning is all markup is more looked at. */
static char *
make_excerpt (const JaridaFeedItem *item)
{
  static const gsize looks[] = { 1500, 16000 };
  const char *html = item->summary != NULL ? item->summary : item->content;
  const gsize length = html != NULL ? strlen (html) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (looks) && length > 0; i++)
    {
      g_autofree char *head = length > looks[i] ? g_strndup (html, looks[i]) : NULL;
      g_autofree char *text = read_words (head != NULL ? head : html);
      gboolean cut;
      g_autofree char *excerpt = jarida_text_excerpt_full (text, EXCERPT_CHARACTERS, &cut);

      if (excerpt[0] != '\0' && (head == NULL || i == 1 || cut))
        return g_steal_pointer (&excerpt);
      if (head == NULL)
        break;
    }
  return NULL;
}

/* Some publishers leave titles empty: the beginning of the text says more than an empty row. */
static char *
make_title (const JaridaFeedItem *item,
            const char           *excerpt)
{
  if (item->title != NULL && item->title[0] != '\0')
    return jarida_text_excerpt (item->title, MAX_TITLE_CHARACTERS);
  if (excerpt != NULL)
    return jarida_text_excerpt (excerpt, 80);
  return NULL;
}

static JaridaDirection
find_direction (const JaridaArticle *article)
{
  JaridaDirection direction = JARIDA_DIRECTION_AUTO;

  if (article->title != NULL)
    direction = jarida_text_direction (article->title);
  if (direction == JARIDA_DIRECTION_AUTO && article->excerpt != NULL)
    direction = jarida_text_direction (article->excerpt);
  if (direction == JARIDA_DIRECTION_AUTO)
    direction = jarida_language_direction (article->language);
  return direction;
}

/* What the feed says of its language is often the template's default: a text in another script is believed first. */
static char *
find_language (const JaridaFeedItem *item,
               const char           *title,
               const char           *excerpt)
{
  g_autofree char *sample = g_strjoin (" ", title != NULL ? title : "", excerpt != NULL ? excerpt : "", NULL);
  const char *guess = jarida_text_guess_language (sample);

  if (item->language == NULL || item->language[0] == '\0')
    return g_strdup (guess);
  if (guess != NULL && jarida_language_direction (guess) != jarida_language_direction (item->language))
    return g_strdup (guess);
  return g_strdup (item->language);
}

static JaridaArticle *
make_article (JaridaFeedItem *item)
{
  JaridaArticle *article = jarida_article_new ();
  char **text = item->content != NULL ? &item->content : &item->summary;

  article->guid = g_strdup (item->id);
  article->address = g_strdup (item->link);
  article->excerpt = make_excerpt (item);
  article->title = make_title (item, article->excerpt);
  article->authors = dup_authors (item);
  article->categories = dup_categories (item);
  article->section = item->categories->len > 0 ? g_strdup (g_ptr_array_index (item->categories, 0)) : NULL;
  article->content = g_steal_pointer (text);
  article->base = g_strdup (item->base != NULL ? item->base : item->link);
  article->language = find_language (item, article->title, article->excerpt);
  article->image = g_strdup (item->image);
  article->comments = g_strdup (item->comments);
  article->enclosures = copy_enclosures (item);
  article->published = item->published != 0 ? item->published : item->updated;
  article->updated = item->updated;
  article->day_only = item->day_only;
  article->direction = find_direction (article);
  return article;
}

GPtrArray *
jarida_feed_to_articles (JaridaFeed *feed)
{
  GPtrArray *articles = g_ptr_array_new_full (feed->items->len, (GDestroyNotify) jarida_article_unref);

  for (guint i = 0; i < feed->items->len; i++)
    {
      JaridaFeedItem *item = g_ptr_array_index (feed->items, i);

      /* Nothing to show and nothing to open: not an article. */
      if (item->title == NULL && item->content == NULL && item->summary == NULL && item->link == NULL)
        continue;
      g_ptr_array_add (articles, make_article (item));
    }
  return articles;
}
