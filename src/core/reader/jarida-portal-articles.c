/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-articles.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-feed-articles.h"
#include "jarida-fold.h"
#include "jarida-section.h"

/* From what a page of a portal shows to drafts. They are partial: a listing knows little, and what it does not say must not take
 * away what is known. Listings have no days, so such an article is from when it was first seen, as a day. */

#define MAX_ITEMS 20000
#define MAX_CITIES 1000
#define MAX_TITLE_CHARACTERS 300
#define EXCERPT_CHARACTERS 300
/* A feed that gives less than this of an article gives its beginning. */
#define TEASER_BYTES 1500

typedef struct
{
  const JaridaPortalEdition *edition;
  JaridaPortalDrafts        *drafts;
  GHashTable                *by_guid;   /* (owned) guid -> JaridaArticle, Borrowed: an article stands once on a page of drafts */
} Gathering;

static char *
dup_title (const char *title)
{
  return title != NULL && *title != '\0' ? jarida_text_excerpt (title, MAX_TITLE_CHARACTERS) : NULL;
}

static char *
dup_excerpt (const char *teaser)
{
  g_autofree char *squeezed = teaser != NULL ? jarida_text_squeeze (teaser) : NULL;

  return squeezed != NULL && *squeezed != '\0' ? jarida_text_excerpt (squeezed, EXCERPT_CHARACTERS) : NULL;
}

/* The small picture of a teaser is the large one with a word more. Only one of the two is fetched, for the list and the article. */
static char *
dup_large_picture (const char *address)
{
  return g_str_has_suffix (address, "/thumb") ? g_strndup (address, strlen (address) - strlen ("/thumb")) : g_strdup (address);
}

static void
set_script (JaridaArticle             *article,
            const JaridaPortalEdition *edition)
{
  if (article->language == NULL)
    article->language = g_strdup (edition->language);
  if (article->title != NULL)
    article->direction = jarida_text_direction (article->title);
  if (article->direction == JARIDA_DIRECTION_AUTO)
    article->direction = jarida_language_direction (article->language);
}

static void
add_draft (Gathering     *self,
           const char    *slug,
           JaridaArticle *article)
{
  GPtrArray *list = g_hash_table_lookup (self->drafts->by_slug, slug);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
      g_hash_table_insert (self->drafts->by_slug, g_strdup (slug), list);
    }
  article->partial = TRUE;
  set_script (article, self->edition);
  g_ptr_array_add (list, article);
  g_ptr_array_add (self->drafts->order, article);
  g_hash_table_insert (self->by_guid, article->guid, article);
  self->drafts->n_items++;
}

static void
fill_from_item (JaridaArticle          *article,
                const JaridaPortalItem *item,
                const char             *section)
{
  if (article->title == NULL)
    article->title = dup_title (item->title);
  if (article->subtitle == NULL)
    article->subtitle = dup_title (item->subtitle);
  if (article->section == NULL)
    article->section = g_strdup (section);
  if (article->excerpt == NULL)
    article->excerpt = dup_excerpt (item->teaser);
  if (article->image == NULL && item->image != NULL && !item->image_is_logo)
    article->image = dup_large_picture (item->image);
  if (article->authors == NULL && item->author != NULL && !item->author_is_newspaper)
    article->authors = g_strsplit (item->author, "\n", 1);
}

static void
take_item (Gathering              *self,
           const JaridaPortalItem *item,
           const char             *section)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (self->edition, item->address);
  g_autofree char *guid = NULL;
  JaridaArticle *article;

  if (parsed == NULL || parsed->kind != JARIDA_PORTAL_ARTICLE)
    return;
  if (item->image_is_logo && !g_hash_table_contains (self->drafts->logos, parsed->slug))
    g_hash_table_insert (self->drafts->logos, g_strdup (parsed->slug), g_strdup (item->image));
  if (item->newspaper != NULL && *item->newspaper != '\0' && !g_hash_table_contains (self->drafts->names, parsed->slug))
    g_hash_table_insert (self->drafts->names, g_strdup (parsed->slug), dup_title (item->newspaper));
  guid = jarida_portal_edition_dup_identity (self->edition, parsed->slug, parsed->number);
  article = g_hash_table_lookup (self->by_guid, guid);
  if (article != NULL)
    {
      fill_from_item (article, item, section);
      return;
    }
  if (self->drafts->n_items >= MAX_ITEMS)
    {
      self->drafts->cut = TRUE;
      return;
    }
  article = jarida_article_new ();
  article->guid = g_steal_pointer (&guid);
  article->address = g_strdup (item->address);
  article->day_only = TRUE;
  fill_from_item (article, item, section);
  add_draft (self, parsed->slug, article);
}

