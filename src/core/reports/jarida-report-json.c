/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address-parts.h"
#include "jarida-hex.h"
#include "jarida-note-lines.h"
#include "jarida-picture-key.h"
#include "jarida-report.h"
#include "jarida-strict-json.h"

/* Reads one body. Every fault is noted, so that the one who wrote the sender sees all of them at once. */

typedef struct
{
  JaridaReport       *report;     /* Borrowed */
  JaridaReportFaults *faults;     /* Borrowed */
} Reading;

static void
note (Reading    *self,
      const char *pointer,
      const char *code)
{
  JaridaReportFaults *faults = self->faults;

  if (faults->n_items < JARIDA_REPORT_MAX_FAULTS)
    faults->items[faults->n_items++] = (JaridaReportFault) { pointer, code };
}

/* A member that is absent or null gives NULL; one of another type a fault, too. */
static const char *
read_string (Reading    *self,
             JsonObject *object,
             const char *name,
             const char *pointer)
{
  const char *text = jarida_strict_json_string (object, name);
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (text == NULL && node != NULL && !JSON_NODE_HOLDS_NULL (node))
    note (self, pointer, "type");

  return text;
}

static JsonObject *
read_object (Reading    *self,
             JsonObject *object,
             const char *name,
             const char *pointer)
{
  JsonObject *found = jarida_strict_json_object (object, name);
  JsonNode *node = json_object_get_member (object, name);

  if (found == NULL && node != NULL && !JSON_NODE_HOLDS_NULL (node))
    note (self, pointer, "type");

  return found;
}

static gint64
read_number (Reading    *self,
             JsonObject *object,
             const char *name,
             const char *pointer,
             gint64      max)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  gint64 value = jarida_strict_json_int (object, name, -1);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return 0;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 && value >= 0 && value <= max)
    return value;
  note (self, pointer, JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? "range" : "type");

  return 0;
}

/* Kept as it is asked for: without who signed in, and with everything encoded that an address may not hold. */
static void
read_url (Reading    *self,
          JsonObject *image)
{
  const char *url = read_string (self, image, "url", "/image/url");
  g_autoptr(JaridaAddress) parts = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *clean = NULL;

  if (url == NULL)
    return;
  canonical = strlen (url) <= JARIDA_REPORT_MAX_URL ? jarida_picture_canonical (url) : NULL;
  parts = canonical != NULL ? jarida_address_parse (url, NULL) : NULL;
  if (parts != NULL)
    {
      g_clear_pointer (&parts->fragment, g_free);
      clean = jarida_address_to_text (parts);
    }
  if (strlen (url) > JARIDA_REPORT_MAX_URL || (clean != NULL && strlen (clean) > JARIDA_REPORT_MAX_URL))
    note (self, "/image/url", "too-long");
  else if (clean != NULL)
    self->report->url = g_steal_pointer (&clean);
  else if (g_ascii_strncasecmp (url, "http:", 5) == 0 || g_ascii_strncasecmp (url, "https:", 6) == 0)
    note (self, "/image/url", "address");
  else
    note (self, "/image/url", "scheme");
}

static void
read_pdq (Reading    *self,
          JsonObject *image)
{
  JsonObject *pdq = read_object (self, image, "pdq", "/image/pdq");
  const char *alg = read_string (self, pdq, "alg", "/image/pdq/alg");
  const char *hash = read_string (self, pdq, "hash", "/image/pdq/hash");

  /* One that is not known yet says nothing to us. */
  if (pdq == NULL || (alg != NULL && strcmp (alg, "pdq1") != 0))
    return;
  self->report->pdq_quality = (guint8) read_number (self, pdq, "quality", "/image/pdq/quality", 100);
  if (alg == NULL)
    note (self, "/image/pdq/alg", "required");
  self->report->has_pdq = hash != NULL && jarida_hex_decode (hash, self->report->pdq, sizeof self->report->pdq);
  if (!self->report->has_pdq)
    note (self, "/image/pdq/hash", hash != NULL ? "format" : "required");
}

static void
read_image (Reading    *self,
            JsonObject *root)
{
  JsonObject *image = read_object (self, root, "image", "/image");
  JaridaReport *report = self->report;
  const char *sha256;
  guint n_faults = self->faults->n_items;

  if (image == NULL)
    {
      if (n_faults == 0 || strcmp (self->faults->items[n_faults - 1].pointer, "/image") != 0)
        note (self, "/image", "required");
      return;
    }
  read_url (self, image);
  sha256 = read_string (self, image, "sha256", "/image/sha256");
  report->has_sha256 = sha256 != NULL && jarida_hex_decode (sha256, report->sha256, sizeof report->sha256);
  if (sha256 != NULL && !report->has_sha256)
    note (self, "/image/sha256", "format");
  if (report->url == NULL && !report->has_sha256 && self->faults->n_items == n_faults)
    note (self, "/image/url", "required");
  report->bytes = read_number (self, image, "bytes", "/image/bytes", JARIDA_REPORT_MAX_PICTURE_BYTES);
  report->width = (guint) read_number (self, image, "width", "/image/width", JARIDA_REPORT_MAX_SIDE);
  report->height = (guint) read_number (self, image, "height", "/image/height", JARIDA_REPORT_MAX_SIDE);
  read_pdq (self, image);
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && *p != '\n')
      return TRUE;

  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static void
