/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON from strangers: valid UTF-8, no member twice, no "\u0000", bounded in depth and number, all of it looked at
 * before the library walks in. The root is an object. */

typedef enum
{
  JARIDA_JSON_OK,
  JARIDA_JSON_TOO_LARGE,
  JARIDA_JSON_MALFORMED,
} JaridaJsonVerdict;

/* @out_root: (transfer full) */
JaridaJsonVerdict  jarida_strict_json_parse     (const char *text, gsize length, gsize max_length, JsonNode **out_root) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) NULL: absent, or something else. */
const char        *jarida_strict_json_string    (JsonObject *object, const char *name);
gint64             jarida_strict_json_int       (JsonObject *object, const char *name, gint64 fallback);
JsonObject        *jarida_strict_json_object    (JsonObject *object, const char *name);
JsonArray         *jarida_strict_json_array     (JsonObject *object, const char *name);

/* Writing, where every byte is to be foreseen: @text with quotes around it. @text must be valid UTF-8. */
void               jarida_strict_json_append    (GString *out, const char *text);

G_END_DECLS
