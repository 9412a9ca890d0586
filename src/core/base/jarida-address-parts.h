/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An http or https address in its parts, as the URL standard (https://url.spec.whatwg.org) reads them: for those who
 * make a form of their own of it. Pure functions. */
typedef struct
{
  gboolean   secure;       /* https */
  char      *host;         /* (owned) lower case, punycode; an IPv6 address with its brackets */
  int        port;         /* 0: the usual one */
  GPtrArray *path;         /* (owned) (element-type utf8) the segments, percent-encoded */
  char      *query;        /* (owned) (nullable) without "?" */
  char      *fragment;     /* (owned) (nullable) without "#" */
} JaridaAddress;

JaridaAddress *jarida_address_parse   (const char *reference, const char *base) G_GNUC_WARN_UNUSED_RESULT;
char          *jarida_address_to_text (const JaridaAddress *self) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_address_free    (JaridaAddress *self);
/* The standard's host parser: NULL when no machine can have that name. */
char          *jarida_address_parse_host (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaAddress, jarida_address_free)

G_END_DECLS
