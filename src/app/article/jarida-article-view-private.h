/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article-find.h"
#include "jarida-article-palette.h"
#include "jarida-article-pictures.h"
#include "jarida-article-placeholder.h"
#include "jarida-article-proxy.h"
#include "jarida-article-view.h"
#include "jarida-block-layout.h"
#include "jarida-height-map.h"
#include "jarida-screen-reader.h"

G_BEGIN_DECLS

/* A block near enough to the window to be laid out. */
typedef struct
{
  JaridaBlockLayout *layout;   /* (owned) */
  GskRenderNode     *under;    /* (owned) (nullable) panels and bars: below the selection */
  GskRenderNode     *over;     /* (owned) (nullable) the text */
  GskRenderNode     *marks;    /* (owned) (nullable) behind words that were looked for */
  JaridaArticlePlaceholder *placeholder; /* (owned) (nullable) until it is painted in the place of a picture */
} JaridaShownBlock;

/* Where the person reads: held while heights, widths and sizes change, moved only by scrolling. */
typedef struct
{
  JaridaPosition position;
  gboolean       in_text;      /* else only the block and the fraction count */
  double         below_line;   /* px from the top of the line to the top of the window */
  double         fraction;     /* of the block above the top of the window */
} JaridaReadingPlace;

/* By what a selection grows while the pointer is dragged. */
typedef enum
{
  JARIDA_GRAIN_CHARACTER,
  JARIDA_GRAIN_WORD,
  JARIDA_GRAIN_BLOCK,
} JaridaGrain;

/* How far a caret goes. */
typedef enum
{
  JARIDA_CARET_CHARACTER,
  JARIDA_CARET_WORD,
  JARIDA_CARET_LINE,
  JARIDA_CARET_EDGE,       /* of the line */
} JaridaCaretStep;

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
  GHashTable           *verdicts;        /* address -> why it is hidden, or NULL; of those asked about so far */
  GtkAdjustment        *adjustments[2];  /* by GtkOrientation (nullable) */
  char                 *palette_name;
  JaridaArticlePictures *pictures;
  GHashTable           *proxies;         /* index -> GPtrArray of JaridaArticleProxy, children of ours */
  JaridaScreenReader   *screen_reader;
  JaridaArticleFind    *find;
  GtkWidget            *menu;            /* (nullable) child of ours */
  char                 *hovered_link;    /* (nullable) */
  char                 *menu_link;       /* (nullable) what the menu was opened on */
  GCancellable         *saving;          /* (nullable) */

  /* State */
  JaridaArticlePalette  palette;
  JaridaReadingPlace    place;
  JaridaReadingPlace    find_origin;     /* where the person was when they began to look for words */
  JaridaPosition        find_from;       /* where looking begins while they type */
  GtkScrollablePolicy   policies[2];
  int                   column_width;
  int                   column_x;
  guint                 refine_down;     /* next to be measured in idle, away from the window */
  int                   refine_up;
  guint                 refine_id;
  gint64                scrolled_at;     /* µs */
  gint64                opened_at;       /* µs */
  gboolean              finding;
  gboolean              moving;          /* we are setting the adjustment ourselves */
  gboolean              load_pictures;
  gboolean              reads_aloud;     /* a screen reader is on: every block has a child, and the arrows go by blocks */
  int                   menu_picture;    /* block index, -1: none */
  int                   hovered_report;  /* block index, -1: none */
  guint                 proxies_id;
  guint                 autoscroll_id;
  double                pointer_x;
  double                pointer_y;
  int                   grabbed_block;   /* whose bar is dragged, -1: none */
  double                grabbed_at;      /* px from the start of its thumb */
  JaridaRange           selection;       /* in order; empty when both ends are one */
  JaridaRange           pressed;         /* where the drag began: a point, a word or a block */
  JaridaGrain           grain;
  JaridaPosition        caret;
  JaridaPosition        caret_anchor;    /* where the selection began */
  double                caret_goal;      /* x of the block, kept from line to line; negative: where it stands */
  gboolean              has_caret;
  gboolean              dragging;
  gboolean              dragged;         /* far enough not to be a click */
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

/* The y of a block in the window. */
double            _jarida_article_view_get_block_y   (JaridaArticleView *self, guint index);
/* The block under a point of the window; NULL: none. x and y become the block's own. */
JaridaShownBlock *_jarida_article_view_pick_block    (JaridaArticleView *self, double *x, double *y);
/* Scrolls by no more than is needed to see what is at @y of the window. */
void              _jarida_article_view_reveal        (JaridaArticleView *self, double y, double height);
/* Scrolls so that a place stands at the top, with a little air above it. */
void              _jarida_article_view_go_to         (JaridaArticleView *self, const JaridaPosition *position);

