/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-demo-portal-route.h"

#include <string.h>

#include "jarida-demo-listing.h"
#include "jarida-demo-story.h"

#define HTML "text/html; charset=utf-8"

static GBytes *
load_picture (GFile      *folder,
              const char *name)
{
  g_autoptr(GFile) file = g_file_resolve_relative_path (folder, name);

  return g_file_load_bytes (file, NULL, NULL, NULL);
}

void
jarida_demo_route_picture (const JaridaDemoEdition *edition,
                           const char              *name,
                           JaridaDemoAnswer        *answer)
{
  const char *type = g_str_has_suffix (name, ".jpg") ? "image/jpeg" : g_str_has_suffix (name, ".webp") ? "image/webp" : "image/png";
  g_autofree char *shared = g_build_filename ("pictures", name, NULL);
  g_autofree char *own = g_build_filename ("portal", "pictures", name, NULL);
  GBytes *bytes;

  if (strchr (name, '/') != NULL || name[0] == '.' || name[0] == '\0')
    return;
  bytes = load_picture (edition->folder, shared);
  if (bytes == NULL)
    bytes = load_picture (edition->folder, own);
  if (bytes != NULL)
    jarida_demo_answer_take_bytes (answer, type, bytes);
}

/* The portal itself. */

static void
set_modified (JaridaDemoPortal *self,
              GPtrArray        *entries,
              JaridaDemoAnswer *answer)
{
  g_autoptr(GPtrArray) newest = jarida_demo_portal_take (self, entries, 0, 1, NULL);

  if (answer->body != NULL && newest->len > 0)
    answer->modified = jarida_demo_entry_dup_published (g_ptr_array_index (newest, 0), self);
}

static void
route_story (JaridaDemoPortal     *self,
             const JaridaDemoSide *side,
             const char           *paper,
             gint64                number,
             JaridaDemoAnswer     *answer)
{
  const JaridaDemoSide *other = &self->sides[1 - side->language];
  const JaridaDemoEntry *entry = jarida_demo_portal_find (self, side, paper, number);
  GPtrArray *list = g_hash_table_lookup (side->by_paper, paper);

  if (entry != NULL)
    {
      jarida_demo_answer_take_text (answer, HTML, jarida_demo_story_write (self, side, entry));
      answer->modified = jarida_demo_entry_dup_published (entry, self);
    }
  else if (jarida_demo_portal_find (self, other, paper, number) != NULL)
    {
      answer->location = g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, other->prefix, paper, number);
    }
  else if (list != NULL && number > 0 && number <= list->len)
    {
      /* A long time ago the portal counted the articles of every newspaper from 1. */
      entry = g_ptr_array_index (list, list->len - (guint) number);
      answer->location = jarida_demo_entry_dup_path (entry, side);
    }
}

static void
route_feed (JaridaDemoPortal     *self,
            const JaridaDemoSide *side,
            const char           *place,
            JaridaDemoAnswer     *answer)
{
  g_auto(JaridaDemoListing) listing = { NULL };

  if (*place == '\0')
    {
      listing.side = side;
      listing.title = g_strdup (jarida_demo_side_word (side, JARIDA_DEMO_WORD_HOME_TITLE));
      listing.path = g_strdup (*side->prefix != '\0' ? side->prefix : "/");
      listing.entries = g_ptr_array_ref (side->all);
    }
  else if (!jarida_demo_listing_find (&listing, self, side, place))
    {
      return;
    }
  jarida_demo_answer_take_text (answer, "application/rss+xml", jarida_demo_listing_write_feed (&listing, self));
  set_modified (self, listing.entries, answer);
}

static void
route_listing (JaridaDemoPortal     *self,
               const JaridaDemoSide *side,
               const char           *rest,
               guint                 page,
               JaridaDemoAnswer     *answer)
{
  g_auto(JaridaDemoListing) listing = { NULL };
  char *text;

  if (!jarida_demo_listing_find (&listing, self, side, rest))
    return;
  text = jarida_demo_listing_write (&listing, self, page);
  if (text != NULL)
    jarida_demo_answer_take_text (answer, HTML, text);
  set_modified (self, listing.entries, answer);
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strlen (text) <= 18 && strspn (text, "0123456789") == strlen (text);
}

/* What a browser would ask for, too: styles, scripts, signs. Their texts do not matter. */
static void
route_resource (const char       *name,
                JaridaDemoAnswer *answer)
{
  if (strstr (name, ".js") != NULL)
    jarida_demo_answer_take_text (answer, "text/javascript", g_strdup ("/* Nothing. */\n"));
  else
    jarida_demo_answer_take_text (answer, "text/css", g_strdup ("/* Nothing. */\n"));
}

static void
route_side (JaridaDemoPortal     *self,
            const JaridaDemoSide *side,
            const char           *rest,
            guint                 page,
            JaridaDemoAnswer     *answer)
{
  g_auto(GStrv) parts = g_strsplit (rest, "/", 3);
  guint n_parts = g_strv_length (parts);
  const JaridaDemoVideo *video;

  if (n_parts == 0 || *rest == '\0')
    {
      jarida_demo_answer_take_text (answer, HTML, jarida_demo_listing_write_home (self, side));
      set_modified (self, side->all, answer);
    }
  else if (strcmp (rest, "rss") == 0 || g_str_has_suffix (rest, "/rss"))
    {
      g_autofree char *place = g_strndup (rest, strlen (rest) - strlen ("rss"));

      if (*place != '\0')
        place[strlen (place) - 1] = '\0';
      route_feed (self, side, place, answer);
    }
  else if (strcmp (rest, "city") == 0)
    jarida_demo_answer_take_text (answer, HTML, jarida_demo_listing_write_cities (self, side));
  else if (strcmp (rest, "video") == 0)
    jarida_demo_answer_take_text (answer, HTML, jarida_demo_listing_write_videos (self, side));
  else if (strcmp (parts[0], "resources") == 0 || strcmp (parts[0], "faces") == 0)
    route_resource (rest, answer);
  else if (n_parts == 2 && strcmp (parts[0], "video") == 0 && (video = jarida_demo_side_find_video (side, parts[1])) != NULL)
    jarida_demo_answer_take_text (answer, HTML, jarida_demo_story_write_video (self, side, video));
  else if (n_parts == 2 && is_number (parts[1]))
    route_story (self, side, parts[0], g_ascii_strtoll (parts[1], NULL, 10), answer);
  else
    route_listing (self, side, rest, page, answer);
}

