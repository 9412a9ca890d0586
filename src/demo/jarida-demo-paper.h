/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "jarida-demo-article.h"

G_BEGIN_DECLS

typedef enum
{
  JARIDA_DEMO_RSS,
  JARIDA_DEMO_ATOM,
  JARIDA_DEMO_JSON,
  JARIDA_DEMO_RDF,
} JaridaDemoFormat;

/* A newspaper of the sample edition. A value. */
typedef struct
{
  char             *id;            /* (owned) (not nullable) its folder */
  char             *title;         /* (owned) (not nullable) */
  char             *language;      /* (owned) (not nullable) */
  char             *description;   /* (owned) (nullable) */
  char             *folder;        /* (owned) (nullable) in the list of subscriptions */
  char             *address;       /* (owned) (not nullable) "http://127.0.0.2:8000", without a slash at its end */
  JaridaDemoFormat  format;        /* the one it offers first */
  gboolean          full;          /* its feeds carry whole texts, not only the first paragraph */
  gboolean          of_portal;     /* only those who choose it at the portal read it: in no list of subscriptions */
  GPtrArray        *articles;      /* (owned) (not nullable) JaridaDemoArticle, newest first */
} JaridaDemoPaper;

JaridaDemoPaper *jarida_demo_paper_load             (JsonObject *object, GFile *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_demo_paper_free             (JaridaDemoPaper *self);

/* NULL when there is none of this name. */
const JaridaDemoPaper *jarida_demo_papers_find      (GPtrArray *papers, const char *id);
const JaridaDemoArticle *jarida_demo_paper_find     (const JaridaDemoPaper *self, const char *slug);
/* "http://127.0.0.2:8000/al-fanar/rss.xml" */
char            *jarida_demo_paper_dup_feed_address (const JaridaDemoPaper *self) G_GNUC_WARN_UNUSED_RESULT;
/* "http://127.0.0.2:8000/al-fanar/slug.html" */
char            *jarida_demo_paper_dup_link         (const JaridaDemoPaper *self, const JaridaDemoArticle *article) G_GNUC_WARN_UNUSED_RESULT;

/* "rss.xml", "application/rss+xml" */
const char      *jarida_demo_format_get_file        (JaridaDemoFormat format);
const char      *jarida_demo_format_get_type        (JaridaDemoFormat format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDemoPaper, jarida_demo_paper_free)

G_END_DECLS
