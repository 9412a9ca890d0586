/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-portal.h"

G_BEGIN_DECLS

/* A catalogue as data/catalogue.json: the portal with its newspapers, and the newspapers of the edition that it does not have by
 * their feeds. */
char *jarida_demo_catalogue_write (JaridaDemoPortal *portal) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
