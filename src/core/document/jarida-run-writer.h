/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-document.h"

G_BEGIN_DECLS

#define JARIDA_LINE_BREAK "\342\200\250"  /* U+2028 */

/* Collects the text of one run the way a browser reads it: white space folded across elements,
 * breaks and spaces at both ends dropped, neighbouring spans of the same look joined. */
typedef struct
{
  GString  *text;         /* (owned) */
  GArray   *spans;        /* (owned) JaridaSpan */
  gboolean  space;        /* one is due before the next word */
  guint     n_breaks;     /* as many are due */
  gboolean  preformatted; /* some of it is: its ends are not to be trimmed of indentation */
} JaridaRunWriter;

void       jarida_run_writer_init      (JaridaRunWriter *self);
void       jarida_run_writer_clear     (JaridaRunWriter *self);
gboolean   jarida_run_writer_is_empty  (JaridaRunWriter *self);
void       jarida_run_writer_add       (JaridaRunWriter *self,
                                        const char      *text,
                                        JaridaSpanFlags  flags,
                                        int              link);
/* White space and line ends count. */
void       jarida_run_writer_add_exact (JaridaRunWriter *self,
                                        const char      *text,
                                        JaridaSpanFlags  flags,
                                        int              link);
void       jarida_run_writer_break     (JaridaRunWriter *self);
/* NULL when there is nothing to be seen. The writer is empty afterwards. */
JaridaRun *jarida_run_writer_finish    (JaridaRunWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
