/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-requests.h"
#include "journey-places.h"

G_BEGIN_DECLS

/* A person at the window, and the press portal of the demo: one portal and one shelf for all cases of a program, in the order in which
 * they run. The first one makes them. */

/* How many articles a generated newspaper has: some pages more than a refresh reads. */
#define PORTAL_N_ARTICLES 90

/* The first line of main(), before anything else is looked up: addresses are opened by a browser that only notes them. */
void        portal_init            (int *argc, char ***argv);
/* A window of that size on the shelf, at the place it was left at, or at all headlines; the newspapers of the portal are there. */
Journey    *portal_open            (int width, int height);
/* Closes the window; the shelf stays. */
void        portal_close           (Journey *journey);
/* Nobody answers any more. */
void        portal_stop            (void);
/* Takes portal and shelf away. */
void        portal_end             (void);
/* (transfer full) (element-type DemoRequest) */
GPtrArray  *portal_read_requests   (void);
/* What the browser was asked to open since it was last asked for. (transfer full) */
char       *portal_take_opened     (void);

G_END_DECLS
