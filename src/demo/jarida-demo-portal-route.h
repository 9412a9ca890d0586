/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-answer.h"
#include "jarida-demo-portal.h"

G_BEGIN_DECLS

/* What @path leads to at @host, one of the portal's. @page: of a list, from 1. */
void jarida_demo_portal_route (JaridaDemoPortal *self, JaridaDemoHost host, const char *path, guint page, JaridaDemoAnswer *answer);
/* A picture of the sample edition, shared or the portal's own, by its file's name. */
void jarida_demo_route_picture (const JaridaDemoEdition *edition, const char *name, JaridaDemoAnswer *answer);

G_END_DECLS
