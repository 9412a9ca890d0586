/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_DATE_WORD_UNKNOWN,
  JARIDA_DATE_WORD_MONTH,      /* value: 1 to 12 */
  JARIDA_DATE_WORD_ZONE,       /* value: minutes east of Greenwich */
  JARIDA_DATE_WORD_WEEKDAY,
  JARIDA_DATE_WORD_FILLER,     /* at, le, الساعة: says nothing */
  JARIDA_DATE_WORD_AM,
  JARIDA_DATE_WORD_PM,
  JARIDA_DATE_WORD_HOUR,       /* 14 h 40 */
  JARIDA_DATE_WORD_MINUTE,
  JARIDA_DATE_WORD_YEAR,       /* 年 */
} JaridaDateWord;

/* What a word of a date means. @word is folded (jarida_fold_text); "kanun" and its like, half a month's name, come
 * with the word after them in @next, and @out_both tells that it was used. */
JaridaDateWord _jarida_date_find_word (const char *word,
                                       const char *next,
                                       int        *out_value,
                                       gboolean   *out_both);
/* Minutes east of Greenwich of a named zone; FALSE when the name is not known. */
gboolean       _jarida_date_find_zone (const char *word,
                                       int        *out_minutes);

G_END_DECLS
