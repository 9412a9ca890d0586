/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-charset.h"
#include "jarida-discovery.h"
#include "jarida-feed-private.h"
#include "jarida-markup.h"
#include "jarida-text.h"

/* A page may name hundreds; nobody chooses among more than these. */
#define MAX_FEEDS 50
/* Links that look like feeds: of more than so many none is looked at. */
#define MAX_ANCHORS 5000
/* Of which the text is read, until one has any. */
#define MAX_TITLES 8

/* Feeds from best to worst, as a page names them. */
typedef enum
{
  RANK_NAMED,        /* link rel=alternate with the type of a feed */
  RANK_COMMENTS,     /* the same, but for comments */
  RANK_LIKELY,       /* a link in the page whose address looks like a feed */
  N_RANKS,
} Rank;

/* One walk over the tags of the page: no tree, so that the largest and the most broken page costs one look. */
typedef struct
{
  JaridaDiscovery *discovery;
  GPtrArray       *found[N_RANKS];  /* (owned) JaridaFeedLink */
  GHashTable      *seen;            /* (owned) addresses */
  char            *base;            /* (owned) (nullable) */
  gboolean         has_base;        /* a base element said so */
  int              icon_score;
  guint            n_anchors;
  guint            n_titles;
  const char      *end;             /* of the page */
} Scan;

static void
free_link (gpointer data)
{
  JaridaFeedLink *link = data;

  g_free (link->address);
  g_free (link->title);
  g_free (link->type);
  g_free (link);
}

static char *
dup_squeezed (const char *text)
{
  g_autofree char *squeezed = text != NULL ? jarida_text_squeeze (text) : NULL;

  return squeezed != NULL && *squeezed != '\0' ? g_steal_pointer (&squeezed) : NULL;
}

static void
take_feed (Scan       *self,
           Rank        rank,
           const char *reference,
           const char *title,
           const char *type)
{
  JaridaFeedLink *link;
  g_autofree char *address = NULL;

  if (reference != NULL && g_ascii_strncasecmp (reference, "feed:", 5) == 0)
    address = jarida_address_from_input (reference);
  else if (reference != NULL)
    address = jarida_address_resolve (reference, self->base);
  if (address == NULL || self->found[rank]->len >= MAX_FEEDS || g_hash_table_contains (self->seen, address))
    return;

  g_hash_table_add (self->seen, g_strdup (address));
  link = g_new0 (JaridaFeedLink, 1);
  link->address = g_steal_pointer (&address);
  link->title = dup_squeezed (title);
  link->type = dup_squeezed (type);
  g_ptr_array_add (self->found[rank], link);
}

static gboolean
has_word (const char *list,
          const char *word)
{
  gsize length = strlen (word);

  while (list != NULL && *list != '\0')
    {
      gsize size = strcspn (list, " \t\r\n,");

      if (size == length && g_ascii_strncasecmp (list, word, length) == 0)
        return TRUE;
      list += size + strspn (list + size, " \t\r\n,");
    }

  return FALSE;
}

static gboolean
is_feed_type (const char *type)
{
  static const char *const types[] = {
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/x.atom+xml", "application/x-rss+xml", "text/rss+xml", "text/rss", "text/atom+xml", "application/rss",
    "application/atom", "application/rdf", "application/x-atom+xml",
  };

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    {
      gsize length = strlen (types[i]);

      if (g_ascii_strncasecmp (type, types[i], length) == 0 && (type[length] == '\0' || strchr ("; \t", type[length])))
        return TRUE;
    }

  return FALSE;
}

/* Types that say only "XML" or "JSON" are believed when the address agrees. */
static gboolean
is_vague_type (const char *type)
{
  return type != NULL && (g_ascii_strncasecmp (type, "text/xml", 8) == 0 ||
                          g_ascii_strncasecmp (type, "application/xml", 15) == 0 ||
                          g_ascii_strncasecmp (type, "application/json", 16) == 0);
}

static gboolean
is_word_edge (char c)
{
  return !g_ascii_isalnum (c);
}

/* "rss", "feed", "atom" or "rdf" as a word of the path or the query: /feed/, index.rdf, ?format=rss; feedback is none. */
static gboolean
looks_like_feed (const char *address)
{
  static const char *const words[] = { "rss", "rss2", "feed", "feeds", "atom", "rdf", "jsonfeed" };
  const char *path = strstr (address, "://");

  path = path != NULL ? strchr (path + 3, '/') : address;
  for (const char *p = path; p != NULL && *p != '\0' && *p != '#';)
    {
      gsize length = 0;

      while (p[length] != '\0' && !is_word_edge (p[length]))
        length++;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (strlen (words[i]) == length && g_ascii_strncasecmp (p, words[i], length) == 0)
          return TRUE;
      p += MAX (length, 1);
    }

  return FALSE;
}

