/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-catalogue.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "jarida-address.h"
#include "jarida-fold.h"
#include "jarida-json-check.h"

/* data/catalogue.json and what a person lays beside it. A file is read whole or not at all; what it says twice, the last says. */

G_DEFINE_QUARK (jarida-catalogue-error-quark, jarida_catalogue_error)

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_VALUES 200000

struct _JaridaCatalogue
{
  GPtrArray *countries;      /* (owned) JaridaCatalogueCountry */
  GPtrArray *portals;        /* (owned) JaridaCataloguePortal */
  GPtrArray *newspapers;     /* (owned) JaridaCatalogueNewspaper */
};

static const char *const languages[] = { "ar", "fr", "en" };

static void
free_names (char *names[3])
{
  for (guint i = 0; i < 3; i++)
    g_free (names[i]);
}

static void
free_country (gpointer data)
{
  JaridaCatalogueCountry *country = data;

  g_free (country->code);
  free_names (country->names);
  g_free (country);
}

static void
free_edition (gpointer data)
{
  JaridaCatalogueEdition *edition = data;

  g_free (edition->language);
  g_free (edition->prefix);
  g_free (edition->feed);
  g_free (edition);
}

static void
free_portal (gpointer data)
{
  JaridaCataloguePortal *portal = data;

  g_free (portal->id);
  g_free (portal->host);
  g_free (portal->country);
  free_names (portal->names);
  g_clear_pointer (&portal->editions, g_ptr_array_unref);
  g_free (portal);
}

static void
free_newspaper (gpointer data)
{
  JaridaCatalogueNewspaper *newspaper = data;

  g_free (newspaper->slug);
  free_names (newspaper->names);
  g_free (newspaper->language);
  g_free (newspaper->country);
  g_free (newspaper->address);
  g_free (newspaper);
}

static JaridaCatalogue *
new_catalogue (void)
{
  JaridaCatalogue *self = g_new0 (JaridaCatalogue, 1);

  self->countries = g_ptr_array_new_with_free_func (free_country);
  self->portals = g_ptr_array_new_with_free_func (free_portal);
  self->newspapers = g_ptr_array_new_with_free_func (free_newspaper);

  return self;
}

void
jarida_catalogue_free (JaridaCatalogue *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->countries);
  g_ptr_array_unref (self->newspapers);
  g_ptr_array_unref (self->portals);
  g_free (self);
}

/* Reading JSON. Where something is wrong travels with the error: "newspapers[3].language". */

static gboolean
fail (GError     **error,
      const char  *list,
      guint        index,
      const char  *member)
{
  g_set_error (error, JARIDA_CATALOGUE_ERROR, JARIDA_CATALOGUE_ERROR_MALFORMED, "%s[%u].%s is missing or wrong",
               list, index, member);
  return FALSE;
}

/* (nullable) not empty, no control characters. */
static char *
dup_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (text == NULL || strpbrk (text, "\n\r\t") != NULL)
    return NULL;
  return g_strdup (text);
}

static gboolean
read_names (JsonObject *object,
            char       *names[3])
{
  JsonNode *node = json_object_get_member (object, "names");
  gboolean found = FALSE;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      names[i] = dup_string (json_node_get_object (node), languages[i]);
      found |= names[i] != NULL && *names[i] != '\0';
    }

  return found;
}

