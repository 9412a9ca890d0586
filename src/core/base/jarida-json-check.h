/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON by the letter of RFC 8259, looked through before a JSON library sees it: those are lenient in places, walk into
 * every bracket with a call of their own, and make an object of every value. So nothing too deep or too numerous may
 * reach them. Pure. */

#define JARIDA_JSON_MAX_DEPTH 128

typedef struct
{
  guint    max_depth;     /* at most JARIDA_JSON_MAX_DEPTH */
  guint    max_values;
  gboolean allow_nul;     /* "\u0000", at which a C string would end early */
} JaridaJsonLimits;

typedef struct
{
  guint n_names;          /* members of all objects together: a tree with fewer has lost doubled ones */
  gsize fault_at;         /* the byte at which it went wrong */
} JaridaJsonShape;

/* Whether @text is one JSON value within @limits. Bytes over 0x7f pass as they are: UTF-8 is checked elsewhere. */
gboolean jarida_json_check (const char             *text,
                            gsize                   length,
                            const JaridaJsonLimits *limits,
                            JaridaJsonShape        *out_shape) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
