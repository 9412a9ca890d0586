/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-review.h"

G_BEGIN_DECLS

/* What is done in one transaction; called again from the start when another program was in the way. */
typedef gboolean (*JaridaReviewWork) (JaridaLedger *ledger, gpointer data, GError **error);

gboolean jarida_review_transact (JaridaLedger *ledger, JaridaReviewWork work, gpointer data, GError **error);

G_END_DECLS
