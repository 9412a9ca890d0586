/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-problem.h"
#include "jarida-strict-json.h"

#define TYPE_PREFIX "/problems/"
#define MAX_MEMBER_BYTES 512

typedef struct
{
  const char *token;
  guint       status;
  const char *title;
} Kind;

/* Titles are for those who read logs and answers; what a person reads is written in the app. */
static const Kind kinds[JARIDA_PROBLEM_LAST + 1] = {
  [JARIDA_PROBLEM_MALFORMED] = { "malformed", 400, "Not a request of this protocol" },
  [JARIDA_PROBLEM_BAD_SIGNATURE] = { "bad-signature", 401, "The signature does not fit" },
  [JARIDA_PROBLEM_REPORTER_SUSPENDED] = { "reporter-suspended", 403, "Reports of this key are not taken at present" },
  [JARIDA_PROBLEM_ID_REUSED] = { "id-reused", 409, "Another report has this id" },
  [JARIDA_PROBLEM_TOO_OLD] = { "too-old", 410, "The report is older than 30 days" },
  [JARIDA_PROBLEM_TOO_LARGE] = { "too-large", 413, "The body is too large" },
  [JARIDA_PROBLEM_MEDIA_TYPE] = { "media-type", 415, "The body must be application/json" },
  [JARIDA_PROBLEM_INVALID] = { "invalid", 422, "A member is wrong" },
  [JARIDA_PROBLEM_UPGRADE] = { "upgrade", 426, "This version of the app is too old" },
  [JARIDA_PROBLEM_WORK_NEEDED] = { "work-needed", 428, "Solve the challenge first" },
  [JARIDA_PROBLEM_SLOW_DOWN] = { "slow-down", 429, "Too many requests" },
  [JARIDA_PROBLEM_BUSY] = { "busy", 503, "Too much to do at the moment" },
  [JARIDA_PROBLEM_MAINTENANCE] = { "maintenance", 503, "Maintenance" },
  [JARIDA_PROBLEM_NOT_FOUND] = { "not-found", 404, "There is nothing here" },
};

static const Kind *
get_kind (JaridaProblemKind kind)
{
  return (guint) kind <= JARIDA_PROBLEM_LAST ? &kinds[kind] : &kinds[JARIDA_PROBLEM_NONE];
}

const char *
jarida_problem_kind_to_token (JaridaProblemKind kind)
{
  return get_kind (kind)->token;
}

JaridaProblemKind
jarida_problem_kind_from_token (const char *token)
{
  for (guint i = 1; i <= JARIDA_PROBLEM_LAST; i++)
    if (g_strcmp0 (kinds[i].token, token) == 0)
      return i;

  return JARIDA_PROBLEM_NONE;
}

guint
jarida_problem_kind_get_status (JaridaProblemKind kind)
{
  return get_kind (kind)->status;
}

const char *
jarida_problem_kind_get_title (JaridaProblemKind kind)
{
  return get_kind (kind)->title;
}

JaridaProblem *
jarida_problem_new (JaridaProblemKind  kind,
                    const char        *detail)
{
  JaridaProblem *self = g_new0 (JaridaProblem, 1);

  self->kind = kind;
  self->status = jarida_problem_kind_get_status (kind);
  self->detail = g_strdup (detail);

  return self;
}

void
jarida_problem_free (JaridaProblem *self)
{
  g_free (self->detail);
  g_free (self->until);
  g_free (self->appeal);
  g_free (self->min_version);
  g_free (self->challenge);
  g_free (self->expires);
  g_free (self);
}

static void
append_member (GString    *out,
               const char *name,
               const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (out, ",\"%s\":", name);
  jarida_strict_json_append (out, value);
}

static void
append_faults (GString                  *out,
               const JaridaReportFaults *faults)
{
  if (faults->n_items == 0)
    return;
  g_string_append (out, ",\"errors\":[");
  for (guint i = 0; i < faults->n_items; i++)
    g_string_append_printf (out, "%s{\"pointer\":\"%s\",\"code\":\"%s\"}", i > 0 ? "," : "", faults->items[i].pointer,
                            faults->items[i].code);
  g_string_append_c (out, ']');
}

char *
jarida_problem_to_json (const JaridaProblem *self)
{
  const Kind *kind = get_kind (self->kind);
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (kind->token != NULL, NULL);

  g_string_append_printf (out, "{\"type\":\"" TYPE_PREFIX "%s\"", kind->token);
  append_member (out, "title", kind->title);
  g_string_append_printf (out, ",\"status\":%u", kind->status);
  append_member (out, "detail", self->detail);
  append_member (out, "until", self->until);
  append_member (out, "appeal", self->appeal);
  if (self->limit > 0)
    g_string_append_printf (out, ",\"limit\":%" G_GINT64_FORMAT, self->limit);
  append_member (out, "min_version", self->min_version);
  append_member (out, "challenge", self->challenge);
  if (self->bits > 0)
    g_string_append_printf (out, ",\"bits\":%u", self->bits);
  append_member (out, "expires", self->expires);
  append_faults (out, &self->faults);
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

static char *
dup_member (JsonObject *object,
            const char *name)
{
  const char *text = jarida_strict_json_string (object, name);

  return text != NULL && strlen (text) <= MAX_MEMBER_BYTES ? g_strdup (text) : NULL;
}

/* A type is a path under the service's own address, or that address and the path. */
static JaridaProblemKind
read_kind (JsonObject *object,
           guint       status)
{
  const char *type = jarida_strict_json_string (object, "type");
  const char *token = type != NULL ? strstr (type, TYPE_PREFIX) : NULL;
  JaridaProblemKind kind = token != NULL ? jarida_problem_kind_from_token (token + strlen (TYPE_PREFIX)) : JARIDA_PROBLEM_NONE;

  /* The status is what proxies see and may make of it; one that says another thing is not believed. */
  return jarida_problem_kind_get_status (kind) == status ? kind : JARIDA_PROBLEM_NONE;
}

JaridaProblem *
jarida_problem_from_json (const char *text,
                          gsize       length,
                          guint       status)
{
  JaridaProblem *self = jarida_problem_new (JARIDA_PROBLEM_NONE, NULL);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object;

  self->status = status;
  if (jarida_strict_json_parse (text, length, JARIDA_PROBLEM_MAX_BODY, &root) != JARIDA_JSON_OK)
    return self;
  object = json_node_get_object (root);
  self->kind = read_kind (object, status);
  self->detail = dup_member (object, "detail");
  self->until = dup_member (object, "until");
  self->appeal = dup_member (object, "appeal");
  self->limit = jarida_strict_json_int (object, "limit", 0);
  self->min_version = dup_member (object, "min_version");
  self->challenge = dup_member (object, "challenge");
  self->bits = (guint) CLAMP (jarida_strict_json_int (object, "bits", 0), 0, 256);
  self->expires = dup_member (object, "expires");

  return self;
}
