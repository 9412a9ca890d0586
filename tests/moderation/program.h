/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* jarida-moderation as a process, with a ledger and keys of its own in a temporary folder, on a Unix socket. */
typedef struct
{
  const char *path;        /* of the program */
  const char *shim;        /* of disk-shim.c */
  char       *folder;      /* (owned) */
  char       *socket;      /* (owned) */
  char       *database;    /* (owned) */
  GPid        pid;         /* 0: not running */
} Program;

void    program_init       (Program *self, const char *path, const char *shim);
void    program_clear      (Program *self);
/* @disk: nullable, lines of NAME=VALUE for the shim. @setting: NAME=VALUE. */
void    program_start      (Program *self, const char *disk, const char *setting);
/* Its exit status; -1: it was killed. */
int     program_wait       (Program *self);
int     program_stop       (Program *self, int signal);
gint64  program_get_memory (Program *self);
/* Of all its threads, seconds. */
double  program_get_cpu    (Program *self);

G_END_DECLS
