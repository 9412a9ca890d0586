/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "jarida-text.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE (jarida_headline_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadline, jarida_headline, JARIDA, HEADLINE, GObject)

/* What a row of the list shows. The text is what the publisher wrote and changes only when it is corrected while the
 * row is looked at; all is observable. Properties have the names of the getters. Main thread only. */
typedef struct
{
  gint64           id;
  gint64           source_id;
  gint64           published;      /* seconds since 1970 */
  gboolean         day_only;
  const char      *title;          /* copied; "" when the publisher gave none */
  const char      *source_title;   /* copied */
  const char      *byline;         /* copied, nullable */
  const char      *excerpt;        /* copied, nullable */
  const char      *image;          /* copied, nullable: address */
  const char      *address;        /* copied, nullable */
  const char      *language;       /* copied, nullable */
  JaridaDirection  direction;
  gboolean         read;
  gboolean         saved;
  gboolean         kept;           /* all of it is on this computer */
  gboolean         video;          /* of the section of videos */
  gboolean         online;         /* a portal has it, and the shelf does not: the id is below zero, the time unknown */
  const char      *others;         /* copied, nullable: other newspapers that tell the story, one a line */
} JaridaHeadlineValues;

JaridaHeadline  *jarida_headline_new              (const JaridaHeadlineValues *values) G_GNUC_WARN_UNUSED_RESULT;

gint64           jarida_headline_get_id           (JaridaHeadline *self);
gint64           jarida_headline_get_source_id    (JaridaHeadline *self);
gint64           jarida_headline_get_published    (JaridaHeadline *self);
gboolean         jarida_headline_get_day_only     (JaridaHeadline *self);
const char      *jarida_headline_get_title        (JaridaHeadline *self);
const char      *jarida_headline_get_source_title (JaridaHeadline *self);
const char      *jarida_headline_get_byline       (JaridaHeadline *self);
const char      *jarida_headline_get_excerpt      (JaridaHeadline *self);
const char      *jarida_headline_get_image        (JaridaHeadline *self);
const char      *jarida_headline_get_address      (JaridaHeadline *self);
const char      *jarida_headline_get_language     (JaridaHeadline *self);
JaridaDirection  jarida_headline_get_direction    (JaridaHeadline *self);
gboolean         jarida_headline_get_video        (JaridaHeadline *self);
gboolean         jarida_headline_get_online       (JaridaHeadline *self);

/* The other newspapers that tell the same story, where a list shows one row for all of them: their titles, one a line, or NULL. */
const char      *jarida_headline_get_others       (JaridaHeadline *self);
guint            jarida_headline_get_n_others     (JaridaHeadline *self);
void             jarida_headline_set_others       (JaridaHeadline *self,
                                                   const char     *others);
gboolean         jarida_headline_get_read         (JaridaHeadline *self);
void             jarida_headline_set_read         (JaridaHeadline *self,
                                                   gboolean        read);
gboolean         jarida_headline_get_saved        (JaridaHeadline *self);
void             jarida_headline_set_saved        (JaridaHeadline *self,
                                                   gboolean        saved);
/* Whether all of it is on this computer, with its pictures. */
gboolean         jarida_headline_get_kept         (JaridaHeadline *self);
void             jarida_headline_set_kept         (JaridaHeadline *self,
                                                   gboolean        kept);
/* Whether it is the first of its day in the list that made it: the row shows the day above itself. */
gboolean         jarida_headline_get_day_start    (JaridaHeadline *self);
void             jarida_headline_set_day_start    (JaridaHeadline *self,
                                                   gboolean        day_start);
/* Of how many it is the first, in a list that shows its articles in groups: the row shows above itself what they have in common, the day or
 * else the newspaper, and this number. 0 for all others. */
guint            jarida_headline_get_group_size   (JaridaHeadline *self);
void             jarida_headline_set_group_size   (JaridaHeadline *self,
                                                   guint           group_size);

/* The publisher has corrected it: everything a row shows as text, and the address. The rest of @values is not looked at. */
void             jarida_headline_correct          (JaridaHeadline             *self,
                                                   const JaridaHeadlineValues *values);
void             jarida_headline_set_source_title (JaridaHeadline *self,
                                                   const char     *source_title);

G_END_DECLS
