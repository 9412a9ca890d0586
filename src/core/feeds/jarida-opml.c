/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-charset.h"
#include "jarida-feed.h"
#include "jarida-feed-private.h"
#include "jarida-markup.h"
#include "jarida-opml.h"
#include "jarida-text.h"
#include "jarida-xml-mend.h"

/* Subscription lists. Programs write them badly (unescaped titles, attributes in any case, tags never closed) and
 * they are the only copy a person has of years of reading, so the list is read tag by tag and whatever names a feed
 * is kept. */

#define MAX_DEPTH 64
#define MAX_OUTLINES 100000

static void
free_outline (gpointer data)
{
  jarida_outline_free (data);
}

static char *
dup_nonempty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

JaridaOutline *
jarida_outline_new (const char *title,
                    const char *feed_url,
                    const char *site_url)
{
  JaridaOutline *self = g_new0 (JaridaOutline, 1);

  self->title = dup_nonempty (title);
  self->feed_url = dup_nonempty (feed_url);
  self->site_url = dup_nonempty (site_url);
  self->children = g_ptr_array_new_with_free_func (free_outline);

  return self;
}

void
jarida_outline_free (JaridaOutline *self)
{
  g_free (self->title);
  g_free (self->feed_url);
  g_free (self->site_url);
  g_free (self->language);
  g_strfreev (self->categories);
  g_ptr_array_unref (self->children);
  g_free (self);
}

/* Reading */

typedef struct
{
  JaridaOutline *root;
  JaridaOutline *open[MAX_DEPTH];   /* Borrowed: root and the outlines that are open */
  guint          depth;
  guint          too_deep;          /* outlines open beyond that, read into the last one */
  guint          n_outlines;
} OpmlReader;

static char *
dup_attribute (const JaridaTag *tag,
               const char      *name)
{
  g_autofree char *value = jarida_tag_dup_attribute (tag, name);

  return value != NULL ? jarida_text_squeeze (value) : NULL;
}

/* The first of the attributes that says something. */
static char *
dup_first (const JaridaTag *tag,
           const char      *first,
           const char      *second)
{
  g_autofree char *value = dup_attribute (tag, first);

  if (value != NULL && *value != '\0')
    return g_steal_pointer (&value);
  return dup_attribute (tag, second);
}

/* One category without the emptiness that programs leave around its slashes. */
static char *
clean_category (const char *category)
{
  g_auto(GStrv) parts = g_strsplit (category, "/", -1);
  g_autoptr(GString) path = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      if (path->len > 0)
        g_string_append_c (path, '/');
      g_string_append (path, parts[i]);
    }

  return path->len > 0 ? g_string_free (g_steal_pointer (&path), FALSE) : NULL;
}

/* OPML 2.0: categories apart by commas, the levels of one apart by slashes. Each once, in order; NULL when there is none. */
static char **
read_categories (const JaridaTag *tag)
{
  g_autofree char *value = dup_attribute (tag, "category");
  g_auto(GStrv) listed = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (value == NULL || *value == '\0')
    return NULL;
  listed = g_strsplit (value, ",", -1);
  for (guint i = 0; listed[i] != NULL; i++)
    {
      g_autofree char *category = clean_category (listed[i]);

      if (category == NULL || g_hash_table_contains (seen, category))
        continue;
      g_strv_builder_add (builder, category);
      g_hash_table_add (seen, g_steal_pointer (&category));
    }

  return g_hash_table_size (seen) > 0 ? g_strv_builder_end (builder) : NULL;
}

