/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-fold.h"
#include "jarida-fold-private.h"

char **
jarida_fold_terms (const char *text,
                   const char *language)
{
  g_autofree char *folded = jarida_fold_text (text);

  return g_strsplit (folded, " ", -1);
}
