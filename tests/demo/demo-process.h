/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/* The program itself is run and asked over the network, as a reader of feeds would. */

typedef struct
{
  GSubprocess *process;
  SoupSession *session;
  char        *address;    /* without a slash at its end */
  char        *port_file;
  char        *log;
} Demo;

/* With these options, to the last one, NULL. */
void         demo_start       (Demo *demo, const char *first_option, ...);
void         demo_stop        (Demo *demo);

/* @path: or a whole address. */
SoupMessage *demo_new_message (Demo *demo, const char *path);
/* The body of @path, which must be answered with @status. */
GBytes      *demo_get         (Demo *demo, const char *path, guint status);
char        *demo_get_text    (Demo *demo, const char *path);
