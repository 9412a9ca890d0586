/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-json-check.h"
#include "jarida-strict-json.h"

/* Nothing of ours is deeper than five. */
static const JaridaJsonLimits limits = { .max_depth = 16, .max_values = 20000 };

static guint count_names (JsonNode *node);

static void
count_member (JsonObject *object,
              const char *name,
              JsonNode   *node,
              gpointer    user_data)
{
  guint *count = user_data;

  *count += 1 + count_names (node);
}

static void
count_element (JsonArray *array,
               guint      index,
               JsonNode  *node,
               gpointer   user_data)
{
  guint *count = user_data;

  *count += count_names (node);
}

/* As deep as the limits let it be. */
static guint
count_names (JsonNode *node)
{
  guint count = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), count_member, &count);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), count_element, &count);

  return count;
}

JaridaJsonVerdict
jarida_strict_json_parse (const char  *text,
                          gsize        length,
                          gsize        max_length,
                          JsonNode   **out_root)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(JsonNode) root = NULL;
  JaridaJsonShape shape;

  *out_root = NULL;
  if (length > max_length)
    return JARIDA_JSON_TOO_LARGE;
  if (!g_utf8_validate (text, (gssize) length, NULL) || !jarida_json_check (text, length, &limits, &shape))
    return JARIDA_JSON_MALFORMED;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return JARIDA_JSON_MALFORMED;
  root = json_parser_steal_root (parser);
  /* Of two members of one name the library keeps the later one: which one is meant, the writer alone knows. */
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || count_names (root) != shape.n_names)
    return JARIDA_JSON_MALFORMED;
  *out_root = g_steal_pointer (&root);

  return JARIDA_JSON_OK;
}

static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

const char *
jarida_strict_json_string (JsonObject *object,
                           const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

gint64
jarida_strict_json_int (JsonObject *object,
                        const char *name,
                        gint64      fallback)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
         ? json_node_get_int (node) : fallback;
}

JsonObject *
jarida_strict_json_object (JsonObject *object,
                           const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
jarida_strict_json_array (JsonObject *object,
                          const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

void
jarida_strict_json_append (GString    *out,
                           const char *text)
{
  g_string_append_c (out, '"');
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p < 0x20)
        g_string_append_printf (out, "\\u%04x", *p);
      else
        g_string_append_c (out, (char) *p);
    }
  g_string_append_c (out, '"');
}
