/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reports-private.h"

#include <string.h>

#include "jarida-strict-json.h"

#define MAX_STATEMENT (16 * 1024)
#define MAX_FACTS 2000   /* characters that are shown */
#define KEY_DIGITS 12

void
jarida_decision_text_free (JaridaDecisionText *self)
{
  g_free (self->id);
  g_free (self->facts);
  g_free (self);
}

static gint64
read_moment (JsonObject *object,
             const char *name)
{
  const char *text = jarida_strict_json_string (object, name);
  g_autoptr(GDateTime) moment = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

/* What comes from elsewhere is shown in a line or two, and steers nothing. */
static char *
dup_plain (const char *text)
{
  g_autofree char *cut = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_FACTS));

  for (char *at = cut; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_steal_pointer (&cut);
}

static JaridaDecisionText *
read_statement (GBytes  *body,
                GError **error)
{
  g_autoptr(JsonNode) root = NULL;
  JaridaDecisionText *self;
  JsonObject *object;
  gsize size;
  const char *text = g_bytes_get_data (body, &size);

  if (jarida_strict_json_parse (text, size, MAX_STATEMENT, &root) != JARIDA_JSON_OK
      || jarida_strict_json_string (json_node_get_object (root), "id") == NULL)
    {
      g_set_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_NO_DECISION, "not a statement of reasons");
      return NULL;
    }
  object = json_node_get_object (root);
  self = g_new0 (JaridaDecisionText, 1);
  self->id = dup_plain (jarida_strict_json_string (object, "id"));
  if (jarida_strict_json_string (object, "facts") != NULL)
    self->facts = dup_plain (jarida_strict_json_string (object, "facts"));
  self->reason = jarida_report_reason_from_token (jarida_strict_json_string (object, "reason"));
  self->automatic = json_object_has_member (object, "automated_decision")
                    && json_node_get_value_type (json_object_get_member (object, "automated_decision")) == G_TYPE_BOOLEAN
                    && json_object_get_boolean_member (object, "automated_decision");
  self->at = read_moment (object, "at");
  self->until = read_moment (object, "until");
  return self;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);
  JaridaDecisionText *decision = NULL;

  if (response != NULL && response->status == 200)
    decision = read_statement (response->body, &error);
  else if (response != NULL)
    error = g_error_new (JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_NO_DECISION, "status %u", response->status);
  if (decision != NULL)
    g_task_return_pointer (task, decision, (GDestroyNotify) jarida_decision_text_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
jarida_reader_load_decision_async (JaridaReader        *self,
                                   const char          *decision_key,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *address = NULL;
  JaridaFetchRequest request = { .accept = "application/json", .max_bytes = MAX_STATEMENT, .kind = JARIDA_FETCH_URGENT, .stay = TRUE };

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (decision_key != NULL && strspn (decision_key, "0123456789abcdef") == KEY_DIGITS);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_decision_async);
  if (self->reports->service[0] == '\0')
    {
      g_task_return_new_error (task, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_NO_SERVICE, "no service");
      return;
    }
  address = g_strconcat (self->reports->service, "/v1/decisions/", decision_key, NULL);
  request.address = address;
  jarida_fetcher_fetch_async (self->discreet, &request, cancellable, fetched_cb, g_steal_pointer (&task));
}

JaridaDecisionText *
jarida_reader_load_decision_finish (JaridaReader  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
