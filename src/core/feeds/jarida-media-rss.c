/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-builder.h"
#include "jarida-feed-private.h"

/* Media RSS: here only for the pictures, and for what stands in for a missing title, text or author. */

#define INSIDE (JARIDA_PLACE_ITEM | JARIDA_PLACE_MEDIA)

static gboolean
has_picture_suffix (const char *address)
{
  static const char *const suffixes[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif" };
  gsize length = strcspn (address, "?#");

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize size = strlen (suffixes[i]);

      if (length > size && g_ascii_strncasecmp (address + length - size, suffixes[i], size) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
begin_content (JaridaFeedBuilder *builder)
{
  g_autofree char *address = jarida_feed_builder_dup_address (builder, "url");
  g_autofree char *type = jarida_feed_builder_dup_attribute (builder, "type");
  g_autofree char *medium = jarida_feed_builder_dup_attribute (builder, "medium");
  guint64 area = MIN (jarida_feed_builder_get_number (builder, "width"), 1 << 20) *
                 MIN (MAX (jarida_feed_builder_get_number (builder, "height"), 1), 1 << 20);
  gboolean picture;

  if (address == NULL)
    return;
  if (type != NULL && *type != '\0')
    picture = g_ascii_strncasecmp (type, "image/", 6) == 0;
  else if (medium != NULL && *medium != '\0')
    picture = g_ascii_strcasecmp (medium, "image") == 0;
  else
    picture = has_picture_suffix (address);
  if (picture)
    jarida_feed_draft_take_picture (builder->item, JARIDA_PICTURE_MEDIA, area, g_steal_pointer (&address));
}

static void
begin_thumbnail (JaridaFeedBuilder *builder)
{
  guint64 area = MIN (jarida_feed_builder_get_number (builder, "width"), 1 << 20) *
                 MIN (MAX (jarida_feed_builder_get_number (builder, "height"), 1), 1 << 20);

  jarida_feed_draft_take_picture (builder->item, JARIDA_PICTURE_THUMBNAIL, area,
                                  jarida_feed_builder_dup_address (builder, "url"));
}

/* Credits name photographers as well; only those who say that they wrote it are authors. */
static void
end_credit (JaridaFeedBuilder *builder,
            char              *value)
{
  g_autofree char *text = value;
  g_autofree char *role = jarida_feed_builder_dup_attribute (builder, "role");

  if (text != NULL && role != NULL && g_ascii_strcasecmp (role, "author") == 0)
    jarida_feed_draft_take_person (builder->item, 1, jarida_feed_person_parse (text));
}

static void
end_category (JaridaFeedBuilder *builder,
              char              *value)
{
  g_autofree char *label = jarida_feed_builder_dup_attribute (builder, "label");

  if (label != NULL && *label != '\0')
    {
      jarida_feed_draft_take_category (builder->item, g_steal_pointer (&label));
      g_free (value);
    }
  else
    jarida_feed_draft_take_category (builder->item, value);
}

static void
begin_description (JaridaFeedBuilder *builder)
{
  g_autofree char *type = jarida_feed_builder_dup_attribute (builder, "type");

  if (type != NULL && strstr (type, "html") != NULL)
    jarida_feed_builder_set_reading (builder, JARIDA_READ_HTML);
}

static const JaridaFeedElement elements[] = {
  { "category", INSIDE, JARIDA_READ_LABEL, .end = end_category },
  { "content", INSIDE, JARIDA_READ_CHILDREN, JARIDA_PLACE_MEDIA, .begin = begin_content },
  { "credit", INSIDE, JARIDA_READ_TEXT, .end = end_credit },
  { "description", INSIDE, JARIDA_READ_PLAIN, .slot = JARIDA_SLOT_SUMMARY, .rank = 1, .begin = begin_description },
  { "group", INSIDE, JARIDA_READ_CHILDREN, JARIDA_PLACE_MEDIA },
  { "thumbnail", INSIDE, JARIDA_READ_TEXT, .begin = begin_thumbnail },
  { "title", JARIDA_PLACE_ITEM, JARIDA_READ_LABEL, .slot = JARIDA_SLOT_TITLE, .rank = 1 },
};

const JaridaFeedTable jarida_media_table = { elements, G_N_ELEMENTS (elements) };
