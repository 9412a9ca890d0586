/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article-palette.h"
#include "jarida-article-view.h"
#include "jarida-block-layout.h"
#include "jarida-height-map.h"

G_BEGIN_DECLS

/* A block near enough to the window to be laid out. */
typedef struct
{
  JaridaBlockLayout *layout;   /* (owned) */
  GskRenderNode     *under;    /* (owned) (nullable) panels and bars: below the selection */
  GskRenderNode     *over;     /* (owned) (nullable) the text */
} JaridaShownBlock;

/* Where the person reads: held while heights, widths and sizes change, moved only by scrolling. */
typedef struct
{
  JaridaPosition position;
  gboolean       in_text;      /* else only the block and the fraction count */
  double         below_line;   /* px from the top of the line to the top of the window */
  double         fraction;     /* of the block above the top of the window */
} JaridaReadingPlace;

struct _JaridaArticleView
{
  GtkWidget             parent_instance;

  /* Owned */
  JaridaDocument       *document;        /* (nullable) */
  JaridaArticleStyle   *style;
  JaridaTypographer    *typographer;     /* (nullable) until there is a size */
  JaridaHeightMap      *heights;         /* (nullable) */
  GHashTable           *shown;           /* index -> JaridaShownBlock */
  GHashTable           *picture_sizes;   /* address -> JaridaPictureSize */
  GtkAdjustment        *adjustments[2];  /* by GtkOrientation (nullable) */
  char                 *palette_name;
  GObject              *reader;          /* (nullable) */

  /* State */
  JaridaArticlePalette  palette;
  JaridaReadingPlace    place;
  GtkScrollablePolicy   policies[2];
  int                   column_width;
  int                   column_x;
  guint                 refine_down;     /* next to be measured in idle, away from the window */
  int                   refine_up;
  guint                 refine_id;
  gint64                scrolled_at;     /* µs */
  gboolean              moving;          /* we are setting the adjustment ourselves */
};

/* Flow: which blocks are laid out, how high they are, where the window stands. */
JaridaColumn      _jarida_article_view_get_column    (JaridaArticleView *self);
void              _jarida_article_view_restyle       (JaridaArticleView *self);
void              _jarida_article_view_reflow        (JaridaArticleView *self);
void              _jarida_article_view_settle        (JaridaArticleView *self);
void              _jarida_article_view_drop_shown    (JaridaArticleView *self);
void              _jarida_article_view_stop_refining (JaridaArticleView *self);
void              _jarida_article_view_scrolled      (JaridaArticleView *self);
JaridaShownBlock *_jarida_article_view_show_block    (JaridaArticleView *self, guint index);
int               _jarida_article_view_get_total     (JaridaArticleView *self);
double            _jarida_article_view_get_value     (JaridaArticleView *self);
/* Keeps the place while @index takes its exact height again; for a picture whose size became known. */
void              _jarida_article_view_remeasure     (JaridaArticleView *self, guint index);

/* Paint. */
void              _jarida_article_view_update_palette (JaridaArticleView *self);
void              _jarida_article_view_snapshot       (GtkWidget *widget, GtkSnapshot *snapshot);
void              _jarida_shown_block_free            (JaridaShownBlock *self);
void              _jarida_shown_block_forget_nodes    (JaridaShownBlock *self);

G_END_DECLS
