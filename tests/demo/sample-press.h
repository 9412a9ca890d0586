/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the files of the sample edition say, read without the program that serves them. */

typedef struct
{
  char *paper;       /* folder */
  char *slug;        /* name of the file without ".html" */
  char *language;
  char *title;
  char *subtitle;    /* (nullable) */
  char *author;      /* (nullable) also when it names nobody */
  char *city;        /* (nullable) */
  char *image;       /* (nullable) */
  char *section;     /* (nullable) slug of the portal's */
  char *day;         /* "2026-11-24" */
  gboolean untitled;
} PressArticle;

typedef struct
{
  GHashTable *articles;     /* "paper/slug" -> PressArticle */
  GPtrArray  *papers[2];    /* names of newspapers, Arabic, French */
  guint       n_videos;
} Press;

/* Of the newspapers that the portal of the edition in @folder gathers. */
Press *press_load (const char *folder);
void   press_free (Press *self);
/* How many articles of the language there are of which the field at that offset of PressArticle is @value. */
guint  press_count (Press *self, const char *language, gsize field, const char *value);
