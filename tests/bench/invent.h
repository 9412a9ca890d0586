/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of no language, for texts with as many as a real one has. */

#define INVENTED_WORDS 60000

/* The same rank gives the same word; @arabic: in its letters. */
void  invent_word  (guint rank, gboolean arabic, GString *out);
/* A rank under INVENTED_WORDS: the second as half as often as the first, the third a third as often. */
guint invent_rank  (GRand *random);

G_END_DECLS
