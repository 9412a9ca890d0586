/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *address;    /* (owned) (not nullable) */
  char *title;      /* (owned) (nullable) */
  char *type;       /* (owned) (nullable) MIME type as said */
} JaridaFeedLink;

typedef struct
{
  GPtrArray *feeds; /* (owned) (not nullable) JaridaFeedLink, best first */
  char      *icon;  /* (owned) (nullable) */
  char      *title; /* (owned) (nullable) of the page */
} JaridaDiscovery;

/* The feeds and the icon that a web page names (link rel=alternate, links that look like feeds). Pure. */
JaridaDiscovery *jarida_discovery_read    (GBytes *page, const char *address, const char *content_type) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_discovery_free    (JaridaDiscovery *self);
/* Well-known paths worth trying when a page names none, best first. (transfer full) */
char           **jarida_discovery_guesses (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDiscovery, jarida_discovery_free)

G_END_DECLS
