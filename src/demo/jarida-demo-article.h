/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_DEMO_ERROR (jarida_demo_error_quark ())
typedef enum
{
  JARIDA_DEMO_ERROR_BAD_EDITION,   /* a file of the sample edition does not say what it must */
} JaridaDemoError;
GQuark jarida_demo_error_quark (void);

/* One article of the sample edition, as its file says. A value. */
typedef struct
{
  char      *slug;        /* (owned) (not nullable) name of the file without ".html" */
  char      *title;       /* (owned) (not nullable) */
  char      *subtitle;    /* (owned) (nullable) */
  char      *section;     /* (owned) (nullable) */
  char      *author;      /* (owned) (nullable) */
  char      *city;        /* (owned) (nullable) */
  char      *image;       /* (owned) (nullable) file name in pictures/ */
  char      *alt;         /* (owned) (nullable) */
  char      *caption;     /* (owned) (nullable) */
  char      *body;        /* (owned) (not nullable) HTML */
  GDateTime *published;   /* (owned) (not nullable) */
  GDateTime *updated;     /* (owned) (nullable) */
} JaridaDemoArticle;

JaridaDemoArticle *jarida_demo_article_load         (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_demo_article_free         (JaridaDemoArticle *self);

/* Borrowed: when it was last written to. */
GDateTime         *jarida_demo_article_get_modified (const JaridaDemoArticle *self);
/* The text of the first paragraph, as HTML. */
char              *jarida_demo_article_dup_summary  (const JaridaDemoArticle *self) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_demo_article_shift        (JaridaDemoArticle *self, int days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDemoArticle, jarida_demo_article_free)

G_END_DECLS
