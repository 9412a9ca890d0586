/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"

G_BEGIN_DECLS

/* What the database said, in the words of the shelf; other errors pass as they are. Takes @error and returns it. */
GError *jarida_store_error_from_db (GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
