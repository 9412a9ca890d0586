/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-outcome.h"

gboolean
jarida_outcome_is_failure (JaridaOutcome outcome)
{
  return outcome > JARIDA_OUTCOME_OFFLINE && outcome != JARIDA_OUTCOME_CUT;
}
