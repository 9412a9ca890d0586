/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-picture-key.h"
#include "jarida-review-private.h"

/* What is not about one picture: the breaker, settings, image hosts, reporters; and the transaction around every act. */

#define DAY ((gint64) 24 * 3600)
/* Another program may hold the database for a moment; a reviewer can wait a few seconds. */
#define MAX_TRIES 40
#define TRY_AGAIN_USEC 100000

static gboolean
try_once (JaridaLedger      *ledger,
          JaridaReviewWork   work,
          gpointer           data,
          GError           **error)
{
  if (jarida_ledger_begin (ledger, error) && work (ledger, data, error) && jarida_ledger_commit (ledger, error))
    return TRUE;
  jarida_ledger_rollback (ledger);
  return FALSE;
}

gboolean
jarida_review_transact (JaridaLedger      *ledger,
                        JaridaReviewWork   work,
                        gpointer           data,
                        GError           **error)
{
  g_autoptr(GError) local_error = NULL;

  for (int i = 0; i < MAX_TRIES; i++)
    {
      g_clear_error (&local_error);
      if (try_once (ledger, work, data, &local_error))
        return TRUE;
      if (!g_error_matches (local_error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY))
        break;
      g_usleep (TRY_AGAIN_USEC);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

typedef struct
{
  const char *name;
  const char *value;    /* (nullable) */
  const char *who;
  const char *why;      /* (nullable) */
  gint64      now;
} Setting;

static gboolean
setting_work (JaridaLedger  *ledger,
              gpointer       data,
              GError       **error)
{
  const Setting *setting = data;

  return jarida_ledger_set_setting (ledger, setting->name, setting->value, setting->who, setting->now, error);
}

gboolean
jarida_review_set_setting (JaridaLedger  *ledger,
                           const char    *name,
                           const char    *value,
                           const char    *who,
                           gint64         now,
                           GError       **error)
{
  Setting setting = { name, value, who, NULL, now };

  return jarida_review_transact (ledger, setting_work, &setting, error);
}

static gboolean
breaker_work (JaridaLedger  *ledger,
              gpointer       data,
              GError       **error)
{
  const Setting *setting = data;

  return jarida_ledger_set_setting (ledger, "breaker_until", setting->value, setting->who, setting->now, error)
         && jarida_ledger_set_setting (ledger, "shields_until", setting->value, setting->who, setting->now, error)
         && jarida_ledger_add_audit (ledger, setting->now, setting->who, setting->value != NULL ? "breaker open" : "breaker close",
                                     "breaker", NULL, setting->value, setting->why, error);
}

gboolean
jarida_review_set_breaker (JaridaLedger  *ledger,
                           gint64         until,
                           const char    *who,
                           const char    *why,
                           gint64         now,
                           GError       **error)
{
  g_autofree char *text = until != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, until) : NULL;
  Setting setting = { NULL, text, who, why, now };

  return jarida_review_transact (ledger, breaker_work, &setting, error);
}

static gboolean
host_work (JaridaLedger  *ledger,
           gpointer       data,
           GError       **error)
{
  const Setting *setting = data;

  return jarida_ledger_set_image_host (ledger, setting->name, setting->value, setting->who, setting->now, error);
}

typedef struct
{
  JaridaKeyRow  key;
  gint64        until;
  const char   *who;
  gint64        now;
} Human;

static gboolean
human_work (JaridaLedger  *ledger,
            gpointer       data,
            GError       **error)
{
  const Human *human = data;

  return jarida_ledger_set_always_human (ledger, &human->key, human->until, human->who, human->now, error);
}

gboolean
jarida_review_set_always_human (JaridaLedger  *ledger,
                                const char    *address,
                                gint64         until,
                                const char    *who,
                                gint64         now,
                                GError       **error)
{
  Human human = { .until = until, .who = who, .now = now };
  JaridaPictureKey key;

  if (jarida_picture_key_asset (jarida_asset_rules_get_default (), address, &key))
    human.key.kind = JARIDA_KEY_ASSET;
  else if (jarida_picture_key_url (address, &key))
    human.key.kind = JARIDA_KEY_URL;
  else
    return FALSE;
  memcpy (human.key.key, key.bytes, sizeof key.bytes);
  return jarida_review_transact (ledger, human_work, &human, error);
}

gboolean
jarida_review_set_host (JaridaLedger  *ledger,
                        const char    *host,
                        const char    *newspaper,
                        const char    *who,
                        gint64         now,
                        GError       **error)
{
  Setting setting = { host, newspaper, who, NULL, now };

  return jarida_review_transact (ledger, host_work, &setting, error);
}

typedef struct
{
  const guint8        *id;
  JaridaReporterAct    act;
  gint64               days;
  const char          *who;
  const char          *why;
  gint64               now;
  JaridaReviewOutcome  outcome;
} Reporter;

static gboolean
write_reporter (JaridaLedger             *ledger,
                const Reporter           *reporter,
                const JaridaReporterRow  *row,
                GError                  **error)
{
  static const char *const words[] = { "warn reporter", "suspend reporter", "lift reporter" };
  g_autoptr(GString) target = g_string_new (NULL);
  g_autofree char *after = g_strdup_printf ("warned %" G_GINT64_FORMAT ", suspended until %" G_GINT64_FORMAT, row->warned_at,
                                            row->suspended_until);

  /* Enough to find the line again while the code lives; the code itself is forgotten before the line is. */
  for (int i = 0; i < 4; i++)
    g_string_append_printf (target, "%02x", row->id[i]);
  return jarida_ledger_set_reporter (ledger, row, error)
         && jarida_ledger_add_audit (ledger, reporter->now, reporter->who, words[reporter->act], target->str, NULL, after,
                                     reporter->why, error);
}

static gboolean
reporter_work (JaridaLedger  *ledger,
               gpointer       data,
               GError       **error)
{
  Reporter *reporter = data;
  JaridaReporterRow row;
  gboolean found;

  if (!jarida_ledger_get_reporter (ledger, reporter->id, &row, &found, error))
    return FALSE;
  reporter->outcome = found ? JARIDA_REVIEW_DONE : JARIDA_REVIEW_NOT_FOUND;
  if (!found)
    return TRUE;

  switch (reporter->act)
    {
    case JARIDA_REVIEW_WARN:
      row.warned_at = reporter->now;
      break;
    case JARIDA_REVIEW_SUSPEND:
      if (row.warned_at == 0)
        reporter->outcome = JARIDA_REVIEW_NOTHING;
      row.suspended_until = reporter->now + reporter->days * DAY;
      break;
    case JARIDA_REVIEW_LIFT:
      row.suspended_until = 0;
      row.warned_at = 0;
      break;
    }
  return reporter->outcome != JARIDA_REVIEW_DONE || write_reporter (ledger, reporter, &row, error);
}

gboolean
jarida_review_reporter (JaridaLedger         *ledger,
                        const guint8         *id,
                        JaridaReporterAct     act,
                        gint64                days,
                        const char           *who,
                        const char           *why,
                        gint64                now,
                        JaridaReviewOutcome  *out_outcome,
                        GError              **error)
{
  Reporter reporter = { id, act, days, who, why, now, JARIDA_REVIEW_DONE };
  gboolean done = jarida_review_transact (ledger, reporter_work, &reporter, error);

  *out_outcome = reporter.outcome;
  return done;
}