/* A feed of comments is what its name says; the path of one does so too. */
static gboolean
is_about_comments (const char *reference,
                   const char *title)
{
  g_autofree char *folded = title != NULL ? g_utf8_strdown (title, -1) : NULL;

  return strstr (reference, "comment") != NULL ||
         (folded != NULL && (strstr (folded, "comment") != NULL || strstr (folded, "تعليق") != NULL));
}

/* The larger the better up to what a list shows; a drawing that scales comes first, a mask last. */
static int
score_icon (const char *rel,
            const char *type,
            const char *sizes)
{
  gint64 size = sizes != NULL ? g_ascii_strtoll (sizes, NULL, 10) : 0;

  if (has_word (rel, "mask-icon"))
    return 0;
  if (has_word (rel, "apple-touch-icon") || has_word (rel, "apple-touch-icon-precomposed"))
    return 500 + CLAMP (size, 0, 256);
  if (!has_word (rel, "icon"))
    return 0;
  if ((type != NULL && strstr (type, "svg") != NULL) || (sizes != NULL && g_ascii_strcasecmp (sizes, "any") == 0))
    return 1000;

  return 100 + CLAMP (size, 0, 256) * 3;
}

static void
take_icon (Scan       *self,
           int         score,
           const char *reference)
{
  g_autofree char *address = NULL;

  if (score <= self->icon_score || reference == NULL)
    return;
  address = jarida_address_resolve (reference, self->base);
  if (address == NULL)
    return;

  g_free (self->discovery->icon);
  self->discovery->icon = g_steal_pointer (&address);
  self->icon_score = score;
}

static void
read_link (Scan            *self,
           const JaridaTag *tag)
{
  g_autofree char *rel = jarida_tag_dup_attribute (tag, "rel");
  g_autofree char *type = jarida_tag_dup_attribute (tag, "type");
  g_autofree char *href = jarida_tag_dup_attribute (tag, "href");
  g_autofree char *title = NULL;
  g_autofree char *sizes = NULL;

  if (href == NULL || *href == '\0' || rel == NULL)
    return;
  title = jarida_tag_dup_attribute (tag, "title");
  sizes = jarida_tag_dup_attribute (tag, "sizes");
  take_icon (self, score_icon (rel, type, sizes), href);

  if (has_word (rel, "stylesheet") || (!has_word (rel, "alternate") && !has_word (rel, "feed")))
    return;
  if (is_feed_type (type) || (is_vague_type (type) && looks_like_feed (href) && strstr (href, "oembed") == NULL) ||
      (has_word (rel, "feed") && type == NULL))
    take_feed (self, is_about_comments (href, title) ? RANK_COMMENTS : RANK_NAMED, href, title, type);
}

/* The text up to the end of an element, its tags left out; not more than a line of it. */
static char *
dup_text_until (Scan            *self,
                const JaridaTag *tag)
{
  const char *limit = MIN (tag->end + 512, self->end);
  const char *p = tag->end;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *plain = NULL;

  while (p < limit)
    {
      const char *bracket = memchr (p, '<', limit - p);
      JaridaTag inner;

      g_string_append_len (text, p, (bracket != NULL ? bracket : limit) - p);
      if (bracket == NULL || !jarida_tag_read (&inner, bracket, self->end))
        break;
      if (inner.closing && inner.name_length == tag->name_length &&
          g_ascii_strncasecmp (inner.name, tag->name, tag->name_length) == 0)
        break;
      g_string_append_c (text, ' ');
      p = inner.end;
    }
  plain = jarida_markup_unescape (text->str, text->len);

  return dup_squeezed (plain);
}

static void
read_anchor (Scan            *self,
             const JaridaTag *tag)
{
  g_autofree char *href = jarida_tag_dup_attribute (tag, "href");
  g_autofree char *type = NULL;
  g_autofree char *title = NULL;

  if (href == NULL || *href == '\0' || *href == '#')
    return;
  type = jarida_tag_dup_attribute (tag, "type");
  if (!is_feed_type (type) && !looks_like_feed (href) && g_ascii_strncasecmp (href, "feed:", 5) != 0)
    return;
  self->n_anchors++;
  title = jarida_tag_dup_attribute (tag, "title");
  if (title == NULL || *title == '\0')
    {
      g_free (title);
      title = dup_text_until (self, tag);
    }
  take_feed (self, RANK_LIKELY, href, title, type);
}

static void
read_base (Scan            *self,
           const JaridaTag *tag)
{
  g_autofree char *href = jarida_tag_dup_attribute (tag, "href");
  char *base = href != NULL && !self->has_base ? jarida_address_resolve (href, self->base) : NULL;

  if (base == NULL)
    return;
  g_free (self->base);
  self->base = base;
  self->has_base = TRUE;
}

