/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-run-layout.h"

G_BEGIN_DECLS

#define JARIDA_PLACEHOLDER_ACTIONS 2

/* What to say in the place of a picture. */
typedef struct
{
  const char *heading;                               /* (nullable) what it would show; the first to give way */
  const char *sentence;
  const char *short_sentence;                        /* (nullable) where there is no room for the whole */
  const char *actions[JARIDA_PLACEHOLDER_ACTIONS];   /* (nullable) what can be done about it */
} JaridaPlaceholderWords;

/* Words in the middle of a place whose size is given: as many of them as it has room for. Pure geometry, in the coordinates
 * of the place. */
typedef struct
{
  JaridaRunLayout *heading;                              /* (owned) (nullable) */
  JaridaRunLayout *sentence;                             /* (owned) (nullable) no room */
  JaridaRunLayout *actions[JARIDA_PLACEHOLDER_ACTIONS];  /* (owned) (nullable) none, or no room */
} JaridaArticlePlaceholder;

JaridaArticlePlaceholder *jarida_article_placeholder_new        (JaridaTypographer *typographer, const JaridaBlockStyle *style,
                                                                 const JaridaRect *place, const JaridaPlaceholderWords *words) G_GNUC_WARN_UNUSED_RESULT;
void                      jarida_article_placeholder_free       (JaridaArticlePlaceholder *self);
/* Where the action can be clicked, a little more than its words; FALSE when there is no such action. */
gboolean                  jarida_article_placeholder_get_action (const JaridaArticlePlaceholder *self, guint action, JaridaRect *out_rect);

G_END_DECLS