static void
take_items (Gathering  *self,
            GPtrArray  *items,
            const char *section)
{
  for (guint i = 0; i < items->len; i++)
    take_item (self, g_ptr_array_index (items, i), section);
}

/* The picture may come from the video's own host, but nothing else does: the address is that of the portal's page. */
static void
take_video (Gathering               *self,
            const JaridaPortalVideo *video,
            const char              *section)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (self->edition, video->address);
  g_autofree char *guid = NULL;
  JaridaArticle *article;

  if (parsed == NULL || parsed->kind != JARIDA_PORTAL_VIDEO)
    return;
  guid = jarida_portal_edition_dup_identity (self->edition, JARIDA_PORTAL_VIDEOS, parsed->number);
  if (g_hash_table_contains (self->by_guid, guid) || self->drafts->n_items >= MAX_ITEMS)
    return;
  article = jarida_article_new ();
  article->guid = g_steal_pointer (&guid);
  article->address = g_strdup (video->address);
  article->title = dup_title (video->title);
  article->image = g_strdup (video->image);
  article->section = g_strdup (section);
  article->day_only = TRUE;
  add_draft (self, JARIDA_PORTAL_VIDEOS, article);
}

static void
take_menu (Gathering              *self,
           const JaridaPortalPage *page)
{
  for (guint i = 0; i < page->sections->len; i++)
    {
      const JaridaPortalPlace *place = g_ptr_array_index (page->sections, i);
      g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (self->edition, place->address);

      if (parsed != NULL && parsed->kind == JARIDA_PORTAL_SECTION)
        g_hash_table_replace (self->drafts->sections, g_strdup (parsed->slug), g_strdup (place->address));
    }
  self->drafts->framed = g_hash_table_size (self->drafts->sections) > 0 || page->newspapers->len > 0;
}

/* By the names in their addresses: those are what leads there again. */
static void
take_cities (Gathering              *self,
             const JaridaPortalPage *page)
{
  for (guint i = 0; i < page->cities->len && self->drafts->cities->len < MAX_CITIES; i++)
    {
      const JaridaPortalPlace *place = g_ptr_array_index (page->cities, i);
      g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (self->edition, place->address);

      if (parsed != NULL && parsed->kind == JARIDA_PORTAL_CITY)
        g_ptr_array_add (self->drafts->cities, g_steal_pointer (&parsed->name));
    }
  /* It stands in a frame of the home page, so that it need not have the menu. */
  self->drafts->framed |= self->drafts->cities->len > 0;
}

static char *
dup_within (const JaridaPortalEdition *edition,
            const char                *address)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (edition, address);

  return parsed != NULL ? g_strdup (address) : NULL;
}

/* Its address may have any form. */
static char *
dup_feed (const JaridaPortalEdition *edition,
          const char                *address)
{
  g_autofree char *site = address != NULL ? jarida_address_dup_site (address) : NULL;

  return g_strcmp0 (site, edition->site) == 0 ? g_strdup (address) : NULL;
}

/* What the edition calls the section, as its feeds do. (nullable) */
static const char *
get_section_name (const JaridaPortalPage *page,
                  const char             *slug)
{
  for (guint i = 0; slug != NULL && i < page->sections->len; i++)
    {
      const JaridaPortalPlace *place = g_ptr_array_index (page->sections, i);

      if (g_strcmp0 (place->slug, slug) == 0 && jarida_section_from_name (place->name) != JARIDA_SECTION_NONE)
        return place->name;
    }
  return slug;
}

/* The headings of the home page are names of sections; what is headed otherwise is in none. */
static const char *
get_group_section (const JaridaPortalPage  *page,
                   const JaridaPortalGroup *group)
{
  if (jarida_section_from_name (group->name) != JARIDA_SECTION_NONE)
    return group->name;
  return get_section_name (page, group->section);
}