static JaridaOutline *
read_outline (const JaridaTag *tag)
{
  g_autofree char *title = dup_first (tag, "text", "title");
  g_autofree char *feed_url = dup_first (tag, "xmlUrl", "feedUrl");
  g_autofree char *site_url = dup_first (tag, "htmlUrl", "siteUrl");
  g_autofree char *language = dup_attribute (tag, "language");
  JaridaOutline *outline;

  if (feed_url == NULL || *feed_url == '\0')
    {
      g_autofree char *type = dup_attribute (tag, "type");

      /* Old lists have the address of the feed as "url". */
      if (type != NULL && (g_ascii_strcasecmp (type, "rss") == 0 || g_ascii_strcasecmp (type, "atom") == 0))
        {
          g_free (feed_url);
          feed_url = dup_attribute (tag, "url");
        }
    }
  /* Written so by programs, ours too, that have no title for it. */
  outline = jarida_outline_new (g_strcmp0 (title, feed_url) != 0 ? title : NULL, feed_url, site_url);
  outline->language = dup_nonempty (language);
  if (outline->feed_url != NULL)
    outline->categories = read_categories (tag);

  return outline;
}

static void
begin_outline (OpmlReader      *self,
               const JaridaTag *tag)
{
  JaridaOutline *outline;

  if (self->n_outlines++ >= MAX_OUTLINES)
    return;
  outline = read_outline (tag);
  g_ptr_array_add (self->open[self->depth]->children, outline);
  if (tag->empty)
    return;
  if (self->depth + 1 < MAX_DEPTH)
    self->open[++self->depth] = outline;
  else
    self->too_deep++;
}

static void
end_outline (OpmlReader *self)
{
  if (self->too_deep > 0)
    self->too_deep--;
  else if (self->depth > 0)
    self->depth--;
}

static char *
dup_element_text (const JaridaTag *tag,
                  const char      *end)
{
  const char *close = memchr (tag->end, '<', end - tag->end);
  g_autofree char *text = jarida_markup_unescape (tag->end, (close != NULL ? close : end) - tag->end);

  return jarida_text_squeeze (text);
}

static void
collect (gpointer data,
         gpointer kept)
{
  g_ptr_array_add (kept, data);
}

/* Once no outline is open: those that say nothing go, and feeds that stand twice in the same folder. */
static void
drop_idle (JaridaOutline *self)
{
  g_autoptr(GPtrArray) children = g_ptr_array_new ();
  g_autoptr(GHashTable) feeds = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_foreach (self->children, collect, children);
  g_ptr_array_set_free_func (self->children, NULL);
  g_ptr_array_set_size (self->children, 0);
  g_ptr_array_set_free_func (self->children, free_outline);
  for (guint i = 0; i < children->len; i++)
    {
      JaridaOutline *child = g_ptr_array_index (children, i);
      gboolean idle;

      drop_idle (child);
      idle = child->feed_url != NULL ? g_hash_table_contains (feeds, child->feed_url)
                                     : child->title == NULL && child->site_url == NULL;
      if (idle && child->children->len == 0)
        {
          jarida_outline_free (child);
          continue;
        }
      g_ptr_array_add (self->children, child);
      if (child->feed_url != NULL)
        g_hash_table_add (feeds, child->feed_url);
    }
}

static gboolean
read_list (OpmlReader *self,
           const char *text,
           gsize       length)
{
  const char *end = text + length;
  JaridaTag tag = { .end = text };
  gboolean found = FALSE;

  while (jarida_tag_find (&tag, tag.end, end))
    {
      if (jarida_tag_is (&tag, "outline"))
        {
          found = TRUE;
          if (tag.closing)
            end_outline (self);
          else
            begin_outline (self, &tag);
        }
      else if (jarida_tag_is (&tag, "opml"))
        found = TRUE;
      else if (jarida_tag_is (&tag, "title") && !tag.closing && self->root->title == NULL && self->n_outlines == 0)
        {
          g_autofree char *title = dup_element_text (&tag, end);

          self->root->title = dup_nonempty (title);
        }
      else if (!found && jarida_tag_is (&tag, "html"))
        return FALSE;
    }

  return found;
}

