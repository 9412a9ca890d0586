/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "jarida-desk.h"

G_BEGIN_DECLS

/* jarida-moderation: takes reports in and gives the list out, over HTTP/1.1 on a Unix socket or loopback. What a person sends is
 * limited, checked in a pool, written by the desk and answered when it is on the disk. */
typedef struct _JaridaService JaridaService;

typedef struct
{
  const char *const *listen;            /* ended by NULL */
  const char        *database;          /* of jarida_sql_engine_open() */
  const char        *keys;              /* folder with the secret and the keys of the list */
  const char        *list;              /* folder for the published files; (nullable) only over HTTP */
  const char        *alert;             /* (nullable) command, given the kind of alert and the number of the picture, 0 of none */
  GBytes            *rules;             /* (nullable) rules of assets; NULL: those of this program */
  JaridaClock        clock;             /* (nullable) the time */
  guint              max_connections;   /* 0: 4096 */
  guint              idle_seconds;      /* 0: 30 */
  /* Nothing is acknowledged any more: the program must end. */
  void             (*broken) (const GError *error, gpointer data);
  gpointer           data;
} JaridaServiceOptions;

JaridaService *jarida_service_new      (const JaridaServiceOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Answers what was taken in, then stops. */
void           jarida_service_free     (JaridaService *self);
guint          jarida_service_get_port (JaridaService *self);
/* Now, not when the time has come: for tests. */
void           jarida_service_do_rounds (JaridaService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaService, jarida_service_free)

G_END_DECLS