/* Pictures. */
void              _jarida_article_view_set_picture_source (JaridaArticleView *self, const JaridaPictureSource *source);
gboolean          _jarida_article_view_awaits        (JaridaArticleView *self, const char *address);
void              _jarida_article_view_want_pictures (JaridaArticleView *self);
void              _jarida_article_view_picture_changed_cb (JaridaArticlePictures *pictures, const char *address, JaridaArticleView *self);
gboolean          _jarida_article_view_retry_picture (JaridaArticleView *self, const char *address);
/* A blurred picture is shown; FALSE when it is not blurred, or not there. */
gboolean          _jarida_article_view_unveil_picture (JaridaArticleView *self, const char *address);
void              _jarida_article_view_save_picture  (JaridaArticleView *self);
void              _jarida_article_view_copy_picture  (JaridaArticleView *self);

/* FALSE when nothing is known to be the matter with the picture of the block. */
gboolean          _jarida_article_view_get_trouble   (JaridaArticleView *self, const JaridaBlock *block, JaridaPlaceholderWords *out_words);
/* The children that stand for this picture say what became of it. */
void              _jarida_article_view_tell_trouble  (JaridaArticleView *self, const char *address);

/* Hidden pictures, and the words to report one by. */
/* The sentence that stands in the place of a picture; NULL when it is shown. */
const char       *_jarida_article_view_get_hidden    (JaridaArticleView *self, const char *address);
/* Asks again about every picture that was asked about; what became hidden or shown changes places without a jump. */
void              _jarida_article_view_judge_again   (JaridaArticleView *self);
/* The same for one; TRUE when it is hidden. */
gboolean          _jarida_article_view_judge_picture (JaridaArticleView *self, const char *address);
/* What stands in the place of a picture that is hidden or missing. (transfer none) (nullable) */
JaridaArticlePlaceholder *_jarida_article_view_get_placeholder (JaridaArticleView *self, JaridaShownBlock *shown);
/* What can be clicked or gone to at a point of the window, but for links in the text. */
gboolean          _jarida_article_view_find_stop     (JaridaArticleView *self, double x, double y, JaridaArticleStop *out_stop);
/* Rectangles in the coordinates of the block: none where there was no room for the words. */
void              _jarida_article_view_add_stop_rects (JaridaArticleView *self, JaridaShownBlock *shown, const JaridaArticleStop *stop, GArray *rects);
/* FALSE of a hidden picture in whose place it is written what can be done: asking why tells the service, so it is not done by a click
 * beside the words. */
gboolean          _jarida_article_view_acts          (JaridaArticleView *self, const JaridaArticleStop *stop);
void              _jarida_article_view_activate_stop (JaridaArticleView *self, const JaridaArticleStop *stop);
void              _jarida_article_view_hover_report  (JaridaArticleView *self, int block);

/* Selection. */
gboolean          _jarida_article_view_has_selection (JaridaArticleView *self);
void              _jarida_article_view_select        (JaridaArticleView *self, const JaridaRange *range);
void              _jarida_article_view_select_all    (JaridaArticleView *self);
void              _jarida_article_view_copy          (JaridaArticleView *self);
void              _jarida_article_view_offer_primary (JaridaArticleView *self);
void              _jarida_article_view_press         (JaridaArticleView *self, double x, double y, int n_press, gboolean extend);
void              _jarida_article_view_drag          (JaridaArticleView *self, double x, double y);

/* Caret. */
void              _jarida_article_view_toggle_caret  (JaridaArticleView *self);
/* FALSE when there is none. @extend: selects as far as it goes. */
gboolean          _jarida_article_view_move_caret    (JaridaArticleView *self, JaridaCaretStep step, int direction, gboolean extend);
void              _jarida_article_view_put_caret     (JaridaArticleView *self, const JaridaPosition *position);
void              _jarida_article_view_paint_caret   (JaridaArticleView *self, GtkSnapshot *snapshot);
/* The line that it stands in. */
void              _jarida_article_view_find_line     (JaridaArticleView *self, JaridaRange *out_range);
/* What a screen reader hears of it: where it is now, and what is selected; after a step, @extend as there. */
void              _jarida_article_view_tell_caret    (JaridaArticleView *self, JaridaCaretStep step, gboolean extend);
/* The same of children that are made. */
void              _jarida_article_view_tell_places   (JaridaArticleView *self);
/* There is none any more. */
void              _jarida_article_view_untell_caret  (JaridaArticleView *self);

