/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include "jarida-block-layout.h"

G_BEGIN_DECLS

/* A document on pages: the layout of the screen, at the sizes of print, broken between lines. A heading stays with what follows it, a
 * picture with its caption, no line of a paragraph stands alone, rows of a table are not cut. What scrolls on the screen is made
 * smaller. Lengths are points. */
typedef struct _JaridaPaper JaridaPaper;

/* The picture at an address, to be had once more for each page; NULL: its words stand in its place. (transfer none) */
typedef cairo_surface_t *(*JaridaPaperPicture) (const char *address, gpointer user_data);

/* @style: what the person chose; sizes and colours become those of print. @picture_sizes nullable, address -> JaridaPictureSize; borrowed.
 * @context: whose fonts are taken. @width and @height: of what may be printed on. @foot: at the end of each page, beside its number; nullable. */
JaridaPaper *jarida_paper_new         (PangoContext *context, const JaridaArticleStyle *style, JaridaDocument *document,
                                       GHashTable *picture_sizes, double width, double height, const char *foot) G_GNUC_WARN_UNUSED_RESULT;
void         jarida_paper_free        (JaridaPaper *self);

/* Lays out the next few blocks; TRUE once all are on pages. A long article takes seconds as a whole. */
gboolean     jarida_paper_advance     (JaridaPaper *self);
/* Known once advance() has answered TRUE. */
guint        jarida_paper_get_n_pages (const JaridaPaper *self);
/* @cr: its origin at the corner of what may be printed on. Where it draws a PDF, links lead on and headings are its outline. */
void         jarida_paper_draw        (const JaridaPaper *self, guint page, cairo_t *cr, JaridaPaperPicture get_picture, gpointer user_data);

/* Where a block stands, to be looked at: its first and its last page. */
void         jarida_paper_find_block  (const JaridaPaper *self, guint block, guint *out_first, guint *out_last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPaper, jarida_paper_free)

G_END_DECLS
