/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-fold.h"
#include "probe.h"

void
probe_fold (JsonBuilder *json,
            int          argc,
            char       **argv)
{
  g_autofree char *folded = jarida_fold_text (argv[1]);
  g_auto(GStrv) terms = jarida_fold_terms (argv[1], argv[0][0] != '\0' ? argv[0] : NULL);

  probe_string (json, "folded", folded);
  probe_strings (json, "terms", (const char *const *) terms);
}
