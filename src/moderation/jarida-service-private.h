/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "jarida-limits.h"
#include "jarida-listener.h"
#include "jarida-pager.h"
#include "jarida-publisher.h"
#include "jarida-service.h"

G_BEGIN_DECLS

struct _JaridaService
{
  JaridaServiceOptions  options;
  JaridaKeyFolder      *keys;        /* (owned) */
  JaridaAssetRules     *rules;       /* (owned) */
  GBytes               *rules_json;  /* (owned) */
  SoupServer           *server;      /* (owned) */
  JaridaListener       *listener;    /* (owned) */
  GThreadPool          *pool;        /* (owned) checks jobs */
  JaridaDesk           *desk;        /* (owned) */
  JaridaMetrics        *metrics;     /* (owned) */
  JaridaLimits         *limits;      /* (owned) by origin */
  JaridaPager          *pager;       /* (owned) */
  JaridaPublisher      *publisher;   /* (owned) */
  JaridaListFiles      *files;       /* (owned) (nullable) published; NULL for the first moment */
  GMainContext         *context;     /* (owned) */
  JaridaSettings        settings;
  GHashTable           *waiting;     /* (owned) of those whose job is not answered */
  int                   work_bits;   /* atomic: the pool reads it */
  guint                 rounds_id;
  guint                 look_id;
  gboolean              broken;
};

/* Answers. Bodies are (transfer full). */
void jarida_service_answer         (SoupServerMessage *message, guint status, const char *type, char *body);
void jarida_service_answer_problem (SoupServerMessage *message, const JaridaProblem *problem, guint retry_after);
void jarida_service_refuse         (SoupServerMessage *message, JaridaProblemKind kind, guint retry_after);

void jarida_service_refuse_method  (SoupServerMessage *message, const char *allow);

void jarida_service_route_list     (JaridaService *self, SoupServerMessage *message, const char *path);

/* Before the body is read: what is wrong with the request as such. FALSE: it is answered. */
gboolean jarida_service_check_head (JaridaService *self, SoupServerMessage *message, const char *path);
/* Bounds what is kept of a body that has no length. */
void     jarida_service_watch_body (JaridaService *self, SoupServerMessage *message);
gboolean jarida_service_is_proxied (SoupServerMessage *message);
JaridaOrigin jarida_service_get_origin (SoupServerMessage *message);

G_END_DECLS
