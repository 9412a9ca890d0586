/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-address.h"

#include <string.h>

#include "jarida-address.h"

/* The seven portals run one program, so their addresses have one form; only the host and the second edition differ. */

#define MAX_PARTS 4

typedef struct
{
  const char *id;
  const char *host;
} Portal;

static const Portal portals[] = {
  { "maghress", "maghress.com" },
  { "djazairess", "djazairess.com" },
  { "turess", "turess.com" },
  { "masress", "masress.com" },
  { "sudaress", "sudaress.com" },
  { "sauress", "sauress.com" },
  { "yemeress", "yemeress.com" },
};

static const char *const sections[] = {
  "politics", "economics", "international", "sports", "society", "culture", "religion", "health", "video", NULL
};

/* What stands where a newspaper could and is none. */
static const char *const pages[] = { "about", "widget", "advertisement", "search", "author", "faces", "resources", NULL };

/* Editions that stand under a prefix; the other one is Arabic. */
static const char *const prefixes[] = { "fr", "en", NULL };

gboolean
jarida_portal_is_section (const char *slug)
{
  return slug != NULL && g_strv_contains (sections, slug);
}

const char *
jarida_portal_from_address (const char *address)
{
  g_autofree char *host = address != NULL ? jarida_address_dup_site_name (address) : NULL;

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (portals); i++)
    {
      if (strcmp (portals[i].host, host) == 0)
        return portals[i].id;
    }

  return NULL;
}

void
jarida_portal_address_free (JaridaPortalAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->language);
  g_free (self->slug);
  g_free (self->number);
  g_free (self->name);
  g_free (self);
}

static gboolean
is_number (const char *part)
{
  return *part != '\0' && strspn (part, "0123456789") == strlen (part) && strlen (part) <= 32;
}

static gboolean
is_slug (const char *part)
{
  return *part != '\0' && strlen (part) <= 64
         && strspn (part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen (part);
}

/* Names of people and cities have a plus for a space. */
static char *
decode_name (const char *part)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (part), "+", ' ');
  g_autofree char *plain = g_uri_unescape_string (spaced, NULL);

  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? g_strstrip (g_steal_pointer (&plain)) : NULL;
}

/* The path without its first slash, last slash, query and fragment, in parts. */
static char **
split_path (const char *address)
{
  const char *path = strstr (address, "://");
  g_autofree char *copy = NULL;

  path = path != NULL ? strchr (path + 3, '/') : NULL;
  copy = g_strndup (path != NULL ? path + 1 : "", path != NULL ? strcspn (path + 1, "?#") : 0);
  while (g_str_has_suffix (copy, "/"))
    copy[strlen (copy) - 1] = '\0';

  return g_strsplit (copy, "/", MAX_PARTS);
}

static void
read_one (JaridaPortalAddress *self,
          const char          *part)
{
  if (g_strv_contains (sections, part))
    self->kind = JARIDA_PORTAL_SECTION;
  else if (strcmp (part, "city") == 0)
    self->kind = JARIDA_PORTAL_CITIES;
  else if (strcmp (part, "rss") == 0)
    self->kind = JARIDA_PORTAL_FEED;
  else if (is_slug (part) && !g_strv_contains (pages, part))
    self->kind = JARIDA_PORTAL_NEWSPAPER;
  if (self->kind == JARIDA_PORTAL_SECTION || self->kind == JARIDA_PORTAL_NEWSPAPER)
    self->slug = g_strdup (part);
}

static void
read_two (JaridaPortalAddress *self,
          const char          *first,
          const char          *second)
{
  static const struct { const char *word; JaridaPortalKind kind; } named[] = {
    { "author", JARIDA_PORTAL_AUTHOR },
    { "city", JARIDA_PORTAL_CITY },
    { "search", JARIDA_PORTAL_SEARCH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      if (strcmp (first, named[i].word) != 0)
        continue;
      self->name = decode_name (second);
      self->kind = self->name != NULL && *self->name != '\0' ? named[i].kind : JARIDA_PORTAL_OTHER;
      return;
    }

  if (!is_slug (first))
    return;
  if (strcmp (second, "rss") == 0)
    self->kind = JARIDA_PORTAL_FEED;
  else if (is_number (second))
    self->kind = strcmp (first, "video") == 0 ? JARIDA_PORTAL_VIDEO : JARIDA_PORTAL_ARTICLE;
  if (self->kind == JARIDA_PORTAL_ARTICLE || self->kind == JARIDA_PORTAL_VIDEO)
    self->number = g_strdup (second);
  if (self->kind == JARIDA_PORTAL_ARTICLE || self->kind == JARIDA_PORTAL_FEED)
    self->slug = g_strdup (first);
}

JaridaPortalAddress *
jarida_portal_address_parse (const char *address)
{
  g_autofree char *web = address != NULL ? jarida_address_resolve (address, NULL) : NULL;
  JaridaPortalAddress *self;
  g_auto(GStrv) parts = NULL;
  char **rest;

  if (web == NULL)
    return NULL;
  self = g_new0 (JaridaPortalAddress, 1);
  parts = split_path (web);
  rest = parts;
  if (*rest != NULL && g_strv_contains (prefixes, *rest))
    self->language = g_strdup (*rest++);
  else
    self->language = g_strdup ("ar");

  if (*rest == NULL || **rest == '\0')
    self->kind = JARIDA_PORTAL_HOME;
  else if (rest[1] == NULL)
    read_one (self, rest[0]);
  else if (rest[2] == NULL)
    read_two (self, rest[0], rest[1]);
  /* A place's own feed may lie deeper. */
  else if (g_str_has_suffix (web, "/rss"))
    self->kind = JARIDA_PORTAL_FEED;

  return self;
}

char *
jarida_portal_identity (const char *address)
{
  const char *portal = jarida_portal_from_address (address);
  g_autoptr(JaridaPortalAddress) parsed = portal != NULL ? jarida_portal_address_parse (address) : NULL;

  if (parsed == NULL || parsed->kind != JARIDA_PORTAL_ARTICLE)
    return NULL;

  return g_strdup_printf ("%s/%s/%s/%s", portal, parsed->language, parsed->slug, parsed->number);
}
