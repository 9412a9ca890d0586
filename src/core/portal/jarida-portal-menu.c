/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-private.h"

#include <string.h>

#include "jarida-portal-tree.h"

/* What the portal has: its menu names every section and newspaper of the edition. */

/* Once each, by its address. */
static void
add_place (GPtrArray  *places,
           GHashTable *seen,
           const char *slug,
           const char *name,
           const char *address)
{
  JaridaPortalPlace *place;

  if (name == NULL || g_hash_table_contains (seen, address))
    return;
  place = g_new0 (JaridaPortalPlace, 1);
  place->slug = g_strdup (slug);
  place->name = g_strdup (name);
  place->address = g_strdup (address);
  g_ptr_array_add (places, place);
  g_hash_table_add (seen, place->address);
}

static void
read_entry (JaridaPortalPage     *self,
            GHashTable           *seen,
            const JaridaHtmlNode *node)
{
  g_autoptr(JaridaPortalAddress) parsed = NULL;
  g_autofree char *address = jarida_portal_dup_link (node, self->base, &parsed);
  g_autofree char *name = NULL;

  if (parsed == NULL)
    return;
  name = jarida_portal_dup_text (node);
  if (parsed->kind == JARIDA_PORTAL_SECTION)
    add_place (self->sections, seen, parsed->slug, name, address);
  else if (parsed->kind == JARIDA_PORTAL_NEWSPAPER)
    add_place (self->newspapers, seen, parsed->slug, name, address);
  else if (parsed->kind == JARIDA_PORTAL_HOME && strcmp (parsed->language, self->language) != 0 && self->other_edition == NULL)
    self->other_edition = g_steal_pointer (&address);
}

/* By its id; else the element in front of the page's own area that leads to most sections. */
static const JaridaHtmlNode *
find_menu (JaridaHtmlNode *root)
{
  const JaridaHtmlNode *menu = jarida_portal_find_id (root, "centeredmenu");

  if (menu == NULL)
    menu = jarida_portal_find_element (root, "nav");

  return menu != NULL ? menu : jarida_portal_find_class (root, "ui-menubar");
}

static void
read_cities (JaridaPortalPage *self,
             GHashTable       *seen,
             JaridaHtmlNode   *root)
{
  const JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, root); node != NULL; node = jarida_html_node_walk (node, root))
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = jarida_portal_dup_link (node, self->base, &parsed);
      g_autofree char *name = NULL;

      if (parsed == NULL || parsed->kind != JARIDA_PORTAL_CITY)
        continue;
      name = jarida_portal_dup_text (node);
      add_place (self->cities, seen, NULL, name != NULL ? name : parsed->name, address);
    }
}

void
jarida_portal_read_menu (JaridaPortalPage *self,
                         JaridaHtmlNode   *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const JaridaHtmlNode *menu = find_menu (root);
  const JaridaHtmlNode *node;

  /* Without a menu, links to sections in the frame are all there is of one. */
  for (node = jarida_html_node_walk (NULL, menu != NULL ? menu : root); node != NULL;
       node = jarida_html_node_walk (node, menu != NULL ? menu : root))
    {
      if (menu != NULL || !jarida_portal_is_within (node, "articlecontent", root))
        read_entry (self, seen, node);
    }
  read_cities (self, seen, root);
}

static char *
dup_active_entry (JaridaHtmlNode *root)
{
  const JaridaHtmlNode *menu = find_menu (root);
  const JaridaHtmlNode *active = menu != NULL ? jarida_portal_find_class (menu, "active") : NULL;

  return jarida_portal_dup_text (active);
}

/* "Name of the page - name of the portal" */
static char *
dup_document_title (const JaridaHtmlNode *root)
{
  g_autofree char *title = jarida_portal_dup_text (jarida_portal_find_element (root, "title"));
  g_autofree char *site = jarida_portal_dup_meta (root, "og:site_name");
  char *cut;

  if (title == NULL || site == NULL || !g_str_has_suffix (title, site))
    return g_steal_pointer (&title);
  cut = title + strlen (title) - strlen (site);
  while (cut > title && strchr (" -|:", cut[-1]) != NULL)
    cut--;
  if (cut > title)
    *cut = '\0';

  return g_steal_pointer (&title);
}

void
jarida_portal_read_title (JaridaPortalPage *self,
                          JaridaHtmlNode   *root)
{
  self->title = jarida_portal_dup_text (jarida_portal_find_class (root, "pagetitle"));
  if (self->title == NULL && self->kind == JARIDA_PORTAL_SECTION)
    self->title = dup_active_entry (root);
  if (self->title == NULL && self->kind != JARIDA_PORTAL_ARTICLE)
    self->title = jarida_portal_dup_text (jarida_portal_find_element (root, "h1"));
  if (self->title == NULL)
    self->title = jarida_portal_dup_meta (root, "og:title");
  if (self->title == NULL)
    self->title = dup_document_title (root);
}
