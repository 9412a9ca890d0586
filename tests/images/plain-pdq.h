/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "jarida-pdq.h"

/* PDQ as it is described, one step after the other over the whole picture; RGB only. */
void hash_plainly (GdkPixbuf *pixbuf, JaridaPdq *out_pdq);
/* The one under test. */
void hash_pixbuf  (GdkPixbuf *pixbuf, JaridaPdq *out_pdq);
