/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an operator may change while the service runs: rows of the table "setting", each with a default and bounds here. A value
 * that is no number or out of bounds counts as the default: what sets them refuses it. */
typedef struct
{
  gint64 threshold;            /* thousandths: readers hide a picture with so much weight */
  gint64 unproven;             /* most that aged but unproven reporters weigh together */
  gint64 unproven_shields;     /* the same while the shields are up */
  gint64 hide_days;            /* how long a hiding by readers lasts */
  gint64 hides_per_hour;       /* more, and more than 5 times the usual, opens the breaker */
  gint64 hides_per_newspaper;  /* a day */
  gint64 breaker_hours;
  gint64 breaker_until;        /* seconds since 1970: no automatic hiding until then */
  gint64 shields_until;
  gint64 key_per_day;
  gint64 key_per_month;
  gint64 key_burst;            /* of one a second */
  gint64 address_per_hour;
  gint64 network_per_hour;
  gint64 new_keys_address;     /* a day */
  gint64 new_keys_network;
  gint64 work_bits;            /* proof of work asked of every report; 0 none */
  gint64 max_jobs;
  gint64 publish_seconds;
  gint64 min_wait;             /* what the manifest asks of clients */
  gint64 maintenance;          /* 1: everything that writes is answered 503 */
  gint64 min_minor;            /* of jarida/0.MINOR: older clients are asked to update; 0 none */
} JaridaSettings;

void     jarida_settings_read     (JaridaSettings *self, GHashTable *rows);
/* Whether @name exists and @value is within its bounds. */
gboolean jarida_settings_is_valid (const char *name, const char *value);
/* Names, defaults and bounds, for --help and jarida-moderate. */
char    *jarida_settings_describe (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
