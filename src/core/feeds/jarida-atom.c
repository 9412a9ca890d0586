/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-builder.h"
#include "jarida-feed-private.h"

/* Atom 0.3 and 1.0, as a feed and as elements that an RSS feed has borrowed. */

#define FEED JARIDA_PLACE_FEED
#define ITEM JARIDA_PLACE_ITEM
#define ANY JARIDA_PLACE_ANY
#define PERSON JARIDA_PLACE_PERSON

static void
set_kind (JaridaFeedBuilder *builder)
{
  g_autofree char *version = jarida_feed_builder_dup_attribute (builder, "version");

  jarida_feed_builder_set_kind (builder, JARIDA_FEED_KIND_ATOM, version != NULL ? "atom03" : "atom10");
}

static void
begin_feed (JaridaFeedBuilder *builder)
{
  set_kind (builder);
}

/* A page of one entry has no feed around it. */
static void
begin_entry (JaridaFeedBuilder *builder)
{
  if (builder->feed == NULL)
    set_kind (builder);
  jarida_feed_builder_begin_item (builder);
}

/* How a text is to be read: Atom 1.0 says it in a word, 0.3 with a media type and a mode. */
static JaridaFeedReading
get_text_reading (JaridaFeedBuilder *builder)
{
  g_autofree char *type = jarida_feed_builder_dup_attribute (builder, "type");
  g_autofree char *mode = jarida_feed_builder_dup_attribute (builder, "mode");

  if (mode != NULL && strcmp (mode, "base64") == 0)
    return JARIDA_READ_BASE64;
  if (mode != NULL && strcmp (mode, "xml") == 0 && type != NULL && strstr (type, "html") != NULL)
    return JARIDA_READ_XHTML;
  if (mode != NULL && strcmp (mode, "escaped") == 0 && type != NULL && strstr (type, "html") != NULL)
    return JARIDA_READ_HTML;
  if (type == NULL || strcmp (type, "text") == 0 || strcmp (type, "text/plain") == 0)
    return mode != NULL && strcmp (mode, "escaped") == 0 ? JARIDA_READ_HTML : JARIDA_READ_PLAIN;
  if (strcmp (type, "html") == 0 || g_ascii_strcasecmp (type, "text/html") == 0)
    return JARIDA_READ_HTML;
  if (strstr (type, "xhtml") != NULL || g_str_has_suffix (type, "/xml") || g_str_has_suffix (type, "+xml"))
    return JARIDA_READ_XHTML;
  if (g_ascii_strncasecmp (type, "text/", 5) == 0)
    return JARIDA_READ_PLAIN;
  if (strcmp (type, "application/octet-stream") == 0)
    return JARIDA_READ_BASE64;
  /* A picture or a sound in the feed itself. */
  if (strchr (type, '/') != NULL)
    return JARIDA_READ_NOTHING;

  return JARIDA_READ_HTML;
}

static void
begin_text (JaridaFeedBuilder *builder)
{
  jarida_feed_builder_set_reading (builder, get_text_reading (builder));
}

/* A title is plain text in the end, whatever it was: a title of type text is literal, the others lose their tags. */
static void
begin_title (JaridaFeedBuilder *builder)
{
  JaridaFeedReading reading = get_text_reading (builder);

  jarida_feed_builder_set_reading (builder, reading == JARIDA_READ_HTML ? JARIDA_READ_LABEL
                                            : reading == JARIDA_READ_BASE64 ? reading : JARIDA_READ_TEXT);
}

static void
end_summary (JaridaFeedBuilder *builder,
             char              *value)
{
  jarida_feed_builder_note_text (builder, 1);
  jarida_feed_draft_take (jarida_feed_builder_get_draft (builder), JARIDA_SLOT_SUMMARY, 5, value);
}

/* Of several contents, HTML is the one to show. */
static void
end_content (JaridaFeedBuilder *builder,
             char              *value)
{
  JaridaFeedReading reading = jarida_feed_builder_get_reading (builder);

  if (value == NULL || *value == '\0')
    jarida_feed_draft_take (builder->item, JARIDA_SLOT_LINK, 1, jarida_feed_builder_dup_address (builder, "src"));
  else
    jarida_feed_builder_note_text (builder, 2);
  jarida_feed_draft_take (builder->item, JARIDA_SLOT_CONTENT, reading == JARIDA_READ_PLAIN ? 5 : 6, value);
}

