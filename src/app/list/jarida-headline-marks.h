/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>
#include "jarida-search.h"

G_BEGIN_DECLS

/* Marks what was searched for, in a text that stands @offset bytes into its layout: the colours of an article's own marks. @dark: light
 * letters on a dark ground. */
void jarida_headline_marks_add (PangoAttrList *attributes,
                                const GArray  *ranges,
                                guint          offset,
                                gboolean       dark);

G_END_DECLS
