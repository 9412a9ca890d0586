/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Token buckets by code, in memory: what fills by time and empties by use. One thread. Bounded: full buckets are forgotten (they
 * are as if never used), and when there are still too many all of them are. */
typedef struct _JaridaLimits JaridaLimits;

typedef struct
{
  guint burst;          /* tokens when full */
  guint per;            /* seconds in which an empty bucket fills */
} JaridaLimit;

JaridaLimits *jarida_limits_new  (guint max_buckets);
void          jarida_limits_free (JaridaLimits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaLimits, jarida_limits_free)
/* Takes one token from the bucket of @kind and the 16 bytes @code. 0: taken; else in how many seconds there is one. @now in
 * seconds. */
guint         jarida_limits_take (JaridaLimits *self, guint kind, const guint8 code[16], const JaridaLimit *limit, double now);
/* Puts it back: the request was refused for another reason. */
void          jarida_limits_give (JaridaLimits *self, guint kind, const guint8 code[16], const JaridaLimit *limit);
guint         jarida_limits_count (JaridaLimits *self);

G_END_DECLS
