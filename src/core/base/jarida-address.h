/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Web addresses. Pure functions; every answer is a new string or NULL. */

/* An http or https address, resolved against @base: userinfo dropped, backslashes read as slashes,
 * IDN as punycode, spaces and raw UTF-8 percent-encoded (RFC 3986, and WHATWG where browsers differ).
 * NULL when the result is not http(s). @base may be NULL. */
char       *jarida_address_resolve       (const char *reference,
                                          const char *base) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a link a person may follow: mailto is allowed too. */
char       *jarida_address_resolve_link  (const char *reference,
                                          const char *base) G_GNUC_WARN_UNUSED_RESULT;
/* What a person typed in an address field: trims, adds https:// when no scheme is there,
 * turns feed: and feed:https:// into http(s). NULL when it cannot be an address. */
char       *jarida_address_from_input    (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* For identity only, never for fetching: https, no www., no fragment, no tracking parameters, no trailing slash. */
char       *jarida_address_canonical     (const char *address) G_GNUC_WARN_UNUSED_RESULT;
/* host:port in lower case; what politeness is counted by. */
char       *jarida_address_dup_host      (const char *address) G_GNUC_WARN_UNUSED_RESULT;
/* The host without www., to show a person. */
char       *jarida_address_dup_site_name (const char *address) G_GNUC_WARN_UNUSED_RESULT;
/* The same with a port that is not the usual one: what tells two sites apart, whatever the scheme. */
char       *jarida_address_dup_site      (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
