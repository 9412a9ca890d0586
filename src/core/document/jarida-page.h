/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-document.h"
#include "jarida-html.h"

G_BEGIN_DECLS

/* The article of any news page: title, byline, date, language, picture, and the text as HTML of the article alone. */
typedef struct
{
  char            *title;      /* (owned) (nullable) */
  char            *byline;     /* (owned) (nullable) */
  char            *site;       /* (owned) (nullable) */
  char            *language;   /* (owned) (nullable) */
  char            *excerpt;    /* (owned) (nullable) */
  char            *image;      /* (owned) (nullable) absolute */
  char            *content;    /* (owned) (nullable) HTML of the text, not sanitized: give it to jarida_document_new() */
  char            *base;       /* (owned) (nullable) */
  JaridaDirection  direction;
  gint64           published;  /* 0 unknown */
} JaridaPage;

/* Pure: any thread. Never fails; content is NULL when there is no text to be found. */
JaridaPage *jarida_page_read (GBytes *bytes, const char *address, const char *content_type) G_GNUC_WARN_UNUSED_RESULT;
void        jarida_page_free (JaridaPage *self);

/* The text of an article somewhere below @root, as HTML, or NULL: for those who know a page better and have taken from the tree what
 * they know to be none. @title nullable. @out_length: characters of text. The tree is changed on the way and put back. */
char       *jarida_page_find_text (JaridaHtmlNode *root, const char *title, guint *out_length) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPage, jarida_page_free)

G_END_DECLS
