/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-charset.h"
#include "jarida-feed-private.h"

G_DEFINE_QUARK (jarida-feed-error-quark, jarida_feed_error)
G_DEFINE_BOXED_TYPE (JaridaFeed, jarida_feed, jarida_feed_ref, jarida_feed_unref)

static void
clear_feed (gpointer data)
{
  JaridaFeed *self = data;

  g_free (self->version);
  g_free (self->encoding);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->link);
  g_free (self->self_link);
  g_free (self->language);
  g_free (self->icon);
  g_ptr_array_unref (self->items);
}

static void
free_item (gpointer data)
{
  JaridaFeedItem *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->link);
  g_ptr_array_unref (self->authors);
  g_free (self->summary);
  g_free (self->content);
  g_free (self->base);
  g_free (self->language);
  g_ptr_array_unref (self->enclosures);
  g_ptr_array_unref (self->categories);
  g_free (self->image);
  g_free (self->comments);
  g_free (self);
}

JaridaFeed *
jarida_feed_new (JaridaFeedKind kind)
{
  JaridaFeed *self = g_atomic_rc_box_new0 (JaridaFeed);

  self->kind = kind;
  self->items = g_ptr_array_new_with_free_func (free_item);

  return self;
}

JaridaFeed *
jarida_feed_ref (JaridaFeed *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jarida_feed_unref (JaridaFeed *self)
{
  g_atomic_rc_box_release_full (self, clear_feed);
}

/* An item with empty lists; to be added to the items of a feed. */
JaridaFeedItem *
jarida_feed_item_new (void)
{
  JaridaFeedItem *self = g_new0 (JaridaFeedItem, 1);

  self->authors = g_ptr_array_new ();
  self->enclosures = g_ptr_array_new ();
  self->categories = g_ptr_array_new ();

  return self;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n\f")] == '\0';
}

JaridaFeed *
jarida_feed_parse (GBytes      *bytes,
                   const char  *address,
                   const char  *content_type,
                   GError     **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *http_charset = jarida_charset_from_content_type (content_type);
  g_autofree char *encoding = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JaridaFeed) feed = NULL;
  gsize length;
  const char *start;

  if (size > JARIDA_FEED_MAX_SIZE)
    {
      g_set_error (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_MALFORMED,
                   "The feed is %" G_GSIZE_FORMAT " bytes long, more than any feed should be", size);
      return NULL;
    }

  text = jarida_charset_decode (data, size, http_charset, JARIDA_CHARSET_XML, &length, &encoding);
  start = text + strspn (text, " \t\r\n\f");
  if (is_blank (text) && length == strlen (text))
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_EMPTY, "The feed is empty");
      return NULL;
    }

  if (*start == '{' || *start == '[' || (content_type != NULL && strstr (content_type, "json") != NULL && *start != '<'))
    feed = jarida_feed_parse_json (start, length - (start - text), error);
  else
    feed = jarida_feed_parse_xml (text, length, address, error);
  if (feed == NULL)
    return NULL;

  if (feed->encoding == NULL)
    feed->encoding = g_steal_pointer (&encoding);
  jarida_feed_finish (feed, address);

  return g_steal_pointer (&feed);
}