JaridaOutline *
jarida_opml_parse (GBytes  *bytes,
                   GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize length;
  gboolean changed;
  g_autofree char *text = NULL;
  g_autofree char *mended = NULL;
  g_autoptr(JaridaOutline) root = jarida_outline_new (NULL, NULL, NULL);
  OpmlReader reader = { .root = root, .open = { root } };

  if (size > JARIDA_FEED_MAX_SIZE)
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_MALFORMED, "The list is too large");
      return NULL;
    }
  text = jarida_charset_decode (data, size, NULL, JARIDA_CHARSET_XML, &length, NULL);
  if (strspn (text, " \t\r\n") == length)
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_EMPTY, "The list is empty");
      return NULL;
    }

  /* For what the document type declares, and for control characters. */
  mended = jarida_xml_mend (text, length, &length, &changed);
  if (!read_list (&reader, mended != NULL ? mended : text, length))
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_NOT_A_FEED, "This is no list of subscriptions");
      return NULL;
    }
  drop_idle (root);

  return g_steal_pointer (&root);
}

/* Sorting */

static JaridaOutline *
find_folder (JaridaOutline *parent,
             const char    *title)
{
  JaridaOutline *folder;

  for (guint i = 0; i < parent->children->len; i++)
    {
      folder = g_ptr_array_index (parent->children, i);
      if (folder->feed_url == NULL && g_strcmp0 (folder->title, title) == 0)
        return folder;
    }
  folder = jarida_outline_new (title, NULL, NULL);
  g_ptr_array_add (parent->children, folder);

  return folder;
}

/* A path of folders says more than a tag; of two of a kind, the first. */
static const char *
choose_category (const JaridaOutline *feed)
{
  for (guint i = 0; feed->categories[i] != NULL; i++)
    {
      if (strchr (feed->categories[i], '/') != NULL)
        return feed->categories[i];
    }

  return feed->categories[0];
}

void
jarida_opml_sort_by_category (JaridaOutline *root)
{
  guint n;

  g_return_if_fail (root != NULL);

  n = root->children->len;
  for (guint i = 0; i < n;)
    {
      JaridaOutline *feed = g_ptr_array_index (root->children, i);
      JaridaOutline *folder = root;
      g_auto(GStrv) names = NULL;

      if (feed->categories == NULL)
        {
          i++;
          continue;
        }
      names = g_strsplit (choose_category (feed), "/", MAX_DEPTH);
      g_ptr_array_steal_index (root->children, i);
      n--;
      for (guint j = 0; names[j] != NULL; j++)
        folder = find_folder (folder, names[j]);
      g_ptr_array_add (folder->children, feed);
    }
}

/* Writing */

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    return;
  valid = jarida_text_squeeze (value);
  g_string_append_printf (out, " %s=\"", name);
  jarida_markup_append_escaped (out, valid, strlen (valid));
  g_string_append_c (out, '"');
}

static void
write_outline (GString             *out,
               const JaridaOutline *outline,
               guint                depth)
{
  const char *title = outline->title != NULL ? outline->title : outline->feed_url;

  /* One level of the file is the body; reading makes none deeper. */
  if (depth > MAX_DEPTH + 1)
    return;
  g_string_append_printf (out, "%*s<outline", (int) depth * 2, "");
  if (outline->feed_url != NULL)
    append_attribute (out, "type", "rss");
  append_attribute (out, "text", title != NULL ? title : "");
  append_attribute (out, "title", title);
  append_attribute (out, "xmlUrl", outline->feed_url);
  append_attribute (out, "htmlUrl", outline->site_url);
  append_attribute (out, "language", outline->language);
  if (outline->children->len == 0)
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append (out, ">\n");
  for (guint i = 0; i < outline->children->len; i++)
    write_outline (out, g_ptr_array_index (outline->children, i), depth + 1);
  g_string_append_printf (out, "%*s</outline>\n", (int) depth * 2, "");
}

GBytes *
jarida_opml_write (const JaridaOutline *root)
{
  g_autoptr(GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                                         "  <head>\n    <title>");

  if (root->title != NULL)
    {
      g_autofree char *title = jarida_text_squeeze (root->title);

      jarida_markup_append_escaped (out, title, strlen (title));
    }
  g_string_append (out, "</title>\n  </head>\n  <body>\n");
  for (guint i = 0; i < root->children->len; i++)
    write_outline (out, g_ptr_array_index (root->children, i), 2);
  g_string_append (out, "  </body>\n</opml>\n");

  return g_string_free_to_bytes (g_steal_pointer (&out));
}
