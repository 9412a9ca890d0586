/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-article-placeholder.h"

#define GAP 0.9        /* between the sentence and the actions, in sizes of the words */
#define ACTION_GAP 1.8 /* between two actions */
#define REACH 4        /* px around the words that can be clicked too */

typedef struct
{
  JaridaTypographer      *typographer;
  const JaridaBlockStyle *style;
  const JaridaRect       *place;
  JaridaDirection         direction;
  double                  room;
} Work;

static JaridaRunLayout *
make_label (const Work *work,
            const char *words,
            double      width)
{
  return jarida_run_layout_new_label (work->typographer, work->style, words, work->direction, width);
}

static void
drop_heading (JaridaArticlePlaceholder *self)
{
  g_clear_pointer (&self->heading, jarida_run_layout_free);
}

static void
drop_sentence (JaridaArticlePlaceholder *self)
{
  g_clear_pointer (&self->sentence, jarida_run_layout_free);
}

static void
drop_actions (JaridaArticlePlaceholder *self)
{
  for (guint i = 0; i < JARIDA_PLACEHOLDER_ACTIONS; i++)
    g_clear_pointer (&self->actions[i], jarida_run_layout_free);
}

/* Lines in the middle; NULL for no words. */
static JaridaRunLayout *
make_lines (const Work *work,
            const char *words)
{
  JaridaRunLayout *lines;

  if (words == NULL || *words == '\0')
    return NULL;
  lines = make_label (work, words, work->room);
  lines->x = work->place->x + round ((work->place->width - work->room) / 2);
  pango_layout_set_alignment (lines->layout, PANGO_ALIGN_CENTER);
  return lines;
}

static void
set_sentence (JaridaArticlePlaceholder *self,
              const Work               *work,
              const char               *words)
{
  drop_sentence (self);
  self->sentence = make_lines (work, words);
}

/* Side by side in the order of reading; one below the other where that is too wide. Returns their height. */
static double
place_actions (JaridaArticlePlaceholder *self,
               const Work               *work,
               double                    y)
{
  double gap = round (ACTION_GAP * work->style->voice.size), width = -gap, height = 0, x;
  gboolean stacked;

  for (guint i = 0; i < JARIDA_PLACEHOLDER_ACTIONS && self->actions[i] != NULL; i++)
    {
      width += self->actions[i]->width + gap;
      height = MAX (height, self->actions[i]->height);
    }
  stacked = width > work->room;
  x = work->place->x + round ((work->place->width - width) / 2);
  if (stacked)
    height = 0;
  for (guint i = 0; i < JARIDA_PLACEHOLDER_ACTIONS && self->actions[i] != NULL; i++)
    {
      JaridaRunLayout *action = self->actions[i];

      action->y = stacked ? y + height : y;
      if (stacked)
        {
          action->x = work->place->x + round ((work->place->width - action->width) / 2);
          height += action->height + 2 * REACH;
        }
      else
        {
          action->x = work->direction == JARIDA_DIRECTION_RTL
                      ? 2 * work->place->x + work->place->width - x - action->width : x;
          x += action->width + gap;
        }
    }
  return height;
}

static double
get_widest (const JaridaArticlePlaceholder *self)
{
  double widest = 0;

  for (guint i = 0; i < JARIDA_PLACEHOLDER_ACTIONS && self->actions[i] != NULL; i++)
    widest = MAX (widest, self->actions[i]->width);
  return widest;
}

/* TRUE when all there is fits, and stands in the middle then. */
static gboolean
settle (JaridaArticlePlaceholder *self,
        const Work               *work)
{
  double actions = place_actions (self, work, 0);
  double heading = self->heading != NULL ? self->heading->height : 0;
  double sentence = self->sentence != NULL ? self->sentence->height : 0;
  double gap = actions > 0 && sentence > 0 ? round (GAP * work->style->voice.size) : 0;
  double top = work->place->y + round ((work->place->height - heading - sentence - gap - actions) / 2);

  if (heading + sentence + gap + actions + REACH > work->place->height || get_widest (self) > work->room)
    return FALSE;
  if (self->heading != NULL)
    self->heading->y = top;
  if (self->sentence != NULL)
    self->sentence->y = top + heading;
  place_actions (self, work, top + heading + sentence + gap);
  return TRUE;
}

static JaridaDirection
find_direction (const char *words)
{
  return jarida_text_direction (words) == JARIDA_DIRECTION_RTL ? JARIDA_DIRECTION_RTL : JARIDA_DIRECTION_LTR;
}

JaridaArticlePlaceholder *
jarida_article_placeholder_new (JaridaTypographer            *typographer,
                                const JaridaBlockStyle       *style,
                                const JaridaRect             *place,
                                const JaridaPlaceholderWords *words)
{
  JaridaArticlePlaceholder *self = g_new0 (JaridaArticlePlaceholder, 1);
  Work work = { typographer, style, place, find_direction (words->sentence), place->width - 2 * style->voice.size };

  if (work.room < 2 * style->voice.size)
    return self;
  for (guint i = 0; i < JARIDA_PLACEHOLDER_ACTIONS && words->actions[i] != NULL; i++)
    {
      self->actions[i] = make_label (&work, words->actions[i], -1);
      self->actions[i]->ink = JARIDA_INK_LINK;
      jarida_run_layout_underline (self->actions[i]);
    }
  self->heading = make_lines (&work, words->heading);
  if (self->heading != NULL)
    self->heading->ink = JARIDA_INK_TEXT;
  set_sentence (self, &work, words->sentence);
  if (settle (self, &work))
    return self;
  drop_heading (self);
  if (settle (self, &work))
    return self;
  set_sentence (self, &work, words->short_sentence);
  if (settle (self, &work))
    return self;
  /* A picture of a face: the words are there for whoever listens, and a click on it tells the rest. */
  drop_actions (self);
  if (!settle (self, &work))
    drop_sentence (self);
  return self;
}

void
jarida_article_placeholder_free (JaridaArticlePlaceholder *self)
{
  drop_heading (self);
  drop_sentence (self);
  drop_actions (self);
  g_free (self);
}

gboolean
jarida_article_placeholder_get_action (const JaridaArticlePlaceholder *self,
                                       guint                           action,
                                       JaridaRect                     *out_rect)
{
  const JaridaRunLayout *run = action < JARIDA_PLACEHOLDER_ACTIONS ? self->actions[action] : NULL;

  if (run == NULL)
    return FALSE;
  *out_rect = (JaridaRect) { run->x - REACH, run->y - REACH, run->width + 2 * REACH, run->height + 2 * REACH };
  return TRUE;
}
