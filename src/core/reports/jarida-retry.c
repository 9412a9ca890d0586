/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-retry.h"

/* The rule of Safe Browsing (v4, "Request Frequency"). */
gint64
jarida_retry_backoff (guint  failures,
                      double random)
{
  gint64 delay = JARIDA_RETRY_LONGEST;

  /* At the eighth it is more than a day, whatever the dice say. */
  if (failures < 8)
    delay = (gint64) ((double) (JARIDA_RETRY_FIRST << (MAX (failures, 1) - 1)) * (1.0 + CLAMP (random, 0.0, 1.0)));

  return MIN (delay, JARIDA_RETRY_LONGEST);
}

gint64
jarida_retry_first_delay (gboolean was_offline,
                          double   random)
{
  return was_offline ? (gint64) (JARIDA_RETRY_FIRST * CLAMP (random, 0.0, 1.0)) : 0;
}

static JaridaRetryVerdict
classify (const JaridaRetryOutcome *outcome)
{
  switch (outcome->status)
    {
    case 401:
      return outcome->signed_again ? JARIDA_RETRY_REFUSED : JARIDA_RETRY_SIGN_AGAIN;
    case 404:
      return outcome->withdrawal ? JARIDA_RETRY_DONE : JARIDA_RETRY_REFUSED;
    case 408:
    case 425:
    case 429:
      return JARIDA_RETRY_LATER;
    case 409:
      return outcome->id_renewed || outcome->withdrawal ? JARIDA_RETRY_REFUSED : JARIDA_RETRY_NEW_ID;
    case 426:
      return JARIDA_RETRY_UPGRADE;
    case 428:
      return outcome->work_done ? JARIDA_RETRY_LATER : JARIDA_RETRY_WORK;
    default:
      break;
    }
  if (outcome->status >= 200 && outcome->status < 300 && !outcome->foreign)
    return JARIDA_RETRY_DONE;

  /* What is no answer of ours (0, a redirect that leads nowhere, a page of somebody else's) is the network's doing, and passes. */
  return outcome->status >= 400 && outcome->status < 500 ? JARIDA_RETRY_REFUSED : JARIDA_RETRY_LATER;
}

JaridaRetryVerdict
jarida_retry_decide (const JaridaRetryOutcome *outcome,
                     gint64                   *out_next_at)
{
  JaridaRetryVerdict verdict = classify (outcome);

  *out_next_at = G_MAXINT64;
  if (verdict == JARIDA_RETRY_DONE || verdict == JARIDA_RETRY_REFUSED)
    return verdict;
  if (outcome->now - outcome->created >= JARIDA_RETRY_GIVE_UP)
    return JARIDA_RETRY_GIVE_UP_NOW;
  if (verdict == JARIDA_RETRY_SIGN_AGAIN || verdict == JARIDA_RETRY_NEW_ID || verdict == JARIDA_RETRY_WORK)
    *out_next_at = outcome->now;
  /* The server knows better than the formula when it will have time; it spreads its answers itself. */
  if (verdict == JARIDA_RETRY_LATER)
    *out_next_at = outcome->now + (outcome->retry_after > 0
                                   ? MIN (outcome->retry_after, JARIDA_RETRY_LONGEST)
                                   : jarida_retry_backoff (outcome->failures, outcome->random));

  return verdict;
}
