/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *jarida_xml_mend    (const char *text,
                          gsize       length,
                          gsize      *out_length,
                          gboolean   *out_changed) G_GNUC_WARN_UNUSED_RESULT;
char *jarida_xml_wrap    (const char *text,
                          gsize       length,
                          gsize      *out_length) G_GNUC_WARN_UNUSED_RESULT;
gboolean jarida_xml_is_heavy (const char *text,
                              gsize       length);
char *jarida_xml_balance (const char *text,
                          gsize       length,
                          gsize      *out_length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
