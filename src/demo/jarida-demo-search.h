/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-portal.h"

G_BEGIN_DECLS

/* Entries of an edition that have all of the words, newest first; borrowed, (transfer container). */
GPtrArray *jarida_demo_search_find (const JaridaDemoSide *side, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
