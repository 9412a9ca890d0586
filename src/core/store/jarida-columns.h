/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_COLUMN_UNREAD = 1 << 0,
  JARIDA_COLUMN_SAVED  = 1 << 1,
  JARIDA_COLUMN_SHARED = 1 << 2,   /* other sources have it too: see the origins */
  JARIDA_COLUMN_KEPT   = 1 << 3,   /* all of it is on this computer, pictures too */
  JARIDA_COLUMN_WANTED = 1 << 4,   /* the person wants that, however old it is */
  JARIDA_COLUMN_FILTERED = 1 << 5, /* a filter hides it */
  JARIDA_COLUMN_STORY  = 1 << 6,   /* others tell the same story: see the stories */
  JARIDA_COLUMN_SHOWN  = 1 << 7,   /* no filter hides it, since the person wanted so */
} JaridaColumnFlags;

typedef struct
{
  guint32  id;       /* seconds since 2000-01-01 */
  guint16  source;
  guint8   flags;    /* JaridaColumnFlags */
  guint8   section;  /* JaridaSection */
  guint16  city;     /* 0: none */
  guint32  byline;   /* 0: none */
} JaridaColumnRow;

/* A further source of an article. */
typedef struct
{
  guint32 id;
  guint32 source;
} JaridaColumnOrigin;

/* An article of a story, and a number of that: it means nothing but that others have it too, and changes when they do. */
typedef struct
{
  guint32 id;
  guint32 story;
} JaridaColumnStory;

/* What every list and count needs of every article, as columns in memory: 14 bytes a row, oldest first, so that news is
 * appended. A cache of the tables `state`, `origin` and `story`, never the only copy of anything. One thread at a time. */
typedef struct
{
  guint32 *ids;        /* (owned) strictly rising */
  guint32 *bylines;    /* (owned) */
  guint16 *sources;    /* (owned) */
  guint16 *cities;     /* (owned) */
  guint8  *sections;   /* (owned) */
  guint8  *flags;      /* (owned) */
  gsize    n;
  gsize    capacity;
  GArray  *origins;    /* (owned) JaridaColumnOrigin, by id, then by source */
  GArray  *stories;    /* (owned) JaridaColumnStory, by id: of two articles or more */
  GArray  *members;    /* (owned) JaridaColumnStory, by story, then by id: the same once more */
  guint32  n_stories;  /* every number is less */
} JaridaColumns;

JaridaColumns *jarida_columns_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_columns_free    (JaridaColumns         *self);
/* Room for @n rows in all. */
void           jarida_columns_reserve (JaridaColumns         *self,
                                       gsize                  n);
/* @row must be newer than all. */
void           jarida_columns_append  (JaridaColumns         *self,
                                       JaridaColumnRow        row);
/* @rows rise strictly. One that is there already is left alone and its id zeroed in @rows. */
void           jarida_columns_insert  (JaridaColumns         *self,
                                       JaridaColumnRow       *rows,
                                       gsize                  n_rows);
/* A row that other sources have goes on as the least of those. */
void           jarida_columns_remove_source (JaridaColumns   *self,
                                       guint16                source);
void           jarida_columns_remove_row (JaridaColumns      *self,
                                       gsize                  row);
/* FALSE: it has the article already, or the article is not there. */
gboolean       jarida_columns_add_origin (JaridaColumns      *self,
                                       guint32                id,
                                       guint16                source);
/* The further sources of an article, @out_n of them; they live until the next change. */
const JaridaColumnOrigin *jarida_columns_find_origins (const JaridaColumns *self,
                                       guint32                id,
                                       guint                 *out_n);
/* @ids are one story, and nothing else is: from one article on there is none. Those that are not there are left out. */
void           jarida_columns_set_story  (JaridaColumns      *self,
                                       const guint32         *ids,
                                       guint                  n_ids);
/* As read from the table, in any order; into columns that have none. */
void           jarida_columns_take_stories (JaridaColumns    *self,
                                       GArray                *stories);
/* An article stands alone from now on; so does the last one that is left. */
void           jarida_columns_leave_story (JaridaColumns     *self,
                                       guint32                id);
/* The articles of its story, by id, itself too, @out_n of them; they live until the next change. */
const JaridaColumnStory *jarida_columns_find_story (const JaridaColumns *self,
                                       guint32                id,
                                       guint                 *out_n);
/* Index of @id, or G_MAXSIZE. */
gsize          jarida_columns_find    (const JaridaColumns   *self,
                                       guint32                id);
/* Index of the first row that is not older than @id; n when there is none. */
gsize          jarida_columns_bound   (const JaridaColumns   *self,
                                       guint32                id);

/* The side file: the columns as they are after commit @serial of the shelf @shelf_id. */
GBytes        *jarida_columns_to_bytes   (const JaridaColumns *self,
                                          guint64              shelf_id,
                                          guint64              serial) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when the file is missing, damaged, or of another moment: that is not an error, the table is read instead. */
JaridaColumns *jarida_columns_read_file  (const char          *path,
                                          guint64              shelf_id,
                                          guint64              serial) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaColumns, jarida_columns_free)

G_END_DECLS
