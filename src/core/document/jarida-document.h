/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "jarida-text.h"

G_BEGIN_DECLS

typedef enum
{
  JARIDA_BLOCK_KICKER,        /* the section above the title */
  JARIDA_BLOCK_TITLE,
  JARIDA_BLOCK_SUBTITLE,
  JARIDA_BLOCK_BYLINE,        /* "Publié dans X le …", author */
  JARIDA_BLOCK_LEAD,
  JARIDA_BLOCK_PARAGRAPH,
  JARIDA_BLOCK_HEADING,       /* level 1..4, as it looks; 1 is a heading of the text's first rank */
  JARIDA_BLOCK_LIST_ITEM,     /* list_depth >= 1; marker */
  JARIDA_BLOCK_CODE,          /* lines separated by U+2028 in the run's text */
  JARIDA_BLOCK_FIGURE,        /* figure; run 0 is the caption when there is one */
  JARIDA_BLOCK_TABLE,         /* table; runs are the cells, row by row */
  JARIDA_BLOCK_RULE,
  JARIDA_BLOCK_NOTE,          /* a footnote; marker */
  JARIDA_BLOCK_EMBED,         /* a video or frame that is not loaded: figure->link opens it */
  JARIDA_BLOCK_SOURCE,        /* the link to the source at the foot */
} JaridaBlockKind;

typedef enum
{
  JARIDA_SPAN_BOLD        = 1 << 0,
  JARIDA_SPAN_ITALIC      = 1 << 1,
  JARIDA_SPAN_CODE        = 1 << 2,
  JARIDA_SPAN_SUPERSCRIPT = 1 << 3,
  JARIDA_SPAN_SUBSCRIPT   = 1 << 4,
  JARIDA_SPAN_STRIKE      = 1 << 5,
  JARIDA_SPAN_UNDERLINE   = 1 << 6,
  JARIDA_SPAN_MARK        = 1 << 7,
  JARIDA_SPAN_SMALL       = 1 << 8,
} JaridaSpanFlags;

typedef struct
{
  guint           start;      /* bytes in the run's text */
  guint           end;
  JaridaSpanFlags flags;
  int             link;       /* index in the document's links, or -1 */
} JaridaSpan;

/* A stretch of text laid out together. Spans are sorted, do not overlap, and need not cover the text. */
typedef struct
{
  char            *text;      /* (owned) (not nullable) UTF-8, clean: no soft hyphens; U+2028 is a line break */
  guint            length;    /* bytes */
  GArray          *spans;     /* (owned) (nullable) JaridaSpan */
  JaridaDirection  direction; /* never AUTO: of the block when the text has no strong character */
} JaridaRun;

typedef struct
{
  char *address;              /* (owned) absolute http(s); (nullable) only of an embed whose picture is not known */
  char *alt;                  /* (owned) (nullable) */
  char *link;                 /* (owned) (nullable) where a click on it leads, embeds always */
  int   width;                /* as the page says, 0 unknown */
  int   height;
} JaridaFigure;

typedef struct
{
  guint     n_columns;
  guint     n_rows;
  guint     n_header_rows;
  guint8   *align;            /* (owned) n_columns: 0 start, 1 centre, 2 end */
} JaridaTable;

typedef struct
{
  JaridaBlockKind  kind;
  guint8           level;
  guint8           quote_depth;
  guint8           list_depth;
  JaridaDirection  direction; /* never AUTO */
  char            *marker;    /* (owned) (nullable) "•", "1.", "a." as to be shown; NULL: none */
  char            *language;  /* (owned) (nullable) */
  char            *anchor;    /* (owned) (nullable) id that links inside the text can name */
  GPtrArray       *runs;      /* (owned) (not nullable) JaridaRun */
  JaridaFigure    *figure;    /* (owned) (nullable) */
  JaridaTable     *table;     /* (owned) (nullable) */
} JaridaBlock;

/* An article as blocks and spans: built off the main thread, immutable afterwards. */
typedef struct
{
  GPtrArray       *blocks;    /* (owned) (not nullable) JaridaBlock */
  GPtrArray       *links;     /* (owned) (not nullable) char *: absolute http(s)/mailto, or "#anchor" */
  JaridaDirection  direction; /* never AUTO */
  char            *language;  /* (owned) (nullable) */
  guint            n_words;
  guint            n_foot;    /* of the last blocks: what the program has put below, no part of the text and not found in it */
} JaridaDocument;

