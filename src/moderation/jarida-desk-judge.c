/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-desk-private.h"

/* What follows for a picture from its reports: nothing, a place in the queue, or that it is hidden until somebody looks at it. The
 * weight is computed from the rows each time; what limits the harm of a brigade is counted from the decisions, and both are read
 * in the transaction that decides. */

#define HOUR ((gint64) 3600)
#define DAY (24 * HOUR)
#define USUAL_DAYS 7
#define USUAL_TIMES 5

const char *
jarida_desk_find_newspaper (GHashTable *hosts,
                            const char *host)
{
  const char *newspaper = g_hash_table_lookup (hosts, host);

  /* "a.b.example.org", then ".b.example.org", ".example.org". */
  for (const char *dot = strchr (host, '.'); newspaper == NULL && dot != NULL; dot = strchr (dot + 1, '.'))
    newspaper = g_hash_table_lookup (hosts, dot);
  return newspaper;
}

static void
measure (JaridaDeskRoom          *room,
         const JaridaPictureCase *picture,
         JaridaScoreScope         scope,
         JaridaScore             *out_score)
{
  gint64 unproven = room->settings.shields_until > room->now ? room->settings.unproven_shields : room->settings.unproven;

  jarida_score_compute ((const JaridaScoreRow *) (gpointer) picture->voices->data, picture->voices->len, room->now, unproven, scope,
                        out_score);
}

/* More than usual in an hour: that is a brigade, or a fault of ours. For some hours readers hide nothing, and a reviewer is called. */
static gboolean
open_breaker (JaridaDeskRoom  *room,
              gint64           subject,
              GError         **error)
{
  gint64 until = room->now + room->settings.breaker_hours * HOUR;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, until);

  room->settings.breaker_until = room->settings.shields_until = until;
  room->alerts = TRUE;
  return jarida_ledger_set_setting (room->ledger, "breaker_until", text, "jarida-moderation", room->now, error)
         && jarida_ledger_set_setting (room->ledger, "shields_until", text, "jarida-moderation", room->now, error)
         && jarida_ledger_add_alert (room->ledger, "breaker", subject, room->now, error);
}

/* One newspaper's pictures: its quota for the day is used up. The others are as safe as before, so only the shields go up. */
static gboolean
raise_shields (JaridaDeskRoom  *room,
               gint64           subject,
               GError         **error)
{
  gint64 until = room->now + room->settings.breaker_hours * HOUR;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, until);

  if (room->settings.shields_until > room->now)
    return TRUE;
  room->settings.shields_until = until;
  room->alerts = TRUE;
  return jarida_ledger_set_setting (room->ledger, "shields_until", text, "jarida-moderation", room->now, error)
         && jarida_ledger_add_alert (room->ledger, "newspaper", subject, room->now, error);
}

static gboolean
count_newspaper (JaridaDeskRoom  *room,
                 const char      *newspaper,
                 gint64          *out_n,
                 GError         **error)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer host, n;

  if (!jarida_ledger_count_hides_by_host (room->ledger, room->now - DAY, counts, error))
    return FALSE;
  *out_n = 0;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &host, &n))
    if (g_strcmp0 (jarida_desk_find_newspaper (room->hosts, host), newspaper) == 0)
      *out_n += GPOINTER_TO_INT (n);
  return TRUE;
}

/* @out_allowed: whether readers may hide one more picture now. */
static gboolean
ask_breakers (JaridaDeskRoom       *room,
              const JaridaSubject  *subject,
              const char           *newspaper,
              gboolean             *out_allowed,
              GError              **error)
{
  gint64 n_hour = 0, n_usual = 0, n_newspaper = 0, limit;

  *out_allowed = FALSE;
  if (room->settings.breaker_until > room->now)
    return TRUE;
  if (!jarida_ledger_count_hides (room->ledger, room->now - HOUR, &n_hour, error)
      || !jarida_ledger_count_hides (room->ledger, room->now - USUAL_DAYS * DAY, &n_usual, error)
      || !count_newspaper (room, newspaper, &n_newspaper, error))
    return FALSE;
  limit = MAX (room->settings.hides_per_hour, USUAL_TIMES * n_usual / (USUAL_DAYS * 24));
  if (n_hour >= limit)
    return open_breaker (room, subject->id, error);
  if (n_newspaper >= room->settings.hides_per_newspaper)
    return raise_shields (room, subject->id, error);
  *out_allowed = TRUE;
  return TRUE;
}

