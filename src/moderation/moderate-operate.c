/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-hex.h"
#include "jarida-settings.h"
#include "moderate.h"

/* What is not about one picture. */

#define BREAKER_HOURS 6
#define MOST_HOURS    720
#define HUMAN_DAYS 1
#define SUSPEND_DAYS  30
#define LIST_LENGTH   50

static guint
get_limit (void)
{
  return moderate_options.limit >= 0 ? (guint) moderate_options.limit : LIST_LENGTH;
}

static ModerateStatus
print_breaker (Moderate *self)
{
  static const char *const names[] = { "breaker_until", "shields_until" };
  GError *error = NULL;
  g_autoptr(GHashTable) rows = jarida_ledger_get_settings (self->ledger, &error);
  JaridaSettings settings;
  gint64 values[2];

  if (rows == NULL)
    return moderate_complain_error (error);
  jarida_settings_read (&settings, rows);
  values[0] = settings.breaker_until;
  values[1] = settings.shields_until;
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *until = moderate_format_time (values[i]);

      moderate_print ("%s: %s%s", names[i], values[i] > self->now ? "until " : "no", values[i] > self->now ? until : "");
    }
  return MODERATE_DONE;
}

ModerateStatus
moderate_breaker (Moderate  *self,
                  char     **arguments,
                  guint      n_arguments)
{
  gint64 until = 0;
  GError *error = NULL;

  if (n_arguments == 0)
    return print_breaker (self);
  if (strcmp (arguments[0], "open") == 0)
    until = self->now + 3600 * (gint64) CLAMP (moderate_options.hours >= 0 ? moderate_options.hours : BREAKER_HOURS, 1, MOST_HOURS);
  else if (strcmp (arguments[0], "close") != 0)
    return moderate_complain (MODERATE_USAGE, "breaker open, breaker close, or nothing to see how it is");
  if (moderate_options.why == NULL)
    return moderate_complain (MODERATE_USAGE, "--why TEXT is needed");
  if (!jarida_review_set_breaker (self->ledger, until, self->who, moderate_options.why, self->now, &error))
    return moderate_complain_error (error);

  return print_breaker (self);
}

static ModerateStatus
print_settings (Moderate   *self,
                const char *only)
{
  GError *error = NULL;
  g_autoptr(GHashTable) rows = jarida_ledger_get_settings (self->ledger, &error);
  g_autoptr(GList) names = NULL;
  const char *value;

  if (rows == NULL)
    return moderate_complain_error (error);
  if (only != NULL)
    {
      value = g_hash_table_lookup (rows, only);
      moderate_print ("%s", value != NULL ? value : "(default)");
      return MODERATE_DONE;
    }

  names = g_list_sort (g_hash_table_get_keys (rows), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *clean = moderate_clean (g_hash_table_lookup (rows, l->data));

      moderate_print ("%s = %s", (const char *) l->data, clean);
    }
  if (!self->as_json)
    {
      g_autofree char *all = jarida_settings_describe ();

      moderate_print ("Settings, their defaults and what they are:\n%s", all);
    }
  return MODERATE_DONE;
}

ModerateStatus
moderate_setting (Moderate  *self,
                  char     **arguments,
                  guint      n_arguments)
{
  const char *value = n_arguments == 2 ? arguments[1] : NULL;
  GError *error = NULL;

  if (n_arguments == 0 || (n_arguments == 1 && !moderate_options.otherwise))
    return print_settings (self, n_arguments == 1 ? arguments[0] : NULL);
  /* What the service does not know may be taken away, but not written. */
  if (value != NULL && !jarida_settings_is_valid (arguments[0], value))
    return moderate_complain (MODERATE_USAGE, "There is no setting %s, or %s is no value of it; \"setting\" alone lists them",
                              arguments[0], value);
  if (!jarida_review_set_setting (self->ledger, arguments[0], value, self->who, self->now, &error))
    return moderate_complain_error (error);

  return MODERATE_DONE;
}

