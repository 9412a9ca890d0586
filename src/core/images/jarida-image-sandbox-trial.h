/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the tests: tries what a decoder taken over by a picture would try, one line each on standard output, "open EPERM".
 * The exit status: 0. */
int jarida_image_sandbox_trial (void);

G_END_DECLS
