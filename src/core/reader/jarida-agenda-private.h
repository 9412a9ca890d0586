/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-agenda.h"
#include "jarida-reader-private.h"

G_BEGIN_DECLS

JaridaAgenda *jarida_agenda_new    (JaridaReader *reader) G_GNUC_WARN_UNUSED_RESULT;
/* The interval of the reader has changed. */
void          jarida_agenda_update (JaridaAgenda *self);
/* The reader is closed: nothing is begun any more. */
void          jarida_agenda_close  (JaridaAgenda *self);
/* Whether something is to be done now; does it. Each minute, and from tests. */
void          jarida_agenda_look   (JaridaAgenda *self);
/* For tests: instead of the zone of this machine. */
void          jarida_agenda_set_zone (JaridaAgenda *self, GTimeZone *zone);

G_END_DECLS
