/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-full-text.h"

#include <string.h>

#include "jarida-article-merge.h"
#include "jarida-document.h"
#include "jarida-fold.h"
#include "jarida-page.h"

/* The text of an article from its own page, where its newspaper's feed gives only the beginning. A page may be worse than the feed: an
 * offer to subscribe, a list of other articles, the door of a network. So it is believed only where it speaks of the same thing, and the
 * shelf takes its text only where it is not clearly less (jarida_article_merge()). */

/* Letters: about 180 words of French. */
#define SHORT_LETTERS 900
/* A longer text that ends in the middle is a beginning too, up to here. */
#define CUT_LETTERS 2400
/* Characters at the end in which it is said that there is more. */
#define END_CHARACTERS 90
/* Words of the feed that are looked for, and how many of a hundred must be on the page. */
#define MAX_TERMS 60
#define MIN_TERMS 3
#define MIN_COMMON 30
#define PAGE_BYTES (256 * 1024)
#define MIN_LETTERS 40

static const char *const endings[] = { "…", "...", "[…]", "[...]", "(…)", "(...)" };
/* Folded: what sites write below a beginning. */
static const char *const promises[] = {
  "lire la suite", "lire l article", "lire plus", "en savoir plus", "voir plus", "read more", "continue reading", "read the full",
  "appeared first on", "est apparu en premier sur", "اقرا المزيد", "المزيد", "اكمل القراءة", "تابع القراءة", "ظهرت المقالة",
};

/* Where a text ends, in the middle of a sentence or with the promise of more. */
static gboolean
is_cut (const char *text)
{
  const glong length = g_utf8_strlen (text, -1);
  const char *end = g_utf8_offset_to_pointer (text, MAX (0, length - END_CHARACTERS));
  g_autofree char *folded = jarida_fold_text (end);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (text, endings[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++)
    if (strstr (folded, promises[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
jarida_full_text_is_short (const char *html)
{
  const gsize n = jarida_article_measure_text (html);
  g_autofree char *text = NULL;

  if (n < SHORT_LETTERS)
    return TRUE;
  if (n >= CUT_LETTERS)
    return FALSE;
  text = jarida_html_to_text (html);
  return is_cut (text);
}

static gboolean
has_page (const JaridaArticle *article)
{
  return article->address != NULL
         && (g_str_has_prefix (article->address, "http://") || g_str_has_prefix (article->address, "https://"));
}

gboolean
jarida_full_text_is_wanted (JaridaFullText       wanted,
                            const JaridaArticle *article)
{
  if (article->complete || wanted == JARIDA_FULL_TEXT_NEVER || !has_page (article))
    return FALSE;
  return wanted == JARIDA_FULL_TEXT_ALWAYS || jarida_full_text_is_short (article->content);
}

/* ---- Whose page it is ---- */

static void
add_terms (GHashTable *terms,
           const char *text,
           const char *language,
           guint       max)
{
  g_auto(GStrv) words = text != NULL ? jarida_fold_terms (text, language) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL && g_hash_table_size (terms) < max; i++)
    if (g_utf8_strlen (words[i], -1) > 2)
      g_hash_table_add (terms, g_strdup (words[i]));
}

/* Most of what the feed says of an article is on its page; on the page of something else, chance has put a few of the words. */
static gboolean
is_of (const JaridaArticle *kept,
       const JaridaPage    *page)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *beginning = g_strndup (page->content, PAGE_BYTES);
  g_autofree char *text = jarida_html_to_text (beginning);
  GHashTableIter iter;
  gpointer term;
  guint n = 0;

  add_terms (wanted, kept->title, kept->language, MAX_TERMS);
  add_terms (wanted, kept->excerpt, kept->language, MAX_TERMS);
  if (g_hash_table_size (wanted) < MIN_TERMS)
    return TRUE;
  add_terms (there, page->title, kept->language, G_MAXUINT);
  add_terms (there, text, kept->language, G_MAXUINT);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &term, NULL))
    n += g_hash_table_contains (there, term);
  return n * 100 >= g_hash_table_size (wanted) * MIN_COMMON;
}

static gboolean
is_page (const char *content_type)
{
  return content_type == NULL || *content_type == '\0' || g_ascii_strncasecmp (content_type, "text/", 5) == 0
         || g_ascii_strncasecmp (content_type, "application/xhtml", 17) == 0;
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

JaridaArticle *
jarida_full_text_read (const JaridaArticle *kept,
                       GBytes              *bytes,
                       const char          *address,
                       const char          *content_type)
{
  g_autoptr(JaridaPage) page = NULL;
  JaridaArticle *said;

  if (!is_page (content_type))
    return NULL;
  page = jarida_page_read (bytes, address, content_type);
  if (page->content == NULL || jarida_article_measure_text (page->content) < MIN_LETTERS || !is_of (kept, page))
    return NULL;
  said = jarida_article_new ();
  said->address = g_strdup (kept->address);
  said->content = g_steal_pointer (&page->content);
  said->base = g_strdup (page->base);
  /* A newspaper knows what its article is called better in its feed, where nothing stands around it. */
  if (is_empty (kept->title))
    said->title = g_strdup (page->title);
  if (is_empty (kept->excerpt))
    said->excerpt = g_strdup (page->excerpt);
  if (is_empty (kept->image))
    said->image = g_strdup (page->image);
  if (is_empty (kept->language))
    said->language = g_strdup (page->language);
  if (kept->authors == NULL && !is_empty (page->byline))
    said->authors = g_strsplit (page->byline, "\n", 1);
  return said;
}