/* Some write an id that means something only with xml:base. */
static void
end_id (JaridaFeedBuilder *builder,
        char              *value)
{
  if (builder->item == NULL)
    {
      /* No link to the site, but the id is one: better than none. */
      if (value != NULL && g_ascii_strncasecmp (value, "http", 4) == 0)
        jarida_feed_draft_take (builder->channel, JARIDA_SLOT_LINK, 1, g_strdup (value));
      g_free (value);
      return;
    }
  if (value != NULL && g_uri_peek_scheme (value) == NULL)
    value = jarida_feed_builder_resolve (builder, value);
  jarida_feed_draft_take (builder->item, JARIDA_SLOT_ID, 3, value);
}

static void
end_enclosure (JaridaFeedBuilder *builder,
               char              *value)
{
  g_autofree char *type = jarida_feed_builder_dup_attribute (builder, "type");

  g_free (value);
  jarida_feed_draft_take_enclosure (builder->item, jarida_feed_builder_dup_address (builder, "url"), type,
                                    jarida_feed_builder_get_number (builder, "length"));
}

static void
begin_person (JaridaFeedBuilder *builder)
{
  g_clear_pointer (&builder->person, jarida_feed_person_free);
  builder->person = jarida_feed_person_new (NULL, NULL, NULL);
}

static void
end_author (JaridaFeedBuilder *builder,
            char              *value)
{
  g_free (value);
  jarida_feed_draft_take_person (jarida_feed_builder_get_draft (builder), 5, g_steal_pointer (&builder->person));
}

static void
end_contributor (JaridaFeedBuilder *builder,
                 char              *value)
{
  g_free (value);
  g_clear_pointer (&builder->person, jarida_feed_person_free);
}

