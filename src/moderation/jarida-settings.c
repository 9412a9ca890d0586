/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-settings.h"

typedef struct
{
  const char *name;
  gsize       offset;
  gint64      otherwise;
  gint64      from;
  gint64      to;
  const char *help;
} Row;

#define MEMBER(name) #name, G_STRUCT_OFFSET (JaridaSettings, name)
#define FOREVER G_GINT64_CONSTANT (253402300799)

static const Row table[] = {
  { MEMBER (threshold), 2500, 1, 1000000, "weight that hides a picture, in thousandths of a person" },
  { MEMBER (unproven), 3000, 0, 1000000, "most that aged reporters without a record weigh together" },
  { MEMBER (unproven_shields), 2000, 0, 1000000, "the same while the shields are up" },
  { MEMBER (hide_days), 14, 1, 90, "days that a hiding by readers lasts" },
  { MEMBER (hides_per_hour), 20, 0, 100000, "hidings by readers in an hour that open the breaker, unless usual" },
  { MEMBER (hides_per_newspaper), 5, 0, 100000, "hidings by readers a day for one newspaper" },
  { MEMBER (breaker_hours), 6, 1, 720, "hours that the breaker stays open and the shields up" },
  { MEMBER (breaker_until), 0, 0, FOREVER, "time (seconds since 1970) until which readers hide nothing" },
  { MEMBER (shields_until), 0, 0, FOREVER, "time until which the shields are up" },
  { MEMBER (key_per_day), 20, 1, 1000000, "reports a day from one installation" },
  { MEMBER (key_per_month), 100, 1, 1000000, "reports in 30 days from one installation" },
  { MEMBER (key_burst), 5, 1, 1000000, "reports at once from one installation, then one a second" },
  { MEMBER (address_per_hour), 60, 1, 100000000, "requests an hour from one address" },
  { MEMBER (network_per_hour), 300, 1, 100000000, "requests an hour from one network" },
  { MEMBER (new_keys_address), 5, 0, 100000000, "new installations a day from one address" },
  { MEMBER (new_keys_network), 50, 0, 100000000, "new installations a day from one network" },
  { MEMBER (work_bits), 0, 0, 24, "bits of proof of work asked of every report (under attack: 20 to 24)" },
  { MEMBER (max_jobs), 10000, 1, 1000000, "requests that may wait" },
  { MEMBER (publish_seconds), 300, 0, 86400, "least time between two publications" },
  { MEMBER (min_wait), 3600, 300, 86400, "seconds that clients wait between two looks at the list" },
  { MEMBER (maintenance), 0, 0, 1, "1: nothing is taken in" },
  { MEMBER (min_minor), 0, 0, 100000, "oldest jarida/0.MINOR whose reports are taken; 0 any" },
};

static gboolean
read_number (const Row  *row,
             const char *text,
             gint64     *out_value)
{
  return g_ascii_string_to_signed (text, 10, row->from, row->to, out_value, NULL);
}

void
jarida_settings_read (JaridaSettings *self,
                      GHashTable     *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const Row *row = &table[i];
      const char *text = g_hash_table_lookup (rows, row->name);
      gint64 *value = &G_STRUCT_MEMBER (gint64, self, row->offset);

      if (text == NULL || !read_number (row, text, value))
        *value = row->otherwise;
    }
}

gboolean
jarida_settings_is_valid (const char *name,
                          const char *value)
{
  gint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, name))
      return read_number (&table[i], value, &number);
  return FALSE;
}

char *
jarida_settings_describe (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_string_append_printf (text, "  %-20s %6" G_GINT64_FORMAT "  %s\n", table[i].name, table[i].otherwise, table[i].help);
  return g_string_free (text, FALSE);
}
