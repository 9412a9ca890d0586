/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-story-words.h"

G_BEGIN_DECLS

/* The kind of a word by its folded form, where that alone says it. *@out_number: what a written number is in digits, or NULL. */
JaridaStoryWordKind _jarida_story_word_kind (const char  *form,
                                             gsize        length,
                                             const char **out_number);

G_END_DECLS
