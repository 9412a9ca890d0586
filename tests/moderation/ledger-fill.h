/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-ledger.h"

G_BEGIN_DECLS

#define FILL_NOW 1796000000
#define FILL_DAY 86400

/* Puts the report @number of person @reporter about picture @picture into the ledger, as the service would; its time is
 * FILL_NOW. Returns the number of the picture. */
gint64 fill_report (JaridaLedger *ledger, int number, int reporter, int picture, int reason, const char *comment);
/* Hides it as readers do. */
void   fill_hide   (JaridaLedger *ledger, gint64 picture, gint64 at);

G_END_DECLS
