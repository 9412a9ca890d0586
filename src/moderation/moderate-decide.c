/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-report-reason.h"
#include "moderate.h"

/* The acts on one picture. */

static ModerateStatus
tell (Moderate            *self,
      JaridaReviewOutcome  outcome,
      const char          *decision)
{
  switch (outcome)
    {
    case JARIDA_REVIEW_DONE:
      if (self->as_json)
        {
          g_autoptr(JsonBuilder) json = json_builder_new ();

          json_builder_begin_object (json);
          moderate_json_text (json, "decision", decision);
          json_builder_end_object (json);
          moderate_json_print (json);
        }
      else
        moderate_print ("%s", decision);
      return MODERATE_DONE;
    case JARIDA_REVIEW_PROPOSED:
      return moderate_complain (MODERATE_PROPOSED, "Written down. This needs two: another reviewer must say the same within a day.");
    case JARIDA_REVIEW_CONFLICT:
      return moderate_complain (MODERATE_CONFLICT, "Somebody else decided, or proposed something else, in between: look again");
    case JARIDA_REVIEW_NOT_FOUND:
      return moderate_complain (MODERATE_NOT_FOUND, "There is no such picture or decision");
    case JARIDA_REVIEW_NOTHING:
      return moderate_complain (MODERATE_CONFLICT, "This decision holds no longer, or is none that can be taken back");
    }
  g_assert_not_reached ();
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[0] == '\0';
}

static ModerateStatus
act (Moderate     *self,
     const char   *text,
     JaridaAction  action,
     int           reason,
     gint64        days)
{
  JaridaReviewAct review = { .action = action, .reason = reason, .days = days, .why = moderate_options.why, .who = self->who };
  g_autofree char *decision = NULL;
  JaridaReviewOutcome outcome;
  GError *error = NULL;
  ModerateStatus status;

  if (is_blank (moderate_options.why))
    return moderate_complain (MODERATE_USAGE, "--why TEXT is needed: it is what those concerned are told");
  status = moderate_find (self, text, &review.subject, &review.version);
  if (status != MODERATE_DONE)
    return status;
  if (review.version == 0)
    return moderate_complain (MODERATE_USAGE, "Say which version you looked at, as queue and show print it: %s@VERSION", text);
  if (!jarida_review_act (self->ledger, &review, self->now, &outcome, &decision, &error))
    return moderate_complain_error (error);

  return tell (self, outcome, decision);
}

ModerateStatus
moderate_block (Moderate  *self,
                char     **arguments,
                guint      n_arguments)
{
  int reason = moderate_options.reason != NULL ? (int) jarida_report_reason_from_token (moderate_options.reason) : 0;

  if (reason == 0)
    return moderate_complain (MODERATE_USAGE, "--reason is needed: one of those that reports have, for instance \"violence\"");
  if (moderate_options.permanent && moderate_options.days >= 0)
    return moderate_complain (MODERATE_USAGE, "--permanent or --days, not both");
  if (moderate_options.days == 0)
    return moderate_complain (MODERATE_USAGE, "--days begins at 1");

  return act (self, arguments[0], JARIDA_ACTION_BLOCK, reason,
              moderate_options.permanent ? 0 : moderate_options.days > 0 ? moderate_options.days : JARIDA_REVIEW_BLOCK_DAYS);
}

ModerateStatus
moderate_clear (Moderate  *self,
                char     **arguments,
                guint      n_arguments)
{
  return act (self, arguments[0], JARIDA_ACTION_CLEAR, 0, MAX (moderate_options.days, 0));
}

ModerateStatus
moderate_escalate (Moderate  *self,
                   char     **arguments,
                   guint      n_arguments)
{
  return act (self, arguments[0], JARIDA_ACTION_ESCALATE, 0, 0);
}

static ModerateStatus
reverse_many (Moderate *self)
{
  guint n_done, n_left;
  GError *error = NULL;
  gint64 since;

  if (!moderate_read_time (self, moderate_options.since, &since))
    return moderate_complain (MODERATE_USAGE, "\"%s\" is no time: 2026-11-29, 2026-11-29T10:00:00Z, 6h or 3d", moderate_options.since);
  if (!jarida_review_reverse_hides (self->ledger, since, moderate_options.host, self->who, moderate_options.why, self->now, &n_done,
                                    &n_left, &error))
    return moderate_complain_error (error);

  moderate_print ("%u taken back, %u wait for a second reviewer", n_done, n_left);
  return n_left > 0 ? MODERATE_PROPOSED : MODERATE_DONE;
}

ModerateStatus
moderate_reverse (Moderate  *self,
                  char     **arguments,
                  guint      n_arguments)
{
  g_autofree char *decision = NULL;
  JaridaReviewOutcome outcome;
  GError *error = NULL;

  if (is_blank (moderate_options.why))
    return moderate_complain (MODERATE_USAGE, "--why TEXT is needed: it is what those concerned are told");
  if ((n_arguments == 1) == (moderate_options.since != NULL))
    return moderate_complain (MODERATE_USAGE, "One decision, or --since TIME for all that readers hid since then");
  if (n_arguments == 0)
    return reverse_many (self);

  if (!jarida_review_reverse (self->ledger, arguments[0], self->who, moderate_options.why, self->now, &outcome, &decision, &error))
    return moderate_complain_error (error);
  return tell (self, outcome, decision);
}
