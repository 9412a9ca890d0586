/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-picture-source.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_ARTICLE_PICTURES (jarida_article_pictures_get_type ())
G_DECLARE_FINAL_TYPE (JaridaArticlePictures, jarida_article_pictures, JARIDA, ARTICLE_PICTURES, GObject)

typedef enum
{
  JARIDA_PICTURE_ABSENT,    /* not asked for */
  JARIDA_PICTURE_LOADING,
  JARIDA_PICTURE_READY,
  JARIDA_PICTURE_MISSING,   /* asked for, and there is none */
} JaridaPictureState;

/* The pictures of the article on the screen: asked for when they come near, forgotten when they are far. Knows no blocks.
 * Signal: "changed" (const char *address). */
JaridaArticlePictures *jarida_article_pictures_new         (void);
/* NULL: none to be had. Forgets everything. */
void                   jarida_article_pictures_set_source  (JaridaArticlePictures *self, const JaridaPictureSource *source);
const JaridaPictureSource *jarida_article_pictures_get_source (JaridaArticlePictures *self);
/* Asks once; again only when what came is much smaller than what is wanted now. */
void                   jarida_article_pictures_want        (JaridaArticlePictures *self, const char *address, int max_width, int max_height, gboolean cached_only);
/* Forgets that there was none, so that it can be wanted again. */
void                   jarida_article_pictures_forget      (JaridaArticlePictures *self, const char *address);
/* The same for all of them. */
void                   jarida_article_pictures_forget_missing (JaridaArticlePictures *self);
/* Forgets and cancels every picture whose address is not in @near. */
void                   jarida_article_pictures_keep_only   (JaridaArticlePictures *self, GHashTable *near);
void                   jarida_article_pictures_clear       (JaridaArticlePictures *self);

JaridaPictureState     jarida_article_pictures_get_state   (JaridaArticlePictures *self, const char *address);
/* Whether pictures are to be seen blurred until a person asks for one. That is remembered until this changes. */
void                   jarida_article_pictures_set_veiled  (JaridaArticlePictures *self, gboolean veiled);
gboolean               jarida_article_pictures_get_veiled  (JaridaArticlePictures *self);
/* That picture is seen blurred, or will be. */
gboolean               jarida_article_pictures_is_veiled   (JaridaArticlePictures *self, const char *address);
void                   jarida_article_pictures_unveil      (JaridaArticlePictures *self, const char *address);
/* As it is to be seen. (transfer none) (nullable) */
GdkTexture            *jarida_article_pictures_get_texture (JaridaArticlePictures *self, const char *address);
/* (transfer none) (nullable) Why there is none; known only of one that is MISSING. */
const char            *jarida_article_pictures_get_trouble (JaridaArticlePictures *self, const char *address);
/* It was not asked for from the web, because pictures are off. */
gboolean               jarida_article_pictures_is_held_back (JaridaArticlePictures *self, const char *address);
JaridaPictureSize      jarida_article_pictures_get_natural (JaridaArticlePictures *self, const char *address);

G_END_DECLS