static void
take_lists (Gathering              *self,
            const JaridaPortalPage *page,
            const char             *section)
{
  take_items (self, page->carousel, NULL);
  for (guint i = 0; i < page->groups->len; i++)
    {
      const JaridaPortalGroup *group = g_ptr_array_index (page->groups, i);
      const char *own = get_group_section (page, group);

      take_items (self, group->items, own != NULL ? own : section);
    }
  take_items (self, page->items, section);
}

JaridaPortalDrafts *
jarida_portal_drafts_from_page (const JaridaPortalEdition *edition,
                                const JaridaPortalPage    *page,
                                const char                *section)
{
  Gathering self = { edition, jarida_portal_drafts_new (), g_hash_table_new (g_str_hash, g_str_equal) };
  const gboolean home = page->kind == JARIDA_PORTAL_HOME;
  const gboolean videos = g_strcmp0 (section, JARIDA_PORTAL_VIDEOS) == 0;

  take_menu (&self, page);
  if (page->kind == JARIDA_PORTAL_CITIES)
    take_cities (&self, page);
  if (!videos)
    take_lists (&self, page, get_section_name (page, section));
  /* Every page has the ticker and the videos of the day beside its own list: once is enough. */
  if (home && !videos)
    take_items (&self, page->ticker, NULL);
  for (guint i = 0; (home || videos) && i < page->videos->len; i++)
    take_video (&self, g_ptr_array_index (page->videos, i), get_section_name (page, JARIDA_PORTAL_VIDEOS));
  self.drafts->title = g_strdup (page->title);
  self.drafts->feed = dup_feed (edition, page->feed);
  self.drafts->next = page->next != NULL ? dup_within (edition, page->next) : NULL;
  g_hash_table_unref (self.by_guid);
  return self.drafts;
}

/* Whom the portal names as the author is often the newspaper. */
static void
drop_newspaper_as_author (JaridaArticle *article,
                          GHashTable    *names)
{
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; article->authors != NULL && article->authors[i] != NULL; i++)
    {
      g_autofree char *folded = jarida_fold_text (article->authors[i]);

      if (names != NULL && g_hash_table_contains (names, folded))
        continue;
      g_strv_builder_add (kept, article->authors[i]);
      n++;
    }
  g_strfreev (g_steal_pointer (&article->authors));
  if (n > 0)
    article->authors = g_strv_builder_end (kept);
}

static void
take_feed_article (Gathering     *self,
                   JaridaArticle *article,
                   GHashTable    *names)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (self->edition, article->address);
  const char *slug = NULL;
  g_autofree char *guid = NULL;

  if (parsed != NULL && parsed->kind == JARIDA_PORTAL_ARTICLE)
    slug = parsed->slug;
  else if (parsed != NULL && parsed->kind == JARIDA_PORTAL_VIDEO)
    slug = JARIDA_PORTAL_VIDEOS;
  else
    return;
  guid = jarida_portal_edition_dup_identity (self->edition, slug, parsed->number);
  if (g_hash_table_contains (self->by_guid, guid))
    return;
  g_free (article->guid);
  article->guid = g_steal_pointer (&guid);
  drop_newspaper_as_author (article, names);
  /* The beginning is the excerpt; as a text it would stand where the whole one comes. */
  if (article->content != NULL && strlen (article->content) < TEASER_BYTES)
    g_clear_pointer (&article->content, g_free);
  if (article->published == 0)
    article->day_only = TRUE;
  add_draft (self, slug, jarida_article_ref (article));
}

JaridaPortalDrafts *
jarida_portal_drafts_from_feed (const JaridaPortalEdition *edition,
                                JaridaFeed                *feed,
                                GHashTable                *names)
{
  Gathering self = { edition, jarida_portal_drafts_new (), g_hash_table_new (g_str_hash, g_str_equal) };
  g_autoptr(GPtrArray) articles = jarida_feed_to_articles (feed);

  for (guint i = 0; i < articles->len; i++)
    take_feed_article (&self, g_ptr_array_index (articles, i), names);
  self.drafts->title = g_strdup (feed->title);
  self.drafts->cut = feed->cut;
  self.drafts->framed = TRUE;
  g_hash_table_unref (self.by_guid);
  return self.drafts;
}