static void
route_portal (JaridaDemoPortal *self,
              const char       *path,
              guint             page,
              JaridaDemoAnswer *answer)
{
  const JaridaDemoSide *french = &self->sides[JARIDA_DEMO_FRENCH];

  /* "//host/" would lead elsewhere without its last slash. */
  if (g_str_has_prefix (path, "//"))
    return;
  if (strlen (path) > 1 && g_str_has_suffix (path, "/"))
    {
      g_autofree char *shorter = g_strndup (path, strlen (path) - 1);

      answer->location = g_uri_escape_string (shorter, "/+", FALSE);
    }
  else if (strcmp (path, french->prefix) == 0)
    route_side (self, french, "", page, answer);
  else if (g_str_has_prefix (path, "/fr/"))
    route_side (self, french, path + strlen ("/fr/"), page, answer);
  else
    route_side (self, &self->sides[JARIDA_DEMO_ARABIC], path + 1, page, answer);
}

/* /PAPER/NUMBER and /PAPER/PAPER, with /thumb or without: the type of a picture is not in its name. */
static void
route_pictures (JaridaDemoPortal *self,
                const char       *path,
                JaridaDemoAnswer *answer)
{
  g_auto(GStrv) parts = g_strsplit (path + 1, "/", 4);
  guint n_parts = g_strv_length (parts);
  const JaridaDemoEntry *entry = NULL;
  g_autofree char *logo = NULL;

  if (n_parts < 2 || n_parts > 3 || (n_parts == 3 && strcmp (parts[2], "thumb") != 0))
    return;
  if (strcmp (parts[0], parts[1]) == 0)
    {
      logo = g_strdup_printf ("icon-%s.png", parts[0]);
      jarida_demo_route_picture (self->edition, logo, answer);
      return;
    }
  for (guint i = 0; entry == NULL && is_number (parts[1]) && i < JARIDA_DEMO_N_SIDES; i++)
    entry = jarida_demo_portal_find (self, &self->sides[i], parts[0], g_ascii_strtoll (parts[1], NULL, 10));
  if (entry != NULL && entry->article->image != NULL)
    jarida_demo_route_picture (self->edition, entry->article->image, answer);
  else if (entry != NULL)
    answer->location = g_strdup_printf ("/%s/%s", parts[0], parts[0]);
}

/* /vi/ID/default.jpg; and /embed/ID, which is a page with a player in it. */
static void
route_videos (JaridaDemoPortal *self,
              const char       *path,
              JaridaDemoAnswer *answer)
{
  g_auto(GStrv) parts = g_strsplit (path + 1, "/", 3);
  GPtrArray *videos = self->sides[0].videos;

  if (g_strv_length (parts) < 2)
    return;
  for (guint i = 0; i < videos->len; i++)
    {
      const JaridaDemoVideo *video = g_ptr_array_index (videos, i);

      if (strcmp (video->id, parts[1]) != 0)
        continue;
      if (strcmp (parts[0], "vi") == 0)
        jarida_demo_route_picture (self->edition, video->picture, answer);
      else
        jarida_demo_answer_take_text (answer, HTML, g_strdup ("<!DOCTYPE html>\n<title>Video</title>\n<p>A player would be here.\n"));
    }
}

/* Whoever asks these has done what a reader must not: they answer like any of their kind, and the log has it. */
static void
route_others (const char       *path,
              JaridaDemoAnswer *answer)
{
  static const guint8 dot[] = {
    'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 0xff, 0xff, 0xff, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b
  };

  if (g_str_has_suffix (path, ".js"))
    jarida_demo_answer_take_text (answer, "text/javascript", g_strdup ("document.title = 'advertised';\n"));
  else if (g_str_has_suffix (path, ".gif") || g_str_has_suffix (path, ".png"))
    jarida_demo_answer_take_bytes (answer, "image/gif", g_bytes_new_static (dot, sizeof dot));
  else
    jarida_demo_answer_take_text (answer, HTML, g_strdup ("<!DOCTYPE html>\n<title>-</title>\n<p>Buy this.\n"));
}

void
jarida_demo_portal_route (JaridaDemoPortal *self,
                          JaridaDemoHost    host,
                          const char       *path,
                          guint             page,
                          JaridaDemoAnswer *answer)
{
  switch (host)
    {
    case JARIDA_DEMO_HOST_PORTAL:
      route_portal (self, path, page, answer);
      break;
    case JARIDA_DEMO_HOST_PICTURES:
      route_pictures (self, path, answer);
      break;
    case JARIDA_DEMO_HOST_VIDEOS:
      route_videos (self, path, answer);
      break;
    case JARIDA_DEMO_HOST_ADVERTISING:
    case JARIDA_DEMO_HOST_COUNTER:
    case JARIDA_DEMO_HOST_SOCIAL:
      route_others (path, answer);
      break;
    case JARIDA_DEMO_N_HOSTS:
    default:
      g_assert_not_reached ();
    }
}