static gboolean
decide (JaridaDeskRoom  *room,
        JaridaSubject   *subject,
        JaridaAction     action,
        const char      *facts,
        gint64           expires_at,
        GError         **error)
{
  JaridaDecision decision = { .subject = subject->id, .action = action, .basis = JARIDA_BASIS_AUTOMATIC, .reason = subject->reason,
                              .facts = (char *) facts, .at = room->now, .expires_at = expires_at };
  gboolean done = FALSE;
  gboolean ok = jarida_ledger_decide (room->ledger, &decision, subject->version, &done, error);

  g_free (decision.id);
  if (ok && !done)
    g_set_error_literal (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY, "somebody decided at the same time");
  return ok && done;
}

static gboolean
hide (JaridaDeskRoom     *room,
      JaridaSubject      *subject,
      JaridaReportReason  reason,
      GError            **error)
{
  gint64 n_people = (room->settings.threshold + JARIDA_SCORE_ONE - 1) / JARIDA_SCORE_ONE;
  /* The least that the rule allows, not how many there were: that would tune a brigade. */
  g_autofree char *facts = g_strdup_printf (n_people > 1 ? "Signalée par au moins %" G_GINT64_FORMAT " personnes."
                                            : "Signalée par au moins %" G_GINT64_FORMAT " personne.", n_people);

  subject->reason = reason;
  if (!decide (room, subject, JARIDA_ACTION_HIDE, facts, room->now + room->settings.hide_days * DAY, error))
    return FALSE;
  jarida_metrics_count_hide (room->metrics, subject->host);
  return TRUE;
}

/* Who helped to hide it took the word back: when the others do not weigh enough, the picture is shown again. */
static gboolean
is_left_alone (JaridaDeskRoom          *room,
               const JaridaPictureCase *picture)
{
  gint64 hidden_at = picture->subject->expires_at - room->settings.hide_days * DAY;

  return picture->withdrawn_from != 0 && picture->withdrawn_from <= hidden_at;
}

static gboolean
judge_state (JaridaDeskRoom     *room,
             JaridaPictureCase  *picture,
             GError            **error)
{
  JaridaSubject *subject = picture->subject;
  const char *newspaper = jarida_desk_find_newspaper (room->hosts, subject->host);
  gboolean allowed, human;
  JaridaScore score;

  measure (room, picture, JARIDA_SCORE_MAY_HIDE, &score);
  switch (subject->state)
    {
    case JARIDA_SUBJECT_OPEN:
    case JARIDA_SUBJECT_EXPIRED:
      if (score.score < room->settings.threshold || newspaper == NULL)
        return TRUE;
      if (!jarida_ledger_is_always_human (room->ledger, subject->id, room->now, &human, error))
        return FALSE;
      if (human)
        return TRUE;
      if (!ask_breakers (room, subject, newspaper, &allowed, error))
        return FALSE;
      return !allowed || hide (room, subject, score.reason, error);
    case JARIDA_SUBJECT_HIDDEN_AUTO:
      if (score.score >= room->settings.threshold || !is_left_alone (room, picture))
        return TRUE;
      return decide (room, subject, JARIDA_ACTION_REOPEN, "Signalement retiré.", 0, error);
    case JARIDA_SUBJECT_BLOCKED:
    case JARIDA_SUBJECT_CLEARED:
    default:
      /* A person has looked at it. */
      return TRUE;
    }
}

gboolean
jarida_desk_weigh (JaridaDeskRoom     *room,
                   JaridaPictureCase  *picture)
{
  gint64 before = picture->subject->score;
  JaridaScore score;

  /* Of all reasons: the order of the queue. */
  measure (room, picture, JARIDA_SCORE_ALL, &score);
  picture->subject->score = score.score;
  return score.score != before;
}

gboolean
jarida_desk_judge (JaridaDeskRoom     *room,
                   JaridaPictureCase  *picture,
                   GError            **error)
{
  /* The first word of a child in danger goes to the reviewer on call at once; for everybody else nothing changes by it. */
  if (picture->first_minors)
    {
      room->alerts = TRUE;
      if (!jarida_ledger_add_alert (room->ledger, "minors", picture->subject->id, room->now, error))
        return FALSE;
    }
  return judge_state (room, picture, error);
}
