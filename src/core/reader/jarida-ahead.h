/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_AHEAD_RESTING,        /* all is kept that can be, or nothing is to be */
  JARIDA_AHEAD_RUNNING,
  JARIDA_AHEAD_STOPPED,        /* by the person, until the next start */
  /* It goes on by itself when that is over. */
  JARIDA_AHEAD_OFFLINE,
  JARIDA_AHEAD_CAPTIVE,
  JARIDA_AHEAD_METERED,
  JARIDA_AHEAD_SAVING_POWER,
  /* It goes on at the next start. */
  JARIDA_AHEAD_FULL,           /* the space for pictures is used up */
  JARIDA_AHEAD_NO_ROOM,        /* the disk is full or cannot be written */
} JaridaAheadState;

/* What could not be fetched. Immutable. */
#define JARIDA_TYPE_AHEAD_FAILURE (jarida_ahead_failure_get_type ())
G_DECLARE_FINAL_TYPE (JaridaAheadFailure, jarida_ahead_failure, JARIDA, AHEAD_FAILURE, GObject)

gint64            jarida_ahead_failure_get_id     (JaridaAheadFailure *self);
const char       *jarida_ahead_failure_get_title  (JaridaAheadFailure *self);
/* In the person's words. */
const char       *jarida_ahead_failure_get_reason (JaridaAheadFailure *self);

#define JARIDA_TYPE_AHEAD (jarida_ahead_get_type ())
G_DECLARE_FINAL_TYPE (JaridaAhead, jarida_ahead, JARIDA, AHEAD, GObject)

/* Fetches the texts and pictures of articles before anybody opens them, behind everything that somebody waits for: saved ones and those
 * the person wants by name, then followed authors and cities, then the newest. What is to be done is found in the shelf each time, so a
 * run that ends in the middle goes on at the next start. Properties (all notify): "state" (int), "done" and "total" (uint, articles of
 * this run), "bytes" (uint64, of the pictures of all that is kept); writable: "enabled" (boolean: it starts by itself after a refresh),
 * "days" (uint: how old what nobody has chosen may be, 0: only what is chosen), "over-metered" and "while-saving-power" (boolean),
 * "pictures" (boolean: where a newspaper leaves that open). Main thread. */
/* Looks what is to be done, and does it when the moment allows. */
void              jarida_ahead_start              (JaridaAhead *self);
void              jarida_ahead_stop               (JaridaAhead *self);
JaridaAheadState  jarida_ahead_get_state          (JaridaAhead *self);
/* A run is under way, or on its way out. */
gboolean          jarida_ahead_get_busy           (JaridaAhead *self);
/* (transfer none) (element-type JaridaAheadFailure): what could not be had when it was tried last. Observable. */
GListModel       *jarida_ahead_get_failures       (JaridaAhead *self);
/* A sentence, or NULL where there is nothing to say. (transfer full) */
char             *jarida_ahead_state_text         (JaridaAheadState state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
