/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-fault.h"
#include "jarida-demo-portal.h"

G_BEGIN_DECLS

typedef struct
{
  int         port;              /* 0: any */
  gboolean    many_hosts;        /* every newspaper answers on a loopback address of its own */
  guint       latency_from_ms;   /* every answer waits so long, picked evenly in between */
  guint       latency_to_ms;
  guint       slow_ms;           /* what "/fault/slow/" waits */
  guint       n_feeds;           /* synthetic ones */
  guint       n_items;
  const char *log;               /* (nullable) file: a line for every request */
  JaridaDemoFault portal_fault;  /* of every so manieth answer of the portal itself */
  guint       portal_fault_each;
} JaridaDemoOptions;

#define JARIDA_TYPE_DEMO_SERVER (jarida_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (JaridaDemoServer, jarida_demo_server, JARIDA, DEMO_SERVER, GObject)

/* Takes @edition and @portal (nullable), which is of that edition. Listens on loopback only, from now on, in the default main context. */
JaridaDemoServer *jarida_demo_server_new         (JaridaDemoEdition *edition, JaridaDemoPortal *portal, const JaridaDemoOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "http://127.0.0.1:8000" */
const char       *jarida_demo_server_get_address (JaridaDemoServer *self);
guint             jarida_demo_server_get_port    (JaridaDemoServer *self);
/* The subscriptions to all newspapers, or to all synthetic feeds when there are any. */
char             *jarida_demo_server_write_opml  (JaridaDemoServer *self) G_GNUC_WARN_UNUSED_RESULT;

/* The portal's. NULL when there is none. */
char             *jarida_demo_server_write_catalogue (JaridaDemoServer *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
