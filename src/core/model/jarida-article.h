/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "jarida-section.h"
#include "jarida-text.h"

G_BEGIN_DECLS

typedef struct
{
  char   *address;       /* (owned) (not nullable) */
  char   *type;          /* (owned) (nullable) MIME type as said, not checked */
  gint64  length;        /* bytes as said, or 0 */
} JaridaEnclosure;

/* A source that has the article. */
typedef struct
{
  gint64  source_id;
  char   *address;       /* (owned) (nullable) the article there */
} JaridaOrigin;

/* What a publisher wrote: one article, as a value. On its way to the shelf it is a draft (id 0); from the shelf it is
 * complete. Never changed after it is made, so threads may share it. */
typedef struct
{
  gint64           id;             /* 0 in a draft */
  gint64           source_id;
  char            *guid;           /* (owned) (nullable) the feed's own id; NULL: the address is the identity */
  char            *address;        /* (owned) (nullable) */
  char            *title;          /* (owned) (nullable) plain text */
  char            *subtitle;       /* (owned) (nullable) plain text */
  char            *section;        /* (owned) (nullable) */
  char            *city;           /* (owned) (nullable) */
  char           **authors;        /* (owned) (nullable) NULL-terminated names */
  char           **categories;     /* (owned) (nullable) */
  char            *excerpt;        /* (owned) (nullable) plain text, short */
  char            *content;        /* (owned) (nullable) HTML as published; hostile until the document room has seen it */
  char            *base;           /* (owned) (nullable) what relative addresses in content mean */
  char            *language;       /* (owned) (nullable) BCP 47 */
  char            *image;          /* (owned) (nullable) address of the lead picture */
  char            *image_caption;  /* (owned) (nullable) */
  char            *comments;       /* (owned) (nullable) */
  char            *source_address; /* (owned) (nullable) the article at its own newspaper, when @address is at a portal */
  GPtrArray       *enclosures;     /* (owned) (nullable) JaridaEnclosure */
  gint64           published;      /* seconds since 1970, 0 unknown */
  gint64           updated;        /* 0 unknown */
  gboolean         day_only;       /* published has no hour */
  gboolean         guessed;        /* in a draft: published only says where it is to stand, until its own page says the day */
  JaridaDirection  direction;
  gboolean         partial;        /* from a listing: what is NULL or empty here says nothing and leaves what is kept */
  GBytes          *packed;         /* (owned) (nullable) the shelf's: jarida_store_pack_articles() */
  gint64           packed_h;
  gboolean         read;           /* from the shelf: the reader's state at loading time */
  gboolean         saved;
  gboolean         complete;       /* from the shelf: its own page has been read, see jarida_store_complete_article_async() */
  gboolean         merged;         /* the shelf's: more than one has had a word in it */
  JaridaSection    section_kind;   /* from the shelf: by @section, else by the categories */
  GPtrArray       *origins;        /* (owned) (nullable) JaridaOrigin, from the shelf: all that have it, @source_id first;
                                    * NULL when that is the only one */
} JaridaArticle;

#define JARIDA_TYPE_ARTICLE (jarida_article_get_type ())
GType            jarida_article_get_type (void);
JaridaArticle   *jarida_article_new      (void) G_GNUC_WARN_UNUSED_RESULT;
JaridaArticle   *jarida_article_ref      (JaridaArticle *self);
void             jarida_article_unref    (JaridaArticle *self);
/* What the publisher's own word for the section means, or one of the categories. */
JaridaSection    jarida_article_find_section (const JaridaArticle *self);
/* "A, B" or NULL. */
char            *jarida_article_dup_byline (const JaridaArticle *self) G_GNUC_WARN_UNUSED_RESULT;

JaridaEnclosure *jarida_enclosure_new    (const char *address, const char *type, gint64 length) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_enclosure_free   (JaridaEnclosure *self);

JaridaOrigin    *jarida_origin_new       (gint64 source_id, const char *address) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_origin_free      (JaridaOrigin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaArticle, jarida_article_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaOrigin, jarida_origin_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaEnclosure, jarida_enclosure_free)

G_END_DECLS