static ModerateStatus
print_hosts (Moderate *self)
{
  GError *error = NULL;
  g_autoptr(GHashTable) hosts = jarida_ledger_get_image_hosts (self->ledger, &error);
  g_autoptr(GList) names = NULL;

  if (hosts == NULL)
    return moderate_complain_error (error);
  names = g_list_sort (g_hash_table_get_keys (hosts), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    moderate_print ("%s\t%s", (const char *) l->data, (const char *) g_hash_table_lookup (hosts, l->data));
  return MODERATE_DONE;
}

static gboolean
is_host (const char *text)
{
  return text[0] != '\0' && strlen (text) < 254 && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen (text)
         && strchr (text + 1, '.') != NULL;
}

ModerateStatus
moderate_hosts (Moderate  *self,
                char     **arguments,
                guint      n_arguments)
{
  gboolean add = n_arguments == 3 && strcmp (arguments[0], "add") == 0;
  GError *error = NULL;

  if (n_arguments == 0)
    return print_hosts (self);
  if (!add && !(n_arguments == 2 && strcmp (arguments[0], "remove") == 0))
    return moderate_complain (MODERATE_USAGE, "hosts add HOST NEWSPAPER, hosts remove HOST, or nothing to see them");
  if (!is_host (arguments[1]))
    return moderate_complain (MODERATE_USAGE, "\"%s\" is no host: img.example.org, or .example.org for all below it", arguments[1]);
  if (!jarida_review_set_host (self->ledger, arguments[1], add ? arguments[2] : NULL, self->who, self->now, &error))
    return moderate_complain_error (error);

  return MODERATE_DONE;
}

ModerateStatus
moderate_human (Moderate  *self,
                char     **arguments,
                guint      n_arguments)
{
  gint64 days = moderate_options.days >= 0 ? moderate_options.days : HUMAN_DAYS;
  GError *error = NULL;

  if (jarida_review_set_always_human (self->ledger, arguments[0], self->now + days * 24 * 3600, self->who, self->now, &error))
    return MODERATE_DONE;
  if (error != NULL)
    return moderate_complain_error (error);
  return moderate_complain (MODERATE_USAGE, "\"%s\" is no address of a picture", arguments[0]);
}

static ModerateStatus
print_reporters (Moderate *self)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (JaridaReporterRow));
  GError *error = NULL;

  if (!jarida_ledger_get_reporters (self->ledger, get_limit (), rows, &error))
    return moderate_complain_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const JaridaReporterRow *row = &g_array_index (rows, JaridaReporterRow, i);
      g_autofree char *id = moderate_format_id (row->id, sizeof row->id);
      g_autofree char *since = moderate_format_time (row->first_day * 24 * 3600);
      g_autofree char *warned = moderate_format_time (row->warned_at);
      g_autofree char *until = moderate_format_time (row->suspended_until);

      moderate_print ("%s  since %.10s, %" G_GINT64_FORMAT " agreed, %" G_GINT64_FORMAT " not%s%.10s%s%.10s", id, since, row->agreed,
                      row->disagreed, row->warned_at != 0 ? ", warned " : "", warned,
                      row->suspended_until > self->now ? ", suspended until " : "", row->suspended_until > self->now ? until : "");
    }
  return MODERATE_DONE;
}

ModerateStatus
moderate_reporters (Moderate  *self,
                    char     **arguments,
                    guint      n_arguments)
{
  static const char *const words[] = { "warn", "suspend", "lift", NULL };
  guint8 id[JARIDA_REPORTER_ID_BYTES];
  JaridaReviewOutcome outcome;
  GError *error = NULL;
  guint what;

  if (n_arguments == 0)
    return print_reporters (self);
  if (n_arguments != 2 || !g_strv_contains (words, arguments[0]) || !jarida_hex_decode (arguments[1], id, sizeof id))
    return moderate_complain (MODERATE_USAGE, "reporters warn ID, reporters suspend ID, reporters lift ID, or nothing to see them");
  if (moderate_options.why == NULL)
    return moderate_complain (MODERATE_USAGE, "--why TEXT is needed");
  for (what = 0; strcmp (words[what], arguments[0]) != 0; what++)
    ;
  if (!jarida_review_reporter (self->ledger, id, (JaridaReporterAct) what,
                               moderate_options.days > 0 ? moderate_options.days : SUSPEND_DAYS, self->who, moderate_options.why,
                               self->now, &outcome, &error))
    return moderate_complain_error (error);

  if (outcome == JARIDA_REVIEW_NOT_FOUND)
    return moderate_complain (MODERATE_NOT_FOUND, "There is no such reporter");
  if (outcome == JARIDA_REVIEW_NOTHING)
    return moderate_complain (MODERATE_CONFLICT, "Nobody is suspended without a warning before: reporters warn %s", arguments[1]);
  return MODERATE_DONE;
}

ModerateStatus
moderate_audit (Moderate  *self,
                char     **arguments,
                guint      n_arguments)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_audit_row_free);
  GError *error = NULL;

  if (!jarida_ledger_get_audit (self->ledger, get_limit (), lines, &error))
    return moderate_complain_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const JaridaAuditRow *line = lines->pdata[i];
      g_autofree char *at = moderate_format_time (line->at);
      g_autofree char *text = g_strdup_printf ("%s  %s  %s  %s  %s → %s  %s", at, line->who, line->what, line->target,
                                               line->before != NULL ? line->before : "", line->after != NULL ? line->after : "",
                                               line->why != NULL ? line->why : "");
      g_autofree char *clean = moderate_clean (text);

      moderate_print ("%s", g_strchomp (clean));
    }
  return MODERATE_DONE;
}
