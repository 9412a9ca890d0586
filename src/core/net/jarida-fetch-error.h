/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-fetcher.h"

G_BEGIN_DECLS

/* What GIO and libsoup say, sorted into #JaridaFetchError by what can be done about it; %G_IO_ERROR_CANCELLED stays.
 * @network: whether the machine has a network at all. (transfer full) */
GError *jarida_fetch_error_new (const GError *cause,
                                const char   *address,
                                gboolean      network) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
