/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JARIDA_DATE_MAX_TOKENS 48

typedef enum
{
  JARIDA_DATE_TOKEN_END,
  JARIDA_DATE_TOKEN_NUMBER,
  JARIDA_DATE_TOKEN_WORD,
  JARIDA_DATE_TOKEN_SIGN,
} JaridaDateTokenKind;

typedef struct
{
  JaridaDateTokenKind kind;
  gboolean            spaced;       /* white space stands before it */
  guint               n_digits;
  gint64              number;
  char                sign;
  char                word[32];     /* folded */
} JaridaDateToken;

/* A date cut into numbers, words and signs, and what the cutting shows of the language. */
typedef struct
{
  JaridaDateToken tokens[JARIDA_DATE_MAX_TOKENS + 2];   /* those past n_tokens are of kind END */
  guint           n_tokens;
  gboolean        arabic_digits;
  gboolean        day_first;        /* the words are French or Arabic: 3/5 is the third of May */
  int             zone;             /* minutes; what the language means where no zone is written */
} JaridaDateTokens;

/* @self is all zeros, @text valid UTF-8. FALSE: nothing there, or more than a date has. */
gboolean _jarida_date_cut (JaridaDateTokens *self,
                           const char       *text);

G_END_DECLS
