/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The service's doors: a Unix socket or a port on loopback, nothing else. It hands connections to the server, not more than it was
 * told, and closes those that take too long to ask: libsoup's server waits for ever. */
typedef struct _JaridaListener JaridaListener;

/* @server: borrowed. @idle_seconds: for a whole request, and between two. */
JaridaListener *jarida_listener_new               (SoupServer *server, guint max_connections, guint idle_seconds) G_GNUC_WARN_UNUSED_RESULT;
void            jarida_listener_free              (JaridaListener *self);
/* "unix:PATH", made for the group too (0660), or "127.0.0.1:PORT", "[::1]:PORT"; port 0 picks one;
 * or "systemd": the sockets that were handed over, Unix or on loopback. */
gboolean        jarida_listener_add               (JaridaListener *self, const char *where, GError **error);
/* After the last address was added. */
void            jarida_listener_start             (JaridaListener *self);
/* Of the first address that has one; 0 none. */
guint           jarida_listener_get_port          (JaridaListener *self);
guint           jarida_listener_count_connections (JaridaListener *self);
/* While a request is being worked on its connection may be silent. */
void            jarida_listener_hold              (JaridaListener *self, SoupServerMessage *message);
void            jarida_listener_release           (JaridaListener *self, SoupServerMessage *message);
/* Ends the connection without an answer. */
void            jarida_listener_cut               (JaridaListener *self, SoupServerMessage *message);
gboolean        jarida_listener_is_unix           (SoupServerMessage *message);

G_END_DECLS
