/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-answer.h"

G_BEGIN_DECLS

/* What goes wrong with newspapers' servers, each to be had by a path: "/fault/gone/al-fanar/rss.xml". */
typedef enum
{
  JARIDA_DEMO_FAULT_NONE,
  JARIDA_DEMO_FAULT_SLOW,        /* answers after --slow milliseconds */
  JARIDA_DEMO_FAULT_ERROR,       /* "500" */
  JARIDA_DEMO_FAULT_TOO_MANY,    /* "429", with Retry-After in seconds */
  JARIDA_DEMO_FAULT_BUSY,        /* "503", with Retry-After as a date */
  JARIDA_DEMO_FAULT_CUT,         /* promises a length and hangs up before */
  JARIDA_DEMO_FAULT_MOVED,       /* 301 to the path without the fault */
  JARIDA_DEMO_FAULT_LOOP,        /* 302 to itself */
  JARIDA_DEMO_FAULT_GONE,        /* 410 */
  JARIDA_DEMO_FAULT_HTML,        /* 200 and a page of regrets, called a feed */
  JARIDA_DEMO_FAULT_EMPTY,       /* 200 and no byte */
  JARIDA_DEMO_FAULT_ENDLESS,     /* 200 and a feed that never ends */
  JARIDA_DEMO_FAULT_BOMB,        /* 200 and a small body that is very large once decompressed */
  JARIDA_DEMO_FAULT_RENAMED,     /* 200 and all classes of the page's elements have other names */
} JaridaDemoFault;

/* By its name in paths, as "500". FALSE: there is none of this name. */
gboolean        jarida_demo_fault_parse (const char *name, JaridaDemoFault *out_fault) G_GNUC_WARN_UNUSED_RESULT;
const char     *jarida_demo_fault_get_name (JaridaDemoFault self);
/* The fault a path asks for, and the path behind it (borrowed, from its slash on). */
JaridaDemoFault jarida_demo_fault_find  (const char *path, const char **out_rest);
/* Answers @message wrongly; @answer is what would have been right. */
void            jarida_demo_fault_apply (JaridaDemoFault         self,
                                         SoupServerMessage      *message,
                                         const char             *rest,
                                         const JaridaDemoAnswer *answer);

G_END_DECLS
