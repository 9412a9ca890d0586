/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-date.h"
#include "probe.h"

void
probe_date (JsonBuilder *json,
            int          argc,
            char       **argv)
{
  g_autofree char *iso = NULL;
  gboolean day_only = FALSE;
  gint64 moment = 0;
  gboolean parsed = jarida_date_parse_full (argv[0], &moment, &day_only);

  json_builder_set_member_name (json, "unix");
  if (parsed)
    {
      json_builder_add_int_value (json, moment);
      iso = jarida_date_to_iso8601 (moment);
    }
  else
    {
      json_builder_add_null_value (json);
    }
  probe_string (json, "iso", iso);
  json_builder_set_member_name (json, "day_only");
  json_builder_add_boolean_value (json, day_only);
}