read_reason (Reading    *self,
             JsonObject *root)
{
  guint n_faults = self->faults->n_items;
  const char *token = read_string (self, root, "reason", "/reason");
  const char *comment = read_string (self, root, "comment", "/comment");

  self->report->reason = jarida_report_reason_from_token (token);
  if (token == NULL && self->faults->n_items == n_faults)
    note (self, "/reason", "required");
  else if (token != NULL && self->report->reason == 0)
    note (self, "/reason", "unknown");

  if (comment != NULL && g_utf8_strlen (comment, -1) > JARIDA_REPORT_MAX_COMMENT)
    note (self, "/comment", "too-long");
  else if (comment != NULL && has_control (comment))
    note (self, "/comment", "format");
  else
    self->report->comment = g_strdup (comment);
  if (jarida_report_reason_needs_comment (self->report->reason) && (comment == NULL || is_blank (comment)))
    note (self, "/comment", "required");
}

/* A minute would say more than is needed. */
static gint64
parse_hour (const char *text)
{
  gint64 time;

  return _jarida_note_time (text, &time) && time % 3600 == 0 ? MAX (time, 0) : 0;
}

static gboolean
is_language (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]))
      return FALSE;

  return length == 2 || length == 3;
}

static void
read_circumstances (Reading    *self,
                    JsonObject *root)
{
  const char *lang = read_string (self, root, "lang", "/lang");
  const char *host = read_string (self, root, "page_host", "/page_host");
  const char *hour = read_string (self, root, "reported_hour", "/reported_hour");
  g_autofree char *parsed = host != NULL ? jarida_address_parse_host (host, strlen (host)) : NULL;
  JsonNode *faith = json_object_get_member (root, "good_faith");

  if (lang != NULL && !is_language (lang))
    note (self, "/lang", "format");
  else
    self->report->lang = g_strdup (lang);
  if (host != NULL && (g_strcmp0 (parsed, host) != 0 || strlen (host) > 255))
    note (self, "/page_host", "format");
  else
    self->report->page_host = g_strdup (host);
  self->report->reported_hour = hour != NULL ? parse_hour (hour) : 0;
  if (hour != NULL && self->report->reported_hour == 0)
    note (self, "/reported_hour", "format");
  if (faith != NULL && !JSON_NODE_HOLDS_NULL (faith)
      && (!JSON_NODE_HOLDS_VALUE (faith) || json_node_get_value_type (faith) != G_TYPE_BOOLEAN || !json_node_get_boolean (faith)))
    note (self, "/good_faith", "value");
}

static void
read_version (Reading    *self,
              JsonObject *root)
{
  gint64 version = read_number (self, root, "v", "/v", G_MAXINT64);

  if (!json_object_has_member (root, "v") || JSON_NODE_HOLDS_NULL (json_object_get_member (root, "v")))
    note (self, "/v", "required");
  else if (version != JARIDA_REPORT_VERSION && self->faults->n_items == 0)
    note (self, "/v", "version");
}

JaridaReport *
jarida_report_from_json (const char          *text,
                         gsize                length,
                         JaridaReportFaults  *out_faults,
                         GError             **error)
{
  g_autoptr(JaridaReport) report = g_new0 (JaridaReport, 1);
  g_autoptr(JsonNode) node = NULL;
  JaridaReportFaults own;
  JaridaReportFaults *faults = out_faults != NULL ? out_faults : &own;
  Reading self = { report, faults };
  JaridaJsonVerdict verdict = jarida_strict_json_parse (text, length, JARIDA_REPORT_MAX_BODY, &node);
  JsonObject *root;

  faults->n_items = 0;
  if (verdict != JARIDA_JSON_OK)
    {
      gboolean large = verdict == JARIDA_JSON_TOO_LARGE;

      g_set_error_literal (error, JARIDA_REPORT_ERROR,
                           large ? JARIDA_REPORT_ERROR_TOO_LARGE : JARIDA_REPORT_ERROR_MALFORMED,
                           large ? "The report is too large" : "The report is not proper JSON");
      return NULL;
    }
  root = json_node_get_object (node);
  read_version (&self, root);
  read_image (&self, root);
  read_reason (&self, root);
  read_circumstances (&self, root);
  if (faults->n_items > 0)
    {
      g_set_error (error, JARIDA_REPORT_ERROR, JARIDA_REPORT_ERROR_INVALID, "The report is wrong at %s: %s",
                   faults->items[0].pointer, faults->items[0].code);
      return NULL;
    }
  if (report->comment == NULL)
    report->comment = g_strdup ("");

  return g_steal_pointer (&report);
}

gboolean
jarida_report_is_receipt (const char *text,
                          gsize       length,
                          const char *id)
{
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object;

  if (jarida_strict_json_parse (text, length, JARIDA_REPORT_MAX_BODY, &root) != JARIDA_JSON_OK)
    return FALSE;
  object = json_node_get_object (root);
  return g_strcmp0 (jarida_strict_json_string (object, "id"), id) == 0
         && g_strcmp0 (jarida_strict_json_string (object, "state"), "recorded") == 0;
}
