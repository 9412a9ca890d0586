/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-element.h"

G_BEGIN_DECLS

/* A small tree of elements and text, whatever parser made it. Comments and processing instructions
 * are not in it. All of it lives and dies with its JaridaHtml. */
typedef struct _JaridaHtml JaridaHtml;
typedef struct _JaridaHtmlNode JaridaHtmlNode;

typedef struct
{
  const char *name;               /* lower case */
  const char *value;              /* (not nullable) */
} JaridaHtmlAttribute;

struct _JaridaHtmlNode
{
  JaridaHtmlNode      *parent;    /* (nullable) */
  JaridaHtmlNode      *first;     /* (nullable) */
  JaridaHtmlNode      *last;      /* (nullable) */
  JaridaHtmlNode      *previous;  /* (nullable) */
  JaridaHtmlNode      *next;      /* (nullable) */
  const char          *name;      /* (nullable) lower case; NULL: text */
  const char          *text;      /* (nullable) NULL: an element */
  const JaridaElement *element;   /* (nullable) its row in the table of elements */
  JaridaHtmlAttribute *attributes;
  guint                n_attributes;
  guint                mark;      /* free for whoever reads the tree; 0 at first */
};

typedef enum
{
  JARIDA_HTML_ALLOWED,            /* only the attributes of the table of elements */
  JARIDA_HTML_EVERYTHING,         /* for reading what a page says about itself */
} JaridaHtmlScope;

/* Never fails and takes linear time: what is too deep or too large is read as plain paragraphs. */
JaridaHtml     *jarida_html_parse          (const char           *html,
                                            gssize                length,
                                            JaridaHtmlScope       scope) G_GNUC_WARN_UNUSED_RESULT;
void            jarida_html_free           (JaridaHtml           *self);
/* The html element. */
JaridaHtmlNode *jarida_html_get_root       (JaridaHtml           *self);
/* The body element, or the root when there is none. */
JaridaHtmlNode *jarida_html_get_body       (JaridaHtml           *self);

const char     *jarida_html_node_get       (const JaridaHtmlNode *self,
                                            const char           *attribute);
gboolean        jarida_html_node_is        (const JaridaHtmlNode *self,
                                            const char           *name);
/* White-space separated words of class, without case. */
gboolean        jarida_html_node_has_class (const JaridaHtmlNode *self,
                                            const char           *word);
JaridaRole      jarida_html_node_get_role  (const JaridaHtmlNode *self);
/* Said to be invisible by the page itself: hidden, display: none. */
gboolean        jarida_html_node_is_hidden (const JaridaHtmlNode *self);
/* Document order below @root; @self NULL begins; NULL at the end. */
JaridaHtmlNode *jarida_html_node_walk      (const JaridaHtmlNode *self,
                                            const JaridaHtmlNode *root);
/* The node after @self and all it holds. */
JaridaHtmlNode *jarida_html_node_walk_past (const JaridaHtmlNode *self,
                                            const JaridaHtmlNode *root);
void            jarida_html_node_remove    (JaridaHtmlNode       *self);
/* @previous NULL: first. @self must have been removed. */
void            jarida_html_node_insert_after (JaridaHtmlNode    *parent,
                                            JaridaHtmlNode       *previous,
                                            JaridaHtmlNode       *self);
/* The text below as it stands, without that of dropped elements; no more of it once there are @max bytes. */
void            jarida_html_node_read_some (const JaridaHtmlNode *self,
                                            GString              *text,
                                            gsize                 max);
/* The text below as it stands, without that of dropped elements. */
void            jarida_html_node_read      (const JaridaHtmlNode *self,
                                            GString              *text);

/* The element as HTML, with the attributes it has; dropped elements are left out. */
void            jarida_html_node_write     (const JaridaHtmlNode *self,
                                            GString              *html);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaHtml, jarida_html_free)

G_END_DECLS
