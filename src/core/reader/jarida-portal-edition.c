/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-edition.h"

#include <string.h>

#include "jarida-address.h"

typedef struct
{
  JaridaPortalEdition value;      /* first, so that one pointer serves both */
  gatomicrefcount     ref_count;
} Counted;

JaridaPortalEdition *
jarida_portal_edition_new (const char *portal,
                           const char *address)
{
  g_autofree char *web = jarida_address_resolve (address, NULL);
  g_autoptr(JaridaPortalAddress) parsed = web != NULL ? jarida_portal_address_parse (web) : NULL;
  g_autofree char *site = web != NULL ? jarida_address_dup_site (web) : NULL;
  const char *path;
  Counted *self;

  if (parsed == NULL || site == NULL)
    return NULL;
  self = g_new0 (Counted, 1);
  g_atomic_ref_count_init (&self->ref_count);
  path = strchr (strstr (web, "://") + strlen ("://"), '/');
  self->value.portal = g_strdup (portal);
  self->value.origin = path != NULL ? g_strndup (web, path - web) : g_strdup (web);
  self->value.language = g_strdup (parsed->language);
  /* The Arabic one stands at the root of every portal. */
  self->value.prefix = strcmp (parsed->language, "ar") == 0 ? g_strdup ("") : g_strconcat ("/", parsed->language, NULL);
  self->value.key = g_strdup_printf ("%s %s", site, parsed->language);
  self->value.site = g_steal_pointer (&site);
  return &self->value;
}

JaridaPortalEdition *
jarida_portal_edition_ref (JaridaPortalEdition *self)
{
  g_atomic_ref_count_inc (&((Counted *) self)->ref_count);
  return self;
}

void
jarida_portal_edition_unref (JaridaPortalEdition *self)
{
  if (!g_atomic_ref_count_dec (&((Counted *) self)->ref_count))
    return;
  g_free (self->portal);
  g_free (self->origin);
  g_free (self->site);
  g_free (self->language);
  g_free (self->prefix);
  g_free (self->key);
  g_free (self);
}

char *
jarida_portal_edition_dup_page (const JaridaPortalEdition *self,
                                const char                *page)
{
  if (*page != '\0')
    return g_strdup_printf ("%s%s/%s", self->origin, self->prefix, page);
  return g_strconcat (self->origin, *self->prefix != '\0' ? self->prefix : "/", NULL);
}

char *
jarida_portal_edition_dup_named (const JaridaPortalEdition *self,
                                 JaridaPortalKind           kind,
                                 const char                *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, " ", FALSE);
  const char *where = kind == JARIDA_PORTAL_AUTHOR ? "author" : kind == JARIDA_PORTAL_SEARCH ? "search" : "city";
  g_autofree char *page = g_strdup_printf ("%s/%s", where, g_strdelimit (escaped, " ", '+'));

  return jarida_portal_edition_dup_page (self, page);
}

JaridaPortalAddress *
jarida_portal_edition_parse (const JaridaPortalEdition *self,
                             const char                *address)
{
  g_autofree char *site = address != NULL ? jarida_address_dup_site (address) : NULL;
  g_autoptr(JaridaPortalAddress) parsed = NULL;

  if (g_strcmp0 (site, self->site) != 0)
    return NULL;
  parsed = jarida_portal_address_parse (address);
  if (parsed == NULL || strcmp (parsed->language, self->language) != 0)
    return NULL;
  return g_steal_pointer (&parsed);
}

char *
jarida_portal_edition_dup_identity (const JaridaPortalEdition *self,
                                    const char                *slug,
                                    const char                *number)
{
  return g_strdup_printf ("%s/%s/%s/%s", self->portal, self->language, slug, number);
}

const char *
jarida_portal_edition_get_videos_name (const JaridaPortalEdition *self)
{
  if (strcmp (self->language, "ar") == 0)
    return "بالفيديو";
  return strcmp (self->language, "fr") == 0 ? "Vidéos" : "Video";
}

JaridaPortalEdition *
_jarida_reader_dup_edition (JaridaReader *self,
                            JaridaSource *source)
{
  const char *address = jarida_source_get_feed_url (source);
  const JaridaCataloguePortal *known;
  g_autoptr(JaridaPortalAddress) parsed = NULL;
  const char *portal;

  portal = jarida_source_get_portal (source);
  /* One that was added by its address alone. */
  known = portal == NULL && self->catalogue != NULL ? jarida_catalogue_find_portal (self->catalogue, address) : NULL;
  if (portal == NULL)
    portal = known != NULL ? known->id : jarida_portal_from_address (address);
  if (portal == NULL)
    return NULL;
  parsed = jarida_portal_address_parse (address);
  if (parsed == NULL || (parsed->kind != JARIDA_PORTAL_NEWSPAPER && parsed->kind != JARIDA_PORTAL_SECTION))
    return NULL;
  return jarida_portal_edition_new (portal, address);
}
