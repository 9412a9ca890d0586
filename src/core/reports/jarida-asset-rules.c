/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-asset-rules.h"
#include "jarida-path-pattern.h"
#include "jarida-picture-canonical.h"
#include "jarida-reports-resources.h"
#include "jarida-strict-json.h"

#define FORMAT "jarida-asset-rules/1"
#define DEFAULT_RULES "/org/jarida/Jarida/asset-rules.json"
#define MAX_BYTES (256 * 1024)
#define MAX_RULES 1000
#define MAX_HOSTS 16
#define MAX_NAME_BYTES 64
#define MAX_TEMPLATE_BYTES 128

typedef struct
{
  char              *group;          /* (owned) */
  JaridaPathPattern *path;           /* (owned) */
  char              *asset;          /* (owned) a template */
  gboolean           ignores_query;
} Rule;

struct _JaridaAssetRules
{
  guint       serial;
  GPtrArray  *rules;       /* (owned) (element-type Rule) */
  GHashTable *by_host;     /* (owned) host to GPtrArray of rules, in the order of the file */
};

G_DEFINE_QUARK (jarida-asset-rules-error-quark, jarida_asset_rules_error)
G_DEFINE_BOXED_TYPE (JaridaAssetRules, jarida_asset_rules, jarida_asset_rules_ref, jarida_asset_rules_unref)

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->group);
  g_clear_pointer (&rule->path, _jarida_path_pattern_free);
  g_free (rule->asset);
  g_free (rule);
}

static gboolean
refuse (GError     **error,
        guint        i,
        const char  *problem)
{
  g_set_error (error, JARIDA_ASSET_RULES_ERROR, JARIDA_ASSET_RULES_ERROR_MALFORMED, "Rule %u: %s", i, problem);

  return FALSE;
}

/* Printable, and every "$N" a part that the pattern remembers. */
static gboolean
is_template (const char *text,
             guint       n_captures)
{
  gboolean any = FALSE;

  if (text == NULL || strlen (text) > MAX_TEMPLATE_BYTES)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p <= ' ' || *p >= 0x7f)
        return FALSE;
      if (*p != '$')
        continue;
      p++;
      if (*p < '1' || *p > '9' || (guint) (*p - '0') > n_captures)
        return FALSE;
      any = TRUE;
    }

  return any;
}

static gboolean
take_hosts (JaridaAssetRules *self,
            Rule             *rule,
            JsonArray        *hosts)
{
  if (hosts == NULL || json_array_get_length (hosts) == 0 || json_array_get_length (hosts) > MAX_HOSTS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (hosts); i++)
    {
      JsonNode *node = json_array_get_element (hosts, i);
      const char *host = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node) : "";
      g_autofree char *parsed = jarida_address_parse_host (host, strlen (host));
      GPtrArray *of_host;

      if (g_strcmp0 (parsed, host) != 0)
        return FALSE;
      of_host = g_hash_table_lookup (self->by_host, host);
      if (of_host == NULL)
        {
          of_host = g_ptr_array_new ();
          g_hash_table_insert (self->by_host, g_strdup (host), of_host);
        }
      g_ptr_array_add (of_host, rule);
    }

  return TRUE;
}

static gboolean
take_rule (JaridaAssetRules  *self,
           JsonNode          *node,
           GError           **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *group = jarida_strict_json_string (object, "group");
  const char *path = jarida_strict_json_string (object, "path");
  const char *asset = jarida_strict_json_string (object, "asset");
  const char *query = jarida_strict_json_string (object, "query");
  const char *problem = NULL;
  guint i = self->rules->len;
  Rule *rule = g_new0 (Rule, 1);

  g_ptr_array_add (self->rules, rule);
  if (group == NULL || *group == '\0' || strlen (group) > MAX_NAME_BYTES || !g_str_is_ascii (group))
    return refuse (error, i, "no group");
  if (path == NULL)
    return refuse (error, i, "no path");
  if (g_strcmp0 (query, "none") != 0 && g_strcmp0 (query, "any") != 0)
    return refuse (error, i, "query is neither none nor any");
  rule->group = g_strdup (group);
  rule->ignores_query = *query == 'a';
  rule->path = _jarida_path_pattern_new (path, &problem);
  if (rule->path == NULL)
    return refuse (error, i, problem);
  if (!is_template (asset, _jarida_path_pattern_n_captures (rule->path)))
    return refuse (error, i, "asset is not a template of the path's parts");
  rule->asset = g_strdup (asset);
  if (!take_hosts (self, rule, jarida_strict_json_array (object, "hosts")))
    return refuse (error, i, "hosts are not names as in the DNS");

  return TRUE;
}

