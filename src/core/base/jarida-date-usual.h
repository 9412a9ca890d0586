/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The two ways nearly all dates are written in. FALSE says only that this is neither: then it is to be read as any date. */
gboolean _jarida_date_read_usual (const char *text,
                                  gsize       length,
                                  gint64     *out_unix);

G_END_DECLS
