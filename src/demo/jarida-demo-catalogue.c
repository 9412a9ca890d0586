/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-catalogue.h"

static void
add (JsonBuilder *json,
     const char  *name,
     const char  *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
add_verified (JsonBuilder *json)
{
  json_builder_set_member_name (json, "verified");
  json_builder_add_boolean_value (json, TRUE);
}

static void
add_names (JsonBuilder *json,
           const char  *arabic,
           const char  *french)
{
  json_builder_set_member_name (json, "names");
  json_builder_begin_object (json);
  add (json, "ar", arabic);
  add (json, "fr", french);
  json_builder_end_object (json);
}

static void
add_country (JsonBuilder      *json,
             JaridaDemoPortal *portal)
{
  json_builder_set_member_name (json, "countries");
  json_builder_begin_array (json);
  json_builder_begin_object (json);
  add (json, "code", portal->country);
  add_names (json, "المغرب", "Maroc");
  json_builder_end_object (json);
  json_builder_end_array (json);
}

static void
add_sections (JsonBuilder *json)
{
  json_builder_set_member_name (json, "sections");
  json_builder_begin_array (json);
  for (guint i = 0; i < JARIDA_DEMO_N_SECTIONS; i++)
    {
      const JaridaDemoSection *section = &jarida_demo_sections[i];

      json_builder_begin_object (json);
      add (json, "slug", section->slug);
      add_names (json, section->names[JARIDA_DEMO_ARABIC], section->names[JARIDA_DEMO_FRENCH]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_portal (JsonBuilder      *json,
            JaridaDemoPortal *portal)
{
  const char *address = portal->addresses[JARIDA_DEMO_HOST_PORTAL];

  json_builder_set_member_name (json, "portals");
  json_builder_begin_array (json);
  json_builder_begin_object (json);
  add (json, "id", portal->id);
  add (json, "host", address + strlen ("http://"));
  add (json, "country", portal->country);
  add_names (json, portal->sides[JARIDA_DEMO_ARABIC].name, portal->sides[JARIDA_DEMO_FRENCH].name);
  add_verified (json);
  json_builder_set_member_name (json, "editions");
  json_builder_begin_array (json);
  for (guint i = 0; i < JARIDA_DEMO_N_SIDES; i++)
    {
      const JaridaDemoSide *side = &portal->sides[i];
      g_autofree char *feed = g_strdup_printf ("%s%s/rss", address, side->prefix);

      json_builder_begin_object (json);
      add (json, "language", side->code);
      add (json, "prefix", side->prefix);
      add (json, "feed", feed);
      add_verified (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  json_builder_end_array (json);
}

static void
add_newspaper (JsonBuilder           *json,
               JaridaDemoPortal      *portal,
               const JaridaDemoPaper *paper)
{
  const char *other = g_hash_table_lookup (portal->names, paper->id);
  gboolean arabic = g_str_has_prefix (paper->language, "ar");
  g_autofree char *feed = jarida_demo_paper_dup_feed_address (paper);
  g_autofree char *site = g_strdup_printf ("%s/%s/", paper->address, paper->id);

  json_builder_begin_object (json);
  if (other != NULL)
    {
      add (json, "portal", portal->id);
      add (json, "slug", paper->id);
      add_names (json, arabic ? paper->title : other, arabic ? other : paper->title);
    }
  else
    {
      json_builder_set_member_name (json, "names");
      json_builder_begin_object (json);
      add (json, paper->language, paper->title);
      json_builder_end_object (json);
    }
  add (json, "language", paper->language);
  add (json, "country", portal->country);
  if (paper->address != NULL)
    {
      add (json, "site", site);
      add (json, "feed", feed);
    }
  add_verified (json);
  json_builder_end_object (json);
}

char *
jarida_demo_catalogue_write (JaridaDemoPortal *portal)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "version");
  json_builder_add_int_value (json, 1);
  add_country (json, portal);
  add_sections (json);
  add_portal (json, portal);
  json_builder_set_member_name (json, "newspapers");
  json_builder_begin_array (json);
  for (guint i = 0; i < portal->edition->papers->len; i++)
    add_newspaper (json, portal, g_ptr_array_index (portal->edition->papers, i));
  for (guint i = 0; i < portal->generated->len; i++)
    add_newspaper (json, portal, g_ptr_array_index (portal->generated, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, TRUE);
}
