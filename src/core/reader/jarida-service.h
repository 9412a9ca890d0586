/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The address of a report service without a slash at its end, or NULL: only https, and http to this machine itself, where nobody
 * can listen. */
char     *_jarida_service_normalize   (const char *address) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it is on this machine. */
gboolean  _jarida_service_is_loopback (const char *address);

G_END_DECLS
