/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "jarida-list-manifest.h"
#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* A report service on loopback that answers as it is told and writes down what it was asked. Its signatures and its lists are real. */

#define ANSWER_NOTHING 1     /* closes the connection without a word */
#define ANSWER_HALF 2        /* a 201 that is cut off in the middle */
#define ANSWER_PAGE 3        /* 200 and a page, as whoever answers in its place may */
#define ANSWER_OTHER 4       /* 201 and the receipt of another report */

typedef struct
{
  SoupServer *server;           /* (owned) */
  char       *base;             /* (owned) */
  GPtrArray  *requests;         /* (owned) of char*: "PUT /v1/reports/…" */
  GPtrArray  *heads;            /* (owned) of char*: the same with all headers but the date's, sorted */
  GHashTable *accepted;         /* (owned) id -> body as text */
  GHashTable *deleted;          /* (owned) ids */
  guint       n_different;      /* an id that came with another body */
  guint       n_unsigned;       /* without a good signature */
  GArray     *script;           /* (owned) guint: the next answers; then 201 */
  guint       retry_after;      /* with 429 and 503, 0 none */
  const char *problem;          /* the body of answers of 400 and more */
  guint       latency_ms;

  JaridaNoteSigner *root;       /* (owned) */
  JaridaNoteSigner *signer;     /* (owned) */
  char       *roots_file;       /* (owned) */
  char       *manifest;         /* (owned) (nullable) */
  GHashTable *files;            /* (owned) path below the list -> GBytes */
  JaridaBlockList *list;        /* (owned) (nullable) last published */
} ReportServer;

ReportServer *report_server_new     (const char *folder);
void          report_server_free    (ReportServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportServer, report_server_free)

void          report_server_script  (ReportServer *self, guint n, const guint *answers);
guint         report_server_count   (ReportServer *self, const char *prefix);
#define N_OTHERS 300
/* Publishes the addresses as hidden by readers under number @seq, with the change from the list before. */
void          report_server_publish (ReportServer *self, guint32 seq, const char *const *addresses, gint64 now);
/* Signs a manifest by @signer; takes nothing. */
void          report_server_sign    (ReportServer *self, const JaridaListManifest *manifest, JaridaNoteSigner *signer);

/* Calls that wait. */
char         *report_and_wait       (JaridaReader *reader, const char *address, GError **error);
void          send_and_wait         (JaridaReader *reader);
gboolean      update_and_wait       (JaridaReader *reader, GError **error);
JaridaReader *open_reader           (const char *folder, const char *service);
void          close_reader          (JaridaReader *reader);
JaridaPictureStanding judge         (JaridaReader *reader, const char *address);
/* The newest report. (transfer full) */
JaridaReportEntry *newest_report    (JaridaReader *reader);

G_END_DECLS