/* A place in a document. Total order: block, then run, then byte. */
typedef struct
{
  guint block;
  guint run;
  guint byte;
} JaridaPosition;

int              jarida_position_compare     (const JaridaPosition *a, const JaridaPosition *b);

#define JARIDA_TYPE_DOCUMENT (jarida_document_get_type ())
GType            jarida_document_get_type    (void);
JaridaDocument  *jarida_document_ref         (JaridaDocument *self);
void             jarida_document_unref       (JaridaDocument *self);

/* Addresses that lead to a place of the program itself: only what the program puts around a text has such links, never a page. */
#define JARIDA_DOCUMENT_OWN_SCHEME "jarida:"

/* Words the program puts around a text, side by side in one line. */
typedef struct
{
  const char      *text;      /* NULL ends a row of them */
  const char      *address;   /* (nullable) where they lead: of the own scheme, or http(s) */
  JaridaSpanFlags  flags;
} JaridaDocumentWords;

/* A few lines below the text that lead on. */
typedef struct
{
  const char *text;           /* NULL ends them */
  const char *address;
  const char *note;           /* (nullable) said behind it */
} JaridaDocumentLine;

typedef struct
{
  const char               *heading;    /* NULL ends a row of them */
  const JaridaDocumentLine *lines;
} JaridaDocumentFoot;

/* What stands above and below the text; every field nullable, plain text already in the person's words. */
typedef struct
{
  const char *kicker;
  const char *kicker_address;
  const char *title;
  const char *subtitle;
  const char *byline;         /* "Published in X on D MMMM YYYY · Author" */
  const JaridaDocumentWords *byline_words;   /* the same with links, instead */
  const char *image;          /* lead picture: dropped when the text begins with the same one */
  const char *image_caption;
  const char *video;          /* address of a film: a sign to play it, on the lead picture, opens that */
  const char *source_label;   /* "Read at its source" */
  const char *source_address;
  const JaridaDocumentFoot *foot;
  JaridaDirection turned;     /* the person's wish for what does not say itself which way it runs; AUTO: by its text */
} JaridaDocumentHead;

/* With everything it points to. */
JaridaDocumentHead *jarida_document_head_copy (const JaridaDocumentHead *self) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_document_head_free (JaridaDocumentHead       *self);

/* Builds from hostile HTML: only the elements and attributes of the table survive (DESIGN.md 6). Never fails: what is
 * too large or too deep is cut and read as text. Pure: any thread. @head, @base, @language nullable; @direction AUTO: by the text. */
JaridaDocument  *jarida_document_new         (const char               *html,
                                              gssize                    length,
                                              const char               *base,
                                              const char               *language,
                                              JaridaDirection           direction,
                                              const JaridaDocumentHead *head) G_GNUC_WARN_UNUSED_RESULT;

/* Positions in order; copying. @from and @to NULL: the beginning, the end. */
char            *jarida_document_to_text     (JaridaDocument *self, const JaridaPosition *from, const JaridaPosition *to) G_GNUC_WARN_UNUSED_RESULT;
char            *jarida_document_to_html     (JaridaDocument *self, const JaridaPosition *from, const JaridaPosition *to) G_GNUC_WARN_UNUSED_RESULT;
/* One block a line; for tests, search and the command line. */
char            *jarida_document_to_lines    (JaridaDocument *self) G_GNUC_WARN_UNUSED_RESULT;

/* Plain text of a fragment of HTML (a title, an excerpt), squeezed. */
char            *jarida_html_to_text         (const char *html) G_GNUC_WARN_UNUSED_RESULT;
/* The address of the first picture worth showing in a fragment, or NULL. */
char            *jarida_html_first_picture   (const char *html, const char *base) G_GNUC_WARN_UNUSED_RESULT;

/* Byte offsets in @text where a hyphen may stand (libhyphen, fr and en); NULL when there are none or no dictionary.
 * (transfer full) (element-type guint) sorted. */
GArray          *jarida_hyphenate            (const char *text, const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the dictionaries that the languages of a document need, where that was not done yet: 20 ms for English, once, which the
 * thread that draws cannot spare. Any thread. */
void             jarida_document_prepare_hyphens (JaridaDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDocument, jarida_document_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDocumentHead, jarida_document_head_free)

G_END_DECLS
