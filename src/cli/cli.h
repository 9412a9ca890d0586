/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

G_BEGIN_DECLS

/* How the program ends; 130 is what a shell expects of one that was interrupted. */
enum
{
  CLI_OK = 0,
  CLI_FAILED = 1,
  CLI_WRONG_USE = 2,
  CLI_INTERRUPTED = 130,
};

/* One run of the program: a command on an open shelf. */
typedef struct
{
  JaridaReader *reader;        /* (owned) (nullable) NULL for a command that replaces the shelf */
  GCancellable *cancellable;   /* (owned) cancelled by Ctrl-C */
  const char   *data_folder;   /* Borrowed: of the shelf */
  gboolean      own_folder;    /* the person has named it */
  gboolean      json;
  char         *failure;       /* (owned) (nullable) what the shelf could not keep, in a sentence */
} Cli;

/* @arguments: what is no option, NULL-terminated, as many as the table in cli-main.c allows. Returns a code from above. */
typedef int (*CliFunc) (Cli *cli, char **arguments);

/* The options of the commands; filled before the command runs. */
typedef struct
{
  char     *title;
  char     *folder;
  char     *source;
  int       limit;
  gboolean  due;
  gboolean  force;      /* what is done without it; scripts may have it */
  gboolean  unread;
  gboolean  read;
  gboolean  saved;
  gboolean  unsave;
  gboolean  stories;
  gboolean  html;
  gboolean  fetch;
  char     *reason;
  char     *comment;
  gboolean  no_hide;
  char     *service;
  char     *withdraw;
  gboolean  send;
  gboolean  reset;
  char     *country;
  char     *language;
  gboolean  all;
  int       days;
  gboolean  by_time;
  gboolean  typing;
  gboolean  portal;
  char     *save_as;
  char     *action;
  gboolean  apply;
} CliOptions;

extern CliOptions cli_options;

int cli_add       (Cli *cli, char **arguments);
int cli_newspapers (Cli *cli, char **arguments);
int cli_remove    (Cli *cli, char **arguments);
int cli_list      (Cli *cli, char **arguments);
int cli_refresh   (Cli *cli, char **arguments);
int cli_headlines (Cli *cli, char **arguments);
int cli_keep      (Cli *cli, char **arguments);
int cli_rebuild_search (Cli *cli, char **arguments);
int cli_search    (Cli *cli, char **arguments);
int cli_filter    (Cli *cli, char **arguments);
int cli_show      (Cli *cli, char **arguments);
int cli_mark      (Cli *cli, char **arguments);
int cli_import    (Cli *cli, char **arguments);
int cli_export    (Cli *cli, char **arguments);
int cli_backup    (Cli *cli, char **arguments);
int cli_restore   (Cli *cli, char **arguments);
int cli_report    (Cli *cli, char **arguments);
int cli_reports   (Cli *cli, char **arguments);
int cli_blocklist (Cli *cli, char **arguments);

/* An article by its number; NULL after saying that the text is none, or with an error. (transfer full) */
JaridaArticle *cli_load_article (Cli *cli, const char *text, GError **error);
JaridaDocument *cli_build_document (Cli *cli, JaridaArticle *article, GError **error);

/* How many of @n the option "limit" lets through, @otherwise when it is not given. */
guint cli_limit (guint n, guint otherwise);
/* A line, or the members of an object in JSON that is begun and ended by the caller. */
void cli_say_headline (Cli *cli, JaridaHeadline *headline);

/* Whether @text has the form of the id that "newspapers" shows. */
gboolean cli_is_newspaper_id (const char *text);
/* Adds a newspaper of the catalogue and fetches it; NULL after saying that there is none, or with an error. (transfer none) */
JaridaSource *cli_add_newspaper (Cli *cli, const char *id, gboolean *out_added, GError **error);

/* A source by its number, address or title; NULL after saying that there is none. (transfer none) */
JaridaSource *cli_find_source (Cli *cli, const char *text);
/* A folder at any depth by its name, or NULL. (transfer none) */
JaridaFolder *cli_find_folder (Cli *cli, const char *name);

G_END_DECLS
