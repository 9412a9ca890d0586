/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What a path leads to, before the request's conditions and encodings are looked at. A value. */
typedef struct
{
  const char *type;       /* (nullable) */
  char       *location;   /* (owned) (nullable) another path: a redirect */
  char       *tag;        /* (owned) (nullable) with its quotes */
  GDateTime  *modified;   /* (owned) (nullable) */
  GBytes     *body;       /* (owned) (nullable) NULL: there is no such page */
  GBytes     *packed;     /* (owned) (nullable) the body compressed already, to be sent again and again */
} JaridaDemoAnswer;

void     jarida_demo_answer_clear      (JaridaDemoAnswer *self);
/* Takes @text; the tag is made of it. */
void     jarida_demo_answer_take_text  (JaridaDemoAnswer *self, const char *type, char *text);
void     jarida_demo_answer_take_bytes (JaridaDemoAnswer *self, const char *type, GBytes *bytes);

/* Compresses the body now, for answers that are kept. */
void     jarida_demo_answer_pack       (JaridaDemoAnswer *self);

/* Whether the person who asks has this already, by the validators sent along. */
gboolean jarida_demo_answer_is_known   (const JaridaDemoAnswer *self, SoupServerMessage *message);
/* Sets status, headers and body: 200, 304, a redirect or 404. */
void     jarida_demo_answer_send       (const JaridaDemoAnswer *self, SoupServerMessage *message);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaDemoAnswer, jarida_demo_answer_clear)

G_END_DECLS