static void
end_person_part (JaridaFeedBuilder *builder,
                 char              *value)
{
  const char *name = jarida_feed_builder_get_name (builder);
  char **field;

  if (builder->person == NULL || value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  field = g_ascii_strcasecmp (name, "name") == 0 ? &builder->person->name
        : g_ascii_strcasecmp (name, "email") == 0 ? &builder->person->email : &builder->person->address;
  g_free (*field);
  *field = value;
}

static void
end_category (JaridaFeedBuilder *builder,
              char              *value)
{
  JaridaFeedDraft *draft = jarida_feed_builder_get_draft (builder);
  char *term = jarida_feed_builder_dup_attribute (builder, "label");

  if (term == NULL || *term == '\0')
    {
      g_free (term);
      term = jarida_feed_builder_dup_attribute (builder, "term");
    }
  if (term == NULL)
    term = g_steal_pointer (&value);
  jarida_feed_draft_take_category (draft, term);
  g_free (value);
}

static void
take_alternate (JaridaFeedBuilder *builder,
                const char        *type)
{
  gboolean page = type == NULL || *type == '\0' || strstr (type, "html") != NULL;

  /* The page for people comes before the same thing in another format; in RSS its own link comes first. */
  jarida_feed_draft_take (jarida_feed_builder_get_draft (builder), JARIDA_SLOT_LINK, page ? 5 : 4,
                          jarida_feed_builder_dup_address (builder, "href"));
}

static void
end_link (JaridaFeedBuilder *builder,
          char              *value)
{
  JaridaFeedDraft *draft = jarida_feed_builder_get_draft (builder);
  g_autofree char *rel = jarida_feed_builder_dup_attribute (builder, "rel");
  g_autofree char *type = jarida_feed_builder_dup_attribute (builder, "type");
  const char *relation = rel != NULL ? rel : "alternate";

  g_free (value);
  /* The registered names are addresses when written in full. */
  if (strrchr (relation, '/') != NULL)
    relation = strrchr (relation, '/') + 1;

  if (g_ascii_strcasecmp (relation, "alternate") == 0 || *relation == '\0')
    take_alternate (builder, type);
  else if (g_ascii_strcasecmp (relation, "self") == 0)
    jarida_feed_draft_take (draft, JARIDA_SLOT_SELF, 3, jarida_feed_builder_dup_address (builder, "href"));
  else if (g_ascii_strcasecmp (relation, "enclosure") == 0 && builder->item != NULL)
    {
      if (type != NULL && g_ascii_strncasecmp (type, "image/", 6) == 0)
        jarida_feed_draft_take_picture (draft, JARIDA_PICTURE_ENCLOSURE, 0,
                                        jarida_feed_builder_dup_address (builder, "href"));
      jarida_feed_draft_take_enclosure (draft, jarida_feed_builder_dup_address (builder, "href"), type,
                                        jarida_feed_builder_get_number (builder, "length"));
    }
  else if (g_ascii_strcasecmp (relation, "replies") == 0 && builder->item != NULL)
    {
      jarida_feed_draft_take (draft, JARIDA_SLOT_COMMENTS, 2, jarida_feed_builder_dup_address (builder, "href"));
      draft->n_comments = MIN (jarida_feed_builder_get_number (builder, "count"), G_MAXINT32);
    }
}

static const JaridaFeedElement elements[] = {
  { "author", ANY, JARIDA_READ_CHILDREN, PERSON, .begin = begin_person, .end = end_author },
  { "category", ANY, JARIDA_READ_TEXT, .end = end_category },
  { "content", ITEM, JARIDA_READ_HTML, .begin = begin_text, .end = end_content },
  { "contributor", ANY, JARIDA_READ_CHILDREN, PERSON, .begin = begin_person, .end = end_contributor },
  { "created", ITEM, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_PUBLISHED, .rank = 2 },
  { "email", PERSON, JARIDA_READ_TEXT, .end = end_person_part },
  { "enclosure", ITEM, JARIDA_READ_TEXT, .end = end_enclosure },
  { "entry", FEED | JARIDA_PLACE_ROOT | JARIDA_PLACE_OUTER, JARIDA_READ_CHILDREN, ITEM,
    .begin = begin_entry, .end = jarida_feed_builder_end_item },
  { "feed", JARIDA_PLACE_ROOT, JARIDA_READ_CHILDREN, FEED, .begin = begin_feed },
  { "homepage", PERSON, JARIDA_READ_ADDRESS, .end = end_person_part },
  { "icon", FEED, JARIDA_READ_ADDRESS, .slot = JARIDA_SLOT_ICON, .rank = 5 },
  { "id", ANY, JARIDA_READ_TEXT, .end = end_id },
  { "issued", ITEM, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_PUBLISHED, .rank = 4 },
  { "item", FEED, JARIDA_READ_CHILDREN, ITEM, .begin = begin_entry, .end = jarida_feed_builder_end_item },
  { "link", ANY, JARIDA_READ_TEXT, .end = end_link },
  { "logo", FEED, JARIDA_READ_ADDRESS, .slot = JARIDA_SLOT_ICON, .rank = 3 },
  { "modified", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_UPDATED, .rank = 3 },
  { "name", PERSON, JARIDA_READ_TEXT, .end = end_person_part },
  { "published", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_PUBLISHED, .rank = 5 },
  { "source", ITEM, JARIDA_READ_NOTHING },
  { "subtitle", FEED, JARIDA_READ_PLAIN, .begin = begin_text, .end = end_summary },
  { "summary", ITEM, JARIDA_READ_PLAIN, .begin = begin_text, .end = end_summary },
  { "tagline", FEED, JARIDA_READ_PLAIN, .begin = begin_text, .end = end_summary },
  { "title", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_TITLE, .rank = 5, .begin = begin_title },
  { "updated", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_UPDATED, .rank = 5 },
  { "uri", PERSON, JARIDA_READ_ADDRESS, .end = end_person_part },
  { "url", PERSON, JARIDA_READ_ADDRESS, .end = end_person_part },
};

const JaridaFeedTable jarida_atom_table = { elements, G_N_ELEMENTS (elements) };
