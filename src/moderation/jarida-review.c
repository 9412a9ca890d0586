/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-report-reason.h"
#include "jarida-review-private.h"

#define DAY ((gint64) 24 * 3600)
#define PROPOSAL_SECONDS DAY

typedef struct
{
  JaridaReviewAct      act;
  gint64               now;
  const char          *supersedes;   /* (nullable) */
  JaridaReviewOutcome  outcome;
  char                *decision;     /* (owned) (nullable) */
} Deciding;

/* A block that outlives the usual one is for ever in all but its name. */
static gboolean
is_lasting (const JaridaReviewAct *act)
{
  return act->days <= 0 || act->days > JARIDA_REVIEW_BLOCK_DAYS;
}

/* What two decided, one does not take back. */
static gboolean
is_blocked_for_long (const JaridaSubject *subject,
                     gint64               now)
{
  return subject->state == JARIDA_SUBJECT_BLOCKED
         && (subject->expires_at == 0 || subject->expires_at > now + JARIDA_REVIEW_BLOCK_DAYS * DAY);
}

/* Who blocks for ever, or lifts that, or lifts what was said of a child, does it with somebody else. To lift is to clear, and to
 * block for a shorter time too: it uses the reports up, and then it ends by itself. */
static gboolean
needs_two (JaridaLedger         *ledger,
           const Deciding       *deciding,
           const JaridaSubject  *subject,
           gboolean             *out_two,
           GError              **error)
{
  const JaridaReviewAct *act = &deciding->act;
  gboolean blocks = act->action == JARIDA_ACTION_BLOCK, clears = act->action == JARIDA_ACTION_CLEAR;

  *out_two = (blocks && is_lasting (act)) || ((blocks || clears) && is_blocked_for_long (subject, deciding->now));
  if (*out_two || (!clears && !(blocks && act->days < JARIDA_REVIEW_BLOCK_DAYS)))
    return TRUE;
  *out_two = blocks && act->reason == JARIDA_REASON_MINORS;

  return *out_two || jarida_ledger_was_called (ledger, act->subject, JARIDA_REASON_MINORS, out_two, error);
}

static gboolean
decide (JaridaLedger          *ledger,
        Deciding              *deciding,
        const JaridaProposal  *first,
        GError               **error)
{
  const JaridaReviewAct *act = &deciding->act;
  g_autofree char *reviewers = first != NULL ? g_strdup_printf ("%s, %s", first->reviewer, act->who) : g_strdup (act->who);
  g_autofree char *facts = first != NULL && g_strcmp0 (first->why, act->why) != 0
    ? g_strdup_printf ("%s %s", first->why, act->why) : g_strdup (act->why);
  JaridaDecision decision = {
    .subject = act->subject, .action = act->action, .basis = JARIDA_BASIS_REVIEWER, .reason = act->reason, .facts = facts,
    .reviewer = reviewers, .at = deciding->now, .expires_at = act->days > 0 ? deciding->now + act->days * DAY : 0,
    .supersedes = (char *) deciding->supersedes,
  };
  gboolean done;

  if (!jarida_ledger_decide (ledger, &decision, act->version, &done, error)
      || !jarida_ledger_set_proposal (ledger, act->subject, NULL, error))
    {
      g_free (decision.id);
      return FALSE;
    }

  /* Whoever is on call is to look at it now. */
  if (done && act->action == JARIDA_ACTION_ESCALATE
      && !jarida_ledger_add_alert (ledger, "escalated", act->subject, deciding->now, error))
    {
      g_free (decision.id);
      return FALSE;
    }

  deciding->outcome = done ? JARIDA_REVIEW_DONE : JARIDA_REVIEW_CONFLICT;
  g_free (deciding->decision);
  deciding->decision = done ? g_steal_pointer (&decision.id) : NULL;
  g_free (decision.id);
  return TRUE;
}

static gboolean
propose (JaridaLedger  *ledger,
         Deciding      *deciding,
         GError       **error)
{
  const JaridaReviewAct *act = &deciding->act;
  const JaridaProposal proposal = {
    .subject = act->subject, .version = act->version, .action = act->action, .reason = act->reason,
    .expires_at = act->days > 0 ? deciding->now + act->days * DAY : 0, .why = (char *) act->why, .reviewer = (char *) act->who,
    .at = deciding->now,
  };

  deciding->outcome = JARIDA_REVIEW_PROPOSED;
  return jarida_ledger_set_proposal (ledger, act->subject, &proposal, error);
}

static gboolean
is_same (const JaridaProposal  *proposal,
         const JaridaReviewAct *act)
{
  gint64 days = proposal->expires_at == 0 ? 0 : (proposal->expires_at - proposal->at) / DAY;

  return proposal->action == act->action && proposal->reason == act->reason && days == act->days;
}

static gboolean
decide_with_another (JaridaLedger  *ledger,
                     Deciding      *deciding,
                     GError       **error)
{
  const JaridaReviewAct *act = &deciding->act;
  g_autoptr(JaridaProposal) first = NULL;

  if (!jarida_ledger_get_proposal (ledger, act->subject, &first, error))
    return FALSE;
  /* Of another version, or too long ago: it counts no more. One's own may be said anew, and said otherwise. */
  if (first == NULL || first->version != act->version || first->at + PROPOSAL_SECONDS <= deciding->now
      || g_strcmp0 (first->reviewer, act->who) == 0)
    return propose (ledger, deciding, error);
  if (!is_same (first, act))
    {
      deciding->outcome = JARIDA_REVIEW_CONFLICT;
      return TRUE;
    }

  return decide (ledger, deciding, first, error);
}

