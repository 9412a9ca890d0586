/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-document.h"

G_BEGIN_DECLS

/* A document as a person can read it and a test can compare it: a line a block, a line a row of a
 * table. "␣" is U+00A0, "⎵" U+202F, "⏎" U+2028; spans stand in brackets: [b:bold], [a http://…:a link]. */
char *document_dump (JaridaDocument *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
