/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-place.h"

gboolean
jarida_place_equal (const JaridaPlace *a,
                    const JaridaPlace *b)
{
  return a->kind == b->kind && a->id == b->id && a->unread_only == b->unread_only;
}