static gboolean
act_work (JaridaLedger  *ledger,
          gpointer       data,
          GError       **error)
{
  Deciding *deciding = data;
  g_autoptr(JaridaSubject) subject = NULL;
  gboolean two;

  if (!jarida_ledger_get_subject (ledger, deciding->act.subject, &subject, error))
    return FALSE;
  deciding->outcome = subject == NULL ? JARIDA_REVIEW_NOT_FOUND : JARIDA_REVIEW_CONFLICT;
  if (subject == NULL || subject->version != deciding->act.version)
    return TRUE;

  if (deciding->act.reason == 0)
    deciding->act.reason = subject->reason;
  if (!needs_two (ledger, deciding, subject, &two, error))
    return FALSE;
  return two ? decide_with_another (ledger, deciding, error) : decide (ledger, deciding, NULL, error);
}

gboolean
jarida_review_act (JaridaLedger           *ledger,
                   const JaridaReviewAct  *act,
                   gint64                  now,
                   JaridaReviewOutcome    *out_outcome,
                   char                  **out_decision,
                   GError                **error)
{
  Deciding deciding = { .act = *act, .now = now };
  gboolean done = jarida_review_transact (ledger, act_work, &deciding, error);

  *out_outcome = deciding.outcome;
  *out_decision = deciding.decision;
  return done;
}

static gboolean
is_superseded (GPtrArray  *decisions,
               const char *id)
{
  for (guint i = 0; i < decisions->len; i++)
    if (g_strcmp0 (((JaridaDecision *) decisions->pdata[i])->supersedes, id) == 0)
      return TRUE;
  return FALSE;
}

/* What holds is the last decision that changed the state. In ledgers of before, what was taken back in the second in which it was
 * decided may come after what took it back. */
static gboolean
holds (JaridaLedger          *ledger,
       const JaridaDecision  *decision,
       gboolean              *out_holds,
       GError               **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);
  const JaridaDecision *last = NULL;

  if (!jarida_ledger_get_decisions_of (ledger, decision->subject, all, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const JaridaDecision *one = all->pdata[i];

      if (one->action != JARIDA_ACTION_ESCALATE && !is_superseded (all, one->id))
        last = one;
    }
  *out_holds = last != NULL && g_str_equal (last->id, decision->id);
  return TRUE;
}

static gboolean
reverse_work (JaridaLedger  *ledger,
              gpointer       data,
              GError       **error)
{
  Deciding *deciding = data;
  g_autoptr(JaridaDecision) decision = NULL;
  g_autoptr(JaridaSubject) subject = NULL;
  gboolean still;

  deciding->outcome = JARIDA_REVIEW_NOT_FOUND;
  if (!jarida_ledger_find_decision (ledger, deciding->supersedes, &decision, error))
    return FALSE;
  if (decision == NULL)
    return TRUE;
  if (!holds (ledger, decision, &still, error) || !jarida_ledger_get_subject (ledger, decision->subject, &subject, error))
    return FALSE;

  deciding->outcome = JARIDA_REVIEW_NOTHING;
  if (!still || subject == NULL)
    return TRUE;
  switch (decision->action)
    {
    case JARIDA_ACTION_HIDE:
    case JARIDA_ACTION_BLOCK:
      deciding->act.action = JARIDA_ACTION_CLEAR;
      break;
    case JARIDA_ACTION_CLEAR:
      deciding->act.action = JARIDA_ACTION_REOPEN;
      break;
    case JARIDA_ACTION_EXPIRE:
    case JARIDA_ACTION_REOPEN:
    case JARIDA_ACTION_ESCALATE:
    default:
      return TRUE;
    }
  deciding->act.subject = subject->id;
  deciding->act.version = subject->version;
  deciding->act.reason = decision->reason;
  return act_work (ledger, deciding, error);
}

gboolean
jarida_review_reverse (JaridaLedger         *ledger,
                       const char           *decision,
                       const char           *who,
                       const char           *why,
                       gint64                now,
                       JaridaReviewOutcome  *out_outcome,
                       char                **out_decision,
                       GError              **error)
{
  Deciding deciding = { .act = { .who = who, .why = why }, .now = now, .supersedes = decision };
  gboolean done = jarida_review_transact (ledger, reverse_work, &deciding, error);

  *out_outcome = deciding.outcome;
  *out_decision = deciding.decision;
  return done;
}

typedef struct
{
  gint64      since;
  const char *host;
  GPtrArray  *found;      /* of JaridaDecision */
} Finding;

static gboolean
find_work (JaridaLedger  *ledger,
           gpointer       data,
           GError       **error)
{
  Finding *finding = data;

  g_ptr_array_set_size (finding->found, 0);
  return jarida_ledger_get_hides_since (ledger, finding->since, finding->host, G_MAXINT, finding->found, error);
}

/* One transaction a picture: whoever reports meanwhile waits for one only. */
gboolean
jarida_review_reverse_hides (JaridaLedger  *ledger,
                             gint64         since,
                             const char    *host,
                             const char    *who,
                             const char    *why,
                             gint64         now,
                             guint         *out_n_done,
                             guint         *out_n_left,
                             GError       **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);
  Finding finding = { since, host, found };

  *out_n_done = *out_n_left = 0;
  if (!jarida_review_transact (ledger, find_work, &finding, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const JaridaDecision *hide = found->pdata[i];
      g_autofree char *decision = NULL;
      JaridaReviewOutcome outcome;

      if (!jarida_review_reverse (ledger, hide->id, who, why, now, &outcome, &decision, error))
        return FALSE;
      *out_n_done += outcome == JARIDA_REVIEW_DONE;
      *out_n_left += outcome == JARIDA_REVIEW_PROPOSED;
    }
  return TRUE;
}
