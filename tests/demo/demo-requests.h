/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-process.h"

/* What the demo's log says it was asked for. */
typedef struct
{
  char   *host;
  char   *path;
  guint   status;
  gint64  began;      /* milliseconds */
  gint64  ended;
} DemoRequest;

/* (element-type DemoRequest) (transfer full) */
GPtrArray *demo_read_requests  (Demo *demo);
guint      demo_count_requests (GPtrArray *requests, const char *path);
/* One at a time to each host, and none to who only counts and sells. */
void       demo_check_manners  (GPtrArray *requests);

void       demo_remove_folder  (const char *folder);
