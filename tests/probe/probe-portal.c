/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-document.h"
#include "jarida-feed.h"
#include "jarida-portal-page.h"
#include "probe.h"

static const char *
kind_name (JaridaPortalKind kind)
{
  static const char *const names[] = {
    [JARIDA_PORTAL_OTHER] = "other", [JARIDA_PORTAL_HOME] = "home", [JARIDA_PORTAL_SECTION] = "section",
    [JARIDA_PORTAL_NEWSPAPER] = "newspaper", [JARIDA_PORTAL_ARTICLE] = "article", [JARIDA_PORTAL_VIDEO] = "video",
    [JARIDA_PORTAL_AUTHOR] = "author", [JARIDA_PORTAL_CITIES] = "cities", [JARIDA_PORTAL_CITY] = "city",
    [JARIDA_PORTAL_SEARCH] = "search", [JARIDA_PORTAL_FEED] = "rss",
  };

  return names[kind];
}

static void
add_boolean (JsonBuilder *json,
             const char  *name,
             gboolean     value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

static void
write_newspaper (JsonBuilder *json,
                 const char  *slug,
                 const char  *name)
{
  json_builder_set_member_name (json, "newspaper");
  if (slug == NULL && name == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }
  json_builder_begin_object (json);
  probe_string (json, "slug", slug);
  probe_string (json, "name", name);
  json_builder_end_object (json);
}

static void
write_items (JsonBuilder     *json,
             const char      *name,
             const GPtrArray *items)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < items->len; i++)
    {
      const JaridaPortalItem *item = g_ptr_array_index (items, i);

      json_builder_begin_object (json);
      probe_string (json, "title", item->title);
      probe_string (json, "subtitle", item->subtitle);
      probe_string (json, "url", item->address);
      write_newspaper (json, item->slug, item->newspaper);
      probe_string (json, "author", item->author);
      add_boolean (json, "author_is_newspaper", item->author_is_newspaper);
      probe_string (json, "image", item->image);
      add_boolean (json, "image_is_default", item->image_is_logo);
      probe_string (json, "teaser", item->teaser);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_places (JsonBuilder     *json,
              const char      *name,
              const GPtrArray *places,
              gboolean         with_slug)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < places->len; i++)
    {
      const JaridaPortalPlace *place = g_ptr_array_index (places, i);

      json_builder_begin_object (json);
      if (with_slug)
        probe_string (json, "slug", place->slug);
      probe_string (json, "name", place->name);
      probe_string (json, "url", place->address);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_groups (JsonBuilder     *json,
              const GPtrArray *groups)
{
  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint i = 0; i < groups->len; i++)
    {
      const JaridaPortalGroup *group = g_ptr_array_index (groups, i);

      json_builder_begin_object (json);
      probe_string (json, "section", group->section);
      probe_string (json, "name", group->name);
      write_items (json, "items", group->items);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_videos (JsonBuilder     *json,
              const GPtrArray *videos)
{
  json_builder_set_member_name (json, "videos");
  json_builder_begin_array (json);
  for (guint i = 0; i < videos->len; i++)
    {
      const JaridaPortalVideo *video = g_ptr_array_index (videos, i);

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "id");
      json_builder_add_int_value (json, g_ascii_strtoll (video->number, NULL, 10));
      probe_string (json, "url", video->address);
      probe_string (json, "title", video->title);
      probe_string (json, "youtube", video->youtube);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_article (JsonBuilder            *json,
               const JaridaPortalPage *page)
{
  const JaridaPortalArticle *article = page->article;
  g_autoptr(JaridaDocument) document =
    jarida_document_new (article->content != NULL ? article->content : "", -1, page->base, page->language, page->direction, NULL);

  probe_string (json, "title", article->title);
  probe_string (json, "subtitle", article->subtitle);
  probe_string (json, "author", article->author);
  write_newspaper (json, article->slug, article->newspaper);
  probe_string (json, "date", article->day);
  probe_string (json, "image", article->image);
  json_builder_set_member_name (json, "paragraphs");
  json_builder_begin_array (json);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);
      const JaridaRun *run = block->runs->len > 0 ? g_ptr_array_index (block->runs, 0) : NULL;
      /* Folds the narrow spaces that French is set with, too. */
      g_autofree char *text = run != NULL && block->figure == NULL ? jarida_text_squeeze (run->text) : NULL;

      if (text != NULL && *text != '\0')
        json_builder_add_string_value (json, text);
    }
  json_builder_end_array (json);
  probe_string (json, "source", article->source);
  probe_string (json, "report_answer", article->report_answer);
}

static void
write_listing (JsonBuilder            *json,
               const JaridaPortalPage *page)
{
  if (page->kind == JARIDA_PORTAL_HOME)
    {
      write_places (json, "sections", page->sections, FALSE);
      write_places (json, "newspapers", page->newspapers, TRUE);
      probe_string (json, "other_edition", page->other_edition);
      write_items (json, "carousel", page->carousel);
      write_groups (json, page->groups);
      write_videos (json, page->videos);
    }
  if (page->kind != JARIDA_PORTAL_HOME || page->items->len > 0)
    write_items (json, "items", page->items);
  if (page->cities->len > 0)
    write_places (json, "cities", page->cities, FALSE);
}

/* Its feed, in the same words. */
static void
write_feed (JsonBuilder      *json,
            const JaridaFeed *feed)
{
  probe_string (json, "kind", "rss");
  probe_string (json, "language", feed->language);
  json_builder_set_member_name (json, "items");
  json_builder_begin_array (json);
  for (guint i = 0; i < feed->items->len; i++)
    {
      const JaridaFeedItem *item = g_ptr_array_index (feed->items, i);

      json_builder_begin_object (json);
      probe_string (json, "title", item->title);
      probe_string (json, "url", item->link);
      probe_moment (json, "published", item->published);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
probe_portal (JsonBuilder *json,
              int          argc,
              char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  const char *address = probe_option (argc, argv, "--url");
  g_autoptr(JaridaPortalPage) page = NULL;
  g_autoptr(JaridaFeed) feed = NULL;

  if (bytes == NULL)
    return;
  feed = jarida_feed_parse (bytes, address, NULL, NULL);
  if (feed != NULL)
    {
      write_feed (json, feed);
      return;
    }
  page = jarida_portal_page_read (bytes, address, NULL);
  probe_string (json, "kind", kind_name (page->kind));
  probe_string (json, "language", page->language);
  probe_string (json, "direction", page->direction == JARIDA_DIRECTION_RTL ? "rtl" : "ltr");
  probe_string (json, "page_title", page->title);
  probe_string (json, "rss", page->feed);
  probe_string (json, "next", page->next);
  if (page->article != NULL)
    write_article (json, page);
  else
    write_listing (json, page);
  json_builder_set_member_name (json, "ticker_items");
  json_builder_add_int_value (json, page->ticker->len);
}
