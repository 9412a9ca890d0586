/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "jarida-review.h"

G_BEGIN_DECLS

/* jarida-moderate COMMAND: what reviewers and operators do, beside the running service. */

typedef enum
{
  MODERATE_DONE,
  MODERATE_FAILED,
  MODERATE_USAGE,
  MODERATE_NOT_FOUND,
  MODERATE_CONFLICT,     /* somebody else was quicker, or it cannot be done to what is there */
  MODERATE_PROPOSED,     /* waits for a second reviewer */
} ModerateStatus;

/* The options of all commands; each names those it takes. */
typedef struct
{
  char     *reason;
  char     *why;
  char     *since;
  char     *host;
  int       days;        /* -1 not said */
  int       hours;       /* -1 not said */
  int       limit;       /* -1 not said */
  int       keep;        /* -1 not said */
  gboolean  permanent;
  gboolean  dsa;
  gboolean  otherwise;   /* --default */
} ModerateOptions;

extern ModerateOptions moderate_options;

typedef struct
{
  const char   *database;
  JaridaLedger *ledger;     /* (nullable) of commands that need it */
  const char   *who;
  gint64        now;
  gboolean      as_json;
} Moderate;

typedef ModerateStatus (*ModerateFunc) (Moderate *self, char **arguments, guint n_arguments);

ModerateStatus moderate_queue     (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_show      (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_block     (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_clear     (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_escalate  (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_reverse   (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_breaker   (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_setting   (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_human     (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_hosts     (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_reporters (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_audit     (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_export    (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_backup    (Moderate *self, char **arguments, guint n_arguments);
ModerateStatus moderate_restore   (Moderate *self, char **arguments, guint n_arguments);

/* Finds a picture by its number, its key or the beginning of it, its address, or a decision; "@VERSION" at the end: which was
 * looked at, 0 when it is not said. */
ModerateStatus moderate_find      (Moderate *self, const char *text, gint64 *out_subject, gint64 *out_version);
/* (nullable) a time as people write it, "2026-11-29", "2026-11-29T10:00:00Z", "6h", "3d" ago. */
gboolean       moderate_read_time (Moderate *self, const char *text, gint64 *out_time);

/* What is printed. What came from strangers is stripped of control characters: it must not steer a terminal. */
void           moderate_print       (const char *format, ...) G_GNUC_PRINTF (1, 2);
ModerateStatus moderate_complain    (ModerateStatus status, const char *format, ...) G_GNUC_PRINTF (2, 3);
ModerateStatus moderate_complain_error (GError *error);   /* (transfer full) */
char          *moderate_clean       (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char          *moderate_format_time (gint64 time) G_GNUC_WARN_UNUSED_RESULT;   /* "" for 0 */
char          *moderate_format_id   (const guint8 *bytes, gsize n) G_GNUC_WARN_UNUSED_RESULT;
const char    *moderate_state_name  (JaridaSubjectState state);
const char    *moderate_action_name (JaridaAction action);
const char    *moderate_reason_name (int reason);         /* "" for 0 */
void           moderate_json_text   (JsonBuilder *json, const char *name, const char *text);
void           moderate_json_int    (JsonBuilder *json, const char *name, gint64 value);
void           moderate_json_time   (JsonBuilder *json, const char *name, gint64 time);
void           moderate_json_print  (JsonBuilder *json);

G_END_DECLS
