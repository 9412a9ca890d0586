/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-db-error.h"

G_DEFINE_QUARK (jarida-db-error-quark, jarida_db_error)
