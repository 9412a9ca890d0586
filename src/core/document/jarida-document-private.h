/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-document.h"
#include "jarida-html.h"
#include "jarida-run-writer.h"

G_BEGIN_DECLS

JaridaRun      *jarida_run_new              (const char      *text);
void            jarida_run_free             (JaridaRun       *self);
JaridaBlock    *jarida_block_new            (JaridaBlockKind  kind);
void            jarida_block_free           (JaridaBlock     *self);
JaridaDocument *jarida_document_alloc       (void);
void            jarida_figure_free          (JaridaFigure    *self);
/* Index of @address among the links. (takes ownership) */
int             jarida_document_take_link   (JaridaDocument  *self,
                                             char            *address);

/* The part of a document between two positions. */
typedef struct
{
  JaridaPosition from;
  JaridaPosition to;
} JaridaSelection;

void            jarida_selection_init       (JaridaSelection       *self,
                                             const JaridaPosition  *from,
                                             const JaridaPosition  *to);
gboolean        jarida_selection_has_block  (const JaridaSelection *self,
                                             guint                  block);
/* The bytes of a run that are selected; FALSE when none are. */
gboolean        jarida_selection_clip       (const JaridaSelection *self,
                                             guint                  block,
                                             guint                  r,
                                             const JaridaRun       *run,
                                             guint                 *start,
                                             guint                 *end);

/* What holds for the text at one place of the page; handed down the tree by value. */
typedef struct
{
  JaridaBlockKind  kind;
  guint8           level;
  guint8           quote_depth;
  guint8           list_depth;
  JaridaDirection  direction;     /* AUTO: nobody has said */
  const char      *language;      /* (nullable) borrowed from the tree */
  JaridaSpanFlags  flags;
  int              link;
  gboolean         preformatted;
  gboolean         in_cell;       /* blocks become lines of one run */
  gboolean         in_notes;
  char           **marker;        /* (nullable) of the item around; taken by its first block */
} JaridaContext;

/* Reads a tree into blocks. */
typedef struct
{
  JaridaDocument  *document;      /* Borrowed */
  const char      *base;          /* (nullable) */
  JaridaRunWriter  writer;        /* the block being written */
  JaridaContext    context;       /* …which was begun here */
  GPtrArray       *waiting;       /* (owned) figures to stand behind the block being written */
  GHashTable      *pictures;      /* (owned) keys of the pictures seen */
  GHashTable      *anchors;       /* Borrowed: id -> its JaridaBlock */
  GPtrArray       *ids;           /* (owned) ids that wait for their block */
} JaridaBuilder;

void     jarida_builder_walk          (JaridaBuilder        *self,
                                       const JaridaHtmlNode *node,
                                       const JaridaContext  *context);
void     jarida_builder_walk_children (JaridaBuilder        *self,
                                       const JaridaHtmlNode *node,
                                       const JaridaContext  *context);
/* Ends the block being written. */
void     jarida_builder_flush         (JaridaBuilder        *self);
/* A new block of @kind at the place of @context, behind the one being written. */
JaridaBlock *jarida_builder_add       (JaridaBuilder        *self,
                                       JaridaBlockKind       kind,
                                       const JaridaContext  *context);

/* jarida-document-picture.c */
int      jarida_html_node_get_pixels  (const JaridaHtmlNode *node,
                                       const char           *attribute);
void     jarida_builder_read_picture  (JaridaBuilder        *self,
                                       const JaridaHtmlNode *node,
                                       const JaridaContext  *context);
char    *jarida_picture_address       (const JaridaHtmlNode *node,
                                       const char           *base);
/* The same for two addresses of one picture. */
char    *jarida_picture_key           (const char           *address);
gboolean jarida_picture_is_shown      (const JaridaHtmlNode *node,
                                       const char           *address);
/* jarida-document-embed.c */
void     jarida_builder_read_embed    (JaridaBuilder        *self,
                                       const JaridaHtmlNode *node,
                                       const JaridaContext  *context);
/* jarida-document-table.c */
void     jarida_builder_read_table    (JaridaBuilder        *self,
                                       const JaridaHtmlNode *node,
                                       const JaridaContext  *context);
/* jarida-document-list.c */
void     jarida_builder_read_list     (JaridaBuilder        *self,
                                       const JaridaHtmlNode *node,
                                       const JaridaContext  *context);
/* jarida-document-head.c */
void     jarida_document_add_head     (JaridaDocument           *self,
                                       const JaridaDocumentHead *head,
                                       const char               *base);
/* jarida-document-foot.c: words that may lead somewhere, as one run; NULL when there are none. */
JaridaRun *jarida_document_run_of     (JaridaDocument            *self,
                                       const JaridaDocumentWords *words);
/* Behind a finished text, of which it is no part. */
void     jarida_document_add_foot     (JaridaDocument           *self,
                                       const JaridaDocumentFoot *foot);
/* jarida-document-finish.c: what can only be known when all blocks are there. */
void     jarida_document_link_anchors (JaridaDocument       *self,
                                       GHashTable           *anchors);
void     jarida_document_finish       (JaridaDocument       *self,
                                       const char           *language,
                                       JaridaDirection       direction);
/* jarida-document-split.c: blocks of a sensible length. The last step. */
void     jarida_document_split_blocks (JaridaDocument       *self);
/* jarida-french.c: the spaces of French punctuation. */
void     jarida_run_space_french      (JaridaRun            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaRun, jarida_run_free)

G_END_DECLS
