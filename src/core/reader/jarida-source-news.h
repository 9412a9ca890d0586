/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

G_BEGIN_DECLS

/* Whether the person is told of everything new of a newspaper: by a filter that asks for nothing else. */
gboolean jarida_reader_get_source_news (JaridaReader *self, JaridaSource *source);
/* Without an undo: a person does it by jarida_reader_change_source(). A failure comes by the signal "failed". */
void     jarida_reader_set_source_news (JaridaReader *self, JaridaSource *source, gboolean told);

G_END_DECLS
