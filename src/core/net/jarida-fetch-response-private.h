/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "jarida-fetcher.h"

G_BEGIN_DECLS

/* From an answered message, its body (transfer full) and the seconds since 1970 it came at. */
JaridaFetchResponse *jarida_fetch_response_new (SoupMessage *message,
                                                GBytes      *body,
                                                const char  *address,
                                                const char  *permanent_address,
                                                gint64       now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
