/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-hidden-set.h"
#include "jarida-image.h"

G_BEGIN_DECLS

/* What was learnt of a picture when it was last loaded, by its address: what a report says of it, and by what a verdict knows it again
 * before it is loaded. */
typedef struct
{
  char          *address;        /* (owned) */
  gboolean       has_sha256;
  guint8         sha256[32];
  gint64         bytes;
  int            width;          /* 0 not decoded */
  int            height;
  gboolean       looked;         /* decoded and hashed: n_hashes 0 says there is too little in it */
  guint          n_hashes;
  guint8         hashes[JARIDA_PDQ_MAX_CROPS][JARIDA_PDQ_BYTES];
  guint8         quality;        /* of the first */
  guint          generation;     /* of the verdict; 0 none */
  JaridaVerdict  verdict;
  GList          link;
} JaridaPictureFacts;

/* The most recent ones of a session; some hundred bytes each. */
typedef struct _JaridaFactTable JaridaFactTable;

JaridaFactTable    *jarida_fact_table_new    (guint max) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_fact_table_free   (JaridaFactTable *self);
/* Borrowed until the next ensure(). (nullable) */
JaridaPictureFacts *jarida_fact_table_lookup (JaridaFactTable *self, const char *address);
/* Never NULL. Borrowed, as above. */
JaridaPictureFacts *jarida_fact_table_ensure (JaridaFactTable *self, const char *address);
/* The most recent first. */
const GList        *jarida_fact_table_list   (JaridaFactTable *self);

/* What a hidden set looks at; borrows from @facts. @facts: nullable. */
JaridaPicture       jarida_picture_facts_picture (const JaridaPictureFacts *facts, const char *address);

G_END_DECLS