JaridaAssetRules *
jarida_asset_rules_parse (GBytes  *json,
                          GError **error)
{
  g_autoptr(JaridaAssetRules) self = g_atomic_rc_box_new0 (JaridaAssetRules);
  g_autoptr(JsonNode) root = NULL;
  gsize size;
  const char *text = g_bytes_get_data (json, &size);
  JsonObject *object = NULL;
  JsonArray *rules;
  gint64 serial;

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->by_host = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  if (jarida_strict_json_parse (text != NULL ? text : "", size, MAX_BYTES, &root) == JARIDA_JSON_OK)
    object = json_node_get_object (root);
  rules = jarida_strict_json_array (object, "rules");
  serial = jarida_strict_json_int (object, "serial", -1);
  if (g_strcmp0 (jarida_strict_json_string (object, "format"), FORMAT) != 0 || rules == NULL
      || json_array_get_length (rules) > MAX_RULES || serial < 0 || serial > G_MAXINT)
    {
      g_set_error_literal (error, JARIDA_ASSET_RULES_ERROR, JARIDA_ASSET_RULES_ERROR_MALFORMED,
                           "These are not asset rules of version 1");
      return NULL;
    }
  self->serial = (guint) serial;
  for (guint i = 0; i < json_array_get_length (rules); i++)
    if (!take_rule (self, json_array_get_element (rules, i), error))
      return NULL;

  return g_steal_pointer (&self);
}

JaridaAssetRules *
jarida_asset_rules_get_default (void)
{
  static JaridaAssetRules *rules;

  if (g_once_init_enter (&rules))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) json = g_resource_lookup_data (jarida_reports_get_resource (), DEFAULT_RULES,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      JaridaAssetRules *parsed = json != NULL ? jarida_asset_rules_parse (json, &error) : NULL;

      /* A fault of this program's own file: the tests look at it. */
      if (parsed == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (&rules, parsed);
    }

  return rules;
}

JaridaAssetRules *
jarida_asset_rules_ref (JaridaAssetRules *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  JaridaAssetRules *self = data;

  g_hash_table_unref (self->by_host);
  g_ptr_array_unref (self->rules);
}

void
jarida_asset_rules_unref (JaridaAssetRules *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

guint
jarida_asset_rules_get_serial (const JaridaAssetRules *self)
{
  return self->serial;
}

static char *
fill_template (const char               *asset,
               const char               *path,
               const JaridaPathCaptures *captures)
{
  GString *out = g_string_new (NULL);

  for (const char *p = asset; *p != '\0'; p++)
    {
      guint i;

      if (*p != '$')
        {
          g_string_append_c (out, *p);
          continue;
        }
      i = (guint) (*++p - '1');
      g_string_append_len (out, path + captures->start[i], (gssize) (captures->end[i] - captures->start[i]));
    }

  return g_string_free (out, FALSE);
}

gboolean
jarida_asset_rules_match (const JaridaAssetRules  *self,
                          const char              *address,
                          const char             **out_group,
                          char                   **out_asset)
{
  g_autoptr(JaridaAddress) parts = _jarida_picture_canonical_parts (address);
  GPtrArray *of_host = parts != NULL && parts->port == 0 ? g_hash_table_lookup (self->by_host, parts->host) : NULL;
  g_autoptr(GString) path = NULL;

  if (of_host == NULL)
    return FALSE;
  path = g_string_new (NULL);
  for (guint i = 0; i < parts->path->len; i++)
    g_string_append_printf (path, "/%s", (const char *) g_ptr_array_index (parts->path, i));
  for (guint i = 0; i < of_host->len; i++)
    {
      const Rule *rule = g_ptr_array_index (of_host, i);
      JaridaPathCaptures captures;

      if ((parts->query != NULL && !rule->ignores_query) || !_jarida_path_pattern_match (rule->path, path->str, &captures))
        continue;
      *out_group = rule->group;
      *out_asset = fill_template (rule->asset, path->str, &captures);
      return TRUE;
    }

  return FALSE;
}