/* Where a script or a style ends: what is in it is no markup. */
static const char *
skip_raw_text (const JaridaTag *tag,
               const char      *end)
{
  for (const char *p = tag->end; (p = memchr (p, '<', end - p)) != NULL; p++)
    if ((gsize) (end - p) > tag->name_length + 2 && p[1] == '/' &&
        g_ascii_strncasecmp (p + 2, tag->name, tag->name_length) == 0)
      return p;

  return end;
}

static void
scan_page (Scan       *self,
           const char *text,
           gsize       length)
{
  JaridaTag tag = { .end = text };

  self->end = text + length;
  while (jarida_tag_find (&tag, tag.end, self->end))
    {
      if (tag.closing)
        continue;
      if (jarida_tag_is (&tag, "link"))
        read_link (self, &tag);
      else if (jarida_tag_is (&tag, "a") || jarida_tag_is (&tag, "area"))
        {
          if (self->n_anchors < MAX_ANCHORS)
            read_anchor (self, &tag);
        }
      else if (jarida_tag_is (&tag, "base"))
        read_base (self, &tag);
      else if (jarida_tag_is (&tag, "title") && self->discovery->title == NULL && self->n_titles++ < MAX_TITLES)
        self->discovery->title = dup_text_until (self, &tag);
      else if (jarida_tag_is (&tag, "script") || jarida_tag_is (&tag, "style") || jarida_tag_is (&tag, "textarea"))
        tag.end = skip_raw_text (&tag, self->end);
    }
}

static void
move_feeds (Scan *self)
{
  for (guint i = 0; i < N_RANKS; i++)
    {
      g_ptr_array_set_free_func (self->found[i], NULL);
      for (guint j = 0; j < self->found[i]->len; j++)
        g_ptr_array_add (self->discovery->feeds, g_ptr_array_index (self->found[i], j));
      g_ptr_array_unref (self->found[i]);
    }
}

/**
 * jarida_discovery_read:
 * @page: the bytes of a web page; whatever they are, the answer may be empty but never %NULL
 * @address: where they came from
 * @content_type: (nullable): the HTTP header
 *
 * Finds the feeds that a page names in its head, then those that it only links to, and its icon. When it names no
 * icon, the one at the usual place is the answer, whether it is there or not.
 */
JaridaDiscovery *
jarida_discovery_read (GBytes     *page,
                       const char *address,
                       const char *content_type)
{
  gsize size;
  const char *data = g_bytes_get_data (page, &size);
  g_autofree char *charset = jarida_charset_from_content_type (content_type);
  gsize length;
  g_autofree char *text = jarida_charset_decode (data, MIN (size, JARIDA_FEED_MAX_SIZE), charset, JARIDA_CHARSET_HTML,
                                                 &length, NULL);
  Scan scan = { .base = g_strdup (address) };

  scan.discovery = g_new0 (JaridaDiscovery, 1);
  scan.discovery->feeds = g_ptr_array_new_with_free_func (free_link);
  scan.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < N_RANKS; i++)
    scan.found[i] = g_ptr_array_new_with_free_func (free_link);

  scan_page (&scan, text, length);
  move_feeds (&scan);
  if (scan.discovery->icon == NULL && address != NULL)
    scan.discovery->icon = jarida_address_resolve ("/favicon.ico", address);
  g_hash_table_unref (scan.seen);
  g_free (scan.base);

  return scan.discovery;
}

void
jarida_discovery_free (JaridaDiscovery *self)
{
  g_ptr_array_unref (self->feeds);
  g_free (self->icon);
  g_free (self->title);
  g_free (self);
}

/* Beside the page first, then at the root: a blog may live in a folder of a larger site. */
char **
jarida_discovery_guesses (const char *address)
{
  static const char *const beside[] = { "feed", "feed/", "rss", "rss.xml" };
  static const char *const root[] = {
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/index.rdf", "/feed.json",
    "/feeds/posts/default", "/?feed=rss2", "/spip.php?page=backend", "/index.php?format=feed&type=rss",
  };
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = NULL;

  if (address != NULL && !g_str_has_suffix (address, "/"))
    folder = g_strconcat (address, "/", NULL);
  for (gsize i = 0; address != NULL && i < G_N_ELEMENTS (beside) + G_N_ELEMENTS (root); i++)
    {
      g_autofree char *guess = NULL;

      if (i < G_N_ELEMENTS (beside))
        guess = strpbrk (address, "?#") == NULL
              ? jarida_address_resolve (beside[i], folder != NULL ? folder : address) : NULL;
      else
        guess = jarida_address_resolve (root[i - G_N_ELEMENTS (beside)], address);
      if (guess == NULL || g_hash_table_contains (seen, guess))
        continue;
      g_strv_builder_add (builder, guess);
      g_hash_table_add (seen, g_steal_pointer (&guess));
    }

  return g_strv_builder_end (builder);
}