static gboolean
read_flag (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

/* The objects of a list; an empty one when there is no such member. FALSE: it is something else. */
typedef gboolean (*ReadFunc) (JaridaCatalogue *self, JsonObject *object, guint index, GError **error);

static gboolean
read_list (JaridaCatalogue  *self,
           JsonObject       *root,
           const char       *member,
           ReadFunc          read,
           GError          **error)
{
  JsonNode *node = json_object_get_member (root, member);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, member, 0, "list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, member, i, "object");
      if (!read (self, json_node_get_object (element), i, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_country (JaridaCatalogue  *self,
              JsonObject       *object,
              guint             index,
              GError          **error)
{
  JaridaCatalogueCountry *country = g_new0 (JaridaCatalogueCountry, 1);

  g_ptr_array_add (self->countries, country);
  country->code = dup_string (object, "code");
  if (country->code == NULL || strlen (country->code) != 2)
    return fail (error, "countries", index, "code");

  return read_names (object, country->names) || fail (error, "countries", index, "names");
}

static gboolean
read_editions (JaridaCataloguePortal  *portal,
               JsonObject             *object,
               guint                   index,
               GError                **error)
{
  JsonNode *node = json_object_get_member (object, "editions");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  portal->editions = g_ptr_array_new_with_free_func (free_edition);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JaridaCatalogueEdition *edition;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "portals", index, "editions");
      edition = g_new0 (JaridaCatalogueEdition, 1);
      g_ptr_array_add (portal->editions, edition);
      edition->language = dup_string (json_node_get_object (element), "language");
      edition->prefix = dup_string (json_node_get_object (element), "prefix");
      edition->feed = dup_string (json_node_get_object (element), "feed");
      if (edition->language == NULL || edition->prefix == NULL || edition->feed == NULL)
        return fail (error, "portals", index, "editions");
    }

  return portal->editions->len > 0 || fail (error, "portals", index, "editions");
}

static gboolean
read_portal (JaridaCatalogue  *self,
             JsonObject       *object,
             guint             index,
             GError          **error)
{
  JaridaCataloguePortal *portal = g_new0 (JaridaCataloguePortal, 1);

  g_ptr_array_add (self->portals, portal);
  portal->id = dup_string (object, "id");
  portal->host = dup_string (object, "host");
  portal->country = dup_string (object, "country");
  portal->verified = read_flag (object, "verified");
  if (portal->id == NULL || portal->host == NULL || portal->country == NULL)
    return fail (error, "portals", index, "id, host or country");
  if (!read_names (object, portal->names))
    return fail (error, "portals", index, "names");

  return read_editions (portal, object, index, error);
}

static const JaridaCataloguePortal *
find_portal (JaridaCatalogue *self,
             const char      *id)
{
  for (guint i = self->portals->len; id != NULL && i > 0; i--)
    {
      const JaridaCataloguePortal *portal = g_ptr_array_index (self->portals, i - 1);

      if (strcmp (portal->id, id) == 0)
        return portal;
    }

  return NULL;
}

/* Its page in the edition of its language; portals answer http only in a demo on this machine. */
static char *
make_address (const JaridaCataloguePortal *portal,
              const char                  *language,
              const char                  *slug)
{
  const char *prefix = "";

  for (guint i = 0; i < portal->editions->len; i++)
    {
      const JaridaCatalogueEdition *edition = g_ptr_array_index (portal->editions, i);

      if (strcmp (edition->language, language) == 0)
        prefix = edition->prefix;
    }

  return g_strdup_printf ("%s://%s%s/%s", g_str_has_prefix (portal->host, "127.0.0.1") ? "http" : "https",
                          portal->host, prefix, slug);
}

static gboolean
read_newspaper (JaridaCatalogue  *self,
                JsonObject       *object,
                guint             index,
                GError          **error)
{
  JaridaCatalogueNewspaper *newspaper = g_new0 (JaridaCatalogueNewspaper, 1);
  g_autofree char *portal = dup_string (object, "portal");
  g_autofree char *feed = dup_string (object, "feed");
  g_autofree char *site = dup_string (object, "site");

  g_ptr_array_add (self->newspapers, newspaper);
  newspaper->portal = find_portal (self, portal);
  newspaper->slug = dup_string (object, "slug");
  newspaper->language = dup_string (object, "language");
  newspaper->country = dup_string (object, "country");
  newspaper->verified = read_flag (object, "verified");
  if (newspaper->language == NULL || newspaper->country == NULL)
    return fail (error, "newspapers", index, "language or country");
  if (!read_names (object, newspaper->names))
    return fail (error, "newspapers", index, "names");
  if (portal != NULL && (newspaper->portal == NULL || newspaper->slug == NULL))
    return fail (error, "newspapers", index, "portal or slug");
  if (newspaper->portal != NULL)
    newspaper->address = make_address (newspaper->portal, newspaper->language, newspaper->slug);
  else if (feed != NULL || site != NULL)
    newspaper->address = jarida_address_resolve (feed != NULL ? feed : site, NULL);

  return newspaper->address != NULL || fail (error, "newspapers", index, "portal, feed or site");
}

/* What is said of the same newspaper again counts instead. */
static void
drop_doubled (JaridaCatalogue *self)
{
  g_autoptr(GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->newspapers->len; i++)
    g_hash_table_replace (last, ((JaridaCatalogueNewspaper *) self->newspapers->pdata[i])->address, self->newspapers->pdata[i]);
  for (guint i = 0; i < self->newspapers->len;)
    {
      JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (self->newspapers, i);

      if (g_hash_table_lookup (last, newspaper->address) == newspaper)
        i++;
      else
        g_ptr_array_remove_index (self->newspapers, i);
    }
}

static gboolean
read_json (JaridaCatalogue  *self,
           GBytes           *bytes,
           GError          **error)
{
  static const JaridaJsonLimits limits = { .max_depth = 16, .max_values = MAX_VALUES };
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JaridaJsonShape shape;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  JsonNode *node;

  if (size > MAX_BYTES || text == NULL || !g_utf8_validate (text, size, NULL) || !jarida_json_check (text, size, &limits, &shape))
    {
      g_set_error_literal (error, JARIDA_CATALOGUE_ERROR, JARIDA_CATALOGUE_ERROR_MALFORMED, "This is no JSON");
      return FALSE;
    }
  if (!json_parser_load_from_data (parser, text, size, error))
    return FALSE;
  node = json_parser_get_root (parser);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "catalogue", 0, "object");

  return read_list (self, json_node_get_object (node), "countries", read_country, error)
         && read_list (self, json_node_get_object (node), "portals", read_portal, error)
         && read_list (self, json_node_get_object (node), "newspapers", read_newspaper, error);
}

JaridaCatalogue *
jarida_catalogue_parse (GBytes  *json,
                        GError **error)
{
  g_autoptr(JaridaCatalogue) self = new_catalogue ();

  if (!read_json (self, json, error))
    return NULL;
  drop_doubled (self);

  return g_steal_pointer (&self);
}

static gboolean
read_file (JaridaCatalogue  *self,
           const char       *path,
           GError          **error)
{
  g_autoptr(GBytes) bytes = NULL;
  char *data = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (data, size);

  return read_json (self, bytes, error);
}

/* All that @own_folder adds; a file that is no catalogue leaves what was read as it was. */
static void
read_own (JaridaCatalogue *self,
          const char      *own_folder,
          GString         *passed_over)
{
  g_autoptr(GDir) folder = g_dir_open (own_folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (own_folder, name, NULL);
      guint n[] = { self->countries->len, self->portals->len, self->newspapers->len };
      g_autoptr(GError) error = NULL;

      if (!g_str_has_suffix (name, ".json") || read_file (self, path, &error))
        continue;
      g_string_append_printf (passed_over, "%s%s: %s", passed_over->len > 0 ? "\n" : "", name, error->message);
      g_ptr_array_set_size (self->newspapers, n[2]);
      g_ptr_array_set_size (self->portals, n[1]);
      g_ptr_array_set_size (self->countries, n[0]);
    }
}

JaridaCatalogue *
jarida_catalogue_load (const char  *path,
                       const char  *own_folder,
                       char       **out_passed_over,
                       GError     **error)
{
  g_autoptr(JaridaCatalogue) self = new_catalogue ();
  g_autoptr(GString) passed_over = g_string_new (NULL);

  g_return_val_if_fail (path != NULL, NULL);

  if (!read_file (self, path, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  if (own_folder != NULL)
    read_own (self, own_folder, passed_over);
  drop_doubled (self);
  if (out_passed_over != NULL)
    *out_passed_over = passed_over->len > 0 ? g_string_free (g_steal_pointer (&passed_over), FALSE) : NULL;

  return g_steal_pointer (&self);
}

const GPtrArray *
jarida_catalogue_get_countries (const JaridaCatalogue *self)
{
  return self->countries;
}

const GPtrArray *
jarida_catalogue_get_portals (const JaridaCatalogue *self)
{
  return self->portals;
}

const GPtrArray *
jarida_catalogue_get_newspapers (const JaridaCatalogue *self)
{
  return self->newspapers;
}

/* Whether all of the folded @words are in one of the names or the slug. */
static gboolean
holds_words (const JaridaCatalogueNewspaper *newspaper,
             const char                     *words)
{
  if (words == NULL || *words == '\0')
    return TRUE;
  if (newspaper->slug != NULL && strstr (newspaper->slug, words) != NULL)
    return TRUE;
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *folded = newspaper->names[i] != NULL ? jarida_fold_text (newspaper->names[i]) : NULL;

      if (folded != NULL && strstr (folded, words) != NULL)
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
jarida_catalogue_search (const JaridaCatalogue *self,
                         const char *const     *countries,
                         const char *const     *wanted,
                         const char            *words,
                         gboolean               unverified)
{
  g_autofree char *folded = words != NULL ? jarida_fold_text (words) : NULL;
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->newspapers->len; i++)
    {
      JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (self->newspapers, i);

      if ((countries == NULL || g_strv_contains (countries, newspaper->country))
          && (wanted == NULL || g_strv_contains (wanted, newspaper->language))
          && (unverified || newspaper->verified) && holds_words (newspaper, folded))
        g_ptr_array_add (found, newspaper);
    }

  return found;
}

char *
jarida_catalogue_dup_id (const JaridaCatalogueNewspaper *newspaper)
{
  if (newspaper->portal == NULL)
    return NULL;
  return g_strdup_printf ("%s/%s/%s", newspaper->portal->id, newspaper->language, newspaper->slug);
}

const JaridaCatalogueNewspaper *
jarida_catalogue_find (const JaridaCatalogue *self,
                       const char            *id)
{
  for (guint i = 0; i < self->newspapers->len; i++)
    {
      const JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (self->newspapers, i);
      g_autofree char *own = jarida_catalogue_dup_id (newspaper);

      if (g_strcmp0 (own, id) == 0)
        return newspaper;
    }

  return NULL;
}

const JaridaCataloguePortal *
jarida_catalogue_find_portal (const JaridaCatalogue *self,
                              const char            *address)
{
  g_autofree char *site = jarida_address_dup_site (address);

  for (guint i = 0; site != NULL && i < self->portals->len; i++)
    {
      const JaridaCataloguePortal *portal = g_ptr_array_index (self->portals, i);
      const char *host = g_str_has_prefix (portal->host, "www.") ? portal->host + strlen ("www.") : portal->host;

      if (g_ascii_strcasecmp (host, site) == 0)
        return portal;
    }

  return NULL;
}

const char *
jarida_catalogue_name (char *const  names[3],
                       const char  *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (names[i] != NULL && language != NULL && g_str_has_prefix (language, languages[i]))
        return names[i];
    }

  return names[JARIDA_CATALOGUE_FRENCH] != NULL ? names[JARIDA_CATALOGUE_FRENCH]
         : names[JARIDA_CATALOGUE_ENGLISH] != NULL ? names[JARIDA_CATALOGUE_ENGLISH] : names[JARIDA_CATALOGUE_ARABIC];
}