/* Pointer, keys, menu. */
void              _jarida_article_view_add_pointer   (JaridaArticleView *self);
void              _jarida_article_view_stop_pointer  (JaridaArticleView *self);
void              _jarida_article_view_add_keys      (GtkWidgetClass *klass);
void              _jarida_article_view_add_actions   (GtkWidgetClass *klass);
void              _jarida_article_view_update_actions (JaridaArticleView *self);
void              _jarida_article_view_open_menu     (JaridaArticleView *self, double x, double y);
/* Follows a link, or jumps when it leads into the article itself. */
void              _jarida_article_view_activate_link (JaridaArticleView *self, const char *address);
void              _jarida_article_view_activate_picture (JaridaArticleView *self, guint block);
void              _jarida_article_view_set_hovered   (JaridaArticleView *self, const char *address);
void              _jarida_article_view_step_zoom     (JaridaArticleView *self, int direction);

/* Find. */
void              _jarida_article_view_add_find      (JaridaArticleView *self);
void              _jarida_article_view_paint_found   (JaridaArticleView *self, GtkSnapshot *snapshot, JaridaShownBlock *shown, double from, double to);
/* Scrolls, also sideways inside the block, so that a range can be seen with some of what stands around it. */
void              _jarida_article_view_show_range    (JaridaArticleView *self, const JaridaRange *range);

/* Sideways: what is wider than the column. */
gboolean          _jarida_article_view_is_wide       (JaridaArticleView *self, guint index);
/* TRUE when it moved. */
gboolean          _jarida_article_view_shift         (JaridaArticleView *self, JaridaShownBlock *shown, double offset);
/* By the arrow keys; TRUE when there is something that they move. */
gboolean          _jarida_article_view_step_sideways (JaridaArticleView *self, int direction);
void              _jarida_article_view_paint_sideways (JaridaArticleView *self, GtkSnapshot *snapshot, const JaridaBlockLayout *layout);
gboolean          _jarida_article_view_grab_bar      (JaridaArticleView *self, double x, double y);
void              _jarida_article_view_drag_bar      (JaridaArticleView *self, double x);
gboolean          _jarida_article_view_is_over_bar   (JaridaArticleView *self, double x, double y);

/* Proxies. */
GHashTable       *_jarida_article_view_make_proxy_table (void);
void              _jarida_article_view_queue_proxies (JaridaArticleView *self);
void              _jarida_article_view_sync_proxies  (JaridaArticleView *self);
void              _jarida_article_view_drop_proxies  (JaridaArticleView *self);
/* What there is to go to in a block has changed. The keyboard stays in it. */
void              _jarida_article_view_renew_proxies (JaridaArticleView *self, guint index);
void              _jarida_article_view_allocate_proxies (JaridaArticleView *self);
void              _jarida_article_view_set_reads_aloud (JaridaArticleView *self, gboolean reads_aloud);
/* To the next block or the one before, with the keyboard on it. */
gboolean          _jarida_article_view_step_block    (JaridaArticleView *self, int direction);
gboolean          _jarida_article_view_focus         (GtkWidget *widget, GtkDirectionType direction);
/* (nullable) The child that has the keyboard. */
JaridaArticleProxy *_jarida_article_view_get_focused (JaridaArticleView *self);
/* Where the keyboard is: a link, a picture, or a wide block as a whole. FALSE: at none of them. */
gboolean          _jarida_article_view_get_focused_stop (JaridaArticleView *self, JaridaArticleStop *out_stop);
GArray           *_jarida_article_view_stop_rects    (JaridaArticleView *self, const JaridaArticleStop *stop) G_GNUC_WARN_UNUSED_RESULT;

/* Paint. */
void              _jarida_article_view_update_palette (JaridaArticleView *self);
void              _jarida_article_view_snapshot       (GtkWidget *widget, GtkSnapshot *snapshot);
void              _jarida_article_view_paint_run     (JaridaArticleView *self, GtkSnapshot *snapshot, const JaridaRunLayout *run, double offset);
/* To be popped when @layout scrolls sideways: its content_width is not 0. */
void              _jarida_article_view_push_viewport  (GtkSnapshot *snapshot, const JaridaBlockLayout *layout);
void              _jarida_shown_block_free            (JaridaShownBlock *self);
void              _jarida_shown_block_forget_nodes    (JaridaShownBlock *self);

G_END_DECLS
