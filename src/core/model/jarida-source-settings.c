/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-source-settings.h"

void
jarida_source_get_settings (JaridaSource         *source,
                            JaridaSourceSettings *out_settings)
{
  *out_settings = (JaridaSourceSettings) {
    .interval_minutes = jarida_source_get_interval_minutes (source),
    .retention_days = jarida_source_get_retention_days (source),
    .retention_count = jarida_source_get_retention_count (source),
    .full_text = (int) jarida_source_get_full_text (source),
    .pictures = (int) jarida_source_get_pictures (source),
    .typeface = (int) jarida_source_get_typeface (source),
    .direction = (int) jarida_source_get_direction (source),
    .stopped = jarida_source_get_stopped (source),
  };
}

void
jarida_source_set_settings (JaridaSource               *source,
                            const JaridaSourceSettings *settings)
{
  jarida_source_set_interval_minutes (source, settings->interval_minutes);
  jarida_source_set_retention_days (source, settings->retention_days);
  jarida_source_set_retention_count (source, settings->retention_count);
  jarida_source_set_full_text (source, (JaridaFullText) settings->full_text);
  jarida_source_set_pictures (source, (JaridaPictureMode) settings->pictures);
  jarida_source_set_typeface (source, (JaridaTypeface) settings->typeface);
  jarida_source_set_direction (source, (JaridaDirection) settings->direction);
  jarida_source_set_stopped (source, settings->stopped != 0);
}
