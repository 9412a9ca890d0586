/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

#include "jarida-address.h"

/* Videos, sounds and frames: nothing of them is loaded, a block leads to where they are. */

typedef struct
{
  const char *host;      /* and the beginning of the path, behind "://" and "www." */
  const char *watch;     /* what a person opens, with the id; NULL: the address as it is */
  const char *picture;   /* (nullable) known without asking anybody */
} Player;

static const Player players[] = {
  { "youtube.com/embed/", "https://www.youtube.com/watch?v=%s", "https://i.ytimg.com/vi/%s/hqdefault.jpg" },
  { "youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v=%s", "https://i.ytimg.com/vi/%s/hqdefault.jpg" },
  { "youtube.com/v/", "https://www.youtube.com/watch?v=%s", "https://i.ytimg.com/vi/%s/hqdefault.jpg" },
  { "youtu.be/", "https://www.youtube.com/watch?v=%s", "https://i.ytimg.com/vi/%s/hqdefault.jpg" },
  { "dailymotion.com/embed/video/", "https://www.dailymotion.com/video/%s",
    "https://www.dailymotion.com/thumbnail/video/%s" },
  { "geo.dailymotion.com/player.html?video=", "https://www.dailymotion.com/video/%s",
    "https://www.dailymotion.com/thumbnail/video/%s" },
  { "dailymotion.com/swf/video/", "https://www.dailymotion.com/video/%s",
    "https://www.dailymotion.com/thumbnail/video/%s" },
  { "player.vimeo.com/video/", "https://vimeo.com/%s", NULL },
};

/* Frames that are not part of what the newspaper says. */
static const char *const ignored[] = {
  "facebook.com/plugins/like", "facebook.com/plugins/page", "facebook.com/plugins/share", "platform.twitter.com/widgets",
  "googletagmanager.com", "doubleclick.net", "googlesyndication.com", "accounts.google.com", "recaptcha",
  "disqus.com", "about:blank", "adservice.", "/ads/", "outbrain.com", "taboola.com", "addthis.com",
};

static const char *
skip_scheme (const char *address)
{
  const char *rest = strstr (address, "://");

  rest = rest != NULL ? rest + 3 : address;

  return g_str_has_prefix (rest, "www.") ? rest + 4 : rest;
}

static char *
fill_in (const char *pattern,
         const char *id)
{
  const char *place = strstr (pattern, "%s");

  return g_strdup_printf ("%.*s%s%s", (int) (place - pattern), pattern, id, place + 2);
}

/* Replaces @address by where a person watches it; answers the picture, if known. */
static char *
recognize (char **address)
{
  const char *rest = skip_scheme (*address);

  for (guint i = 0; i < G_N_ELEMENTS (players); i++)
    {
      gsize n = strlen (players[i].host), length;
      g_autofree char *id = NULL;

      if (strncmp (rest, players[i].host, n) != 0)
        continue;
      length = strspn (rest + n, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
      if (length == 0 || length > 32 || g_str_has_prefix (rest + n, "videoseries"))
        continue;
      id = g_strndup (rest + n, length);
      g_free (*address);
      *address = fill_in (players[i].watch, id);
      return players[i].picture != NULL ? fill_in (players[i].picture, id) : NULL;
    }

  return NULL;
}

static char *
find_address (const JaridaHtmlNode *node,
              const char           *base)
{
  static const char *const names[] = { "data-src", "data-lazy-src", "src", "data" };
  const char *id = jarida_html_node_get (node, "data-videoid");
  char *address;

  if (id != NULL && *id != '\0')
    {
      g_autofree char *reference = g_strconcat ("https://www.youtube.com/embed/", id, NULL);

      return jarida_address_resolve (reference, base);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = jarida_html_node_get (node, names[i]);

      if (value != NULL && *value != '\0' && (address = jarida_address_resolve (value, base)) != NULL)
        return address;
    }
  for (const JaridaHtmlNode *child = node->first; child != NULL; child = child->next)
    if (jarida_html_node_is (child, "source") || jarida_html_node_is (child, "embed"))
      {
        const char *value = jarida_html_node_get (child, "src");

        if (value != NULL && *value != '\0' && (address = jarida_address_resolve (value, base)) != NULL)
          return address;
      }

  return NULL;
}

static gboolean
is_ignored (const JaridaHtmlNode *node,
            const char           *address)
{
  int width = jarida_html_node_get_pixels (node, "width");
  int height = jarida_html_node_get_pixels (node, "height");

  if ((width > 0 && width <= 3) || (height > 0 && height <= 3))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    if (strstr (address, ignored[i]) != NULL)
      return TRUE;

  return FALSE;
}

void
jarida_builder_read_embed (JaridaBuilder        *self,
                           const JaridaHtmlNode *node,
                           const JaridaContext  *context)
{
  g_autofree char *address = find_address (node, self->base);
  const char *poster = jarida_html_node_get (node, "poster");
  const char *title = jarida_html_node_get (node, "title");
  g_autofree char *picture = NULL;
  JaridaBlock *block;

  /* What stands inside an object is for those who cannot show it: us. */
  if (address == NULL)
    {
      jarida_builder_walk_children (self, node, context);
      return;
    }
  if (context->in_cell || is_ignored (node, address))
    return;

  picture = recognize (&address);
  if (picture == NULL && poster != NULL)
    picture = jarida_address_resolve (poster, self->base);
  block = jarida_builder_add (self, JARIDA_BLOCK_EMBED, context);
  block->figure = g_new0 (JaridaFigure, 1);
  block->figure->address = g_steal_pointer (&picture);
  block->figure->link = g_steal_pointer (&address);
  block->figure->alt = title != NULL && *title != '\0' ? jarida_text_squeeze (title) : NULL;
  block->figure->width = jarida_html_node_get_pixels (node, "width");
  block->figure->height = jarida_html_node_get_pixels (node, "height");
}
