/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_AGENDA_RESTING,        /* nothing is due, or it is being done */
  /* Something is; it is done when that is over. */
  JARIDA_AGENDA_OFFLINE,
  JARIDA_AGENDA_CAPTIVE,
  JARIDA_AGENDA_METERED,
  JARIDA_AGENDA_SAVING_POWER,
} JaridaAgendaState;

#define JARIDA_TYPE_AGENDA (jarida_agenda_get_type ())
G_DECLARE_FINAL_TYPE (JaridaAgenda, jarida_agenda, JARIDA, AGENDA, GObject)

/* Refreshes newspapers without being asked: what is due by the interval of the reader, or all at chosen hours of the day. It looks at the
 * clock of the wall each minute, and when the network is back: hours that were slept through are made up for once, and no sleep and no clock
 * that is set makes it late. Properties (all notify): "state" (int); writable: "hours-done" (int64: when one of the hours was last made good,
 * to be kept from one start to the next), "unseen" (boolean: nobody has a window open, so what costs money or power waits). Main thread. */
/* Minutes after midnight, at most JARIDA_HOURS_MAX of them; n 0: none. */
void              jarida_agenda_set_hours  (JaridaAgenda *self, const int *minutes, gsize n);
/* Seconds since 1970 of the next chosen hour; 0: there is none. */
gint64            jarida_agenda_get_next   (JaridaAgenda *self);
JaridaAgendaState jarida_agenda_get_state  (JaridaAgenda *self);
/* What it waits for, as a sentence; NULL: for nothing. (transfer full) */
char             *jarida_agenda_state_text (JaridaAgendaState state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
