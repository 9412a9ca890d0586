/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-source.h"

G_BEGIN_DECLS

/* What a person decides of a newspaper, all at once, so that it can be taken back at once. Whole numbers only: two of them are compared
 * byte by byte. */
typedef struct
{
  int  interval_minutes;
  int  retention_days;
  int  retention_count;
  int  full_text;      /* JaridaFullText */
  int  pictures;       /* JaridaPictureMode */
  int  typeface;       /* JaridaTypeface */
  int  direction;      /* JaridaDirection */
  int  stopped;
} JaridaSourceSettings;

void jarida_source_get_settings (JaridaSource *source, JaridaSourceSettings *out_settings);
void jarida_source_set_settings (JaridaSource *source, const JaridaSourceSettings *settings);

G_END_DECLS
