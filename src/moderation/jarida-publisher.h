/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-asset-rules.h"
#include "jarida-desk.h"
#include "jarida-key-folder.h"
#include "jarida-list-files.h"

G_BEGIN_DECLS

/* Makes lists of decisions, on a thread and a connection of its own: when something changed, and not more often than the settings
 * say. Among several processes on one ledger one publishes and the others make the same files of what it wrote. */
typedef struct _JaridaPublisher JaridaPublisher;

typedef struct
{
  const char            *folder;    /* (nullable) where the files go; NULL: only in memory */
  const JaridaKeyFolder *keys;
  GBytes                *rules;     /* (nullable) the rules of assets as JSON, and their serial */
  guint                  rules_serial;
  JaridaMetrics         *metrics;
  JaridaClock            clock;
  /* On the main thread. (transfer full) */
  void                 (*published) (JaridaListFiles *files, gpointer data);
  void                 (*broken)    (const GError *error, gpointer data);
  gpointer               data;
} JaridaPublisherOptions;

/* @ledger: (transfer full) @options: what it points at is borrowed. */
JaridaPublisher *jarida_publisher_new  (JaridaLedger *ledger, const JaridaPublisherOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_publisher_free (JaridaPublisher *self);
/* Whether there is something to publish; to be called every second or so. */
void             jarida_publisher_look (JaridaPublisher *self);

G_END_DECLS
